import AgentCore
import Determinism
import Fleet
import Testing

/// When the agent speaks, and what it tells.
@Suite struct AgentSpeechTests {
    @Test func theFirstHelloComesWithinATenthOfABeat() {
        var delays = SortedSet<UInt64>()
        for seed in 1...20 as ClosedRange<UInt64> {
            let rig = AgentRig(seed: seed)
            let delay = rig.agent.nextDeadline.since(rig.now)
            #expect(delay <= .milliseconds(100))
            delays.insert(delay.nanoseconds)
        }
        #expect(delays.count > 10)
    }

    @Test func itSaysHelloWithEveryBeatUntilItIsAcknowledged() {
        var rig = AgentRig()
        #expect(rig.wait().hellos.map(\.sequence) == [1])
        let first = rig.now
        #expect(rig.wait().hellos.map(\.sequence) == [2])
        #expect(rig.now == first + .seconds(1))
        rig.acknowledge(2)
        #expect(rig.agent.isOpen)
        let effects = rig.wait()
        #expect(effects.hellos.isEmpty)
        #expect(effects.beats.map(\.sequence) == [3])
        #expect(effects.beats.map(\.acknowledged) == [2])
    }

    @Test func aShorterBeatIntervalCountsAtOnceAndALongerOneFromTheNextBeat() {
        func told(_ rig: inout AgentRig, _ interval: Span) {
            rig.order(
                .acknowledge(
                    Acknowledgement(session: rig.session, sequence: rig.sequence, beatInterval: interval)))
        }
        var rig = AgentRig.open()
        rig.wait()
        let sent = rig.now
        rig.pass(100)
        told(&rig, .milliseconds(250))
        #expect(rig.agent.nextDeadline == sent + .milliseconds(250))
        rig.wait()
        #expect(rig.agent.nextDeadline == rig.now + .milliseconds(250))
        told(&rig, .seconds(2))
        #expect(rig.agent.nextDeadline == rig.now + .milliseconds(250))
        rig.wait()
        #expect(rig.agent.nextDeadline == rig.now + .seconds(2))
        told(&rig, .zero)
        #expect(rig.agent.beatInterval == .seconds(2))
    }

    @Test func aBeatTellsHowLateItsTimerWas() {
        var rig = AgentRig.open()
        rig.now = rig.agent.nextDeadline + .milliseconds(700)
        #expect(rig.step(.tick).beats.map(\.lateness) == [.milliseconds(700)])
        rig.pass(20)
        #expect(rig.step(.connected(member: 1)).beats.map(\.lateness) == [nil])
        #expect(rig.wait().beats.map(\.lateness) == [.zero])
    }

    @Test func aNewConnectionIsGreetedAtOnce() {
        var rig = AgentRig()
        rig.pass(1)
        #expect(rig.step(.connected(member: 1)).hellos.count == 1)
    }

    @Test func nothingIsSentBeforeItsTime() {
        var rig = AgentRig.open()
        rig.pass(999)
        #expect(rig.step(.tick).beats.isEmpty)
        rig.pass(1)
        #expect(rig.step(.tick).beats.count == 1)
    }

    @Test func newsAreToldAtOnceAndThenAtMostEveryFewMilliseconds() {
        var rig = AgentRig.open()
        rig.pass(100)
        rig.assign(attempt(1))
        rig.assign(attempt(2))
        rig.pass(20)
        #expect(rig.step(.started(attempt(1), supervisor: 11)).beats.count == 1)
        #expect(rig.step(.started(attempt(2), supervisor: 12)).beats.isEmpty)
        #expect(rig.step(.ended(attempt(1), completed)).beats.isEmpty)
        #expect(rig.agent.nextDeadline == rig.now + AgentSettings().newsInterval)
        let beats = rig.wait().beats
        #expect(
            beats.map(\.tasks) == [
                [
                    TaskReport(attempt: attempt(1), state: .ended(completed), supervisor: 11),
                    TaskReport(attempt: attempt(2), state: .running, supervisor: 12),
                ]
            ])
    }

    @Test func anExtraBeatDoesNotShiftTheRhythm() {
        var rig = AgentRig.open()
        let due = rig.agent.nextDeadline
        rig.pass(500)
        rig.run(attempt(1))
        #expect(rig.agent.nextDeadline == due)
    }

    @Test func everythingUnsettledIsToldAgainWithEveryBeat() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        rig.command(3)
        rig.step(.ended(attempt(1), completed))
        rig.step(.commandEnded(CommandID(3), .exited(.code(2))))
        rig.wait()
        for _ in 0..<3 {
            let beats = rig.wait().beats
            #expect(beats.map { $0.tasks.map(\.state) } == [[.ended(completed)]])
            #expect(beats.map(\.commands) == [[CommandReport(command: CommandID(3), result: .exited(.code(2)))]])
        }
        let effects = rig.acknowledge(1, settled: [attempt(1)], commands: [CommandID(3)])
        #expect(effects.forgotten == [attempt(1)])
        #expect(effects.forgottenCommands == [CommandID(3)])
        let beats = rig.wait().beats
        #expect(beats.map(\.tasks) == [[]])
        #expect(beats.map(\.commands) == [[]])
    }

    @Test func whatIsNotOverIsNotForgotten() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        rig.command(3)
        let effects = rig.acknowledge(1, settled: [attempt(1)], commands: [CommandID(3)])
        #expect(effects.forgotten.isEmpty)
        #expect(effects.forgottenCommands.isEmpty)
        #expect(rig.agent.liveAttempts == [attempt(1)])
    }

    @Test func longSentencesAreCutAtACharacter() {
        var rig = AgentRig.open()
        rig.run(attempt(1))
        let sentence = String(repeating: "ä", count: 400)
        rig.step(.ended(attempt(1), AttemptEnd(cause: .failed, message: "x" + sentence)))
        let tasks = rig.wait().beats.first?.tasks ?? []
        #expect(
            tasks.map(\.state) == [
                .ended(AttemptEnd(cause: .failed, message: "x" + String(repeating: "ä", count: 255)))
            ])
    }

    @Test func outputGoesToAllAndALogToWhoeverAsked() {
        var rig = AgentRig.open()
        let chunk = OutputChunk(source: .command(CommandID(1)), stream: .output, offset: 0, data: [1])
        guard case .sendAll(.output(rig.session, chunk))? = rig.step(.commandOutput(chunk)).first else {
            Issue.record("output was not sent to all")
            return
        }
        let log = OutputChunk(source: .log(request: 9), stream: .error, offset: 0, data: [1])
        guard case .send(to: 3, .output(rig.session, log))? = rig.step(.log(to: 3, log)).first else {
            Issue.record("the log was not sent to member 3")
            return
        }
    }

    @Test func aLogIsReadInPiecesOfAtMost64KiB() {
        var rig = AgentRig.open()
        let effects = rig.order(
            .readLog(
                session: rig.session, request: 9, attempt: attempt(1), stream: .error, offset: 5, limit: 1_000_000),
            from: 2)
        guard case .readLog(to: 2, request: 9, attempt(1), stream: .error, offset: 5, limit: 65_536)? = effects.first
        else {
            Issue.record("\(effects)")
            return
        }
    }

    @Test func coordinatorsAreToldToTheShellOnlyWhenTheyChange() {
        var rig = AgentRig.open()
        let list = [CoordinatorAddress(member: 1, host: "c1", basePort: 7070, publicKey: "key")]
        #expect(rig.order(.coordinators(list)).count == 1)
        #expect(rig.order(.coordinators(list)).isEmpty)
        #expect(rig.order(.coordinators([])).isEmpty)
        #expect(rig.agent.coordinators == list)
    }
}
