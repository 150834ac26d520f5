import Consensus
import Determinism
import Testing

@testable import ConsensusSimulation

/// What the witness must see, shown to it directly.
@Suite struct WitnessTests {
    private static let store = StoreID(high: 1, low: 1)
    private static let bootstrap = Configuration(
        voters: (0..<3).map { ConsensusSimulator.peer(place: $0, generation: 1) })

    private static func entry(_ index: UInt64, term: UInt64, _ payload: [UInt8] = []) -> LogEntry {
        LogEntry(index: LogIndex(index), term: Term(term), kind: .command, payload: payload)
    }

    private static func log(_ entries: [LogEntry]) -> ShadowLog {
        var log = ShadowLog()
        for entry in entries { log.append(entry) }
        return log
    }

    @Test func `a second leader of a term is seen`() {
        var witness = Witness(bootstrap: Self.bootstrap)
        witness.leads(MemberID(1), in: Term(2), with: ShadowLog())
        #expect(witness.broken == nil)
        witness.leads(MemberID(2), in: Term(2), with: ShadowLog())
        #expect(witness.broken?.invariant == .electionSafety)
    }

    @Test func `a second vote of a store in a term is seen, and another store's is not one`() {
        var witness = Witness(bootstrap: Self.bootstrap)
        witness.votes(MemberID(1), Self.store, for: MemberID(2), in: Term(3))
        witness.votes(MemberID(1), Self.store, for: MemberID(2), in: Term(3))
        witness.votes(MemberID(1), StoreID(high: 2, low: 1), for: MemberID(3), in: Term(3))
        #expect(witness.broken == nil)
        witness.votes(MemberID(1), Self.store, for: MemberID(3), in: Term(3))
        #expect(witness.broken?.invariant == .oneVoteATerm)
    }

    @Test func `logs that differ before an entry of the same index and term are seen`() {
        var witness = Witness(bootstrap: Self.bootstrap)
        witness.sees(
            Self.log([Self.entry(1, term: 1), Self.entry(2, term: 2)]), from: LogIndex(1), of: MemberID(1))
        witness.sees(Self.log([Self.entry(1, term: 1, [7])]), from: LogIndex(2), of: MemberID(2))
        #expect(witness.broken == nil)
        witness.sees(
            Self.log([Self.entry(1, term: 1, [7]), Self.entry(2, term: 2)]), from: LogIndex(2), of: MemberID(2))
        #expect(witness.broken?.invariant == .logMatching)
    }

    @Test func `a leader that lacks what was committed in an earlier term is seen`() {
        var witness = Witness(bootstrap: Self.bootstrap)
        _ = witness.delivers(Self.entry(1, term: 2), on: MemberID(1), in: Term(2))
        // A candidate of the same term that wins late need not have it.
        witness.leads(MemberID(2), in: Term(2), with: ShadowLog())
        #expect(witness.broken == nil)
        witness.leads(MemberID(3), in: Term(3), with: ShadowLog())
        #expect(witness.broken?.invariant == .leaderCompleteness)
    }

    @Test func `another entry or another state at a committed index is seen`() {
        var witness = Witness(bootstrap: Self.bootstrap)
        let isFirst = witness.delivers(Self.entry(1, term: 2), on: MemberID(1), in: Term(2))
        let isFirstAgain = witness.delivers(Self.entry(1, term: 2), on: MemberID(2), in: Term(2))
        #expect(isFirst && !isFirstAgain)
        witness.hasState(5, at: LogIndex(1), on: MemberID(1))
        witness.hasState(5, at: LogIndex(1), on: MemberID(2))
        #expect(witness.broken == nil)
        var other = witness
        other.hasState(6, at: LogIndex(1), on: MemberID(3))
        #expect(other.broken?.invariant == .stateMachineSafety)
        _ = witness.delivers(Self.entry(1, term: 3), on: MemberID(3), in: Term(3))
        #expect(witness.broken?.invariant == .stateMachineSafety)
    }

    @Test func `a request that takes effect twice, or is acknowledged and took none, is seen`() {
        var witness = Witness(bootstrap: Self.bootstrap)
        witness.executes(client: 1, number: 1, at: LogIndex(4), on: MemberID(1))
        witness.executes(client: 1, number: 1, at: LogIndex(4), on: MemberID(2))
        witness.acknowledges(client: 1, number: 1)
        #expect(witness.broken == nil)
        #expect(witness.acknowledged == LogIndex(4))
        var other = witness
        other.acknowledges(client: 2, number: 1)
        #expect(other.broken?.invariant == .acknowledgedKept)
        witness.executes(client: 1, number: 1, at: LogIndex(5), on: MemberID(1))
        #expect(witness.broken?.invariant == .appliedOnce)
    }

    @Test func `configurations follow each other by one voter or by a joint one`() {
        let three = Self.bootstrap
        let peers = (0..<5).map { ConsensusSimulator.peer(place: $0, generation: 1) }
        let four = Configuration(voters: Array(peers[..<4]))
        let five = Configuration(voters: peers)
        #expect(ConfigurationRules.problem(from: three, to: four) == nil)
        #expect(ConfigurationRules.problem(from: three, to: five) != nil)
        let joint = Configuration(voters: five.voters, outgoing: three.voters)
        #expect(ConfigurationRules.problem(from: three, to: joint) == nil)
        #expect(ConfigurationRules.problem(from: joint, to: five) == nil)
        #expect(ConfigurationRules.problem(from: joint, to: four) != nil)
        #expect(ConfigurationRules.problem(from: four, to: joint) != nil)
        #expect(!ConfigurationRules.hasQuorum(joint) { $0.id.rawValue >= 3 })
        #expect(ConfigurationRules.hasQuorum(joint) { $0.id.rawValue >= 2 && $0.id.rawValue <= 4 })
    }
}
