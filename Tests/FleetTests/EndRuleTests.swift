import Determinism
import Fleet
import Testing

/// What follows from each way in which an attempt ends.
struct EndRuleTests {
    /// A site with one attempt of `job` placed on n1.
    private func running(_ definition: JobDefinition) throws -> (site: Site, attempt: Attempt) {
        var site = Site()
        site.submit(definition)
        site.place(site.allocations()[0], on: "n1")
        return (site, try #require(site.allocations()[0].current))
    }

    @Test(arguments: [EndCause.failed, .notStarted])
    func aFailureIsRestartedAfterTheDelayUntilThePolicyIsUsedUp(cause: EndCause) throws {
        var (site, attempt) = try running(Site.job(restart: RestartPolicy(attempts: 1, delay: .seconds(5))))
        site.end(attempt, cause, exit: .code(1))
        let waiting = site.allocations()[0]
        #expect(waiting.state == .pending)
        #expect(waiting.failover == false)
        #expect(waiting.notBefore == site.now + .seconds(5))
        let early = site.place(waiting, on: "n1")
        #expect(!early)
        site.now = site.now + .seconds(5)
        let held = site.place(waiting, on: "n1")
        #expect(held)
        attempt = try #require(site.allocations()[0].current)
        #expect(attempt.id.number == 2)
        site.end(attempt, cause, exit: .code(1))
        #expect(site.allocations()[0].state == .finished(.failed))
    }

    @Test func restartsOutsideTheWindowAreForgotten() throws {
        var (site, attempt) = try running(
            Site.job(restart: RestartPolicy(attempts: 1, window: .seconds(60), delay: .zero)))
        for _ in 0..<3 {
            site.end(attempt, .failed, exit: .code(1))
            #expect(site.allocations()[0].state == .pending)
            site.now = site.now + .seconds(60)
            site.place(site.allocations()[0], on: "n1")
            attempt = try #require(site.allocations()[0].current)
        }
    }

    @Test func aServiceThatCompletesIsStartedAgain() throws {
        var (site, attempt) = try running(Site.job(type: .service))
        site.end(attempt, .completed)
        #expect(site.allocations()[0].state == .pending)
        #expect(site.allocations()[0].recentRestarts.count == 1)
    }

    @Test(arguments: [EndCause.lost, .lapsed])
    func aLostServersWorkMayUseStandbysAndCountsNoRestart(cause: EndCause) throws {
        var (site, attempt) = try running(Site.job(restart: RestartPolicy(condition: .never)))
        site.end(attempt, cause)
        #expect(site.allocations()[0].state == .pending)
        #expect(site.allocations()[0].failover)
        #expect(site.allocations()[0].recentRestarts.isEmpty)
    }

    @Test(arguments: [StopReason.preempted, .drained, .superseded])
    func whatWasAskedToEndIsQueuedAgainWithoutARestart(reason: StopReason) throws {
        var (site, attempt) = try running(Site.job(restart: RestartPolicy(condition: .never)))
        if reason == .drained { site.apply(.setEligibility(NodeID("n1"), .draining)) }
        let held = site.commit(Plan(stops: [PlannedStop(attempt: attempt.id, reason: reason)]))
        #expect(held)
        #expect(site.state.attempt(attempt.id)?.stopping == reason)
        #expect(site.state.used(on: NodeID("n1")) == attempt.resources)
        site.end(attempt, .stopped, exit: .signal(15))
        #expect(site.allocations()[0].state == .pending)
        #expect(site.allocations()[0].failover == false)
        #expect(site.allocations()[0].recentRestarts.isEmpty)
    }

    @Test func aStoppedJobsTasksAreOverForGood() throws {
        var (site, attempt) = try running(Site.job(count: 2))
        let stopped = site.apply(.stopJob(JobID(name: "job")), actor: "root")
        #expect(stopped.changes.contains(.attemptStopping(attempt.id)))
        #expect(site.allocations()[1].state == .finished(.stopped))
        site.end(attempt, .stopped, exit: .signal(15))
        #expect(site.allocations()[0].state == .finished(.stopped))
        #expect(site.state.pending.isEmpty)
    }

    @Test func anEndIsFinal() throws {
        var (site, attempt) = try running(Site.job())
        site.end(attempt, .completed)
        let hash = site.state.attempt(attempt.id)
        let again = site.report(attempt, .ended(AttemptEnd(cause: .failed, exit: .code(1))))
        #expect(again.changes.isEmpty)
        #expect(site.report(attempt, .running).changes.isEmpty)
        #expect(site.state.attempt(attempt.id) == hash)
    }

    @Test func theMembersOfAGangEndTogether() throws {
        var site = Site()
        site.submit(Site.job(count: 2, gang: true))
        let members = site.allocations()
        let partly = site.place(members[0], on: "n1")
        #expect(!partly)
        let whole = site.commit(
            Plan(placements: [
                Placement(allocation: members[0].id, session: Site.session("n1")),
                Placement(allocation: members[1].id, session: Site.session("n2")),
            ]))
        #expect(whole)
        let first = try #require(site.allocations()[0].current)
        let second = try #require(site.allocations()[1].current)
        #expect(first.token == second.token)
        site.end(first, .failed, exit: .code(1))
        #expect(site.state.attempt(second.id)?.stopping == .superseded)
    }
}
