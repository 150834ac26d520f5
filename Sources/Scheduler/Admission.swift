import Determinism
import Fleet

/// Whether namespaces may have more, as a pass gives it out.
///
/// Work that has waited for its namespace's quota for `patience` keeps what becomes free of it: lower ranks of the namespace
/// wait behind it, or small tasks would take each part of the quota before a large one ever fits.
struct Admission: Sendable {
    private var added: [String: NamespaceHolding] = [:]
    private var claims: [String: QuotaExcess] = [:]
    private let now: WallTime

    /// How long work waits for its quota until lower ranks wait behind it.
    static let patience = Span.seconds(3_600)

    init(now: WallTime) { self.now = now }

    /// Why so many tasks of a job may not begin; nil where they may.
    mutating func refusal(
        of tasks: UInt64, of job: Job, waitingSince since: WallTime, in state: FleetState
    ) -> BlockReason? {
        let namespace = job.definition.id.namespace
        guard let quota = state.quotas[namespace], !quota.burst.isEmpty else { return nil }
        if let claim = claims[namespace], NamespaceHolding(of: job.definition)[claim.kind] > 0 {
            return .quotaKept(claim)
        }
        guard
            let excess = state.quotaExcess(of: job.definition, tasks: tasks, beside: added[namespace] ?? .none)
        else { return nil }
        if !excess.isForEver, now.since(since) >= Admission.patience, claims[namespace] == nil {
            claims[namespace] = excess
        }
        return .quota(excess)
    }

    /// So many tasks of a job begin, or room is being freed for them.
    mutating func take(_ tasks: UInt64, of job: Job) {
        added[job.definition.id.namespace, default: .none] =
            (added[job.definition.id.namespace] ?? .none) + NamespaceHolding(of: job.definition, tasks: tasks)
    }
}
