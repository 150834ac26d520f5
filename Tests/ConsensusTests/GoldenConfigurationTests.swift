import Determinism
import Testing

@testable import Consensus

/// Changes of configurations agree with etcd's test data, case by case (`Data/etcd-raft/confchange`).
@Suite struct GoldenConfigurationTests {
    @Test(arguments: GoldenFile.names(in: "etcd-raft/confchange"))
    func changesAreThoseOfEtcd(_ name: String) throws {
        var changer = Changer()
        try GoldenFile(name).run { try changer.carryOut($0) }
    }

    @Test func noDataFileIsMissing() {
        #expect(GoldenFile.names(in: "etcd-raft/confchange").count == 9)
    }
}

/// A configuration under change and what etcd's tests keep beside it: the place in the log from which each member would be
/// probed, which tells when it was first there, and the wish to leave a joint configuration without being asked. (Here that
/// is no matter of the configuration: a leader always leaves a joint one by itself.)
private struct Changer {
    var configuration = Configuration(voters: [])
    var leavesByItself = false
    var next = SortedMap<MemberID, UInt64>()
    /// Grows by one with each command.
    var lastIndex: UInt64 = 0

    mutating func carryOut(_ command: GoldenFile.Command) throws -> String {
        defer { lastIndex += 1 }
        let steps = try command.input.split(separator: " ").compactMap(Self.step)
        do throws(ConfigurationChangeError) {
            switch command.name {
            case "simple": configuration = try configuration.simple(steps)
            case "enter-joint":
                configuration = try configuration.enteringJoint(steps)
                leavesByItself = command.value("autoleave") == "true"
            case "leave-joint":
                configuration = try configuration.leavingJoint()
                leavesByItself = false
            default: return "unknown command"
            }
        } catch {
            return Self.text(error, of: command.name)
        }
        let members = configuration.peers.map(\.id)
        for gone in next.keys where !members.contains(gone) { next[gone] = nil }
        for new in members where next[new] == nil { next[new] = max(lastIndex, 1) }
        return description
    }

    /// Nil for member zero, which etcd ignores. (Here no change may name it.)
    private static func step(_ text: Substring) throws -> MembershipStep? {
        guard let number = UInt64(text.dropFirst()) else {
            throw GoldenFile.Malformed(description: "\(text) is no step of a change")
        }
        if number == 0 { return nil }
        let peer = SimulatedCluster.peer(number)
        switch text.first {
        case "v": return .addVoter(peer)
        case "l": return .addLearner(peer)
        case "r": return .remove(peer.id)
        case "u": return .update(peer)
        default: throw GoldenFile.Malformed(description: "\(text) is no step of a change")
        }
    }

    /// The error in etcd's words.
    private static func text(_ error: ConfigurationChangeError, of command: String) -> String {
        switch error {
        case .isJoint where command == "simple": "can't apply simple config change in joint config"
        case .isJoint: "config is already joint"
        case .isNotJoint: "can't leave a non-joint config"
        case .hasNoVoters: "can't make a zero-voter config joint"
        case .removesAllVoters: "removed all voters"
        case .changesSeveralVoters: "more than one voter changed without entering joint config"
        }
    }

    /// The configuration and each member's progress as etcd writes them.
    private var description: String {
        let later = configuration.learnersNext.map(\.id)
        let learners = configuration.learners.map(\.id).filter { !later.contains($0) }
        var text = "voters=" + GoldenText.list(configuration.voters.map(\.id))
        if configuration.isJoint { text += "&&" + GoldenText.list(configuration.outgoing.map(\.id)) }
        if !learners.isEmpty { text += " learners=" + GoldenText.list(learners) }
        if !later.isEmpty { text += " learners_next=" + GoldenText.list(later) }
        if leavesByItself { text += " autoleave" }
        for (member, next) in next {
            text += "\n\(member.rawValue): StateProbe match=0 next=\(next)"
            if learners.contains(member) { text += " learner" }
        }
        return text
    }
}
