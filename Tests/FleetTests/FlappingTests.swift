import Determinism
import Fleet
import Testing

@Suite struct FlappingTests {
    private func lose(_ site: inout Site, _ node: String = "n1", _ nonce: UInt64 = 1, after wait: Span = .zero) {
        site.now = site.now + wait
        site.apply(
            .declareLost(session: Site.session(node, nonce), lost: [], sessionIsOver: true, reason: "no word"))
    }

    private func penalty(_ site: Site, _ node: String = "n1") -> Span {
        site.state.nodes[NodeID(node)]?.losses.dampedUntil.since(site.now) ?? .zero
    }

    @Test func penaltiesDoubleFromTenSecondsToTenMinutes() {
        let seconds = (0...9 as ClosedRange<UInt64>).map { LossHistory.penalty($0).wholeMilliseconds / 1_000 }
        #expect(seconds == [0, 10, 20, 40, 80, 160, 320, 600, 600, 600])
        #expect(LossHistory.penalty(.max) == LossHistory.longestPenalty)
    }

    @Test func eachAutomaticLossMakesThePenaltyLongerAndAnHourForgetsThem() {
        var site = Site()
        lose(&site)
        #expect(penalty(site) == .seconds(10))
        site.connect("n1", 2)
        // Once is no flapping: the penalty does not begin anew with the return.
        #expect(penalty(site) == .seconds(9))
        lose(&site, "n1", 2, after: .seconds(60))
        #expect(penalty(site) == .seconds(20))
        site.now = site.now + .seconds(100)
        site.connect("n1", 3)
        #expect(penalty(site) == .seconds(20))
        lose(&site, "n1", 3)
        #expect(penalty(site) == .seconds(40) && penalty(site, "n2") == .zero)
        site.connect("n1", 4)
        lose(&site, "n1", 4, after: .seconds(3_600))
        #expect(site.state.nodes[NodeID("n1")]?.losses.count == 1)
        #expect(penalty(site) == .seconds(10))
    }

    @Test func attemptsThatAreLostOneAfterAnotherAreOneLoss() throws {
        var site = Site()
        var job = Site.job(count: 2)
        job.lease = .seconds(5)
        site.submit(job)
        let session = Site.session("n1")
        let attempts = (1...2 as ClosedRange<UInt64>).map { AttemptID(allocation: AllocationID($0), number: 1) }
        site.apply(
            .commitPlans(attempts.map { Plan(placements: [Placement(allocation: $0.allocation, session: session)]) }))
        for attempt in attempts {
            site.apply(.declareLost(session: session, lost: [attempt], sessionIsOver: false, reason: "no word"))
        }
        site.now = site.now + .seconds(55)
        site.apply(.declareLost(session: session, lost: [], sessionIsOver: true, reason: "no word"))
        #expect(site.state.nodes[NodeID("n1")]?.losses.count == 1)
        #expect(site.state.brake.taken.map(\.node) == [NodeID("n1")])
    }

    @Test func nothingIsPlacedOnADampedServerWhateverThePlanSays() {
        var site = Site()
        lose(&site)
        site.connect("n1", 2)
        site.submit(Site.job())
        let plan = Plan(placements: [
            Placement(allocation: AllocationID(1), session: Site.session("n1", 2))
        ])
        #expect(site.apply(.commitPlans([plan])).outcome.identifier == 0)
        site.now = site.now + .seconds(10)
        #expect(site.apply(.commitPlans([plan])).outcome.identifier == 1)
    }

    @Test func peopleEndThePenalty() {
        var site = Site()
        for act in [Operation.undamp(NodeID("n1")), .setEligibility(NodeID("n1"), .eligible)] {
            lose(&site, "n1", site.state.nodes[NodeID("n1")]?.session?.nonce ?? 0)
            #expect(penalty(site) == .seconds(10))
            let applied = site.apply(act, actor: "root")
            #expect(applied.outcome.code == .done && penalty(site) == .zero)
            #expect(applied.changes.contains(.nodeForgiven(NodeID("n1"))))
            site.connect("n1", site.index)
        }
        #expect(site.apply(.undamp(NodeID("none")), actor: "root").outcome.code == .notFound)
    }

    @Test func evidenceAndFormerSessionsDoNotCount() {
        var site = Site()
        site.apply(.closeSession(session: Site.session("n1"), reason: "goodbye"))
        site.connect("n2", 2)
        lose(&site, "n2", 1)
        #expect(site.state.brake.taken.isEmpty)
        #expect(["n1", "n2"].allSatisfy { site.state.nodes[NodeID($0)]?.losses.count == 0 })
    }

    @Test func theBrakesRecordKeepsTheWindowAndComesBackFromASnapshot() throws {
        var site = Site()
        lose(&site, "n1")
        lose(&site, "n2", after: .seconds(30))
        site.apply(.setBrake(isOnHold: true, released: []), actor: "root")
        let copy = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(copy.brake == site.state.brake && copy.brake.isOnHold)
        #expect(copy.nodes[NodeID("n1")]?.losses == site.state.nodes[NodeID("n1")]?.losses)
        lose(&site, "n3", after: .seconds(30))
        #expect(site.state.brake.taken.map(\.node) == [NodeID("n2"), NodeID("n3")])
        // A release is for a session that is still the server's.
        site.connect("n1", 2)
        let sessions = [Site.session("n1", 1), Site.session("n1", 2)]
        let released = site.apply(.setBrake(isOnHold: false, released: sessions), actor: "root").outcome
        #expect(released.message == "released 1 held verdicts" && !site.state.brake.isOnHold)
        #expect(site.state.brake.releases.map(\.session) == [Site.session("n1", 2)])
    }
}
