import Consensus

/// What the simulator holds changes of configuration against, written down once more and apart from the code under test.
enum ConfigurationRules {
    /// Why one configuration may not follow the other (thesis, 4.1 and 4.3); nil when it may.
    static func problem(from before: Configuration, to after: Configuration) -> String? {
        if before.isJoint {
            if after.isJoint { return "a joint configuration follows a joint one" }
            return isSame(before.voters, after.voters) ? nil : "leaving a joint configuration changes the voters"
        }
        if after.isJoint {
            return isSame(before.voters, after.outgoing) ? nil : "the outgoing voters are not those before"
        }
        let gone = before.voters.filter { !contains(after.voters, $0) }.count
        let new = after.voters.filter { !contains(before.voters, $0) }.count
        return gone + new <= 1 ? nil : "\(gone + new) voters change without a joint configuration"
    }

    static func hasQuorum(_ configuration: Configuration, _ holds: (Configuration.Peer) -> Bool) -> Bool {
        func majority(_ peers: [Configuration.Peer]) -> Bool { peers.filter(holds).count > peers.count / 2 }
        return majority(configuration.voters) && (!configuration.isJoint || majority(configuration.outgoing))
    }

    static func contains(_ peers: [Configuration.Peer], _ peer: Configuration.Peer) -> Bool {
        peers.contains { $0.id == peer.id && $0.store == peer.store }
    }

    private static func isSame(_ left: [Configuration.Peer], _ right: [Configuration.Peer]) -> Bool {
        left.count == right.count && left.allSatisfy { contains(right, $0) }
    }
}
