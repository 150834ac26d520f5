import Determinism
import Fleet

/// Whether a server may go on living, by what its agent knows: the watchdog is petted while this says so.
///
/// The agent's loop pets, so that a machine whose kernel or agent hangs is reset. Tasks whose lease is over are killed by their
/// supervisors; where the kernel cannot, and the server is to be reset for that, petting stops once something has been not
/// dead for so long.
public struct WatchdogRule: Sendable {
    /// How long something may be not dead; nil for as long as it likes.
    public let notDeadAtMost: Span?
    private var since = SortedMap<AttemptID, Instant>()

    /// A rule that has seen nothing.
    public init(notDeadAtMost: Span?) { self.notDeadAtMost = notDeadAtMost }

    /// Whether to pet now; `notDead` is what cannot be killed.
    public mutating func mayPet(notDead: [AttemptID], now: Instant) -> Bool {
        guard let notDeadAtMost else { return true }
        for id in since.keys where !notDead.contains(id) { since[id] = nil }
        for id in notDead where since[id] == nil { since[id] = now }
        return !since.values.contains { now >= $0 + notDeadAtMost }
    }
}
