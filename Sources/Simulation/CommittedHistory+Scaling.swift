import Fleet

/// How many tasks jobs have: what was decided for another number is not done, and nobody leaves the bounds.
extension CommittedHistory {
    /// The number of tasks that a job has and is to have by an entry, before that is applied; nil for entries of other kinds.
    func scaling(by operation: Operation) -> (job: JobID, before: UInt64, to: UInt64, decidedFor: UInt64?)? {
        guard case .scaleJob(let id, let to, let from, _) = operation, let job = fleet.jobs[id] else { return nil }
        return (id, job.definition.count, to, from)
    }

    /// What is wrong with what became of it.
    func check(
        _ scaling: (job: JobID, before: UInt64, to: UInt64, decidedFor: UInt64?), outcome: Outcome
    ) -> Violation.Finding? {
        guard let job = fleet.jobs[scaling.job] else { return nil }
        let count = job.definition.count
        let isDone = outcome.code == .done
        guard count == (isDone ? scaling.to : scaling.before) else {
            return .init(.scaledWrongly, "job \(scaling.job) has \(count) tasks after \(outcome.message)")
        }
        if isDone, let from = scaling.decidedFor, from != scaling.before {
            return .init(
                .scaledWrongly, "job \(scaling.job) was scaled for \(from) tasks when it had \(scaling.before)")
        }
        guard isDone, let terms = job.definition.scaling else { return nil }
        let second = fleet.time.nanoseconds / 1_000_000_000
        let minute = second / 60 % 1_440
        // Windows of a history hold on every day.
        let window = terms.schedule.first {
            $0.from < $0.to ? $0.from <= minute && minute < $0.to : minute >= $0.from || minute < $0.to
        }
        guard count >= window?.least ?? terms.least, count <= window?.most ?? terms.most else {
            return .init(.scaledWrongly, "job \(scaling.job) was scaled to \(count), outside of its bounds")
        }
        return nil
    }
}
