import Determinism
import Fleet
import Testing

@Suite struct ProfileTests {
    private func job(_ name: String = "job", lease: Span) -> JobDefinition {
        JobDefinition(id: JobID(name: name), command: ["x"], resources: Resources(cpuMillicores: 1), lease: lease)
    }

    @Test func aLeaseMustSurviveALostBeat() {
        let shortest = FailureProfile.allCases.map { ClusterSettings(profile: $0).shortestLease }
        #expect(shortest == [.milliseconds(2_500), .seconds(1), .milliseconds(4_500)])
        for profile in FailureProfile.allCases {
            let settings = ClusterSettings(profile: profile)
            let lead = KillLead.of(settings.shortestLease)
            #expect(settings.shortestLease - lead - ClusterSettings.answerAllowance >= settings.beatInterval * 2)
            #expect(settings.profile == profile && FailureProfile(name: settings.profileName) == profile)
        }
        #expect(ClusterSettings(beatInterval: .milliseconds(300)).profileName == "custom")
    }

    @Test func aLeaseThatIsTooShortIsRefusedWithTheShortestOne() {
        var site = Site()
        let refused = site.submit(job(lease: .milliseconds(1_500))).outcome
        #expect(refused.code == .invalid)
        #expect(refused.message.contains("profile default") && refused.message.contains("2.5 s"))
        #expect(site.submit(job(lease: .milliseconds(2_500))).outcome.code == .done)
        #expect(site.apply(.setProfile(.fast), actor: "root").outcome.code == .done)
        #expect(site.submit(job("quick", lease: .milliseconds(1_500))).outcome.code == .done)
    }

    @Test func aSlowerProfileWaitsForJobsWithShortLeases() {
        var site = Site()
        site.apply(.setProfile(.fast))
        site.submit(job("quick", lease: .milliseconds(1_500)))
        let refused = site.apply(.setProfile(.standard)).outcome
        #expect(refused.code == .conflict && refused.message.contains("job quick"))
        #expect(site.state.settings.profile == .fast)
        // A stopped job counts for as long as it runs.
        let allocation = AllocationID(1)
        site.apply(.commitPlans([Plan(placements: [Placement(allocation: allocation, session: Site.session("n1"))])]))
        site.apply(.stopJob(JobID(name: "quick")))
        #expect(site.apply(.setProfile(.standard)).outcome.code == .conflict)
        let attempt = AttemptID(allocation: allocation, number: 1)
        site.apply(
            .report(
                session: Site.session("n1"),
                reports: [AttemptReport(attempt: attempt, progress: .ended(AttemptEnd(cause: .stopped)))]))
        #expect(site.apply(.setProfile(.standard)).outcome.code == .done)
        #expect(site.state.settings == ClusterSettings())
    }

    @Test func theBoundsOfTheBrakeStay() {
        var site = Site()
        let before = site.state.settings
        site.apply(.setProfile(.patient))
        #expect(site.state.settings.brakeFloor == before.brakeFloor)
        #expect(site.state.settings.brakeWindow == .seconds(300))
        var chosen = ClusterSettings(brakeWindow: .seconds(20))
        chosen.adopt(.patient)
        #expect(chosen.brakeWindow == .seconds(20) && chosen.profile == .patient)
    }

    @Test func aLongerGraceCountsUntilItsOwnEndIsCommitted() throws {
        var site = Site()
        #expect(site.state.foreignGrace == .milliseconds(750))
        site.apply(.setProfile(.fast))
        let first = site.index
        #expect(site.state.settings.leaderGrace == .milliseconds(350) && site.state.foreignGrace == .milliseconds(750))
        site.apply(.setProfile(.patient))
        #expect(site.state.foreignGrace == .seconds(2) && site.state.formerGrace == nil)
        site.apply(.setProfile(.fast))
        #expect(site.state.foreignGrace == .seconds(2))
        // Word of an earlier change says nothing about this one.
        site.apply(.endFormerGrace(index: first))
        #expect(site.state.foreignGrace == .seconds(2))
        let copy = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(copy.foreignGrace == .seconds(2) && copy.stateHash == site.state.stateHash)
        site.apply(.setProfile(.standard))
        site.apply(.setProfile(.fast))
        #expect(site.state.foreignGrace == .seconds(2))
        site.apply(.endFormerGrace(index: site.index))
        #expect(site.state.foreignGrace == .milliseconds(350))
    }
}
