import Consensus
import Determinism
import Testing

@testable import LogStore

/// Older formats are upgraded when a store is opened. There is none yet: these tests pretend that version 0 was one, which
/// had another version number in its headers.
@Suite struct FormatUpgradeTests {
    private static let fromZero = FormatUpgrade(from: 0) { (directory, header) throws(LogStoreError) in
        for name in try directory.list() where Segment.number(ofName: name) != nil {
            let file = try directory.open(name, .existing)
            try file.write(setVersion(1, in: try file.readAll()), at: 0)
            try file.sync(metadata: false)
        }
    }

    /// The header of a segment with another version.
    private static func setVersion(_ version: UInt32, in bytes: [UInt8]) -> [UInt8] {
        var header = Array(bytes.prefix(Segment.headerSize))
        header.put32(version, at: 8)
        header.put32(StoreHeader.checksum(header[..<52]), at: 52)
        return header
    }

    private func oldStore(_ seed: UInt64) throws -> MemoryVolume {
        let volume = MemoryVolume(generator: SeededGenerator(seed: seed))
        try LogStore.create(directory: "/log", volume: volume, store: TemporaryStore.id)
        let (store, _) = try LogStore.open(directory: "/log", volume: volume, settings: TemporaryStore.small)
        for index in 1...20 as ClosedRange<UInt64> { try store.write(save(index, [entry(index, size: 300)])) }
        store.close()
        for name in try volume.list("/log") {
            let file = try volume.open("/log/" + name, .existing)
            if name == StoreHeader.name {
                let header = StoreHeader(version: 0, store: TemporaryStore.id, origin: TemporaryStore.id)
                try file.write(header.encode(), at: 0)
            } else if Segment.number(ofName: name) != nil {
                try file.write(Self.setVersion(0, in: try file.readAll()), at: 0)
            }
            try file.sync(metadata: true)
        }
        volume.processEnds()
        return volume
    }

    private func open(_ volume: MemoryVolume, _ upgrades: [FormatUpgrade]) throws -> Recovered {
        let (store, recovered) = try LogStore.open(
            "/log", volume, TemporaryStore.small, origin: nil, upgrades: upgrades)
        store.close()
        return recovered
    }

    @Test func `an older format is upgraded once`() throws {
        let volume = try oldStore(1)
        #expect(try open(volume, [Self.fromZero]).entries.count == 20)
        #expect(try open(volume, []).entries.count == 20)
    }

    @Test func `an older format that nobody knows any more is refused`() throws {
        let volume = try oldStore(1)
        #expect(throws: LogStoreError.otherFormat(path: "/log/store", version: 0)) { try open(volume, []) }
    }

    @Test(arguments: 0..<25)
    func `power that fails during an upgrade costs nothing`(operations: Int) throws {
        let volume = try oldStore(UInt64(operations))
        volume.powerFails(afterOperations: operations)
        _ = try? open(volume, [Self.fromZero])
        volume.powerFails(afterOperations: nil)
        if !volume.isOff { volume.powerLoss() }
        volume.powerOn()
        #expect(try open(volume, [Self.fromZero]).entries.count == 20)
    }
}
