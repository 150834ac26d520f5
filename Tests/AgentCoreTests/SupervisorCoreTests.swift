import AgentCore
import Determinism
import Fleet
import Testing

@Suite struct SupervisorCoreTests {
    let terms = SupervisorCore.Terms(leaseLength: .seconds(10), killLead: .seconds(2))

    func at(_ milliseconds: UInt64) -> Instant { Instant(nanoseconds: 0) + .milliseconds(milliseconds) }

    func running(_ terms: SupervisorCore.Terms? = nil) -> SupervisorCore {
        var core = SupervisorCore(terms: terms ?? self.terms)
        #expect(core.step(.begin(renewedAt: at(1000)), now: at(1500)) == [.start])
        _ = core.step(.started(pid: 2), now: at(1501))
        return core
    }

    @Test func killingIsPlannedAheadOfTheLeasesEnd() {
        var core = SupervisorCore(terms: terms)
        _ = core.step(.begin(renewedAt: at(1000)), now: at(1500))
        #expect(core.step(.started(pid: 2), now: at(1501)) == [.wakeAt(at(9000))])
        #expect(core.leaseEnd == at(11000))
    }

    @Test func anAttemptWhoseLeaseIsOverIsNeverStarted() {
        var core = SupervisorCore(terms: terms)
        #expect(core.step(.begin(renewedAt: at(1000)), now: at(9000)) == [.record(TaskEnd(cause: .leaseLapsed))])
        #expect(core.isDone)
    }

    @Test func aPageOfAnotherBootStartsNothing() {
        var core = SupervisorCore(terms: terms)
        #expect(core.step(.begin(renewedAt: .origin), now: at(60000)) == [.record(TaskEnd(cause: .leaseLapsed))])
    }

    @Test func aRenewalMovesTheKillTime() {
        var core = running()
        #expect(core.step(.leaseRead(renewedAt: at(5000)), now: at(8999)) == [.wakeAt(at(13000))])
        #expect(core.step(.timer, now: at(9000)) == [])
        #expect(core.step(.timer, now: at(13000)).first == .killTree)
    }

    @Test func aRenewalIsNeverTakenBack() {
        var core = running()
        _ = core.step(.leaseRead(renewedAt: at(5000)), now: at(6000))
        #expect(core.step(.leaseRead(renewedAt: at(2000)), now: at(6001)) == [])
        #expect(core.killTime == at(13000))
    }

    @Test func aLapsedLeaseKillsTheTreeAndIsRecorded() {
        var core = running()
        #expect(core.step(.timer, now: at(9000)) == [.killTree, .wakeAt(at(9050))])
        _ = core.step(.childExited(.signal(9)), now: at(9001))
        #expect(
            core.step(.treeEmpty, now: at(9002)) == [
                .record(TaskEnd(cause: .leaseLapsed, process: .signal(9))), .wakeAt(.never),
            ])
    }

    @Test func aFrozenSupervisorKillsFirstAndRecordsHowLate() {
        var core = running()
        #expect(core.step(.leaseRead(renewedAt: at(1000)), now: at(30000)).first == .killTree)
        _ = core.step(.childExited(.signal(9)), now: at(30001))
        let effects = core.step(.treeEmpty, now: at(30002))
        #expect(
            effects.first
                == .record(
                    TaskEnd(
                        cause: .leaseLapsed, process: .signal(9), killLateness: .milliseconds(21000),
                        overrun: .milliseconds(19002))))
    }

    @Test func aRenewalAfterTheKillingBeganSavesNothing() {
        var core = running()
        _ = core.step(.timer, now: at(9000))
        _ = core.step(.leaseRead(renewedAt: at(8999)), now: at(9001))
        _ = core.step(.childExited(.signal(9)), now: at(9002))
        #expect(
            core.step(.treeEmpty, now: at(9003)).first
                == .record(TaskEnd(cause: .leaseLapsed, process: .signal(9))))
    }

    @Test func anUnlimitedLeaseNeverWakes() {
        var core = SupervisorCore(terms: .init(leaseLength: .unlimited, killLead: .seconds(2)))
        _ = core.step(.begin(renewedAt: .origin), now: at(5))
        #expect(core.step(.started(pid: 2), now: at(6)) == [])
        #expect(core.step(.timer, now: at(1_000_000_000)) == [])
    }

    @Test func theMainProcesssEndTakesTheRestOfTheTreeWithIt() {
        var core = running()
        #expect(core.step(.childExited(.code(3)), now: at(2000)).first == .killTree)
        #expect(
            core.step(.treeEmpty, now: at(2001)).first
                == .record(TaskEnd(cause: .exited, process: .code(3))))
    }

    @Test func aStopSendsTheSignalThenKillsWhenTheGraceIsOver() {
        var core = running()
        #expect(
            core.step(.stopRequested(signal: 15, grace: .seconds(3)), now: at(2000))
                == [.kill(signal: 15), .wakeAt(at(5000))])
        #expect(core.step(.timer, now: at(4999)) == [])
        #expect(core.step(.timer, now: at(5000)).first == .killTree)
        _ = core.step(.childExited(.signal(9)), now: at(5001))
        #expect(
            core.step(.treeEmpty, now: at(5002)).first == .record(TaskEnd(cause: .stopped, process: .signal(9))))
    }

    @Test func aLeaseThatEndsWithinTheGraceWins() {
        var core = running()
        _ = core.step(.stopRequested(signal: 15, grace: .seconds(60)), now: at(2000))
        #expect(core.step(.timer, now: at(9000)).first == .killTree)
    }

    @Test func aSecondStopMayOnlyShortenTheGrace() {
        var core = running()
        _ = core.step(.stopRequested(signal: 15, grace: .seconds(3)), now: at(2000))
        #expect(core.step(.stopRequested(signal: 15, grace: .seconds(6)), now: at(2100)) == [])
        #expect(core.step(.stopRequested(signal: 9, grace: .zero), now: at(2200)).first == .killTree)
    }

    let checkpoint = SupervisorCore.Checkpoint(signal: 10, grace: .seconds(4))

    func asked(_ terms: SupervisorCore.Terms? = nil) -> SupervisorCore {
        var core = running(terms)
        _ = core.step(.stopRequested(signal: 15, grace: .seconds(1), checkpoint: checkpoint), now: at(2000))
        return core
    }

    @Test func aCheckpointIsAskedForBeforeTheStop() {
        var core = running()
        #expect(
            core.step(.stopRequested(signal: 15, grace: .seconds(1), checkpoint: checkpoint), now: at(2000))
                == [.awaitCheckpoint, .kill(signal: 10), .wakeAt(at(6000))])
        #expect(core.awaitsCheckpoint)
        #expect(core.step(.checkpointWritten, now: at(2500)) == [.kill(signal: 15), .wakeAt(at(3500))])
        #expect(!core.awaitsCheckpoint)
        #expect(core.step(.checkpointWritten, now: at(2600)) == [])
        _ = core.step(.childExited(.code(0)), now: at(2700))
        #expect(
            core.step(.treeEmpty, now: at(2701)).first
                == .record(
                    TaskEnd(
                        cause: .stopped, process: .code(0), checkpoint: .written(after: .milliseconds(500)))))
    }

    @Test func aCheckpointThatIsNotConfirmedHoldsTheStopUpForItsGraceOnly() {
        var core = asked()
        #expect(core.step(.timer, now: at(5999)) == [])
        #expect(core.step(.timer, now: at(6000)) == [.kill(signal: 15), .wakeAt(at(7000))])
        #expect(core.step(.timer, now: at(7000)).first == .killTree)
        _ = core.step(.childExited(.signal(9)), now: at(7001))
        #expect(
            core.step(.treeEmpty, now: at(7002)).first
                == .record(TaskEnd(cause: .stopped, process: .signal(9), checkpoint: .notWritten)))
    }

    @Test func aLeaseThatEndsWhileACheckpointIsWrittenWins() {
        var core = running()
        let slow = SupervisorCore.Checkpoint(signal: 10, grace: .seconds(3_600))
        _ = core.step(.stopRequested(signal: 15, grace: .seconds(1), checkpoint: slow), now: at(2000))
        #expect(core.step(.timer, now: at(9000)).first == .killTree)
        _ = core.step(.checkpointWritten, now: at(9001))
        _ = core.step(.childExited(.signal(9)), now: at(9002))
        #expect(
            core.step(.treeEmpty, now: at(9003)).first
                == .record(TaskEnd(cause: .leaseLapsed, process: .signal(9), checkpoint: .notWritten)))
    }

    @Test func aTaskThatEndsWhileItsCheckpointIsAwaitedIsOver() {
        var core = asked()
        #expect(core.step(.childExited(.code(0)), now: at(2100)).first == .killTree)
        #expect(
            core.step(.treeEmpty, now: at(2101)).first
                == .record(TaskEnd(cause: .stopped, process: .code(0), checkpoint: .notWritten)))
    }

    @Test func aRepeatedRequestMayOnlyBringTheEndNearer() {
        var core = asked()
        let longer = SupervisorCore.Checkpoint(signal: 10, grace: .seconds(60))
        #expect(
            core.step(.stopRequested(signal: 15, grace: .seconds(60), checkpoint: longer), now: at(2100)) == [])
        let shorter = SupervisorCore.Checkpoint(signal: 10, grace: .seconds(1))
        #expect(
            core.step(.stopRequested(signal: 15, grace: .seconds(1), checkpoint: shorter), now: at(2100))
                == [.wakeAt(at(3100))])
        // A stop without a checkpoint skips it, and ends no later than what was planned: 3100 and a second.
        #expect(
            core.step(.stopRequested(signal: 15, grace: .seconds(60)), now: at(2200))
                == [.kill(signal: 15), .wakeAt(at(4100))])
        #expect(core.step(.stopRequested(signal: 9, grace: .zero), now: at(2300)).first == .killTree)
    }

    @Test func aKillDoesNotWaitForACheckpoint() {
        var core = asked()
        #expect(core.step(.stopRequested(signal: 9, grace: .zero), now: at(2100)).first == .killTree)
    }

    @Test func whatHasNotBegunIsAskedForNoCheckpoint() {
        var core = SupervisorCore(terms: terms)
        _ = core.step(.begin(renewedAt: at(1000)), now: at(1500))
        #expect(
            core.step(.stopRequested(signal: 15, grace: .seconds(1), checkpoint: checkpoint), now: at(2000))
                == [.kill(signal: 15), .wakeAt(at(3000))])
    }

    @Test func whatCannotBeKilledIsReportedOnceAndTriedForever() {
        var core = running()
        var now = at(9000)
        var kills = 0
        var reports = 0
        var effects = core.step(.timer, now: now)
        for _ in 0..<40 {
            for effect in effects {
                switch effect {
                case .killTree: kills += 1
                case .reportNotDead:
                    reports += 1
                    #expect(now >= at(14000))
                case .wakeAt(let instant): now = instant
                default: Issue.record("unexpected \(effect)")
                }
            }
            effects = core.step(.timer, now: now)
        }
        #expect(kills == 40)
        #expect(reports == 1)
    }

    @Test func aProgramThatCannotBeStartedIsRecorded() {
        var core = SupervisorCore(terms: terms)
        _ = core.step(.begin(renewedAt: at(1000)), now: at(1500))
        #expect(
            core.step(.startFailed(stage: 10, error: 2), now: at(1501))
                == [.record(TaskEnd(cause: .startFailed(stage: 10, error: 2)))])
    }

    @Test func anEndHasOneEncoding() throws {
        let end = TaskEnd(
            cause: .startFailed(stage: 10, error: 2), process: .signal(9), killLateness: .seconds(1),
            overrun: .milliseconds(3), checkpoint: .written(after: .milliseconds(7)))
        #expect(try TaskEnd(canonicalBytes: end.canonicalBytes) == end)
    }
}
