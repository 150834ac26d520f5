import Determinism
import Fleet

/// When jobs were over, and how, seen from outside of the state machine: by what became of their tasks. Judges whether what waits
/// for them began in its turn.
struct WitnessedOrder: Sendable {
    /// A time during which a job was over.
    private struct End: Sendable {
        /// The index of the entry that ended it.
        var from: UInt64
        /// The index of the entry that made it run again; nil if none did.
        var until: UInt64?
        var isComplete: Bool
        /// The submission that ended.
        var run: UInt64
    }

    private var ends = SortedMap<JobID, [End]>()
    /// The newest run of each job of which something was placed, by the index of its submission.
    private var begun = SortedMap<JobID, UInt64>()

    /// An entry did that; `fleet` is the state after it.
    mutating func take(_ changes: [Change], at index: UInt64, in fleet: FleetState) {
        var touched = SortedSet<JobID>()
        for change in changes {
            switch change {
            case .jobChanged(let id): touched.insert(id)
            case .allocationPending(let id): if let job = fleet.allocations[id]?.job { touched.insert(job) }
            case .attemptEnded(let id): if let job = fleet.allocations[id.allocation]?.job { touched.insert(job) }
            default: break
            }
        }
        for id in touched {
            // One that is collected was over before, and still is.
            guard let job = fleet.jobs[id] else { continue }
            let isRunning = ends[id]?.last.map { $0.until != nil } ?? true
            if WitnessedOrder.isOver(job, in: fleet) {
                // One entry may submit a job again and end it: it can never begin.
                guard isRunning || ends[id]?.last?.run != job.submittedIndex else { continue }
                if !isRunning, let last = ends[id]?.indices.last { ends.update(id) { $0[last].until = index } }
                ends[id, default: []].append(
                    End(
                        from: index, until: nil, isComplete: WitnessedOrder.isComplete(job, in: fleet),
                        run: job.submittedIndex))
            } else if !isRunning, let last = ends[id]?.indices.last {
                ends.update(id) { $0[last].until = index }
            }
        }
    }

    /// Something of a job was placed: its turn has come, if this is the beginning of a run.
    mutating func check(_ id: AttemptID, in fleet: FleetState) -> Violation.Finding? {
        guard let job = fleet.allocations[id.allocation].flatMap({ fleet.jobs[$0.job] }) else { return nil }
        if let deadline = job.deadline, fleet.time + (job.definition.timeLimit ?? .zero) > deadline {
            return .init(
                .outOfTurn,
                "attempt \(id) of \(job.definition.id) was placed at \(fleet.time), and is to be over by \(deadline)")
        }
        if let bound = job.definition.atMost {
            let live = job.allocations.count { fleet.allocations[$0]?.live.isEmpty == false }
            if UInt64(live) > bound {
                return .init(
                    .overBound, "with attempt \(id) \(live) tasks of \(job.definition.id) are live, of at most \(bound)"
                )
            }
        }
        guard begun[job.definition.id] != job.submittedIndex else { return nil }
        begun[job.definition.id] = job.submittedIndex
        for dependency in job.definition.after {
            let isMet = (ends[dependency.job] ?? []).contains { end in
                guard end.until ?? .max > job.submittedIndex else { return false }
                switch dependency.condition {
                case .any: return true
                case .ok: return end.isComplete
                case .failed: return !end.isComplete
                }
            }
            if !isMet {
                let known = (ends[dependency.job] ?? []).map { end in
                    "\(end.from) to \(end.until.map { "\($0)" } ?? "now")\(end.isComplete ? " complete" : "")"
                }
                return .init(
                    .outOfTurn,
                    "attempt \(id) of \(job.definition.id), submitted at \(job.submittedIndex) and of version \(job.version), "
                        + "was placed, which is to wait for \(dependency); that was over \(known)")
            }
        }
        return nil
    }

    /// Whoever waits has somebody to wait for, and nobody waits for himself.
    static func stuckDependent(in fleet: FleetState) -> String? {
        for (id, job) in fleet.jobs where !job.waitsFor.isEmpty {
            for dependency in job.waitsFor {
                guard let other = fleet.jobs[dependency.job], !isOver(other, in: fleet) else {
                    return "job \(id) waits for \(dependency), which is over"
                }
            }
            var next = job.waitsFor.map(\.job)
            var seen = SortedSet<JobID>()
            while let other = next.popLast() {
                if other == id { return "job \(id) waits for itself" }
                if seen.insert(other) { next += fleet.jobs[other]?.waitsFor.map(\.job) ?? [] }
            }
        }
        return nil
    }

    private static func isOver(_ job: Job, in fleet: FleetState) -> Bool {
        if job.definition.type == .system && job.desired == .running { return false }
        return job.allocations.allSatisfy { id in
            guard case .finished? = fleet.allocations[id]?.state else { return false }
            return true
        }
    }

    /// Every task that the job wants has completed, and none of them only because the job's deadline ended it.
    private static func isComplete(_ job: Job, in fleet: FleetState) -> Bool {
        if job.isPastDeadline { return false }
        var newest = SortedMap<UInt64, Bool>()
        for id in job.allocations {
            guard let allocation = fleet.allocations[id],
                job.definition.type == .system || allocation.index < job.definition.count
            else { continue }
            newest[allocation.index] = allocation.state == .finished(.complete)
        }
        return !newest.isEmpty && newest.values.allSatisfy { $0 }
    }
}
