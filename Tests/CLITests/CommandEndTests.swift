import Testing
import Wire

@testable import CLI

@Suite("Fleet commands: output, summary and exit code")
struct CommandEndTests {
    private func end(_ how: CommandResult.How) -> CommandEnd { CommandEnd(CommandResult(how: how)) }

    @Test("success is 0, a failure 1, and what is not known 3, which weighs more")
    func exitCodes() {
        let good = end(.exited(Exit(how: .code(0))))
        let bad = end(.exited(Exit(how: .code(5))))
        let killed = end(.exited(Exit(how: .signal(9))))
        let absent = end(.notStarted("no such program"))
        let unknown = end(.unknown("the agent restarted"))
        let unreachable = end(.unreachable("no session"))
        #expect(CommandEnd.code([good, good]) == nil)
        for failure in [bad, killed, absent] { #expect(CommandEnd.code([good, failure]) == .failed) }
        for silence in [unknown, unreachable, CommandEnd(nil)] {
            #expect(CommandEnd.code([bad, silence, good]) == .unreachable)
        }
    }

    @Test("the summary names each server that did not succeed")
    func summary() {
        let good = end(.exited(Exit(how: .code(0))))
        #expect(CommandEnd.summary([("a", good)], command: 3) == "1 of 1 server succeeded")
        #expect(
            CommandEnd.summary(
                [("a", good), ("b", end(.exited(Exit(how: .code(5))))), ("c", end(.unreachable("no session")))],
                command: 3) == """
                    1 of 3 servers succeeded (command 3)
                      b: exit code 5
                      c: unreachable, no session
                    """)
    }

    /// Gathers what a printer writes.
    private final class Sink {
        var out = ""
        var error = ""
        func take(_ bytes: [UInt8], isError: Bool) {
            let text = String(decoding: bytes, as: UTF8.self)
            if isError { error += text } else { out += text }
        }
    }

    @Test("lines of several servers do not mix, and the streams stay apart")
    func lines() {
        let sink = Sink()
        var printer = LinePrinter(isQuiet: false, write: sink.take)
        printer.take(Array("one\ntw".utf8), node: "a", isError: false)
        printer.take(Array("eins\n".utf8), node: "b", isError: false)
        printer.take(Array("oh".utf8), node: "a", isError: true)
        printer.take(Array("o\n\nend".utf8), node: "a", isError: false)
        #expect(sink.out == "a: one\nb: eins\na: two\na: \n" && sink.error.isEmpty)
        printer.finish()
        #expect(sink.out.hasSuffix("a: end\n") && sink.error == "a: oh\n")
    }

    @Test("a line without end is broken, so that memory stays bounded")
    func longLine() {
        let sink = Sink()
        var printer = LinePrinter(isQuiet: false, write: sink.take)
        printer.take([UInt8](repeating: 120, count: LinePrinter.lineAtMost + 1), node: "a", isError: false)
        #expect(sink.out.utf8.count == LinePrinter.lineAtMost + 4)
    }
}
