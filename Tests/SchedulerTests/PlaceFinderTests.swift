import Determinism
import Scheduler
import Testing

/// Where tasks are put: what must hold for every decision, in small fleets that a look at every server can judge.
struct PlaceFinderTests {
    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func everyDecisionIsWhatALookAtAllServersFinds(seed: UInt64) {
        var yard = PlaceYard(seed: seed)
        var placed = 0
        var refused = 0
        for step in 0..<400 {
            yard.disturb()
            let kind = yard.randomKind()
            let index = yard.finder.index(of: kind)
            yard.finder.learn(index)
            let best = yard.finder.ranking(index, atMost: 1).first?.place
            let found = yard.finder.find(index)
            #expect(found == best, "seed \(seed): the index missed the best")
            // Nothing that is remembered makes a difference.
            if step.isMultiple(of: 16) {
                var fresh = yard.copyWithoutMemory()
                #expect(fresh.find(fresh.index(of: kind)) == found, "seed \(seed): memory changed a decision")
            }
            let fitting = yard.serversThatHold(kind)
            #expect((found == nil) == fitting.isEmpty, "seed \(seed): a task that fits was refused")
            if let place = yard.finder.place(index) {
                #expect(place == found && fitting.contains(place.server))
                yard.put(kind, at: place)
                placed += 1
            } else {
                refused += 1
            }
            #expect(yard.isBookedRight, "seed \(seed): the finder's room is not what is left")
        }
        #expect(placed > 100 && refused > 10, "seed \(seed) proves too little: \(placed) placed, \(refused) refused")
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func amongSomeServersTheBestOfThemIsFound(seed: UInt64) {
        var yard = PlaceYard(seed: seed, servers: 150)
        var narrow = 0
        for _ in 0..<300 {
            yard.disturb()
            let kind = yard.randomKind()
            let index = yard.finder.index(of: kind)
            yard.finder.learn(index)
            let among = yard.randomServers()
            let best = yard.finder.ranking(index, among: among, atMost: 1).first?.place
            let found = yard.finder.find(index, among: among)
            #expect(found == best)
            if let found {
                #expect(among.contains(found.server))
                if found != yard.finder.find(index) { narrow += 1 }
            }
            if let place = yard.finder.place(index) { yard.put(kind, at: place) }
        }
        #expect(narrow > 30, "seed \(seed) proves too little")
    }

    @Test func sameCallsGiveSamePlaces() {
        func run() -> [Place?] {
            var yard = PlaceYard(seed: 7)
            return (0..<300).map { _ in
                let kind = yard.randomKind()
                let index = yard.finder.index(of: kind)
                yard.finder.learn(index)
                let place = yard.finder.place(index)
                if let place { yard.put(kind, at: place) }
                yard.disturb()
                return place
            }
        }
        #expect(run() == run())
    }

    @Test func beforeAnythingArrivedTheBestFitIsTaken() {
        var finder = PlaceFinder()
        for cores in [16, 4, 8] as [UInt64] {
            _ = finder.add(ServerForm(cpuMillicores: cores * 1_000, memoryBytes: 32 << 30))
        }
        let three = finder.index(of: WorkKind(cpuMillicores: 3_000, memoryBytes: 1 << 30))
        #expect((0..<3).map { _ in finder.place(three)?.server } == [1, 2, 2])
    }

    @Test func whatUsesNoGPUKeepsOffServersWhoseGPUsOthersWouldUse() {
        var finder = PlaceFinder()
        let large = ServerForm(
            cpuMillicores: 16_000, memoryBytes: 64 << 30, gpuModels: ["A100", "A100", "A100", "A100"])
        for _ in 0..<4 { _ = finder.add(large) }
        let plain = finder.add(ServerForm(cpuMillicores: 16_000, memoryBytes: 64 << 30))
        let training = finder.index(of: WorkKind(cpuMillicores: 4_000, memoryBytes: 8 << 30, gpus: 1))
        for _ in 0..<20 { finder.learn(training) }
        let service = finder.index(of: WorkKind(cpuMillicores: 8_000, memoryBytes: 8 << 30))
        #expect(finder.place(service)?.server == plain && finder.place(service)?.server == plain)
        #expect(finder.place(service) != nil, "what fits is never refused")
    }

    @Test func aModelThatOthersNeedIsSpared() {
        var finder = PlaceFinder()
        let wanted = finder.add(ServerForm(cpuMillicores: 32_000, memoryBytes: 64 << 30, gpuModels: ["A100"]))
        let other = finder.add(ServerForm(cpuMillicores: 32_000, memoryBytes: 64 << 30, gpuModels: ["T4"]))
        let choosy = finder.index(
            of: WorkKind(cpuMillicores: 1_000, memoryBytes: 1 << 30, gpus: 1, models: ["A100"]))
        let easy = finder.index(of: WorkKind(cpuMillicores: 1_000, memoryBytes: 1 << 30, gpus: 1))
        for _ in 0..<12 {
            finder.learn(choosy)
            finder.learn(easy)
        }
        let ranking = finder.ranking(easy, atMost: 5)
        #expect(ranking.map(\.place.server) == [other, wanted])
        #expect(ranking[1].score.modelPressure > 0 && ranking[0].score.modelPressure == 0)
        #expect(ranking[1].score.sentence.contains("others ask for its model"))
        #expect(finder.place(choosy)?.server == wanted)
    }

    @Test func aShareGoesToTheFullestDevice() {
        var finder = PlaceFinder()
        let server = finder.add(
            ServerForm(cpuMillicores: 64_000, memoryBytes: 64 << 30, gpuModels: ["A100", "A100", "A100"]))
        var room = finder.room(of: server)
        room.gpuMilli = [1_000, 300, 500]
        finder.set(room, of: server)
        let share = finder.index(of: WorkKind(cpuMillicores: 1_000, memoryBytes: 1 << 30, gpus: 1, milliOfEach: 400))
        #expect(finder.place(share) == Place(server: server, gpus: GPUSet([2])))
        let two = finder.index(of: WorkKind(cpuMillicores: 1_000, memoryBytes: 1 << 30, gpus: 2, milliOfEach: 300))
        #expect(finder.place(two) == Place(server: server, gpus: GPUSet([0, 1])))
    }

    @Test func aServerThatIsClosedGetsNothingAndOneWithNewHardwareDoes() {
        var finder = PlaceFinder()
        let first = finder.add(ServerForm(cpuMillicores: 4_000, memoryBytes: 8 << 30))
        let second = finder.add(ServerForm(cpuMillicores: 8_000, memoryBytes: 8 << 30))
        let kind = finder.index(of: WorkKind(cpuMillicores: 4_000, memoryBytes: 1 << 30))
        for _ in 0..<20 { finder.learn(kind) }
        finder.setOpen(false, first)
        #expect(finder.find(kind)?.server == second)
        finder.setOpen(true, first)
        #expect(finder.find(kind)?.server == first)
        let heavy = finder.index(of: WorkKind(cpuMillicores: 4_000, memoryBytes: 1 << 30, gpus: 2, models: ["B200"]))
        #expect(finder.find(heavy) == nil)
        finder.change(second, to: ServerForm(cpuMillicores: 8_000, memoryBytes: 8 << 30, gpuModels: ["B200", "B200"]))
        #expect(finder.place(heavy) == Place(server: second, gpus: GPUSet([0, 1])))
        #expect(finder.find(heavy) == nil)
    }
}
