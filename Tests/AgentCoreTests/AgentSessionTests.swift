import AgentCore
import Determinism
import Fleet
import Testing

/// How a session is opened, given up, and left.
@Suite struct AgentSessionTests {
    let foundAtStart = RecoveredAgent(
        adopted: [.init(attempt: attempt(1), supervisor: 77)],
        ended: [.init(attempt: attempt(2), end: completed)], claimed: [attempt(3)])

    @Test func supervisorsThatLiveAreAdopted() {
        var rig = AgentRig(recovered: foundAtStart)
        #expect(rig.wait().hellos.map(\.adopted) == [[attempt(1)]])
    }

    @Test func recordedEndsAreToldAndBareClaimsAreNot() {
        var rig = AgentRig.open(recovered: foundAtStart)
        #expect(
            rig.wait().beats.map(\.tasks) == [
                [
                    TaskReport(attempt: attempt(1), state: .running, supervisor: 77),
                    TaskReport(attempt: attempt(2), state: .ended(completed)),
                ]
            ])
    }

    @Test func nothingThatWasClaimedBeforeARestartIsStartedAgain() {
        var rig = AgentRig.open(recovered: foundAtStart)
        for number in 1...3 as ClosedRange<UInt64> { #expect(rig.assign(attempt(number)).starts.isEmpty) }
        rig.step(.ended(attempt(1), completed))
        rig.acknowledge(1, settled: [attempt(1), attempt(2)])
        for number in 1...3 as ClosedRange<UInt64> { #expect(rig.assign(attempt(number)).starts.isEmpty) }
        // Nor is an end made up for a claim that nobody saw ending.
        #expect(rig.order(.stop(session: rig.session, attempt: attempt(3), reason: .drained)).beats.isEmpty)
        #expect(rig.wait().beats.map(\.tasks) == [[]])
    }

    @Test func anAdoptedAttemptThatIsNotAuthorisedIsKilledBeforeTheFirstRenewal() {
        var rig = AgentRig(recovered: foundAtStart)
        rig.wait()
        let effects = rig.acknowledge(1, end: [attempt(1)])
        #expect(effects.kills == [attempt(1)])
        #expect(effects.renewals.isEmpty)
        #expect(rig.step(.ended(attempt(1), completed)).renewals.count == 1)
    }

    @Test func aNewSessionIsOpenedOnceWhatMustEndIsDead() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        rig.run(attempt(2))
        rig.run(attempt(3))
        rig.step(.ended(attempt(3), completed))
        let former = rig.session
        let effects = rig.order(.openNewSession(session: former, end: [attempt(1)]))
        #expect(effects.kills == [attempt(1)])
        #expect(rig.session == former)
        #expect(rig.agent.nextDeadline == .never)
        rig.pass(3_000)
        #expect(rig.step(.tick).isEmpty)
        #expect(rig.step(.connected(member: 1)).isEmpty)
        let after = rig.step(.ended(attempt(1), completed))
        #expect(rig.session != former)
        #expect(rig.session.boot == former.boot)
        #expect(after.hellos.map(\.session) == [rig.session])
        #expect(after.hellos.map(\.sequence) == [1])
        #expect(after.hellos.map(\.adopted) == [[attempt(2)]])
        #expect(!rig.agent.isOpen)
        rig.acknowledge(1)
        let beats = rig.wait().beats
        #expect(beats.map(\.session) == [rig.session])
        #expect(beats.map { $0.tasks.map(\.attempt) } == [[attempt(1), attempt(2), attempt(3)]])
    }

    @Test func aNewSessionIsOpenedAtOnceWhereNothingHasToDie() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        let former = rig.session
        let hellos = rig.order(.openNewSession(session: former, end: [attempt(9)])).hellos
        #expect(hellos.map(\.adopted) == [[attempt(1)]])
        // A second copy of the order is for a session that is no more.
        #expect(rig.order(.openNewSession(session: former, end: [attempt(1)])).kills.isEmpty)
    }

    @Test func aSecondOrderToOpenMayNameMoreThatMustEnd() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        rig.run(attempt(2))
        rig.order(.openNewSession(session: rig.session, end: [attempt(1)]))
        #expect(rig.order(.openNewSession(session: rig.session, end: [attempt(1), attempt(2)])).kills == [attempt(2)])
        #expect(rig.step(.ended(attempt(1), completed)).hellos.isEmpty)
        #expect(rig.step(.ended(attempt(2), completed)).hellos.map(\.adopted) == [[]])
    }

    @Test func whatHadToEndBeforeIsNotOfferedForAdoption() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        rig.wait()
        rig.acknowledge(rig.sequence, end: [attempt(1)])
        #expect(rig.order(.openNewSession(session: rig.session, end: [])).hellos.isEmpty)
        let effects = rig.step(.ended(attempt(1), completed))
        #expect(effects.renewals.isEmpty)
        #expect(effects.hellos.map(\.adopted) == [[]])
    }

    @Test func whileASessionIsGivenUpNothingIsBegunOrRenewed() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        rig.wait()
        rig.order(.openNewSession(session: rig.session, end: [attempt(1)]))
        #expect(rig.assign(attempt(2)).starts.isEmpty)
        #expect(rig.command(2).runs.isEmpty)
        #expect(rig.acknowledge(rig.sequence).renewals.isEmpty)
    }

    @Test func sequencesOfAFormerSessionMeanNothingInTheNewOne() {
        var rig = AgentRig.open()
        for _ in 0..<5 { rig.wait() }
        rig.order(.openNewSession(session: rig.session, end: []))
        rig.acknowledge(1)
        #expect(rig.assign(attempt(1), under: 4).starts.isEmpty)
        #expect(rig.assign(attempt(1), under: 1).starts == [attempt(1)])
    }

    @Test func leavingStopsEveryTaskAndSaysGoodbyeWhenAllAreOver() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        rig.run(attempt(2))
        rig.pass(20)
        #expect(rig.step(.leave).stops == [attempt(1), attempt(2)])
        #expect(rig.step(.leave).stops.isEmpty)
        #expect(rig.assign(attempt(3)).starts.isEmpty)
        #expect(rig.command(3).runs.isEmpty)
        rig.step(.ended(attempt(1), completed))
        #expect(rig.wait().goodbyes == 0)
        rig.step(.notDead(attempt(2)))
        #expect(rig.wait().goodbyes == 0)
        let last = rig.step(.ended(attempt(2), completed))
        #expect(last.beats.map { $0.tasks.map(\.state) } == [[.ended(completed), .ended(completed)]])
        #expect(last.goodbyes == 1)
        #expect(last.hasLeft)
    }

    @Test func afterGoodbyeNothingIsBegun() {
        var rig = AgentRig.open()
        rig.wait()
        #expect(rig.step(.leave).hasLeft)
        #expect(rig.agent.nextDeadline == .never)
        #expect(rig.assign(attempt(1), under: rig.sequence).isEmpty)
        #expect(rig.command(1, under: rig.sequence).isEmpty)
        #expect(rig.acknowledge(rig.sequence).isEmpty)
        #expect(rig.step(.connected(member: 1)).isEmpty)
        #expect(rig.step(.leave).isEmpty)
        rig.pass(5_000)
        #expect(rig.step(.tick).isEmpty)
        #expect(rig.agent.nextDeadline == .never)
    }
}
