import Agent
import AgentCore
import CLinux
import Determinism
import Fleet
import Foundation
import Testing

/// What the tests with real processes need of the machine.
enum Machine {
    static let isPrivileged = Supervision.isPrivileged
    static let needsRoot: Comment = "needs CAP_SYS_ADMIN to make PID namespaces"
}

/// A supervision in a directory of its own, with the program that was built beside the tests.
final class TaskRig {
    let state: String
    let supervision: Supervision
    private var last: UInt64 = 0

    init() throws {
        var template = Array("/tmp/muster-agent-test-XXXXXX".utf8CString)
        state = try #require(mkdtemp(&template).map { String(cString: $0) })
        chmod(state, 0o711)
        supervision = try Supervision(stateDirectory: state, nonce: 1, executable: TaskRig.program())
        renew()
    }

    deinit {
        // Whatever a failed test left running goes with its supervisor.
        for case .running(let task) in (try? supervision.adopt()) ?? [] { supervision.destroy(task) }
        try? DurableFile.remove(state)
    }

    static func program() throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("muster-agent")
            .path
        try #require(FileManager.default.isExecutableFile(atPath: program), "\(program) was not built")
        return program
    }

    func renew() { supervision.leasePage.renew(sentAt: LeaseClock.now()) }

    func spec(_ script: String, lease: Span = .unlimited, killLead: Span = .milliseconds(200)) -> TaskSpec {
        last += 1
        return TaskSpec(
            job: "test", id: AttemptID(allocation: AllocationID(last), number: 1),
            token: FencingToken(generation: 3, index: 40 + last), arguments: ["sh", "-c", script],
            leaseLength: lease, killLead: killLead)
    }

    /// Starts a script and waits until it has made the file `ready` in its directory, perhaps with renewals meanwhile.
    func startReady(_ spec: TaskSpec, renewing: Bool = false) throws -> RunningTask {
        let task = try supervision.start(spec)
        try waitForFile(task.directory.file("task/ready"), renewing: renewing)
        return task
    }

    /// The record, waited for by the pidfd.
    func end(of task: RunningTask, within seconds: Int32 = 30) throws -> ExitRecord {
        try #require(task.pidfd.isReadable(within: seconds * 1000), "the supervisor did not end in \(seconds) s")
        return try #require(try supervision.finish(task))
    }

    /// Waits for a file by watching its directory; a generous bound.
    func waitForFile(_ path: String, renewing: Bool) throws {
        let watch = Descriptor(owning: inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK)))
        let deadline = ContinuousClock.now + .seconds(30)
        while access(path, F_OK) != 0 {
            try #require(ContinuousClock.now < deadline, "\(path) did not appear")
            let directory = (path as NSString).deletingLastPathComponent
            let events = UInt32(IN_CREATE | IN_MOVED_TO | IN_CLOSE_WRITE)
            let watching = inotify_add_watch(watch.number, directory, events) >= 0
            if access(path, F_OK) == 0 { return }
            // The directory itself may not be there yet: look again soon.
            _ = watch.isReadable(within: watching ? 100 : 2)
            if renewing { renew() }
            var buffer = [UInt8](repeating: 0, count: 4096)
            _ = read(watch.number, &buffer, buffer.count)
        }
    }

    func text(_ task: RunningTask, _ name: String) -> String {
        (try? String(contentsOfFile: task.directory.file(name), encoding: .utf8)) ?? ""
    }

    /// The processes of the machine whose environment names this attempt.
    func survivors(of task: RunningTask) -> [String] {
        let mark = Data("MUSTER_TASK_DIR=\(task.directory.file("task"))\0".utf8)
        return ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { Int32($0) != nil }
            .filter {
                guard let environment = FileManager.default.contents(atPath: "/proc/\($0)/environ") else {
                    return false
                }
                return environment.range(of: mark) != nil
            }
    }
}
