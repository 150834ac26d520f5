import Determinism
import Fleet
import Testing

/// GPUs are given by device, whatever a plan says.
struct GPUTests {
    private static let h100 = GPU(index: 0, model: "H100-SXM5-80GB", memoryBytes: 80 << 30, uuid: "GPU-a")
    private static let a100 = GPU(index: 1, model: "A100-SXM4-40GB", memoryBytes: 40 << 30, uuid: "GPU-b")

    /// One server with an H100 and an A100.
    private func site(_ gpus: GPURequest, count: UInt64 = 1) -> Site {
        var site = Site(nodes: ["n1"])
        site.connect("n1", 2, gpus: [Self.h100, Self.a100])
        site.submit(Site.job(count: count, gpus: gpus))
        return site
    }

    private func placement(_ site: Site, _ index: Int, _ gpus: [UInt64]) -> Placement {
        Placement(allocation: site.allocations()[index].id, session: Site.session("n1", 2), gpus: gpus)
    }

    @Test func aWholeGPUIsGivenOnce() {
        var site = site(GPURequest(count: 1), count: 2)
        let twice = [placement(site, 0, [0]), placement(site, 1, [0])]
        let together = site.commit(Plan(placements: twice))
        #expect(!together)
        let first = site.commit(Plan(placements: [twice[0]]))
        #expect(first)
        #expect(site.allocations()[0].current?.gpus == [GPUShare(index: 0, uuid: "GPU-a")])
        let stale = site.commit(Plan(placements: [twice[1]]))
        #expect(!stale)
        #expect(site.state.free(on: NodeID("n1")).freeThousandths == [0, 1_000])
        let other = site.commit(Plan(placements: [placement(site, 1, [1])]))
        #expect(other)
    }

    @Test func sharesOfAGPUAreAtMostTheWhole() {
        var site = site(GPURequest(count: 1, thousandths: 400), count: 3)
        for index in 0..<2 {
            let held = site.commit(Plan(placements: [placement(site, index, [0])]))
            #expect(held)
        }
        let third = site.commit(Plan(placements: [placement(site, 2, [0])]))
        #expect(!third)
        site.submit(Site.job("whole", gpus: GPURequest(count: 1)))
        let whole = site.commit(
            Plan(placements: [
                Placement(allocation: site.allocations("whole")[0].id, session: Site.session("n1", 2), gpus: [0])
            ]))
        #expect(!whole, "a whole one is alone on its GPU")
    }

    @Test func aPlanNamesGPUsThatWillDoAndAsManyAsAreAskedFor() {
        var models = site(GPURequest(count: 1, models: ["h100"]))
        let wrong = models.commit(Plan(placements: [placement(models, 0, [1])]))
        #expect(!wrong)
        let right = models.commit(Plan(placements: [placement(models, 0, [0])]))
        #expect(right)
        var memory = site(GPURequest(count: 1, memoryBytes: 60 << 30))
        let small = memory.commit(Plan(placements: [placement(memory, 0, [1])]))
        #expect(!small)
        var two = site(GPURequest(count: 2))
        for gpus in [[0], [0, 0], [0, 7], [0, 1, 2]] as [[UInt64]] {
            let held = two.commit(Plan(placements: [placement(two, 0, gpus)]))
            #expect(!held, "\(gpus)")
        }
        let both = two.commit(Plan(placements: [placement(two, 0, [1, 0])]))
        #expect(both)
        var none = site(.none)
        let unasked = none.commit(Plan(placements: [placement(none, 0, [0])]))
        #expect(!unasked)
    }

    @Test func aPlanOfAnOlderLeaderLeavesTheChoiceToTheState() {
        var site = site(GPURequest(count: 1, models: ["A100"]), count: 2)
        let first = site.commit(Plan(placements: [placement(site, 0, [])]))
        #expect(first)
        #expect(site.allocations()[0].current?.gpus == [GPUShare(index: 1, uuid: "GPU-b")])
        let second = site.commit(Plan(placements: [placement(site, 1, [])]))
        #expect(!second)
    }

    @Test func whatHoldsAGPUHoldsItByItsUUIDWhenOthersFallOut() {
        var site = site(GPURequest(count: 1), count: 2)
        site.commit(Plan(placements: [placement(site, 0, [1])]))
        let live = site.allocations()[0].live.map(\.id)
        var renumbered = Self.a100
        renumbered.index = 0
        site.connect("n1", 3, adopted: live, gpus: [renumbered])
        #expect(site.state.free(on: NodeID("n1")).freeThousandths == [0])
        site.connect("n1", 4, adopted: live, gpus: [Self.a100, Self.h100, renumbered])
        #expect(site.state.nodes[NodeID("n1")]?.facts.gpus == [Self.h100, Self.a100], "one name is one device")
        #expect(site.state.free(on: NodeID("n1")).freeThousandths == [1_000, 0])
    }

    @Test func anEndGivesTheGPUsBackAndASnapshotKeepsThem() throws {
        var site = site(GPURequest(count: 2))
        site.commit(Plan(placements: [placement(site, 0, [0, 1])]))
        let copy = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(copy.free(on: NodeID("n1")).freeThousandths == [0, 0])
        #expect(copy.stateHash == site.state.stateHash)
        let attempt = try #require(site.allocations()[0].current)
        site.end(attempt, .completed)
        #expect(site.state.free(on: NodeID("n1")).freeThousandths == [1_000, 1_000])
    }

    @Test func headroomKeepsWholeGPUsFree() {
        var site = Site(nodes: ["n1"])
        site.connect("n1", 2, gpus: [Self.h100, Self.a100])
        site.apply(
            .setPoolRule(name: "room", rule: PoolRule(reserve: .headroom, target: "*", size: 300)), actor: "root")
        site.apply(
            .fillPool(
                PoolFill(
                    name: "room", rule: site.state.poolRules["room"]?.index ?? 0, wanted: 300,
                    joining: [NodeID("n1")])))
        site.submit(Site.job(count: 3, gpus: GPURequest(count: 1, thousandths: 500)))
        let shares = (0..<3).map { site.commit(Plan(placements: [placement(site, $0, [$0 < 2 ? 0 : 1])])) }
        #expect(shares == [true, true, false])
    }

    @Test(arguments: [
        ("H100", true), ("h100-sxm5", true), ("H100-SXM5-80GB", true), ("H10", false), ("H100-SXM5-80GB-x", false),
        ("", false), ("A100", false),
    ])
    func aModelIsTheWholeNameOrItsBeginning(wanted: String, isOne: Bool) {
        #expect(Self.h100.isModel(wanted) == isOne)
    }

    @Test func requestsThatMakeNoSenseAreRefused() {
        for request in [
            GPURequest(count: 2, thousandths: 500), GPURequest(count: 0, models: ["A100"]),
            GPURequest(count: 1, thousandths: 0), GPURequest(count: 1, thousandths: 1_001), GPURequest(count: 1_025),
            GPURequest(count: 1, models: [""]), GPURequest(count: 1, models: Array(repeating: "A100", count: 17)),
        ] {
            #expect(throws: InvalidDefinition.self, "\(request)") {
                try Site.job(gpus: request).validated()
            }
        }
        #expect(throws: Never.self) { try Site.job(gpus: GPURequest(count: 1, thousandths: 1_000)).validated() }
    }

    // MARK: Forms

    private func bytes(_ operation: Operation) -> [UInt8] {
        FleetEntry(time: WallTime(nanoseconds: 77), actor: "root", operation: operation).canonicalBytes
    }

    @Test func whatNamesNoGPUsStandsAsItAlwaysDid() {
        let job = JobDefinition(
            id: JobID(name: "j"), command: ["a"],
            resources: Resources(
                cpuMillicores: 1, memoryBytes: 2, storageBytes: 3, bandwidthBitsPerSecond: 4),
            gpus: GPURequest(count: 5), lease: .unlimited)
        #expect(
            job.canonicalBytes == [
                7, 100, 101, 102, 97, 117, 108, 116, 1, 106, 1, 50, 1, 1, 1, 97, 0, 0, 0, 1, 2, 3,
                4, 5, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0, 0, 1, 3, 128, 224, 165,
                150, 187, 17, 128, 148, 235, 220, 3, 15, 128, 200, 175, 160, 37, 0,
            ])
        let facts = NodeFacts(
            capacity: Resources(cpuMillicores: 1, memoryBytes: 2, storageBytes: 3, bandwidthBitsPerSecond: 4),
            gpus: GPU.unknown(5), agentVersion: "v")
        let open = bytes(.openSession(session: Site.session("n"), facts: facts, adopted: []))
        #expect(open == [1, 2, 1, 110, 2, 98, 49, 1, 1, 2, 3, 4, 5, 0, 1, 118, 0, 77, 0, 4, 114, 111, 111, 116])
        let placement = Placement(allocation: AllocationID(4), session: Site.session("n"))
        let plans = bytes(.commitPlans([Plan(placements: [placement])]))
        #expect(plans == [1, 8, 1, 1, 4, 1, 110, 2, 98, 49, 1, 0, 77, 0, 4, 114, 111, 111, 116])
    }

    @Test func whatNamesThemBearsTheFourthFormAndComesBack() throws {
        var extras = SortedMap<String, UInt64>()
        extras["fpga"] = 2
        let full = GPURequest(count: 1, thousandths: 250, models: ["A100", "H100"], memoryBytes: 40 << 30)
        let placement = Placement(allocation: AllocationID(4), session: Site.session("n"), gpus: [3, 1])
        let operations: [(code: UInt8, operation: Operation)] = [
            (6, .submitJob(Site.job(gpus: full))),
            (6, .submitJob(JobDefinition(id: JobID(name: "j"), command: ["a"], resources: Resources(extras: extras)))),
            (
                6,
                .submitJob(
                    JobDefinition(
                        id: JobID(name: "j"), command: ["a"], gpus: full,
                        limits: ResourceLimits(cpuMillicores: 2_000), disruption: .atMost(1)))
            ),
            (
                40,
                .openSession(
                    session: Site.session("n"), facts: NodeFacts(gpus: [Self.h100, Self.a100]), adopted: [])
            ),
            (
                40,
                .openSession(
                    session: Site.session("n"), facts: NodeFacts(capacity: Resources(extras: extras)), adopted: [])
            ),
            (41, .commitPlans([Plan(), Plan(placements: [placement])])),
        ]
        var generator = SeededGenerator(seed: 7)
        for (code, operation) in operations {
            let bytes = bytes(operation)
            #expect(bytes[0] == 4 && bytes[1] == code)
            #expect(try FleetEntry.decode(bytes).operation == operation)
            for length in bytes.indices.dropFirst(2) {
                #expect(throws: ByteReader.Malformed.self) { try FleetEntry.decode(Array(bytes[..<length])) }
            }
            for _ in 0..<2_000 {
                var damaged = bytes
                damaged[2 + Int(generator.below(UInt64(bytes.count - 2)))] = UInt8(generator.below(256))
                do {
                    let decoded = try FleetEntry.decode(damaged)
                    #expect(decoded.canonicalBytes == damaged)
                } catch { #expect(error is ByteReader.Malformed) }
            }
        }
    }
}
