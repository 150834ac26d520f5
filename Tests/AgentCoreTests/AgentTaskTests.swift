import AgentCore
import Determinism
import Fleet
import Testing

/// What is started, and what never is.
@Suite struct AgentTaskTests {
    @Test func anAssignmentIsStartedOnce() {
        var rig = AgentRig.open()
        #expect(rig.assign(attempt(1)).starts == [attempt(1)])
        #expect(rig.assign(attempt(1)).starts.isEmpty)
        rig.step(.started(attempt(1), supervisor: 1))
        #expect(rig.assign(attempt(1)).starts.isEmpty)
        rig.step(.ended(attempt(1), completed))
        #expect(rig.assign(attempt(1)).starts.isEmpty)
        rig.acknowledge(1, settled: [attempt(1)])
        #expect(rig.assign(attempt(1)).starts.isEmpty)
    }

    @Test func nothingIsStartedBeforeTheSessionIsOpen() {
        var rig = AgentRig()
        rig.wait()
        #expect(rig.assign(attempt(1)).starts.isEmpty)
        #expect(rig.command(1).runs.isEmpty)
    }

    @Test func anAssignmentDiesWithItsLease() {
        let lead = Span.milliseconds(300)
        var late = AgentRig.open()
        late.now = late.agent.leaseSentAt + (.seconds(5) - lead)
        #expect(late.assign(attempt(1)).starts.isEmpty)
        // A newer lease has room for it again.
        late.wait()
        late.acknowledge(2)
        #expect(late.assign(attempt(1), under: 2).starts == [attempt(1)])

        var timely = AgentRig.open()
        timely.now = timely.agent.leaseSentAt + (.seconds(5) - lead - .milliseconds(1))
        #expect(timely.assign(attempt(1)).starts == [attempt(1)])
    }

    @Test func aShortLeaseIsNotEatenUpByTheKillLead() {
        #expect(AgentSettings().lead(for: .seconds(1)) == .milliseconds(200))
        #expect(AgentSettings().lead(for: .seconds(60)) == .milliseconds(300))
        #expect(AgentSettings().lead(for: .unlimited) == .milliseconds(300))
    }

    @Test func anUnlimitedLeaseLetsALateAssignmentStart() {
        var rig = AgentRig.open()
        rig.pass(900_000)
        #expect(rig.assign(attempt(1), lease: .unlimited).starts == [attempt(1)])
    }

    @Test func anAssignmentUnderALeaseThatWasNeverAskedForIsRefused() {
        var rig = AgentRig.open()
        #expect(rig.assign(attempt(1), under: 2).starts.isEmpty)
        #expect(rig.assign(attempt(1), under: 0).starts.isEmpty)
    }

    @Test func whatHadToEndBeforeItBeganNeverBegins() {
        var rig = AgentRig.open()
        rig.wait()
        rig.acknowledge(2, end: [attempt(1)])
        #expect(rig.assign(attempt(1), under: 2).starts.isEmpty)
        #expect(rig.agent.liveAttempts.isEmpty)
    }

    @Test func whatWasStoppedBeforeItBeganNeverBeginsAndIsToldAsEnded() {
        var rig = AgentRig.open()
        rig.pass(100)
        let beats = rig.order(.stop(session: rig.session, attempt: attempt(1), reason: .jobStopped)).beats
        #expect(beats.first?.tasks.count == 1)
        guard case .ended(let end)? = beats.first?.tasks.first?.state else {
            Issue.record("\(beats)")
            return
        }
        #expect(end.cause == .stopped)
        #expect(rig.assign(attempt(1)).starts.isEmpty)
    }

    @Test func aStopIsPassedOnOnce() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        let stop = LeaderOrder.stop(session: rig.session, attempt: attempt(1), reason: .preempted)
        #expect(rig.order(stop).stops == [attempt(1)])
        #expect(rig.order(stop).stops.isEmpty)
        #expect(rig.wait().beats.map { $0.tasks.map(\.state) } == [[.stopping]])
        rig.step(.ended(attempt(1), completed))
        #expect(rig.order(stop).stops.isEmpty)
    }

    @Test func aStopDuringTheStartIsPassedOn() {
        var rig = AgentRig.open()
        rig.assign(attempt(1))
        #expect(
            rig.order(.stop(session: rig.session, attempt: attempt(1), reason: .drained)).stops == [attempt(1)])
    }

    @Test func anotherAttemptOfTheSameAllocationWaitsForTheFirstToBeOver() {
        var rig = AgentRig.open()
        rig.run(attempt(1, 1))
        #expect(rig.assign(attempt(1, 2)).starts.isEmpty)
        rig.step(.notDead(attempt(1, 1)))
        #expect(rig.assign(attempt(1, 2)).starts.isEmpty)
        rig.step(.ended(attempt(1, 1), completed))
        #expect(rig.assign(attempt(1, 2)).starts == [attempt(1, 2)])
    }

    @Test func duplicatesRunWhereTheJobAllowsThem() {
        var rig = AgentRig.open()
        rig.assign(attempt(1, 1), duplicates: true)
        #expect(rig.assign(attempt(1, 2), duplicates: true).starts == [attempt(1, 2)])
    }

    @Test func aStartThatFailedIsTold() {
        var rig = AgentRig.open()
        rig.assign(attempt(1))
        rig.pass(20)
        let beats = rig.step(.startFailed(attempt(1), reason: "no such program")).beats
        #expect(
            beats.map { $0.tasks.map(\.state) } == [
                [.ended(AttemptEnd(cause: .notStarted, message: "no such program"))]
            ])
    }

    @Test func aSecondEndDoesNotReplaceTheFirst() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        rig.step(.ended(attempt(1), completed))
        rig.step(.ended(attempt(1), AttemptEnd(cause: .lapsed)))
        rig.step(.notDead(attempt(1)))
        rig.step(.started(attempt(1), supervisor: 9))
        #expect(rig.wait().beats.map { $0.tasks.map(\.state) } == [[.ended(completed)]])
    }

    @Test func moreTasksThanItHoldsAreRefused() {
        var settings = AgentSettings()
        settings.tasksAtMost = 3
        var rig = AgentRig.open(settings: settings)
        for number in 1...3 as ClosedRange<UInt64> { #expect(rig.assign(attempt(number)).starts.count == 1) }
        let effects = rig.assign(attempt(4))
        #expect(effects.starts.isEmpty)
        #expect(effects.refusals == 1)
        rig.step(.ended(attempt(1), completed))
        rig.acknowledge(1, settled: [attempt(1)])
        #expect(rig.assign(attempt(4)).starts == [attempt(4)])
    }
}
