import Foundation
import Settings
import Testing
import Wire

@testable import CLI

@Suite("A new cluster's files")
struct ClusterPlanTests {
    private func refusal(_ coordinators: [String], _ agents: [String] = []) -> String {
        do {
            _ = try ClusterPlan(name: "c", coordinators: coordinators, agents: agents)
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test("what cannot be a cluster is refused in one sentence")
    func refusals() {
        #expect(refusal(["a:1000", "b:1000"]).contains("1, 3 or 5"))
        #expect(refusal(["a"]) == "`a` is not HOST:PORT with a port from 1 to 65531.")
        #expect(refusal(["a:70000"]).contains("a:70000"))
        #expect(refusal(["a:1000", "a:1004", "b:1000"]).contains("overlap"))
        #expect(refusal(["a:1000", "a:1005", "b:1000"]).isEmpty)
        #expect(refusal(["a:1000"], ["n", "n"]) == "the server `n` is named twice.")
        #expect(refusal(["a:1000"], ["../n"]).contains("../n"))
        // It would be a directory elsewhere.
        #expect(refusal(["a:1000"], [".."]).contains("`..`"))
        #expect(refusal(["a:1000"], ["-n"]).contains("`-n`"))
    }

    @Test("a cluster's name and its brake's window are checked before they are written down")
    func namesAndWindows() {
        for name in ["", "a b", "a\nlisten = x", "A", "-a", String(repeating: "a", count: 64)] {
            #expect(throws: CLIError.self) { try ClusterPlan(name: name, coordinators: ["a:1000"], agents: []) }
        }
        for window in [0, .max] as [UInt64] {
            #expect(throws: CLIError.self) {
                try ClusterPlan(name: "c", coordinators: ["a:1000"], agents: [], brakeWindowSeconds: window)
            }
        }
    }

    @Test("options may be repeated or hold commas")
    func parts() {
        #expect(ClusterInitCommand.parts(["a:1,b:2", "c:3"]) == ["a:1", "b:2", "c:3"])
    }

    @Test("a profile decides the beat, the suspicion, the grace and the brake's window")
    func profiles() throws {
        let root = FileManager.default.temporaryDirectory.path + "/muster-plan-\(UInt64.random(in: 0...(.max)))"
        defer { try? FileManager.default.removeItem(atPath: root) }
        try ClusterPlan(name: "c", coordinators: ["127.0.0.1:1000"], agents: [], profile: .patient, brakeFloor: 7)
            .write(to: root)
        let file = try SettingsFile(path: root + "/coordinators/c1/coordinator.conf")
        let configuration = try CoordinatorConfiguration(file)
        #expect(configuration.beatInterval == 2_000_000_000 && configuration.suspectAfterBeats == 5)
        #expect(configuration.leaderGrace == 2_000_000_000 && configuration.brakeWindow == 300_000_000_000)
        #expect(configuration.brakeFloor == 7)
        #expect(throws: CLIError.self) { try ClusterProfileCommand.profile("quick") }
    }

    @Test("coordinators listen on their own address, or on all where the host is a name")
    func listen() {
        #expect(CoordinatorConfiguration.listenAddress("127.0.0.1") == "127.0.0.1")
        #expect(CoordinatorConfiguration.listenAddress("fd00::1") == "fd00::1")
        #expect(CoordinatorConfiguration.listenAddress("alpha.example") == "0.0.0.0")
    }

    @Test("the files agree with each other, secrets are their owner's alone, and nothing is overwritten")
    func files() throws {
        let root = FileManager.default.temporaryDirectory.path + "/muster-plan-\(UInt64.random(in: 0...(.max)))"
        defer { try? FileManager.default.removeItem(atPath: root) }
        let plan = try ClusterPlan(
            name: "c", coordinators: ["127.0.0.1:1000", "127.0.0.1:1010", "127.0.0.1:1020"], agents: ["n1", "n2"],
            memoryBytes: 1 << 30)
        try plan.write(to: root)
        let client = try ClientConfiguration(SettingsFile(path: root + "/admin/client.conf"))
        let administrator = try CurveKeyPair.load(client.keyFile)
        for member in 1...3 {
            let place = root + "/coordinators/c\(member)"
            let configuration = try CoordinatorConfiguration(SettingsFile(path: place + "/coordinator.conf"))
            #expect(configuration.member == UInt64(member) && configuration.members.count == 3)
            #expect(configuration.members.map(\.endpoint) == client.coordinators)
            #expect(Set(configuration.members.map(\.store)).count == 3)
            #expect(try CurveKeyPair.load(configuration.keyFile).publicKey == client.coordinators[member - 1].publicKey)
            #expect(configuration.keys.map(\.role) == ["admin", "agent", "agent"])
            #expect(configuration.keys.first?.publicKey == administrator.publicKey)
            #expect(FileManager.default.fileExists(atPath: configuration.directory + "/new-store"))
            let mode = try FileManager.default.attributesOfItem(atPath: configuration.keyFile)[.posixPermissions]
            #expect(mode as? Int == 0o600)
        }
        let agent = try AgentConfiguration(SettingsFile(path: root + "/agents/n2/agent.conf"))
        #expect(agent.name == "n2" && agent.memoryBytes == 1 << 30 && agent.coordinators == client.coordinators)
        #expect(throws: CLIError.self) { try plan.write(to: root) }
    }
}
