import CoordinatorCore
import Determinism
import Fleet
import Testing

/// What a BMC's word proves, for whom and from when on; and what it may be asked to do.
@Suite struct PowerTests {
    private static let bmc: BMC = {
        var bmc = BMC(agent: "fence_redfish", secret: "a")
        bmc.options["ip"] = "10.0.0.7"
        return bmc
    }()

    private func job(lease: Span) -> JobDefinition {
        JobDefinition(
            id: JobID(name: "web"), type: .service, count: 1, command: ["sleep"],
            resources: Resources(cpuMillicores: 500, memoryBytes: 1 << 20), lease: lease)
    }

    /// A cluster in which `a`, which has a BMC, runs the job; `b` lives, too.
    private func running(
        lease: Span = .seconds(60), bmc: BMC = PowerTests.bmc,
        settings: ClusterSettings = ClusterSettings(brakeFloor: 10)
    ) throws -> (LoneCoordinator, BeatingAgent, BeatingAgent, Attempt) {
        var cluster = LoneCoordinator(settings: settings)
        let (a, b) = (BeatingAgent("a"), BeatingAgent("b"))
        cluster.run(for: .seconds(6), beating: [a])
        let set = cluster.ask(.operation(.setBMC(NodeID("a"), bmc)))
        try #require(cluster.outcomes[set]?.code == .done)
        _ = cluster.ask(.operation(.submitJob(job(lease: lease))))
        let attempt = try #require(cluster.member.fleet.allocations[AllocationID(1)]?.current)
        a.tasks = [TaskReport(attempt: attempt.id, state: .running)]
        cluster.run(for: .seconds(2), beating: [a, b])
        try #require(cluster.member.fleet.attempt(attempt.id)?.state == .running)
        return (cluster, a, b, attempt)
    }

    private func isLive(_ attempt: Attempt, _ cluster: LoneCoordinator) -> Bool {
        cluster.member.fleet.attempt(attempt.id)?.state.isLive == true
    }

    private func status(_ cluster: LoneCoordinator) -> [PowerRequest] {
        cluster.powerRequests.filter { $0.action == .status }
    }

    // MARK: Evidence

    @Test func powerThatIsOffEndsAnUnlimitedLeaseOfASilentServerAtOnce() throws {
        var (cluster, a, b, attempt) = try running(lease: .unlimited)
        cluster.run(for: .seconds(2), beating: [a, b])
        #expect(cluster.powerRequests.isEmpty, "a server that is heard is not asked about")
        cluster.run(for: .seconds(4), beating: [b])
        let request = try #require(status(cluster).first)
        #expect(request.node == NodeID("a") && request.session == a.session && request.bmc == PowerTests.bmc)
        #expect(isLive(attempt, cluster))
        cluster.give(.power(PowerAnswer(number: request.number, beganAt: cluster.now, result: .off)))
        #expect(!isLive(attempt, cluster))
        #expect(cluster.member.fleet.nodes[NodeID("a")]?.session == nil)
        #expect(cluster.member.fleet.allocations[AllocationID(1)]?.current?.node == NodeID("b"))
        #expect(cluster.member.fleet.brake.taken.isEmpty, "evidence is no automatic verdict")
    }

    @Test func powerThatIsOnAndErrorsShortenNothingAndAreAskedAgainEverMoreSlowly() throws {
        var (cluster, _, b, attempt) = try running(lease: .unlimited)
        var asked: [Instant] = []
        for _ in 0..<600 {
            cluster.run(for: .milliseconds(100), beating: [b])
            for request in status(cluster) {
                asked.append(cluster.now)
                let result: PowerAnswer.Result = asked.count % 2 == 0 ? .on : .failed("no route to host")
                cluster.give(.power(PowerAnswer(number: request.number, beganAt: cluster.now, result: result)))
            }
            cluster.powerRequests.removeAll()
        }
        #expect(isLive(attempt, cluster))
        #expect(asked.count >= 5 && asked.count <= 10, "\(asked.count) questions within a minute")
        let pauses = zip(asked.dropFirst(), asked).map { $0.since($1) }
        #expect(pauses.allSatisfy { $0 <= .seconds(16) } && pauses.last.map { $0 >= .seconds(15) } == true)
    }

    @Test func aReadingThatBeganBeforeTheLastAcknowledgementProvesNothing() throws {
        var (cluster, a, b, attempt) = try running(lease: .unlimited)
        cluster.run(for: .seconds(4), beating: [b])
        let request = try #require(status(cluster).first)
        let before = cluster.now
        // It is heard once more, and falls silent again; the reading began before that.
        cluster.hear(a.beat())
        cluster.run(for: .seconds(4), beating: [b])
        cluster.give(.power(PowerAnswer(number: request.number, beganAt: before, result: .off)))
        #expect(isLive(attempt, cluster))
        // The next one began after it.
        cluster.run(for: .seconds(3), beating: [b])
        let next = try #require(status(cluster).last)
        #expect(next.number != request.number)
        cluster.give(.power(PowerAnswer(number: next.number, beganAt: cluster.now, result: .off)))
        #expect(!isLive(attempt, cluster))
    }

    @Test func aServerThatIsHeardAgainIsNotDead() throws {
        var (cluster, a, b, attempt) = try running()
        cluster.run(for: .seconds(4), beating: [b])
        let request = try #require(status(cluster).first)
        cluster.hear(a.beat())
        cluster.give(.power(PowerAnswer(number: request.number, beganAt: cluster.now, result: .off)))
        cluster.run(for: .seconds(1), beating: [a, b])
        #expect(isLive(attempt, cluster))
        #expect(cluster.member.fleet.nodes[NodeID("a")]?.session == a.session)
    }

    @Test func aReadingCountsForNoOtherSession() throws {
        var (cluster, a, b, attempt) = try running(lease: .unlimited)
        cluster.run(for: .seconds(4), beating: [b])
        let request = try #require(status(cluster).first)
        // The server comes back in another life, which falls silent, too, before the answer is there.
        let back = BeatingAgent("a", nonce: 2, boot: "boot")
        cluster.run(for: .seconds(3), beating: [b, back])
        try #require(cluster.member.fleet.nodes[NodeID("a")]?.session == back.session)
        cluster.run(for: .seconds(4), beating: [b])
        cluster.give(.power(PowerAnswer(number: request.number, beganAt: cluster.now, result: .off)))
        #expect(cluster.member.fleet.nodes[NodeID("a")]?.session == back.session)
        #expect(isLive(attempt, cluster), "the former life's lease is not shortened either")
        // A reading for the present life ends it, and one after that what is left of the former.
        for session in [back.session, a.session] {
            cluster.powerRequests.removeAll()
            cluster.run(for: .seconds(3), beating: [b])
            let next = try #require(status(cluster).last)
            #expect(next.session == session)
            cluster.give(.power(PowerAnswer(number: next.number, beganAt: cluster.now, result: .off)))
        }
        #expect(!isLive(attempt, cluster))
    }

    @Test func anAnswerCountsOnceAndOnlyForWhatWasAsked() throws {
        var (cluster, _, b, attempt) = try running(lease: .unlimited)
        cluster.run(for: .seconds(4), beating: [b])
        let request = try #require(status(cluster).first)
        cluster.give(.power(PowerAnswer(number: request.number + 7, beganAt: cluster.now, result: .off)))
        #expect(isLive(attempt, cluster))
        cluster.give(.power(PowerAnswer(number: request.number, beganAt: cluster.now, result: .on)))
        cluster.give(.power(PowerAnswer(number: request.number, beganAt: cluster.now, result: .off)))
        #expect(isLive(attempt, cluster))
    }

    @Test func aNewLeaderCountsWithWhatTheFormerMayHaveAcknowledged() throws {
        var (cluster, _, _, attempt) = try running(lease: .unlimited)
        cluster.run(for: .seconds(4))
        let old = try #require(status(cluster).first)
        cluster.restart()
        cluster.powerRequests.removeAll()
        while cluster.becameLeaderAt == nil { cluster.run(for: .milliseconds(10)) }
        let led = try #require(cluster.becameLeaderAt)
        // An answer to the former process, and one to nothing at all.
        cluster.give(.power(PowerAnswer(number: old.number, beganAt: cluster.now, result: .off)))
        #expect(isLive(attempt, cluster))
        cluster.run(for: .seconds(4))
        let request = try #require(status(cluster).first)
        let grace = led + cluster.member.fleet.foreignGrace
        #expect(cluster.now > grace)
        cluster.give(.power(PowerAnswer(number: request.number, beganAt: cluster.now, result: .off)))
        #expect(!isLive(attempt, cluster))
    }

    @Test func notMoreThanAFewAreAskedAtOnce() throws {
        let names = (1...40).map { "n\($0)" }
        var cluster = LoneCoordinator(nodes: names)
        let agents = names.map { BeatingAgent($0) }
        cluster.run(for: .seconds(6), beating: agents)
        for name in names { _ = cluster.ask(.operation(.setBMC(NodeID(name), PowerTests.bmc))) }
        cluster.run(for: .seconds(4))
        #expect(cluster.powerRequests.count == 16)
        let first = SortedSet(cluster.powerRequests.map(\.node))
        for request in cluster.powerRequests {
            cluster.give(.power(PowerAnswer(number: request.number, beganAt: cluster.now, result: .on)))
        }
        cluster.powerRequests.removeAll()
        cluster.run(for: .milliseconds(300))
        #expect(cluster.powerRequests.count == 16)
        #expect(cluster.powerRequests.allSatisfy { !first.contains($0.node) }, "the others' turn comes first")
    }

    @Test func whatIsNotDeadIsReleasedByPowerThatIsOff() throws {
        var (cluster, a, b, attempt) = try running(lease: .seconds(5))
        a.tasks = [TaskReport(attempt: attempt.id, state: .notDead)]
        cluster.run(for: .seconds(6), beating: [a, b])
        cluster.run(for: .seconds(60), beating: [b])
        #expect(isLive(attempt, cluster) && cluster.member.fleet.nodes[NodeID("a")]?.session == nil)
        let request = try #require(status(cluster).last)
        cluster.give(.power(PowerAnswer(number: request.number, beganAt: cluster.now, result: .off)))
        #expect(!isLive(attempt, cluster))
    }

    // MARK: Orders

    @Test func nobodyIsFencedUnlessThatWasAskedFor() throws {
        var (cluster, a, b, attempt) = try running()
        a.tasks = [TaskReport(attempt: attempt.id, state: .notDead)]
        cluster.run(for: .seconds(120), beating: [a, b])
        #expect(cluster.powerRequests.isEmpty)
    }

    @Test func aServerWithWhatIsNotDeadIsFencedAfterTheTimeThatWasSaid() throws {
        var bmc = PowerTests.bmc
        bmc.fenceAfter = .seconds(10)
        var (cluster, a, b, attempt) = try running(bmc: bmc)
        a.tasks = [TaskReport(attempt: attempt.id, state: .notDead)]
        cluster.run(for: .seconds(9), beating: [a, b])
        #expect(cluster.powerRequests.isEmpty)
        cluster.run(for: .seconds(3), beating: [a, b])
        let order = try #require(cluster.member.fleet.power[NodeID("a")]?.order)
        #expect(order.action == .off && order.session == a.session && order.isAutomatic)
        #expect(cluster.member.fleet.brake.taken.map(\.node) == [NodeID("a")])
        let act = try #require(cluster.powerRequests.last)
        #expect(act.action == .act(.off) && act.session == a.session)
        cluster.give(.power(PowerAnswer(number: act.number, beganAt: cluster.now, result: .done)))
        #expect(isLive(attempt, cluster), "the word of who switches is no proof")
        // It has no power now: its beats stop, and a reading says why.
        cluster.run(for: .seconds(4), beating: [b])
        let read = try #require(status(cluster).last)
        cluster.give(.power(PowerAnswer(number: read.number, beganAt: cluster.now, result: .off)))
        cluster.run(for: .seconds(3), beating: [b])
        if isLive(attempt, cluster), let again = status(cluster).last {
            cluster.give(.power(PowerAnswer(number: again.number, beganAt: cluster.now, result: .off)))
        }
        #expect(!isLive(attempt, cluster))
        #expect(cluster.member.fleet.power[NodeID("a")]?.order == nil)
        #expect(cluster.member.fleet.power[NodeID("a")]?.lastOutcome == "power off: done")
        // What its last beat said is no reason to switch it off again.
        cluster.powerRequests.removeAll()
        cluster.run(for: .seconds(60), beating: [b])
        #expect(cluster.powerRequests.isEmpty)
    }

    @Test func theBrakeBoundsFencing() throws {
        var bmc = PowerTests.bmc
        bmc.fenceAfter = .seconds(2)
        var (cluster, a, b, attempt) = try running(bmc: bmc, settings: ClusterSettings(brakePercent: 0, brakeFloor: 0))
        a.tasks = [TaskReport(attempt: attempt.id, state: .notDead)]
        cluster.run(for: .seconds(60), beating: [a, b])
        #expect(cluster.powerRequests.isEmpty && cluster.member.fleet.power[NodeID("a")]?.order == nil)
    }

    @Test func aHoldOfTheBrakeHoldsFencing() throws {
        var bmc = PowerTests.bmc
        bmc.fenceAfter = .seconds(2)
        var (cluster, a, b, attempt) = try running(bmc: bmc)
        _ = cluster.ask(.operation(.setBrake(isOnHold: true, released: [])))
        a.tasks = [TaskReport(attempt: attempt.id, state: .notDead)]
        cluster.run(for: .seconds(60), beating: [a, b])
        #expect(cluster.powerRequests.isEmpty && cluster.member.fleet.power[NodeID("a")]?.order == nil)
    }

    @Test func anOrderForAnotherSessionIsRefusedAndANewSessionEndsOne() throws {
        var (cluster, a, b, _) = try running(lease: .unlimited)
        let stale = cluster.ask(
            .orderPower(NodeID("a"), session: BeatingAgent("a", nonce: 9, boot: "x").session, .off))
        #expect(cluster.outcomes[stale]?.code == .conflict)
        #expect(cluster.powerRequests.isEmpty)
        let good = cluster.ask(.orderPower(NodeID("a"), session: a.session, .off))
        #expect(cluster.outcomes[good]?.code == .done)
        cluster.run(for: .milliseconds(200), beating: [b])
        let act = try #require(cluster.powerRequests.last)
        #expect(act.action == .act(.off))
        cluster.give(.power(PowerAnswer(number: act.number, beganAt: cluster.now, result: .failed("refused"))))
        cluster.powerRequests.removeAll()
        // It was started anew meanwhile: the order was not meant for that life.
        cluster.run(for: .seconds(4), beating: [b])
        let back = BeatingAgent("a", nonce: 2, boot: "boot")
        cluster.run(for: .seconds(3), beating: [b, back])
        #expect(cluster.member.fleet.power[NodeID("a")]?.order == nil)
        #expect(cluster.member.fleet.power[NodeID("a")]?.lastOutcome.contains("given up") == true)
        cluster.powerRequests.removeAll()
        cluster.run(for: .seconds(30), beating: [b, back])
        #expect(cluster.powerRequests.isEmpty)
    }

    @Test func anOrderIsTriedSomeTimesAndThenCountsAsFailed() throws {
        var (cluster, a, b, _) = try running()
        _ = cluster.ask(.orderPower(NodeID("a"), session: a.session, .off))
        var acts = 0
        for _ in 0..<600 {
            cluster.run(for: .milliseconds(100), beating: [a, b])
            for request in cluster.powerRequests {
                if case .act = request.action { acts += 1 }
                cluster.give(
                    .power(PowerAnswer(number: request.number, beganAt: cluster.now, result: .failed("refused"))))
            }
            cluster.powerRequests.removeAll()
        }
        #expect(acts == 4)
        #expect(cluster.member.fleet.power[NodeID("a")]?.order == nil)
        #expect(cluster.member.fleet.power[NodeID("a")]?.lastOutcome == "power off: not done: refused")
    }

    @Test func aNewLeaderGoesOnWithAnOrder() throws {
        var (cluster, a, b, _) = try running()
        _ = cluster.ask(.orderPower(NodeID("a"), session: a.session, .off))
        cluster.restart()
        cluster.powerRequests.removeAll()
        cluster.run(for: .seconds(4), beating: [a, b])
        let act = try #require(cluster.powerRequests.first)
        #expect(act.action == .act(.off) && act.session == a.session)
    }

    @Test func aTestTellsWhatIsReadAndAnErrorWhatWasWrong() throws {
        var (cluster, a, b, attempt) = try running()
        let none = cluster.ask(.testPower(NodeID("b")))
        #expect(cluster.refusals[none] != nil)
        let (first, second) = (cluster.ask(.testPower(NodeID("a"))), cluster.ask(.testPower(NodeID("a"))))
        #expect(cluster.powerRequests.count == 1, "who asks meanwhile shares the reading")
        cluster.give(
            .power(PowerAnswer(number: cluster.powerRequests[0].number, beganAt: cluster.now, result: .on)))
        #expect(cluster.outcomes[first]?.message.contains("on") == true && cluster.outcomes[second] != nil)
        let third = cluster.ask(.testPower(NodeID("a")))
        cluster.give(
            .power(
                PowerAnswer(number: cluster.powerRequests[1].number, beganAt: cluster.now, result: .failed("no route")))
        )
        #expect(cluster.refusals[third] == .invalid("the power of a could not be read: no route"))
        // A living server's BMC that says off is wrong, or belongs to another one.
        _ = cluster.ask(.testPower(NodeID("a")))
        cluster.give(
            .power(PowerAnswer(number: cluster.powerRequests[2].number, beganAt: cluster.now, result: .off)))
        cluster.run(for: .seconds(1), beating: [a, b])
        #expect(isLive(attempt, cluster))
    }
    /// The newest entry of the log is the new leader's own, which is none of the fleet's.
    @Test func aTestIsToldWithAnIndexThatReadsShow() throws {
        var (cluster, _, _, _) = try running()
        cluster.restart()
        while cluster.becameLeaderAt == nil { cluster.run(for: .milliseconds(10)) }
        cluster.powerRequests = []
        let ticket = cluster.ask(.testPower(NodeID("a")))
        let request = try #require(cluster.powerRequests.first)
        cluster.give(.power(PowerAnswer(number: request.number, beganAt: cluster.now, result: .on)))
        let outcome = try #require(cluster.outcomes[ticket])
        #expect(outcome.index > 0 && outcome.index <= cluster.member.fleet.lastIndex)
    }
}
