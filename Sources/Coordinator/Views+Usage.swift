import CoordinatorCore
import Determinism
import Fleet
import FleetWire
import Wire

/// What was used, and the attempts that the state still knows, for accounts.
extension Views {
    /// The rows of an answer where no number is asked for, and at the most.
    static let attemptRows = 1_000
    private static let attemptRowsAtMost = 5_000

    /// What each namespace and user used within the days of the query.
    func usageViews(_ query: Wire.Query) -> [Wire.UsageView] {
        member.fleet.usageReport(from: query.since?.day, through: query.until?.day, now: member.knownTime(now: now))
            .compactMap { account, report in
                guard query.namespaceName.isEmpty || account.namespace == query.namespaceName,
                    query.user.isEmpty || account.user == query.user
                else { return nil }
                return Wire.UsageView(
                    namespaceName: account.namespace, user: account.user,
                    cpuMillicoreSeconds: report.usage.cpuMillicoreSeconds,
                    gpuThousandthSeconds: report.usage.gpuThousandthSeconds,
                    memoryMebibyteSeconds: report.usage.memoryMebibyteSeconds, ended: report.usage.ended,
                    live: report.live)
            }
    }

    /// The attempts of the allocations behind the one that the query names, until there are enough rows. All rows of an
    /// allocation come together.
    func attemptViews(_ query: Wire.Query) -> [Wire.AttemptView] {
        let limit = query.limit == 0 ? Views.attemptRows : min(Int(query.limit), Views.attemptRowsAtMost)
        let allocations = member.fleet.allocations
        var rows: [Wire.AttemptView] = []
        var place =
            UInt64(query.object).map {
                allocations.position(of: AllocationID($0.addingReportingOverflow(1).partialValue))
            } ?? 0
        while place < allocations.count, rows.count < limit {
            defer { place += 1 }
            guard let allocation = allocations[allocations.keys[place]], let job = member.fleet.jobs[allocation.job],
                query.namespaceName.isEmpty || allocation.job.namespace == query.namespaceName
            else { continue }
            rows += attemptViews(of: allocation, of: job).filter { query.user.isEmpty || $0.user == query.user }
        }
        return rows
    }

    private func attemptViews(of allocation: Allocation, of job: Job) -> [Wire.AttemptView] {
        var common = Wire.AttemptView(
            allocation: allocation.id.number, namespaceName: allocation.job.namespace, job: allocation.job.name,
            jobNumber: job.submittedIndex, index: allocation.index, user: job.owner,
            type: UInt32(job.definition.type.rawValue), submittedAt: job.submittedAt.nanoseconds)
        var rows = allocation.attempts.map { attempt in
            var row = common
            row.attempt = attempt.id.number
            row.user = attempt.owner
            row.state = Views.accountingState(of: attempt)
            if case .ended(let end) = attempt.state {
                switch end.exit {
                case .code(let code)?: row.exitCode = code
                case .signal(let signal)?: row.exitSignal = signal
                case nil: break
                }
            }
            row.assignedAt = attempt.assignedAt.nanoseconds
            row.endedAt = attempt.endedAt.nanoseconds
            row.resources = attempt.resources.wire(
                gpus: UInt64(attempt.gpus.count), gpuThousandths: attempt.gpuThousandths)
            row.node = attempt.node.name
            return row
        }
        // What waits, or never began, is no attempt, and has a row all the same.
        let hasNone: String? =
            switch allocation.state {
            case .pending: "PENDING"
            case .finished(.deadlinePassed) where rows.isEmpty: "DEADLINE"
            case .finished where rows.isEmpty: "CANCELLED"
            case .active, .finished: nil
            }
        if let hasNone {
            let request = job.definition.request
            common.state = hasNone
            common.resources = request.amounts.wire(
                gpus: request.gpus.count, gpuThousandths: request.gpus.count * request.gpus.thousandths)
            if hasNone != "PENDING" { common.endedAt = allocation.pendingSince.nanoseconds }
            rows.append(common)
        }
        return rows
    }

    /// The state in the words of Slurm's accounting.
    private static func accountingState(of attempt: Attempt) -> String {
        guard case .ended(let end) = attempt.state else { return "RUNNING" }
        switch end.cause {
        case .completed: return "COMPLETED"
        case .failed, .notStarted: return "FAILED"
        case .lapsed, .lost: return "NODE_FAIL"
        case .timeLimit: return "TIMEOUT"
        case .stopped:
            switch attempt.stopping {
            case .jobStopped?, nil: return "CANCELLED"
            case .preempted?: return "PREEMPTED"
            case .drained?, .superseded?, .rebalanced?, .held?, .relieved?, .consolidated?: return "REQUEUED"
            case .deadline?: return "DEADLINE"
            }
        }
    }
}
