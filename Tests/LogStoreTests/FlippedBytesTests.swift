import Consensus
import Determinism
import Glibc
import Testing

@testable import LogStore

/// Bytes that change at rest, anywhere in the files of a stopped member: the store is as it was, or it is refused, and what
/// is salvaged then is a part of what was written. Nothing that was acknowledged is dropped in silence.
@Suite struct FlippedBytesTests {
    private static let directory = "/member/log"
    private static let reborn = StoreID(high: 77, low: 78)

    /// A store with a history, stopped.
    private struct Stopped {
        var volume: any Volume
        var directory: String
        /// What the store held after each write.
        var history: [ReferenceLog]
        var snapshots: [Snapshot] = []
        var now: ReferenceLog { history[history.count - 1] }

        init(_ volume: any Volume, directory: String, writes: UInt64, segmentBytes: Int, seed: UInt64) throws {
            self.volume = volume
            self.directory = directory
            var generator = SeededGenerator(seed: seed)
            try LogStore.create(directory: directory, volume: volume, store: TemporaryStore.id)
            var settings = LogStore.Settings()
            settings.segmentBytes = segmentBytes
            let (store, _) = try LogStore.open(directory: directory, volume: volume, settings: settings)
            history = [ReferenceLog()]
            for sequence in 1...writes {
                let change = now.randomChange(sequence, &generator)
                if let snapshot = change.snapshot { snapshots.append(snapshot) }
                try change.write(to: store, on: volume)
                history.append(now.after(change))
            }
            store.close()
        }
    }

    /// Checks the rule for a store whose files were spoilt. Returns whether it was refused.
    private func check(_ stopped: Stopped, _ volume: any Volume, _ place: String) throws -> Bool {
        do {
            let (store, recovered) = try LogStore.open(
                directory: stopped.directory, volume: volume, settings: TemporaryStore.small)
            store.close()
            #expect(ReferenceLog(recovered) == stopped.now, "served something else after a flip at \(place)")
            return false
        } catch {
            guard case .damaged = error else {
                Issue.record("\(error) after a flip at \(place)")
                return true
            }
        }
        let salvage = try LogStore.salvage(directory: stopped.directory, volume: volume)
        #expect(salvage.damage != nil, "\(place)")
        #expect(salvage.highestTerm <= stopped.history.map(\.highestTerm).max() ?? .zero, "\(place)")
        if let snapshot = salvage.snapshot { #expect(stopped.snapshots.contains(snapshot), "\(place)") }
        let start = salvage.snapshot?.lastIndex ?? .zero
        #expect(
            salvage.entries.isEmpty
                || stopped.history.contains { $0.entries.filter { $0.index > start } == salvage.entries },
            "salvaged what was never the log, after a flip at \(place)")
        // What takes its place holds that, under another name and without a vote; the old files are kept.
        let aside = try LogStore.reincarnate(
            directory: stopped.directory, volume: volume, settings: TemporaryStore.small, newStore: Self.reborn,
            origin: TemporaryStore.id, holding: salvage)
        #expect(aside == stopped.directory + ".damaged-1")
        let (store, recovered) = try LogStore.open(
            directory: stopped.directory, volume: volume, settings: TemporaryStore.small, origin: TemporaryStore.id)
        store.close()
        #expect(recovered.store == Self.reborn)
        #expect(recovered.hardState == HardState(term: salvage.highestTerm))
        #expect(recovered.snapshot == salvage.snapshot)
        #expect(recovered.entries == salvage.entries)
        return true
    }

    @Test(arguments: 1...25 as ClosedRange<UInt64>)
    func `a flipped byte anywhere is harmless or refused`(seed: UInt64) throws {
        let volume = MemoryVolume(generator: SeededGenerator(seed: seed))
        let stopped = try Stopped(
            volume, directory: Self.directory, writes: 30, segmentBytes: 4_096, seed: seed &* 31)
        volume.processEnds()
        var generator = SeededGenerator(seed: seed &* 1_001)
        let names = try volume.list(Self.directory)
        var refusals = 0
        for _ in 0..<80 {
            let copy = volume.copy(generator: SeededGenerator(seed: seed))
            let path = Self.directory + "/" + names[Int(generator.below(UInt64(names.count)))]
            let content = try copy.open(path, .reading).readAll()
            // Segments are mostly zeros: half of the flips go where something was written.
            let used = (content.lastIndex { $0 != 0 } ?? 0) + 1
            let offset = Int(generator.below(UInt64(generator.oneIn(2) ? used : content.count)))
            let count = generator.oneIn(3) ? Int(generator.below(4)) + 1 : 1
            for place in offset..<offset + count {
                copy.damage(path, at: place, by: UInt8(truncatingIfNeeded: generator.next()) | 1)
            }
            refusals += try check(stopped, copy, "\(path):\(offset)+\(count), seed \(seed)") ? 1 : 0
        }
        #expect(refusals > 10, "flips are found")
    }

    @Test func `bytes flipped at 200 places of a stopped member's files on the real file system`() throws {
        // In memory where the machine has such a place: what is synced here is not the point.
        let place = try TemporaryStore(under: access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp")
        let disk = DiskVolume()
        let original = try Stopped(
            disk, directory: place.directory + "/a", writes: 60, segmentBytes: 16_384, seed: 4)
        let names = try disk.list(original.directory)
        var stopped = original
        stopped.directory = place.directory + "/log"
        defer { place.removeAll() }
        var generator = SeededGenerator(seed: 200)
        var refusals = 0
        for round in 0..<200 {
            let chosen = names[Int(generator.below(UInt64(names.count)))]
            try disk.makeDirectory(stopped.directory)
            for name in names {
                var bytes = try disk.open(original.directory + "/" + name, .reading).readAll()
                if name == chosen {
                    let used = (bytes.lastIndex { $0 != 0 } ?? 0) + 1
                    let offset = Int(generator.below(UInt64(generator.oneIn(2) ? used : bytes.count)))
                    bytes[offset] ^= UInt8(truncatingIfNeeded: generator.next()) | 1
                }
                try disk.open(stopped.directory + "/" + name, .emptied).write(bytes, at: 0)
            }
            refusals += try check(stopped, disk, "\(chosen), round \(round)") ? 1 : 0
            place.removeAll(but: "a")
        }
        #expect(refusals > 20, "flips are found")
    }

    @Test func `a directory that is missing or empty is taken over by a new store`() throws {
        let volume = MemoryVolume(generator: SeededGenerator(seed: 1))
        let salvage = try LogStore.salvage(directory: Self.directory, volume: volume)
        #expect(salvage.damage == .notFound(directory: Self.directory))
        #expect(salvage.store == nil)
        #expect(
            try LogStore.reincarnate(
                directory: Self.directory, volume: volume, newStore: Self.reborn, origin: TemporaryStore.id,
                holding: salvage) == nil)
        volume.processEnds()
        let (store, recovered) = try LogStore.open(directory: Self.directory, volume: volume)
        #expect(recovered == Recovered(store: Self.reborn))
        #expect(store.origin == TemporaryStore.id)
    }

    @Test func `each damaged directory is kept under a number of its own`() throws {
        let volume = MemoryVolume(generator: SeededGenerator(seed: 1))
        var settings = TemporaryStore.small
        settings.segmentBytes = 8_192
        try LogStore.create(directory: Self.directory, volume: volume, store: TemporaryStore.id)
        for number in 1...3 as ClosedRange<UInt64> {
            let aside = try LogStore.reincarnate(
                directory: Self.directory, volume: volume, settings: settings, newStore: StoreID(high: 9, low: number),
                origin: TemporaryStore.id, holding: Salvage())
            #expect(aside == "\(Self.directory).damaged-\(number)")
        }
        #expect(try volume.list("/member").count == 4)
    }

    @Test(arguments: 0..<60)
    func `power that fails while a store takes another's place loses neither`(operations: Int) throws {
        let volume = MemoryVolume(generator: SeededGenerator(seed: UInt64(operations)))
        try volume.makeDirectory("/member")
        let stopped = try Stopped(volume, directory: Self.directory, writes: 12, segmentBytes: 4_096, seed: 9)
        volume.processEnds()
        volume.damage(Self.directory + "/store", at: 20, by: 1)
        let salvage = try LogStore.salvage(directory: Self.directory, volume: volume)
        #expect(ReferenceLog(salvage).entries == stopped.now.entries)
        volume.powerFails(afterOperations: operations)
        _ = try? LogStore.reincarnate(
            directory: Self.directory, volume: volume, settings: TemporaryStore.small, newStore: Self.reborn,
            origin: TemporaryStore.id, holding: salvage)
        volume.powerFails(afterOperations: nil)
        if !volume.isOff { volume.powerLoss() }
        volume.powerOn()
        // Either the old one is there, to be salvaged again, or the new one; the old one is never gone.
        let places = [Self.directory, Self.directory + ".damaged-1"].filter { volume.exists($0 + "/store") }
        let salvages = try places.map { try LogStore.salvage(directory: $0, volume: volume) }
        #expect(salvages.contains { $0.damage != nil && $0.entries == salvage.entries && $0.origin == nil })
        let again = try LogStore.salvage(directory: Self.directory, volume: volume)
        if again.damage == nil {
            #expect(again.store == Self.reborn)
            #expect(again.entries == salvage.entries)
        } else {
            try LogStore.reincarnate(
                directory: Self.directory, volume: volume, settings: TemporaryStore.small, newStore: Self.reborn,
                origin: TemporaryStore.id, holding: again)
            let (store, recovered) = try LogStore.open(directory: Self.directory, volume: volume)
            store.close()
            #expect(recovered.entries == again.entries)
        }
    }
}
