import CoordinatorCore
import Determinism
import Fleet
import Scheduler
import Wire

/// Why a job's allocations wait, or are where they are.
extension Views {
    /// Allocations of a job that are explained each for itself; of a larger job some that wait, some that went wrong and some
    /// that run.
    static let allocationsExplained = 16

    func whyViews(of job: Job) -> [Wire.WhyView] {
        let all = job.allocations.compactMap { member.fleet.allocations[$0] }
        // What holds for the whole job is said once.
        let hasBegun = all.contains { $0.state == .active }
        let isAlike = job.hold != nil && !hasBegun || !job.waitsFor.isEmpty || job.missedDependency != nil
        let chosen = isAlike ? Array(all.prefix(1)) : Views.explained(all)
        let explained = chosen.filter { !isUndead($0) }
        let explanations = Scheduler.explain(
            state: member.fleet, allocations: explained.map(\.id), member.circumstances(now: now),
            index: member.placeIndex)
        let known = Dictionary(
            zip(explained.map(\.id), explanations), uniquingKeysWith: { first, _ in first })
        var views: [Wire.WhyView] = []
        for allocation in chosen {
            guard let explanation = known[allocation.id] else {
                views.append(whyOfUndead(allocation))
                continue
            }
            let view = whyView(of: allocation, explanation)
            if let last = views.last, Views.areAlike(last, view) {
                views[views.count - 1].alike += 1
            } else {
                views.append(view)
            }
        }
        // Those that are not looked at one by one are told with the last that waits.
        let unseen = all.count { $0.state == .pending } - chosen.count { $0.state == .pending }
        if !isAlike, unseen > 0, let last = views.lastIndex(where: { $0.allocation?.state == "pending" }) {
            views[last].alike += UInt64(unseen)
        }
        return views
    }

    /// Whether two tasks wait in the same words but for their names.
    private static func areAlike(_ left: Wire.WhyView, _ right: Wire.WhyView) -> Bool {
        guard left.allocation?.state == "pending", right.allocation?.state == "pending" else { return false }
        func reason(_ view: Wire.WhyView) -> Substring {
            view.summary.firstIndex(of: "]").map { view.summary[$0...] } ?? view.summary[...]
        }
        return reason(left) == reason(right) && left.removed == right.removed && left.candidates == right.candidates
            && left.remedy == right.remedy && left.roomBy == right.roomBy
    }

    /// The allocations of a job whose place is worth an explanation each: all of a small job, and of a large one some that wait,
    /// some that went wrong and some that run.
    static func explained(_ allocations: [Allocation]) -> [Allocation] {
        guard allocations.count > allocationsExplained else { return allocations }
        let waiting = allocations.lazy.filter { $0.state == .pending }.prefix(4)
        let ended = allocations.lazy.filter { $0.isFinished && $0.state != .finished(.complete) }.prefix(4)
        let running = allocations.lazy.filter { $0.state == .active }.prefix(4)
        return (Array(waiting) + Array(ended) + Array(running)).sorted { $0.id < $1.id }
    }

    private func isUndead(_ allocation: Allocation) -> Bool {
        allocation.current.map { $0.state.isLive && $0.notDead } ?? false
    }

    private func whyOfUndead(_ allocation: Allocation) -> Wire.WhyView {
        guard let attempt = allocation.current else { return Wire.WhyView() }
        return Wire.WhyView(
            allocation: allocationView(allocation),
            summary:
                "\(allocation.name) is not dead on \(attempt.node): SIGKILL did not end it, so that its resources stay taken and "
                + "it is not started elsewhere.", remedy: Views.remedy(for: attempt))
    }

    func whyView(of allocation: Allocation?, _ explanation: Explanation) -> Wire.WhyView {
        Wire.WhyView(
            allocation: allocation.map(allocationView), summary: explanation.summary,
            removed: explanation.removed.map(removedBy),
            candidates: explanation.candidates.map(\.sentence), remedy: explanation.remedy, notes: explanation.notes,
            roomBy: explanation.roomBy?.nanoseconds ?? 0)
    }

    func removedBy(_ removal: Explanation.Removal) -> Wire.RemovedBy {
        Wire.RemovedBy(
            rule: removal.rule.description, nodes: UInt32(removal.count),
            examples: removal.examples.map(\.name).joined(separator: ", ")
                + (removal.count > UInt64(removal.examples.count) ? ", ..." : ""), detail: removal.detail)
    }
}
