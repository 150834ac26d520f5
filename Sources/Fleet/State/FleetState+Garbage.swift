import Determinism

extension FleetState {
    /// Lets go what is over and older than `limit`: settled commands, finished jobs, reservations, tokens, outcomes of requests,
    /// audit records.
    mutating func collectGarbage(before limit: WallTime) -> Verdict {
        let limit = min(limit, time)
        var count = forgetReservations(before: limit) + forgetTokens(before: limit)
        ledger.forget(before: limit)
        forgetRecentUsage()
        let old = audit.firstIndex { $0.time >= limit } ?? audit.count
        dropAudit(old)
        for id in commands.keys {
            guard let command = commands[id], command.acceptedAt < limit, !unsettledCommands.contains(id) else {
                continue
            }
            commands[id] = nil
            count += 1
        }
        var doomed: [AllocationID] = []
        for id in jobs.keys {
            guard let job = jobs[id], isFinished(job), endOf(job) < limit else { continue }
            doomed += job.allocations
            noteApart(id, from: jobs[id]?.definition.rules.apartFrom ?? [], to: [])
            jobs[id] = nil
            noteScaling(id)
            changes.append(.jobChanged(id))
            count += 1
        }
        allocations.removeValues(for: SortedSet(doomed))
        return .done(
            "\(count) finished jobs, settled commands, past reservations and tokens collected", identifier: count)
    }

    /// When the last of a finished job's allocations ended.
    private func endOf(_ job: Job) -> WallTime {
        var end = job.submittedAt
        for id in job.allocations {
            guard let allocation = allocations[id] else { continue }
            end = max(end, allocation.pendingSince, allocation.current?.endedAt ?? .epoch)
        }
        return end
    }
}
