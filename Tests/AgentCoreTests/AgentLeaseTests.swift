import AgentCore
import Determinism
import Fleet
import Testing

/// What an acknowledgement does to the lease, and what must be dead before.
@Suite struct AgentLeaseTests {
    @Test func theLeaseCountsFromTheSendingOfTheAcknowledgedBeat() {
        var rig = AgentRig()
        rig.wait()
        let sent = rig.now
        rig.pass(400)
        #expect(rig.acknowledge(1).renewals == [sent])
        #expect(rig.agent.leaseSentAt == sent)
    }

    @Test func theLeaseNeverGoesBack() {
        var rig = AgentRig.open()
        rig.wait()
        let second = rig.now
        rig.wait()
        let third = rig.now
        #expect(rig.acknowledge(3).renewals == [third])
        #expect(rig.acknowledge(2).renewals.isEmpty)
        #expect(rig.acknowledge(3).renewals.isEmpty)
        #expect(rig.agent.leaseSentAt == third)
        #expect(second < third)
    }

    @Test func anAcknowledgementOfWhatWasNotSentIsIgnored() {
        var rig = AgentRig()
        rig.wait()
        #expect(rig.acknowledge(2).isEmpty)
        #expect(!rig.agent.isOpen)
    }

    @Test func anAcknowledgementOfALongPastBeatIsIgnored() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        for _ in 0..<1_030 { rig.wait() }
        #expect(rig.acknowledge(2, end: [attempt(1)]).isEmpty)
    }

    @Test func namesOfStrangersDoNotDelayTheRenewal() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        rig.step(.ended(attempt(1), completed))
        rig.wait()
        rig.wait()
        let effects = rig.acknowledge(3, end: [attempt(1), attempt(9)])
        #expect(effects.kills.isEmpty)
        #expect(effects.renewals == [rig.now])
    }

    @Test func theRenewalWaitsUntilWhatMustEndIsDead() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        rig.run(attempt(2))
        let before = rig.agent.leaseSentAt
        rig.pass(2_000)
        rig.wait()
        let sent = rig.now
        let effects = rig.acknowledge(rig.sequence, end: [attempt(1), attempt(2)])
        #expect(effects.kills == [attempt(1), attempt(2)])
        #expect(effects.renewals.isEmpty)
        rig.pass(50)
        #expect(rig.step(.ended(attempt(1), AttemptEnd(cause: .stopped))).renewals.isEmpty)
        #expect(rig.agent.leaseSentAt == before)
        rig.pass(50)
        #expect(rig.step(.ended(attempt(2), AttemptEnd(cause: .stopped))).renewals == [sent])
    }

    @Test func whatCannotBeKilledIsWaitedForUntilItIsKnownAndIsToldUntilItIsGone() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        rig.run(attempt(2))
        rig.run(attempt(3))
        rig.wait()
        let sent = rig.now
        #expect(rig.acknowledge(rig.sequence, end: [attempt(1), attempt(2)]).renewals.isEmpty)
        // One of two that had to end is still to be waited for.
        #expect(rig.step(.notDead(attempt(1))).renewals.isEmpty)
        #expect(rig.step(.ended(attempt(2), completed)).renewals == [sent])
        #expect(rig.wait().beats.last?.tasks.map(\.state) == [.notDead, .ended(completed), .running])
        // The leader goes on naming it: it is not killed anew, and the others' lease goes on.
        let next = rig.now
        let effects = rig.acknowledge(rig.sequence, end: [attempt(1)])
        #expect(effects.kills.isEmpty && effects.renewals == [next])
        #expect(rig.step(.notDead(attempt(1))).isEmpty, "it is told once")
        // It is never started again, and neither is another attempt of its allocation here.
        #expect(rig.assign(attempt(1, 2), under: rig.sequence).starts.isEmpty)
        rig.step(.ended(attempt(1), completed))
        #expect(rig.wait().beats.last?.tasks.first?.state == .ended(completed))
        #expect(rig.assign(attempt(1, 2), under: rig.sequence).starts == [attempt(1, 2)])
    }

    @Test func aSessionIsReplacedWithoutWaitingForWhatCannotBeKilledWhichTheNewOneAdopts() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        rig.run(attempt(2))
        let old = rig.session
        rig.order(.openNewSession(session: old, end: [attempt(1), attempt(2)]))
        rig.step(.ended(attempt(2), completed))
        #expect(rig.session == old)
        let hellos = rig.step(.notDead(attempt(1))).hellos
        #expect(rig.session != old && hellos.map(\.adopted) == [[attempt(1)]])
    }

    @Test func anAgentThatFindsWhatCannotBeKilledSaysSoWithItsFirstBeat() {
        var rig = AgentRig.open(
            recovered: RecoveredAgent(adopted: [.init(attempt: attempt(1), supervisor: 7, isNotDead: true)]))
        #expect(rig.wait().beats.map { $0.tasks.map(\.state) } == [[.notDead]])
        #expect(rig.acknowledge(rig.sequence, end: [attempt(1)]).renewals == [rig.now])
    }

    @Test func aLaterAcknowledgementWithoutNamesDoesNotTakeAnEndBack() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        rig.wait()
        #expect(rig.acknowledge(rig.sequence, end: [attempt(1)]).kills == [attempt(1)])
        rig.wait()
        let sent = rig.now
        #expect(rig.acknowledge(rig.sequence).renewals.isEmpty)
        #expect(rig.acknowledge(rig.sequence, end: [attempt(1)]).kills.isEmpty)
        #expect(rig.step(.ended(attempt(1), completed)).renewals == [sent])
    }

    @Test func anOlderAcknowledgementCanStillNameWhatMustEnd() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        rig.wait()
        rig.wait()
        #expect(rig.acknowledge(rig.sequence).renewals.count == 1)
        #expect(rig.acknowledge(rig.sequence - 1, end: [attempt(1)]).kills == [attempt(1)])
        rig.wait()
        #expect(rig.acknowledge(rig.sequence).renewals.isEmpty)
    }

    @Test func orderersThatHaveBeenFollowedAreNotObeyed() {
        var rig = AgentRig.open()
        rig.wait()
        rig.acknowledge(2, stamp: LeaderStamp(generation: 1, term: 6))
        let lease = rig.agent.leaseSentAt
        rig.wait()
        #expect(rig.acknowledge(3, stamp: LeaderStamp(generation: 1, term: 5)).renewals.isEmpty)
        #expect(rig.assign(attempt(1), stamp: LeaderStamp(generation: 1, term: 5)).starts.isEmpty)
        #expect(rig.assign(attempt(1), stamp: LeaderStamp(generation: 0, term: 99)).starts.isEmpty)
        #expect(rig.agent.leaseSentAt == lease)
        #expect(rig.agent.refusedOrders == 3)
        #expect(rig.acknowledge(3, stamp: LeaderStamp(generation: 2, term: 1)).renewals.count == 1)
    }

    @Test func anOrderForAnotherSessionIsRefusedAndItsLeaderRemembered() {
        var rig = AgentRig.open()
        let other = SessionID(node: AgentRig.node, boot: "boot", nonce: 8)
        let effects = rig.assign(attempt(1), session: other, stamp: LeaderStamp(generation: 1, term: 9))
        #expect(effects.starts.isEmpty)
        #expect(effects.refusals == 1)
        #expect(rig.assign(attempt(1)).starts.isEmpty)
        #expect(rig.assign(attempt(1), stamp: LeaderStamp(generation: 1, term: 9)).starts == [attempt(1)])
    }
}
