import Determinism
import Fleet
import Glibc
import Testing
import Wire

extension EndToEndTests {
    /// A server on whose disk nothing can be written any more.
    @Suite("Full disks of servers")
    struct FullServerDiskTests {
        @Test("a task goes on while its server's disk is full, and what ends there starts again where there is room")
        func fullDisk() throws {
            try TestCluster.run(agents: 2) { cluster in
                let server = try cluster.server("node-1")
                let state = server.directory + "/state"
                let session = try cluster.client().view(.node, "node-1").nodes.first?.sessionNonce
                server.process?.kill()
                try #require(mount("test", state, "tmpfs", 0, "size=2m,mode=700") == 0)
                defer {
                    // The cluster's own end finds an ordinary directory.
                    server.process?.kill()
                    for pid in server.supervisors { Glibc.kill(pid, SIGKILL) }
                    umount2(state, Int32(MNT_DETACH))
                }
                try cluster.startAgent(server)
                try eventually("the agent is back on its small disk") {
                    let node = try cluster.client().view(.node, "node-1").nodes.first
                    return node?.state == "ready" && node?.sessionNonce != session
                }
                let lease = Span.seconds(3)
                try cluster.client().change(.setEligibility(SetEligibility(node: "node-2", eligibility: 1)))
                try cluster.submit(cluster.witnessJob("kept", lease: lease))
                let before = try cluster.runningOne("kept")
                try #require(before.node == "node-1")
                try cluster.client().change(.setEligibility(SetEligibility(node: "node-2", eligibility: 0)))
                _ = try cluster.witnessed("kept", attempts: 1)
                try Self.fill(state)

                let identity = ProcessTable.identity(pid_t(before.supervisor))
                let full = monotonicNow()
                while monotonicNow() < full + UInt64(lease.nanoseconds) + 1_000_000_000 {
                    try #require(ProcessTable.identity(pid_t(before.supervisor)) == identity)
                    usleep(100_000)
                }
                Glibc.kill(pid_t(before.supervisor), SIGKILL)
                let after = try cluster.runningOne("kept", within: 10) { $0.node == "node-2" }
                // A few attempts may have been tried where the files of the first one were.
                #expect(after.attempt <= before.attempt + 4, "\(after.history)")
                #expect(
                    after.history.allSatisfy { !$0.contains("recorded") }, "room was kept for the record of the end")
                print("full disk: \(after.history)")
                let witnesses = try cluster.witnessed("kept", attempts: 2)
                #expect(witnesses.passed, "\(witnesses)")
            }
        }

        /// Writes until there is no room left.
        private static func fill(_ directory: String) throws {
            let file = open(directory + "/filler", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
            try #require(file >= 0)
            defer { close(file) }
            for size in [65_536, 4_096, 1] {
                let bytes = [UInt8](repeating: 0, count: size)
                while write(file, bytes, size) > 0 {}
            }
            try #require(errno == ENOSPC)
        }
    }
}
