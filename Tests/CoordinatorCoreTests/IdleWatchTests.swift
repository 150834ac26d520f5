import Determinism
import Fleet
import Testing

@testable import CoordinatorCore

/// Which jobs hold GPUs for nothing, and what a leader does about it.
struct IdleWatchTests {
    private static let id = JobID(name: "train")
    private static let policy = IdleGPUPolicy(warnAfter: .seconds(600), reclaimAfter: .seconds(3_600))

    /// A watch that is asked at times of its own.
    private struct Trial {
        var watch = IdleWatch(nextAt: .origin)
        var policy = IdleWatchTests.policy
        var attempts = [AttemptID(allocation: AllocationID(7), number: 1)]

        /// What it decides so many seconds after the beginning, where the GPUs have been idle for so long; nil for busy or unknown.
        mutating func at(_ second: UInt64, idleFor seconds: UInt64?) -> IdleWatch.Decision? {
            watch.decide(
                JobGPUUse(job: IdleWatchTests.id, gpus: 8, idleFor: seconds.map { .seconds($0) }), attempts: attempts,
                policy: policy, time: WallTime(nanoseconds: (1_000_000 + second) * 1_000_000_000),
                now: .origin + .seconds(5_000 + second))
        }

        var warning: IdleWarning? { watch.warnings[IdleWatchTests.id] }
    }

    private func wall(_ second: UInt64) -> WallTime { WallTime(nanoseconds: (1_000_000 + second) * 1_000_000_000) }

    // The macro cannot hold what changes a variable.
    private func expect(
        _ found: IdleWatch.Decision?, _ wanted: IdleWatch.Decision?, _ place: SourceLocation = #_sourceLocation
    ) {
        #expect(found == wanted, sourceLocation: place)
    }

    @Test func idleGPUsAreWarnedOfAndThenReclaimed() {
        var trial = Trial()
        expect(trial.at(0, idleFor: 90_000), nil)
        expect(trial.at(570, idleFor: 90_570), nil)
        #expect(trial.warning == nil)
        expect(trial.at(600, idleFor: 90_600), .warn(idleFor: .seconds(600)))
        #expect(trial.warning == IdleWarning(gpus: 8, since: wall(0), reclaimAt: wall(3_600)))
        expect(trial.at(630, idleFor: 90_630), nil)
        expect(trial.at(3_570, idleFor: 93_570), nil)
        #expect(trial.warning?.reclaimAt == wall(3_600), "the moment stays the same")
        expect(trial.at(3_600, idleFor: 93_600), .reclaim(idleFor: .seconds(3_600)))
    }

    @Test func whoIsBusyAgainIsNotWarnedAnyMore() {
        var trial = Trial()
        expect(trial.at(0, idleFor: 1), nil)
        expect(trial.at(600, idleFor: 601), .warn(idleFor: .seconds(600)))
        expect(trial.at(630, idleFor: nil), .withdraw)
        #expect(trial.warning == nil)
        expect(trial.at(660, idleFor: 10), nil)
        expect(trial.at(1_230, idleFor: 580), nil)
        expect(trial.at(1_260, idleFor: 610), .warn(idleFor: .seconds(600)))
        // Busy for a moment between two questions.
        expect(trial.at(1_290, idleFor: 12), .withdraw)
        expect(trial.at(1_890, idleFor: 612), .warn(idleFor: .seconds(600)))
    }

    @Test func whatThisLeaderHasNotSeenDoesNotCount() {
        var trial = Trial()
        expect(trial.at(0, idleFor: nil), nil)
        expect(trial.at(30, idleFor: 0), nil)
        expect(trial.at(629, idleFor: 599), nil)
        expect(trial.at(630, idleFor: 600), .warn(idleFor: .seconds(600)))
        // A gap: nobody knows.
        expect(trial.at(660, idleFor: nil), .withdraw)
        expect(trial.at(690, idleFor: nil), nil)
        expect(trial.at(4_000, idleFor: 90_000), nil)
        expect(trial.at(4_600, idleFor: 90_600), .warn(idleFor: .seconds(600)))
    }

    @Test func anotherTaskInThePlaceOfOneCountsAnew() {
        var trial = Trial()
        expect(trial.at(0, idleFor: 1), nil)
        expect(trial.at(600, idleFor: 601), .warn(idleFor: .seconds(600)))
        trial.attempts = [AttemptID(allocation: AllocationID(7), number: 2)]
        expect(trial.at(630, idleFor: 631), .withdraw)
        expect(trial.at(1_200, idleFor: 1_201), nil)
        expect(trial.at(1_230, idleFor: 1_231), .warn(idleFor: .seconds(600)))
        trial.attempts = []
        expect(trial.at(1_260, idleFor: 1_261), .withdraw)
    }

    @Test func aStricterPolicyLeavesTheWholeNotice() {
        var trial = Trial()
        expect(trial.at(0, idleFor: 1), nil)
        expect(trial.at(600, idleFor: 601), .warn(idleFor: .seconds(600)))
        trial.policy = IdleGPUPolicy(warnAfter: .seconds(60), reclaimAfter: .seconds(120))
        expect(trial.at(630, idleFor: 631), nil)
        #expect(trial.warning?.reclaimAt == wall(660))
        expect(trial.at(660, idleFor: 661), .reclaim(idleFor: .seconds(660)))
        trial.policy = .keep
        expect(trial.at(690, idleFor: 691), .withdraw)
    }

    @Test func aWarningAloneTakesNothing() {
        var trial = Trial()
        trial.policy.reclaimAfter = nil
        expect(trial.at(0, idleFor: 1), nil)
        expect(trial.at(600, idleFor: 601), .warn(idleFor: .seconds(600)))
        #expect(trial.warning == IdleWarning(gpus: 8, since: wall(0), reclaimAt: nil))
        expect(trial.at(900_000, idleFor: 900_001), nil)
    }

    @Test func nothingIsDecidedOfAJobWhileSomethingIsUnderWay() {
        var trial = Trial()
        expect(trial.at(0, idleFor: 1), nil)
        trial.watch.underWay.insert(Self.id)
        expect(trial.at(600, idleFor: 601), nil)
        trial.watch.underWay.remove(Self.id)
        expect(trial.at(630, idleFor: 631), .warn(idleFor: .seconds(630)))
        trial.watch.keepOnly { _ in false }
        #expect(trial.warning == nil)
    }

    // MARK: In a leader

    /// A coordinator with two jobs on GPUs that run on one server.
    private func coordinator() throws -> (LoneCoordinator, BeatingAgent) {
        let facts = NodeFacts(
            capacity: Resources(cpuMillicores: 8_000, memoryBytes: 8 << 30), gpus: GPU.unknown(4), agentVersion: "1")
        let agent = BeatingAgent("a", facts: facts)
        var coordinator = LoneCoordinator()
        coordinator.run(for: .seconds(8), beating: [agent])
        for (name, namespace) in [("train", "default"), ("other", "kept")] {
            var definition = JobDefinition(
                id: JobID(namespace: namespace, name: name), type: .batch, count: 1, command: ["x"],
                resources: Resources(cpuMillicores: 100))
            definition.gpus = GPURequest(count: 2)
            _ = coordinator.ask(.operation(.submitJob(definition)))
        }
        run(&coordinator, agent, for: .seconds(4))
        let running = coordinator.member.fleet.allocations.values.compactMap(\.current).count { $0.state == .running }
        try #require(running == 2)
        return (coordinator, agent)
    }

    /// Lets time pass; the agent does what it is told.
    private func run(_ coordinator: inout LoneCoordinator, _ agent: BeatingAgent, for span: Span) {
        for _ in 0..<span.nanoseconds / 1_000_000_000 {
            coordinator.run(for: .seconds(1), beating: [agent])
            for stamped in coordinator.orders {
                switch stamped.order {
                case .assign(let assignment) where !agent.tasks.contains(where: { $0.attempt == assignment.attempt }):
                    agent.tasks.append(TaskReport(attempt: assignment.attempt, state: .running))
                case .stop(_, let attempt, _):
                    agent.tasks = agent.tasks.map {
                        $0.attempt == attempt
                            ? TaskReport(attempt: attempt, state: .ended(AttemptEnd(cause: .stopped))) : $0
                    }
                case .acknowledge(let word): agent.tasks.removeAll { word.settledTasks.contains($0.attempt) }
                default: break
                }
            }
            coordinator.orders.removeAll()
        }
    }

    @Test func aLeaderAsksOnlyWhereThereIsAPolicyAndHoldsWhatStaysIdle() throws {
        var (coordinator, agent) = try coordinator()
        run(&coordinator, agent, for: .seconds(61))
        #expect(coordinator.measuredGPUs.isEmpty, "without a policy nobody is asked")
        let policy = IdleGPUPolicy(warnAfter: .seconds(60), reclaimAfter: .seconds(120))
        _ = coordinator.ask(.operation(.setIdleGPUPolicy(namespace: "*", policy)))
        _ = coordinator.ask(.operation(.setIdleGPUPolicy(namespace: "kept", .keep)))
        func idle(_ coordinator: inout LoneCoordinator, _ seconds: UInt64?) {
            let use = JobGPUUse(job: Self.id, gpus: 2, idleFor: seconds.map { .seconds($0) })
            coordinator.give(.gpuUses([use]))
        }
        run(&coordinator, agent, for: IdleWatch.interval)
        #expect(coordinator.measuredGPUs == [[Self.id]], "who keeps what he has is not asked for")
        idle(&coordinator, 9_000)
        run(&coordinator, agent, for: .seconds(60))
        idle(&coordinator, 9_060)
        let warning = try #require(coordinator.member.idleWarning(of: Self.id))
        #expect(warning.gpus == 2 && warning.reclaimAt == warning.since + .seconds(120))
        let acts = coordinator.member.fleet.audit.filter { $0.actor == "leader" }.map(\.act)
        #expect(acts.count == 1)
        #expect(
            acts.first?.hasPrefix("job warn train because its 2 GPUs have been idle for 1 min, and it is held at")
                == true)
        run(&coordinator, agent, for: .seconds(60))
        idle(&coordinator, 9_120)
        let held = try #require(coordinator.member.fleet.jobs[Self.id]?.hold)
        #expect(held.actor == "leader" && held.reason == "its 2 GPUs were idle for 2 min")
        run(&coordinator, agent, for: IdleWatch.interval + .seconds(4))
        #expect(coordinator.member.fleet.liveCount(of: Self.id) == 0)
        #expect(coordinator.member.idleWarning(of: Self.id) == nil)
        let asked = coordinator.measuredGPUs.count
        run(&coordinator, agent, for: .seconds(61))
        #expect(coordinator.measuredGPUs.count == asked, "what is held is not asked for")
        idle(&coordinator, 9_999)
        // Released it begins again, and has the whole time anew.
        _ = coordinator.ask(.operation(.holdJob(Self.id, reason: nil)))
        run(&coordinator, agent, for: .seconds(4))
        #expect(coordinator.member.fleet.liveCount(of: Self.id) == 1)
        idle(&coordinator, 99_999)
        #expect(coordinator.member.idleWarning(of: Self.id) == nil)
        #expect(coordinator.member.fleet.jobs[JobID(namespace: "kept", name: "other")]?.hold == nil)
    }

    @Test func aWarningIsWithdrawnWithALineOfItsOwn() throws {
        var (coordinator, agent) = try coordinator()
        _ = coordinator.ask(
            .operation(.setIdleGPUPolicy(namespace: "default", IdleGPUPolicy(warnAfter: .seconds(60)))))
        for idle in [100, 160, nil] as [UInt64?] {
            let use = JobGPUUse(job: Self.id, gpus: 1, idleFor: idle.map { .seconds($0) })
            coordinator.give(.gpuUses([use, JobGPUUse(job: JobID(name: "gone"), gpus: 1, idleFor: .seconds(9))]))
            run(&coordinator, agent, for: .seconds(60))
        }
        let acts = coordinator.member.fleet.audit.filter { $0.actor == "leader" }.map(\.act)
        #expect(acts == ["job warn train because its GPU has been idle for 1 min", "job unwarn train"])
        #expect(coordinator.member.idleWarnings.isEmpty)
    }
}
