import AgentCore
import Determinism
import Fleet
import Foundation
import Testing

@testable import Agent

@Suite struct FinishedLogsTests {
    private func finished(_ number: UInt64, in attempts: String) throws -> AttemptDirectory {
        let directory = AttemptDirectory(
            attempts: attempts, id: AttemptID(allocation: AllocationID(number), number: 1))
        try directory.claim(token: FencingToken(generation: 1, index: number), bootID: "boot")
        for name in ["spec", "exit", "status", "stdout", "stderr", "stdout.1"] {
            try Data(name.utf8).write(to: URL(fileURLWithPath: directory.file(name)))
        }
        return directory
    }

    private func hasLog(_ directory: AttemptDirectory) -> Bool { access(directory.file("stdout"), F_OK) == 0 }

    @Test func theNewestSettledAttemptsKeepWhatTheyWroteAndOlderOnesGo() throws {
        let scratch = try Scratch()
        var logs = try FinishedLogs(attempts: scratch.path, atMost: 3)
        let directories = try (1...UInt64(5)).map { try finished($0, in: scratch.path) }
        for directory in directories { logs.settle(directory) }
        #expect(access(directories[0].path, F_OK) != 0)
        #expect(directories.filter(hasLog).count == 3)
        let last = try #require(directories.last)
        #expect(try Set(DurableFile.names(in: last.path)) == ["claim", "exit", "stdout", "stderr", "stdout.1"])
    }

    @Test func theNextAgentGoesOnCountingWhatItFinds() throws {
        let scratch = try Scratch()
        var logs = try FinishedLogs(attempts: scratch.path, atMost: 3)
        let unsettled = try finished(1_000, in: scratch.path)
        let directories = try (1...UInt64(3)).map { try finished($0, in: scratch.path) }
        for directory in directories { logs.settle(directory) }
        var next = try FinishedLogs(attempts: scratch.path, atMost: 3)
        next.settle(unsettled)
        #expect(!hasLog(directories[0]) && hasLog(directories[1]) && hasLog(unsettled))
    }
}
