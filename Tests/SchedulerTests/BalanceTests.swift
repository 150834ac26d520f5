import Determinism
import Fleet
import Testing

@testable import Scheduler

/// Moves for the load's sake: what leaves an overloaded server, what leaves one that could rest, and what stays.
struct BalanceTests {
    private static let both = Balancing(relieves: true, consolidates: true)
    private static let relief = Balancing(relieves: true, consolidates: false)
    private static let rest = Balancing(relieves: false, consolidates: true)

    private func service(_ name: String, cores: UInt64 = 1, count: UInt64 = 1) -> JobDefinition {
        JobDefinition(
            id: JobID(name: name), type: .service, count: count, command: ["x"],
            resources: Resources(cpuMillicores: cores * 1_000), disruption: .atMost(count))
    }

    /// A load in percent of 8 cores and 64 GiB, with what tasks use in tenths of a core.
    private func load(_ cpu: UInt64, memory: UInt64 = 10, _ tasks: [(Attempt?, UInt64)] = []) -> ServerLoad {
        var load = ServerLoad(
            used: Resources(cpuMillicores: 80 * cpu, memoryBytes: (64 << 30) / 100 * memory),
            all: Resources(cpuMillicores: 8_000, memoryBytes: 64 << 30))
        for (attempt, tenths) in tasks {
            guard let attempt else { continue }
            load.tasks[attempt.id] = Resources(cpuMillicores: tenths * 100, memoryBytes: 1 << 30)
        }
        return load
    }

    /// Three servers of 8 cores; `greedy` and `modest`, of which each asks for one core, on the first.
    private func crowded() -> Yard {
        var yard = Yard(count: 3)
        yard.apply(.setBalancing(Self.both))
        for node in ["n2", "n3"] { yard.apply(.setEligibility(NodeID(node), .cordoned)) }
        yard.apply(.submitJob(service("greedy")))
        yard.apply(.submitJob(service("modest")))
        yard.schedule()
        yard.start()
        for node in ["n2", "n3"] { yard.apply(.setEligibility(NodeID(node), .eligible)) }
        return yard
    }

    private func attempt(_ job: String, _ yard: Yard) -> Attempt? { yard.allocations(job).first?.current }

    @Test func whatUsesMoreThanItAsksForLeavesAnOverloadedServer() throws {
        var yard = crowded()
        let greedy = try #require(attempt("greedy", yard))
        let modest = try #require(attempt("modest", yard))
        yard.balance = BalanceTerms(
            Self.relief,
            loads: [
                NodeID("n1"): load(97, [(greedy, 55), (modest, 10)]), NodeID("n2"): load(40), NodeID("n3"): load(5),
            ])
        let pass = yard.schedule()
        #expect(yard.refused == 0)
        let move = try #require(pass.balance.first)
        #expect(pass.balance.count == 1)
        #expect(move.attempt == greedy.id && move.to == NodeID("n3"), "n2 would be above the aim with it")
        #expect(move.why == "n1 uses 97% of its CPU, and this task 5.5 cores where it asks for 1.0 cores")
        #expect(attempt("greedy", yard)?.stopping == .relieved)
        #expect(yard.schedule().balance.isEmpty, "what moves is not moved again")
        yard.balance = nil
        yard.finishStops()
        yard.schedule()
        #expect(attempt("greedy", yard).map { $0.node != NodeID("n1") } == true, "it does not go back")
        #expect(yard.state.beingMoved.isEmpty)
    }

    @Test func theLeastThatHelpsGoes() throws {
        var yard = crowded()
        yard.apply(.setEligibility(NodeID("n1"), .eligible))
        let (greedy, modest) = (try #require(attempt("greedy", yard)), try #require(attempt("modest", yard)))
        func moved(_ one: UInt64, _ other: UInt64) -> AttemptID? {
            yard.balance = BalanceTerms(
                Self.relief,
                loads: [NodeID("n1"): load(95, [(greedy, one), (modest, other)]), NodeID("n2"): load(5)])
            return yard.pass().balance.first?.attempt
        }
        // 95 % less the aim of 75 % are 1.6 cores.
        #expect(moved(50, 20) == modest.id)
        #expect(moved(50, 15) == greedy.id)
        #expect(moved(14, 15) == modest.id, "where neither is enough, the one that helps more")
        #expect(moved(10, 11) == nil, "within a tenth of what they ask for")
    }

    @Test func aServerThatIsBusyWithWhatItsTasksAskForIsLeftAlone() {
        var yard = Yard(count: 2)
        yard.apply(.setBalancing(Self.both))
        yard.apply(.setEligibility(NodeID("n2"), .cordoned))
        yard.apply(.submitJob(service("full", cores: 4, count: 2)))
        yard.schedule()
        yard.start()
        yard.apply(.setEligibility(NodeID("n2"), .eligible))
        let attempts = yard.allocations("full").compactMap(\.current)
        yard.balance = BalanceTerms(
            Self.relief,
            loads: [NodeID("n1"): load(100, attempts.map { ($0, 40) }), NodeID("n2"): load(1)])
        #expect(yard.pass().balance.isEmpty)
        // Something that is no task takes three of the eight cores that were promised.
        yard.balance?.loads[NodeID("n1")] = load(100, attempts.map { ($0, 25) })
        #expect(yard.pass().balance.count == 1)
    }

    @Test func memoryCounts() throws {
        var yard = crowded()
        let greedy = try #require(attempt("greedy", yard))
        var hot = load(10, memory: 95, [(greedy, 5)])
        hot.tasks[greedy.id] = Resources(cpuMillicores: 500, memoryBytes: 30 << 30)
        yard.balance = BalanceTerms(Self.relief, loads: [NodeID("n1"): hot, NodeID("n2"): load(5)])
        #expect(yard.pass().balance.first?.why.hasPrefix("n1 uses 94% of its memory, and this task 30720 MiB") == true)
    }

    @Test func whatIsNotKnownOrRestsIsLeftAlone() throws {
        var yard = crowded()
        let greedy = try #require(attempt("greedy", yard))
        let hot = load(97, [(greedy, 55)])
        func moves(
            _ loads: [NodeID: ServerLoad], resting: [String] = [], _ terms: Balancing = Self.relief
        ) -> Int {
            yard.balance = BalanceTerms(terms, loads: loads, resting: SortedSet(resting.map { NodeID($0) }))
            return yard.pass().balance.count
        }
        #expect(moves([NodeID("n1"): hot, NodeID("n2"): load(5)]) == 1)
        #expect(moves([NodeID("n1"): hot]) == 0, "of no other server is known what it uses")
        #expect(moves([NodeID("n2"): load(5)]) == 0)
        #expect(moves([NodeID("n1"): load(97), NodeID("n2"): load(5)]) == 0, "what the task uses is not known")
        #expect(moves([NodeID("n1"): hot, NodeID("n2"): load(5)], resting: ["n1"]) == 0)
        #expect(moves([NodeID("n1"): hot, NodeID("n2"): load(5)], resting: ["n2"]) == 0)
        #expect(moves([NodeID("n1"): hot, NodeID("n2"): load(5)], Self.rest) == 0)
        yard.apply(.setBalancing(.off))
        let plans = yard.pass().plans
        yard.balance = BalanceTerms(Self.relief, loads: [NodeID("n1"): hot, NodeID("n2"): load(5)])
        let wanted = yard.pass().plans
        #expect(plans.isEmpty && wanted.count == 1)
        #expect(yard.apply(.commitPlans(wanted)).outcome.identifier == 0, "nobody wants it any more")
    }

    @Test func aServerWithLittleOnItIsEmptiedWhole() {
        var yard = Yard(count: 3)
        yard.apply(.setBalancing(Self.both))
        // n1 holds five cores of `base`, n2 one of each of two services.
        for node in ["n2", "n3"] { yard.apply(.setEligibility(NodeID(node), .cordoned)) }
        yard.apply(.submitJob(service("base", cores: 5)))
        yard.schedule()
        yard.apply(.setEligibility(NodeID("n1"), .cordoned))
        yard.apply(.setEligibility(NodeID("n2"), .eligible))
        yard.apply(.submitJob(service("small")))
        yard.apply(.submitJob(service("other")))
        yard.schedule()
        yard.start()
        for node in ["n1", "n3"] { yard.apply(.setEligibility(NodeID(node), .eligible)) }
        #expect(yard.places("small") == ["n2"] && yard.places("other") == ["n2"])
        var loads: [NodeID: ServerLoad] = [NodeID("n1"): load(20), NodeID("n2"): load(5)]
        yard.balance = BalanceTerms(Self.rest, loads: loads)
        #expect(yard.pass().balance.isEmpty, "five cores and two are more than three quarters of eight")
        loads[NodeID("n1")]?.all = Resources(cpuMillicores: 16_000, memoryBytes: 64 << 30)
        yard.balance = BalanceTerms(Self.rest, loads: loads)
        let pass = yard.schedule()
        #expect(yard.refused == 0 && pass.plans.count == 1)
        #expect(pass.balance.map(\.to) == [NodeID("n1"), NodeID("n1")])
        #expect(pass.balance.first?.why == "n2 can rest once its 2 tasks are elsewhere")
        #expect(yard.schedule().balance.isEmpty)
        yard.finishStops()
        yard.balance = nil
        yard.schedule()
        #expect(yard.places("small") == ["n1"] && yard.places("other") == ["n1"])
    }

    @Test func nothingIsEmptiedWhileSomethingWaitsOrCannotGo() throws {
        var yard = Yard(count: 2)
        yard.apply(.setBalancing(Self.both))
        yard.apply(.submitJob(service("base", cores: 4)))
        yard.schedule()
        let base = try #require(attempt("base", yard))
        yard.apply(.setEligibility(base.node, .cordoned))
        yard.submit("fixed", cores: 1, type: .batch)
        yard.schedule()
        yard.start()
        yard.apply(.setEligibility(base.node, .eligible))
        let all: [NodeID: ServerLoad] = [NodeID("n1"): load(5), NodeID("n2"): load(5)]
        yard.balance = BalanceTerms(Self.rest, loads: all)
        let first = yard.pass().balance
        #expect(
            first.map(\.attempt) == [base.id], "the batch task would lose what it has done; the other server can rest")
        yard.submit("waiting", cores: 9)
        #expect(yard.pass().balance.isEmpty, "what waits may want the room")
    }

    @Test func aPlaceIsKeptForWhatMoves() throws {
        var yard = crowded()
        let (greedy, modest) = (try #require(attempt("greedy", yard)), try #require(attempt("modest", yard)))
        yard.apply(.setEligibility(NodeID("n3"), .cordoned))
        yard.balance = BalanceTerms(
            Self.relief,
            loads: [NodeID("n1"): load(97, [(greedy, 55), (modest, 10)]), NodeID("n2"): load(5)])
        #expect(yard.schedule().balance.count == 1)
        yard.balance = nil
        // Of the same priority and later: it takes seven of the eight cores of n2 at the most.
        yard.submit("late", cores: 8)
        yard.schedule()
        #expect(yard.places("late") == ["-"])
        yard.finishStops()
        yard.schedule()
        #expect(yard.places("greedy") == ["n2"])
    }

    // What has run for how long (s), with which contract and limit, and whether its move is worth it.
    @Test(
        arguments: [
            (JobType.service, 1, false, nil, true), (.service, 1, true, nil, true), (.batch, 86_400, false, nil, false),
            (.batch, 599, true, nil, false), (.batch, 600, true, nil, true), (.batch, 600, true, 1_199, false),
            (.batch, 600, true, 1_200, true), (.service, 10, false, 309, false), (.service, 10, false, 310, true),
            (.batch, 10, false, 100_000, true),
        ] as [(JobType, UInt64, Bool, UInt64?, Bool)])
    func aMoveMustBeWorthWhatItCosts(
        type: JobType, ran: UInt64, contract: Bool, limit: UInt64?, isWorth: Bool
    ) throws {
        let yard = crowded()
        let now = yard.now + .seconds(200_000)
        var attempt = try #require(yard.allocations("greedy").first?.current)
        attempt.runningAt = WallTime(nanoseconds: now.nanoseconds - ran * 1_000_000_000)
        let definition = JobDefinition(
            id: JobID(name: "x"), type: type, command: ["x"], resources: Resources(cpuMillicores: 1),
            checkpoint: contract ? CheckpointContract(grace: .seconds(30)) : nil,
            timeLimit: limit.map { .seconds($0) })
        #expect(MoveWorth.isGiven(moving: attempt, of: definition, at: now) == isWorth)
        attempt.state = .assigned
        #expect(!MoveWorth.isGiven(moving: attempt, of: definition, at: now), "it has not begun")
    }

    @Test func sharesDoNotTrap() {
        #expect(Thousandths.share(.max, of: .max) == 1_000 && Thousandths.share(5, of: 0) == 0)
        #expect(Thousandths.share(.max - 1, of: .max) == 999)
        #expect(ServerLoad.part(999, of: .max) == 18_428_297_329_635_842_063)
        #expect(ServerLoad.part(5_000, of: 1_000) == 999)
    }
}

extension BalanceTerms {
    fileprivate init(_ balancing: Balancing, loads: [NodeID: ServerLoad], resting: SortedSet<NodeID> = SortedSet()) {
        var sorted = SortedMap<NodeID, ServerLoad>()
        for (node, load) in loads { sorted[node] = load }
        self.init(balancing, loads: sorted, resting: resting)
    }
}
