import Determinism
import Fleet
import Testing

struct DeadlineTests {
    private static func job(
        _ name: String = "job", type: JobType = .batch, count: UInt64 = 1, deadline: Deadline? = nil,
        timeLimit: Span? = nil, gang: Bool = false, restart: RestartPolicy = RestartPolicy(condition: .onFailure),
        after: [Dependency] = []
    ) -> JobDefinition {
        JobDefinition(
            id: JobID(name: name), type: type, count: count, command: ["x"],
            resources: Resources(cpuMillicores: 100), gang: gang, restart: restart, after: after, deadline: deadline,
            timeLimit: timeLimit)
    }

    private func job(_ name: String = "job", in site: Site) -> Job? { site.state.jobs[JobID(name: name)] }

    /// Lets that much time pass, and the leader say so.
    @discardableResult
    private func pass(_ span: Span, in site: inout Site) -> Applied {
        site.now = site.now + span
        return site.apply(.endOverdue)
    }

    @Test func whatHasNotBegunByTheLastMomentIsGivenUp() throws {
        var site = Site()
        site.submit(Self.job(count: 2, deadline: .within(.seconds(100)), timeLimit: .seconds(60)))
        let submitted = site.now
        let made = try #require(job(in: site))
        #expect(made.deadline == submitted + .seconds(100))
        #expect(made.latestStart == submitted + .seconds(40))
        #expect(site.state.nextDue == submitted + .seconds(40) + Span(nanoseconds: 1))
        site.place(site.allocations()[0], on: "n1")
        pass(.seconds(30), in: &site)
        #expect(site.allocations()[1].state == .pending)
        // Time has come to it by any entry, but only a leader's word ends something; nothing is placed all the same.
        site.now = site.now + .seconds(20)
        let isPlaced = site.place(site.allocations()[1], on: "n1")
        #expect(!isPlaced)
        #expect(site.allocations()[1].state == .pending)
        let changes = pass(.zero, in: &site).changes
        #expect(site.allocations()[1].state == .finished(.deadlinePassed))
        #expect(changes.contains(.jobChanged(made.definition.id)))
        // What has begun in time goes on.
        #expect(site.allocations()[0].current?.stopping == nil)
        #expect(site.state.nextDue == submitted + .seconds(100))
    }

    @Test func whatRunsAtTheDeadlineIsAskedToEndAndIsOverWithIt() throws {
        var site = Site()
        site.submit(Self.job(count: 3, deadline: .within(.seconds(100))))
        site.submit(Self.job("next", after: [Dependency(.ok, JobID(name: "job"))]))
        site.submit(Self.job("cleanup", after: [Dependency(.failed, JobID(name: "job"))]))
        for allocation in site.allocations().prefix(2) { site.place(allocation, on: "n1") }
        let attempts = site.allocations().compactMap(\.current)
        pass(.seconds(200), in: &site)
        #expect(attempts.map { site.state.attempt($0.id)?.stopping } == [.deadline, .deadline])
        #expect(site.allocations()[2].state == .finished(.deadlinePassed))
        #expect(job("next", in: site)?.waitsFor.isEmpty == false)
        site.end(attempts[0], .stopped, exit: .signal(15))
        site.end(attempts[1], .completed)
        #expect(
            site.allocations().map(\.state)
                == [.finished(.deadlinePassed), .finished(.complete), .finished(.deadlinePassed)])
        let over = try #require(job(in: site))
        #expect(site.state.isFinished(over) && site.state.result(of: over) == .deadlinePassed)
        #expect(job("next", in: site)?.missedDependency?.result == .deadlinePassed)
        #expect(job("cleanup", in: site)?.waitsFor == [])
        #expect(site.state.nextDue == nil)
    }

    @Test func theDeadlinePrevailsOverAMoveAndAPersonsStopOverTheDeadline() throws {
        var site = Site()
        site.submit(Self.job(deadline: .within(.seconds(100))))
        site.place(site.allocations()[0], on: "n1")
        let attempt = try #require(site.allocations()[0].current)
        site.commit(Plan(stops: [PlannedStop(attempt: attempt.id, reason: .preempted)]))
        pass(.seconds(200), in: &site)
        #expect(site.state.attempt(attempt.id)?.stopping == .deadline)
        site.end(attempt, .lost, exit: nil)
        site.state = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(job(in: site)?.isPastDeadline == true)
    }

    @Test func whatIsLostTooLateToBeginAgainIsOver() throws {
        var site = Site()
        site.submit(Self.job(deadline: .within(.seconds(100)), timeLimit: .seconds(60)))
        site.place(site.allocations()[0], on: "n1")
        let attempt = try #require(site.allocations()[0].current)
        site.now = site.now + .seconds(50)
        site.apply(.declareLost(session: attempt.session, lost: [attempt.id], sessionIsOver: true, reason: "test"))
        #expect(site.allocations()[0].state == .finished(.deadlinePassed))
    }

    @Test func aFailureTooLateForAnotherTryIsAFailure() throws {
        var site = Site()
        site.submit(Self.job(deadline: .within(.seconds(100)), timeLimit: .seconds(60)))
        site.place(site.allocations()[0], on: "n1")
        site.now = site.now + .seconds(50)
        site.end(try #require(site.allocations()[0].current), .failed, exit: .code(1))
        #expect(site.allocations()[0].state == .finished(.failed))
    }

    @Test func aTimeLimitIsNoReasonToTryAgainUnlessThatIsAskedFor() throws {
        for (condition, state) in [
            (RestartPolicy.Condition.always, Allocation.State.pending), (.onFailure, .finished(.timeLimit)),
            (.never, .finished(.timeLimit)),
        ] {
            var site = Site()
            site.submit(Self.job(timeLimit: .seconds(60), restart: RestartPolicy(condition: condition)))
            site.submit(Self.job("next", after: [Dependency(.failed, JobID(name: "job"))]))
            site.place(site.allocations()[0], on: "n1")
            site.end(try #require(site.allocations()[0].current), .timeLimit, exit: .signal(15))
            #expect(site.allocations()[0].state == state)
            #expect((job("next", in: site)?.waitsFor.isEmpty == true) == (state != .pending))
        }
    }

    @Test func theRecordOfATimeLimitCountsFromALaterSessionOfTheSameBoot() throws {
        var site = Site()
        site.submit(Self.job(timeLimit: .seconds(60)))
        site.place(site.allocations()[0], on: "n1")
        let attempt = try #require(site.allocations()[0].current)
        site.connect("n1", 2)
        site.report(
            attempt, .ended(AttemptEnd(cause: .timeLimit, exit: .signal(15))), from: Site.session("n1", 2))
        #expect(site.allocations()[0].state == .finished(.timeLimit))
    }

    @Test func aDeadlineThatCannotBeKeptIsRefused() {
        var site = Site()
        let past = site.submit(Self.job(deadline: .at(WallTime(nanoseconds: 5)))).outcome
        #expect(past.code == .invalid)
        #expect(
            past.message
                == "job job: its deadline, 1970-01-01T00:00:00.000000005Z, is past; give it a later one, or none")
        let near = site.submit(Self.job(deadline: .at(site.now + .seconds(60)), timeLimit: .seconds(60))).outcome
        #expect(
            near.message
                == "job job: its deadline, 1970-01-01T00:17:45Z, is nearer than its time limit: a run could not end before; "
                + "give it a later deadline or a shorter `time-limit`")
        let short = site.submit(Self.job(deadline: .within(.seconds(60)), timeLimit: .seconds(60))).outcome
        #expect(short.message.hasPrefix("job job: deadline leaves no time to begin"))
        let system = site.submit(Self.job(type: .system, deadline: .within(.seconds(60)))).outcome
        #expect(system.message.hasPrefix("job job: deadline cannot be given to a system job"))
        let limit = site.submit(Self.job(timeLimit: .milliseconds(10))).outcome
        #expect(limit.message.hasPrefix("job job: time-limit must be 1 s or longer"))
        #expect(site.state.jobs.isEmpty)
    }

    @Test func aLaterDeadlineOfANewVersionCounts() throws {
        var site = Site()
        site.submit(Self.job(count: 2, deadline: .within(.seconds(100)), timeLimit: .seconds(60)))
        site.place(site.allocations()[0], on: "n1")
        pass(.seconds(50), in: &site)
        #expect(site.allocations()[1].state == .finished(.deadlinePassed))
        let submitted = try #require(job(in: site)?.submittedAt)
        site.submit(Self.job(count: 2, deadline: .within(.seconds(1_000)), timeLimit: .seconds(60)))
        // What was given up has a new chance, and what runs goes on.
        #expect(site.allocations().map(\.state) == [.active, .pending])
        #expect(site.allocations()[0].current?.stopping == nil)
        #expect(site.state.nextDue == submitted + .seconds(940) + Span(nanoseconds: 1))
        pass(.seconds(2_000), in: &site)
        #expect(site.allocations()[0].current?.stopping == .deadline)
    }

    @Test func aWaitingJobHasItsDeadlineToo() throws {
        var site = Site()
        site.submit(Self.job("first", restart: RestartPolicy(condition: .never)))
        site.submit(
            Self.job("second", deadline: .within(.seconds(100)), after: [Dependency(.ok, JobID(name: "first"))]))
        site.submit(Self.job("third", after: [Dependency(.failed, JobID(name: "second"))]))
        pass(.seconds(200), in: &site)
        #expect(site.allocations("second")[0].state == .finished(.deadlinePassed))
        #expect(job("second", in: site)?.waitsFor == [])
        #expect(job("third", in: site)?.waitsFor == [])
        // The first one's end is no news to who has given up.
        site.place(site.allocations("first")[0], on: "n1")
        site.end(try #require(site.allocations("first")[0].current), .failed, exit: .code(1))
        #expect(job("second", in: site)?.missedDependency == nil)
    }
}
