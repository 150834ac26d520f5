import Determinism
import Fleet
import Testing

@testable import Scheduler

/// How passes choose places by what is left for the usual work, and what they know from one to the next.
struct PlaceIndexTests {
    private static func devices(_ model: String, _ count: UInt64) -> [GPU] {
        (0..<count).map { GPU(index: $0, model: model, memoryBytes: 40 << 30, uuid: "\(model)-\($0)") }
    }

    /// One server with an A100, whose name comes first, and one with a T4.
    private func yardOfTwoModels() -> Yard {
        var yard = Yard([("a", 16, 0), ("b", 16, 0)])
        yard.connect("a", cores: 16, devices: Self.devices("A100-SXM4-40GB", 1), nonce: 2)
        yard.connect("b", cores: 16, devices: Self.devices("T4", 1), nonce: 2)
        return yard
    }

    @Test func aModelThatOthersAskForIsSpared() {
        var yard = yardOfTwoModels()
        yard.submit("first", cores: 1, devices: GPURequest(count: 1))
        #expect(yard.pass().plans.first?.placements.first?.session.node == NodeID("a"), "nothing is known yet")
        yard.apply(.stopJob(JobID(name: "first")))
        for number in 0..<20 {
            yard.submit("choosy-\(number)", cores: 1, devices: GPURequest(count: 1, models: ["A100"]))
            yard.submit("easy-\(number)", cores: 1, devices: GPURequest(count: 1))
            for name in ["choosy", "easy"] { yard.apply(.stopJob(JobID(name: "\(name)-\(number)"))) }
        }
        yard.submit("next", cores: 1, devices: GPURequest(count: 1))
        yard.schedule()
        #expect(yard.places("next") == ["b"])
        // What arrived is known to the state, and so to a leader that has made no pass.
        yard.submit("other", cores: 1, devices: GPURequest(count: 1))
        let why = Scheduler.explain(
            state: yard.state, allocation: yard.allocations("other")[0].id, unavailable: yard.unavailable, now: yard.now
        )
        #expect(why.candidates.first?.sentence.contains("others ask for its model") == true)
    }

    @Test func aModelIsKnownByItsShortNameAndWhateverTheCase() {
        var yard = yardOfTwoModels()
        yard.submit("short", cores: 1, devices: GPURequest(count: 1, models: ["a100"]))
        yard.submit("large", cores: 1, devices: GPURequest(count: 1, models: ["t4"], memoryBytes: 80 << 30))
        yard.submit("fitting", cores: 1, devices: GPURequest(count: 1, models: ["t4"], memoryBytes: 40 << 30))
        yard.schedule()
        #expect(yard.places("short") + yard.places("large") + yard.places("fitting") == ["a", "-", "b"])
    }

    @Test func aServerThatComesBackWithOtherHardwareIsKnownByThat() {
        var yard = yardOfTwoModels()
        yard.submit("gpus", cores: 1, devices: GPURequest(count: 4))
        yard.schedule()
        #expect(yard.places("gpus") == ["-"])
        yard.lose("b")
        yard.connect("b", cores: 16, devices: Self.devices("H200", 4), nonce: 3)
        yard.apply(.undamp(NodeID("b")))
        yard.schedule()
        #expect(yard.places("gpus") == ["b"])
        yard.lose("b")
        yard.connect("b", cores: 16, devices: Self.devices("H200", 2), nonce: 4)
        yard.apply(.undamp(NodeID("b")))
        yard.schedule()
        #expect(yard.places("gpus") == ["-"])
    }

    @Test func whatAFailedGangTriedIsFreeForWhatComesAfterIt() {
        var yard = Yard(count: 3, cores: 4)
        yard.submit("gang", cores: 4, count: 4, priority: 60, gang: true)
        yard.submit("single", cores: 4, count: 3)
        yard.schedule()
        #expect(yard.places("gang") == ["-", "-", "-", "-"])
        #expect(yard.places("single").sorted() == ["n1", "n2", "n3"])
        #expect(yard.refused == 0)
    }

    @Test func devicesBeyondThoseThatTheIndexKnowsAreUsedToo() {
        var yard = Yard([("wide", 128, 0)])
        yard.connect("wide", cores: 128, devices: Self.devices("T4", 70), nonce: 2)
        yard.submit("each", cores: 1, count: 70, devices: GPURequest(count: 1))
        yard.schedule()
        #expect(yard.places("each").allSatisfy { $0 == "wide" })
    }

    /// No allocation waits for room that is there, whatever happened to the servers since the index saw them first.
    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func whatFitsIsNeverRefused(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var yard = Yard((1...14).map { (name: "n\($0)", cores: 8, gpus: 0) })
        // What is to be moved has room kept for it.
        yard.moves.areAllowed = false
        let models = ["A100", "T4", "H100-PCIe"]
        func equip(_ number: UInt64, nonce: UInt64) {
            let model = models[Int(generator.below(3))]
            yard.connect(
                "n\(number)", cores: 4 + generator.below(13), devices: Self.devices(model, generator.below(5)),
                nonce: nonce)
        }
        for number in 1...14 as ClosedRange<UInt64> { equip(number, nonce: 2) }
        yard.apply(.setPool(name: "spare", nodes: [NodeID("n13"), NodeID("n14")]))
        if seed.isMultiple(of: 3) { yard.keepHeadroom(200) }
        var (placed, refused) = (0, 0)
        for round in 0..<80 as Range<UInt64> {
            switch generator.below(5) {
            case 0:
                let number = 1 + generator.below(14)
                yard.lose("n\(number)")
                if !generator.oneIn(3) { equip(number, nonce: 3 + round) }
            case 1: yard.apply(.stopJob(JobID(name: "j\(generator.below(24))")))
            default:
                let share = generator.oneIn(2)
                let gpus = GPURequest(
                    count: share ? 1 : generator.below(3), thousandths: share ? 100 * (1 + generator.below(9)) : 1_000,
                    models: share || generator.oneIn(2) ? [] : [models[Int(generator.below(3))]])
                yard.submit(
                    "j\(generator.below(24))", cores: 1 + generator.below(5), count: 1 + generator.below(4),
                    type: generator.oneIn(3) ? .service : .batch,
                    devices: gpus.count == 0 ? GPURequest() : gpus)
            }
            yard.finishStops()
            // A server that is left out for its flapping may be back a moment later.
            let time = yard.now
            let pass = yard.schedule()
            placed += pass.plans.flatMap(\.placements).count
            let floor = Floor(yard.state, unavailable: yard.unavailable, now: time)
            for blocked in pass.blocked where blocked.reason == .noRoom || blocked.reason == .noServer {
                refused += 1
                guard let allocation = yard.state.allocations[blocked.allocation],
                    let job = yard.state.jobs[allocation.job]
                else { continue }
                let found = floor.servers.first { server in
                    server.isOpen && (allocation.failover || !server.isStandby)
                        && server.takes(job.definition.request, withHeadroom: allocation.mayUseHeadroom)
                }
                #expect(found?.id == nil, "seed \(seed), round \(round): \(allocation.name) waits beside room")
            }
            #expect(yard.refused == 0, "seed \(seed), round \(round): a plan did not hold")
        }
        #expect(placed > 30 && refused > 10, "seed \(seed) proves too little: \(placed) placed, \(refused) refused")
    }
}
