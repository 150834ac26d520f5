import Foundation
import Testing

extension EndToEndTests {
    /// A job that is held and released, with real processes.
    @Suite("Held jobs")
    struct HeldJobTests {
        @Test("a held job saves its work and ends, stays away until it is released, and then goes on")
        func holdAndRelease() throws {
            try TestCluster.run(agents: 2) { cluster in
                let muster = try CommandLineTests.Muster(cluster)
                let saved = cluster.shared + "/saved"
                let file = cluster.directory + "/jobs.yaml"
                try """
                job: train
                command: ["/bin/sh", "-c", "trap 'echo saved >> \(saved); touch $MUSTER_CHECKPOINT_DONE' USR1; while :; do sleep 0.1; done"]
                resources: { cpu: 100m, memory: 32Mi }
                lease: 5s
                checkpoint: { signal: USR1, grace: 30s }
                """.write(toFile: file, atomically: true, encoding: .utf8)
                #expect(try muster("job", "run", file).status == 0)
                let first = try cluster.runningOne("train")

                let held = try muster("job", "hold", "train", options: ["--reason", "the data is wrong"])
                #expect(held.status == 0 && held.output.contains("1 of its tasks is asked to end"), "\(held)")
                #expect(try muster("job", "hold", "train").output.contains("already"))
                try eventually("nothing of it is left") {
                    try cluster.server(first.node).supervisors.isEmpty
                        && cluster.allocations("train").map(\.state) == ["pending"]
                }
                #expect(try String(contentsOfFile: saved, encoding: .utf8) == "saved\n")
                let ended = try #require(try cluster.allocations("train").first)
                #expect(
                    ended.end.contains("since its job was held") && ended.end.contains("checkpoint"), "\(ended)")
                let why = try muster("job", "why", "train").output
                #expect(why.contains("the data is wrong") && why.contains("muster job release train"), "\(why)")
                #expect(try muster("job", "list").output.contains("held"))
                // A new version is placed as little as the old one was.
                let again = try String(contentsOfFile: file, encoding: .utf8)
                    .replacingOccurrences(of: "cpu: 100m", with: "cpu: 200m")
                try again.write(toFile: file, atomically: true, encoding: .utf8)
                let revised = try muster("job", "run", file)
                #expect(revised.status == 0 && revised.output.contains("still held"), "\(revised)")
                let other = file + ".other"
                try "job: other\ncommand: [\"true\"]\n".write(toFile: other, atomically: true, encoding: .utf8)
                #expect(try muster("job", "run", other).status == 0)
                #expect(try muster("job", "wait", "other", options: ["--within", "60"]).status == 0)
                #expect(try cluster.allocations("train").map(\.attempt) == [1])

                #expect(try muster("job", "release", "train").status == 0)
                let second = try cluster.runningOne("train") { $0.attempt == 2 }
                #expect(second.attempt == 2)
                let history = try muster("job", "why", "train", options: ["--history"]).output
                let steps = [
                    "submitted by root (by now it is version 2)", "attempt 1 placed on \(first.node)",
                    "attempt 1 runs",
                    "attempt 1 ended by signal 15 since its job was held", "attempt 2 placed on \(second.node)",
                    "attempt 2 runs",
                ]
                var rest = history[...]
                for step in steps {
                    let found = try #require(rest.range(of: step), "`\(step)` in its turn: \(history)")
                    rest = rest[found.upperBound...]
                }
                let audit = try muster("audit", "list").output
                #expect(
                    audit.contains("job hold train because the data is wrong") && audit.contains("job release train"))
            }
        }
    }
}
