import Glibc
import ServerCheck
import Settings

/// What is to be said to an administrator of a server on which a coordinator is to run: a pure function of what was gathered.
enum CoordinatorCheck {
    /// Descriptors of the store, of the connections among members and of some dozens of administrators.
    private static let ownDescriptors: UInt64 = 256
    /// An agent's connections: control and telemetry.
    private static let descriptorsOfAgent: UInt64 = 2
    /// Longer durable writes are felt in every command.
    private static let syncAtMost: UInt64 = 20_000_000

    /// The findings, in the order in which an administrator sets a server up.
    static func findings(_ facts: CoordinatorCheckFacts) -> [Finding] {
        var findings = facts.configuration.findings(facts.viewer)
        if let settings = facts.settings {
            let own = settings.members.first { $0.endpoint.member == settings.member }
            if let key = facts.key {
                findings += key.findings(
                    facts.viewer, expected: own?.endpoint.publicKey,
                    whose: "the line of member \(settings.member) in \(facts.configuration.path)")
            }
            findings += members(settings)
            if let directory = facts.directory {
                findings += directory.findings(facts.viewer, directoryNeeds)
                if directory.state == .there { findings += store(facts, settings) }
            }
            findings += owners(facts)
            findings += ports(facts, settings)
            if let own { findings += address(facts, settings, own.endpoint) }
        }
        findings += facts.clock.findings
        findings += limits(facts)
        if let fencing = facts.fencing, let settings = facts.settings { findings += self.fencing(fencing, settings) }
        return findings + peers(facts.peers)
    }

    /// Two segments of the log of 16 MiB must fit (one in use, one prepared); with less changes are refused. A gibibyte is room
    /// for snapshots of a large fleet.
    private static let directoryNeeds = DirectoryNeeds(
        subject: "directory", isMade: false, roomWanted: 1 << 30, roomNeeded: 64 << 20,
        lossInMemory: "after a restart of this server the member has no store, and if a majority restarts all is lost",
        syncAtMost: syncAtMost)

    private static func members(_ settings: CoordinatorConfiguration) -> [Finding] {
        let count = settings.members.count
        if settings.joins {
            return [.ok("members", "joins a cluster of \(Words.count(count - 1, "member"))")]
        }
        guard count > 1 else { return [.ok("members", "the only member: while it is away nothing is decided")] }
        var problems: [Finding] = []
        if count % 2 == 0 {
            problems.append(
                .warning(
                    "members", "\(count) voters bear no more losses than \(count - 1)",
                    "make it an odd number of members"))
        }
        let hosts = settings.members.map(\.endpoint.host)
        for host in Set(hosts).sorted() {
            let there = hosts.count { $0 == host }
            if there == count {
                problems.append(
                    .warning(
                        "members", "all \(count) members are on \(host): with it all are lost",
                        "give each its own machine"))
            } else if there * 2 > count || (there > 1 && there * 2 >= count) {
                problems.append(
                    .warning(
                        "members", "\(there) of \(count) members are on \(host): without it nothing is decided",
                        "give each its own machine"))
            }
        }
        return problems.isEmpty ? [.ok("members", "\(count) voters on as many machines")] : problems
    }

    private static func store(_ facts: CoordinatorCheckFacts, _ settings: CoordinatorConfiguration) -> [Finding] {
        let log = settings.directory + "/log"
        if let process = facts.process {
            return [.ok("store", "process \(process) runs with the store in \(log)")]
        }
        switch facts.store {
        case .held: return [.ok("store", "\(log) holds a store, which no program has open")]
        case .new: return [.ok("store", "this member is new: it begins with an empty store")]
        case .abandoned:
            return [
                .warning(
                    "store",
                    "the store in \(log) was found to have lost what it had acknowledged; at its start the member sets it aside",
                    "look at the disk before it is started")
            ]
        case .hidden: return [.unseen("store", "whether there is a store in \(log) cannot be seen")]
        case .missing:
            guard settings.members.count > 1 else {
                return [
                    .error(
                        "store", "there is no store in \(log), and no other member has what was in it",
                        "mount its disk, or begin anew with `muster cluster restore`")
                ]
            }
            return [
                .warning(
                    "store",
                    "there is no store in \(log): the member will begin anew and not vote until it has caught up",
                    "mount its disk if it has one; otherwise nothing")
            ]
        }
    }

    /// The coordinator runs as one user, who must be able to read the one and write the other.
    private static func owners(_ facts: CoordinatorCheckFacts) -> [Finding] {
        guard let directory = facts.directory, directory.state == .there, let key = facts.key?.owner,
            key != directory.owner
        else { return [] }
        return [
            .warning(
                "owners",
                "the key belongs to \(key.name), and \(directory.path) to \(directory.owner.name)",
                "give both to the user that the coordinator runs as")
        ]
    }

    private static func ports(_ facts: CoordinatorCheckFacts, _ settings: CoordinatorConfiguration) -> [Finding] {
        guard let first = facts.ports.first, let last = facts.ports.last else { return [] }
        let all = "\(first.number) to \(last.number) of \(settings.listen)"
        if facts.ports.allSatisfy({ $0.use == .free }) { return [.ok("ports", "\(all) are free")] }
        if facts.ports.contains(where: { $0.use == .failed(EADDRNOTAVAIL) }) {
            return [
                .error(
                    "ports", "\(settings.listen) is not an address of this machine",
                    "correct `listen`, or write 0.0.0.0 for all addresses")
            ]
        }
        // Ports that are not free for the same reason are told together.
        var reasons: [(reason: Finding, ports: [CoordinatorCheckFacts.Port])] = []
        for port in facts.ports {
            guard var reason = obstacle(at: port, facts) else { continue }
            if port.isOptional, reason.level == .error {
                reason.level = .warning
                reason.finding += ", so that no machine can join at this member"
            }
            if let index = reasons.firstIndex(where: { $0.reason == reason }) {
                reasons[index].ports.append(port)
            } else {
                reasons.append((reason, [port]))
            }
        }
        guard !reasons.isEmpty else {
            return [.ok("ports", "\(all) are held by the coordinator that runs with this store")]
        }
        return reasons.map { reason, ports in
            var finding = reason
            finding.finding =
                (ports.count == 1 ? "port " : "ports ") + Words.list(ports.map { "\($0.number) (\($0.purpose))" })
                + (ports.count == 1 ? " is " : " are ") + reason.finding
            return finding
        }
    }

    /// Why a port cannot be listened on, in words that follow `is` or `are`; nil where it can, or where the member itself does.
    private static func obstacle(at port: CoordinatorCheckFacts.Port, _ facts: CoordinatorCheckFacts) -> Finding? {
        switch port.use {
        case .free: return nil
        case .failed(EACCES):
            return .error(
                "ports", "not for \(facts.viewer.name) to listen on",
                "take a base port above 1023, or give the coordinator CAP_NET_BIND_SERVICE")
        case .failed(let code): return .error("ports", "not to be had: \(Words.error(code))", "correct `listen`")
        case .taken:
            let holders = port.holders.holders
            if let process = facts.process, holders.isEmpty || holders.contains(where: { $0.process == process }) {
                return nil
            }
            if holders.isEmpty, !port.holders.isComplete {
                return .unseen("ports", "held by a program that cannot be seen")
            }
            return .error(
                "ports", "held by \(holders.first?.words ?? "another program")", "end that program, or take other ports"
            )
        }
    }

    private static func address(
        _ facts: CoordinatorCheckFacts, _ settings: CoordinatorConfiguration, _ own: Endpoint
    ) -> [Finding] {
        func isLoopback(_ host: String) -> Bool { host.hasPrefix("127.") || host == "::1" || host == "localhost" }
        if isLoopback(settings.listen), !isLoopback(own.host) {
            return [
                .error(
                    "address",
                    "the others reach this member at \(own.host), and it listens on \(settings.listen) alone",
                    "correct `listen`, or write 0.0.0.0 for all addresses")
            ]
        }
        guard facts.isOwnHost else {
            return [
                .warning(
                    "address", "\(own.host), by which the others know this member, is not an address of this machine",
                    "correct its `member` line, unless something forwards to it")
            ]
        }
        return []
    }

    private static func limits(_ facts: CoordinatorCheckFacts) -> [Finding] {
        let agents = UInt64(facts.settings?.keys.count { $0.role == "agent" } ?? 0)
        let needed = ownDescriptors + agents * descriptorsOfAgent
        return facts.limits.descriptorFindings(needed: needed, wanted: max(4_096, needed * 2)) { descriptors in
            descriptors > 1_000_000
                ? "enough" : "enough for \((descriptors - ownDescriptors) / descriptorsOfAgent) agents"
        }
    }

    private static func fencing(
        _ fencing: CoordinatorCheckFacts.Fencing, _ settings: CoordinatorConfiguration
    ) -> [Finding] {
        if let mode = fencing.secretsMode, mode & 0o077 != 0 {
            return [
                .warning(
                    "fencing", "others than its owner see into \(settings.bmcSecrets), where passwords of BMCs are",
                    "chmod 700 \(settings.bmcSecrets)")
            ]
        }
        guard let agents = fencing.agents, agents > 0 else {
            guard fencing.isNamed else {
                return [.ok("fencing", "no fence agents in \(settings.fenceAgents): BMCs are not spoken with")]
            }
            return [
                .warning(
                    "fencing", "there are no fence agents in \(settings.fenceAgents), which `fence_agents` names",
                    "install fence-agents, or correct the line")
            ]
        }
        let secrets = fencing.secretsMode == nil ? ", and no passwords of BMCs in \(settings.bmcSecrets)" : ""
        return [.ok("fencing", "\(Words.count(agents, "fence agent")) in \(settings.fenceAgents)\(secrets)")]
    }

    /// The others may not have been started yet: this is no error.
    private static func peers(_ peers: [CoordinatorCheckFacts.Peer]) -> [Finding] {
        peers.map { peer in
            let subject = "member \(peer.endpoint.member)"
            guard let complaint = peer.reach.complaint else {
                return .ok(subject, "\(peer.endpoint.host) answers at port \(peer.endpoint.basePort + 3)")
            }
            return .warning(
                subject, "\(peer.endpoint.host) \(complaint)", "start it, let the network through, or correct its line")
        }
    }
}
