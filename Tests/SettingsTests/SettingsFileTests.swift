import Settings
import Testing

@Suite("Configuration files")
struct SettingsFileTests {
    private static let key = String(repeating: "k", count: 40)

    private func mistake(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch {
            return "\(error)"
        }
    }

    private func agent(_ text: String) throws -> AgentConfiguration {
        try AgentConfiguration(SettingsFile(name: "/etc/muster/agent.conf", text: text))
    }

    @Test("comments and white space do not count, and a `#` within a word does")
    func lines() throws {
        let file = try SettingsFile(name: "f", text: "# all\n\n  name =  a b#c  # rest\nother=\n")
        #expect(file.lines.map(\.key) == ["name", "other"])
        #expect(file.lines.map(\.value) == ["a b#c", ""])
        #expect(file.lines.map(\.number) == [3, 4] && file.lines[0].column == 11)
    }

    @Test("a line without `=` or without a key is refused with its place")
    func shape() {
        #expect(
            mistake { _ = try SettingsFile(name: "f", text: "a = 1\nb\n") }
                == "f:2:1: there is no `=`; write `key = value`.")
        #expect(mistake { _ = try SettingsFile(name: "f", text: " = 1") } == "f:1:1: there is no key before `=`.")
    }

    @Test("an unknown key is refused with the nearest known one")
    func unknown() {
        #expect(
            mistake { _ = try agent("nmae = a\n") }
                == "/etc/muster/agent.conf:1:1: there is no key `nmae`; did you mean `name`?")
        #expect(
            mistake { _ = try agent("colourscheme = a\n") }
                == "/etc/muster/agent.conf:1:1: there is no key `colourscheme`.")
    }

    @Test("values are read with their units, and mistakes name line and column")
    func values() throws {
        let file = try SettingsFile(
            name: "f", text: "t = 250ms\nm = 2Gi\nn = 12\nx = 5 parsecs\nx2 = 99999999999999999h\n")
        #expect(try file.nanoseconds("t", default: 0) == 250_000_000)
        #expect(try file.nanoseconds("absent", default: 7) == 7)
        #expect(try file.bytes("m") == 2 << 30)
        #expect(try file.integer("n", in: 1...12, default: nil) == 12)
        #expect(
            mistake { _ = try file.integer("n", in: 1...11, default: nil) }
                == "f:3:5: n: `12` is not a whole number from 1 to 11.")
        #expect(
            mistake { _ = try file.nanoseconds("x", default: 0) }.hasPrefix("f:4:5: x: `5 parsecs` is not a length"))
        #expect(mistake { _ = try file.nanoseconds("x2", default: 0) }.hasPrefix("f:5:6: x2:"))
        #expect(mistake { _ = try file.string("z") } == "f: the key `z` is missing; add a line `z = ...`.")
    }

    @Test("a key that may come once is refused the second time")
    func twice() throws {
        let file = try SettingsFile(name: "f", text: "a = 1\na = 2\n")
        #expect(mistake { _ = try file.one("a") } == "f:2:5: a: it stands already in line 1.")
    }

    @Test("an agent's file says what it said when it is written and read again; relative paths count from the file")
    func agentRoundTrip() throws {
        let key = SettingsFileTests.key
        let text = """
            name = n1
            directory = state
            key_file = /keys/k
            coordinator = 1 10.0.0.1 7400 \(key)
            coordinator = 2 b.example 7400 \(String(repeating: "m", count: 40))
            label = rack=r=1
            memory = 8Gi
            gpus = 2
            """
        let agent = try agent(text)
        #expect(agent.directory == "/etc/muster/state" && agent.keyFile == "/keys/k")
        #expect(agent.coordinators.map(\.host) == ["10.0.0.1", "b.example"])
        #expect(agent.labels.map(\.name) == ["rack"] && agent.labels.map(\.value) == ["r=1"])
        #expect(try self.agent(agent.text) == agent)
    }

    @Test("GPUs and extras that are declared are read, written and read again; GPUs are told in one way alone")
    func declaredDevices() throws {
        let head = "name = n\ndirectory = d\nkey_file = k\ncoordinator = 1 h 7400 \(SettingsFileTests.key)\n"
        let declared = try agent(head + "gpu = H100 80Gi\ngpu = A100 40Gi GPU-1\nextra = fpga=2\nextra = license-x=1\n")
        #expect(
            declared.declaredGPUs == [
                .init(model: "H100", memoryBytes: 80 << 30), .init(model: "A100", memoryBytes: 40 << 30, uuid: "GPU-1"),
            ])
        #expect(declared.extras.map(\.name) == ["fpga", "license-x"] && declared.extras.map(\.amount) == [2, 1])
        #expect(declared.gpus == nil)
        #expect(try agent(declared.text) == declared)
        #expect(try agent(agent(head + "gpus = 0\n").text).gpus == 0)
        for (line, words) in [
            ("gpus = 1\ngpu = H100 80Gi", "keep one of the two"), ("gpu = H100", "write `gpu = MODEL MEMORY`"),
            ("gpu = H100 many", "is not an amount of bytes"), ("extra = fpga", "write `extra = NAME=AMOUNT`"),
            ("extra = fpga=0", "is not a whole number"), ("extra = a=1\nextra = a=2", "stands already above"),
        ] {
            #expect(mistake { _ = try agent(head + line + "\n") }.contains(words), "\(line)")
        }
    }

    @Test("what is not a coordinator's line is refused")
    func coordinatorLines() {
        let head = "name = n\ndirectory = d\nkey_file = k\n"
        #expect(mistake { _ = try agent(head) }.contains("there is no coordinator; add a line"))
        #expect(
            mistake { _ = try agent(head + "coordinator = 1 h 7400\n") }
                == "/etc/muster/agent.conf:4:15: coordinator: write `MEMBER HOST BASEPORT PUBLICKEY`.")
        #expect(mistake { _ = try agent(head + "coordinator = 1 h 7400 short\n") }.contains("40 characters"))
        #expect(
            mistake { _ = try agent(head + "coordinator = 1 h 65533 \(SettingsFileTests.key)\n") }.contains(
                "1 to 65532"))
    }

    @Test("a coordinator's file keeps members, stores, keys and times")
    func coordinatorRoundTrip() throws {
        let key = SettingsFileTests.key
        let member = CoordinatorConfiguration.Member(
            endpoint: Endpoint(member: 1, host: "h", basePort: 7_400, publicKey: key),
            store: "0000000000000001" + "00000000000000ff")
        var configuration = CoordinatorConfiguration(
            cluster: "c", member: 1, directory: "/d", keyFile: "/k", listen: "0.0.0.0", members: [member],
            keys: [.init(role: "agent", name: "n1", publicKey: String(repeating: "m", count: 40))])
        configuration.brakeWindow = 5_000_000_000
        configuration.electionTimeout = 300_000_000
        let text = configuration.text
        #expect(try CoordinatorConfiguration(SettingsFile(name: "f", text: text)) == configuration)
        #expect(member.storeNumber == (1, 255))
        let other = text.replacing("member_id = 1", with: "member_id = 2")
        #expect(
            mistake { _ = try CoordinatorConfiguration(SettingsFile(name: "f", text: other)) }
                == "f: no `member` line is for member 2, which `member_id` says that this one is.")
        let role = text.replacing("key = agent", with: "key = king")
        #expect(
            mistake { _ = try CoordinatorConfiguration(SettingsFile(name: "f", text: role)) }
                .contains("with the role agent, viewer, operator or admin"))
    }
}
