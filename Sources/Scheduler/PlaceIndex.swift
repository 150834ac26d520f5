import Determinism
import Fleet

/// What a leader's passes know of the servers from one to the next: an index of their room, and the mix of work by which a
/// place is chosen (`PlaceFinder`). Nothing depends on its survival: an empty one learns all from the fleet's state.
///
/// A value like any other; copies share storage until one of them changes. Not to be used by two threads at once.
public struct PlaceIndex: Sendable {
    private var storage: Storage?

    /// One that knows nothing.
    public init() {}

    // MARK: Servers

    /// Takes over what a pass finds, and gives each server its number. Servers that are not on the floor get nothing.
    mutating func begin(_ floor: inout Floor, demand: Demand) {
        with { known in
            known.meet(floor.servers)
            for place in floor.servers.indices { floor.number(place, known.numbers[floor.servers[place].id] ?? 0) }
            known.learn(demand)
        }
    }

    /// Takes over how a server's room has changed.
    mutating func update(_ server: Server) {
        with { $0.update(server, number: server.number) }
    }

    // MARK: Places

    /// The best server of a set for a request, by what is free beside the headroom. GPUs that must stay whole and extras are
    /// not looked at: whether it really fits is for the caller to say.
    mutating func find(_ request: ResourceRequest, among set: ServerSet) -> Int? {
        with { known in
            let kind = known.kind(of: request)
            return known.finder.find(kind, among: set)?.server
        }
    }

    /// The servers of a set on which a request fits, the best first, with the terms of their scores.
    mutating func ranking(_ request: ResourceRequest, among set: ServerSet) -> [RankedPlace] {
        with { known in
            let kind = known.kind(of: request)
            return known.finder.ranking(kind, among: set, atMost: set.count)
        }
    }

    private mutating func with<Result>(_ body: (inout Known) -> Result) -> Result {
        var storage = storage ?? Storage()
        self.storage = nil
        if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.known) }
        defer { self.storage = storage }
        return body(&storage.known)
    }

    /// Behind one reference, so that whoever copies the owner copies nothing else.
    private final class Storage: @unchecked Sendable {
        // Changed only while it has a single owner.
        var known: Known
        init(_ known: Known = Known()) { self.known = known }
    }
}

/// The index itself.
private struct Known: Sendable {
    /// GPUs that are alike: requests admit all of them or none.
    private struct Class: Hashable {
        var model: String
        var memoryBytes: UInt64

        init(of gpu: GPU) {
            model = gpu.model
            memoryBytes = gpu.memoryBytes
        }
    }

    var finder = PlaceFinder()
    /// Servers by name. Only looked up, never iterated.
    private(set) var numbers: [NodeID: Int] = [:]
    /// What each server has when it is empty, and what was free there last.
    private var capacities: [Room] = []
    private var rooms: [Room] = []
    /// Which pass met a server last.
    private var metIn: [UInt64] = []
    private var passes: UInt64 = 0
    private var classes: [GPU] = []
    private var classNames: [Class: String] = [:]
    private var kinds: [ResourceRequest: KindIndex] = [:]
    private var learned = Demand()

    /// Kinds that are kept beside those of the mix: what was asked for once stays in the finder's tables.
    private static let kindsAtMost = 8 * Demand.kindsAtMost

    mutating func meet(_ servers: [Server]) {
        // New GPUs change which of them old requests admit; gone servers and kinds are not missed for long.
        if servers.contains(where: bringsNewGPUs) || capacities.count > 2 * servers.count + 64
            || kinds.count > Known.kindsAtMost
        {
            self = Known()
        }
        passes += 1
        for server in servers {
            let number = numbers[server.id] ?? add(server)
            if capacities[number] != server.capacity {
                capacities[number] = server.capacity
                finder.change(number, to: form(of: server.capacity))
                rooms[number] = server.capacity
            }
            finder.setOpen(true, number)
            metIn[number] = passes
            update(server, number: number)
        }
        for number in metIn.indices where metIn[number] != passes { finder.setOpen(false, number) }
    }

    private func bringsNewGPUs(_ server: Server) -> Bool {
        if let number = numbers[server.id], capacities[number].gpus == server.capacity.gpus { return false }
        return server.capacity.gpus.contains { classNames[Class(of: $0)] == nil }
    }

    mutating func update(_ server: Server, number: Int) {
        let room = server.roomBesideHeadroom
        guard rooms[number] != room else { return }
        rooms[number] = room
        finder.set(
            ServerRoom(
                cpuMillicores: room.amounts.cpuMillicores, memoryBytes: room.amounts.memoryBytes,
                storageBytes: room.amounts.storageBytes, bandwidthBitsPerSecond: room.amounts.bandwidthBitsPerSecond,
                gpuMilli: room.freeThousandths.map { UInt16(min($0, GPU.thousandths)) }), of: number)
    }

    mutating func learn(_ demand: Demand) {
        guard demand.tasks != learned.tasks || demand != learned else { return }
        learned = demand
        let mix = demand.kinds  // An array, in the order of arrival.
        finder.learn(all: mix.map { (kind(of: $0.request), $0.tasks) })
    }

    mutating func kind(of request: ResourceRequest) -> KindIndex {
        if let known = kinds[request] { return known }
        let gpus = request.gpus
        let admitted = classes.filter { gpus.admits($0) }
        let isAny = admitted.count == classes.count && gpus.models.isEmpty && gpus.memoryBytes == 0
        // No server has what it asks for: a model that nobody has.
        let models = isAny ? [] : admitted.isEmpty ? ["none"] : admitted.map { classNames[Class(of: $0)] ?? "" }
        let kind = finder.index(
            of: WorkKind(
                cpuMillicores: request.amounts.cpuMillicores, memoryBytes: request.amounts.memoryBytes,
                storageBytes: request.amounts.storageBytes,
                bandwidthBitsPerSecond: request.amounts.bandwidthBitsPerSecond, gpus: Int(clamping: gpus.count),
                milliOfEach: Int(clamping: gpus.thousandths), models: models))
        kinds[request] = kind
        return kind
    }

    private mutating func add(_ server: Server) -> Int {
        let number = finder.add(form(of: server.capacity))
        numbers[server.id] = number
        capacities.append(server.capacity)
        rooms.append(server.capacity)
        metIn.append(passes)
        return number
    }

    private mutating func form(of capacity: Room) -> ServerForm {
        ServerForm(
            cpuMillicores: capacity.amounts.cpuMillicores, memoryBytes: capacity.amounts.memoryBytes,
            storageBytes: capacity.amounts.storageBytes,
            bandwidthBitsPerSecond: capacity.amounts.bandwidthBitsPerSecond,
            gpuModels: capacity.gpus.map { name(of: $0) })
    }

    /// What the finder calls a GPU: a number for each class.
    private mutating func name(of gpu: GPU) -> String {
        let alike = Class(of: gpu)
        if let known = classNames[alike] { return known }
        classes.append(gpu)
        let name = "\(classes.count)"
        classNames[alike] = name
        return name
    }
}
