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

    /// A running attempt on `n1` that its agent reports as not dead.
    private func undead(stopped: Bool = false) throws -> (Site, Attempt) {
        var site = Site()
        site.submit(Site.job(type: .service))
        site.place(site.allocations()[0], on: "n1")
        let attempt = try #require(site.allocations().first?.current)
        site.report(attempt, .running)
        if stopped { site.apply(.stopJob(JobID(name: "job")), actor: "root") }
        site.report(attempt, .notDead)
        return (site, attempt)
    }

    @Test func whatIsNotDeadIsNotLostByTheArithmeticOfLeases() throws {
        var (site, attempt) = try undead()
        let verdict = site.apply(
            .declareLost(session: attempt.session, lost: [attempt.id], sessionIsOver: true, reason: "silent"))
        #expect(verdict.outcome.identifier == 0)
        #expect(site.state.nodes[NodeID("n1")]?.session == nil)
        #expect(site.state.attempt(attempt.id)?.state.isLive == true)
        #expect(site.state.used(on: NodeID("n1")).cpuMillicores == 1_000, "its resources stay taken")
        #expect(site.state.pending.isEmpty, "it is started nowhere else")
        // A later session of the same boot takes it over, and may tell its end.
        site.connect("n1", 2, adopted: [attempt.id])
        site.report(attempt, .ended(AttemptEnd(cause: .stopped, exit: .signal(9))), from: Site.session("n1", 2))
        #expect(site.state.attempt(attempt.id)?.state.isLive == false)
        #expect(site.state.used(on: NodeID("n1")) == .zero)
    }

    @Test func onlyWhatIsNotDeadInThatSessionCanBeConfirmedSingly() throws {
        var (site, attempt) = try undead()
        let ids = [attempt.id]
        let foreign = site.apply(
            .confirmDead(session: Site.session("n1", 9), attempts: ids, reason: "seen"), actor: "root")
        #expect(foreign.outcome.code == .conflict && foreign.changes.isEmpty)
        let request = RequestID(high: 1, low: 1)
        let confirm = Operation.confirmDead(session: attempt.session, attempts: ids, reason: "root has seen it")
        let done = site.apply(confirm, actor: "root", request: request)
        #expect(done.outcome.code == .done && done.outcome.identifier == 1)
        #expect(site.state.nodes[NodeID("n1")]?.session == attempt.session, "the session goes on")
        #expect(site.allocations().first?.state == .pending)
        #expect(site.apply(confirm, actor: "root", request: request).outcome == done.outcome)
        #expect(site.apply(confirm, actor: "root").outcome.code == .conflict)
    }

    @Test func aRunningAttemptCannotBeConfirmedSingly() throws {
        var site = Site()
        site.submit(Site.job())
        site.place(site.allocations()[0], on: "n1")
        let attempt = try #require(site.allocations().first?.current)
        site.report(attempt, .running)
        let answer = site.apply(
            .confirmDead(session: attempt.session, attempts: [attempt.id], reason: "wrong"), actor: "root")
        #expect(answer.outcome.code == .conflict)
        #expect(site.state.attempt(attempt.id)?.state == .running)
    }

    @Test func aStoppedJobIsNotStartedAnewBesideWhatCannotBeKilled() throws {
        var (site, attempt) = try undead(stopped: true)
        let refused = site.submit(Site.job(type: .service))
        #expect(refused.outcome.code == .conflict && refused.outcome.message.contains("confirm-dead n1"))
        site.apply(.closeSession(session: attempt.session, reason: "seen"))
        #expect(site.allocations().first?.state == .finished(.stopped))
        #expect(site.submit(Site.job(type: .service)).outcome.code == .done)
    }
}
