import Consensus
import CoordinatorCore
import Determinism
import Fleet
import Scheduler
import Testing
import Wire

@testable import Coordinator

/// What is shown of jobs that wait for others, have only so much time, or have many tasks.
@Suite struct JobViewsTests {
    /// A fleet of one server whose plans are committed at once.
    private struct OneServer {
        var state = FleetState()
        var index: UInt64 = 0
        var now = WallTime(nanoseconds: 1_000_000_000_000)
        let session = SessionID(node: NodeID("n1"), boot: "b", nonce: 1)

        init() {
            let key = KeyRecord(publicKey: "k", name: "n1", role: .agent(NodeID("n1")))
            apply(.genesis(cluster: "c", settings: ClusterSettings(), keys: [key]))
            let capacity = Fleet.Resources(cpuMillicores: 8_000, memoryBytes: 8 << 30)
            apply(.openSession(session: session, facts: NodeFacts(capacity: capacity), adopted: []))
        }

        mutating func apply(_ operation: Fleet.Operation) {
            index += 1
            now = now + .seconds(1)
            let applied = state.apply(FleetEntry(time: now, actor: "a", operation: operation), index: index)
            #expect(applied.outcome.code == .done, "\(applied.outcome.message)")
        }

        mutating func submit(
            _ name: String, count: UInt64 = 1, after: [Fleet.Dependency] = [], deadline: Deadline? = nil,
            timeLimit: Span? = nil, atMost: UInt64? = nil
        ) {
            apply(
                .submitJob(
                    Fleet.JobDefinition(
                        id: JobID(name: name), count: count, command: ["x"],
                        resources: Fleet.Resources(cpuMillicores: 1_000), restart: RestartPolicy(condition: .never),
                        after: after, deadline: deadline, timeLimit: timeLimit, atMost: atMost)))
        }

        mutating func schedule() {
            let pass = Scheduler.pass(
                state: state, unavailable: SortedSet(), now: now, placementsAtMost: 1_000)
            apply(.commitPlans(pass.plans))
        }

        /// Ends what of a job is live, the oldest first, or only so many of it.
        mutating func end(_ job: String, _ cause: Fleet.EndCause, exit: Fleet.ExitStatus, atMost count: Int = .max) {
            let live = (state.jobs[JobID(name: job)]?.allocations ?? []).compactMap { state.allocations[$0]?.live.last }
            #expect(!live.isEmpty)
            for attempt in live.prefix(count) {
                let end = AttemptEnd(cause: cause, exit: exit, message: "")
                apply(
                    .report(
                        session: session, reports: [Fleet.AttemptReport(attempt: attempt.id, progress: .ended(end))]))
            }
        }

        private var views: Views {
            let snapshot = Snapshot(
                lastIndex: LogIndex(index), lastTerm: Term(1), configuration: Configuration(voters: []),
                data: state.canonicalBytes)
            let member = Member(
                setup: MemberSetup(id: MemberID(1), bootstrap: nil, genesis: nil),
                recovered: Recovered(store: StoreID(high: 0, low: 1), snapshot: snapshot), seed: 1,
                now: Instant(nanoseconds: 1))
            return Views(
                member: member, telemetry: TelemetryStore(), now: Instant(nanoseconds: 1), counters: { [] },
                residentBytes: { 7 })
        }

        func show(_ job: String) throws -> Wire.JobView {
            try #require(try views.answer(Query(correlation: 1, topic: .job, object: job)).get().jobs.first)
        }

        func why(_ job: String) throws -> [Wire.WhyView] {
            try views.answer(Query(correlation: 1, topic: .why, object: job)).get().whys
        }
    }

    private static func after(_ condition: Fleet.Dependency.Condition, _ name: String) -> Fleet.Dependency {
        Fleet.Dependency(condition, JobID(name: name))
    }

    @Test func aJobThatWaitsForOthersIsWaitingAndSaysForWhich() throws {
        var fleet = OneServer()
        fleet.submit("prepare")
        let six = try #require(WallTime(rfc3339: "2026-12-01T06:00:00Z"))
        fleet.submit("train", after: [Self.after(.ok, "prepare")], deadline: .at(six))
        fleet.schedule()
        let train = try fleet.show("train")
        #expect(train.state == "waiting" && train.pending == 1)
        #expect(train.note == "waits for job prepare to complete; is to be over by 2026-12-01T06:00:00Z")
        #expect(try fleet.why("train").map(\.summary) == ["train[0] waits for job prepare to complete"])
        fleet.end("prepare", .completed, exit: .code(0))
        #expect(try fleet.show("prepare").state == "complete")
        #expect(try fleet.show("train").state == "pending")
        #expect(try fleet.show("train").note == "is to be over by 2026-12-01T06:00:00Z")
    }

    @Test func aCancelledJobSaysWhatForAndOnlyOnce() throws {
        var fleet = OneServer()
        fleet.submit("prepare", timeLimit: .seconds(7_200))
        fleet.submit("train", count: 3, after: [Self.after(.ok, "prepare")])
        fleet.schedule()
        fleet.end("prepare", .timeLimit, exit: .signal(15))
        let prepare = try fleet.show("prepare")
        #expect(prepare.state == "time limit")
        #expect(prepare.allocations.map(\.state) == ["time limit"])
        #expect(prepare.allocations.map(\.end) == ["ended by its time limit by signal 15"])
        let train = try fleet.show("train")
        #expect(train.state == "cancelled" && train.finished == 3)
        #expect(train.note == "cancelled: it waited for job prepare to complete, and that job ran into its time limit")
        #expect(train.allocations.map(\.state) == ["cancelled", "cancelled", "cancelled"])
        #expect(try fleet.why("train").count == 1)
    }

    @Test func aJobThatIsEndedAtItsDeadlineSaysSo() throws {
        var fleet = OneServer()
        let deadline = fleet.now + .seconds(60)
        fleet.submit("report", deadline: .at(deadline))
        fleet.schedule()
        fleet.now = deadline
        fleet.apply(.endOverdue)
        #expect(try fleet.show("report").state == "stopping")
        fleet.end("report", .stopped, exit: .signal(15))
        let report = try fleet.show("report")
        #expect(report.state == "deadline passed")
        #expect(report.note == "was ended at its deadline, \(deadline)")
        #expect(report.allocations.map(\.end) == ["ended at its job's deadline by signal 15"])
    }

    @Test func anArrayIsSummedUpAndOfALargeOneOnlyWhatTellsSomethingIsListed() throws {
        var fleet = OneServer()
        fleet.submit("sweep", count: 120, atMost: 3)
        fleet.schedule()
        fleet.end("sweep", .failed, exit: .code(1), atMost: 2)
        fleet.schedule()
        let sweep = try fleet.show("sweep")
        #expect(sweep.state == "degraded" && sweep.pending == 115 && sweep.finished == 2)
        #expect(sweep.note == "tasks: 3 assigned, 2 failed, 115 pending (at most 3 at a time); failed: 0, 1")
        #expect(sweep.allocations.map(\.index) == [0, 1, 2, 3, 4] && sweep.unlisted == 115)
        let whys = try fleet.why("sweep")
        #expect(whys.compactMap(\.allocation?.index) == [0, 1, 2, 3, 4, 5] && whys.last?.alike == 114)
        #expect(
            whys.last?.summary
                == "sweep[5] waits: its job's `at-most` lets 3 tasks be live at a time, and others come first")
    }
}
