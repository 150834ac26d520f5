import Determinism
import Fleet
import Scheduler
import Testing

/// What `muster job why` says of work that no server could help: each text is fixed here, and is to be understood at once.
struct WaitExplanationTests {
    private func why(_ job: String, in yard: Yard) throws -> Explanation {
        let id = try #require(yard.allocations(job).first?.id)
        return Scheduler.explain(state: yard.state, allocation: id, unavailable: yard.unavailable, now: yard.now)
    }

    private static func job(
        _ name: String, after: [Dependency] = [], count: UInt64 = 1, cores: UInt64 = 1, deadline: Deadline? = nil,
        timeLimit: Span? = nil, atMost: UInt64? = nil
    ) -> Operation {
        .submitJob(
            JobDefinition(
                id: JobID(name: name), count: count, command: ["x"],
                resources: Resources(cpuMillicores: cores * 1_000), restart: RestartPolicy(condition: .never),
                after: after, deadline: deadline, timeLimit: timeLimit, atMost: atMost))
    }

    private static func after(_ condition: Dependency.Condition, _ name: String) -> Dependency {
        Dependency(condition, JobID(name: name))
    }

    @Test func aJobThatWaitsForOthersSaysForWhichAndHowFarTheyAre() throws {
        var yard = Yard(count: 1)
        yard.apply(Self.job("prepare", count: 4))
        yard.apply(Self.job("train", after: [Self.after(.ok, "prepare")]))
        yard.apply(Self.job("report", after: [Self.after(.failed, "train"), Self.after(.any, "prepare")]))
        let pass = yard.schedule()
        #expect(pass.plans.flatMap(\.placements).count == 4)
        #expect(pass.blocked.map(\.reason).contains(.waitsForJob(Self.after(.ok, "prepare"))))
        #expect(pass.wakeAt == nil)
        let train = try why("train", in: yard)
        #expect(train.summary == "train[0] waits for job prepare to complete")
        #expect(
            train.remedy
                == "nothing; it is placed once that has happened. prepare has 4 of 4 tasks left, 4 of these at work; see "
                + "`muster job why prepare`, or end the wait by submitting this job again without `after`")
        #expect(train.removed.isEmpty && train.candidates.isEmpty)
        let report = try why("report", in: yard)
        #expect(report.summary == "report[0] waits for job prepare to be over and for job train to fail")
        #expect(
            report.remedy
                == "nothing; it is placed once that has happened. prepare has 4 of 4 tasks left, 4 of these at work; train "
                + "itself waits for job prepare to complete; see `muster job why prepare`, or end the wait by submitting "
                + "this job again without `after`")
    }

    @Test func aCancelledJobSaysWhatItWaitedForAndWhatToRunAgain() throws {
        var yard = Yard(count: 1)
        yard.apply(Self.job("prepare"))
        yard.apply(Self.job("train", after: [Self.after(.ok, "prepare")]))
        yard.apply(Self.job("alarm", after: [Self.after(.failed, "prepare")]))
        yard.apply(Self.job("evaluate", after: [Self.after(.ok, "train")]))
        yard.schedule()
        let attempt = try #require(yard.allocations("prepare").first?.current)
        var failing = yard
        failing.end(attempt, .failed)
        let train = try why("train", in: failing)
        #expect(train.summary == "train[0] was cancelled: it waited for job prepare to complete, and that job failed")
        #expect(
            train.remedy
                == "see `muster job show prepare` for how it ended, run prepare again with `muster job run`, and then train"
        )
        let evaluate = try why("evaluate", in: failing)
        #expect(
            evaluate.summary
                == "evaluate[0] was cancelled: it waited for job train to complete, and that job was cancelled, since what it "
                + "waited for did not come")
        #expect(try why("alarm", in: failing).summary == "alarm[0] can be placed on n1 now")
        yard.end(attempt, .completed)
        let alarm = try why("alarm", in: yard)
        #expect(alarm.summary == "alarm[0] was cancelled: it waited for job prepare to fail, and that job completed")
        #expect(
            alarm.remedy
                == "nothing: alarm is only for when prepare fails; to run it all the same, submit it without `after`")
        #expect(try why("train", in: yard).summary == "train[0] can be placed on n1 now")
    }

    @Test func aTaskBeyondTheBoundOfItsJobSaysSo() throws {
        var yard = Yard(count: 2)
        yard.apply(Self.job("sweep", count: 10, atMost: 3))
        let pass = yard.schedule()
        #expect(yard.refused == 0)
        #expect(pass.plans.flatMap(\.placements).map(\.allocation) == yard.allocations("sweep").prefix(3).map(\.id))
        #expect(yard.pass().plans.isEmpty)
        let id = try #require(yard.allocations("sweep").last?.id)
        let why = Scheduler.explain(state: yard.state, allocation: id, unavailable: yard.unavailable, now: yard.now)
        #expect(
            why.summary == "sweep[9] waits: its job's `at-most` lets 3 tasks be live at a time, and others come first")
        #expect(
            why.remedy
                == "nothing; it starts when its turn comes. To have more of them live at a time, submit the job with a larger "
                + "`at-most`")
        yard.end(try #require(yard.allocations("sweep")[1].current), .failed)
        yard.schedule()
        #expect(yard.places("sweep") == ["n1", "-", "n1", "n1", "-", "-", "-", "-", "-", "-"])
        #expect(yard.allocations("sweep")[1].state == .finished(.failed))
    }

    @Test func ofABoundedJobWhatLostItsServerComesFirst() throws {
        var yard = Yard(count: 2, cores: 2)
        yard.apply(Self.job("sweep", count: 10, atMost: 2))
        yard.schedule()
        let lost = try #require(yard.allocations("sweep")[1].current?.node)
        yard.lose(lost.name)
        let again = yard.schedule()
        #expect(again.plans.flatMap(\.placements).map(\.allocation) == yard.allocations("sweep").prefix(2).map(\.id))
        #expect(yard.allocations("sweep").filter { $0.state == .active }.count == 2)
    }

    @Test func aDeadlineIsNamedWhileThereIsTimeAndAfterwards() throws {
        var yard = Yard(count: 1)
        yard.now = try #require(WallTime(rfc3339: "2026-12-01T05:00:00Z"))
        let six = try #require(WallTime(rfc3339: "2026-12-01T06:00:00Z"))
        yard.apply(Self.job("first", cores: 8))
        yard.schedule()
        yard.apply(Self.job("report", cores: 4, deadline: .at(six)))
        yard.apply(Self.job("train", cores: 4, deadline: .at(six), timeLimit: .seconds(1_800)))
        let room =
            "wait for tasks to end; or give the job a priority above 50 (it has 50; `muster job plan` shows whom that would "
            + "end); or ask for less, or add servers"
        #expect(try why("report", in: yard).remedy == room + ". It is given up at its deadline, 2026-12-01T06:00:00Z")
        #expect(
            try why("train", in: yard).remedy
                == room
                + ". It is given up at 2026-12-01T05:30:00Z: with its time limit it could not end before its deadline, "
                + "2026-12-01T06:00:00Z")
        yard.now = try #require(WallTime(rfc3339: "2026-12-01T05:40:00Z"))
        #expect(
            try why("train", in: yard).summary
                == "train[0] waits: it could not end before its deadline, 2026-12-01T06:00:00Z, any more")
        yard.apply(.endOverdue)
        let train = try why("train", in: yard)
        #expect(
            train.summary == "train[0] never began: it could not have ended before its deadline, 2026-12-01T06:00:00Z")
        #expect(
            train.remedy
                == "give train a later `deadline` or a shorter `time-limit`, or a higher priority than what kept it waiting, and "
                + "run it again with `muster job run`")
        yard.end(try #require(yard.allocations("first").first?.current), .completed)
        yard.schedule()
        yard.now = six
        yard.apply(.endOverdue)
        #expect(try why("report", in: yard).summary == "report[0] starts on n1 and is asked to end: deadline")
        yard.finishStops()
        #expect(
            try why("report", in: yard).summary
                == "report[0] is over: it did not end before its deadline, 2026-12-01T06:00:00Z")
    }

    @Test func aTimeLimitIsNamedWithWhatToDo() throws {
        var yard = Yard(count: 1)
        yard.apply(Self.job("train", timeLimit: .seconds(7_200)))
        yard.schedule()
        yard.end(try #require(yard.allocations("train").first?.current), .timeLimit)
        let train = try why("train", in: yard)
        #expect(train.summary == "train[0] is over: it ran into its time limit of 2 h")
        #expect(
            train.remedy
                == "give it a longer `time-limit`, or let it go on from its checkpoint by `restart: { policy: always }`, and run "
                + "train again with `muster job run`")
    }
}
