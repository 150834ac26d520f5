import Determinism
import Fleet
import Testing

@Suite("Recovery")
struct RecoveryTests {
    @Test("a recovered state outranks the old one, and gives no number out again")
    func numbersJump() throws {
        var site = Site()
        site.submit(Site.job("before"))
        let before = site.state
        let index = site.state.beginRecovery(hold: .seconds(60), act: "cluster recover member 1")
        #expect(site.state.generation == before.generation + 1)
        #expect(index == before.lastIndex + FleetState.recoveryGap && site.state.lastIndex == index)
        #expect(site.state.placementHold == .seconds(60))
        let waiting = try #require(site.state.pending.elements.first)
        let jumped = try #require(site.state.allocations[waiting]?.attemptCount)
        #expect(jumped > (before.allocations[waiting]?.attemptCount ?? 0))
        site.index = index
        site.submit(Site.job("after"))
        let newest = try #require(Array(site.state.allocations.keys).last)
        #expect(newest.number > FleetState.recoveryGap)
    }

    @Test("a snapshot keeps the wait, and its end lets waiting work be placed")
    func holdEnds() throws {
        var site = Site()
        site.submit(Site.job("waits"))
        site.index = site.state.beginRecovery(hold: .seconds(7), act: "cluster restore")
        var copy = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(copy.placementHold == .seconds(7) && copy.stateHash == site.state.stateHash)
        let entry = FleetEntry(time: site.now, actor: "leader", operation: .endPlacementHold)
        let changes = copy.apply(entry, index: site.index + 1).changes
        #expect(copy.placementHold == nil)
        #expect(changes.contains { if case .allocationPending = $0 { true } else { false } })
    }

    @Test("an act that changes nothing else stands in the audit log")
    func actIsRecorded() {
        var site = Site()
        site.apply(.recordAct("coordinator add 4"), actor: "root")
        #expect(site.state.audit.last?.act == "coordinator add 4" && site.state.audit.last?.actor == "root")
    }

    @Test("the longest lease that ends is the one to wait for")
    func longestLease() {
        var site = Site()
        #expect(site.state.longestLease == .zero)
        var job = Site.job("long")
        job.lease = .seconds(90)
        site.submit(job)
        var endless = Site.job("endless")
        endless.lease = .unlimited
        site.submit(endless)
        #expect(site.state.longestLease == .seconds(90))
    }
}
