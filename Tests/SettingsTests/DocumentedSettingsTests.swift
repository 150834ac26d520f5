import Settings
import Testing

@Suite("Files that document themselves")
struct DocumentedSettingsTests {
    private static func key(_ letter: Character) -> String { String(repeating: letter, count: 40) }

    private static let coordinator = Endpoint(member: 1, host: "10.0.0.1", basePort: 7_400, publicKey: key("a"))

    private static let agent = AgentConfiguration(
        name: "gpu-17", directory: "/var/lib/muster/agent", keyFile: "/etc/muster/agent.key",
        coordinators: [coordinator])

    private static let member = CoordinatorConfiguration(
        cluster: "muster", member: 1, directory: "/var/lib/muster/coordinator", keyFile: "/etc/muster/coordinator.key",
        listen: "10.0.0.1",
        members: [.init(endpoint: coordinator, store: String(repeating: "1", count: 32))],
        keys: [.init(role: "admin", name: "admin", publicKey: key("b"))])

    private func read(agent text: String) throws -> AgentConfiguration {
        try AgentConfiguration(SettingsFile(name: "/etc/muster/agent.conf", text: text))
    }

    private func read(coordinator text: String) throws -> CoordinatorConfiguration {
        try CoordinatorConfiguration(SettingsFile(name: "/etc/muster/coordinator.conf", text: text))
    }

    private func mistake(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test("every key has a name of its own, a meaning, and a default or none")
    func tables() {
        func look<Configuration>(_ keys: [SettingsKey<Configuration>]) {
            #expect(Set(keys.map(\.name)).count == keys.count)
            for key in keys {
                #expect(key.meaning.hasSuffix("."), "\(key.name)")
                #expect(!key.example.isEmpty, "\(key.name)")
                if case .value(let value) = key.fallback { #expect(!value.isEmpty, "\(key.name)") }
            }
        }
        look(AgentConfiguration.keys)
        look(CoordinatorConfiguration.keys)
    }

    @Test("what is not set stands as a comment with its meaning and its default")
    func excerpt() {
        let text = DocumentedSettingsTests.agent.text
        #expect(
            text.hasPrefix(
                """
                # What muster-agent is started with; `muster-agent check` says what this server lacks. Lines are
                # `key = value`; `#` begins a comment. A key that stands in a comment is not set: its line shows how
                # it is written. Relative paths count from the directory of this file.

                # This server's name, as the coordinators know it: 1 to 63 of a-z, 0-9, `-` and `.`.
                name = gpu-17

                """))
        #expect(
            text.contains(
                """

                # Memory for tasks. Written as bytes, or with Ki, Mi, Gi or Ti. Default: nine tenths of what the
                # server has.
                #memory = 120Gi

                """))
    }

    @Test("each key stands in the file once, set or as a comment, and the file is small")
    func completeness() {
        func look<Configuration>(_ text: String, _ keys: [SettingsKey<Configuration>]) {
            let lines = text.split(separator: "\n")
            for key in keys {
                let found = lines.filter { $0.hasPrefix("\(key.name) = ") || $0.hasPrefix("#\(key.name) = ") }
                #expect(found.count == 1, "\(key.name)")
            }
            #expect(text.utf8.count < 5_000)
            #expect(lines.allSatisfy { $0.hasPrefix("member = ") || $0.utf8.count <= 100 })
        }
        look(DocumentedSettingsTests.agent.text, AgentConfiguration.keys)
        look(DocumentedSettingsTests.member.text, CoordinatorConfiguration.keys)
    }

    @Test("what is written is read as the same, with nothing set that need not be")
    func leastRoundTrip() throws {
        let (agent, member) = (DocumentedSettingsTests.agent, DocumentedSettingsTests.member)
        #expect(try read(agent: agent.text) == agent)
        #expect(try read(coordinator: member.text) == member)
    }

    @Test("what is written is read as the same, with everything set")
    func fullRoundTrip() throws {
        var agent = DocumentedSettingsTests.agent
        agent.coordinators.append(
            Endpoint(member: 2, host: "fd00::1", basePort: 7_400, publicKey: DocumentedSettingsTests.key("c")))
        agent.labels = [("rack", "r=1"), ("example.org/zone", "")]
        agent.cpuMillicores = 15_500
        agent.memoryBytes = (120 << 30) + 1
        agent.storageBytes = 0
        agent.bandwidthBitsPerSecond = 25_000_000_000
        agent.declaredGPUs = [
            .init(model: "H100", memoryBytes: 80 << 30, uuid: "GPU-1"), .init(model: "A100", memoryBytes: 40 << 30),
        ]
        agent.extras = [("fpga", 2), ("license-x", 1)]
        agent.telemetryInterval = 1_500_000_000
        agent.beatInterval = 250_000_000
        agent.watchdog = "/dev/watchdog"
        agent.watchdogTimeout = 30_000_000_000
        agent.watchdogNotDead = 600_000_000_000
        agent.root = "/recorded"
        #expect(try read(agent: agent.text) == agent)
        for change: @Sendable (inout AgentConfiguration) -> Void in [
            { $0.name = "other" }, { $0.labels.removeLast() }, { $0.bandwidthBitsPerSecond = 1 }, { $0.root = "/" },
            { $0.watchdogNotDead = nil }, { $0.beatInterval = 300_000_000 },
        ] {
            var other = agent
            change(&other)
            #expect(other != agent)
            #expect(try read(agent: other.text) == other)
        }
        agent.declaredGPUs = []
        agent.gpus = 0
        #expect(try read(agent: agent.text) == agent)

        var member = DocumentedSettingsTests.member
        member.joins = true
        member.beatInterval = 250_000_000
        member.suspectAfterBeats = 5
        member.leaderGrace = 350_000_000
        member.brakePercent = 0
        member.brakeFloor = 7
        member.brakeWindow = 86_400_000_000_000
        member.electionTimeout = 1_500_000_000
        member.heartbeatInterval = 20_000_000
        member.fenceAgents = "/opt/fence"
        member.bmcSecrets = "/root/bmc"
        #expect(try read(coordinator: member.text) == member)
    }

    @Test("every example can be taken out of its comment and is read")
    func examples() throws {
        let text = DocumentedSettingsTests.agent.text
        for key in AgentConfiguration.keys {
            let line = "#\(key.name) = \(key.example)\n"
            guard text.contains(line) else { continue }
            let device = key.name.hasPrefix("watchdog_") ? "watchdog = /dev/watchdog\n" : ""
            let set = text.replacing(line, with: line.dropFirst()) + device
            #expect(throws: Never.self, "\(key.name)") { try read(agent: set) }
        }
        let other = DocumentedSettingsTests.member.text
        let line = "#joins = no\n"
        #expect(other.contains(line))
        #expect(throws: Never.self) { try read(coordinator: other.replacing(line, with: line.dropFirst())) }
        // What must be there has an example, too.
        for key in AgentConfiguration.keys where key.fallback == .required {
            let lines = AgentConfiguration.keys.filter { $0.fallback == .required }
                .map { "\($0.name) = \($0.example)\n" }
            #expect(throws: Never.self, "\(key.name)") { try read(agent: lines.joined()) }
        }
        let required = CoordinatorConfiguration.keys.filter { $0.fallback == .required || $0.name == "key" }
            .map { "\($0.name) = \($0.example)\n" }
        // The example of a member and that of a key are the same key: one of the two is changed.
        let changed = required.joined().replacing("admin admin k", with: "admin admin l")
        #expect(throws: Never.self) { try read(coordinator: changed) }
    }

    @Test("a mistake in such a file is told with its line and column")
    func places() throws {
        let text = DocumentedSettingsTests.agent.text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let index = try #require(lines.firstIndex(of: "#memory = 120Gi"))
        #expect(
            mistake { _ = try read(agent: text.replacing("#memory = 120Gi", with: "memory =  many")) }
                == "/etc/muster/agent.conf:\(index + 1):11: memory: `many` is not an amount of bytes; write for example "
                + "512Mi or 8Gi.")
    }

    private static let senselessAgentLines: [(String, String)] = [
        ("label = a=1\nlabel = a=2", "6:9: label: `a` stands already above."),
        ("label = a b=1", "5:9: label: `a b` is not a label's name"),
        ("label = Rack=1", "5:9: label: `Rack` is not a label's name"),
        ("memory = 0", "5:10: memory: 0 bytes are less than 1Mi; write it with its unit, for example 8Gi."),
        ("memory = 8", "5:10: memory: 8 bytes are less than 1Mi"),
        ("storage = 12", "5:11: storage: 12 bytes are less than 1Mi"),
        ("cpu_millicores = 0", "5:18: cpu_millicores: `0` is not a whole number from 1"),
        ("gpu = H100 80", "5:7: gpu: 80 bytes are less than 1Mi"),
        ("gpu = A 1Gi u\ngpu = B 1Gi u", "6:7: gpu: a GPU with the UUID `u` stands already above."),
        ("extra = a/b=1", "5:9: extra: `a/b` is not a name"),
        ("telemetry_interval = 0s", "5:22: telemetry_interval: `0s` is not from 100ms to 3600s."),
        ("beat_interval = 0ms", "5:17: beat_interval: `0ms` is not from 10ms to 60s."),
        ("beat_interval = 2m", "5:17: beat_interval: `2m` is not from 10ms to 60s."),
        ("watchdog_timeout = 5s", "5:20: watchdog_timeout: name the device, too"),
        ("watchdog =", "5:11: watchdog: name the device"),
        ("watchdog = w\nwatchdog_timeout = 1ms", "6:20: watchdog_timeout: `1ms` is not from 1s to 3600s."),
        ("watchdog = w\nwatchdog_not_dead = 0s", "6:21: watchdog_not_dead: `0s` is not from 1s"),
        ("root = here", "5:8: root: `here` is not an absolute path."),
        ("coordinator = 1 b 7400 \(key("z"))", "5:15: coordinator: member 1 stands already in line 4."),
        ("coordinator = 2 b 7400 \(key("a"))", "5:15: coordinator: member 1 has this public key already in line 4."),
        (
            "coordinator = 2 a 7402 \(key("z"))",
            "5:15: coordinator: its ports on a overlap with those of member 1 in line 4: each uses 4 from its base port on."
        ),
        ("coordinator = 2 tcp://b 7400 \(key("z"))", "5:15: coordinator: `tcp://b` is not a host"),
        ("coordinator = 2 b 0 \(key("z"))", "5:15: coordinator: `0` is not a whole number from 1 to 65532."),
        ("coordinator = 2 b 7400 \(key("\""))", "it has characters that are not of Z85."),
    ]

    @Test(
        "what makes no sense in an agent's file is refused with its place",
        arguments: DocumentedSettingsTests.senselessAgentLines)
    func senselessAgents(lines: String, complaint: String) {
        let head = "name = n\ndirectory = d\nkey_file = k\ncoordinator = 1 a 7400 \(DocumentedSettingsTests.key("a"))\n"
        let told = mistake { _ = try read(agent: head + lines + "\n") }
        #expect(told.hasPrefix("/etc/muster/agent.conf:") && told.contains(complaint), "\(told)")
    }

    @Test("a name with a slash is no server's, and the root directory is no agent's own")
    func names() {
        let rest = "key_file = k\ncoordinator = 1 a 7400 \(DocumentedSettingsTests.key("a"))\n"
        #expect(
            mistake { _ = try read(agent: "name = a/b\ndirectory = d\n" + rest) }
                .hasPrefix("/etc/muster/agent.conf:1:8: name: `a/b` is not a server's name"))
        #expect(
            mistake { _ = try read(agent: "name = a\ndirectory = /\n" + rest) }
                .hasPrefix("/etc/muster/agent.conf:2:13: directory: name a directory of the agent's own"))
    }

    private static let senselessCoordinatorLines: [(String, String)] = [
        ("beat_interval = 0s", "6:17: beat_interval: `0s` is not from 10ms to 60s."),
        ("leader_grace = 0s", "6:16: leader_grace: `0s` is not from 10ms to 60s."),
        ("brake_window = 0s", "6:16: brake_window: `0s` is not from 1s to 86400s."),
        ("brake_percent = 101", "6:17: brake_percent: `101` is not a whole number from 0 to 100."),
        ("heartbeat_interval = 0ms", "6:22: heartbeat_interval: `0ms` is not from 1ms to 10s."),
        (
            "election_timeout = 90ms",
            "6:20: election_timeout: election_timeout (90ms) is shorter than two of the leader's heartbeats "
                + "(heartbeat_interval is 50ms)"
        ),
        ("heartbeat_interval = 400ms", "6:22: heartbeat_interval: leader_grace (750ms) is shorter than two"),
        ("listen = a:b/c", "6:10: listen: `a:b/c` is not an address of this machine"),
        ("key = agent A/b \(key("z"))", "6:7: key: `A/b` is not a server's name"),
        ("key = admin x \(key("m"))", "6:7: key: this is the public key of member 1; give each its own."),
        ("key = admin x \(key("z"))\nkey = agent n \(key("z"))", "7:7: key: this public key stands already in line 6."),
        (
            "member = 2 h2 7400 \(String(repeating: "1", count: 32)) \(key("z"))",
            "6:10: member: member 1 has this store already in line 5."
        ),
        (
            "member = 2 h2 7400 \(String(repeating: "0", count: 32)) \(key("z"))",
            "6:10: member: the store's number is nothing but zeros"
        ),
        (
            "member = 2 h 7403 \(String(repeating: "2", count: 32)) \(key("z"))",
            "6:10: member: its ports on h overlap with those of member 1 in line 5"
        ),
        (
            "member = 2 h2 65533 \(String(repeating: "2", count: 32)) \(key("z"))",
            "6:10: member: `65533` is not a whole number from 1 to 65532."
        ),
    ]

    @Test(
        "what makes no sense in a coordinator's file is refused with its place",
        arguments: DocumentedSettingsTests.senselessCoordinatorLines)
    func senselessCoordinators(lines: String, complaint: String) {
        let head =
            "cluster = c\nmember_id = 1\ndirectory = d\nkey_file = k\n"
            + "member = 1 h 7400 \(String(repeating: "1", count: 32)) \(DocumentedSettingsTests.key("m"))\n"
        #expect(throws: Never.self) { try read(coordinator: head) }
        let told = mistake { _ = try read(coordinator: head + lines + "\n") }
        #expect(told.hasPrefix("/etc/muster/coordinator.conf:") && told.contains(complaint), "\(told)")
    }
}
