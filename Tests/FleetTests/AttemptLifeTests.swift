import Determinism
import Fleet
import Testing

/// From submission to the end, as an allocation and its attempts go through their states.
struct AttemptLifeTests {
    @Test func aSubmittedJobWaitsIsPlacedRunsAndCompletes() throws {
        var site = Site()
        let accepted = site.submit(Site.job())
        #expect(accepted.outcome.code == .done)
        #expect(accepted.outcome.identifier == 1)
        let waiting = try #require(site.allocations().first)
        #expect(waiting.state == .pending)
        #expect(site.state.pending.elements == [waiting.id])

        let held = site.place(waiting, on: "n1")
        #expect(held)
        let placed = try #require(site.allocations().first)
        let attempt = try #require(placed.current)
        #expect(placed.state == .active)
        #expect(attempt.state == .assigned)
        #expect(attempt.token == FencingToken(generation: 1, index: site.index))
        #expect(site.state.used(on: NodeID("n1")).cpuMillicores == 1_000)
        #expect(site.state.liveAttempts(of: Site.session("n1")).map(\.id) == [attempt.id])
        #expect(site.state.pending.isEmpty)

        let running = site.report(attempt, .running)
        #expect(running.changes == [.attemptRunning(attempt.id)])
        #expect(site.state.attempt(attempt.id)?.state == .running)
        site.end(attempt, .completed)
        #expect(site.allocations().first?.state == .finished(.complete))
        #expect(site.state.used(on: NodeID("n1")) == .zero)
        #expect(site.state.nodes[NodeID("n1")]?.liveAttempts == [])
    }

    @Test func aSnapshotHoldsTheWholeState() throws {
        var site = Site()
        site.submit(Site.job(count: 3))
        site.place(site.allocations()[0], on: "n1")
        let copy = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(copy.stateHash == site.state.stateHash)
        #expect(copy.pending == site.state.pending)
        #expect(copy.used(on: NodeID("n1")) == site.state.used(on: NodeID("n1")))
    }
}
