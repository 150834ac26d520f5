import Consensus
import Determinism
import Testing

@testable import LogStore

/// Whatever a crash takes, a store holds what it acknowledged, and of the write under way all or nothing.
@Suite struct PowerLossTests {
    private static let directory = "/log"

    private func open(_ volume: MemoryVolume) throws -> (LogStore, ReferenceLog) {
        let (store, recovered) = try LogStore.open(
            directory: Self.directory, volume: volume, settings: TemporaryStore.small)
        return (store, ReferenceLog(recovered))
    }

    private func newVolume(_ seed: UInt64) throws -> MemoryVolume {
        let volume = MemoryVolume(generator: SeededGenerator(seed: seed))
        try LogStore.create(directory: Self.directory, volume: volume, store: TemporaryStore.id)
        volume.processEnds()
        return volume
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `the power fails during any change, again and again`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let volume = try newVolume(seed &* 77)
        var expected = ReferenceLog()
        var (store, _) = try open(volume)
        for sequence in 1...60 as ClosedRange<UInt64> {
            let change = expected.randomChange(sequence, &generator)
            let isHit = generator.oneIn(6)
            if isHit { volume.powerFails(afterOperations: Int(generator.below(6))) }
            let isAcknowledged: Bool
            do {
                try change.write(to: store, on: volume)
                isAcknowledged = true
            } catch {
                isAcknowledged = false
                #expect(volume.isOff, "seed \(seed)")
            }
            if isAcknowledged { expected = expected.after(change) }
            guard isHit || generator.oneIn(30) else { continue }
            volume.powerFails(afterOperations: nil)
            if !volume.isOff { volume.powerLoss() }
            store.close()
            let after = expected.after(change)
            // A restart may be hit too.
            var found: ReferenceLog?
            for attempt in 0..<20 where found == nil {
                volume.powerOn()
                if attempt < 19, generator.oneIn(2) { volume.powerFails(afterOperations: Int(generator.below(8))) }
                do {
                    (store, found) = try open(volume)
                    volume.powerFails(afterOperations: nil)
                } catch {
                    try #require(volume.isOff, "seed \(seed), write \(sequence): \(error)")
                }
            }
            let held = try #require(found)
            if isAcknowledged {
                #expect(held == expected, "seed \(seed), write \(sequence)")
            } else {
                #expect(held == expected || held == after, "seed \(seed), write \(sequence)")
            }
            expected = held
        }
    }

    @Test(arguments: 1...30 as ClosedRange<UInt64>)
    func `what a restart found stays, though the process before it was killed ahead of its sync`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let volume = try newVolume(seed)
        var expected = ReferenceLog()
        var (store, _) = try open(volume)
        for sequence in 1...20 as ClosedRange<UInt64> {
            let change = expected.randomChange(sequence, &generator)
            volume.syncsToFail = generator.oneIn(3) ? 1 : 0
            let isAcknowledged = (try? change.write(to: store, on: volume)) != nil
            volume.syncsToFail = 0
            if isAcknowledged { expected = expected.after(change) }
            guard !isAcknowledged || generator.oneIn(4) else { continue }
            // A process that is killed loses nothing that it gave to the kernel.
            store.close()
            volume.processEnds()
            let held: ReferenceLog
            (store, held) = try open(volume)
            if isAcknowledged { #expect(held == expected, "seed \(seed)") }
            store.close()
            volume.powerLoss()
            volume.powerOn()
            let again: ReferenceLog
            (store, again) = try open(volume)
            #expect(again == held, "seed \(seed)")
            expected = again
        }
    }

    @Test func `a failed sync ends the use of a store`() throws {
        let volume = try newVolume(1)
        let (store, _) = try open(volume)
        volume.failNextSync()
        #expect(throws: LogStoreError.self) { try store.write(save(1, [entry(1)])) }
        #expect(throws: LogStoreError.refusesWrites(directory: Self.directory)) {
            try store.write(save(2, [entry(1)]))
        }
    }

    @Test func `the same seed gives the same disk`() throws {
        func contents(_ seed: UInt64) throws -> [[UInt8]] {
            let volume = try newVolume(seed)
            let (store, _) = try open(volume)
            for index in 1...9 as ClosedRange<UInt64> { try store.write(save(index, [entry(index, size: 900)])) }
            volume.powerFailsDuringNextWrite()
            #expect(throws: LogStoreError.self) { try store.write(save(10, [entry(10, size: 3_000)])) }
            volume.powerOn()
            return try volume.list(Self.directory).map {
                try volume.open(Self.directory + "/" + $0, .reading).readAll()
            }
        }
        #expect(try contents(5) == contents(5))
    }

    @Test func `a store that lost its power holds no lock`() throws {
        let volume = try newVolume(1)
        let (store, _) = try open(volume)
        #expect(throws: LogStoreError.locked(directory: Self.directory)) { try open(volume) }
        volume.powerLoss()
        volume.powerOn()
        _ = try open(volume)
        withExtendedLifetime(store) {}
    }
}
