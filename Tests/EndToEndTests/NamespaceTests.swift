import Foundation
import Testing

extension EndToEndTests {
    /// Quotas and usage, as an administrator sees them.
    @Suite("Namespaces")
    struct NamespaceTests {
        @Test("a quota keeps work waiting and says so, and what was used is told and exported")
        func quotasAndUsage() throws {
            try TestCluster.run(agents: 1) { cluster in
                let muster = try CommandLineTests.Muster(cluster)
                let set = try muster("quota", "set", "research", options: ["--burst", "tasks=1,cpu=2", "--share", "3"])
                #expect(set.status == 0, "\(set)")
                #expect(try muster("quota", "set", "research", options: ["--burst", "disks=1"]).status == 2)
                let inverted = try muster(
                    "quota", "set", "research", options: ["--guaranteed", "cpu=3", "--burst", "cpu=2"])
                #expect(inverted.status == 1 && inverted.output.contains("more cpu are guaranteed"), "\(inverted)")

                let file = cluster.directory + "/jobs.yaml"
                try """
                job: first
                namespace: research
                command: ["sleep", "1000"]
                resources: { cpu: 500m, memory: 64Mi }
                ---
                job: second
                namespace: research
                command: ["true"]
                resources: { cpu: 500m, memory: 64Mi }
                """.write(toFile: file, atomically: true, encoding: .utf8)
                #expect(try muster("job", "run", file).status == 0)
                let why = try muster("job", "why", "research/second")
                #expect(why.output.contains("namespace research is at its quota: 1 of 1 task"), "\(why)")

                #expect(try muster("job", "stop", "research/first").status == 0)
                let done = try muster("job", "wait", "research/second")
                #expect(done.status == 0, "\(done)")
                let usage = try muster.json("report", "usage")
                let row = (usage["usage"] as? [[String: Any]])?.first
                #expect(row?["namespace"] as? String == "research" && row?["ended"] as? Int == 2, "\(usage)")
                let export = try muster("report", "usage", "--sacct", options: ["-n", "research"]).output
                let lines = export.split(separator: "\n").map {
                    $0.split(separator: "|", omittingEmptySubsequences: false)
                }
                let second = lines.first { $0.count > 6 && $0[2] == "second" }
                #expect(lines.first?.first == "JobID" && second?.count == lines.first?.count, "\(export)")
                #expect(second?[4] == "research" && second?[6] == "COMPLETED" && second?[7] == "0:0", "\(export)")
                #expect(lines.contains { $0.count > 6 && $0[2] == "first" && $0[6] == "CANCELLED" }, "\(export)")

                let quotas = try muster.json("quota", "list")
                let listed = (quotas["quotas"] as? [[String: Any]])?.first { $0["namespace"] as? String == "research" }
                #expect(listed?["share"] as? Int == 3, "\(quotas)")
                #expect(try muster("quota", "half-life", "2d").status == 0)
                #expect(try muster("quota", "delete", "research").status == 0)
            }
        }
    }
}
