import CoordinatorCore
import Fleet
import Foundation
import Testing

@testable import Coordinator

/// Fence agents as programs: what they are told, what their ends mean, and what is believed.
@Suite struct FenceAgentTests {
    /// A directory with one fence agent, a script, and a password.
    private final class Place {
        let path: String
        let agent: FenceAgent

        init(_ script: String, secret: String? = "s3cret\n", mode: Int = 0o600) throws {
            path = NSTemporaryDirectory() + "fence-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            agent = FenceAgent(directory: path, secrets: path)
            try "#!/bin/sh\n\(script)\n".write(toFile: path + "/fence_test", atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path + "/fence_test")
            guard let secret else { return }
            try secret.write(toFile: path + "/secret", atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path + "/secret")
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func ask(
            _ action: PowerRequest.Action = .status, options: [String: String] = [:], secret: String? = nil
        ) -> PowerAnswer.Result {
            var bmc = BMC(agent: "fence_test", secret: secret)
            for (name, value) in options { bmc.options[name] = value }
            return agent.carryOut(
                PowerRequest(node: NodeID("a"), bmc: bmc, action: action, number: 1, session: nil)
            ).result
        }

        func sentence(_ action: PowerRequest.Action = .status, secret: String? = nil) -> String {
            if case .failed(let sentence) = ask(action, secret: secret) { return sentence }
            return ""
        }
    }

    @Test func theAgentIsToldEverythingOnItsStandardInputAndNothingElsewhere() throws {
        let place = try Place(
            "cat > $0.input; echo \"$# $(env | sort | cut -d= -f1 | tr '\\n' ' ')\" > $0.rest; exit 0")
        #expect(place.ask(.act(.off), options: ["ip": "10.0.0.7", "username": "admin"], secret: "secret") == .done)
        let input = try String(contentsOfFile: place.path + "/fence_test.input", encoding: .utf8)
        #expect(input == "action=off\nip=10.0.0.7\nusername=admin\npassword=s3cret\n")
        let rest = try String(contentsOfFile: place.path + "/fence_test.rest", encoding: .utf8)
        #expect(rest.hasPrefix("0 ") && !rest.contains("MUSTER") && !rest.contains("HOME"))
    }

    @Test func itsExitCodeAndItsWordSayWhetherThereIsPower() throws {
        #expect(try Place("echo Status: ON").ask() == .on)
        #expect(try Place("echo 'Status: OFF'; exit 2").ask() == .off)
    }

    @Test(arguments: [
        "exit 2", "echo off; exit 2", "echo 'Status: OFF'", "echo 'Status: ON'; exit 2", "exit 1",
        "echo 'Status: OFF'; exit 1", "kill -9 $$", "if then",
    ])
    func whatOnlyLooksLikeNoPowerIsNotBelieved(script: String) throws {
        let result = try Place(script).ask()
        guard case .failed = result else {
            Issue.record("`\(script)` was taken for \(result)")
            return
        }
    }

    @Test func anAgentThatIsNotThereIsAnErrorThatSaysWhatToDo() throws {
        let agent = FenceAgent(directory: "/nonexistent", secrets: "/nonexistent")
        let request = PowerRequest(
            node: NodeID("a"), bmc: BMC(agent: "fence_none"), action: .status, number: 1, session: nil)
        guard case .failed(let sentence) = agent.carryOut(request).result else {
            Issue.record("nothing was there, and it answered")
            return
        }
        #expect(sentence.contains("/nonexistent/fence_none") && sentence.contains("fence_agents"))
    }

    @Test func anErrorIsToldWithoutThePassword() throws {
        let place = try Place("echo first >&2; echo \"login with $(sed -n 's/password=//p') refused\" >&2; exit 1")
        #expect(place.sentence(secret: "secret") == "fence_test failed with 1: login with *** refused")
    }

    @Test func aPasswordThatOthersMayReadOrThatIsNoneIsNotUsed() throws {
        #expect(try Place("exit 0", mode: 0o644).sentence(secret: "secret").contains("chmod 600"))
        #expect(try Place("exit 0", secret: nil).sentence(secret: "secret").contains("cannot be opened"))
        #expect(try Place("exit 0", secret: "").sentence(secret: "secret").contains("empty"))
        #expect(try Place("exit 0", secret: "two\nlines\n").sentence(secret: "secret").contains("one line"))
    }

    @Test func muchOutputIsReadAndNotKept() throws {
        #expect(try Place("echo 'Status: OFF'; head -c 3000000 /dev/zero; exit 2").ask() == .off)
    }
}
