import Determinism
import Fleet
import Testing

struct DependencyTests {
    private static func job(
        _ name: String, after: [Dependency] = [], count: UInt64 = 1, type: JobType = .batch, priority: UInt64 = 50
    ) -> JobDefinition {
        JobDefinition(
            id: JobID(name: name), type: type, priority: priority, count: count, command: ["x"],
            resources: Resources(cpuMillicores: 100), restart: RestartPolicy(condition: .never), after: after)
    }

    private static func after(_ condition: Dependency.Condition, _ name: String) -> [Dependency] {
        [Dependency(condition, JobID(name: name))]
    }

    private func job(_ name: String, in site: Site) -> Job? { site.state.jobs[JobID(name: name)] }

    /// Whether a plan that places its first task would hold.
    private func mayBegin(_ name: String, in site: Site) -> Bool {
        var trial = site
        return trial.allocations(name).first.map { trial.place($0, on: "n1") } ?? false
    }

    /// Runs the first waiting task of a job to that end.
    private func run(_ name: String, _ cause: EndCause, in site: inout Site) throws {
        let waiting = try #require(site.allocations(name).first { $0.state == .pending })
        site.place(waiting, on: "n1")
        let attempt = try #require(site.state.allocations[waiting.id]?.current)
        site.end(attempt, cause, exit: .code(cause == .completed ? 0 : 1))
    }

    @Test func aJobIsNotPlacedBeforeWhatItWaitsForHasCompleted() throws {
        var site = Site()
        site.submit(Self.job("prepare", count: 2))
        let told = site.submit(Self.job("train", after: Self.after(.ok, "prepare"))).outcome
        #expect(told.message == "job train accepted as version 1, waits for job prepare to complete")
        #expect(!mayBegin("train", in: site))
        try run("prepare", .completed, in: &site)
        #expect(!mayBegin("train", in: site))
        let last = try #require(site.allocations("prepare").first { $0.state == .pending })
        site.place(last, on: "n1")
        let attempt = try #require(site.state.allocations[last.id]?.current)
        let ended = site.report(attempt, .ended(AttemptEnd(cause: .completed, exit: .code(0))))
        // The entry that ends the one wakes the other.
        #expect(ended.changes.contains(.jobChanged(JobID(name: "train"))))
        #expect(job("train", in: site)?.waitsFor == [])
        #expect(mayBegin("train", in: site))
    }

    @Test(arguments: [
        (Dependency.Condition.ok, EndCause.completed, true), (.ok, .failed, false), (.any, .completed, true),
        (.any, .failed, true), (.failed, .completed, false), (.failed, .failed, true),
    ])
    func eachConditionIsMetByItsEnd(condition: Dependency.Condition, cause: EndCause, isMet: Bool) throws {
        var site = Site()
        site.submit(Self.job("first"))
        site.submit(Self.job("second", after: Self.after(condition, "first")))
        site.submit(Self.job("third", after: Self.after(.ok, "second")))
        try run("first", cause, in: &site)
        if isMet {
            #expect(mayBegin("second", in: site))
            #expect(job("third", in: site)?.waitsFor == Self.after(.ok, "second"))
        } else {
            let result = cause == .completed ? Allocation.Result.complete : .failed
            #expect(site.allocations("second")[0].state == .finished(.dependencyFailed))
            #expect(
                job("second", in: site)?.missedDependency
                    == MissedDependency(Self.after(condition, "first")[0], result: result))
            // Whoever waits for what was cancelled follows.
            #expect(site.allocations("third")[0].state == .finished(.dependencyFailed))
            #expect(job("third", in: site)?.missedDependency?.result == .dependencyFailed)
            #expect(site.state.pending.isEmpty)
        }
    }

    @Test func aStoppedJobCancelsWhoWaitsForItToCompleteOnceItIsOver() throws {
        var site = Site()
        site.submit(Self.job("first"))
        site.submit(Self.job("second", after: Self.after(.ok, "first")))
        site.submit(Self.job("cleanup", after: Self.after(.any, "first")))
        site.place(site.allocations("first")[0], on: "n1")
        site.apply(.stopJob(JobID(name: "first")), actor: "root")
        // Its task has not ended yet.
        #expect(job("cleanup", in: site)?.waitsFor.isEmpty == false)
        #expect(job("second", in: site)?.desired == .running)
        site.end(try #require(site.allocations("first")[0].current), .stopped, exit: .signal(15))
        #expect(site.allocations("second")[0].state == .finished(.dependencyFailed))
        #expect(job("cleanup", in: site)?.waitsFor == [])
    }

    @Test func whatIsOverAlreadyCountsAtOnce() throws {
        var site = Site()
        site.submit(Self.job("first"))
        try run("first", .failed, in: &site)
        let told = site.submit(Self.job("second", after: Self.after(.ok, "first"))).outcome
        #expect(
            told.message
                == "job second accepted as version 1 and cancelled: it waited for job first to complete, and that job failed"
        )
        #expect(site.allocations("second")[0].state == .finished(.dependencyFailed))
        site.submit(Self.job("third", after: Self.after(.failed, "first")))
        #expect(mayBegin("third", in: site))
        // Run again, both: the new run of the first is what counts.
        site.submit(Self.job("first"))
        site.submit(Self.job("second", after: Self.after(.ok, "first")))
        #expect(job("second", in: site)?.waitsFor.count == 1)
        #expect(job("second", in: site)?.missedDependency == nil)
        try run("first", .completed, in: &site)
        #expect(mayBegin("second", in: site))
    }

    @Test func whatIsMetStaysMetWhateverBecomesOfTheOtherJob() throws {
        var site = Site()
        site.submit(Self.job("first"))
        site.submit(Self.job("other"))
        var both = Self.after(.ok, "first") + Self.after(.ok, "other")
        site.submit(Self.job("second", after: both))
        try run("first", .completed, in: &site)
        // The first is collected, made anew, and fails: the wait for it is over.
        site.now = site.now + .seconds(100)
        site.apply(.collectGarbage(before: site.now))
        #expect(job("first", in: site) == nil)
        // A new version keeps what is met, although the job is gone.
        both.reverse()
        let revised = site.submit(Self.job("second", after: both, priority: 60)).outcome
        #expect(revised.code == .done)
        site.submit(Self.job("first"))
        try run("first", .failed, in: &site)
        #expect(job("second", in: site)?.waitsFor == Self.after(.ok, "other"))
        try run("other", .completed, in: &site)
        #expect(mayBegin("second", in: site))
    }

    @Test func garbageCollectionLeavesAJobThatIsWaitedFor() throws {
        var site = Site()
        site.submit(Self.job("first"))
        site.submit(Self.job("second", after: Self.after(.ok, "first")))
        site.now = site.now + .seconds(1_000_000)
        site.apply(.collectGarbage(before: site.now))
        #expect(job("first", in: site) != nil)
        #expect(job("second", in: site)?.waitsFor.count == 1)
    }

    @Test func aJobThatIsSubmittedAgainWhileItStopsIsStillTheOneThatIsWaitedFor() throws {
        var site = Site()
        site.submit(Self.job("first"))
        site.submit(Self.job("second", after: Self.after(.ok, "first")))
        site.place(site.allocations("first")[0], on: "n1")
        let old = try #require(site.allocations("first")[0].current)
        site.apply(.stopJob(JobID(name: "first")), actor: "root")
        site.submit(Self.job("first"))
        site.end(old, .stopped, exit: .signal(15))
        #expect(job("second", in: site)?.waitsFor.count == 1)
        try run("first", .completed, in: &site)
        #expect(job("second", in: site)?.waitsFor == [])
    }

    @Test func surplusTasksOfAShrunkJobDoNotCountAsStopped() throws {
        var site = Site()
        site.submit(Self.job("first", count: 2))
        site.submit(Self.job("second", after: Self.after(.ok, "first")))
        for allocation in site.allocations("first") { site.place(allocation, on: "n1") }
        let attempts = site.allocations("first").compactMap(\.current)
        site.submit(Self.job("first", count: 1))
        site.end(attempts[1], .stopped, exit: .signal(15))
        site.end(attempts[0], .completed)
        #expect(job("second", in: site)?.waitsFor == [])
    }

    @Test func whatIsNotThereAndWhatClosesARingIsRefused() {
        var site = Site()
        let nothing = site.submit(Self.job("train", after: Self.after(.ok, "prepare"))).outcome
        #expect(nothing.code == .notFound)
        #expect(
            nothing.message
                == "job train is to begin after job prepare, which does not exist: submit prepare first, or take it out of "
                + "`after.ok` (`muster job list` shows the jobs)")
        let own = site.submit(Self.job("train", after: Self.after(.any, "train"))).outcome
        #expect(own.message == "job train: after.any names the job itself; take it out")
        let twice = site.submit(
            Self.job("train", after: Self.after(.any, "a") + Self.after(.ok, "a"))
        ).outcome
        #expect(twice.message == "job train: after names job a more than once; keep one of them")
        site.submit(Self.job("a"))
        site.submit(Self.job("b", after: Self.after(.ok, "a")))
        site.submit(Self.job("c", after: Self.after(.ok, "b")))
        let ring = site.submit(Self.job("a", after: Self.after(.any, "c"))).outcome
        #expect(ring.code == .conflict)
        #expect(
            ring.message
                == "job a would wait for itself: a waits for c waits for b waits for a; take one of them out of `after`"
        )
        #expect(job("a", in: site)?.definition.after == [])
    }

    @Test func aRevisionBeforeTheBeginningMayChangeTheWaitAndOneAfterItDoesNot() throws {
        var site = Site()
        site.submit(Self.job("a"))
        site.submit(Self.job("b"))
        site.submit(Self.job("train", after: Self.after(.ok, "a")))
        site.submit(Self.job("train", after: Self.after(.ok, "b")))
        #expect(job("train", in: site)?.waitsFor == Self.after(.ok, "b"))
        site.submit(Self.job("train"))
        #expect(job("train", in: site)?.waitsFor == [])
        site.place(site.allocations("train")[0], on: "n1")
        site.submit(Self.job("train", after: Self.after(.ok, "a")))
        #expect(job("train", in: site)?.waitsFor == [])
        // What runs is not replaced for it.
        #expect(site.allocations("train")[0].current?.stopping == nil)
        // And nobody who waits no more is told anything.
        site.apply(.stopJob(JobID(name: "a")), actor: "root")
        #expect(site.allocations("train")[0].state == .active)
    }

    @Test func aStoppedDependentWaitsNoMore() throws {
        var site = Site()
        site.submit(Self.job("a"))
        site.submit(Self.job("b", after: Self.after(.ok, "a")))
        site.submit(Self.job("c", after: Self.after(.any, "b")))
        site.apply(.stopJob(JobID(name: "b")), actor: "root")
        #expect(job("b", in: site)?.waitsFor == [])
        #expect(job("c", in: site)?.waitsFor == [])
        let stopped = try #require(job("b", in: site))
        #expect(site.state.result(of: stopped) == .stopped)
    }

    @Test func aLongChainIsCancelledByOneEntry() throws {
        var site = Site()
        site.submit(Self.job("j0"))
        for number in 1...200 {
            site.submit(Self.job("j\(number)", after: Self.after(.ok, "j\(number - 1)")))
        }
        try run("j0", .failed, in: &site)
        #expect(site.state.pending.isEmpty)
        #expect(job("j200", in: site)?.desired == .stopped)
    }

    @Test func theWaitIsInTheSnapshot() throws {
        var site = Site()
        site.submit(Self.job("a"))
        site.submit(Self.job("b", after: Self.after(.ok, "a")))
        site.submit(Self.job("c", after: Self.after(.failed, "a")))
        site.state = try FleetState(canonicalBytes: site.state.canonicalBytes)
        try run("a", .completed, in: &site)
        #expect(job("b", in: site)?.waitsFor == [])
        #expect(job("c", in: site)?.missedDependency != nil)
        let again = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(again.stateHash == site.state.stateHash)
    }
}
