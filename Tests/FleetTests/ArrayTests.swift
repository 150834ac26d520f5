import Determinism
import Fleet
import Testing

struct ArrayTests {
    private static func job(_ count: UInt64, atMost: UInt64?, command: [String] = ["x"]) -> JobDefinition {
        JobDefinition(
            id: JobID(name: "job"), count: count, command: command, resources: Resources(cpuMillicores: 10),
            restart: RestartPolicy(condition: .never), atMost: atMost)
    }

    private func mayBegin(_ index: Int, in site: Site) -> Bool {
        var trial = site
        return trial.place(trial.allocations()[index], on: "n3")
    }

    @Test func noMoreTasksAreLiveThanTheBoundWhateverThePlan() throws {
        var site = Site()
        site.submit(Self.job(6, atMost: 2))
        let ids = site.allocations().map(\.id)
        let session = Site.session("n1")
        // One plan with too many holds not at all, one after the other no further than the bound.
        let three = Plan(placements: ids.prefix(3).map { Placement(allocation: $0, session: session) })
        let two = Plan(placements: ids.prefix(2).map { Placement(allocation: $0, session: session) })
        var trial = site
        let isTooMuch = trial.commit(three)
        #expect(!isTooMuch)
        let fits = site.commit(two)
        #expect(fits)
        #expect(site.state.liveCount(of: JobID(name: "job")) == 2)
        #expect(!mayBegin(2, in: site))
        let plans = ids.dropFirst(2).map { Plan(placements: [Placement(allocation: $0, session: session)]) }
        let first = try #require(site.allocations()[0].current)
        site.end(first, .failed, exit: .code(1))
        #expect(site.apply(.commitPlans(plans)).outcome.message == "1 of 4 plans held")
        // One failure ends no other.
        #expect(site.allocations().map(\.state).prefix(3) == [.finished(.failed), .active, .active])
        #expect(site.allocations().dropFirst(3).allSatisfy { $0.state == .pending })
    }

    @Test func whatEndsAtOnceOrIsLostMakesRoomAndTheCountsAreInTheSnapshot() throws {
        var site = Site()
        site.submit(Self.job(4, atMost: 2))
        site.place(site.allocations()[0], on: "n1")
        site.place(site.allocations()[1], on: "n2")
        let attempt = try #require(site.allocations()[0].current)
        // Asked to end is not over.
        site.commit(Plan(stops: [PlannedStop(attempt: attempt.id, reason: .preempted)]))
        #expect(!mayBegin(2, in: site))
        site.state = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(!mayBegin(2, in: site))
        site.apply(
            .declareLost(session: attempt.session, lost: [attempt.id], sessionIsOver: false, reason: "test"))
        #expect(mayBegin(2, in: site))
        #expect(site.state.liveCount(of: JobID(name: "job")) == 1)
        #expect(site.state.waiting(of: JobID(name: "job"))?.count == 3)
    }

    @Test func anotherBoundCountsAtOnceAndDisturbsNothing() {
        var site = Site()
        site.submit(Self.job(4, atMost: 3))
        for index in 0..<3 { site.place(site.allocations()[index], on: "n1") }
        site.submit(Self.job(4, atMost: 1))
        #expect(site.allocations().flatMap(\.live).allSatisfy { $0.stopping == nil })
        #expect(!mayBegin(3, in: site))
        site.submit(Self.job(4, atMost: nil))
        #expect(mayBegin(3, in: site))
    }

    @Test func aBoundIsForBatchJobsWhoseTasksNeedNotRunTogether() {
        var site = Site()
        for job in [
            JobDefinition(id: JobID(name: "a"), type: .service, count: 3, command: ["x"], atMost: 1),
            JobDefinition(id: JobID(name: "a"), type: .system, command: ["x"], atMost: 1),
            JobDefinition(id: JobID(name: "a"), count: 3, command: ["x"], gang: true, atMost: 1),
        ] {
            #expect(
                site.submit(job).outcome.message
                    == "job a: at-most is for batch jobs whose tasks need not run together; leave it out, or make `count` "
                    + "smaller")
        }
        let zero = site.submit(Self.job(3, atMost: 0)).outcome
        #expect(zero.message == "job job: at-most is 0; it must lie between 1 and 100000")
    }

    @Test func theEndOfALargeArrayIsSeenByWhoWaitsForIt() {
        var site = Site()
        site.submit(Self.job(300, atMost: 30))
        site.submit(
            JobDefinition(
                id: JobID(name: "next"), command: ["x"], after: [Dependency(.ok, JobID(name: "job"))]))
        for allocation in site.allocations() {
            site.place(allocation, on: "n1")
            if let attempt = site.state.allocations[allocation.id]?.current { site.end(attempt, .completed) }
        }
        #expect(site.state.jobs[JobID(name: "next")]?.waitsFor == [])
        #expect(site.state.liveCount(of: JobID(name: "job")) == 0)
        #expect(site.state.waitingJobs == [JobID(name: "next")])
    }
}
