import Foundation
import Testing
import Wire

extension EndToEndTests {
    /// Jobs that wait for each other, and a job that has only so much time, with real processes.
    @Suite("Order and time of jobs")
    struct JobOrderTests {
        private typealias Muster = CommandLineTests.Muster

        @Test(
            "a job runs once the other has completed, a time limit ends a task, and what waited for that one is cancelled"
        )
        func order() throws {
            try TestCluster.run(agents: 1) { cluster in
                let muster = try Muster(cluster)
                let (gate, written) = (cluster.shared + "/gate", cluster.shared + "/written")
                let file = cluster.directory + "/jobs.yaml"
                try """
                job: first
                command: ["/bin/sh", "-c", "until [ -e \(gate) ]; do sleep 0.05; done; echo by the first > \(written)"]
                ---
                job: second
                command: ["/bin/sh", "-c", "cat \(written); echo task $MUSTER_INDEX of $MUSTER_COUNT"]
                after: { ok: [first] }
                ---
                job: endless
                command: ["sleep", "1000"]
                time-limit: 1s
                stop: { grace: 5s }
                ---
                job: never
                command: ["true"]
                after: { ok: [endless] }
                """.write(toFile: file, atomically: true, encoding: .utf8)
                let run = try muster("job", "run", file)
                #expect(run.status == 0 && run.output.contains("waits for job first to complete"), "\(run)")

                // The time limit ends one job while the other cannot end.
                let limited = try muster("job", "wait", "endless", options: ["--within", "60"])
                #expect(limited.status == 1 && limited.output.contains("too little time (time limit)"), "\(limited)")
                let endless = try cluster.allocations("endless")
                #expect(endless.map(\.attempt) == [1])
                #expect(endless.map(\.end) == ["ended by its time limit by signal 15"])
                let cancelled = try muster("job", "wait", "never", options: ["--within", "60"])
                #expect(cancelled.status == 1 && cancelled.output.contains("never was cancelled"), "\(cancelled)")
                let reason = "it waited for job endless to complete, and that job ran into its time limit"
                #expect(try muster("job", "show", "never").output.contains("cancelled: \(reason)"))
                #expect(try cluster.allocations("never").map(\.attempt) == [0])

                let first = try cluster.runningOne("first")
                #expect(try cluster.server(first.node).supervisors == [pid_t(truncatingIfNeeded: first.supervisor)])
                let why = try muster("job", "why", "second")
                #expect(why.output.contains("second[0] waits for job first to complete"), "\(why)")
                #expect(why.output.contains("first has 1 of 1 tasks left, 1 of these at work"), "\(why)")
                #expect(try cluster.allocations("second").map(\.attempt) == [0])
                try "".write(toFile: gate, atomically: true, encoding: .utf8)
                let waited = try muster("job", "wait", "second", options: ["--within", "60"])
                #expect(waited.status == 0 && waited.output.contains("second is complete"), "\(waited)")
                let logs = try muster("job", "logs", "second").output
                #expect(logs.contains("by the first") && logs.contains("task 0 of 1"), "\(logs)")
                let ended = try cluster.allocations("first").map(\.endedAt)
                #expect(try cluster.allocations("second").map(\.assignedAt).first ?? 0 >= ended.first ?? .max)
            }
        }
    }
}
