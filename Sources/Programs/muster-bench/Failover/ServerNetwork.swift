import Glibc

/// Servers with links of their own: a bridge on this machine, and a network namespace with one cable for each server. The
/// coordinators listen at the bridge's own address.
final class ServerNetwork {
    private let mark: String
    private let subnet: String
    private var servers: Set<Int> = []
    private nonisolated(unsafe) static var made = 0

    /// The address of this machine on the bridge.
    var host: String { "\(subnet).1" }

    init() throws {
        Self.made += 1
        mark = "\(getpid() % 100_000)\(Self.made)"
        subnet = "10.\(Int.random(in: 100...250)).\(Int.random(in: 1...250))"
        try Self.ip("link add \(bridge) type bridge")
        try Self.ip("address add \(host)/24 dev \(bridge)")
        try Self.ip("link set \(bridge) up")
    }

    private var bridge: String { "mfb\(mark)" }
    private func cable(_ server: Int) -> String { "mfv\(mark)-\(server)" }
    private func space(_ server: Int) -> String { "mfn\(mark)-\(server)" }

    /// Adds a server, or one more time the server whose machine was replaced.
    func plugIn(_ server: Int) throws {
        servers.insert(server)
        try Self.ip("netns add \(space(server))")
        try Self.ip("link add \(cable(server)) type veth peer name eth0 netns \(space(server))")
        try Self.ip("link set \(cable(server)) master \(bridge)")
        try Self.ip("link set \(cable(server)) up")
        try Self.ip("-n \(space(server)) address add \(subnet).\(10 + server)/24 dev eth0")
        try Self.ip("-n \(space(server)) link set eth0 up")
        try Self.ip("-n \(space(server)) link set lo up")
    }

    /// Takes a server's network away with everything that its kernel still meant to send.
    func unplug(_ server: Int) {
        // The cable first: connections that nobody ended keep a namespace, and what is in it, for minutes.
        try? Self.ip("link del \(cable(server))")
        try? Self.ip("netns del \(space(server))")
    }

    /// A command as it is run on a server. It enters the network alone: `ip netns exec` would hide the control groups.
    func command(_ words: [String], at server: Int) -> [String] {
        ["nsenter", "--net=/run/netns/\(space(server))"] + words
    }

    /// Cuts or mends a server's link: nothing goes in or out, and nobody is told.
    func setLink(_ server: Int, isUp: Bool) throws { try Self.ip("link set \(cable(server)) \(isUp ? "up" : "down")") }

    /// Loses so many percent of the packets in each direction of a server.
    func lose(percent: Int, at server: Int) throws {
        let rules =
            "add table inet loss; "
            + "add chain inet loss in { type filter hook input priority 0 ; }; "
            + "add chain inet loss out { type filter hook output priority 0 ; }; "
            + ["in", "out"].map { "add rule inet loss \($0) numgen random mod 100 < \(percent) drop" }
            .joined(separator: "; ")
        try Self.run(command(["nft", rules], at: server))
    }

    /// Loses nothing any more.
    func loseNothing(at server: Int) throws { try Self.run(command(["nft", "delete table inet loss"], at: server)) }

    /// Shell commands that remove everything.
    func removal(servers: Int) -> [String] {
        (1...servers).flatMap { ["ip link del \(cable($0))", "ip netns del \(space($0))"] } + ["ip link del \(bridge)"]
    }

    /// Removes everything.
    func remove() {
        for server in servers { unplug(server) }
        servers = []
        try? Self.ip("link del \(bridge)")
    }

    /// Why servers with links of their own cannot be made here; nil where they can.
    static var obstacle: String? {
        guard geteuid() == 0 else { return "it needs root, to make network and PID namespaces" }
        for program in ["ip", "nsenter", "setpriv", "nft"] where Programs.find(program) == nil {
            return "`\(program)` is not installed"
        }
        do {
            let network = try ServerNetwork()
            defer { network.remove() }
            try network.plugIn(1)
            return nil
        } catch {
            return "network namespaces cannot be made here (\(error))"
        }
    }

    private static func ip(_ words: String) throws { try run(["ip"] + words.split(separator: " ").map(String.init)) }

    private static func run(_ words: [String]) throws {
        let status = try ChildProcess(words, log: "/dev/null").wait()
        guard status == 0 else {
            throw BenchError(sentence: "`\(words.joined(separator: " "))` ended with \(status)")
        }
    }
}
