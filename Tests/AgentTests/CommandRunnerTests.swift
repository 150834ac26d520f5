import Agent
import Determinism
import Fleet
import Foundation
import Testing

@Suite(.enabled(if: Machine.isPrivileged, Machine.needsRoot), .timeLimit(.minutes(2)))
struct CommandRunnerTests {
    /// A runner in a directory of its own.
    final class Rig {
        let state: String
        let journal: CommandJournal
        let runner: CommandRunner
        var output: [OutputChunk.Stream: [UInt8]] = [:]
        var lastChunks = 0

        init() throws {
            var template = Array("/tmp/muster-command-test-XXXXXX".utf8CString)
            state = try #require(mkdtemp(&template).map { String(cString: $0) })
            journal = try CommandJournal(stateDirectory: state, bootID: try #require(LeaseClock.bootID()))
            runner = try CommandRunner(journal: journal)
        }

        deinit { try? DurableFile.remove(state) }

        /// Polls and pumps until the command has ended.
        func end(of id: CommandID) throws -> CommandResult {
            let deadline = ContinuousClock.now + .seconds(60)
            while ContinuousClock.now < deadline {
                _ = runner.descriptor.isReadable(within: 1000)
                for event in runner.pump() {
                    switch event {
                    case .output(let chunk):
                        #expect(chunk.source == .command(id))
                        #expect(chunk.offset == UInt64(output[chunk.stream, default: []].count))
                        #expect(chunk.data.count <= CommandRunner.chunkLimit)
                        output[chunk.stream, default: []] += chunk.data
                        if chunk.isLast { lastChunks += 1 }
                    case .ended(let ended, let result):
                        #expect(ended == id)
                        return result
                    }
                }
            }
            throw CancellationError()
        }

        func run(_ script: String, id: UInt64 = 1, user: String = "", limit: Span = .seconds(60)) throws
            -> CommandResult
        {
            try runner.run(
                CommandID(id), CommandDefinition(arguments: ["sh", "-c", script], user: user, timeLimit: limit))
            return try end(of: CommandID(id))
        }

        func text(_ stream: OutputChunk.Stream) -> String {
            String(decoding: output[stream, default: []], as: UTF8.self)
        }
    }

    @Test func aCommandsOutputAndExitAreToldAndKept() throws {
        let rig = try Rig()
        #expect(try rig.run("echo out; echo err >&2; exit 3") == .exited(.code(3)))
        #expect(rig.text(.output) == "out\n")
        #expect(rig.text(.error) == "err\n")
        #expect(rig.lastChunks == 2)
        #expect(rig.runner.count == 0)
        #expect(rig.journal.outcome(CommandID(1)) == .exited(.code(3)))
        #expect(try DurableFile.read(rig.journal.file(CommandID(1), "stdout")) == Array("out\n".utf8))
    }

    @Test func aSignalIsToldAsSuch() throws {
        #expect(try Rig().run("kill -SEGV $$") == .exited(.signal(11)))
    }

    @Test func aCommandRunsAsItsUser() throws {
        let rig = try Rig()
        let nobody = try #require(Account(named: "nobody"), "this machine has no user nobody")
        #expect(try rig.run("id -u; id -g; echo $USER", user: "nobody") == .exited(.code(0)))
        #expect(rig.text(.output) == "\(nobody.identity.uid)\n\(nobody.identity.gid)\nnobody\n")
    }

    @Test func theTimeLimitEndsTheWholeTree() throws {
        let rig = try Rig()
        let script = "trap '' TERM INT; (setsid sleep 600 &); sleep 600"
        #expect(try rig.run(script, limit: .milliseconds(300)) == .exited(.signal(9)))
    }

    @Test func whatACommandLeavesBehindDiesWithIt() throws {
        let rig = try Rig()
        // A survivor would keep the pipe open and the end would not come.
        #expect(try rig.run("(setsid sleep 600 &); echo done") == .exited(.code(0)))
        #expect(rig.text(.output) == "done\n")
    }

    @Test func aCommandRunsAtMostOnce() throws {
        let rig = try Rig()
        let script = "echo x >> \(rig.state)/count"
        #expect(try rig.run(script) == .exited(.code(0)))
        #expect(try rig.run(script) == .exited(.code(0)))
        #expect(try DurableFile.read(rig.state + "/count") == Array("x\n".utf8))
        let next = try CommandRunner(journal: rig.journal)
        try next.run(CommandID(1), CommandDefinition(arguments: ["sh", "-c", script]))
        #expect(next.descriptor.isReadable(within: 0))
        #expect(next.pump() == [.ended(CommandID(1), .exited(.code(0)))])
        #expect(try DurableFile.read(rig.state + "/count") == Array("x\n".utf8))
        try rig.runner.forget(CommandID(1))
        #expect(try rig.journal.recover() == [])
    }

    @Test func whatAnAgentLeftOpenIsKilledAndUnknown() throws {
        let rig = try Rig()
        try rig.runner.run(CommandID(7), CommandDefinition(arguments: ["sleep", "600"]))
        #expect(try rig.run("exit 0", id: 8) == .exited(.code(0)))
        #expect(try rig.journal.begin(CommandID(9)))
        let reports = try rig.journal.recover()
        #expect(reports.map(\.command) == [CommandID(7), CommandID(8), CommandID(9)])
        #expect(reports[1].result == .exited(.code(0)))
        for report in [reports[0], reports[2]] {
            guard case .unknown = report.result else {
                Issue.record("\(report) should be unknown")
                continue
            }
        }
        // It was killed: its end comes long before its time.
        #expect(try rig.end(of: CommandID(7)) == .exited(.signal(9)))
        #expect(try rig.journal.begin(CommandID(7)) == false)
    }

    @Test func whatCannotBeStartedIsToldWithItsReason() throws {
        let rig = try Rig()
        try rig.runner.run(CommandID(1), CommandDefinition(arguments: ["no-such-program-anywhere"]))
        #expect(
            try rig.end(of: CommandID(1))
                == .notStarted("there is no program \"no-such-program-anywhere\" on this server"))
        try rig.runner.run(CommandID(2), CommandDefinition(arguments: ["true"], user: "no-such-user"))
        #expect(try rig.end(of: CommandID(2)) == .notStarted("there is no user \"no-such-user\" on this server"))
        try rig.runner.run(CommandID(3), CommandDefinition(arguments: ["/etc/passwd"]))
        guard case .notStarted(let reason) = try rig.end(of: CommandID(3)) else {
            Issue.record("it was started")
            return
        }
        #expect(reason.hasPrefix("cannot start /etc/passwd: executing it failed"))
    }

    @Test func outputBeyondTheLimitIsThrownAway() throws {
        let rig = try Rig()
        #expect(try rig.run("head -c 5000000 /dev/zero; exit 2") == .exited(.code(2)))
        #expect(rig.output[.output]?.count == Int(CommandRunner.outputLimit))
    }

    @Test func severalCommandsRunAtATime() throws {
        let rig = try Rig()
        try rig.runner.run(CommandID(1), CommandDefinition(arguments: ["sleep", "600"]))
        #expect(try rig.run("exit 0", id: 2) == .exited(.code(0)))
        rig.runner.kill(CommandID(1))
        #expect(try rig.end(of: CommandID(1)) == .exited(.signal(9)))
    }
}
