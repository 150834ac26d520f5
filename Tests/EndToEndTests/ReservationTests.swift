import Foundation
import Testing
import Wire

extension EndToEndTests {
    /// A server is maintained: what runs there goes elsewhere in time, nothing new comes, and afterwards it works again.
    @Suite("Reservations")
    struct ReservationTests {
        private typealias Muster = CommandLineTests.Muster

        @Test(
            "a server is kept for maintenance: a service leaves it, job why tells what is in the way, and deleting it ends that"
        )
        func maintenance() throws {
            try TestCluster.run(agents: 2) { cluster in
                let muster = try Muster(cluster)
                let file = cluster.directory + "/jobs.yaml"
                try """
                job: web
                type: service
                command: ["sleep", "1000"]
                lease: 5s
                resources: { cpu: 100m }
                """.write(toFile: file, atomically: true, encoding: .utf8)
                #expect(try muster("job", "run", file).status == 0)
                let before = try cluster.runningOne("web")

                let set = try muster(
                    "reservation", "set", "firmware",
                    options: ["--nodes", before.node, "--from", "now", "--for", "2h", "--maintenance"])
                #expect(set.status == 0 && set.output.contains("1 server is kept for maintenance"), "\(set)")
                try eventually("the service runs on the other server") {
                    try cluster.allocations("web").allSatisfy { $0.state == "running" && $0.node != before.node }
                }
                #expect(try cluster.server(before.node).supervisors.isEmpty)
                let listed = try muster("node", "list")
                #expect(listed.output.contains("reserved: firmware"), "\(listed.output)")
                let shown = try muster("reservation", "show", "firmware")
                #expect(shown.output.contains("Nothing of others runs there."), "\(shown.output)")

                try """
                job: here
                command: ["true"]
                constraints: { node: \(before.node) }
                resources: { cpu: 100m }
                """.write(toFile: file, atomically: true, encoding: .utf8)
                #expect(try muster("job", "run", file).status == 0)
                let why = try muster("job", "why", "here")
                #expect(why.output.contains("kept by reservation firmware"), "\(why.output)")
                let overlapping = try muster(
                    "reservation", "set", "other",
                    options: ["-t", "*", "--from", "+1h", "--for", "2h", "--namespace", "blue"])
                #expect(overlapping.status == 1 && overlapping.output.contains("by reservation firmware"))

                #expect(try muster("reservation", "delete", "firmware").status == 0)
                let waited = try muster("job", "wait", "here", options: ["--within", "60"])
                #expect(waited.status == 0, "\(waited.output)")
                #expect(try muster("reservation", "show", "firmware").status == 1)
            }
        }
    }
}
