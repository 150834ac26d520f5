import Determinism
import Fleet
import Testing

@testable import CoordinatorCore

/// What a coordinator takes for news of a server.
@Suite struct BeatsTests {
    private func session(_ nonce: UInt64) -> SessionID { SessionID(node: NodeID("a"), boot: "boot", nonce: nonce) }

    private func hear(_ nonce: UInt64, _ sequence: UInt64, open: UInt64, by beats: inout Beats) -> Bool {
        beats.hear(
            node: NodeID("a"), session: session(nonce), sequence: sequence, acknowledged: 0, tasks: [],
            open: session(open), by: .direct, now: Instant(nanoseconds: 1))
    }

    /// A copy of an old beat that says nothing of a command or a task must not be taken for one that was sent after it.
    @Test func anOldCopyIsNoNewsHoweverManyMachinesHaveSpokenMeanwhile() {
        var beats = Beats()
        #expect(hear(1, 5, open: 1, by: &beats))
        for nonce in 2...20 as ClosedRange<UInt64> { #expect(hear(nonce, 1, open: 1, by: &beats)) }
        #expect(!hear(1, 4, open: 1, by: &beats) && !hear(1, 5, open: 1, by: &beats))
        #expect(beats.entry(NodeID("a"))?.session == session(20), "it does not displace the newest")
        #expect(hear(1, 6, open: 1, by: &beats))
        #expect(!hear(20, 1, open: 1, by: &beats))
    }

    @Test func whatIsRememberedOfAServerIsBounded() throws {
        var beats = Beats()
        for nonce in 1...100 as ClosedRange<UInt64> { #expect(hear(nonce, 1, open: 50, by: &beats)) }
        let former = try #require(beats.entry(NodeID("a"))?.former)
        #expect(former.count <= Beats.formerAtMost)
        #expect(former.contains { $0.session == session(50) } && former.first?.session == session(99))
    }
}
