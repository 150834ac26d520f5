import Testing

@testable import Coordinator

@Suite("What the log tells of strangers") struct StrangerLogTests {
    @Test("A flood is told in a few lines and one number, and the next stretch begins anew")
    func flood() {
        var log = StrangerLog()
        var told = 0
        for turn in 0..<1_000 {
            told += log.admit(["a\(turn)", "b\(turn)"], now: UInt64(turn)).count
            #expect(log.summary(now: UInt64(turn)) == nil)
        }
        #expect(told == StrangerLog.linesAtMost)
        let later = StrangerLog.stretch + 1
        #expect(log.summary(now: later) == 2_000 - StrangerLog.linesAtMost)
        #expect(log.summary(now: later) == nil)
        #expect(log.admit(["c"], now: later) == ["c"])
    }
}
