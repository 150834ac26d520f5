import Foundation
import Testing

extension EndToEndTests {
    /// From a task's control groups to what administrators are told of it.
    @Suite("What tasks use")
    struct AdviceTests {
        private typealias Muster = CommandLineTests.Muster

        private static let bytes = 48_000_000

        /// A task that burns what CPU it gets, which is 0.3 cores, and holds memory.
        private static let spec = """
            job: burn
            type: service
            command: ["/bin/sh", "-c", "x=$(head -c \(bytes) /dev/zero | tr '\\\\0' x); while :; do :; done"]
            resources: { cpu: 300m, memory: 512Mi }
            """

        @Test(
            "a task that burns CPU and holds memory is measured, by its job and by itself",
            .enabled(if: ControlGroups.areThere, ControlGroups.needed))
        func burner() throws {
            try TestCluster.run(agents: 2) { cluster in
                let muster = try Muster(cluster)
                let file = cluster.directory + "/jobs.yaml"
                try Self.spec.write(toFile: file, atomically: true, encoding: .utf8)
                let run = try muster("job", "run", file)
                #expect(run.status == 0, "\(run)")
                _ = try cluster.runningOne("burn")

                func advice() throws -> [String: Any]? {
                    (try muster.json("job", "advise", "burn")["advice"] as? [[String: Any]])?.first
                }
                let seen = try eventually("its use is told", within: 90, every: 500) { () -> [String: Any]? in
                    let advice = try advice()
                    let memory = (advice?["memory"] as? [String: Any])?["used_highest_bytes"] as? Int ?? 0
                    let cpu = (advice?["cpu"] as? [String: Any])?["used_highest_millicores"] as? Int ?? 0
                    return memory >= Self.bytes && cpu >= 50 ? advice : nil
                }
                let cpu = try #require(seen["cpu"] as? [String: Any])
                let memory = try #require(seen["memory"] as? [String: Any])
                #expect(seen["job"] as? String == "burn" && seen["live_tasks"] as? Int == 1, "\(seen)")
                #expect(seen["measured_runs"] as? Int == 1, "\(seen)")
                // It gets no more than its limit, but for a period or two at the ends of a window.
                #expect(try #require(cpu["used_highest_millicores"] as? Int) <= 400, "\(seen)")
                #expect(cpu["requested_millicores"] as? Int == 300, "\(seen)")
                #expect(try #require(memory["used_highest_bytes"] as? Int) <= 512 << 20, "\(seen)")
                // A minute says too little.
                #expect(cpu["verdict"] as? String == "unknown" && memory["verdict"] as? String == "unknown", "\(seen)")
                #expect(cpu["proposed_millicores"] as? Int == 300 && memory["frees_bytes"] as? Int == 0, "\(seen)")

                let text = try muster("job", "advise", "burn")
                #expect(text.status == 0 && text.output.contains("Too little was seen"), "\(text)")
                let list = try muster("job", "advise")
                #expect(list.status == 0 && list.output.contains("burn"), "\(list)")
                let missing = try muster("job", "advise", "nothing")
                #expect(missing.status == 1 && missing.output.contains("there is no job `nothing`"), "\(missing)")

                let shown = try muster.json("job", "show", "burn")
                let tasks = (shown["jobs"] as? [[String: Any]])?.first?["allocations"] as? [[String: Any]]
                let task = try #require(tasks?.first)
                #expect((task["cpu_millicores_used"] as? Double ?? 0) > 0, "\(task)")
                #expect((task["memory_bytes_used"] as? Double ?? 0) >= Double(Self.bytes), "\(task)")
            }
        }
    }
}
