import Determinism
import Fleet

/// What allocations have in common that fare alike: once one of them finds nothing, the others need not look.
struct TaskShape: Hashable, Sendable {
    var request: ResourceRequest
    var terms: ServerTerms
    /// Whether standbys and what is kept free may be used.
    var failover: Bool
    /// The reservations that keep it off their servers now.
    var barring: [String] = []
    /// Set where other tasks have a say: then each job fares in its own way.
    var job: JobID?
    /// Whether it must leave a start alone that is kept (`StartClaim`).
    var isBound = false
}
