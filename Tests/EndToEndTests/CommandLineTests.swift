import Foundation
import Settings
import Testing

extension EndToEndTests {
    /// The program `muster` against a real cluster: what it says, and what it tells the shell.
    @Suite("The command line")
    struct CommandLineTests {
        /// `muster` as the administrator of one cluster.
        struct Muster {
            let program: String
            let configuration: String

            init(_ cluster: TestCluster) throws {
                program = try Machine.program("muster")
                configuration = cluster.directory + "/client.conf"
                try cluster.administrator.store(cluster.directory + "/key")
                try ClientConfiguration(coordinators: cluster.coordinators.map(\.endpoint), keyFile: "key").text
                    .write(toFile: configuration, atomically: true, encoding: .utf8)
            }

            func callAsFunction(_ words: String..., options: [String] = [], command: [String] = []) throws
                -> Machine.Ended
            {
                let rest = command.isEmpty ? [] : ["--"] + command
                return try Machine.run([program] + words + ["--config", configuration] + options + rest)
            }

            /// The JSON document that a command prints.
            func json(_ words: String..., command: [String] = []) throws -> [String: Any] {
                let rest = command.isEmpty ? [] : ["--"] + command
                let ended = try Machine.run([program] + words + ["--config", configuration, "-o", "json"] + rest)
                guard ended.status == 0,
                    let object = try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any]
                else { throw Failure("\(words) ended with \(ended.status): \(ended.output)") }
                return object
            }
        }

        @Test("jobs are run, shown, waited for, read and stopped, and mistakes are told with line and column")
        func jobs() throws {
            try TestCluster.run(agents: 2) { cluster in
                let muster = try Muster(cluster)
                let status = try muster.json("status")
                #expect((status["nodes"] as? [String: Any])?["ready"] as? Int == 2)

                let file = cluster.directory + "/jobs.yaml"
                try """
                job: greet
                command: ["/bin/sh", "-c", "echo good morning"]
                ---
                job: fail
                command: ["/bin/sh", "-c", "exit 3"]
                restart: { policy: never }
                ---
                job: stay
                type: service
                command: ["sleep", "1000"]
                lease: 5s
                """.write(toFile: file, atomically: true, encoding: .utf8)
                let run = try muster("job", "run", file)
                #expect(run.status == 0, "\(run)")

                let greeted = try muster("job", "wait", "greet")
                #expect(greeted.status == 0 && greeted.output.contains("complete"), "\(greeted)")
                let logs = try muster("job", "logs", "greet")
                #expect(logs.status == 0 && logs.output.contains("good morning"), "\(logs)")
                let failed = try muster("job", "wait", "fail")
                #expect(failed.status == 1 && failed.output.contains("fail"), "\(failed)")

                _ = try cluster.runningOne("stay")
                let shown = try muster.json("job", "show", "stay")
                let job = (shown["jobs"] as? [[String: Any]])?.first
                #expect(job?["state"] as? String == "running")
                #expect((job?["allocations"] as? [[String: Any]])?.first?["attempt"] as? Int == 1)
                #expect(try muster("job", "stop", "stay").status == 0)
                #expect(try muster("job", "wait", "stay").status == 0)

                try "job: bad\ncommand: [\"true\"]\npriority: high\n".write(
                    toFile: file, atomically: true, encoding: .utf8)
                let bad = try muster("job", "run", file)
                #expect(bad.status == 1 && bad.output.contains("\(file):3:"), "\(bad)")
                let missing = try muster("job", "show", "nobody")
                #expect(missing.status == 1 && missing.output.contains("nobody"), "\(missing)")
                #expect(try muster("job", "shwo").status == 2)

                let audit = try muster("audit", "list", options: ["-o", "json"])
                #expect(audit.status == 0 && audit.output.contains("stay"), "\(audit)")
            }
        }

        @Test("commands tell success, failure and servers that do not answer apart")
        func commands() throws {
            try TestCluster.run(agents: 2) { cluster in
                let muster = try Muster(cluster)
                let good = try muster("exec", "-t", "*", command: ["/bin/sh", "-c", "echo here"])
                #expect(good.status == 0, "\(good)")
                for server in ["node-1", "node-2"] { #expect(good.output.contains("\(server): here"), "\(good)") }
                let document = try muster.json("exec", "-t", "node-2", command: ["/bin/echo", "one"])
                let runs = document["runs"] as? [[String: Any]]
                #expect(runs?.count == 1 && runs?.first?["stdout"] as? String == "one\n", "\(document)")
                #expect(try muster("exec", "-t", "*", command: ["/bin/sh", "-c", "exit 5"]).status == 1)
                #expect(try muster("exec", "-t", "nowhere", command: ["true"]).status == 1)
                #expect(try muster("exec", "-t", "*").status == 2)

                cluster.kill(try cluster.server("node-2"))
                try cluster.node("node-2", is: "down")
                let silent = try muster("exec", "-t", "*", command: ["true"])
                #expect(silent.status == 3 && silent.output.contains("node-2"), "\(silent)")
            }
        }

        @Test("a cluster that cannot answer is told apart, in one sentence and within its time")
        func unreachable() throws {
            try TestCluster.run(agents: 1) { cluster in
                let muster = try Muster(cluster)
                let followers = try cluster.followers()
                for follower in followers { follower.process?.kill() }
                for _ in 0..<2 {
                    let asked = monotonicNow()
                    let majority = try muster("status", options: ["--timeout", "4"])
                    #expect(majority.status == 4 && majority.output.hasPrefix("muster: "), "\(majority)")
                    #expect(majority.output.split(separator: "\n").count == 1, "\(majority)")
                    #expect(monotonicNow() - asked < 15_000_000_000)
                }
                for coordinator in cluster.coordinators { coordinator.process?.kill() }
                let all = try muster("job", "stop", "any", options: ["--timeout", "2"])
                #expect(all.status == 4 && all.output.hasPrefix("muster: "), "\(all)")
            }
        }
    }
}
