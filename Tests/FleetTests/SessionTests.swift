import Determinism
import Fleet
import Testing

struct SessionTests {
    private func running(on node: String = "n1") throws -> (site: Site, attempt: Attempt) {
        var site = Site()
        site.submit(Site.job())
        site.place(site.allocations()[0], on: node)
        return (site, try #require(site.allocations()[0].current))
    }

    @Test func anUnknownServerOpensNoSession() {
        var site = Site()
        let stranger = site.connect("stranger")
        #expect(stranger.outcome.code == .notFound)
        site.apply(.removeKey(publicKey: "key-n1"), actor: "root")
        let removed = site.connect("n1", 2)
        #expect(removed.outcome.code == .conflict)
        #expect(site.state.nodes[NodeID("n1")] != nil)
    }

    @Test func theSameHelloTwiceChangesNothing() {
        var site = Site()
        let again = site.connect("n1")
        #expect(again.outcome.code == .done)
        #expect(again.changes.isEmpty)
    }

    @Test func aSessionThatIsOverIsNotOpenedAgain() throws {
        var site = Site()
        site.apply(.declareLost(session: Site.session("n1"), lost: [], sessionIsOver: true, reason: "silent"))
        let late = site.connect("n1")
        #expect(late.outcome.code == .conflict && late.changes.isEmpty)
        #expect(site.connect("n1", 2).outcome.code == .done)
        #expect(site.connect("n1").outcome.code == .conflict, "what was replaced neither")
        #expect(site.state.nodes[NodeID("n1")]?.session == Site.session("n1", 2))
        for nonce in 3..<9 as Range<UInt64> { #expect(site.connect("n1", nonce).outcome.code == .done) }
        #expect(
            site.state.nodes[NodeID("n1")]?.formerSessions == (4...7).map { Site.session("n1", $0) },
            "so many are remembered")
        let copy = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(copy.stateHash == site.state.stateHash)
    }

    @Test func aSessionOfTheSameBootAdoptsWhatItFoundAlive() throws {
        var (site, attempt) = try running()
        site.connect("n1", 2, adopted: [attempt.id])
        #expect(site.state.attempt(attempt.id)?.session == Site.session("n1", 2))
    }

    @Test func aSessionOfAnotherBootAdoptsNothing() throws {
        var (site, attempt) = try running()
        site.connect("n1", 2, boot: "b2", adopted: [attempt.id])
        #expect(site.state.attempt(attempt.id)?.session == Site.session("n1"))
        #expect(site.state.used(on: NodeID("n1")) == attempt.resources)
    }

    @Test func anotherSessionsReportChangesNothingUnlessItIsAnExitRecordOfTheSameBoot() throws {
        var (site, attempt) = try running()
        site.connect("n1", 2)
        let later = Site.session("n1", 2)
        let without = site.report(attempt, .ended(AttemptEnd(cause: .lapsed)), from: later)
        #expect(without.changes.isEmpty)
        let foreign = site.report(
            attempt, .ended(AttemptEnd(cause: .failed, exit: .code(1))), from: Site.session("n1", 3, boot: "b2"))
        #expect(foreign.changes.isEmpty)
        let elsewhere = site.report(
            attempt, .ended(AttemptEnd(cause: .failed, exit: .code(1))), from: Site.session("n2"))
        #expect(elsewhere.changes.isEmpty)
        let record = site.report(attempt, .ended(AttemptEnd(cause: .completed, exit: .code(0))), from: later)
        #expect(record.changes.contains(.attemptEnded(attempt.id)))
    }

    @Test func aLossNamesItsSessionAndEndsNothingElse() throws {
        var (site, attempt) = try running()
        site.connect("n1", 2, adopted: [attempt.id])
        site.apply(
            .declareLost(session: Site.session("n1"), lost: [attempt.id], sessionIsOver: true, reason: "silent"))
        #expect(site.state.attempt(attempt.id)?.state.isLive == true)
        #expect(site.state.nodes[NodeID("n1")]?.session == Site.session("n1", 2))
        let lost = site.apply(
            .declareLost(session: Site.session("n1", 2), lost: [attempt.id], sessionIsOver: true, reason: "silent"))
        #expect(lost.changes.contains(.attemptEnded(attempt.id)))
        #expect(lost.changes.contains(.sessionClosed(Site.session("n1", 2))))
        #expect(site.state.nodes[NodeID("n1")]?.session == nil)
        #expect(site.state.nodes[NodeID("n1")]?.facts.capacity == Site.capacity)
    }

    @Test func aGoodbyeEndsEverythingOfItsSession() throws {
        var (site, attempt) = try running()
        site.apply(.closeSession(session: Site.session("n1"), reason: "goodbye"))
        #expect(site.allocations()[0].state == .pending)
        #expect(site.allocations()[0].failover)
        #expect(site.state.attempt(attempt.id)?.state.isLive == false)
        #expect(site.state.used(on: NodeID("n1")) == .zero)
    }

    @Test func aServerThatComesLaterGetsItsSystemAllocationOnce() {
        var site = Site(nodes: ["n1"])
        site.submit(Site.job(type: .system))
        #expect(site.allocations().map(\.pinned) == [NodeID("n1")])
        site.apply(.putKey(KeyRecord(publicKey: "key-n9", name: "n9", role: .agent(NodeID("n9")))), actor: "root")
        #expect(site.allocations().count == 1)
        site.connect("n9")
        site.connect("n9", 2)
        #expect(site.allocations().map(\.pinned) == [NodeID("n1"), NodeID("n9")])
    }
}
