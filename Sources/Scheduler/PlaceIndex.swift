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

    /// The servers as a pass finds them. Whoever takes them gives them back (`end`), or the next pass begins from nothing.
    mutating func begin(_ state: FleetState, unavailable: SortedSet<NodeID>, now: WallTime) -> Floor {
        with { known in
            var floor = Floor()
            swap(&floor, &known.floor)
            if floor.servers.isEmpty { known = Known() }
            floor.update(to: state, unavailable: unavailable, now: now)
            known.meet(&floor)
            known.learn(state.demand)
            return floor
        }
    }

    /// The pass is over.
    mutating func end(_ floor: Floor) {
        var floor = floor
        floor.endPass()
        with { $0.floor = floor }
    }

    /// Takes over how a server's room has changed.
    mutating func update(_ server: Server) {
        with { $0.update(server) }
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
    /// The servers between two passes.
    var floor = Floor()
    /// By number: what each server has when it is empty, and what was free there last.
    private var capacities: [Room] = []
    private var rooms: [Room] = []
    private var classes: [GPU] = []
    private var classNames: [Class: String] = [:]
    private var kinds: [ResourceRequest: KindIndex] = [:]
    private var learned = Demand()

    /// Kinds that are kept beside those of the mix: what was asked for once stays in the finder's tables.
    private static let kindsAtMost = 8 * Demand.kindsAtMost

    mutating func meet(_ floor: inout Floor) {
        var changed = floor.takeChanged()
        // New GPUs change which of them old requests admit; kinds that are gone are not missed for long.
        if kinds.count > Known.kindsAtMost
            || !capacities.isEmpty && changed.contains(where: { bringsNewGPUs(floor.servers[$0]) })
        {
            self = Known()
            floor.tellAll()
            changed = floor.takeChanged()
        }
        for place in changed { update(floor.servers[place]) }
    }

    private func bringsNewGPUs(_ server: Server) -> Bool {
        server.capacity.gpus.contains { classNames[Class(of: $0)] == nil }
    }

    mutating func update(_ server: Server) {
        let number = server.number
        if number == capacities.count {
            add(server)
        } else if capacities[number] != server.capacity {
            capacities[number] = server.capacity
            finder.change(number, to: form(of: server.capacity))
            rooms[number] = server.capacity
        }
        finder.setOpen(server.isOpen, number)
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

    private mutating func add(_ server: Server) {
        _ = finder.add(form(of: server.capacity))
        capacities.append(server.capacity)
        rooms.append(server.capacity)
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
