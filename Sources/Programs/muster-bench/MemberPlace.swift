import Glibc

/// Where the three members of a cluster live: all on loopback, or each in a network namespace of its own at a bridge, so that
/// its link can be cut.
final class MemberPlace {
    private let prefix: String
    private let subnet: Int
    /// Whether links can be cut.
    let hasLinks: Bool
    private nonisolated(unsafe) static var lastSubnet = 0

    /// Members on loopback.
    init() {
        prefix = ""
        subnet = 0
        hasLinks = false
    }

    /// Members in namespaces; nil where this machine or user may not make them.
    init?(namespacesNamed name: String) {
        guard geteuid() == 0, Programs.find("ip") != nil else { return nil }
        Self.lastSubnet += 1
        subnet = Self.lastSubnet
        prefix = "mb\(getpid() % 100_000)\(name)"
        hasLinks = true
        let bridge = "\(prefix)b"
        var steps = [
            "link add \(bridge) type bridge", "addr add 10.213.\(subnet).254/24 dev \(bridge)",
            "link set \(bridge) up",
        ]
        for member in 1...3 {
            let space = namespace(member)
            steps += [
                "netns add \(space)", "link add \(link(member)) type veth peer name eth0 netns \(space)",
                "link set \(link(member)) master \(bridge)", "link set \(link(member)) up",
                "-n \(space) addr add \(host(member))/24 dev eth0", "-n \(space) link set eth0 up",
                "-n \(space) link set lo up",
            ]
        }
        for step in steps where !Self.ip(step) {
            remove()
            return nil
        }
    }

    deinit { remove() }

    /// The address of a member.
    func host(_ member: Int) -> String { hasLinks ? "10.213.\(subnet).\(member)" : "127.0.0.1" }

    /// A command as it is run at a member's place.
    func command(_ words: [String], at member: Int) -> [String] {
        hasLinks ? ["ip", "netns", "exec", namespace(member)] + words : words
    }

    /// Cuts or mends a member's link: nothing goes in or out, and nobody is told.
    func setLink(_ member: Int, isUp: Bool) throws {
        guard Self.ip("link set \(link(member)) \(isUp ? "up" : "down")") else {
            throw BenchError(sentence: "the link \(link(member)) cannot be set")
        }
    }

    private func namespace(_ member: Int) -> String { "\(prefix)n\(member)" }
    private func link(_ member: Int) -> String { "\(prefix)v\(member)" }

    private func remove() {
        guard hasLinks else { return }
        for member in 1...3 {
            _ = Self.ip("link del \(link(member))")
            _ = Self.ip("netns del \(namespace(member))")
        }
        _ = Self.ip("link del \(prefix)b")
    }

    private static func ip(_ words: String) -> Bool {
        let child = try? ChildProcess(["ip"] + words.split(separator: " ").map(String.init), log: "/dev/null")
        return child?.wait() == 0
    }
}
