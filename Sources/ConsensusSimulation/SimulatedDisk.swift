import Consensus
import Determinism

/// What a member's disk holds, and what may become of it.
struct SimulatedDisk {
    enum Opened {
        case recovered(Recovered)
        case damaged(String)
    }

    private(set) var store: StoreID
    private var held: Recovered
    private var isDamaged = false
    private var copy: Recovered?

    /// A disk with an empty store.
    init(store: StoreID) {
        self.store = store
        held = Recovered(store: store)
    }

    func open() -> Opened {
        isDamaged ? .damaged("a checksum does not fit") : .recovered(held)
    }

    var isFull = false

    /// Writes saves durably; false where there is no room.
    mutating func write(_ saves: ArraySlice<Save>) -> Bool {
        if isFull { return false }
        for save in saves { apply(save) }
        return true
    }

    /// Stores a snapshot durably; nothing names it yet. Nil where there is no room.
    mutating func store(_ snapshot: Snapshot) -> Snapshot? {
        if isFull { return nil }
        stored = snapshot
        return snapshot
    }

    private var stored: Snapshot?

    /// The power goes while these saves are being written: all of them may have reached the disk, or none.
    mutating func losesPower(writing saves: ArraySlice<Save>, random: inout SeededGenerator) {
        if !isFull, random.oneIn(2) { for save in saves { apply(save) } }
    }

    mutating func flipBits(random: inout SeededGenerator) { isDamaged = true }

    /// Keeps a copy that can be put back later.
    mutating func makeCopy() { copy = held }

    mutating func putCopyBack() {
        if let copy { held = copy }
    }

    private mutating func apply(_ save: Save) {
        if let mark = save.mark, let stored, stored.mark == mark {
            held.snapshot = stored
            held.entries = save.snapshotReplacesLog ? [] : held.entries.filter { $0.index > mark.lastIndex }
        }
        if let first = save.entries.first {
            while let last = held.entries.last, last.index >= first.index { held.entries.removeLast() }
            held.entries += save.entries
        }
        if let hardState = save.hardState { held.hardState = hardState }
    }
}
