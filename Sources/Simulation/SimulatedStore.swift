import Consensus
import Determinism

/// A coordinator's disk: writes become durable in order, each after a delay; a crash loses what had not.
struct SimulatedStore: Sendable {
    /// What is durable.
    private(set) var durable: Recovered
    /// Writes under way, oldest first.
    private(set) var pending: [Save] = []

    init(store: StoreID) { durable = Recovered(store: store) }

    mutating func begin(_ save: Save) { pending.append(save) }

    /// The oldest write is durable.
    mutating func finishOldest() -> Save? {
        guard !pending.isEmpty else { return nil }
        let save = pending.removeFirst()
        SimulatedStore.write(save, to: &durable)
        return save
    }

    /// The process or its machine ends: of the writes under way the first `count` happen to be durable all the same.
    mutating func crash(keeping count: Int) {
        for save in pending.prefix(count) { SimulatedStore.write(save, to: &durable) }
        pending.removeAll()
    }

    mutating func forgetEntries(_ count: Int) { durable.entries.removeLast(min(count, durable.entries.count)) }

    static func write(_ save: Save, to recovered: inout Recovered) {
        if let snapshot = save.snapshot {
            recovered.snapshot = snapshot
            if save.snapshotReplacesLog {
                recovered.entries.removeAll()
            } else {
                recovered.entries.removeAll { $0.index <= snapshot.lastIndex }
            }
        }
        if let first = save.entries.first {
            while let last = recovered.entries.last, last.index >= first.index { recovered.entries.removeLast() }
            let base = recovered.snapshot?.lastIndex ?? .zero
            recovered.entries += save.entries.filter { $0.index > base }
        }
        if let hardState = save.hardState { recovered.hardState = hardState }
    }
}
