import Determinism
import Fleet
import Scheduler

/// What the first of the queue have waited for of late, so that their placement can say it: whoever asks later why something
/// came when it came finds the answer with the attempt.
struct WaitDiary: Sendable {
    private struct Entry: Sendable {
        var since: WallTime
        var reason: BlockReason
    }

    /// Waiting tasks that are watched, in the order of rank.
    static let kept = 1_000
    /// Who waited for less has nothing to tell.
    static let worthANote = Span.seconds(10)
    /// Of a job's tasks only so many get a note: what holds up thousands is told of the first, and notes stay in the state.
    static let tasksNoted: UInt64 = 256

    /// Only looked up, never iterated.
    private var entries: [AllocationID: Entry] = [:]

    /// Takes what a pass left waiting.
    mutating func take(_ blocked: [Blocked], time: WallTime) {
        var known: [AllocationID: Entry] = [:]
        for wait in blocked.prefix(WaitDiary.kept) {
            if let entry = entries[wait.allocation], entry.reason == wait.reason {
                known[wait.allocation] = entry
            } else {
                known[wait.allocation] = Entry(since: time, reason: wait.reason)
            }
        }
        entries = known
    }

    /// What is to be said of the wait of what is placed now; empty where it is not worth a word.
    func note(on allocation: Allocation, time: WallTime) -> String {
        let waited = time.since(allocation.pendingSince)
        guard waited >= WaitDiary.worthANote, allocation.index < WaitDiary.tasksNoted else { return "" }
        guard let entry = entries[allocation.id] else { return "waited \(WaitDiary.words(waited))" }
        let last = time.since(entry.since)
        let length =
            last.nanoseconds / 1_000_000_000 < waited.nanoseconds / 1_000_000_000
            ? "waited \(WaitDiary.words(waited)), of these the last \(WaitDiary.words(last))"
            : "waited \(WaitDiary.words(waited))"
        return "\(length): \(entry.reason)"
    }

    /// Notes the waits of what plans place.
    func annotate(_ plans: inout [Plan], in state: FleetState, time: WallTime) {
        for plan in plans.indices {
            for place in plans[plan].placements.indices {
                guard let allocation = state.allocations[plans[plan].placements[place].allocation] else { continue }
                plans[plan].placements[place].note = note(on: allocation, time: time)
            }
        }
    }

    /// Whole seconds, or minutes and hours.
    private static func words(_ span: Span) -> String {
        let seconds = span.nanoseconds / 1_000_000_000
        switch seconds {
        case 0..<120: return "\(seconds) s"
        case 120..<7_200: return "\(seconds / 60) min"
        default: return "\(seconds / 3_600) h"
        }
    }
}
