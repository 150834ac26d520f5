import Consensus
import Determinism
import Testing

@testable import LogStore

/// A full disk is told early, costs nothing that was acknowledged, and ends by itself.
@Suite struct FullDiskTests {
    private func newStore(_ seed: UInt64) throws -> (MemoryVolume, LogStore) {
        let volume = MemoryVolume(generator: SeededGenerator(seed: seed))
        try LogStore.create(directory: "/log", volume: volume, store: TemporaryStore.id)
        volume.processEnds()
        let (store, _) = try LogStore.open(directory: "/log", volume: volume, settings: TemporaryStore.small)
        return (volume, store)
    }

    private func isFull(_ error: any Error) -> Bool {
        if case .full = error as? LogStoreError { true } else { false }
    }

    @Test func `a missing reserve is told while a whole segment is left`() throws {
        let (volume, store) = try newStore(1)
        #expect(!store.lacksSpace())
        volume.capacity = volume.usedBytes
        var index: UInt64 = 0
        while !store.lacksSpace() {
            index += 1
            try store.write(save(index, [entry(index, size: 100)]))
        }
        // It goes on in what it has.
        let atWarning = index
        while index < atWarning + 20 {
            index += 1
            try store.write(save(index, [entry(index, size: 100)]))
        }
        #expect(store.lacksSpace())
        volume.capacity = nil
        #expect(!store.lacksSpace())
    }

    @Test func `a write that does not fit may be tried again, or another that fits`() throws {
        let (volume, store) = try newStore(2)
        volume.capacity = volume.usedBytes + 512
        var index: UInt64 = 0
        #expect {
            while true {
                try store.write(save(index + 1, [entry(index + 1, size: 700)]))
                index += 1
            }
        } throws: {
            isFull($0)
        }
        #expect(index > 4)
        #expect { try store.write(save(index + 1, [entry(index + 1, size: 700)])) } throws: { isFull($0) }
        try store.write(save(index + 1, hardState: HardState(term: Term(9), vote: MemberID(2))))
        volume.capacity = nil
        try store.write(save(index + 2, [entry(index + 1, size: 700)]))
        #expect(!store.lacksSpace())
        store.close()
        volume.powerLoss()
        volume.powerOn()
        let (_, recovered) = try LogStore.open(directory: "/log", volume: volume, settings: TemporaryStore.small)
        #expect(recovered.entries == (1...index + 1).map { entry($0, size: 700) })
        #expect(recovered.hardState == HardState(term: Term(9), vote: MemberID(2)))
    }

    @Test func `a snapshot that does not fit leaves nothing behind and costs the log nothing`() throws {
        let (volume, store) = try newStore(3)
        try store.write(save(1, [entry(1)]))
        volume.capacity = volume.usedBytes + 500
        let before = volume.usedBytes
        #expect {
            try LogStore.storeSnapshot(snapshot(1, size: 5_000), store: store.store, in: "/log", volume: volume)
        } throws: {
            isFull($0)
        }
        #expect(volume.usedBytes == before)
        try store.write(save(2, [entry(2)]))
    }

    @Test func `a store on a full disk opens`() throws {
        let (volume, store) = try newStore(4)
        for index in 1...40 as ClosedRange<UInt64> { try store.write(save(index, [entry(index, size: 300)])) }
        store.close()
        volume.processEnds()
        volume.capacity = 0
        let (again, recovered) = try LogStore.open(directory: "/log", volume: volume, settings: TemporaryStore.small)
        #expect(recovered.entries.count == 40)
        #expect(again.lacksSpace())
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `space comes and goes, power fails, and nothing acknowledged is lost`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var (volume, store) = try newStore(seed)
        var expected = ReferenceLog()
        for sequence in 1...80 as ClosedRange<UInt64> {
            if generator.oneIn(4) {
                volume.capacity = generator.oneIn(2) ? nil : volume.usedBytes + Int(generator.below(6_000))
            }
            let change = expected.randomChange(sequence, &generator)
            do {
                try change.write(to: store, on: volume)
                expected = expected.after(change)
            } catch {
                #expect(isFull(error), "seed \(seed): \(error)")
            }
            _ = store.lacksSpace()
            guard generator.oneIn(10) else { continue }
            store.close()
            volume.powerLoss()
            volume.powerOn()
            let (opened, recovered) = try LogStore.open(
                directory: "/log", volume: volume, settings: TemporaryStore.small)
            #expect(ReferenceLog(recovered) == expected, "seed \(seed), write \(sequence)")
            store = opened
        }
    }
}
