import Determinism
import Fleet
import Testing

/// What a plan may move for another job, verified when it is committed.
struct MoveTests {
    /// A task of `small` on n1, and `big` waiting.
    private func site(_ small: JobDefinition = Site.job("small"), big: JobDefinition = Site.job("big")) -> Site {
        var site = Site()
        site.submit(small)
        site.place(site.allocations("small")[0], on: "n1")
        site.submit(big)
        return site
    }

    private func move(_ site: inout Site, for beneficiary: String? = "big") -> Bool {
        guard let attempt = site.allocations("small")[0].current else { return false }
        let stop = PlannedStop(attempt: attempt.id, reason: .rebalanced, for: beneficiary.map { JobID(name: $0) })
        return site.commit(Plan(stops: [stop]))
    }

    @Test func whatMovesIsNotedWithWhoItMovedFor() throws {
        var site = site()
        #expect(move(&site))
        let attempt = try #require(site.allocations("small")[0].current)
        #expect(attempt.stopping == .rebalanced && attempt.beneficiary == JobID(name: "big"))
        #expect(site.state.beingMoved.elements == [attempt.id])
        #expect(site.state.jobs[JobID(name: "big")]?.displaced == [attempt.id])
        #expect(!move(&site), "it is asked once")
        let restored = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(restored.beingMoved == site.state.beingMoved)
        site.end(attempt, .stopped)
        #expect(site.state.beingMoved.isEmpty)
        #expect(site.allocations("small")[0].yieldsTo == JobID(name: "big"))
        #expect(site.state.waiting(of: JobID(name: "small"))?.special.count == 1)
        site.place(site.allocations("small")[0], on: "n2")
        #expect(site.allocations("small")[0].yieldsTo == nil)
        #expect(site.state.waiting(of: JobID(name: "small")) == nil)
    }

    @Test func whatMustStayStays() {
        let cases: [(String, JobDefinition, JobDefinition)] = [
            ("of a higher priority", Site.job("small", priority: 51), Site.job("big")),
            ("a member of a gang", Site.job("small", gang: true), Site.job("big")),
            (
                "of a job that tolerates none",
                JobDefinition(id: JobID(name: "small"), command: ["/bin/true"], disruption: .atMost(0)), Site.job("big")
            ),
        ]
        for (words, small, big) in cases {
            var site = site(small, big: big)
            #expect(!move(&site), Comment(rawValue: words))
        }
    }

    @Test func itMovesForAJobThatWaitsAndForNoOther() {
        var site = site()
        #expect(!move(&site, for: nil))
        #expect(!move(&site, for: "nobody"))
        #expect(!move(&site, for: "small"))
        site.place(site.allocations("big")[0], on: "n2")
        #expect(!move(&site))
        site.submit(Site.job("late"))
        site.apply(.stopJob(JobID(name: "late")))
        #expect(!move(&site, for: "late"))
    }

    @Test func itLosesLittle() {
        var site = site()
        site.now = site.now + FleetState.lossAtMost + .seconds(120)
        site.apply(.endPlacementHold)
        #expect(!move(&site), "all that it has done would be lost")
        var saving = Site.job("small")
        saving.checkpoint = CheckpointContract()
        var other = self.site(saving)
        other.now = other.now + FleetState.lossAtMost + .seconds(120)
        #expect(move(&other))
    }

    @Test func notFromAServerThatTakesNothingNew() {
        var site = site()
        site.apply(.setEligibility(NodeID("n1"), .cordoned), actor: "root")
        #expect(!move(&site), "its room would be of no use to anybody")
    }

    @Test func onceAnHour() throws {
        var saving = Site.job("small")
        saving.checkpoint = CheckpointContract()
        var site = site(saving)
        #expect(move(&site))
        site.end(try #require(site.allocations("small")[0].current), .stopped)
        site.place(site.allocations("small")[0], on: "n2")
        #expect(!move(&site))
        site.now = site.now + FleetState.restAfterMove
        #expect(move(&site))
    }

    @Test func aPreemptionForAJobNeedsThatToBeMoreImportantAndToWait() {
        for (priority, holds) in [(UInt64(49), false), (50, false), (51, true)] {
            var site = site(big: Site.job("big", priority: priority))
            guard let attempt = site.allocations("small")[0].current else { return }
            let stop = PlannedStop(attempt: attempt.id, reason: .preempted, for: JobID(name: "big"))
            let held = site.commit(Plan(stops: [stop]))
            #expect(held == holds)
        }
    }

    @Test func plansBearTheOldestFormThatSaysAllOfThem() throws {
        let attempt = AttemptID(allocation: AllocationID(1), number: 1)
        let plain = Plan(stops: [PlannedStop(attempt: attempt, reason: .preempted)])
        let full = Plan(stops: [PlannedStop(attempt: attempt, reason: .preempted, for: JobID(name: "big"))])
        #expect(FleetEntry.schema(of: .commitPlans([plain])) == 1)
        #expect(FleetEntry.schema(of: .commitPlans([plain, full])) == 4)
        for plans in [[plain], [full], [plain, full]] {
            let operation = Operation.commitPlans(plans)
            #expect(try Operation(canonicalBytes: operation.canonicalBytes) == operation)
        }
        #expect(full.plain == plain)
        #expect(Plan(stops: [PlannedStop(attempt: attempt, reason: .rebalanced, for: JobID(name: "big"))]).plain == nil)
    }
}
