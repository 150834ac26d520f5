import Glibc

/// Servers with links of their own: a bridge on this machine, and a network namespace with one cable for each server.
/// Everything is made for one test and removed after it.
final class ServerNetwork {
    private let ip: String
    private let mark: String
    private let subnet: String
    private var namespaces: [Int: String] = [:]

    /// The address of this machine on the bridge, where the coordinators listen.
    var host: String { "\(subnet).1" }

    init() throws {
        guard let ip = Machine.find("ip") else { throw Failure("`ip` is not installed") }
        self.ip = ip
        mark = String(UInt32.random(in: 0x10000...0xfffff), radix: 16)
        subnet = "10.\(Int.random(in: 100...250)).\(Int.random(in: 1...250))"
        try Machine.must([ip, "link", "add", bridge, "type", "bridge"])
        try Machine.must([ip, "address", "add", "\(host)/24", "dev", bridge])
        try Machine.must([ip, "link", "set", bridge, "up"])
    }

    private var bridge: String { "mtb\(mark)" }
    private func cable(_ server: Int) -> String { "mtv\(mark)-\(server)" }

    /// Adds a server; the beginning of a command line that runs a program there.
    func addServer(_ server: Int) throws -> [String] {
        guard let nsenter = Machine.find("nsenter") else { throw Failure("`nsenter` is not installed") }
        let name = "mtn\(mark)-\(server)"
        try Machine.must([ip, "netns", "add", name])
        namespaces[server] = name
        try Machine.must([ip, "link", "add", cable(server), "type", "veth", "peer", "name", "eth0", "netns", name])
        try Machine.must([ip, "link", "set", cable(server), "master", bridge])
        try Machine.must([ip, "link", "set", cable(server), "up"])
        for arguments in [
            ["address", "add", "\(subnet).\(10 + server)/24", "dev", "eth0"], ["link", "set", "eth0", "up"],
            ["link", "set", "lo", "up"],
        ] {
            try Machine.must([ip, "-n", name] + arguments)
        }
        // It enters the network alone: `ip netns exec` would hide the control groups.
        return [nsenter, "--net=/run/netns/\(name)"]
    }

    /// Pulls the cable of a server: nothing tells either side.
    func cut(_ server: Int) throws { try Machine.must([ip, "link", "set", cable(server), "down"]) }
    /// Plugs it in again.
    func reconnect(_ server: Int) throws { try Machine.must([ip, "link", "set", cable(server), "up"]) }

    /// Drops what a server sends to these ports, and nothing else.
    func dropPackets(from server: Int, toPorts ports: [UInt64]) throws {
        guard let nft = Machine.find("nft"), let nsenter = Machine.find("nsenter"), let name = namespaces[server] else {
            throw Failure("`nft` is not installed")
        }
        let enter = [nsenter, "--net=/run/netns/\(name)", nft]
        try Machine.must(enter + ["add table inet cut"])
        try Machine.must(enter + ["add chain inet cut out { type filter hook output priority 0 ; }"])
        let list = ports.map(String.init).joined(separator: ", ")
        try Machine.must(enter + ["add rule inet cut out tcp dport { \(list) } drop"])
    }

    /// Drops nothing any more.
    func passPackets(from server: Int) throws {
        guard let nft = Machine.find("nft"), let nsenter = Machine.find("nsenter"), let name = namespaces[server] else {
            throw Failure("`nft` is not installed")
        }
        try Machine.must([nsenter, "--net=/run/netns/\(name)", nft, "delete table inet cut"])
    }

    /// Whether a program on a server can connect to a port of this machine within a second.
    func canConnect(from server: Int, toPort port: UInt64) throws -> Bool {
        guard let python = Machine.python, let nsenter = Machine.find("nsenter"), let name = namespaces[server] else {
            throw Failure("python3 is not installed")
        }
        let script = "import socket; socket.create_connection((\"\(host)\", \(port)), 1)"
        return try Machine.run([nsenter, "--net=/run/netns/\(name)", python, "-c", script]).status == 0
    }

    /// Shell commands that remove everything.
    var removal: [String] {
        namespaces.flatMap { server, name in ["\(ip) link del \(cable(server))", "\(ip) netns del \(name)"] }
            + ["\(ip) link del \(bridge)"]
    }

    /// Removes everything.
    func remove() {
        for (server, name) in namespaces {
            // The cable first: connections that nobody ended keep a namespace, and what is in it, for minutes.
            _ = try? Machine.run([ip, "link", "del", cable(server)])
            _ = try? Machine.run([ip, "netns", "del", name])
        }
        _ = try? Machine.run([ip, "link", "del", bridge])
        namespaces = [:]
    }
}
