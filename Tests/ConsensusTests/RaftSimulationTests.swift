import Determinism
import Testing

@testable import Consensus

/// Random faults from seeds, after which the cluster must be whole again.
@Suite struct RaftSimulationTests {
    @Test(arguments: 0..<30)
    func `safety holds under faults, and the cluster goes on after them`(block: UInt64) {
        for seed in block * 10..<block * 10 + 10 {
            let violations = Self.play(seed: seed)
            #expect(violations.isEmpty, "seed \(seed): \(violations.prefix(3))")
        }
    }

    static func play(seed: UInt64) -> [String] {
        var dice = SeededGenerator(seed: seed &* 0x9E37 &+ 1)
        let changesMembers = dice.oneIn(3)
        var cluster = SimulatedCluster(
            voters: changesMembers ? 3 : [1, 2, 3, 3, 5][Int(dice.below(5))], learners: changesMembers ? 2 : 0,
            seed: seed)
        cluster.faults = SimulatedCluster.Faults(
            lossIn: [0, 50, 10][Int(dice.below(3))], duplicateIn: [0, 20][Int(dice.below(2))],
            delay: .milliseconds([1, 5, 30][Int(dice.below(3))]),
            diskDelay: .microseconds([200, 3_000, 20_000][Int(dice.below(3))]))
        cluster.run(for: .seconds(2))
        var ticket: UInt64 = 0
        for _ in 0..<60 {
            let ids = cluster.members.keys
            let some = ids[Int(dice.below(UInt64(ids.count)))]
            switch dice.below(16) {
            case 0: cluster.crash(some, tellsPeers: dice.oneIn(2))
            case 1, 2, 9: for id in ids where !dice.oneIn(3) { cluster.restart(id) }
            case 3: cluster.isolate(some)
            case 4, 10: cluster.cut = []
            case 5: cluster.compact(some)
            case 6: if let leader = cluster.leader { cluster.crash(leader) }
            case 7: if let leader = cluster.leader { cluster.step(leader, .transferLeadership(some)) }
            case 8 where changesMembers:
                let voters = ids.filter { _ in dice.oneIn(2) }
                let target = Configuration(
                    voters: voters.map { SimulatedCluster.peer($0.rawValue) },
                    learners: ids.filter { !voters.contains($0) }.map { SimulatedCluster.peer($0.rawValue) })
                if let leader = cluster.leader {
                    cluster.step(leader, .changeConfiguration(ticket: 1_000_000 + ticket, target))
                }
            default:
                for id in ids where cluster.raft(id)?.role == .leader {
                    for _ in 0..<dice.below(12) {
                        ticket += 1
                        cluster.step(id, .propose(ticket: ticket, payload: ticket.canonicalBytes))
                    }
                    ticket += 1
                    cluster.readFloors[ticket] = cluster.lastCommitted
                    cluster.step(id, .read(ticket: ticket))
                }
            }
            cluster.run(for: .milliseconds(10 + dice.below(300)))
            if !cluster.violations.isEmpty { return cluster.violations }
        }
        cluster.cut = []
        cluster.faults = SimulatedCluster.Faults()
        for id in cluster.members.keys { cluster.restart(id) }
        cluster.checkLogMatching()
        if let problem = Self.mustGoOn(&cluster) { cluster.violations.append(problem) }
        cluster.checkLogMatching()
        return cluster.violations
    }

    /// A proposal is committed and applied by all members within ten quiet seconds.
    private static func mustGoOn(_ cluster: inout SimulatedCluster) -> String? {
        let elected = cluster.run(until: cluster.now + .seconds(10)) { cluster in
            guard let leader = cluster.leader, let raft = cluster.raft(leader) else { return false }
            return raft.hasCommittedInTerm && raft.transfer == nil
        }
        guard elected, let leader = cluster.leader else { return "no leader after the faults" }
        let mark: UInt64 = 9_000_000
        cluster.step(leader, .propose(ticket: mark, payload: mark.canonicalBytes))
        guard let place = cluster.proposed[mark] else { return "the leader refused: \(cluster.refused[mark] as Any)" }
        let done = cluster.run(until: cluster.now + .seconds(10)) { cluster in
            let peers = cluster.raft(leader)?.configuration.peers.map(\.id) ?? []
            return peers.allSatisfy { (cluster.members[$0]?.applied ?? .zero) >= place.index }
        }
        if !done { return "not applied everywhere" }
        return cluster.committed[place.index]?.payload == mark.canonicalBytes ? nil : "the proposal was lost"
    }
}
