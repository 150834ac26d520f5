import Determinism

/// Makes a failing history short: events are left out by halves, quarters and so on as long as the same promise is broken
/// (delta debugging; Zeller and Hildebrandt 2002).
struct Shrinking {
    /// Plays that are spent on it at the most.
    private static let budget = 400

    private let plan: Plan
    private var options: ConsensusSimulation.Options
    private let invariant: Invariant?
    private let brokenAt: Span

    init(_ plan: Plan, _ options: ConsensusSimulation.Options, _ report: HistoryReport) {
        self.plan = plan
        self.options = options
        self.options.mayBeThin = report.violation?.invariant != .tooThin
        self.options.trace = false
        invariant = report.violation?.invariant
        brokenAt = report.violation?.at ?? .zero
    }

    /// The lines of the shortest story.
    func story() -> [String] {
        var kept = plan.events.filter { $0.at <= brokenAt }.map(\.id)
        var plays = 0
        func breaks(_ ids: [Int]) -> Bool {
            plays += 1
            return play(ids, trace: false).violation?.invariant == invariant
        }
        if !breaks(kept) { kept = plan.events.map(\.id) }
        var size = max(1, kept.count / 2)
        while plays < Self.budget {
            var start = 0
            var wasCut = false
            while start < kept.count, plays < Self.budget {
                let shorter = Array(kept[..<start] + kept[min(start + size, kept.count)...])
                if breaks(shorter) {
                    kept = shorter
                    wasCut = true
                } else {
                    start += size
                }
            }
            if size == 1, !wasCut { break }
            if !wasCut || size > 1 { size = max(1, size / 2) }
        }
        let report = play(kept, trace: true)
        let count = "\(kept.count) of \(plan.events.count) planned events are left:"
        guard let violation = report.violation else { return [count] + report.trace.suffix(60) }
        return [count] + report.trace.suffix(options.messages ? 600 : 150) + [
            "\(violation.invariant.rawValue): \(violation.detail)"
        ]
    }

    private func play(_ ids: [Int], trace: Bool) -> HistoryReport {
        var options = options
        options.trace = trace
        let kept = SortedSet(ids)
        options.leftOut = plan.events.map(\.id).filter { !kept.contains($0) }.sorted()
        return ConsensusSimulation.play(plan, options)
    }
}
