import Determinism
import Fleet
import Testing

@testable import Scheduler

/// Moves off servers whose GPUs stay too hot.
struct HeatTests {
    private static let relief = Balancing(relieves: true, consolidates: false)

    private func load(_ celsius: UInt64?, cpu: UInt64 = 10) -> ServerLoad {
        ServerLoad(
            used: Resources(cpuMillicores: 80 * cpu, memoryBytes: 1 << 30),
            all: Resources(cpuMillicores: 8_000, memoryBytes: 64 << 30), hottestGPU: celsius)
    }

    /// Three servers with four GPUs each; `large` with three GPUs and `small` with one on the first.
    private func yard() -> Yard {
        var yard = Yard([("n1", 8, 4), ("n2", 8, 4), ("n3", 8, 4)])
        yard.apply(.setBalancing(Self.relief))
        for node in ["n2", "n3"] { yard.apply(.setEligibility(NodeID(node), .cordoned)) }
        for (name, gpus) in [("small", 1), ("large", 3)] as [(String, UInt64)] {
            yard.apply(
                .submitJob(
                    JobDefinition(
                        id: JobID(name: name), type: .service, command: ["x"],
                        resources: Resources(cpuMillicores: 1_000), gpus: GPURequest(count: gpus),
                        disruption: .atMost(1))))
        }
        yard.schedule()
        yard.start()
        for node in ["n2", "n3"] { yard.apply(.setEligibility(NodeID(node), .eligible)) }
        return yard
    }

    private func terms(_ loads: [ServerLoad]) -> BalanceTerms {
        var byServer = SortedMap<NodeID, ServerLoad>()
        for (number, load) in loads.enumerated() { byServer[NodeID("n\(number + 1)")] = load }
        return BalanceTerms(Self.relief, loads: byServer)
    }

    private func moves(_ yard: Yard, _ celsius: [UInt64?]) -> [BalanceMove] {
        var yard = yard
        yard.balance = terms(celsius.map { load($0) })
        return yard.pass().balance
    }

    @Test func whatHasMostGPUsLeavesAHotServerForACoolOne() throws {
        var yard = yard()
        let large = try #require(yard.allocations("large").first?.current)
        let found = moves(yard, [91, 80, 60])
        let move = try #require(found.first)
        #expect(found.count == 1, "one at a time: what it has helped shows only with time")
        #expect(move.attempt == large.id && move.to == NodeID("n3"), "n2 is not cool enough")
        #expect(move.why == "the hottest GPU of n1 stays at 91 degrees, and this task has 3 GPUs there")
        // It is committed as any move, and does not go back while its server is hot.
        yard.balance = terms([load(91), load(80), load(60)])
        yard.schedule()
        #expect(yard.refused == 0)
        #expect(yard.allocations("large").first?.current?.stopping == .relieved)
        #expect(yard.pass().balance.allSatisfy { $0.attempt != large.id }, "what moves is not moved again")
        yard.balance?.resting.insert(NodeID("n1"))
        #expect(yard.pass().balance.isEmpty, "the server is left alone until it shows what that has helped")
    }

    @Test func nothingMovesBetweenTheBoundsOrToServersThatTellNothing() {
        let yard = yard()
        #expect(moves(yard, [84, 60, 60]).isEmpty, "warm is not hot")
        #expect(moves(yard, [91, 76, 80]).isEmpty, "no server is cool")
        #expect(moves(yard, [91, nil, nil]).isEmpty, "whoever tells no temperature gets nothing")
        #expect(moves(yard, [nil, 60, 60]).isEmpty)
    }

    @Test func aHotServerGetsNothingForTheLoadsSake() {
        var yard = Yard([("n1", 8, 0), ("n2", 8, 4)])
        yard.apply(.setBalancing(Self.relief))
        yard.apply(.setEligibility(NodeID("n2"), .cordoned))
        yard.submit("greedy", cores: 1, type: .service)
        yard.schedule()
        yard.start()
        yard.apply(.setEligibility(NodeID("n2"), .eligible))
        guard let greedy = yard.allocations("greedy").first?.current else { return }
        for (celsius, count) in [(90, 0), (60, 1)] as [(UInt64, Int)] {
            var busy = load(nil, cpu: 97)
            busy.tasks[greedy.id] = Resources(cpuMillicores: 5_000, memoryBytes: 1 << 20)
            yard.balance = terms([busy, load(celsius)])
            #expect(yard.pass().balance.count == count, "\(celsius) degrees")
        }
    }
}
