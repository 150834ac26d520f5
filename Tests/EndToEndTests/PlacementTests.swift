import Determinism
import Fleet
import Testing
import Wire

extension EndToEndTests {
    /// What administrators and priorities do to where work runs.
    @Suite("Placement")
    struct PlacementTests {
        private func set(_ eligibility: Eligibility, _ node: String, _ cluster: TestCluster) throws {
            try cluster.client().change(
                .setEligibility(SetEligibility(node: node, eligibility: UInt32(eligibility.rawValue))))
        }

        @Test("a drained server is emptied, a cordoned one keeps what it has, and neither gets anything new")
        func drainAndCordon() throws {
            try TestCluster.run(agents: 3) { cluster in
                try cluster.submit(cluster.witnessJob("spread", count: 3))
                let before = try cluster.running("spread", count: 3)
                #expect(Set(before.map(\.node)).count == 3, "replicas are spread: \(before.map(\.node))")

                try set(.draining, "node-1", cluster)
                try set(.cordoned, "node-2", cluster)
                let after = try cluster.running("spread", count: 3) { $0.node != "node-1" }
                let kept = before.first { $0.node == "node-2" }
                #expect(after.contains { $0.node == "node-2" && $0.supervisor == kept?.supervisor })
                #expect(try cluster.server("node-1").supervisors.isEmpty)
                try cluster.submit(cluster.witnessJob("new", count: 3))
                #expect(try cluster.running("new", count: 3).allSatisfy { $0.node == "node-3" })

                try set(.eligible, "node-1", cluster)
                try cluster.submit(cluster.witnessJob("back", cpu: 800))
                #expect(try cluster.runningOne("back").node == "node-1")
            }
        }

        @Test("a job of high priority takes the place of one of low priority, which runs again when there is room")
        func preemption() throws {
            try TestCluster.run(agents: 1) { cluster in
                try cluster.submit(cluster.witnessJob("low", priority: 10, cpu: 800))
                let before = try cluster.runningOne("low")
                _ = try cluster.witnessed("low", attempts: 1)
                try cluster.submit(cluster.witnessJob("high", priority: 90, cpu: 800))
                _ = try cluster.runningOne("high")
                let displaced = try cluster.allocations("low")[0]
                #expect(displaced.state == "pending" && displaced.end.contains("preempted"), "\(displaced)")
                try cluster.submit(cluster.witnessJob("equal", priority: 90, cpu: 800))

                try cluster.client().change(.stopJob(JobRef(namespaceName: "default", name: "equal")))
                try cluster.client().change(.stopJob(JobRef(namespaceName: "default", name: "high")))
                let after = try cluster.runningOne("low")
                #expect(after.attempt == before.attempt + 1)
                #expect(try cluster.allocations("equal").allSatisfy { $0.attempt == 0 })
                let witnesses = try cluster.witnessed("low", attempts: 2)
                #expect(witnesses.passed, "\(witnesses)")
            }
        }

        @Test("a pool that is kept by a rule loses its standby to the work of a killed server, and gets another")
        func refilledPool() throws {
            try TestCluster.run(agents: 4) { cluster in
                try cluster.submit(cluster.witnessJob("first", lease: .seconds(3), cpu: 800))
                let before = try cluster.runningOne("first")
                _ = try cluster.witnessed("first", attempts: 1)
                // A server of its own class works, and leaves no room beside the standby.
                try cluster.submit(cluster.witnessJob("second", cpu: 800))
                let second = try cluster.runningOne("second")
                let idle = (1...4).map { "node-\($0)" }.filter { $0 != before.node && $0 != second.node }
                try cluster.client().change(.setPoolRule(SetPoolRule(name: "spare", target: "*", size: 1)))
                func pool() throws -> PoolView? { try cluster.client().view(.pools).pools.first { $0.name == "spare" } }
                let standby = try eventually("the pool has a standby") { try pool()?.nodes.first }
                #expect(idle.contains(standby))
                let last = try #require(idle.first { $0 != standby })
                try cluster.submit(cluster.witnessJob("third", cpu: 800))
                #expect(try cluster.runningOne("third").node == last)

                cluster.kill(try cluster.server(before.node))
                let after = try cluster.runningOne("first") { $0.node == standby }
                #expect(after.failover)
                let short = try #require(try cluster.client().view(.status).status?.poolsShort)
                #expect(short == ["spare (0 of 1)"])
                let report = try cluster.client().view(.failures).failures
                #expect(report.first?.losses == 1 && report.first?.count == 4, "\(report)")
                #expect(report.contains { $0.subject.hasPrefix("service jobs, lease up to 5 s") && $0.losses == 1 })

                // Somebody becomes idle: the pool has a standby again, and what was used is an ordinary server.
                try cluster.client().change(.stopJob(JobRef(namespaceName: "default", name: "third")))
                let refilled = try eventually("the pool is refilled") {
                    try pool().flatMap { $0.nodes == [last] && $0.free == 1 ? $0 : nil }
                }
                #expect(refilled.rule?.wanted == 1 && refilled.rule?.losses == 1)
                #expect(try cluster.client().view(.status).status?.poolsShort == [])
                let witnesses = try cluster.witnessed("first", attempts: 2)
                #expect(witnesses.passed && witnesses.attempts.count == 2, "\(witnesses)")
            }
        }

        @Test("a standby takes the work of a lost server, and no other")
        func standby() throws {
            try TestCluster.run(agents: 2) { cluster in
                try cluster.client().change(.setPool(SetPool(name: "standby", nodes: ["node-2"])))
                try cluster.submit(cluster.witnessJob("first", lease: .seconds(3), cpu: 600))
                let before = try cluster.runningOne("first")
                #expect(before.node == "node-1")
                _ = try cluster.witnessed("first", attempts: 1)
                try cluster.submit(cluster.witnessJob("second", priority: 40, cpu: 600))
                let why = try eventually("it is known why the second job waits") {
                    try cluster.client().view(.why, "second").whys.first
                }
                #expect(why.allocation?.state == "pending")
                #expect(why.removed.contains { $0.rule.contains("standby") }, "\(why)")

                cluster.kill(try cluster.server("node-1"))
                let after = try cluster.runningOne("first") { $0.node == "node-2" }
                #expect(after.failover)
                #expect(try cluster.allocations("second").allSatisfy { $0.state == "pending" && $0.attempt == 0 })
                let witnesses = try cluster.witnessed("first", attempts: 2)
                #expect(witnesses.passed && witnesses.attempts.count == 2, "\(witnesses)")
            }
        }
    }
}
