import Foundation
import Testing
import Wire

extension EndToEndTests {
    /// Drains of real servers: nothing of the work is lost, and no job loses more at a time than it tolerates.
    @Suite("Planned moves")
    struct PlannedMoveTests {
        private typealias Muster = CommandLineTests.Muster

        /// Runs what a spec says.
        private func run(_ spec: String, _ muster: Muster, _ cluster: TestCluster) throws {
            let file = cluster.directory + "/jobs.yaml"
            try spec.write(toFile: file, atomically: true, encoding: .utf8)
            let ended = try muster("job", "run", file)
            guard ended.status == 0 else { throw Failure("the jobs were refused: \(ended.output)") }
        }

        /// The line with the numbers at which a training arrives.
        private func result(_ output: String) -> String? {
            output.split(separator: "\n").map(String.init).first { $0.contains("final loss") }
                .flatMap { line in line.range(of: "final loss").map { String(line[$0.lowerBound...]) } }
        }

        @Test(
            "a server with a training and other work is drained: the training goes on elsewhere without a lost or repeated step",
            .enabled(if: Machine.python != nil, "python3 is not installed"))
        func trainingIsMoved() throws {
            let python = try #require(Machine.python)
            let train = Machine.root + "/examples/train"
            let epochs = 24
            let undisturbed = result(try Machine.must([python, train + "/train.py", "--epochs", "\(epochs)"]))
            #expect(undisturbed != nil)
            try TestCluster.run(agents: 3) { cluster in
                let muster = try Muster(cluster)
                let journal = cluster.shared + "/journal"
                try run(
                    """
                    job: train
                    command: ["\(python)", "\(train)/train.py", "--checkpoint-dir", "\(cluster.shared)/train", "--journal",
                        "\(journal)", "--epochs", "\(epochs)", "--seconds-per-epoch", "0.4"]
                    resources: { cpu: 200m, memory: 64Mi }
                    lease: 5s
                    checkpoint: { signal: USR1, grace: 20s, path: \(cluster.shared)/train }
                    """, muster, cluster)
                try cluster.submit(cluster.witnessJobs("load", lease: .seconds(3), count: 6))
                let before = try cluster.runningOne("train")
                try cluster.running("load", count: 6)
                try eventually("the training has done some steps") {
                    ((try? String(contentsOfFile: journal, encoding: .utf8)) ?? "").split(separator: "\n").count > 40
                }

                let drained = try muster("node", "drain", before.node, options: ["--wait", "--within", "60"])
                #expect(drained.status == 0, "\(drained.output)")
                #expect(drained.output.contains("\(before.node) is empty"), "\(drained.output)")
                #expect(try cluster.server(before.node).supervisors.isEmpty)
                let after = try cluster.runningOne("train")
                #expect(after.attempt == 2 && after.node != before.node)
                #expect(after.history.contains { $0.contains("checkpoint") }, "\(after.history)")
                #expect(try cluster.running("load", count: 6).allSatisfy { $0.node != before.node })

                let waited = try muster("job", "wait", "train", options: ["--within", "120"])
                #expect(waited.output.contains("train is complete"), "\(waited.output)")
                let steps = try Machine.run([python, train + "/check_journal.py", journal, "--steps", "\(epochs * 15)"])
                #expect(steps.status == 0 && steps.output.contains("by 2 attempts"), "\(steps.output)")
                #expect(result(try muster("job", "logs", "train").output) == undisturbed)
                for index in 0..<6 {
                    #expect(try Witnesses.check(cluster.shared, name: "load-\(index)").overlaps.isEmpty)
                }
            }
        }

        @Test(
            "a rack is drained at once: each job has as many out of action as it tolerates, and what tolerates none stays"
        )
        func rackIsDrained() throws {
            try TestCluster.run(agents: 4, labels: { ["rack": $0 <= 2 ? "r1" : "r2"] }) { cluster in
                let muster = try Muster(cluster)
                let service = "type: service\ncommand: [\"sleep\", \"1000\"]\nlease: 5s\n"
                try run(
                    """
                    job: pinned
                    \(service)constraints: { rack: r1 }
                    resources: { cpu: 100m }
                    ---
                    job: never
                    \(service)disruption: { at-most: 0 }
                    count: 4
                    resources: { cpu: 100m }
                    ---
                    job: one
                    \(service)disruption: { at-most: 1 }
                    count: 4
                    resources: { cpu: 100m }
                    ---
                    job: half
                    \(service)disruption: { at-most: 50% }
                    count: 4
                    resources: { cpu: 100m }
                    """, muster, cluster)
                let rack = Set(["node-1", "node-2"])
                for (job, count) in [("pinned", 1), ("never", 4), ("one", 4), ("half", 4)] {
                    let places = try cluster.running(job, count: count).map(\.node)
                    #expect(places.contains(where: rack.contains), "\(job) runs on \(places)")
                }

                let started = try muster("node", "drain", options: ["-t", "rack=r1"])
                #expect(started.status == 0 && started.output.contains("2 servers are draining"), "\(started.output)")
                var most: [String: Int] = [:]
                try eventually("what may move has moved") {
                    var isDone = true
                    for name in ["one", "half", "never", "pinned"] {
                        let tasks = try cluster.allocations(name)
                        most[name] = max(most[name] ?? 0, tasks.count { $0.state != "running" })
                        guard ["one", "half"].contains(name) else { continue }
                        isDone = isDone && tasks.allSatisfy { $0.state == "running" && !rack.contains($0.node) }
                    }
                    return isDone
                }
                #expect(most["one"] == 1, "\(most)")
                #expect((1...2).contains(most["half"] ?? 0), "\(most)")
                #expect(most["never"] == 0 && most["pinned"] == 0, "\(most)")

                let waited = try muster("node", "drain", options: ["-t", "rack=r1", "--wait", "--within", "1"])
                #expect(waited.status == 1)
                #expect(waited.output.contains("its job tolerates no planned move"), "\(waited.output)")
                #expect(
                    waited.output.contains("no other server that passes its rules has the room"), "\(waited.output)")
                let forced = try muster(
                    "node", "drain", options: ["-t", "rack=r1", "--force", "--wait", "--within", "60"])
                #expect(forced.status == 0, "\(forced.output)")
                for name in rack { #expect(try cluster.server(name).supervisors.isEmpty) }
                try cluster.running("never", count: 4) { !rack.contains($0.node) }
                #expect(try cluster.allocations("pinned")[0].state == "pending")

                #expect(try muster("node", "undrain", options: ["-t", "rack=r1"]).status == 0)
                #expect(rack.contains(try cluster.runningOne("pinned").node))
                #expect(try muster("node", "drain").status == 2)
                #expect(try muster("node", "drain", "node-9").output.contains("there is no server `node-9`"))
                #expect(try muster("node", "cordon", options: ["-t", "rack=r9"]).output.contains("no server matches"))
            }
        }
    }
}
