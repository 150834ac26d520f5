import Glibc

/// Coordinators with links of their own: a bridge on this machine, and for each member a network namespace with one cable.
/// Clients sit on the bridge. Used from one thread.
final class FireNetwork {
    private let ip: String
    private let nsenter: String
    private let nft: String
    private let tc: String?
    private let mark: String
    private let subnet: String
    private let members: ClosedRange<Int>

    /// What a packet filter does with a member's packets. Addresses are those of other members.
    enum Filter {
        /// What it sends to these members is lost.
        case mute(to: [Int])
        /// What these members send to it is lost.
        case deaf(from: [Int])
        /// Both.
        case apart(from: [Int])
        /// So many of a hundred of its packets are lost, in both directions, those of clients too.
        case lossy(percent: UInt64)
    }

    init(members count: Int) throws {
        guard let ip = Machine.find("ip"), let nsenter = Machine.find("nsenter"), let nft = Machine.find("nft") else {
            throw Failure("`ip`, `nsenter` and `nft` are needed")
        }
        self.ip = ip
        self.nsenter = nsenter
        self.nft = nft
        tc = Machine.find("tc")
        mark = String(UInt32.random(in: 0x10000...0xfffff), radix: 16)
        subnet = "10.\(Int.random(in: 100...250)).\(Int.random(in: 1...250))"
        members = 1...count
        do {
            try Machine.must([ip, "link", "add", bridge, "type", "bridge"])
            try Machine.must([ip, "address", "add", "\(subnet).1/24", "dev", bridge])
            try Machine.must([ip, "link", "set", bridge, "up"])
            for member in members { try add(member) }
        } catch {
            remove()
            throw error
        }
    }

    private var bridge: String { "mfb\(mark)" }
    private func cable(_ member: Int) -> String { "mfv\(mark)-\(member)" }
    private func namespace(_ member: Int) -> String { "mfn\(mark)-\(member)" }

    /// Where a member is reached.
    func address(_ member: Int) -> String { "\(subnet).\(10 + member)" }

    /// The beginning of a command line that runs a program where the member is.
    func prefix(_ member: Int) -> [String] { [nsenter, "--net=/run/netns/\(namespace(member))"] }

    private func add(_ member: Int) throws {
        let name = namespace(member)
        try Machine.must([ip, "netns", "add", name])
        try Machine.must([ip, "link", "add", cable(member), "type", "veth", "peer", "name", "eth0", "netns", name])
        try Machine.must([ip, "link", "set", cable(member), "master", bridge])
        try Machine.must([ip, "link", "set", cable(member), "up"])
        for arguments in [
            ["address", "add", "\(address(member))/24", "dev", "eth0"], ["link", "set", "eth0", "up"],
            ["link", "set", "lo", "up"],
        ] {
            try Machine.must([ip, "-n", name] + arguments)
        }
    }

    // MARK: Faults

    /// Pulls a member's cable: nothing tells either side.
    func cut(_ member: Int) throws { try Machine.must([ip, "link", "set", cable(member), "down"]) }
    /// Plugs it in again.
    func reconnect(_ member: Int) throws { try Machine.must([ip, "link", "set", cable(member), "up"]) }

    /// Loses packets of a member until `pass`.
    func filter(_ member: Int, _ filter: Filter) throws {
        func list(_ others: [Int]) -> String { "{ \(others.map(address).joined(separator: ", ")) }" }
        let input: String?
        let output: String?
        switch filter {
        case .mute(let others): (input, output) = (nil, "ip daddr \(list(others)) drop")
        case .deaf(let others): (input, output) = ("ip saddr \(list(others)) drop", nil)
        case .apart(let others): (input, output) = ("ip saddr \(list(others)) drop", "ip daddr \(list(others)) drop")
        case .lossy(let percent):
            let rule = "numgen random mod 100 < \(percent) drop"
            (input, output) = (rule, rule)
        }
        var script = "add table inet fire"
        for (hook, rule) in [("input", input), ("output", output)] {
            guard let rule else { continue }
            script += "; add chain inet fire \(hook) { type filter hook \(hook) priority 0 ; }"
            script += "; add rule inet fire \(hook) \(rule)"
        }
        try Machine.must(prefix(member) + [nft, script])
    }

    /// Loses nothing any more.
    func pass(_ member: Int) throws { try Machine.must(prefix(member) + [nft, "delete table inet fire"]) }

    /// Whether links can be made slow here.
    var canBeSlow: Bool { tc != nil }

    /// Lets a member send only so much, so that its packets wait up to 400 ms in a queue.
    func slow(_ member: Int, megabitsPerSecond: UInt64) throws {
        guard let tc else { throw Failure("`tc` is not installed") }
        try Machine.must(
            prefix(member) + [
                tc, "qdisc", "add", "dev", "eth0", "root", "tbf", "rate", "\(megabitsPerSecond)mbit", "burst", "32kb",
                "latency", "400ms",
            ])
    }

    /// At full speed again.
    func fast(_ member: Int) throws {
        guard let tc else { throw Failure("`tc` is not installed") }
        try Machine.must(prefix(member) + [tc, "qdisc", "del", "dev", "eth0", "root"])
    }

    // MARK: End

    /// Shell commands that remove everything.
    var removal: [String] {
        members.flatMap { ["\(ip) link del \(cable($0))", "\(ip) netns del \(namespace($0))"] }
            + ["\(ip) link del \(bridge)"]
    }

    /// Removes everything.
    func remove() {
        for member in members {
            // The cable first: connections that nobody ended keep a namespace, and what is in it, for minutes.
            _ = try? Machine.run([ip, "link", "del", cable(member)])
            _ = try? Machine.run([ip, "netns", "del", namespace(member)])
        }
        _ = try? Machine.run([ip, "link", "del", bridge])
    }
}
