import Determinism
import Fleet
import Testing

/// What a plan may move for the load's sake, verified when it is committed.
struct BalancingTests {
    private func site(_ balancing: Balancing, _ job: JobDefinition = Site.job("small")) -> Site {
        var site = Site()
        site.apply(.setBalancing(balancing))
        site.submit(job)
        site.place(site.allocations("small")[0], on: "n1")
        return site
    }

    private func move(_ site: inout Site, _ reason: StopReason) -> Bool {
        guard let attempt = site.allocations("small")[0].current else { return false }
        return site.commit(Plan(stops: [PlannedStop(attempt: attempt.id, reason: reason)]))
    }

    @Test func onlyWhatIsWantedIsMoved() {
        let relief = Balancing(relieves: true, consolidates: false)
        let rest = Balancing(relieves: false, consolidates: true)
        for (terms, reason, isMoved) in [
            (Balancing.off, .relieved, false), (.off, .consolidated, false), (relief, .relieved, true),
            (relief, .consolidated, false), (rest, .relieved, false), (rest, .consolidated, true),
        ] as [(Balancing, StopReason, Bool)] {
            var site = site(terms)
            #expect(move(&site, reason) == isMoved, "\(terms), \(reason)")
            #expect(site.state.beingMoved.count == (isMoved ? 1 : 0))
        }
    }

    @Test func whatMovesForTheLoadWaitsAtItsOwnRankAndRestsAfterwards() throws {
        var site = site(Balancing(relieves: true, consolidates: true))
        #expect(move(&site, .relieved))
        let attempt = try #require(site.allocations("small")[0].current)
        let restored = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(restored.beingMoved == site.state.beingMoved && restored.balancing == site.state.balancing)
        #expect(!move(&site, .consolidated), "it is asked once")
        site.end(attempt, .stopped)
        #expect(site.state.beingMoved.isEmpty && site.allocations("small")[0].yieldsTo == nil)
        site.place(site.allocations("small")[0], on: "n2")
        #expect(!move(&site, .consolidated), "it was moved within the hour")
    }

    @Test func whatWasSaidIsKeptWithTheAttempt() throws {
        var site = Site()
        site.apply(.setBalancing(Balancing(relieves: true, consolidates: false)))
        site.submit(Site.job("small"))
        let session = try #require(site.state.nodes[NodeID("n1")]?.session)
        let waiting = site.allocations("small")[0]
        let long = String(repeating: "é", count: 200)
        let placement = Placement(allocation: waiting.id, session: session, note: long)
        let isPlaced = site.commit(Plan(placements: [placement]))
        #expect(isPlaced)
        let attempt = try #require(site.allocations("small")[0].current)
        #expect(attempt.placementNote == String(repeating: "é", count: 120), "so much is kept of it")
        let stop = PlannedStop(attempt: attempt.id, reason: .relieved, note: "too hot")
        let isStopped = site.commit(Plan(stops: [stop]))
        #expect(isStopped)
        #expect(site.allocations("small")[0].current?.stopNote == "too hot")
        let restored = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(restored.allocations[waiting.id] == site.state.allocations[waiting.id])
    }

    @Test func whatMustStayStays() {
        let none = JobDefinition(id: JobID(name: "small"), command: ["/bin/true"], disruption: .atMost(0))
        for job in [Site.job("small", gang: true), none] {
            var site = site(Balancing(relieves: true, consolidates: true), job)
            #expect(!move(&site, .relieved))
        }
    }

    @Test func balancingIsOfTheFourthFormAndItsCodesAreFixed() throws {
        let stop = PlannedStop(
            attempt: AttemptID(allocation: AllocationID(1), number: 1), reason: .consolidated)
        let session = SessionID(node: NodeID("n"), boot: "b", nonce: 1)
        let noted = Plan(
            placements: [Placement(allocation: AllocationID(2), session: session, gpus: [1], note: "why here")],
            stops: [PlannedStop(attempt: stop.attempt, reason: .relieved, note: "why not there")])
        for (code, operation) in [
            (61, .setBalancing(Balancing(relieves: true, consolidates: false, movesAtOnce: 9))),
            (55, .commitPlans([Plan(stops: [stop])])), (62, .commitPlans([Plan(), noted, Plan(stops: [stop])])),
        ] as [(UInt8, Operation)] {
            let entry = FleetEntry(time: .epoch, actor: "leader", operation: operation)
            #expect(try FleetEntry.decode(entry.canonicalBytes) == entry)
            #expect(entry.canonicalBytes.prefix(2) == [4, code])
        }
        #expect(StopReason.relieved.rawValue == 7 && StopReason.consolidated.rawValue == 8)
        #expect(Plan(stops: [stop]).plain == nil, "members that do not know the reason get no such plan")
    }
}
