import Testing
import Wire

@testable import CLI

@Suite("JSON documents keep their fields")
struct JSONTests {
    @Test("an allocation")
    func allocation() throws {
        let view = AllocationView(
            id: 4, namespaceName: "default", job: "web", index: 1, state: "running", attempt: 2, node: "node-3",
            token: Token(generation: 1, index: 90), assignedAt: 10, runningAt: 20, failover: true, supervisor: 77,
            history: ["attempt 1 on node-1: lost with its server"])
        #expect(
            try JSON.text(JSON.allocation(view)) == """
                {
                  "assigned_at_ns" : 10,
                  "attempt" : 2,
                  "cpu_millicores_used" : null,
                  "end" : "",
                  "ended_at_ns" : 0,
                  "failover" : true,
                  "gpu_use" : null,
                  "gpus" : [

                  ],
                  "history" : [
                    "attempt 1 on node-1: lost with its server"
                  ],
                  "id" : 4,
                  "index" : 1,
                  "job" : "web",
                  "memory_bytes_used" : null,
                  "namespace" : "default",
                  "node" : "node-3",
                  "note" : "",
                  "pending_since_ns" : 0,
                  "running_at_ns" : 20,
                  "state" : "running",
                  "supervisor_pid" : 77,
                  "token" : "1.90"
                }
                """)
    }

    @Test("a server; what is not known is null")
    func node() {
        #expect(
            JSON.node(TableTests.node).keys.sorted() == [
                "agent_anonymous_bytes", "agent_resident_bytes", "agent_version", "allocations", "bmc", "capacity",
                "cpu_busy_ratio", "eligibility", "gpus", "labels", "load_1m", "memory_used_bytes", "name",
                "network_bytes_per_second", "notes", "pool", "reason", "reason_ns", "reason_words", "recent_losses",
                "reservations", "reserved_by", "series", "session", "silent_ns", "state", "used",
            ])
        let text = try? JSON.text(JSON.node(NodeView(name: "n", silentNs: .max, cpuBusy: -1, load: -1)))
        for field in ["cpu_busy_ratio", "load_1m", "silent_ns"] {
            #expect(text?.contains("\"\(field)\" : null") == true)
        }
    }

    @Test("what a job waits for and how much time it has; what it has not is null")
    func order() throws {
        let job = JobDefinition(
            after: [
                Dependency(condition: 0, namespaceName: "ml", name: "prepare"),
                Dependency(condition: 2, namespaceName: "ml", name: "train"),
            ], deadlineWithinNs: 5, timeLimitNs: 7)
        #expect(
            try JSON.text(JSON.order(job)) == """
                {
                  "after" : [
                    {
                      "condition" : "ok",
                      "job" : "prepare",
                      "namespace" : "ml"
                    },
                    {
                      "condition" : "failed",
                      "job" : "train",
                      "namespace" : "ml"
                    }
                  ],
                  "at_most" : null,
                  "deadline_ns" : null,
                  "deadline_within_ns" : 5,
                  "time_limit_ns" : 7
                }
                """)
        #expect(JSON.job(JobView(definition: job, note: "n", unlisted: 2))["note"] as? String == "n")
    }

    @Test("a command's runs tell how each server ended")
    func command() throws {
        func run(_ how: CommandResult.How?) throws -> String {
            try JSON.text(JSON.result(how.map { CommandResult(how: $0) }))
        }
        #expect(try run(.exited(Exit(how: .code(3)))) == "{\n  \"code\" : 3,\n  \"state\" : \"exited\"\n}")
        #expect(try run(.exited(Exit(how: .signal(9)))) == "{\n  \"signal\" : 9,\n  \"state\" : \"exited\"\n}")
        #expect(try run(.unreachable("gone")) == "{\n  \"reason\" : \"gone\",\n  \"state\" : \"unreachable\"\n}")
        #expect(try run(.unknown("gone")) == "{\n  \"reason\" : \"gone\",\n  \"state\" : \"unknown\"\n}")
        #expect(try run(nil) == "{\n  \"state\" : \"running\"\n}")
    }
}
