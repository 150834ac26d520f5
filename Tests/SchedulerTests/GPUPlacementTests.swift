import Determinism
import Fleet
import Scheduler
import Testing

/// Which GPUs tasks get, and what ends so that they do.
struct GPUPlacementTests {
    private static func gpus(_ models: [String]) -> [GPU] {
        models.indices.map {
            GPU(
                index: UInt64($0), model: models[$0], memoryBytes: models[$0] == "H100" ? 80 << 30 : 40 << 30,
                uuid: "GPU-\($0)")
        }
    }

    /// One server of 64 cores with these GPUs.
    private func yard(_ models: [String]) -> Yard {
        var yard = Yard([(name: "n1", cores: 64, gpus: 0)])
        yard.connect("n1", cores: 64, devices: Self.gpus(models), nonce: 2)
        return yard
    }

    /// The GPUs of a job's live attempts, by allocation.
    private func devices(_ yard: Yard, _ job: String) -> [[UInt64]] {
        yard.allocations(job).map { $0.live.last?.gpus.map(\.index) ?? [] }
    }

    private func why(_ yard: Yard, _ job: String) throws -> Explanation {
        let id = try #require(yard.allocations(job).first?.id)
        return Scheduler.explain(state: yard.state, allocation: id, unavailable: yard.unavailable, now: yard.now)
    }

    @Test func sharesGoToTheFullestGPUThatHasTheRoom() {
        var yard = yard(["H100", "H100", "H100"])
        yard.submit("half", cores: 1, devices: GPURequest(count: 1, thousandths: 500))
        yard.schedule()
        yard.submit("large", cores: 1, devices: GPURequest(count: 1, thousandths: 600))
        yard.schedule()
        yard.submit("small", cores: 1, count: 2, devices: GPURequest(count: 1, thousandths: 400))
        yard.schedule()
        #expect(devices(yard, "half") == [[0]] && devices(yard, "large") == [[1]])
        #expect(devices(yard, "small") == [[1], [0]])
        yard.submit("whole", cores: 1, devices: GPURequest(count: 1))
        yard.schedule()
        #expect(devices(yard, "whole") == [[2]] && yard.refused == 0)
    }

    @Test func aRequestGetsTheModelAndTheMemoryThatItAsksFor() {
        var yard = yard(["H100", "A100", "H100", "A100"])
        yard.submit("any", cores: 1, devices: GPURequest(count: 1))
        yard.submit("model", cores: 1, devices: GPURequest(count: 1, models: ["H100"]))
        yard.submit("memory", cores: 1, devices: GPURequest(count: 1, memoryBytes: 41 << 30))
        yard.submit("none", cores: 1, devices: GPURequest(count: 1, models: ["V100"]))
        yard.schedule()
        #expect(devices(yard, "any") == [[1]], "the least that will do")
        #expect(devices(yard, "model") == [[0]] && devices(yard, "memory") == [[2]])
        #expect(devices(yard, "none") == [[]] && yard.refused == 0)
    }

    /// Whichever GPU stays free will do: else the gang would be found to fit with a task in its way, not without it, and that
    /// task be ended and placed again without end.
    @Test func headroomIsBoundToNoGPU() {
        var yard = yard(["A100", "H100", "H100"])
        yard.keepHeadroom(250)
        yard.submit("slow", cores: 1, priority: 10, devices: GPURequest(count: 1, models: ["H100"]))
        yard.submit("quick", cores: 1, priority: 10, devices: GPURequest(count: 1, models: ["H100"]))
        yard.schedule()
        yard.submit("train", cores: 1, count: 2, devices: GPURequest(count: 1, models: ["H100"]), gang: true)
        #expect(yard.schedule().plans.flatMap(\.stops).count == 2)
        #expect(yard.pass().blocked.allSatisfy { $0.reason == .waitsForRoom(NodeID("n1")) })
        for quick in yard.allocations("quick").compactMap(\.current) { yard.end(quick, .stopped) }
        #expect(yard.schedule().plans.isEmpty, "one of the gang still waits for what ends slowly")
        yard.finishStops()
        yard.schedule()
        #expect(devices(yard, "train") == [[1], [2]] && yard.refused == 0)
    }

    @Test func twoHalvesOfTwoAreNotAWhole() throws {
        var yard = yard(["H100", "H100"])
        yard.submit("share", cores: 1, count: 2, priority: 50, devices: GPURequest(count: 1, thousandths: 600))
        yard.schedule()
        yard.submit("whole", cores: 1, priority: 50, devices: GPURequest(count: 1))
        yard.schedule()
        #expect(devices(yard, "whole") == [[]])
        #expect(try why(yard, "whole").removed.map(\.rule) == [.noWholeGPUs])
        yard.submit("part", cores: 1, priority: 50, devices: GPURequest(count: 1, thousandths: 500))
        #expect(try why(yard, "part").removed.map(\.rule) == [.noGPUShare(500)])
    }

    @Test func aPreemptionFreesGPUsThatFitAndNotJustASum() {
        var yard = yard(["A100", "H100", "H100"])
        yard.submit("small", cores: 1, priority: 10, devices: GPURequest(count: 1, models: ["A100"]))
        yard.submit(
            "left", cores: 1, count: 2, priority: 20, devices: GPURequest(count: 1, thousandths: 500, models: ["H100"]))
        yard.submit("right", cores: 1, priority: 30, devices: GPURequest(count: 1, thousandths: 700, models: ["H100"]))
        yard.schedule()
        #expect(devices(yard, "small") == [[0]] && devices(yard, "left") == [[2], [2]])
        #expect(devices(yard, "right") == [[1]])
        yard.submit("high", cores: 1, priority: 90, devices: GPURequest(count: 1, models: ["H100"]))
        yard.schedule()
        func isStopping(_ job: String) -> [Bool] { yard.allocations(job).map { $0.current?.stopping != nil } }
        #expect(isStopping("small") == [false], "it would free a GPU that will not do")
        #expect(isStopping("left") == [true, true] && isStopping("right") == [false])
        yard.finishStops()
        yard.schedule()
        #expect(devices(yard, "high") == [[2]] && yard.refused == 0)
    }

    @Test func whatIsBeingFreedIsKeptDeviceByDevice() {
        var yard = yard(["H100", "H100"])
        yard.submit("low", cores: 1, count: 2, priority: 10, devices: GPURequest(count: 1))
        yard.schedule()
        yard.submit("high", cores: 1, priority: 90, devices: GPURequest(count: 2))
        yard.schedule()
        let ending = yard.allocations("low")[0].current
        if let ending { yard.end(ending, .stopped) }
        yard.submit("sneak", cores: 1, priority: 50, devices: GPURequest(count: 1, thousandths: 100))
        yard.schedule()
        #expect(devices(yard, "sneak") == [[]], "the first is kept for what waits for both")
        yard.finishStops()
        yard.schedule()
        #expect(devices(yard, "high") == [[0, 1]] && yard.refused == 0)
    }

    @Test func aDrainMovesOnlyWhatHasGPUsElsewhere() {
        var yard = Yard([(name: "n1", cores: 64, gpus: 0), (name: "n2", cores: 64, gpus: 0)])
        yard.connect("n1", cores: 64, devices: Self.gpus(["H100", "H100"]), nonce: 2)
        yard.connect("n2", cores: 64, devices: Self.gpus(["A100", "H100"]), nonce: 2)
        yard.submit("work", cores: 1, count: 2, devices: GPURequest(count: 1, models: ["H100"]))
        yard.schedule()
        yard.start()
        #expect(yard.places("work") == ["n1", "n1"] || yard.places("work") == ["n2", "n1"])
        yard.apply(.setEligibility(NodeID("n1"), .draining))
        let pass = yard.schedule()
        let isFull = yard.places("work").contains("n2")
        #expect(pass.plans.flatMap(\.stops).count == (isFull ? 0 : 1))
        #expect(pass.staying.map(\.reason) == [.noPlace])
    }

    @Test func aGangTakesEachGPUOnceOrNone() {
        var yard = yard(["H100", "H100", "H100", "H100"])
        yard.submit("gang", cores: 1, count: 3, devices: GPURequest(count: 1), gang: true)
        yard.schedule()
        #expect(devices(yard, "gang") == [[0], [1], [2]])
        yard.submit("late", cores: 1, count: 2, devices: GPURequest(count: 1, thousandths: 600), gang: true)
        yard.schedule()
        #expect(devices(yard, "late") == [[], []] && yard.refused == 0)
    }

    @Test func whatCannotBeHadIsToldByRulesOfItsOwn() throws {
        var yard = Yard([("plain", 64, 0), ("two", 64, 0), ("old", 64, 8)])
        yard.connect("two", cores: 64, devices: Self.gpus(["A100", "A100"]), nonce: 2)
        let cases: [(GPURequest, [Explanation.Rule])] = [
            (GPURequest(count: 1, models: ["H100", "B200"]), [.noGPUModel(["H100", "B200"])]),
            (GPURequest(count: 1, memoryBytes: 41 << 30), [.gpusTooSmall, .tooFewGPUs]),
            (GPURequest(count: 9), [.tooFewGPUs]),
        ]
        for (place, (request, rules)) in cases.enumerated() {
            yard.submit("job\(place)", cores: 1, devices: request)
            let why = try why(yard, "job\(place)")
            #expect(why.removed.map(\.rule) == rules, "\(request)")
            #expect(!why.remedy.isEmpty && why.summary.contains("waits"))
        }
        let model = try why(yard, "job0")
        #expect(model.removed[0].rule.description == "no GPU of model H100 or B200" && model.removed[0].count == 3)
    }

    /// Random fleets and requests: whatever is placed, ended and placed again, no GPU is given away twice, and none that was
    /// not asked for.
    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func noGPUIsOvercommittedAndNoneIsWrong(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var yard = Yard((1...6).map { (name: "n\($0)", cores: 32, gpus: 4) })
        for number in 2...6 {
            let models = (0..<(1 + generator.below(5))).map { _ in generator.oneIn(2) ? "H100" : "A100" }
            yard.connect("n\(number)", cores: 32, devices: Self.gpus(models), nonce: 2)
        }
        yard.apply(.setPool(name: "spare", nodes: [NodeID("n6")]))
        var nonce: UInt64 = 2
        var whole = 0
        var shares = 0
        for round in 0..<80 {
            switch generator.below(8) {
            case 0:
                let node = "n\(1 + generator.below(6))"
                let facts = yard.state.nodes[NodeID(node)]?.facts.gpus
                yard.lose(node)
                nonce += 1
                yard.connect(node, cores: 32, devices: facts, nonce: nonce)
                yard.apply(.undamp(NodeID(node)))
            case 1:
                yard.apply(
                    .setEligibility(NodeID("n\(1 + generator.below(6))"), generator.oneIn(2) ? .draining : .eligible))
            case 2: yard.finishStops()
            default:
                let models = [[], [], ["H100"], ["A100", "h100"]][Int(generator.below(4))]
                let share: UInt64 = generator.oneIn(2) ? 1_000 : 50 + generator.below(900)
                yard.submit(
                    "j\(generator.below(24))", cores: 1, count: 1 + generator.below(3), priority: generator.below(101),
                    devices: GPURequest(
                        count: share == 1_000 ? 1 + generator.below(3) : 1, thousandths: share, models: models,
                        memoryBytes: generator.oneIn(4) ? 50 << 30 : 0), gang: generator.oneIn(4))
            }
            yard.schedule()
            #expect(yard.refused == 0, "seed \(seed), round \(round): a plan did not hold")
            for (id, node) in yard.state.nodes {
                var held = node.facts.gpus.map { _ in UInt64(0) }
                for attempt in yard.state.liveAttempts(on: id) {
                    guard
                        let request = yard.state.allocations[attempt.id.allocation]
                            .flatMap({ yard.state.jobs[$0.job] })?.definition.gpus
                    else { continue }
                    // A job may have another version by now.
                    let isPresent = attempt.gpus.allSatisfy { $0.thousandths == request.thousandths }
                    for share in attempt.gpus {
                        guard let place = node.facts.gpus.firstIndex(where: share.isOf) else {
                            Issue.record("seed \(seed), round \(round): \(share) is not on \(id)")
                            continue
                        }
                        held[place] += share.thousandths
                        if share.thousandths == 1_000 { whole += 1 } else { shares += 1 }
                        if attempt.state == .assigned, isPresent, attempt.assignedAt == yard.now {
                            #expect(request.admits(node.facts.gpus[place]), "seed \(seed), round \(round): \(id)")
                        }
                    }
                }
                #expect(held.allSatisfy { $0 <= 1_000 }, "seed \(seed), round \(round): \(id) has \(held)")
            }
        }
        #expect(whole > 50 && shares > 50, "seed \(seed) proves too little")
    }
}
