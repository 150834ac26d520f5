import Determinism
import Fleet
import Testing

@testable import Scheduler

/// Reservations in passes: the time itself, what is placed before it, and what is moved off for it.
struct ReservationPlacementTests {
    private func job(
        _ name: String, in namespace: String = "default", type: JobType = .batch, cores: UInt64 = 8, count: UInt64 = 1,
        limit: Span? = nil, checkpoint: Bool = false, gang: Bool = false, _ disruption: ToleratedDisruption? = nil
    ) -> JobDefinition {
        JobDefinition(
            id: JobID(namespace: namespace, name: name), type: type, count: count, command: ["/bin/true"],
            resources: Resources(cpuMillicores: cores * 1_000), gang: gang,
            checkpoint: checkpoint ? CheckpointContract() : nil, disruption: disruption, timeLimit: limit)
    }

    private func reserve(
        _ yard: inout Yard, _ nodes: [String] = ["n1"], in ahead: Span, for span: Span = .seconds(3_600),
        _ namespaces: [String] = ["blue"], name: String = "r"
    ) {
        let start = yard.now + ahead
        yard.apply(
            .setReservation(
                name: name,
                Reservation(
                    nodes: nodes.map { NodeID($0) }, start: start, end: start + span, namespaces: namespaces)))
    }

    private func places(_ name: String, in namespace: String = "default", _ yard: Yard) -> [String] {
        let id = JobID(namespace: namespace, name: name)
        return (yard.state.jobs[id]?.allocations ?? []).map {
            yard.state.allocations[$0]?.live.last?.node.name ?? "-"
        }
    }

    private func moves(_ pass: SchedulingPass) -> Int { pass.plans.flatMap(\.stops).count { $0.reason == .drained } }

    // MARK: Where something begins

    @Test func twoJobsOfOneShapeAndDifferentNamespacesInOnePass() {
        for first in ["default", "blue"] {
            var yard = Yard(count: 2)
            reserve(&yard, in: .zero)
            yard.apply(.submitJob(job("a", in: first, count: 2)))
            yard.apply(.submitJob(job("b", in: first == "blue" ? "default" : "blue", count: 2)))
            let pass = yard.schedule()
            let (own, others) = first == "blue" ? ("a", "b") : ("b", "a")
            #expect(places(own, in: "blue", yard).contains("n1"))
            #expect(!places(others, yard).contains("n1"), "first \(first)")
            #expect(yard.refused == 0)
            #expect(pass.blocked.count == 2)
        }
    }

    @Test func whatWasInVainIsTriedAgainWhenTheReservationIsOver() {
        var yard = Yard(count: 1)
        reserve(&yard, in: .zero, for: .seconds(100))
        yard.apply(.submitJob(job("a")))
        let pass = yard.schedule()
        #expect(pass.blocked.map(\.reason) == [.noServer])
        #expect(pass.wakeAt == yard.state.reservations["r"]?.end)
        yard.now = yard.now + .seconds(100)
        yard.schedule()
        #expect(places("a", yard) == ["n1"])
    }

    @Test func whatWasInVainIsTriedAgainWhenTheReservationIsChanged() {
        for change in [
            Operation.deleteReservation(name: "r"),
            .setReservation(
                name: "r",
                Reservation(
                    nodes: [NodeID("n1")], start: .epoch, end: WallTime(nanoseconds: .max), namespaces: ["default"])),
            .setReservation(
                name: "r",
                Reservation(nodes: [NodeID("n2")], start: .epoch, end: WallTime(nanoseconds: .max))),
        ] {
            var yard = Yard(count: 2)
            reserve(&yard, ["n1", "n2"], in: .zero, [])
            yard.apply(.submitJob(job("a")))
            yard.schedule()
            #expect(places("a", yard) == ["-"])
            yard.apply(change)
            yard.schedule()
            #expect(places("a", yard) == ["n1"])
        }
    }

    @Test func beforeItWhatEndsInTimeOrCanBeMovedIsPlaced() {
        for (definition, expected) in [
            (job("a", limit: .seconds(900)), "n1"), (job("a", limit: .seconds(1_000)), "-"), (job("a"), "-"),
            (job("a", type: .service), "n1"), (job("a", type: .service, .atMost(0)), "-"),
            (job("a", checkpoint: true), "n1"), (job("a", in: "blue"), "n1"),
        ] {
            var yard = Yard(count: 1)
            reserve(&yard, in: .seconds(1_000))
            yard.apply(.submitJob(definition))
            yard.schedule()
            #expect(places("a", in: definition.id.namespace, yard) == [expected], "\(definition)")
            #expect(yard.refused == 0)
        }
    }

    @Test func nothingIsEndedForWhatMayNotBeginThere() {
        var yard = Yard(count: 1)
        yard.submit("low", cores: 8, priority: 10, type: .service)
        yard.schedule()
        reserve(&yard, in: .seconds(1_000))
        var urgent = job("urgent")
        urgent.priority = 90
        yard.apply(.submitJob(urgent))
        #expect(yard.schedule().plans.isEmpty)
    }

    @Test func aGangKeepsOffReservedServers() {
        var yard = Yard(count: 3)
        reserve(&yard, in: .zero)
        yard.apply(.submitJob(job("g", count: 3, gang: true)))
        yard.schedule()
        #expect(places("g", yard) == ["-", "-", "-"])
        yard.apply(.submitJob(job("h", count: 2, gang: true)))
        yard.schedule()
        #expect(places("h", yard).sorted() == ["n2", "n3"])
    }

    // MARK: What is moved off

    @Test func itIsMovedOffShortlyBeforeAndPlacedElsewhere() {
        var yard = Yard(count: 2)
        yard.apply(.setEligibility(NodeID("n2"), .cordoned))
        yard.apply(.submitJob(job("web", type: .service, cores: 1, count: 4, .atMost(1))))
        yard.apply(.submitJob(job("own", in: "blue", type: .service, cores: 1)))
        yard.schedule()
        yard.start()
        yard.apply(.setEligibility(NodeID("n2"), .eligible))
        reserve(&yard, in: .seconds(1_000))
        let start = yard.state.reservations["r"]?.start ?? .epoch
        let early = yard.schedule()
        #expect(moves(early) == 0)
        let lead = start.since(.epoch) - .seconds(130)
        #expect(early.wakeAt == .epoch + lead, "two minutes and the grace of its stop before")
        yard.now = .epoch + lead
        for _ in 1...4 {
            #expect(moves(yard.schedule()) == 1, "as many at a time as the job tolerates")
            yard.finishStops()
            yard.schedule()
            yard.start()
        }
        #expect(places("web", yard) == ["n2", "n2", "n2", "n2"])
        #expect(places("own", in: "blue", yard) == ["n1"])
        #expect(moves(yard.schedule()) == 0)
        #expect(yard.refused == 0)
    }

    @Test func whatCannotBeMovedStaysAndIsTold() {
        var yard = Yard(count: 2)
        yard.apply(.submitJob(job("stubborn", type: .service, .atMost(0))))
        yard.apply(.submitJob(job("large", type: .service)))
        yard.schedule()
        yard.start()
        reserve(&yard, ["n1", "n2"], in: .seconds(60), [])
        let pass = yard.schedule()
        #expect(moves(pass) == 0)
        #expect(
            Set(pass.staying.map { "\($0.reason)" })
                == Set(["\(Staying.Reason.toleratesNone)", "\(Staying.Reason.noPlace)"]))
        yard.now = yard.now + .seconds(5_000)
        #expect(yard.schedule().staying.isEmpty, "it is over")
    }

    @Test func whatEndsInTimeIsLeftAlone() {
        var yard = Yard(count: 2)
        reserve(&yard, in: .seconds(130))
        yard.apply(.setEligibility(NodeID("n2"), .cordoned))
        yard.apply(.submitJob(job("brief", cores: 1, limit: .seconds(60))))
        yard.schedule()
        yard.start()
        yard.apply(.setEligibility(NodeID("n2"), .eligible))
        #expect(places("brief", yard) == ["n1"])
        #expect(moves(yard.schedule()) == 0)
    }

    @Test func aSystemJobLeavesForMaintenanceAndComesBack() {
        var yard = Yard(count: 1)
        yard.submit("watch", cores: 1, type: .system)
        yard.schedule()
        yard.start()
        reserve(&yard, in: .seconds(60), for: .seconds(600), [])
        #expect(moves(yard.schedule()) == 1)
        yard.finishStops()
        let pass = yard.schedule()
        #expect(yard.places("watch") == ["-"])
        #expect(pass.wakeAt != nil)
        yard.now = yard.now + .seconds(700)
        yard.schedule()
        #expect(yard.places("watch") == ["n1"])
    }

    @Test func aGangMovesWhole() {
        var yard = Yard(count: 4)
        yard.apply(.setEligibilities([NodeID("n3"), NodeID("n4")], .cordoned))
        yard.apply(.submitJob(job("g", count: 2, checkpoint: true, gang: true)))
        yard.schedule()
        yard.start()
        #expect(places("g", yard).sorted() == ["n1", "n2"])
        yard.apply(.setEligibilities([NodeID("n3"), NodeID("n4")], .eligible))
        reserve(&yard, in: .seconds(60))
        #expect(moves(yard.schedule()) == 1)
        yard.finishStops()
        yard.schedule()
        #expect(!places("g", yard).contains("n1") && !places("g", yard).contains("-"))
    }

    // MARK: Random fleets

    /// Whether an attempt may begin in that state: judged by the reservations themselves.
    private func fault(of attempt: Attempt, in state: FleetState) -> String? {
        guard let job = state.allocations[attempt.id.allocation].flatMap({ state.jobs[$0.job] })?.definition else {
            return "it has no job"
        }
        for (name, reservation) in state.reservations where reservation.nodes.contains(attempt.node) {
            let isOthers = reservation.namespaces.isEmpty || !reservation.namespaces.contains(job.id.namespace)
            guard isOthers, attempt.assignedAt < reservation.end else { continue }
            if attempt.assignedAt >= reservation.start { return "\(name) has begun" }
            let graces = job.stop.grace + (job.checkpoint?.grace ?? .zero)
            let ends = job.timeLimit.map { attempt.assignedAt + $0 + graces <= reservation.start } ?? false
            let moves = job.tolerance > 0 && (job.type == .service || job.checkpoint != nil)
            if !ends && !moves { return "\(name) is near" }
        }
        return nil
    }

    @Test(arguments: 1...30 as ClosedRange<UInt64>)
    func noPlanBreaksAReservationInRandomFleets(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var yard = Yard(count: 5)
        var begun = 0
        for step in 0..<60 {
            switch random.below(7) {
            case 0:
                let first = random.below(5)
                let nodes = (0...random.below(3)).map { "n\(1 + (first + $0) % 5)" }
                let names = [[], ["default"], ["blue"], ["blue", "red"]][Int(random.below(4))]
                reserve(
                    &yard, nodes, in: .seconds([0, 30, 100, 200, 1_000][Int(random.below(5))]),
                    for: .seconds(20 + random.below(200)), names, name: "r\(random.below(3))")
            case 1: yard.apply(.deleteReservation(name: "r\(random.below(3))"))
            case 2: yard.now = yard.now + .seconds(random.below(120))
            case 3:
                for id in yard.state.nodes.keys where random.oneIn(3) {
                    if let attempt = yard.state.liveAttempts(on: id).first { yard.end(attempt, .completed) }
                }
            case 4: yard.finishStops()
            default:
                var definition = job(
                    "j\(step)", in: ["default", "blue", "red"][Int(random.below(3))],
                    type: random.oneIn(3) ? .service : .batch, cores: 1 + random.below(6), count: 1 + random.below(3),
                    limit: random.oneIn(2) ? .seconds(5 + random.below(150)) : nil, checkpoint: random.oneIn(3),
                    gang: random.oneIn(4), random.oneIn(4) ? .atMost(random.below(2)) : nil)
                definition.priority = random.below(3) * 40
                yard.apply(.submitJob(definition))
            }
            let before = SortedSet(yard.state.allocations.values.flatMap(\.live).map(\.id))
            let time = yard.now
            let pass = yard.schedule()
            for attempt in yard.state.allocations.values.flatMap(\.live) where !before.contains(attempt.id) {
                begun += 1
                if let fault = fault(of: attempt, in: yard.state) {
                    Issue.record("seed \(seed), step \(step): \(attempt.id) begins on \(attempt.node), and \(fault)")
                }
            }
            // What earlier passes knew makes no difference.
            let fresh = Scheduler.pass(
                state: yard.state, unavailable: yard.unavailable, now: yard.now, placementsAtMost: 1_000)
            var index = yard.index
            let kept = Scheduler.pass(
                state: yard.state, unavailable: yard.unavailable, now: yard.now, placementsAtMost: 1_000, index: &index)
            #expect(
                Set(fresh.plans.flatMap(\.placements).map(\.allocation))
                    == Set(kept.plans.flatMap(\.placements).map(\.allocation)), "seed \(seed), step \(step)")
            #expect(pass.wakeAt.map { $0 >= time } ?? true)
            yard.start()
        }
        #expect(begun > 10)
    }
}
