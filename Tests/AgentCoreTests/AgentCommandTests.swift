import AgentCore
import Determinism
import Fleet
import Testing

/// A command runs at most once.
@Suite struct AgentCommandTests {
    @Test func aCommandIsRunOnce() {
        var rig = AgentRig.open()
        #expect(rig.command(5).runs == [CommandID(5)])
        #expect(rig.command(5).runs.isEmpty)
        rig.step(.commandEnded(CommandID(5), .exited(.code(0))))
        #expect(rig.command(5).runs.isEmpty)
    }

    @Test func aLateCopyOfASettledCommandIsRefused() {
        var rig = AgentRig.open()
        rig.command(4)
        rig.command(5)
        rig.step(.commandEnded(CommandID(5), .exited(.code(0))))
        // Command 4 still runs, so that the coordinators' watermark stays below it.
        #expect(rig.acknowledge(1, commands: [CommandID(5)], through: 3).forgottenCommands == [CommandID(5)])
        let effects = rig.command(5)
        #expect(effects.runs.isEmpty)
        #expect(effects.refusals == 1)
    }

    @Test func settledCommandsAreRememberedWithinBounds() {
        var settings = AgentSettings()
        settings.commandsAtMost = 8
        var rig = AgentRig.open(settings: settings)
        for number in 10...60 as ClosedRange<UInt64> {
            #expect(rig.command(number).runs.count == 1)
            rig.step(.commandEnded(CommandID(number), .exited(.code(0))))
            rig.acknowledge(1, commands: [CommandID(number)], through: 1)
        }
        for number in 10...60 as ClosedRange<UInt64> { #expect(rig.command(number).runs.isEmpty) }
        #expect(rig.command(61).runs.count == 1)
    }

    @Test func nothingAtOrBelowTheWatermarkIsRun() {
        var rig = AgentRig.open()
        rig.acknowledge(1, through: 7)
        #expect(rig.command(7).runs.isEmpty)
        rig.acknowledge(1, through: 2)
        #expect(rig.command(6).runs.isEmpty)
        #expect(rig.command(8).runs == [CommandID(8)])
    }

    @Test func aCommandThatComesTooLateIsNotRun() {
        var rig = AgentRig.open()
        rig.now = rig.agent.leaseSentAt + .seconds(3)
        #expect(rig.command(5, startWithin: .seconds(3)).runs.isEmpty)
        #expect(rig.command(5, startWithin: .milliseconds(3_001)).runs == [CommandID(5)])
    }

    /// A leader that has been answered what it sent after a command's last possible start concludes that the command did not start.
    @Test func aCommandThatIsOlderThanTheNewestAnswerIsNotRunWhateverTheClockSays() {
        var rig = AgentRig.open()
        rig.wait()
        rig.acknowledge(rig.sequence)
        #expect(rig.command(5, under: rig.sequence - 1).runs.isEmpty)
        #expect(rig.command(5, under: rig.sequence).runs == [CommandID(5)])
    }

    @Test func aCommandOfAnotherSessionIsRefused() {
        var rig = AgentRig.open()
        #expect(rig.command(5, session: SessionID(node: AgentRig.node, boot: "boot", nonce: 8)).runs.isEmpty)
    }

    @Test func whatARestartLeftOpenIsUnknownAndNotRunAgain() {
        let journal = [
            CommandReport(command: CommandID(3), result: .exited(.code(1))),
            CommandReport(command: CommandID(4), result: nil),
        ]
        var rig = AgentRig.open(recovered: RecoveredAgent(commands: journal))
        #expect(rig.command(3).runs.isEmpty)
        #expect(rig.command(4).runs.isEmpty)
        let reports = rig.wait().beats.first?.commands ?? []
        #expect(reports.first == journal.first)
        guard case .unknown? = reports.last?.result else {
            Issue.record("\(reports)")
            return
        }
        // A result that the shell finds later does not replace what was told.
        rig.step(.commandEnded(CommandID(4), .exited(.code(0))))
        #expect(rig.wait().beats.first?.commands == reports)
    }

    @Test func moreCommandsThanItHoldsAreRefused() {
        var settings = AgentSettings()
        settings.commandsAtMost = 2
        var rig = AgentRig.open(settings: settings)
        rig.command(1)
        rig.command(2)
        #expect(rig.command(3).refusals == 1)
    }
}
