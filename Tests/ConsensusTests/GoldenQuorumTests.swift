import Testing

@testable import Consensus

/// The majorities agree with etcd's test data, case by case (`Data/etcd-raft/quorum`).
@Suite struct GoldenQuorumTests {
    @Test(arguments: GoldenFile.names(in: "etcd-raft/quorum"))
    func quorumsAreThoseOfEtcd(_ name: String) throws {
        try GoldenFile(name).run { try QuorumCase($0).output() }
    }

    @Test func noDataFileIsMissing() {
        #expect(GoldenFile.names(in: "etcd-raft/quorum").count == 4)
    }
}

/// One case: `committed` or `vote` over `cfg` and, where it is given, the outgoing voters `cfgj`. `idx` and `votes` are in
/// the order of the voters, each member once; `_` stands for nothing known.
private struct QuorumCase {
    var command: GoldenFile.Command
    var configuration: Configuration
    /// Whether both halves are asked for, though one may be empty.
    var isJoint: Bool
    /// Members in the order in which values are given for them.
    var members: [MemberID]
    var values: [MemberID: String] = [:]

    init(_ command: GoldenFile.Command) throws {
        self.command = command
        let incoming = try Self.identifiers(command.values("cfg") ?? [])
        isJoint = command.values("cfgj") != nil
        let outgoing = try Self.identifiers((command.values("cfgj") ?? []).filter { $0 != "zero" })
        configuration = Configuration(voters: incoming.map(Self.peer), outgoing: outgoing.map(Self.peer))
        members = []
        for member in incoming + outgoing where !members.contains(member) { members.append(member) }
        let given = command.values(command.name == "vote" ? "votes" : "idx") ?? []
        guard given.count == members.count else {
            throw GoldenFile.Malformed(description: "line \(command.line): values are missing or too many")
        }
        for (member, value) in zip(members, given) where value != "_" { values[member] = value }
    }

    static func identifiers(_ texts: [String]) throws -> [MemberID] {
        try texts.map { text in
            guard let number = UInt64(text) else { throw GoldenFile.Malformed(description: "\(text) names nobody") }
            return MemberID(number)
        }
    }

    static func peer(_ id: MemberID) -> Configuration.Peer { SimulatedCluster.peer(id.rawValue) }

    func output() throws -> String {
        switch command.name {
        case "committed": return committed()
        case "vote": return vote()
        default: throw GoldenFile.Malformed(description: "line \(command.line): \(command.name) is no command")
        }
    }

    // MARK: Committed

    func acknowledged(_ member: MemberID) -> LogIndex { LogIndex(values[member].flatMap { UInt64($0) } ?? 0) }
    func acknowledged(_ peer: Configuration.Peer) -> LogIndex { acknowledged(peer.id) }

    func committed() -> String {
        // Without voters etcd commits everything. Here nothing can be decided.
        guard let index = configuration.quorumValue({ acknowledged($0) }) else { return "<empty majority quorum>∞" }
        var text = chart()
        for (name, other) in alternatives {
            let value = other.quorumValue { acknowledged($0) }
            if value != index { text += "\(value.map { "\($0.rawValue)" } ?? "nothing") <-- via \(name)\n" }
        }
        if !isJoint { text += lowered(index) }
        return text + "\(index.rawValue)\n"
    }

    /// Configurations that must give the same result.
    var alternatives: [(String, Configuration)] {
        let (incoming, outgoing) = (configuration.voters, configuration.outgoing)
        if outgoing.isEmpty {
            return [("self-joint quorum", Configuration(voters: incoming, outgoing: incoming))]
        }
        return [("symmetry", Configuration(voters: outgoing, outgoing: incoming))]
    }

    /// A member that lies below what is committed may lie lower still: that changes nothing.
    func lowered(_ index: LogIndex) -> String {
        var text = ""
        for member in members where acknowledged(member) < index && acknowledged(member) > .zero {
            for lower in [acknowledged(member).previous, .zero] {
                var changed = self
                changed.values[member] = "\(lower.rawValue)"
                let value = configuration.quorumValue { changed.acknowledged($0) }
                if value != index { text += "overlaying \(member.rawValue)->\(lower.rawValue)\n" }
            }
        }
        return text
    }

    /// A bar for each member: as long as the number of members that have clearly less.
    func chart() -> String {
        let sorted = members.sorted()
        var text = String(repeating: " ", count: sorted.count) + "    idx\n"
        for member in sorted {
            let index = acknowledged(member)
            let bar = sorted.filter { acknowledged($0) < index }.count
            let isKnown = values[member] != nil
            let drawn = isKnown ? String(repeating: "x", count: bar) + ">" : "?"
            let number = "\(index.rawValue)"
            text += drawn + String(repeating: " ", count: sorted.count + 1 - drawn.count)
            text += " " + String(repeating: " ", count: max(0, 5 - number.count)) + number
            text += "    (id=\(String(member.rawValue, radix: 16)))\n"
        }
        return text
    }

    // MARK: Votes

    func answer(_ member: MemberID) -> Bool? { values[member].map { $0 == "y" } }
    func answer(_ peer: Configuration.Peer) -> Bool? { answer(peer.id) }

    func vote() -> String {
        let result = configuration.voteResult { answer($0) }
        var text = ""
        for (name, other) in alternatives where result != nil && other.voteResult({ answer($0) }) != result {
            text += "differs <-- via \(name)\n"
        }
        switch result {
        case .won: text += "VoteWon"
        case .lost: text += "VoteLost"
        case .pending: text += "VotePending"
        // Without voters etcd counts any vote as won. Here nothing can be decided.
        case nil: text += "VoteWon"
        }
        return text
    }
}
