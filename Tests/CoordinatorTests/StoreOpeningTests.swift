import Consensus
import Determinism
import LogStore
import Testing

@testable import Coordinator

/// What a member does at its start with the store that it finds.
@Suite struct StoreOpeningTests {
    private static let own = StoreID(high: 1, low: 1)
    private static let other = StoreID(high: 2, low: 2)
    private static let fresh = StoreID(high: 3, low: 3)

    /// Takes sentences.
    private final class Warnings {
        var all: [String] = []
    }

    private let volume = MemoryVolume(generator: SeededGenerator(seed: 1))
    private let warnings = Warnings()

    private func opening(alone: Bool = false) -> StoreOpening {
        var opening = StoreOpening(
            directory: "/member", store: Self.own, others: alone ? [] : [Self.other],
            warn: { [warnings] in warnings.all.append($0) })
        opening.volume = volume
        opening.settings.segmentBytes = 8_192
        opening.newName = { Self.fresh }
        return opening
    }

    private func mark(_ name: String) throws {
        try volume.makeDirectory("/member")
        _ = try volume.open("/member/" + name, .emptied)
    }

    /// A store with ten entries and a vote, stopped.
    private func history() throws {
        try mark("new-store")
        let (store, recovered) = try opening().open()
        #expect(recovered == Recovered(store: Self.own))
        for index in 1...10 as ClosedRange<UInt64> {
            try store.write(
                Save(
                    sequence: index, hardState: HardState(term: Term(4), vote: MemberID(2)),
                    entries: [LogEntry(index: LogIndex(index), term: Term(4), kind: .command, payload: [1, 2])]))
        }
        store.close()
        volume.processEnds()
    }

    private func spoil(below start: Int = 2_000) throws {
        let name = try #require(try volume.list("/member/log").first { $0.hasPrefix("segment-") })
        for offset in start..<start + 40 { volume.damage("/member/log/" + name, at: offset, by: 0x55) }
    }

    @Test func `a new member gets the store that the cluster knows, once`() throws {
        try history()
        let (store, recovered) = try opening().open()
        #expect(store.store == Self.own)
        #expect(recovered.entries.count == 10)
        #expect(!volume.exists("/member/new-store"))
        #expect(warnings.all.isEmpty)
    }

    @Test func `a damaged store is kept aside, and what is sound goes into one that has no vote`() throws {
        try history()
        try spoil(below: 400)
        let (store, recovered) = try opening().open()
        #expect(store.store == Self.fresh)
        #expect(store.origin == Self.own)
        #expect(recovered.hardState == HardState(term: Term(4)))
        #expect(recovered.entries.count < 10)
        #expect(!recovered.entries.isEmpty)
        #expect(volume.exists("/member/log.damaged-1/store"))
        let warning = try #require(warnings.all.first)
        #expect(warning.contains("is damaged at byte"))
        #expect(warning.contains("/member/log.damaged-1"))
        store.close()
        // The next start finds it in order.
        let (again, _) = try opening().open()
        #expect(again.store == Self.fresh)
        #expect(warnings.all.count == 1)
    }

    @Test func `a lone member refuses to start with a damaged store, and leaves it where it is`() throws {
        try history()
        try spoil(below: 400)
        #expect { try opening(alone: true).open() } throws: { "\($0)".contains("only member") }
        #expect(!volume.exists("/member/log.damaged-1"))
    }

    @Test func `a store that is missing or empty comes back under another name`() throws {
        try volume.makeDirectory("/member")
        let (store, recovered) = try opening().open()
        #expect(recovered == Recovered(store: Self.fresh))
        #expect(store.origin == Self.own)
        #expect(warnings.all.count == 1)
    }

    @Test func `another member's store is not used and not lost`() throws {
        try volume.makeDirectory("/member")
        try LogStore.create(directory: "/member/log", volume: volume, store: Self.other)
        volume.processEnds()
        let (store, recovered) = try opening().open()
        #expect(recovered == Recovered(store: Self.fresh))
        #expect(volume.exists("/member/log.damaged-1/store"))
        #expect(warnings.all.first?.contains("another member") == true)
        withExtendedLifetime(store) {}
    }

    @Test func `a store that was given up is set aside at the next start`() throws {
        try history()
        try StoreOpening.abandon("/member", volume: volume)
        let (store, recovered) = try opening().open()
        #expect(store.store == Self.fresh)
        #expect(recovered.entries.isEmpty)
        #expect(recovered.hardState == HardState(term: Term(4)))
        store.close()
        _ = try opening().open()
        #expect(!volume.exists("/member/log.damaged-2"))
    }

    @Test func `a directory that is not there is for people to look at`() throws {
        #expect { try opening().open() } throws: { "\($0)".contains("mount it") }
    }
}
