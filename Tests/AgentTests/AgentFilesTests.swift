import AgentCore
import Determinism
import Fleet
import Foundation
import Testing

@testable import Agent

/// A directory that goes with the test.
final class Scratch {
    let path: String

    init() throws {
        var template = Array("/tmp/muster-files-test-XXXXXX".utf8CString)
        path = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    deinit { try? DurableFile.remove(path) }
}

@Suite struct AgentFilesTests {
    let boot = "12345678-1234-1234-1234-123456789abc"
    let other = "00000000-0000-0000-0000-000000000000"

    func page(_ scratch: Scratch, boot: String, nonce: UInt64 = 1) throws -> LeasePage {
        try LeasePage.create(at: scratch.path + "/lease-page", bootID: boot, nonce: nonce)
    }

    @Test func aPageIsReadByThoseWhoHaveItOpenAndOutlivesItsWriter() throws {
        let scratch = try Scratch()
        var writer: LeasePage? = try page(scratch, boot: boot)
        let reader = try LeasePage.open(Descriptor(open: scratch.path + "/lease-page", O_RDONLY))
        #expect(reader.renewedAt(bootID: boot) == .origin)
        writer?.renew(sentAt: Instant(nanoseconds: 500))
        #expect(reader.renewedAt(bootID: boot) == Instant(nanoseconds: 500))
        writer = nil
        let next = try page(scratch, boot: boot, nonce: 2)
        #expect(next.renewedAt(bootID: boot) == Instant(nanoseconds: 500))
        next.renew(sentAt: Instant(nanoseconds: 700))
        #expect(reader.renewedAt(bootID: boot) == Instant(nanoseconds: 700))
        #expect(reader.nonce == 2)
        #expect(reader.sequence == 2)
    }

    @Test func aPageNeverGoesBack() throws {
        let page = try page(Scratch(), boot: boot)
        page.renew(sentAt: Instant(nanoseconds: 500))
        page.renew(sentAt: Instant(nanoseconds: 400))
        #expect(page.renewedAt(bootID: boot) == Instant(nanoseconds: 500))
        #expect(page.sequence == 1)
    }

    @Test func aPageOfAnotherBootIsExpired() throws {
        let scratch = try Scratch()
        let old = try page(scratch, boot: other)
        old.renew(sentAt: .never)
        #expect(old.renewedAt(bootID: boot) == .origin)
        #expect(try page(scratch, boot: boot).renewedAt(bootID: boot) == .origin)
    }

    @Test func aFileThatIsNoPageIsRefused() throws {
        let scratch = try Scratch()
        try DurableFile.create(scratch.path + "/lease-page", [UInt8](repeating: 7, count: 4096))
        #expect(throws: LeasePage.Failure.self) { try page(scratch, boot: boot) }
    }

    @Test(arguments: [nil, Span.seconds(60)])
    func aSpecHasOneEncodingAndDamageIsRefused(timeLimit: Span?) throws {
        let spec = TaskSpec(
            job: "train", id: AttemptID(allocation: AllocationID(7), number: 2),
            token: FencingToken(generation: 1, index: 99), arguments: ["python", "-c", "1"],
            environment: [.init("A", "b=c")], workingDirectory: "/srv",
            identity: .init(uid: 1000, gid: 100, groups: [4, 5]), leaseLength: .unlimited, killLead: .seconds(1),
            stopSignal: 10, stopGrace: .seconds(3), timeLimit: timeLimit, cpuMillicores: 1500, memoryBytes: 1 << 30,
            outputLimit: 1 << 20)
        let bytes = spec.canonicalBytes
        #expect(try TaskSpec(canonicalBytes: bytes) == spec)
        for length in 0..<bytes.count {
            #expect(throws: ByteReader.Malformed.self) { try TaskSpec(canonicalBytes: Array(bytes[..<length])) }
        }
        #expect(throws: ByteReader.Malformed.self) { try TaskSpec(canonicalBytes: [9] + bytes.dropFirst()) }
    }

    @Test func aSpecThatNoProcessCanHaveIsRefused() {
        func complaint(_ change: (inout TaskSpec) -> Void) -> String? {
            var spec = TaskSpec(
                id: AttemptID(allocation: AllocationID(7), number: 2), token: FencingToken(generation: 1, index: 9),
                arguments: ["true"])
            change(&spec)
            return spec.complaint
        }
        #expect(complaint { _ in } == nil)
        #expect(complaint { $0.arguments = [] }?.contains("names no program") == true)
        #expect(complaint { $0.arguments = ["a\0b"] }?.contains("NUL") == true)
        #expect(complaint { $0.environment = [.init("A=B", "")] }?.contains("A=B") == true)
    }

    @Test func theRecordsOfAnAttemptAreReadBackAndTheFirstEndStands() throws {
        let scratch = try Scratch()
        let id = AttemptID(allocation: AllocationID(5), number: 3)
        let token = FencingToken(generation: 2, index: 8)
        let directory = AttemptDirectory(attempts: scratch.path, id: id)
        try directory.claim(token: token, bootID: boot)
        #expect(try directory.readClaim()?.token == token)
        #expect(try directory.readExit() == nil)
        let status = SupervisorStatus(bootID: boot, pid: 12, startTicks: 34, phase: .notDead, notes: ["x"])
        try directory.write(status)
        #expect(try directory.readStatus() == status)
        let record = ExitRecord(
            id: id, token: token, end: TaskEnd(cause: .stopped, process: .signal(9)),
            startedAt: WallTime(nanoseconds: 1), endedAt: WallTime(nanoseconds: 2), outOfMemory: true,
            outputDropped: 3, notes: ["n"])
        try directory.write(record)
        try directory.write(ExitRecord(id: id, token: token, end: TaskEnd(cause: .supervisorLost), endedAt: .epoch))
        #expect(try directory.readExit() == record)
        try DurableFile.create(scratch.path + "/not-an-attempt", [])
        #expect(try AttemptDirectory.list(in: scratch.path) == [directory])
    }

    @Test func aDamagedRecordIsNamed() throws {
        let scratch = try Scratch()
        let directory = AttemptDirectory(
            attempts: scratch.path, id: AttemptID(allocation: AllocationID(1), number: 1))
        try directory.claim(token: FencingToken(generation: 1, index: 1), bootID: boot)
        try DurableFile.create(directory.file("exit"), [1, 2, 3])
        let error = #expect(throws: AttemptDirectory.Failure.self) { try directory.readExit() }
        #expect(error?.description.contains(directory.file("exit")) == true)
    }

    @Test func removalFollowsNoLink() throws {
        let scratch = try Scratch()
        try DurableFile.makeDirectory(scratch.path + "/kept")
        try DurableFile.create(scratch.path + "/kept/file", [1])
        try DurableFile.makeDirectory(scratch.path + "/tree/deep")
        #expect(symlink(scratch.path + "/kept", scratch.path + "/tree/deep/link") == 0)
        try DurableFile.remove(scratch.path + "/tree")
        #expect(try DurableFile.names(in: scratch.path) == ["kept"])
        #expect(try DurableFile.read(scratch.path + "/kept/file") == [1])
        try DurableFile.remove(scratch.path + "/tree")
    }

    @Test func aProcessIsNamedByItsStartEvenWithAStrangeName() {
        let fields = (3...52).map { $0 == 3 ? "S" : String($0 * 100) }.joined(separator: " ")
        #expect(ProcessIdentity(stat: "42 (a) b (c) \(fields)") == ProcessIdentity(pid: 42, startTicks: 2200))
        #expect(ProcessIdentity(stat: "nonsense") == nil)
        #expect(ProcessIdentity(pid: getpid()) == ProcessIdentity.current)
    }

    @Test func theLeaseClockGoesForwardAndALongWaitIsCutShort() {
        let first = LeaseClock.now()
        #expect(LeaseClock.now() + .milliseconds(1) >= first)
        let now = Instant(nanoseconds: 1_000_000_000)
        #expect(LeaseClock.timerSpan(until: now + .milliseconds(50), now: now) == .milliseconds(50))
        #expect(LeaseClock.timerSpan(until: now + .seconds(60), now: now) == .milliseconds(59_940))
        #expect(LeaseClock.timerSpan(until: .origin, now: now) == .zero)
    }

    @Test func anEndIsTranslatedForTheFleet() {
        func end(_ end: TaskEnd, notes: [String] = []) -> AttemptEnd {
            ExitRecord(
                id: AttemptID(allocation: AllocationID(1), number: 1), token: FencingToken(generation: 1, index: 1),
                end: end, endedAt: .epoch, notes: notes
            ).attemptEnd
        }
        #expect(end(TaskEnd(cause: .exited, process: .code(0))) == AttemptEnd(cause: .completed, exit: .code(0)))
        #expect(end(TaskEnd(cause: .exited, process: .code(2))).cause == .failed)
        #expect(end(TaskEnd(cause: .stopped, process: .signal(9))).cause == .stopped)
        #expect(
            end(TaskEnd(cause: .leaseLapsed, process: .signal(9), overrun: .milliseconds(12)))
                == AttemptEnd(
                    cause: .lapsed, exit: .signal(9),
                    message: "the last of it died 12 ms after its lease had ended"))
        #expect(
            end(TaskEnd(cause: .startFailed(stage: 10, error: ENOENT))).message
                == "executing it failed: No such file or directory")
        #expect(end(TaskEnd(cause: .supervisorLost)).cause == .failed)
        #expect(end(TaskEnd(cause: .exited, process: .code(0)), notes: ["no control group"]).message.isEmpty)
        let long = end(TaskEnd(cause: .supervisorLost), notes: [String(repeating: "ä", count: 600)])
        #expect((511...512).contains(long.message.utf8.count))
    }

    @Test func processorTimeIsCountedWhereverVersionOneCountsIt() throws {
        let scratch = try Scratch()
        for controller in ["cpu", "cpuacct", "memory"] {
            try DurableFile.makeDirectory(scratch.path + "/" + controller)
            try DurableFile.create(scratch.path + "/\(controller)/cgroup.procs", [])
        }
        func entries(_ name: String) -> [String] {
            TaskCgroup(name: name, cpuMillicores: 0, memoryBytes: 0, root: scratch.path).entryFiles.map {
                String($0.dropFirst(scratch.path.count))
            }
        }
        #expect(entries("1.1") == ["cpu", "cpuacct", "memory"].map { "/\($0)/muster/1.1/cgroup.procs" })
        // Mounted together with `cpu`, its group is the same one.
        try DurableFile.create(scratch.path + "/cpu/cpuacct.usage", [])
        #expect(entries("1.2") == ["cpu", "memory"].map { "/\($0)/muster/1.2/cgroup.procs" })
        TaskCgroup.removeRemainder(named: "1.1", root: scratch.path)
        #expect(access(scratch.path + "/cpuacct/muster/1.1", F_OK) != 0)
    }

    @Test func limitsAreWrittenInBothVersionsOfControlGroups() throws {
        let scratch = try Scratch()
        func text(_ path: String) -> String? {
            (try? DurableFile.read(scratch.path + path)).map { String(decoding: $0, as: UTF8.self) }
        }
        // Stand-ins for the kernel's files, which are there when a group is made.
        for directory in ["/muster/1.1"] {
            try DurableFile.makeDirectory(scratch.path + directory)
            for name in ["cpu.max", "memory.max", "memory.oom.group"] {
                try DurableFile.create(scratch.path + directory + "/" + name, [])
            }
        }
        try DurableFile.create(scratch.path + "/cgroup.controllers", [])
        let group = TaskCgroup(name: "1.1", cpuMillicores: 1500, memoryBytes: 4096, root: scratch.path)
        #expect(group.notes == [])
        #expect(group.entryFiles == [scratch.path + "/muster/1.1/cgroup.procs"])
        #expect(text("/muster/1.1/cpu.max") == "150000 100000")
        #expect(text("/muster/1.1/memory.max") == "4096")
        #expect(!group.hadOutOfMemoryKill())
        try DurableFile.create(scratch.path + "/muster/1.1/memory.events", Array("oom 3\noom_kill 2\n".utf8))
        #expect(group.hadOutOfMemoryKill())

        let none = TaskCgroup(name: "1.1", cpuMillicores: 1500, memoryBytes: 0, root: scratch.path + "/nowhere")
        #expect(none.entryFiles == [])
        #expect(none.notes.contains { $0.contains("cpu limit is not enforced") })
    }
}
