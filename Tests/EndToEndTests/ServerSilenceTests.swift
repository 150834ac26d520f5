import Determinism
import Fleet
import Foundation
import Glibc
import Testing
import Wire

extension EndToEndTests {
    /// Servers that fall silent without being dead: the lease alone keeps a task from running twice.
    @Suite("Silent servers")
    struct ServerSilenceTests {
        @Test(
            "a server whose link is cut has killed its task before it starts elsewhere, and returns without it",
            .enabled(if: Machine.hasNetworkNamespaces, Machine.needsNamespaces))
        func linkCut() throws {
            try TestCluster.run(agents: 3, networked: true) { cluster in
                try cluster.submit(cluster.witnessJob("cut", lease: .seconds(3)))
                let before = try cluster.runningOne("cut")
                _ = try cluster.witnessed("cut", attempts: 1)
                let server = try cluster.server(before.node)

                try cluster.network?.cut(server.number)
                let cut = monotonicNow()
                let after = try cluster.runningOne("cut") { $0.node != before.node }
                let witnesses = try cluster.witnessed("cut", attempts: 2)
                print(
                    "link cut (lease 3 s): runs elsewhere \((monotonicNow() - cut) / 1_000_000) ms later, "
                        + "\(witnesses.gaps.map(\.ms)) ms after the old attempt's last sign of life")
                #expect(witnesses.passed && witnesses.attempts.count == 2, "\(witnesses)")
                #expect(!ProcessTable.isAlive(pid_t(before.supervisor)))
                #expect(server.process?.isRunning == true)

                try cluster.network?.reconnect(server.number)
                try cluster.node(server.name, is: "ready", within: 60)
                #expect(server.supervisors.isEmpty)
                let last = try cluster.runningOne("cut") { $0.supervisor == after.supervisor }
                #expect(last.attempt == after.attempt && after.attempt == before.attempt + 1)
                let final = try Witnesses.check(cluster.shared, name: "cut", arguments: ["--expect", "2"])
                #expect(final.passed, "\(final)")
            }
        }

        @Test(
            "a server that reaches all coordinators but the leader goes on: the others pass its beats on",
            .enabled(if: Machine.hasNetworkNamespaces, Machine.needsNamespaces),
            .enabled(if: Machine.hasPacketFilter, Machine.needsPacketFilter))
        func cutFromLeaderAlone() throws {
            try TestCluster.run(agents: 2, networked: true) { cluster in
                try cluster.submit(cluster.witnessJob("relayed", lease: .seconds(3)))
                let before = try cluster.runningOne("relayed")
                let server = try cluster.server(before.node)
                let leader = try cluster.leader()
                let term = try cluster.client().view(.status).status?.term
                try cluster.network?.dropPackets(
                    from: server.number, toPorts: (0..<4).map { leader.endpoint.basePort + $0 })
                let other = try cluster.followers()[0].endpoint.basePort + 1
                #expect(try cluster.network?.canConnect(from: server.number, toPort: other) == true)
                #expect(
                    try cluster.network?.canConnect(from: server.number, toPort: leader.endpoint.basePort + 1) == false)

                // Three leases long.
                let end = monotonicNow() + 9_000_000_000
                while monotonicNow() < end {
                    try #require(ProcessTable.isAlive(pid_t(before.supervisor)))
                    usleep(100_000)
                }
                let after = try cluster.runningOne("relayed")
                #expect(after.attempt == before.attempt && after.supervisor == before.supervisor)
                #expect(try cluster.client().view(.node, server.name).nodes.first?.state == "ready")
                #expect(try cluster.client().view(.status).status?.term == term, "the same leader led all the time")
                try cluster.network?.passPackets(from: server.number)
                try cluster.node(server.name, is: "ready")
            }
        }

        @Test(
            "a server and the leader lost in the same instant: the new leader waits for the lease that the old one granted",
            .enabled(if: Machine.hasNetworkNamespaces, Machine.needsNamespaces))
        func linkAndLeaderLost() throws {
            try TestCluster.run(agents: 3, networked: true) { cluster in
                try cluster.submit(cluster.witnessJob("both", lease: .seconds(3)))
                let before = try cluster.runningOne("both")
                _ = try cluster.witnessed("both", attempts: 1)
                let server = try cluster.server(before.node)
                let leader = try cluster.leader()

                try cluster.network?.cut(server.number)
                leader.process?.kill()
                let after = try cluster.runningOne("both") { $0.node != before.node }
                let witnesses = try cluster.witnessed("both", attempts: 2)
                print("server and leader lost: \(witnesses.gaps.map(\.ms)) ms between the attempts")
                #expect(witnesses.passed && witnesses.attempts.count == 2, "\(witnesses)")
                #expect(after.attempt == before.attempt + 1)

                try cluster.network?.reconnect(server.number)
                try cluster.start(leader)
                try cluster.node(server.name, is: "ready", within: 60)
                #expect(server.supervisors.isEmpty)
                #expect(try Witnesses.check(cluster.shared, name: "both", arguments: ["--expect", "2"]).passed)
            }
        }

        @Test("a server frozen past its lease and woken has its task killed at once, and its checkpoint refused")
        func frozen() throws {
            try TestCluster.run(agents: 2) { cluster in
                let store = cluster.shared + "/checkpoints"
                let script = cluster.shared + "/checkpointing.py"
                try Self.checkpointing.write(toFile: script, atomically: true, encoding: .utf8)
                var job = cluster.witnessJob("frozen", lease: .seconds(3))
                let python = job.command[0]
                job.command = [
                    "/bin/sh", "-c",
                    "\(python) \(script) \(Machine.root)/examples/train \(store) & exec "
                        + job.command.joined(separator: " "),
                ]
                try cluster.submit(job)
                let before = try cluster.runningOne("frozen")
                _ = try cluster.witnessed("frozen", attempts: 1)
                try eventually("the first attempt has stored a checkpoint") {
                    try Self.checkpoints(store).contains { $0.contains("-\(Self.text(before.token))-") }
                }
                let server = try cluster.server(before.node)

                let processes = cluster.processes(of: server)
                // Not while it holds the store's lock, which a frozen process would keep from its successor: the test holds it.
                let lock = open(store + "/fence.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
                try #require(lock >= 0)
                try eventually("the store's lock is free") { lockf(lock, F_TLOCK, 0) == 0 }
                for pid in processes.reversed() { Glibc.kill(pid, SIGSTOP) }
                close(lock)
                let after = try cluster.runningOne("frozen") { $0.node != before.node }
                _ = try cluster.witnessed("frozen", attempts: 2)
                try eventually("the second attempt has stored a checkpoint") {
                    try Self.checkpoints(store).contains { $0.contains("-\(Self.text(after.token))-") }
                }
                try #require(processes.allSatisfy(ProcessTable.isAlive), "everything is still frozen there")

                // The tasks wake first: the worst order.
                for pid in processes { Glibc.kill(pid, SIGCONT) }
                let woken = monotonicNow()
                try eventually("the woken task is dead", within: 10, every: 1) {
                    processes.dropLast().allSatisfy { !ProcessTable.isAlive($0) }
                }
                print("woken after its lease: everything was dead \((monotonicNow() - woken) / 1_000) µs later")
                let witnesses = try Witnesses.check(
                    cluster.shared, name: "frozen", arguments: ["--expect", "2", "--allow-after-waking-ms", "200"])
                print("the woken witness ran on for \(witnesses.attempts.flatMap(\.afterWakingMs)) ms")
                #expect(witnesses.passed, "\(witnesses)")

                // Whether or not the woken task came to try: its token is refused, and nothing of it is read.
                let late = try Machine.run([
                    python, script, Machine.root + "/examples/train", store, Self.text(before.token),
                ])
                #expect(late.status == 3 && late.output.contains("is stale"), "\(late)")
                let newest = try Machine.must([
                    python, "-c", Self.newestToken, Machine.root + "/examples/train", store,
                ])
                #expect(newest == Self.text(after.token) + "\n")
                try cluster.node(server.name, is: "ready")
                #expect(server.supervisors.isEmpty)
            }
        }

        @Test("a frozen agent does not keep its task: the supervisor ends it with the lease, and it runs elsewhere")
        func agentFrozen() throws {
            try TestCluster.run(agents: 2) { cluster in
                try cluster.submit(cluster.witnessJob("alone", lease: .seconds(3)))
                let before = try cluster.runningOne("alone")
                _ = try cluster.witnessed("alone", attempts: 1)
                let server = try cluster.server(before.node)

                server.process?.signal(SIGSTOP)
                let after = try cluster.runningOne("alone") { $0.node != before.node }
                let witnesses = try cluster.witnessed("alone", attempts: 2)
                #expect(witnesses.passed && witnesses.attempts.count == 2, "\(witnesses)")
                #expect(!ProcessTable.isAlive(pid_t(before.supervisor)))

                server.process?.signal(SIGCONT)
                try cluster.node(server.name, is: "ready")
                let last = try cluster.runningOne("alone") { $0.supervisor == after.supervisor }
                #expect(last.attempt == after.attempt)
                #expect(try Witnesses.check(cluster.shared, name: "alone", arguments: ["--expect", "2"]).passed)
            }
        }

        @Test("when too many servers fall silent at once the brake holds, until a person lets it go on")
        func brake() throws {
            try TestCluster.run(agents: 4, brakeFloor: 1) { cluster in
                try cluster.submit(cluster.witnessJob("many", lease: .seconds(3), count: 4))
                let before = try cluster.running("many", count: 4)
                #expect(Set(before.map(\.node)).count == 4)
                _ = try cluster.witnessed("many", attempts: 4)
                for number in 1...3 { cluster.kill(try cluster.server("node-\(number)")) }

                let status = try eventually("the brake holds two verdicts") { () -> StatusView? in
                    let status = try cluster.client().view(.status).status
                    return status?.brakeHeld == 2 ? status : nil
                }
                #expect(status.nodesDown + status.nodesSuspect == 3)
                // One server may be given up; its task runs again, the two others wait.
                let survivors = try cluster.running("many", count: 2) { $0.node == "node-4" }
                #expect(survivors.filter { $0.attempt == 2 }.count == 1)

                try cluster.client().change(.releaseBrake(true))
                let after = try cluster.running("many", count: 4) { $0.node == "node-4" }
                #expect(after.filter { $0.attempt == 2 }.count == 3)
                #expect(try cluster.client().view(.status).status?.brakeHeld == 0)
            }
        }

        /// Stores one checkpoint; then waits until it is woken from a freeze, and tries to store another at once. With a third
        /// argument: only tries, with that token.
        static let checkpointing = """
            import os, sys, time
            sys.path.insert(0, sys.argv[1])
            from fenced_store import FencedStore, StaleToken, Token
            late = len(sys.argv) > 3
            store = FencedStore(sys.argv[2], Token.parse(sys.argv[3] if late else os.environ["MUSTER_TOKEN"]))
            try:
                if not late:
                    store.claim()
                store.save(1, {"step": 1})
                last = time.monotonic()
                while not late:
                    time.sleep(0.002)
                    now = time.monotonic()
                    if now - last > 1:
                        store.save(2, {"step": 2})
                    last = now
            except StaleToken as error:
                print(error)
                sys.exit(3)
            """

        /// Prints the token whose checkpoint a new attempt would go on from.
        static let newestToken = """
            import sys
            sys.path.insert(0, sys.argv[1])
            from fenced_store import FencedStore, Token
            print(FencedStore(sys.argv[2], Token(9, 9)).newest()[0])
            """

        static func text(_ token: Wire.Token?) -> String { "\(token?.generation ?? 0).\(token?.index ?? 0)" }

        static func checkpoints(_ store: String) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: store).filter { $0.hasPrefix("checkpoint-") }
        }
    }
}
