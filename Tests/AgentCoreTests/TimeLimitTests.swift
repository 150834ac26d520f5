import AgentCore
import Determinism
import Fleet
import Testing

/// A task's time limit is kept by its supervisor alone.
@Suite struct TimeLimitTests {
    private func at(_ milliseconds: UInt64) -> Instant { Instant(nanoseconds: 0) + .milliseconds(milliseconds) }

    /// Began at 1.5 s under a lease that counts from 1 s, with a limit of 5 s.
    private func running(
        lease: Span = .unlimited, grace: Span = .seconds(2), checkpoint: SupervisorCore.Checkpoint? = nil
    ) -> SupervisorCore {
        var core = SupervisorCore(
            terms: .init(
                leaseLength: lease, killLead: .seconds(2),
                limit: .init(span: .seconds(5), signal: 15, grace: grace, checkpoint: checkpoint)))
        _ = core.step(.begin(renewedAt: at(1_000)), now: at(1_400))
        _ = core.step(.started(pid: 2), now: at(1_500))
        return core
    }

    @Test func theTaskIsAskedToEndAfterItsLimitAndKilledAfterItsGrace() {
        var core = running()
        #expect(core.nextWake == at(6_500))
        #expect(core.step(.timer, now: at(6_499)) == [])
        #expect(core.step(.timer, now: at(6_500)) == [.kill(signal: 15), .wakeAt(at(8_500))])
        #expect(core.step(.timer, now: at(8_500)).first == .killTree)
        _ = core.step(.childExited(.signal(9)), now: at(8_501))
        #expect(
            core.step(.treeEmpty, now: at(8_502)).first
                == .record(TaskEnd(cause: .timeLimit, process: .signal(9))))
    }

    @Test func theCheckpointComesFirst() {
        var core = running(checkpoint: .init(signal: 10, grace: .seconds(3)))
        #expect(
            core.step(.timer, now: at(6_600)) == [.awaitCheckpoint, .kill(signal: 10), .wakeAt(at(9_600))])
        #expect(core.step(.checkpointWritten, now: at(7_000)) == [.kill(signal: 15), .wakeAt(at(9_000))])
        _ = core.step(.childExited(.code(0)), now: at(7_700))
        // Although it ended without an error: it had to.
        #expect(
            core.step(.treeEmpty, now: at(7_701)).first
                == .record(
                    TaskEnd(cause: .timeLimit, process: .code(0), checkpoint: .written(after: .milliseconds(400)))))
    }

    @Test func theLeasePrevails() {
        var core = running(lease: .seconds(6))
        #expect(core.nextWake == at(5_000))
        #expect(core.step(.timer, now: at(5_000)).first == .killTree)
        var renewed = running(lease: .seconds(6))
        #expect(renewed.step(.leaseRead(renewedAt: at(4_000)), now: at(4_100)) == [.wakeAt(at(6_500))])
        _ = renewed.step(.timer, now: at(6_500))
        // In its grace the lease runs out.
        #expect(renewed.nextWake == at(8_000))
        #expect(renewed.step(.timer, now: at(8_000)).first == .killTree)
    }

    @Test func aSupervisorThatWasFrozenPastTheLimitAsksAtOnce() {
        var core = running(grace: .zero)
        #expect(core.step(.leaseRead(renewedAt: at(1_000)), now: at(60_000)).first == .killTree)
    }

    @Test func aStopThatIsAskedForBeforeIsNoTimeLimitAndOneAfterOnlyShortens() {
        var core = running()
        _ = core.step(.stopRequested(signal: 15, grace: .seconds(60)), now: at(6_000))
        #expect(core.step(.timer, now: at(7_000)) == [])
        _ = core.step(.childExited(.signal(15)), now: at(7_100))
        #expect(core.step(.treeEmpty, now: at(7_101)).first == .record(TaskEnd(cause: .stopped, process: .signal(15))))
        var other = running()
        _ = other.step(.timer, now: at(6_500))
        #expect(other.step(.stopRequested(signal: 9, grace: .seconds(1)), now: at(6_600)) == [.wakeAt(at(7_600))])
        _ = other.step(.childExited(.signal(15)), now: at(7_000))
        #expect(
            other.step(.treeEmpty, now: at(7_001)).first == .record(TaskEnd(cause: .timeLimit, process: .signal(15))))
    }

    @Test func theEndHasOneEncoding() throws {
        let end = TaskEnd(cause: .timeLimit, process: .signal(15))
        #expect(try TaskEnd(canonicalBytes: end.canonicalBytes) == end)
    }
}
