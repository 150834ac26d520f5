import Consensus
import CoordinatorCore
import Fleet
import Testing

@testable import Coordinator

@Suite struct NeighboursTests {
    private func address(_ member: UInt64, port: UInt64 = 0) -> CoordinatorAddress {
        CoordinatorAddress(
            member: member, host: "c\(member)", basePort: port == 0 ? 1_000 * member : port, publicKey: "key-\(member)")
    }

    private func neighbours(own: UInt64 = 1, configured: [UInt64] = [1, 2, 3]) -> Neighbours {
        Neighbours(own: MemberID(own), configured: configured.map { address($0) })
    }

    @Test func theFileCountsUntilThereIsAConfiguration() {
        var neighbours = neighbours()
        #expect(neighbours.wanted.keys.map(\.rawValue) == [2, 3])
        neighbours.take([1, 4, 5].map { address($0) })
        #expect(neighbours.wanted.keys.map(\.rawValue) == [4, 5])
        // Who was removed is let in no more, although the file still names it.
        #expect(neighbours.member(withKey: "key-2") == nil && !neighbours.keys.contains("key-2"))
        #expect(neighbours.member(withKey: "key-5") == MemberID(5))
    }

    @Test func aMemberThatSleptThroughChangesLearnsWhomToSpeakWith() {
        var neighbours = neighbours()
        neighbours.take([1, 2, 3].map { address($0) })
        let late = Neighbours.Word(appliedIndex: 5, members: [1, 3, 9].map { address($0) })
        let isRemoved1 = neighbours.hear(late, appliedIndex: 5)
        #expect(!isRemoved1)
        #expect(neighbours.wanted.keys.map(\.rawValue) == [2, 3], "who has applied no more knows no better")
        let news = Neighbours.Word(appliedIndex: 6, members: [1, 3, 9].map { address($0) })
        let isRemoved2 = neighbours.hear(news, appliedIndex: 5)
        #expect(!isRemoved2)
        #expect(neighbours.wanted.keys.map(\.rawValue) == [2, 3, 9])
        #expect(neighbours.member(withKey: "key-9") == MemberID(9))
        // Once it has the configuration itself, that counts alone.
        neighbours.take([1, 3, 9].map { address($0) })
        #expect(neighbours.wanted.keys.map(\.rawValue) == [3, 9])
    }

    @Test func aMemberIsToldThatItWasRemovedAndOneThatJoinsIsNot() {
        var removed = neighbours()
        removed.take([1, 2, 3].map { address($0) })
        let word = Neighbours.Word(appliedIndex: 8, members: [2, 3, 4].map { address($0) })
        let isRemoved3 = removed.hear(word, appliedIndex: 7)
        #expect(isRemoved3)
        var joins = neighbours(own: 5, configured: [2, 3, 4, 5])
        let isRemoved4 = joins.hear(word, appliedIndex: 0)
        #expect(!isRemoved4)
        #expect(joins.wanted.keys.map(\.rawValue) == [2, 3, 4])
    }

    @Test func aMemberThatMovedIsSoughtAtItsNewPlace() {
        var neighbours = neighbours()
        neighbours.take([1, 2, 3].map { address($0) })
        let word = Neighbours.Word(appliedIndex: 8, members: [address(1), address(2, port: 77), address(3)])
        let isRemoved5 = neighbours.hear(word, appliedIndex: 7)
        #expect(!isRemoved5)
        #expect(neighbours.wanted[MemberID(2)]?.basePort == 77)
    }

    @Test func theAdministrationPortFollowsFromThePeerSockets() {
        func peer(_ address: String) -> Configuration.Peer {
            Configuration.Peer(id: MemberID(1), store: StoreID(high: 0, low: 1), address: address, publicKey: "k")
        }
        #expect(CoordinatorAddress(peer("host:7403"))?.basePort == 7_400)
        #expect(CoordinatorAddress(peer("fd00::1:7403"))?.host == "fd00::1")
        for wrong in ["", "host", ":7403", "host:", "host:3", "host:99999"] {
            #expect(CoordinatorAddress(peer(wrong)) == nil, "\(wrong)")
        }
    }
}
