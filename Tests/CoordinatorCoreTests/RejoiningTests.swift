import Consensus
import Determinism
import Fleet
import Testing

@testable import CoordinatorCore

/// A member that comes back with another store than the one that it voted with.
@Suite struct RejoiningTests {
    private func settled() throws -> (MiniCluster, leader: MemberID, other: MemberID) {
        var cluster = MiniCluster()
        cluster.run(for: .seconds(4))
        let leader = try #require(cluster.leader?.setup.id)
        return (cluster, leader, try #require(MiniCluster.ids.first { $0 != leader }))
    }

    @Test func `an emptied member is taken in as a learner and votes again once it has everything`() throws {
        var (cluster, leader, lost) = try settled()
        let setup = try #require(cluster.members[lost]?.setup)
        let store = StoreID(high: 99, low: lost.rawValue)
        cluster.members[lost] = Member(
            setup: setup, recovered: Recovered(store: store), seed: 5, now: cluster.now)
        #expect(cluster.members[lost]?.raft.isVoter == false)
        cluster.run(for: .seconds(4))
        #expect(cluster.events.contains(.rejoins(lost)))
        let configuration = try #require(cluster.members[leader]?.raft.configuration)
        #expect(configuration.hasVoter(lost, store: store))
        #expect(configuration.voters.count == 3 && configuration.learners.isEmpty && !configuration.isJoint)
        #expect(cluster.members[lost]?.raft.isVoter == true)
        #expect(cluster.members[lost]?.fleet.stateHash == cluster.members[leader]?.fleet.stateHash)
    }

    @Test func `nobody is taken in whom no administrator has added`() throws {
        var (cluster, leader, _) = try settled()
        let stranger = Configuration.Peer(
            id: MemberID(9), store: StoreID(high: 9, low: 9), address: "a:1", publicKey: "k")
        cluster.give(leader, .peer(from: MemberID(9), .join(stranger)))
        #expect(cluster.events.contains(.strangerAsks(MemberID(9))))
        #expect(cluster.members[leader]?.raft.configuration.peers.count == 3)
        // Nor may one member speak for another.
        cluster.give(
            leader,
            .peer(
                from: MemberID(9),
                .join(
                    .init(
                        id: MemberID(2), store: StoreID(high: 9, low: 9), address: "a:1", publicKey: "k"))))
        #expect(
            cluster.members[leader]?.raft.configuration.hasPeer(MemberID(2), store: StoreID(high: 0, low: 2)) == true)
    }

    @Test func `a member that is told by its leader that its store is refused gives the store up`() throws {
        var (cluster, leader, other) = try settled()
        var member = try #require(cluster.members[other])
        let store = member.raft.store
        let foreign = StoreID(high: 1, low: 1)
        #expect(member.step(.peer(from: leader, .storeRefused(foreign)), now: cluster.now, wall: .epoch).isEmpty)
        let effects = member.step(.peer(from: leader, .storeRefused(store)), now: cluster.now, wall: .epoch)
        #expect(effects.contains { if case .abandonStore = $0 { true } else { false } })
        #expect(member.isHalted)
        cluster.run(for: .milliseconds(10))
    }

    @Test func `an entry of an unknown kind halts the member`() throws {
        var (cluster, leader, other) = try settled()
        var member = try #require(cluster.members[other])
        let effects = member.step(
            .peer(from: leader, .unknownEntry(index: 40, code: 9)), now: cluster.now, wall: .epoch)
        #expect(effects.contains { if case .halt(let sentence) = $0 { sentence.contains("kind 9") } else { false } })
        cluster.run(for: .milliseconds(10))
    }

    @Test func `no form of entries is used before every member has said that it reads it`() throws {
        var (cluster, leader, other) = try settled()
        let member = try #require(cluster.members[leader])
        #expect(member.memberThatDoesNotRead(FleetEntry.currentSchema) == nil)
        #expect(member.memberThatDoesNotRead(FleetEntry.currentSchema + 1) != nil)
        let newer = MemberStatus(
            schema: FleetEntry.currentSchema + 1, hashedIndex: 0, stateHash: 0, agentsHeard: 0, version: "2")
        cluster.give(leader, .peer(from: other, .status(newer)))
        let behind = try #require(cluster.members[leader]?.memberThatDoesNotRead(FleetEntry.currentSchema + 1))
        #expect(behind != leader && behind != other)
    }

    @Test func `a member that is down does not hold up what the cluster has used before`() throws {
        var (cluster, leader, _) = try settled()
        let newest = Operation.setHalfLife(.seconds(86_400))
        #expect(FleetEntry.schema(of: newest) == FleetEntry.currentSchema)
        var fresh = try #require(cluster.members[leader])
        fresh.statuses = SortedMap()
        #expect(fresh.fleet.formInUse < FleetEntry.currentSchema)
        let unheard = try #require(fresh.memberThatDoesNotRead(FleetEntry.currentSchema))
        #expect(fresh.sentence(about: unheard).contains("was not heard since"))
        // Once the form is in use, whoever leads next knows that all had said that they read it.
        _ = cluster.ask(.operation(newest), request: 1)
        cluster.run(for: .seconds(1))
        fresh = try #require(cluster.members[leader])
        fresh.statuses = SortedMap()
        #expect(fresh.fleet.formInUse == FleetEntry.currentSchema)
        #expect(fresh.memberThatDoesNotRead(FleetEntry.currentSchema) == nil)
        #expect(fresh.memberThatDoesNotRead(FleetEntry.currentSchema + 1) != nil)
    }
}
