import Determinism
import Fleet
import Foundation
import Testing
import Wire

extension EndToEndTests {
    /// What a BMC says shortens leases, and what it does releases what cannot be killed.
    @Suite("Power")
    struct PowerEvidenceTests {
        @Test(
            "power that is off moves the work of a silent server well before its lease; power that is on moves nothing")
        func powerCut() throws {
            try TestCluster.run(agents: 2) { cluster in
                let bmc = try SimulatedBMC(cluster)
                let client = try cluster.client()
                try cluster.submit(cluster.witnessJob("cut", lease: .seconds(60)))
                let before = try cluster.runningOne("cut")
                _ = try cluster.witnessed("cut", attempts: 1)
                let server = try cluster.server(before.node)
                try client.change(
                    .setBmc(
                        SetBmc(
                            node: server.name, agent: "fence_simulated",
                            options: [Pair(name: "plug", value: server.name)], secret: "rack")))

                // Its agent is gone, and the task runs on: the BMC says that there is power, and nothing moves.
                server.process?.kill()
                try eventually("the leader has read that there is power") {
                    try client.view(.node, server.name).nodes.first?.bmc?.reading == "on"
                }
                #expect(try cluster.allocations("cut").first?.attempt == before.attempt)
                #expect(ProcessTable.isAlive(pid_t(before.supervisor)))

                // The power is cut, and a little later the BMC has noticed.
                cluster.kill(server)
                let cut = monotonicNow()
                try bmc.set(server.name, "off")
                let after = try cluster.runningOne("cut") { $0.node != before.node }
                print(
                    "power cut, BMC says off (lease 60 s): runs elsewhere \((monotonicNow() - cut) / 1_000_000) ms later"
                )
                #expect(after.attempt == before.attempt + 1)
                #expect(after.history.last?.contains("has no power") == true, "\(after.history)")
                let witnesses = try cluster.witnessed("cut", attempts: 2)
                #expect(witnesses.passed && witnesses.attempts.count == 2, "\(witnesses)")

                // It comes back, and its BMC's word of before means nothing for its new life.
                try bmc.set(server.name, "on")
                try cluster.startAgent(server)
                try cluster.node(server.name, is: "ready", within: 60)
                try requireSecrecy(cluster)
            }
        }

        @Test(
            "a task that cannot be killed is released by fencing: no person's word, the session is over, power comes back",
            .enabled(
                if: Freezer.isThere, "needs root and a writable v1 freezer hierarchy below /sys/fs/cgroup/freezer"))
        func fencing() throws {
            try TestCluster.run(agents: 2) { cluster in
                let bmc = try SimulatedBMC(cluster)
                let muster = try CommandLineTests.Muster(cluster)
                try cluster.client().change(.setEligibility(SetEligibility(node: "node-2", eligibility: 1)))
                try cluster.submit(cluster.witnessJob("stuck", lease: .seconds(4)))
                let stuck = try cluster.runningOne("stuck")
                _ = try cluster.witnessed("stuck", attempts: 1)
                try cluster.client().change(.setEligibility(SetEligibility(node: "node-2", eligibility: 0)))
                let server = try cluster.server("node-1")

                let broken = try muster(
                    "node", "bmc", "set", "node-1", options: ["--agent", "fence_simulated", "--option", "password=x"])
                #expect(broken.status == 1 && broken.output.contains("--password-file"), "\(broken.output)")
                let set = try muster(
                    "node", "bmc", "set", "node-1",
                    options: [
                        "--agent", "fence_simulated", "--option", "plug=node-1", "--password-file", "rack",
                        "--fence-after", "2s",
                    ])
                #expect(set.status == 0, "\(set.output)")
                let status = try muster("node", "power", "status", "node-1")
                #expect(status.status == 0 && status.output.contains("on"), "\(status.output)")
                try bmc.set("node-1", "broken")
                let unknown = try muster("node", "bmc", "test", "node-1")
                #expect(unknown.status == 1 && unknown.output.contains("failed with 1"), "\(unknown.output)")
                try bmc.set("node-1", "on")

                let freezer = try Freezer(holding: cluster.taskProcesses(stuck))
                defer { freezer.thaw() }
                var next = cluster.witnessJob("stuck", lease: .seconds(4))
                next.environment["VERSION"] = "2"
                try cluster.submit(next)
                try eventually("it is reported as not dead") {
                    try cluster.allocations("stuck").first?.state == "not dead"
                }
                try eventually("the server is asked to lose its power") { bmc.isAskedToFall("node-1") }
                #expect(try cluster.allocations("stuck").first?.attempt == stuck.attempt)
                #expect(try muster("node", "bmc", "show").output.contains("power off"))
                // What losing power does.
                cluster.kill(server)
                freezer.thaw()
                try eventually("the old task is gone") { freezer.isEmpty }
                try bmc.set("node-1", "off")
                let moved = try cluster.runningOne("stuck") { $0.node == "node-2" }
                #expect(moved.attempt == stuck.attempt + 1)
                let witnesses = try cluster.witnessed("stuck", attempts: 2)
                #expect(witnesses.passed && witnesses.attempts.count == 2, "\(witnesses)")

                try eventually("the order is over") {
                    try cluster.client().view(.node, "node-1").nodes.first?.bmc?.outcome == "power off: done"
                }
                let on = try muster("node", "power", "on", "node-1")
                #expect(on.status == 0 && on.output.contains("power on: done"), "\(on.output)")
                #expect(try bmc.power("node-1") == "on")
                try cluster.startAgent(server)
                try cluster.node("node-1", is: "ready", within: 60)
                #expect(try muster("node", "bmc", "remove", "node-1").status == 0)
                try requireSecrecy(cluster)
            }
        }

        /// The password stands nowhere but in its file.
        private func requireSecrecy(_ cluster: TestCluster) throws {
            let audit = try cluster.client().view(.audit)
            #expect(!"\(audit)".contains(SimulatedBMC.password))
            for coordinator in cluster.coordinators {
                let log = try String(contentsOfFile: coordinator.log, encoding: .utf8)
                #expect(!log.contains(SimulatedBMC.password))
            }
        }
    }
}
