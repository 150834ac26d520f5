import Determinism
import Fleet
import Glibc
import Testing

extension EndToEndTests {
    /// What dies with an agent, with a supervisor, and with a whole server.
    @Suite("Losses on one server")
    struct AgentLossTests {
        @Test("an agent's death leaves its tasks alone, and its successor takes them over within their lease")
        func agentKilled() throws {
            try TestCluster.run(agents: 2) { cluster in
                try cluster.submit(cluster.witnessJob("steady", lease: .seconds(8)))
                let before = try cluster.runningOne("steady")
                _ = try cluster.witnessed("steady", attempts: 1)
                let server = try cluster.server(before.node)
                let tasks = cluster.taskProcesses(before).map(ProcessTable.identity)
                try #require(!tasks.isEmpty)

                server.process?.kill()
                #expect(cluster.taskProcesses(before).map(ProcessTable.identity) == tasks)
                let session = try cluster.client().view(.node, before.node).nodes.first?.sessionNonce
                try cluster.startAgent(server)
                try eventually("the new agent has a session of its own") {
                    let node = try cluster.client().view(.node, before.node).nodes.first
                    return node?.state == "ready" && node?.sessionNonce != session
                }
                let after = try cluster.runningOne("steady") { $0.supervisor == before.supervisor }
                #expect(after.attempt == before.attempt)
                #expect(after.token == before.token)

                // Longer than the lease that was left: only the new agent's beats can have renewed it.
                let end = monotonicNow() + 9_000_000_000
                while monotonicNow() < end {
                    try #require(cluster.taskProcesses(before).map(ProcessTable.identity) == tasks)
                    usleep(100_000)
                }
                let witnesses = try Witnesses.check(cluster.shared, name: "steady", arguments: ["--expect", "1"])
                #expect(witnesses.passed, "\(witnesses)")
            }
        }

        @Test("a task whose agent stays away ends with its lease, and the next agent does not take it for alive")
        func agentStaysAway() throws {
            try TestCluster.run(agents: 1) { cluster in
                try cluster.submit(cluster.witnessJob("orphan", lease: .seconds(2)))
                let before = try cluster.runningOne("orphan")
                _ = try cluster.witnessed("orphan", attempts: 1)
                let server = try cluster.server(before.node)

                server.process?.kill()
                try eventually("the supervisor has ended the task", within: 10) { server.supervisors.isEmpty }
                try cluster.startAgent(server)
                let after = try cluster.runningOne("orphan") { $0.attempt > before.attempt }
                #expect(after.attempt == before.attempt + 1)
                let witnesses = try cluster.witnessed("orphan", attempts: 2)
                #expect(witnesses.passed && witnesses.attempts.count == 2, "\(witnesses)")
            }
        }

        @Test("a supervisor's death takes its whole tree along, and the allocation runs again")
        func supervisorKilled() throws {
            try TestCluster.run(agents: 1) { cluster in
                var job = cluster.witnessJob("tree")
                // A grandchild in a session of its own, which nothing but the PID namespace holds.
                job.command = ["/bin/sh", "-c", "setsid sleep 600 & exec " + job.command.joined(separator: " ")]
                try cluster.submit(job)
                let before = try cluster.runningOne("tree")
                _ = try cluster.witnessed("tree", attempts: 1)
                let tasks = cluster.taskProcesses(before)
                try #require(tasks.count >= 2, "the task and its grandchild: \(tasks.map(ProcessTable.arguments))")

                Glibc.kill(pid_t(before.supervisor), SIGKILL)
                try eventually("nothing of the tree is left", within: 5, every: 1) {
                    tasks.allSatisfy { !ProcessTable.isAlive($0) }
                }
                let after = try cluster.runningOne("tree") { $0.attempt > before.attempt }
                #expect(after.attempt == before.attempt + 1)
                let witnesses = try cluster.witnessed("tree", attempts: 2)
                #expect(witnesses.passed, "\(witnesses)")
            }
        }

        @Test("a server's death moves its task, which runs elsewhere exactly once more")
        func serverKilled() throws {
            try TestCluster.run(agents: 3) { cluster in
                try cluster.submit(cluster.witnessJob("mover", lease: .seconds(3)))
                let before = try cluster.runningOne("mover")
                _ = try cluster.witnessed("mover", attempts: 1)

                let killed = monotonicNow()
                cluster.kill(try cluster.server(before.node))
                let after = try cluster.runningOne("mover") { $0.node != before.node }
                #expect(after.attempt == before.attempt + 1)
                #expect(
                    after.token.map { ($0.generation, $0.index) } ?? (0, 0) > before.token.map {
                        ($0.generation, $0.index)
                    } ?? (0, 0))
                let witnesses = try cluster.witnessed("mover", attempts: 2)
                print("server killed (lease 3 s): runs elsewhere \((monotonicNow() - killed) / 1_000_000) ms later")
                #expect(witnesses.passed && witnesses.attempts.count == 2, "\(witnesses)")

                // The server returns with its disk: what it ran is over, and it is ready for other work.
                try cluster.startAgent(try cluster.server(before.node))
                try cluster.node(before.node, is: "ready")
                let last = try cluster.runningOne("mover") { $0.supervisor == after.supervisor }
                #expect(last.attempt == after.attempt)
                let final = try Witnesses.check(cluster.shared, name: "mover", arguments: ["--expect", "2"])
                #expect(final.passed, "\(final)")
            }
        }
    }
}
