import Consensus
import Determinism
import LogStore
import Testing

@testable import Coordinator

@Suite struct StorageWriterTests {
    private let volume = MemoryVolume(generator: SeededGenerator(seed: 1))

    private func newWriter() throws -> StorageWriter {
        try LogStore.create(directory: "/log", volume: volume, store: StoreID(high: 1, low: 1))
        volume.processEnds()
        var settings = LogStore.Settings()
        settings.segmentBytes = 4_096
        return StorageWriter(try LogStore.open(directory: "/log", volume: volume, settings: settings).store)
    }

    private func save(_ index: UInt64) -> Save {
        Save(
            sequence: index,
            entries: [
                LogEntry(
                    index: LogIndex(index), term: Term(1), kind: .command, payload: [UInt8](repeating: 1, count: 500))
            ])
    }

    @Test func `a full disk is waited for, and told before it is full`() throws {
        var writer = try newWriter()
        volume.capacity = volume.usedBytes
        var index: UInt64 = 1
        var warnedAt: UInt64?
        while writer.write([save(index)], clock: { 0 }) == .durable(through: index) {
            if writer.isSpaceLow, warnedAt == nil { warnedAt = index }
            index += 1
        }
        #expect(writer.isSpaceLow)
        #expect(try #require(warnedAt) < index - 1)
        #expect(writer.write([save(index)], clock: { 0 }) == .full)
        volume.capacity = nil
        #expect(writer.write([save(index)], clock: { 0 }) == .durable(through: index))
        #expect(!writer.isSpaceLow)
    }

    @Test func `a disk that fails ends the use of the store`() throws {
        var writer = try newWriter()
        volume.failNextSync()
        guard case .failed = writer.write([save(1)], clock: { 0 }) else {
            Issue.record("the write did not fail")
            return
        }
    }

    @Test func `durations are of the last writes`() throws {
        var writer = try newWriter()
        #expect(writer.times == WriteTimes())
        var time: UInt64 = 0
        for index in 1...100 as ClosedRange<UInt64> {
            _ = writer.write([save(index)]) {
                time += index
                return time
            }
        }
        #expect(writer.times.median == 51)
        #expect(writer.times.p99 == 100)
        #expect(writer.times.longest == 100)
    }
}
