import Foundation
import Testing

extension EndToEndTests {
    /// What is moved for the load's sake, with real processes. Moves themselves need minutes of telemetry: the scheduler's tests and
    /// the simulator have them.
    @Suite("Moves for the load's sake")
    struct RebalanceTests {
        @Test("what is wanted is set in parts and shown, and a plan says of how many servers too little is known")
        func terms() throws {
            try TestCluster.run(agents: 2) { cluster in
                let muster = try CommandLineTests.Muster(cluster)
                let first = try muster.json("rebalance", "show")
                #expect(first["relieve"] as? Bool == false && first["consolidate"] as? Bool == false, "\(first)")
                #expect(first["moves_at_once"] as? Int == 4, "\(first)")
                let set = try muster("rebalance", "set", options: ["--relieve", "on"])
                #expect(set.status == 0 && set.output.contains("tasks are moved off overloaded servers"), "\(set)")
                #expect(try muster("rebalance", "set", options: ["--moves-at-once", "9"]).status == 0)
                let second = try muster.json("rebalance", "show")
                #expect(second["relieve"] as? Bool == true && second["moves_at_once"] as? Int == 9, "\(second)")
                let refused = try muster("rebalance", "set", options: ["--moves-at-once", "65"])
                #expect(refused.status == 1 && refused.output.contains("65 is not within 1 to 64"), "\(refused)")
                let plan = try muster("rebalance", "plan")
                #expect(plan.status == 0 && plan.output.contains("nothing would be moved"), "\(plan)")
                #expect(plan.output.contains("2 of 2 servers are left out"), "\(plan)")
                #expect(try muster("audit", "list").output.contains("rebalance set all"))
            }
        }
    }
}
