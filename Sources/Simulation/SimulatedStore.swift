import Consensus
import Determinism

/// A coordinator's disk: writes become durable in order, each after a delay; a crash loses what had not.
struct SimulatedStore: Sendable {
    /// What is durable.
    private(set) var durable: Recovered
    /// Writes under way, oldest first.
    private(set) var pending: [Save] = []
    /// Snapshots in files of their own, which a mark may name.
    private(set) var files: [Snapshot] = []

    init(store: StoreID) { durable = Recovered(store: store) }

    mutating func begin(_ save: Save) { pending.append(save) }

    /// The oldest write is durable.
    mutating func finishOldest() -> Save? {
        guard !pending.isEmpty else { return nil }
        let save = pending.removeFirst()
        write(save)
        return save
    }

    /// The process or its machine ends: of the writes under way the first `count` happen to be durable all the same.
    mutating func crash(keeping count: Int) {
        for save in pending.prefix(count) { write(save) }
        pending.removeAll()
    }

    /// A snapshot is durable in a file of its own.
    mutating func keep(_ snapshot: Snapshot) {
        files.removeAll { $0.lastIndex < (durable.snapshot?.lastIndex ?? .zero) || $0.mark == snapshot.mark }
        files.append(snapshot)
    }

    private mutating func write(_ save: Save) {
        let marked = save.mark.flatMap { mark in files.last { $0.mark == mark } }
        SimulatedStore.write(save, marked: marked, to: &durable)
    }

    static func write(_ save: Save, marked: Snapshot?, to recovered: inout Recovered) {
        if let snapshot = marked {
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
