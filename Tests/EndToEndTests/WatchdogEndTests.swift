import Determinism
import Foundation
import Glibc
import Testing
import Wire

extension EndToEndTests {
    /// An agent with a watchdog, which is played by a file.
    @Suite("The watchdog")
    struct WatchdogEndTests {
        @Test(
            "it is petted while the agent turns, left alone when something is not dead for too long, and disarmed at a clean end only",
            .enabled(
                if: Freezer.isThere, "needs root and a writable v1 freezer hierarchy below /sys/fs/cgroup/freezer"))
        func lifeOfAWatchdog() throws {
            try TestCluster.run(agents: 1) { cluster in
                let server = cluster.servers[0]
                let device = server.directory + "/watchdog"
                func said() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: device)) }
                func begin() throws {
                    try Data().write(to: URL(fileURLWithPath: device))
                    try cluster.startAgent(server)
                    try eventually("the watchdog is petted") { try said().count >= 3 }
                    try cluster.node(server.name, is: "ready", within: 60)
                }
                server.process?.signal(SIGTERM)
                #expect(server.process?.waitForEnd() == 0)
                let file = server.directory + "/agent.conf"
                try
                    (String(contentsOfFile: file, encoding: .utf8)
                    + "watchdog = watchdog\nwatchdog_timeout = 1s\nwatchdog_not_dead = 1s\n")
                    .write(toFile: file, atomically: true, encoding: .utf8)

                try begin()
                server.process?.signal(SIGTERM)
                #expect(server.process?.waitForEnd() == 0)
                #expect(try said().last == UInt8(ascii: "V"), "a clean end disarms it")

                try begin()
                server.process?.kill()
                #expect(try said().last == 0, "a crash leaves it armed")

                try begin()
                try cluster.submit(cluster.witnessJob("stuck", lease: .seconds(4)))
                let stuck = try cluster.runningOne("stuck")
                _ = try cluster.witnessed("stuck", attempts: 1)
                let freezer = try Freezer(holding: cluster.taskProcesses(stuck))
                defer { freezer.thaw() }
                var next = cluster.witnessJob("stuck", lease: .seconds(4))
                next.environment["VERSION"] = "2"
                try cluster.submit(next)
                try eventually("the machine is left to its watchdog") {
                    try String(contentsOfFile: server.log, encoding: .utf8).contains("is left to its watchdog")
                }
                let last = try said().count
                let end = monotonicNow() + 1_500_000_000
                while monotonicNow() < end {
                    #expect(try said().count == last, "nothing is said any more")
                    usleep(100_000)
                }
                // It would be reset now. Here the task is let go, and all is well again.
                freezer.thaw()
                try eventually("it is petted again") { try said().count > last }
                #expect(try said().last == 0)
            }
        }
    }
}
