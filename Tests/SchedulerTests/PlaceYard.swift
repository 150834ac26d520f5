import Determinism
import Scheduler

/// A small random fleet with a book of its own of what runs where.
struct PlaceYard {
    var finder = PlaceFinder()
    private var generator: SeededGenerator
    private var forms: [ServerForm] = []
    private var rooms: [ServerRoom] = []
    private var isOpen: [Bool] = []
    private var running: [(kind: WorkKind, place: Place)] = []
    private var kinds: [WorkKind] = []
    private var learned: [WorkKind] = []

    init(seed: UInt64, servers: Int = 9) {
        generator = SeededGenerator(seed: seed)
        for _ in 0..<servers {
            let model = ["A100", "T4", "H100"][Int(generator.below(3))]
            var models = Array(repeating: model, count: Int(generator.below(5)))
            // A server may have GPUs of two models.
            if models.count > 1, generator.oneIn(4) { models[0] = "T4" }
            let form = ServerForm(
                cpuMillicores: 4_000 + 1_000 * generator.below(29), memoryBytes: (8 + generator.below(57)) << 30,
                storageBytes: 100 << 30, bandwidthBitsPerSecond: 10_000_000_000, gpuModels: models)
            forms.append(form)
            rooms.append(form.empty)
            isOpen.append(true)
            _ = finder.add(form)
        }
        for _ in 0..<14 {
            let gpus = [0, 1, 1, 1, 1, 2, 4][Int(generator.below(7))]
            let models = ["A100", "T4", "H100"].filter { _ in gpus > 0 && generator.oneIn(3) }
            kinds.append(
                WorkKind(
                    cpuMillicores: 250 * generator.below(24), memoryBytes: generator.below(9_000) << 20,
                    storageBytes: generator.below(40) << 30,
                    bandwidthBitsPerSecond: generator.below(4) * 1_000_000_000, gpus: gpus,
                    milliOfEach: generator.oneIn(2) ? 1_000 : 10 * Int(1 + generator.below(99)), models: models))
        }
    }

    mutating func randomKind() -> WorkKind {
        let kind = kinds[Int(generator.below(UInt64(kinds.count)))]
        learned.append(kind)
        return kind
    }

    mutating func randomServers() -> ServerSet {
        let odds = 1 + generator.below(6)
        return ServerSet(forms.indices.filter { _ in generator.oneIn(odds) })
    }

    /// Some tasks end; now and then a server closes, opens, or is emptied by other means.
    mutating func disturb() {
        while generator.oneIn(3), !running.isEmpty {
            let task = running.remove(at: Int(generator.below(UInt64(running.count))))
            let server = task.place.server
            rooms[server].cpuMillicores += task.kind.cpuMillicores
            rooms[server].memoryBytes += task.kind.memoryBytes
            rooms[server].storageBytes += task.kind.storageBytes
            rooms[server].bandwidthBitsPerSecond += task.kind.bandwidthBitsPerSecond
            for device in task.place.gpus { rooms[server].gpuMilli[device] += UInt16(task.kind.milliOfEach) }
            finder.release(task.place, finder.index(of: task.kind))
        }
        let server = Int(generator.below(UInt64(forms.count)))
        if generator.oneIn(20) {
            isOpen[server].toggle()
            finder.setOpen(isOpen[server], server)
        }
        if generator.oneIn(25) {
            running.removeAll { $0.place.server == server }
            rooms[server] = forms[server].empty
            finder.set(rooms[server], of: server)
        }
    }

    /// Books what the finder decided.
    mutating func put(_ kind: WorkKind, at place: Place) {
        let server = place.server
        rooms[server].cpuMillicores -= kind.cpuMillicores
        rooms[server].memoryBytes -= kind.memoryBytes
        rooms[server].storageBytes -= kind.storageBytes
        rooms[server].bandwidthBitsPerSecond -= kind.bandwidthBitsPerSecond
        for device in place.gpus { rooms[server].gpuMilli[device] -= UInt16(kind.milliOfEach) }
        running.append((kind, place))
    }

    /// By the book, without the finder.
    func serversThatHold(_ kind: WorkKind) -> [Int] {
        forms.indices.filter { server in
            let room = rooms[server]
            let devices = room.gpuMilli.indices.filter {
                Int(room.gpuMilli[$0]) >= kind.milliOfEach
                    && (kind.models.isEmpty || kind.models.contains(forms[server].gpuModels[$0]))
            }
            return isOpen[server] && room.cpuMillicores >= kind.cpuMillicores && room.memoryBytes >= kind.memoryBytes
                && room.storageBytes >= kind.storageBytes
                && room.bandwidthBitsPerSecond >= kind.bandwidthBitsPerSecond && devices.count >= kind.gpus
        }
    }

    var isBookedRight: Bool { forms.indices.allSatisfy { finder.room(of: $0) == rooms[$0] } }

    /// A finder that has been told the same, and remembers nothing.
    func copyWithoutMemory() -> PlaceFinder {
        var copy = PlaceFinder()
        for server in forms.indices { _ = copy.add(forms[server]) }
        for kind in learned { copy.learn(copy.index(of: kind)) }
        for server in forms.indices {
            copy.set(rooms[server], of: server)
            copy.setOpen(isOpen[server], server)
        }
        return copy
    }
}
