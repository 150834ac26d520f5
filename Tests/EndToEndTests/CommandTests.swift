import Fleet
import FleetWire
import Foundation
import Testing
import Wire

extension EndToEndTests {
    /// Fleet commands on real servers.
    @Suite("Commands")
    struct CommandTests {
        @Test("a command whose agent dies while it runs is not run again: its result is unknown")
        func atMostOnce() throws {
            try TestCluster.run(agents: 2) { cluster in
                let record = cluster.shared + "/runs"
                let client = try cluster.client()
                let command = try client.change(
                    .acceptCommand(
                        AcceptCommand(
                            definition: Fleet.CommandDefinition(
                                arguments: ["/bin/sh", "-c", "echo run >> \(record); sleep 600"]
                            ).wire, target: "node-1")))
                let lines = {
                    ((try? String(contentsOfFile: record, encoding: .utf8)) ?? "").split(separator: "\n").count
                }
                try eventually("the command runs") { lines() == 1 }
                let server = try cluster.server("node-1")
                let processes = ProcessTable.descendants(of: [server.process?.pid].compactMap { $0 })
                #expect(processes.count >= 2)

                server.process?.kill()
                try eventually("nothing of the command outlives its agent", within: 10) {
                    processes.allSatisfy { !ProcessTable.isAlive($0) }
                }
                try cluster.startAgent(server)
                let run = try eventually("the command has a result") { () -> CommandRunView? in
                    try client.view(.command, "\(command.identifier)").command?.runs.first { $0.result != nil }
                }
                guard case .unknown(let why)? = run.result?.how else {
                    throw Failure("the result is \(String(describing: run.result))")
                }
                #expect(!why.isEmpty)
                #expect(lines() == 1)

                // The server runs the next one.
                let next = try client.change(
                    .acceptCommand(
                        AcceptCommand(
                            definition: Fleet.CommandDefinition(arguments: ["/bin/sh", "-c", "exit 7"]).wire,
                            target: "*")))
                let settled = try eventually("the next command is settled") { () -> CommandView? in
                    let view = try client.view(.command, "\(next.identifier)").command
                    return view?.isSettled == true ? view : nil
                }
                #expect(settled.runs.map(\.node) == ["node-1", "node-2"])
                #expect(settled.runs.allSatisfy { $0.result?.how == .exited(Exit(how: .code(7))) }, "\(settled)")
                #expect(lines() == 1)
            }
        }
    }
}
