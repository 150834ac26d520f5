import Agent
import AgentCore
import CLinux
import Determinism
import Fleet
import Foundation
import Testing

@Suite(.enabled(if: Machine.isPrivileged, Machine.needsRoot), .timeLimit(.minutes(2)))
struct SupervisionTests {
    @Test func aTaskRunsBelowPID1AndItsExitIsRecorded() throws {
        let rig = try TaskRig()
        let task = try rig.supervision.start(rig.spec("echo $PPID; readlink /proc/self; echo oops >&2; exit 7"))
        let record = try rig.end(of: task)
        #expect(record.end == TaskEnd(cause: .exited, process: .code(7)))
        #expect(record.token == FencingToken(generation: 3, index: 41))
        #expect(record.startedAt > .epoch && record.endedAt >= record.startedAt)
        let lines = rig.text(task, "stdout").split(separator: "\n").compactMap { Int($0) }
        #expect(lines.first == 1)
        #expect(lines.last.map { $0 < 20 } == true)
        #expect(rig.text(task, "stderr") == "oops\n")
    }

    @Test func aTaskIsToldWhoItIs() throws {
        let rig = try TaskRig()
        var spec = rig.spec("echo $MUSTER_JOB $MUSTER_ALLOCATION $MUSTER_ATTEMPT $MUSTER_TOKEN $COLOUR; pwd")
        spec.environment = [.init("COLOUR", "red"), .init("MUSTER_TOKEN", "9.9")]
        let task = try rig.supervision.start(spec)
        _ = try rig.end(of: task)
        #expect(rig.text(task, "stdout") == "test 1 1 3.41 red\n\(task.directory.file("task"))\n")
    }

    @Test func aTaskRunsAsItsUserWithoutRootsGroups() throws {
        let rig = try TaskRig()
        var spec = rig.spec("id -u; id -g; id -G; touch mine")
        spec.identity = .init(uid: 12345, gid: 12346, groups: [12347])
        let task = try rig.supervision.start(spec)
        #expect(try rig.end(of: task).end.process == .code(0))
        #expect(rig.text(task, "stdout") == "12345\n12346\n12346 12347\n")
    }

    @Test func aProgramThatIsNotThereIsRecordedAsNotStarted() throws {
        let rig = try TaskRig()
        var spec = rig.spec("")
        spec.arguments = ["no-such-program-anywhere"]
        let record = try rig.end(of: try rig.supervision.start(spec))
        #expect(record.end.cause == .startFailed(stage: Int32(MUSTER_SPAWN_EXEC.rawValue), error: ENOENT))
        #expect(record.notes.contains { $0.contains("no-such-program-anywhere") })
    }

    @Test func daemonsDieWithTheMainProcess() throws {
        let rig = try TaskRig()
        let script = """
            for i in 1 2 3 4 5; do
              (setsid sh -c 'trap "" TERM HUP INT; (setsid sleep 600 &) ; sleep 600' &) &
            done
            sleep 0.2
            exit 0
            """
        let task = try rig.supervision.start(rig.spec(script))
        #expect(try rig.end(of: task).end == TaskEnd(cause: .exited, process: .code(0)))
        #expect(rig.survivors(of: task).isEmpty)
    }

    @Test func aTreeThatForksAllTheTimeIsKilledWhole() throws {
        let rig = try TaskRig()
        let script = """
            echo 'n=0; while [ $n -lt 300 ]; do n=$((n+1)); (setsid sleep 600 &) ; done; touch ready; sleep 600' > fork.sh
            (setsid sh fork.sh &) ; sleep 600
            """
        let task = try rig.startReady(rig.spec(script))
        #expect(rig.survivors(of: task).count > 300)
        rig.supervision.kill(task)
        let record = try rig.end(of: task)
        #expect(record.end.cause == .stopped)
        #expect(record.end.process == .signal(9))
        #expect(rig.survivors(of: task).isEmpty)
    }

    @Test func theSupervisorsDeathKillsTheTree() throws {
        let rig = try TaskRig()
        let task = try rig.startReady(rig.spec("(setsid sleep 600 &); touch ready; sleep 600"))
        rig.supervision.destroy(task)
        let record = try rig.end(of: task)
        #expect(record.end.cause == .supervisorLost)
        #expect(rig.survivors(of: task).isEmpty)
        #expect(try rig.supervision.directory(of: task.id).readExit() == record)
    }

    @Test func aTaskCannotStopItsSupervisor() throws {
        let rig = try TaskRig()
        let script = "kill -TERM 1; kill -INT 1; kill -KILL 1; kill -HUP 1; sleep 0.3; exit 5"
        let task = try rig.supervision.start(rig.spec(script))
        #expect(try rig.end(of: task).end == TaskEnd(cause: .exited, process: .code(5)))
    }

    @Test func aLapsedLeaseKillsInTimeAndTheRecordSaysSo() throws {
        let rig = try TaskRig()
        let spec = rig.spec("touch ready; sleep 600", lease: .seconds(3), killLead: .seconds(2))
        let task = try rig.startReady(spec, renewing: true)
        let renewed = rig.supervision.leasePage.renewedAt(bootID: rig.supervision.bootID)
        let record = try rig.end(of: task)
        #expect(LeaseClock.now() >= renewed + .seconds(1))
        #expect(record.end.cause == .leaseLapsed)
        #expect(record.end.process == .signal(9))
        #expect(record.end.killLateness < .seconds(2))
        #expect(record.end.overrun == .zero)
    }

    @Test func renewalsKeepATaskAlivePastItsLease() throws {
        let rig = try TaskRig()
        let spec = rig.spec(
            "touch ready; while [ ! -e go ]; do sleep 0.05; done; exit 3", lease: .seconds(3))
        let task = try rig.startReady(spec, renewing: true)
        let began = LeaseClock.now()
        while LeaseClock.now() < began + .seconds(5) {
            rig.renew()
            #expect(!task.pidfd.isReadable(within: 200))
        }
        rig.renew()
        try DurableFile.create(task.directory.file("task/go"), [])
        #expect(try rig.end(of: task).end == TaskEnd(cause: .exited, process: .code(3)))
    }

    @Test func aLeaseThatIsOverStartsNothing() throws {
        let rig = try TaskRig()
        let spec = rig.spec("touch ran", lease: .milliseconds(1), killLead: .zero)
        let record = try rig.end(of: try rig.supervision.start(spec))
        #expect(record.end == TaskEnd(cause: .leaseLapsed))
        #expect(access(rig.supervision.directory(of: spec.id).file("task/ran"), F_OK) != 0)
    }

    @Test func aFrozenSupervisorKillsFirstAndRecordsTheGap() throws {
        let rig = try TaskRig()
        let spec = rig.spec("touch ready; sleep 600", lease: .seconds(3), killLead: .seconds(1))
        let task = try rig.startReady(spec, renewing: true)
        rig.renew()
        let renewed = rig.supervision.leasePage.renewedAt(bootID: rig.supervision.bootID)
        #expect(muster_pidfd_send_signal(task.pidfd.number, SIGSTOP) == 0)
        #expect(!task.pidfd.isReadable(within: 3500))
        let resumed = LeaseClock.now()
        #expect(muster_pidfd_send_signal(task.pidfd.number, SIGCONT) == 0)
        let record = try rig.end(of: task)
        #expect(record.end.cause == .leaseLapsed)
        let planned = renewed + .seconds(2)
        #expect(record.end.killLateness >= resumed.since(planned))
        // How long after its resumption the kill went out: milliseconds, with much room for a busy machine.
        #expect(record.end.killLateness < resumed.since(planned) + .seconds(2))
        #expect(record.end.overrun > .zero)
        #expect(rig.survivors(of: task).isEmpty)
    }

    @Test func aStopSendsTheJobsSignalAndWaits() throws {
        let rig = try TaskRig()
        var spec = rig.spec("trap 'echo bye; exit 4' USR1; touch ready; while :; do sleep 0.05; done")
        spec.stopSignal = SIGUSR1
        spec.stopGrace = .seconds(30)
        let task = try rig.startReady(spec)
        rig.supervision.stop(task)
        #expect(try rig.end(of: task).end == TaskEnd(cause: .stopped, process: .code(4)))
        #expect(rig.text(task, "stdout") == "bye\n")
    }

    @Test func aCheckpointIsAskedForAndWaitedForBeforeTheStopSignal() throws {
        let rig = try TaskRig()
        // What the task said of an earlier checkpoint does not count.
        let script = """
            trap 'echo saving; sleep 0.3; echo saved; : > "$MUSTER_CHECKPOINT_DONE"' USR1
            trap 'echo stop; exit 4' TERM
            : > "$MUSTER_CHECKPOINT_DONE"
            touch ready; while :; do sleep 0.02; done
            """
        var spec = rig.spec(script)
        spec.checkpoint = SupervisorCore.Checkpoint(signal: SIGUSR1, grace: .seconds(30))
        spec.stopGrace = .seconds(30)
        let task = try rig.startReady(spec)
        rig.supervision.stop(task)
        let record = try rig.end(of: task)
        #expect(record.end.cause == .stopped && record.end.process == .code(4))
        guard case .written(let span) = record.end.checkpoint else {
            Issue.record("the checkpoint was not seen: \(record.end)")
            return
        }
        #expect(span >= .milliseconds(300) && span < .seconds(20))
        #expect(rig.text(task, "stdout") == "saving\nsaved\nstop\n")
        #expect(record.attemptEnd.message.contains("its checkpoint was written in"))
    }

    @Test func aCheckpointThatIsNeverConfirmedHoldsTheStopUpNoLongerThanItsGrace() throws {
        let rig = try TaskRig()
        let script = """
            trap 'echo asked' USR1
            trap 'echo stop; exit 0' TERM
            mkdir "$MUSTER_CHECKPOINT_DONE"
            touch ready; while :; do sleep 0.02; done
            """
        var spec = rig.spec(script)
        spec.checkpoint = SupervisorCore.Checkpoint(signal: SIGUSR1, grace: .milliseconds(300))
        let task = try rig.startReady(spec)
        rig.supervision.stop(task)
        let record = try rig.end(of: task)
        #expect(record.end == TaskEnd(cause: .stopped, process: .code(0), checkpoint: .notWritten))
        #expect(rig.text(task, "stdout") == "asked\nstop\n")
        #expect(record.attemptEnd.message == "it did not confirm the checkpoint that it was asked for")
    }

    @Test func aTaskWithoutACheckpointContractIsToldOfNoMark() throws {
        let rig = try TaskRig()
        let task = try rig.supervision.start(rig.spec("echo ${MUSTER_CHECKPOINT_DONE-none}"))
        _ = try rig.end(of: task)
        #expect(rig.text(task, "stdout") == "none\n")
    }

    @Test func aTaskThatDoesNotHeedIsKilledAfterItsGrace() throws {
        let rig = try TaskRig()
        var spec = rig.spec("trap '' TERM; touch ready; while :; do sleep 0.05; done")
        spec.stopGrace = .milliseconds(300)
        let task = try rig.startReady(spec)
        rig.supervision.stop(task)
        #expect(try rig.end(of: task).end == TaskEnd(cause: .stopped, process: .signal(9)))
    }

    @Test func anAttemptIsClaimedOnce() throws {
        let rig = try TaskRig()
        let spec = rig.spec("exit 0")
        let task = try rig.supervision.start(spec)
        #expect(throws: AttemptDirectory.Failure.alreadyClaimed(spec.id)) { try rig.supervision.start(spec) }
        _ = try rig.end(of: task)
        #expect(throws: AttemptDirectory.Failure.alreadyClaimed(spec.id)) { try rig.supervision.start(spec) }
        try task.directory.entomb()
        #expect(try DurableFile.names(in: task.directory.path) == ["claim", "exit"])
        #expect(throws: AttemptDirectory.Failure.alreadyClaimed(spec.id)) { try rig.supervision.start(spec) }
        try task.directory.remove()
        #expect(access(task.directory.path, F_OK) != 0)
    }

    @Test func anotherAgentAdoptsStopsAndSettles() throws {
        let rig = try TaskRig()
        let lives = try rig.startReady(rig.spec("touch ready; sleep 600"))
        let ends = try rig.supervision.start(rig.spec("exit 0"))
        #expect(try rig.end(of: ends).end.process == .code(0))
        let lost = try rig.startReady(rig.spec("touch ready; sleep 600"))
        rig.supervision.destroy(lost)
        #expect(lost.pidfd.isReadable(within: 30000))
        waitpid(lost.supervisor, nil, 0)

        let next = try Supervision(stateDirectory: rig.state, nonce: 2, executable: try TaskRig.program())
        #expect(next.leasePage.renewedAt(bootID: next.bootID) > .origin)
        let found = try next.adopt()
        try #require(found.count == 3)
        guard case .running(let adopted) = found[0], case .ended(_, let second) = found[1],
            case .ended(_, let third) = found[2]
        else {
            Issue.record("found \(found)")
            return
        }
        #expect(adopted.id == lives.id)
        #expect(second.end.cause == .exited)
        #expect(third.end.cause == .supervisorLost)
        next.stop(adopted)
        #expect(adopted.pidfd.isReadable(within: 30000))
        #expect(try next.finish(adopted)?.end == TaskEnd(cause: .stopped, process: .signal(15)))
    }

    @Test func anAttemptOfAnEarlierBootIsLost() throws {
        let rig = try TaskRig()
        let directory = AttemptDirectory(
            attempts: rig.supervision.attempts, id: AttemptID(allocation: AllocationID(9), number: 2))
        try directory.claim(
            token: FencingToken(generation: 1, index: 7), bootID: "00000000-0000-0000-0000-000000000000")
        guard case .ended(_, let record) = try #require(try rig.supervision.adopt().first) else {
            Issue.record("it was adopted")
            return
        }
        #expect(record.end.cause == .supervisorLost)
        #expect(record.token == FencingToken(generation: 1, index: 7))
        #expect(record.notes == ["the server was started anew while the task ran"])
    }

    @Test func outputIsBoundedAndReadByItsPlaceInTheStream() throws {
        let rig = try TaskRig()
        var spec = rig.spec("i=0; while [ $i -lt 3000 ]; do echo \"line $i of the output\"; i=$((i+1)); done")
        spec.outputLimit = 10_000
        let task = try rig.supervision.start(spec)
        _ = try rig.end(of: task)
        let log = TaskLog(task.directory, .output)
        let whole = (0..<3000).map { "line \($0) of the output\n" }.joined()
        var found: [UInt8] = []
        var piece = try log.read(from: 0, limit: 1000)
        #expect(piece.offset > 0)
        let first = Int(piece.offset)
        while !piece.data.isEmpty {
            found += piece.data
            #expect(piece.isLast == (first + found.count == whole.utf8.count))
            piece = try log.read(from: piece.offset + UInt64(piece.data.count), limit: 1000)
        }
        #expect(found == Array(whole.utf8.dropFirst(first)))
        #expect(found.count > 10_000 && found.count <= 2 * (16 << 10))
        #expect(piece.isLast && piece.offset == UInt64(whole.utf8.count))
    }

    @Test func nothingButTheStandardDescriptorsIsInherited() throws {
        let rig = try TaskRig()
        let task = try rig.supervision.start(
            rig.spec("i=0; while [ $i -lt 64 ]; do [ -e /proc/self/fd/$i ] && echo $i; i=$((i+1)); done"))
        _ = try rig.end(of: task)
        #expect(rig.text(task, "stdout") == "0\n1\n2\n")
    }

    @Test func limitsAreSetWhereControlGroupsCanBeWritten() throws {
        let rig = try TaskRig()
        var spec = rig.spec("cat /proc/self/cgroup; touch ready; sleep 600")
        spec.memoryBytes = 64 << 20
        spec.cpuMillicores = 500
        let task = try rig.startReady(spec)
        rig.supervision.kill(task)
        let record = try rig.end(of: task)
        let isInGroup = rig.text(task, "stdout").contains("/muster/\(spec.id)")
        #expect(isInGroup || !record.notes.isEmpty)
    }
}
