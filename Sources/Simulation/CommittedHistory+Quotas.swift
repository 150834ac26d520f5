import Determinism
import Fleet

/// What begins is within its namespace's quota.
extension CommittedHistory {
    /// An attempt that has just begun in that state did not take its namespace above what it may have, of nothing that it
    /// holds itself.
    static func checkQuota(of id: AttemptID, in fleet: FleetState) -> Violation.Finding? {
        guard let attempt = fleet.attempt(id), let namespace = fleet.allocations[id.allocation]?.job.namespace,
            let burst = fleet.quotas[namespace]?.burst
        else { return nil }
        let live = fleet.allocations.filter { $0.value.job.namespace == namespace }.flatMap(\.value.live)
        for kind in QuotaKind.allCases {
            guard let limit = burst[kind], share(kind, of: attempt) > 0 else { continue }
            let held = live.reduce(0) { $0 + share(kind, of: $1) }
            if held > limit {
                return .init(
                    .quotaExceeded,
                    "attempt \(id) begins, \(namespace) holds \(held) of \(kind) then, and may hold \(limit)")
            }
        }
        return nil
    }

    private static func share(_ kind: QuotaKind, of attempt: Attempt) -> UInt64 {
        switch kind {
        case .cpu: attempt.resources.cpuMillicores
        case .memory: attempt.resources.memoryBytes
        case .gpus: attempt.gpus.reduce(0) { $0 + $1.thousandths }
        case .tasks: 1
        }
    }
}
