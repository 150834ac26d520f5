import Consensus
import Determinism
import LogStore

/// A member's disk with its real log store on a simulated volume, and what may become of it.
struct SimulatedDisk {
    enum Opened {
        case recovered(Recovered)
        case damaged(String)
        /// The store cannot be opened before there is room.
        case full
    }

    private static let directory = "store"

    let store: StoreID
    private var volume: MemoryVolume
    private var log: LogStore?
    private var copy: MemoryVolume?

    /// A disk with an empty store.
    init(store: StoreID, random: inout SeededGenerator) {
        self.store = store
        volume = MemoryVolume(generator: SeededGenerator(seed: random.next()))
        // Nothing can go wrong on a new volume; where it does, the store is not found at its opening.
        try? LogStore.create(directory: Self.directory, volume: volume, store: store)
    }

    // MARK: Working

    mutating func open() -> Opened {
        if volume.isOff { volume.powerOn() }
        var settings = LogStore.Settings()
        settings.segmentBytes = 4_096
        do throws(LogStoreError) {
            let (log, recovered) = try LogStore.open(directory: Self.directory, volume: volume, settings: settings)
            guard log.store == store else { return .damaged("it opened as the store of another member") }
            self.log = log
            return .recovered(recovered)
        } catch {
            if case .full = error { return .full }
            return .damaged("\(error)")
        }
    }

    /// Writes saves durably; false where the store takes no more, because there is no room.
    mutating func write(_ saves: ArraySlice<Save>) -> Bool {
        do {
            try log?.write(Array(saves))
            return log != nil
        } catch {
            return false
        }
    }

    /// Stores a snapshot durably; nothing names it yet. Nil where there is no room.
    func store(_ snapshot: Snapshot) -> Snapshot? {
        try? LogStore.storeSnapshot(snapshot, store: store, in: Self.directory, volume: volume)
    }

    // MARK: Misfortunes

    /// The process ends while these are under way; with the power, they may be torn.
    mutating func stops(
        losesPower: Bool, writing saves: ArraySlice<Save>, storing snapshot: Snapshot?, random: inout SeededGenerator
    ) {
        if losesPower { volume.powerFails(afterOperations: Int(random.below(8))) }
        if let snapshot, random.oneIn(2) { _ = store(snapshot) }
        if !saves.isEmpty, random.oneIn(2) || losesPower { _ = write(saves) }
        if !losesPower {
            volume.processEnds()
        } else if !volume.isOff {
            volume.powerLoss()
        }
        log = nil
    }

    mutating func flipBits(count: Int) {
        for _ in 0..<count { volume.flipBit(below: Self.directory) }
    }

    /// Nothing more fits than what is there, or all does.
    func limit(_ isFull: Bool) { volume.capacity = isFull ? volume.usedBytes : nil }

    /// Keeps a copy that can be put back later.
    mutating func makeCopy(random: inout SeededGenerator) {
        copy = volume.copy(generator: SeededGenerator(seed: random.next()))
    }

    mutating func putCopyBack() {
        guard let copy else { return }
        // Content is put back, not how much room there was.
        copy.capacity = nil
        volume = copy
        log = nil
        self.copy = nil
    }
}
