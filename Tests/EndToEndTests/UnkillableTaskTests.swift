import Fleet
import Foundation
import Glibc
import Testing
import Wire

extension EndToEndTests {
    /// A task in a frozen control group of version 1 does not die of SIGKILL until it is thawed: what a task in uninterruptible
    /// sleep is like.
    @Suite(
        "A task that cannot be killed",
        .enabled(if: Freezer.isThere, "needs root and a writable v1 freezer hierarchy below /sys/fs/cgroup/freezer"))
    struct UnkillableTaskTests {
        @Test("it is reported as not dead, starts nowhere else, holds nothing else up, and a person's word releases it")
        func notDead() throws {
            try TestCluster.run(agents: 2) { cluster in
                let muster = try CommandLineTests.Muster(cluster)
                // Both tasks on one server.
                try cluster.client().change(.setEligibility(SetEligibility(node: "node-2", eligibility: 1)))
                try cluster.submit(cluster.witnessJob("stuck", lease: .seconds(4)))
                try cluster.submit(cluster.witnessJob("beside", lease: .seconds(4)))
                let stuck = try cluster.runningOne("stuck")
                let beside = try cluster.runningOne("beside")
                try #require(stuck.node == "node-1" && beside.node == "node-1")
                _ = try cluster.witnessed("stuck", attempts: 1)
                _ = try cluster.witnessed("beside", attempts: 1)
                try cluster.client().change(.setEligibility(SetEligibility(node: "node-2", eligibility: 0)))

                let freezer = try Freezer(holding: cluster.taskProcesses(stuck))
                defer { freezer.thaw() }
                // A new version takes the old one's place, for which the old one has to end.
                var next = cluster.witnessJob("stuck", lease: .seconds(4))
                next.environment["VERSION"] = "2"
                try cluster.submit(next)
                let reported = monotonicNow()
                let shown = try eventually("it is reported as not dead") {
                    try cluster.allocations("stuck").first { $0.state == "not dead" }
                }
                print("not dead \((monotonicNow() - reported) / 1_000_000) ms after the order to end: \(shown.note)")
                #expect(try muster("job", "why", "stuck").output.contains("not dead"))
                #expect(try muster("node", "show", "node-1").output.contains("confirm-dead"))

                // Longer than every lease: the attempt stays where it is, and its neighbour is not touched.
                let end = monotonicNow() + 6_000_000_000
                while monotonicNow() < end {
                    try #require(try cluster.allocations("stuck").first?.attempt == stuck.attempt)
                    usleep(200_000)
                }
                let neighbour = try cluster.runningOne("beside")
                #expect(neighbour.attempt == beside.attempt && neighbour.supervisor == beside.supervisor)

                // The server as a whole is alive, and nobody can declare it dead; the task can be.
                let whole = try muster("node", "confirm-dead", "node-2")
                #expect(whole.status == 1 && whole.output.contains("alive"), "\(whole.output)")
                let single = try muster("node", "confirm-dead", "node-1", options: ["--allocation", "stuck[0]"])
                #expect(single.status == 0, "\(single.output)")
                let moved = try cluster.runningOne("stuck") { $0.node == "node-2" }
                #expect(moved.attempt == stuck.attempt + 1)

                // What is thawed dies before it does anything: nothing ran twice.
                freezer.thaw()
                try eventually("the old task is gone") { freezer.isEmpty }
                let witnesses = try cluster.witnessed("stuck", attempts: 2)
                #expect(witnesses.passed && witnesses.attempts.count == 2, "\(witnesses)")
                let steady = try Witnesses.check(cluster.shared, name: "beside", arguments: ["--expect", "1"])
                #expect(steady.passed, "\(steady)")
            }
        }
    }

    /// A control group of the freezer hierarchy that holds processes still.
    final class Freezer {
        private static let root = "/sys/fs/cgroup/freezer"
        private let path: String

        /// Whether this machine has one that can be used.
        static var isThere: Bool { geteuid() == 0 && access(root + "/cgroup.procs", W_OK) == 0 }

        /// Freezes these processes.
        init(holding processes: [pid_t]) throws {
            path = Freezer.root + "/muster-test-\(getpid())-\(monotonicNow())"
            guard mkdir(path, 0o755) == 0 else { throw Failure("no control group could be made at \(path)") }
            for process in processes { try write("\(process)", to: "cgroup.procs") }
            try write("FROZEN", to: "freezer.state")
        }

        deinit {
            thaw()
            for _ in 0..<100 where rmdir(path) != 0 { usleep(20_000) }
        }

        /// Lets them go on.
        func thaw() { try? write("THAWED", to: "freezer.state") }

        /// Whether none of them is left.
        var isEmpty: Bool { (try? String(contentsOfFile: path + "/cgroup.procs", encoding: .utf8))?.isEmpty ?? true }

        private func write(_ text: String, to file: String) throws {
            let descriptor = open(path + "/" + file, O_WRONLY)
            guard descriptor >= 0 else { throw Failure("\(path)/\(file) cannot be opened") }
            defer { close(descriptor) }
            guard Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count else {
                throw Failure("\(text) cannot be written to \(path)/\(file)")
            }
        }
    }
}
