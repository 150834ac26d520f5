import CoordinatorCore
import Determinism
import Fleet
import Wire

/// What was decided about a job's tasks, in the order in which it happened, as far as attempts are kept.
extension Views {
    /// The newest rows that are shown where no number is asked for, and the most there may be.
    static let decisionRows = 100
    static let decisionRowsAtMost = 10_000

    func decisionViews(of job: Job, limit: UInt32) -> [Wire.DecisionView] {
        var rows: [Wire.DecisionView] = [
            Wire.DecisionView(
                time: job.submittedAt.nanoseconds,
                what: "submitted by \(job.owner)" + (job.version > 1 ? " (by now it is version \(job.version))" : ""))
        ]
        if let scaled = job.scaled {
            rows.append(
                Wire.DecisionView(
                    time: scaled.at.nanoseconds,
                    what: "scaled from \(scaled.from) to \(scaled.to) by \(scaled.actor)"
                        + (scaled.reason.isEmpty ? "" : ": \(scaled.reason)")))
        }
        if let hold = job.hold {
            rows.append(Wire.DecisionView(time: hold.since.nanoseconds, what: hold.inWords))
        }
        for id in job.allocations {
            guard let allocation = member.fleet.allocations[id] else { continue }
            for attempt in allocation.attempts { rows += decisions(on: attempt, of: allocation) }
            if allocation.state == .pending {
                rows.append(
                    Wire.DecisionView(
                        time: allocation.pendingSince.nanoseconds, task: allocation.name,
                        what: "waits (`muster job why \(job.definition.id)` says for what)"))
            }
        }
        // Stable: what happened at one time stays in its order.
        let sorted = rows.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
        let wanted = limit == 0 ? Views.decisionRows : min(Int(limit), Views.decisionRowsAtMost)
        return sorted.suffix(wanted).map(\.element)
    }

    private func decisions(on attempt: Attempt, of allocation: Allocation) -> [Wire.DecisionView] {
        func row(_ time: WallTime, _ what: String) -> Wire.DecisionView {
            Wire.DecisionView(time: time.nanoseconds, task: allocation.name, what: what)
        }
        func with(_ note: String) -> String { note.isEmpty ? "" : " (\(note))" }
        let gpus = attempt.gpus.map { "\($0.index)" }.joined(separator: ",")
        var rows = [
            row(
                attempt.assignedAt,
                "attempt \(attempt.id.number) placed on \(attempt.node)" + (gpus.isEmpty ? "" : ", GPUs \(gpus)")
                    + with(attempt.placementNote))
        ]
        if attempt.runningAt != .epoch {
            rows.append(row(attempt.runningAt, "attempt \(attempt.id.number) runs"))
        }
        switch (attempt.state, attempt.stopping) {
        case (.ended(let end), _):
            rows.append(
                row(
                    attempt.endedAt,
                    "attempt \(attempt.id.number) \(words(end, of: attempt))" + with(attempt.stopNote)))
        case (_, let reason?):
            let words = "\(Views.asked(reason, attempt.beneficiary))" + with(attempt.stopNote)
            // When it was asked is not kept: it is the newest that is known of it.
            rows.append(row(member.fleet.time, "attempt \(attempt.id.number) is asked to end: \(words)"))
        case (_, nil): break
        }
        return rows
    }

    /// Why something is asked to end, and has not yet.
    private static func asked(_ reason: StopReason, _ beneficiary: JobID?) -> String {
        let other = beneficiary.map { " for job \($0)" } ?? ""
        switch reason {
        case .jobStopped: return "its job is stopped"
        case .preempted: return "preempted\(other)"
        case .drained: return "its server is to be left"
        case .superseded: return "a newer version replaces it"
        case .deadline: return "its job's deadline has come"
        case .rebalanced: return "it makes room\(other)"
        case .relieved: return "its server has too much to do, or is too hot"
        case .consolidated: return "its server is to rest"
        case .held: return "its job is held"
        }
    }
}
