/// Chooses servers for tasks, one after the other, so that what is left of each server stays useful for the work that usually
/// comes. It knows nothing but the servers and what has arrived. docs/ARCHITECTURE.md tells how ("How a place is chosen").
///
/// A value like any other: the same calls give the same answers. Not to be used by two threads at once.
public struct PlaceFinder: Sendable {
    /// What is known of one server, in flat numbers.
    struct Server: Sendable {
        var cpu: Int64 = 0
        var memory: Int64 = 0
        var storage: Int64 = 0
        var bandwidth: Int64 = 0
        var idle = IdleGPUs()
        /// The most that one of its GPUs has, in thousandths.
        var greatest: Int32 = 0
        /// Wholly idle GPUs.
        var whole: Int32 = 0
        var shape: Int32 = 0
        var gear: Int32 = 0
        /// Where its GPUs are in `gpuMilli`, and how many they are.
        var firstGPU: Int32 = 0
        var gpus: Int32 = 0
        /// How often it has changed.
        var version: UInt32 = 0
        /// Its value as it is, if that is known.
        var value: Int32 = 0
        var isValued = false
        var isOpen = true
        /// Thousandths for each unit of what it has.
        var perCPU = 0.0
        var perMemory = 0.0
        var perGPU = 0.0
    }

    struct Kind: Sendable {
        var kind: WorkKind
        var request: Request
        /// The models that will do, one bit each; all bits for any.
        var models: UInt64
        /// The devices that will do, by gear.
        var devices: [UInt64]
        var best = BestPlaces()
    }

    /// The devices of one server that are used.
    public static let gpusAtMost = 64

    /// The parameters.
    public let policy: PlacePolicy
    var servers: [Server] = []
    /// Thousandths that are free of each GPU of each server.
    var gpuMilli: [UInt16] = []
    var kinds: [Kind] = []
    /// Nil until enough has arrived.
    var value: RoomValue?
    /// The servers that changed, one after the other; the first is the change with number `logStart`.
    var log: [Int32] = []
    var logStart = 0
    var scratch: [BestPlaces.Entry] = []
    private var numbers: [WorkKind: Int] = [:]
    private var mix: WorkMix
    /// The ways in which servers are equipped with GPUs: the models by device.
    private var gears: [[String]] = []
    private var gearNumbers: [[String]: Int] = [:]
    private var modelBits: [String: UInt64] = [:]
    private var shapes: [RoomValue.Shape] = []
    private var shapeNumbers: [RoomValue.Shape: Int] = [:]
    /// How many GPUs the fleet has on servers of each shape.
    private var shapeGPUs: [Int] = []

    /// A finder without servers.
    public init(policy: PlacePolicy = PlacePolicy()) {
        self.policy = policy
        mix = WorkMix(policy)
    }

    /// How many servers it has; their numbers are below.
    public var count: Int { servers.count }

    // MARK: Servers

    /// Adds a server with nothing on it; gives its number.
    public mutating func add(_ form: ServerForm) -> Int {
        servers.append(Server())
        equip(servers.count - 1, form)
        return servers.count - 1
    }

    /// A server has come back with other hardware (and nothing on it), or keeps what it has.
    public mutating func change(_ server: Int, to form: ServerForm) {
        shapeGPUs[Int(servers[server].shape)] -= Int(servers[server].gpus)
        equip(server, form)
    }

    /// Says what is free on a server, whatever was thought before. Devices that are not named are not free; what goes beyond
    /// the server's form is taken as it is, but for GPUs, which have no more than 1,000.
    public mutating func set(_ room: ServerRoom, of server: Int) {
        servers[server].cpu = Int64(clamping: room.cpuMillicores)
        servers[server].memory = Int64(clamping: room.memoryBytes)
        servers[server].storage = Int64(clamping: room.storageBytes)
        servers[server].bandwidth = Int64(clamping: room.bandwidthBitsPerSecond)
        let first = Int(servers[server].firstGPU)
        for device in 0..<Int(servers[server].gpus) {
            gpuMilli[first + device] = device < room.gpuMilli.count ? min(room.gpuMilli[device], 1_000) : 0
        }
        refresh(server)
    }

    /// What is free on a server.
    public func room(of server: Int) -> ServerRoom {
        let known = servers[server]
        let first = Int(known.firstGPU)
        return ServerRoom(
            cpuMillicores: UInt64(clamping: known.cpu), memoryBytes: UInt64(clamping: known.memory),
            storageBytes: UInt64(clamping: known.storage), bandwidthBitsPerSecond: UInt64(clamping: known.bandwidth),
            gpuMilli: Array(gpuMilli[first..<(first + Int(known.gpus))]))
    }

    /// Whether a server may have anything at all.
    public mutating func setOpen(_ isOpen: Bool, _ server: Int) {
        guard servers[server].isOpen != isOpen else { return }
        servers[server].isOpen = isOpen
        refresh(server)
    }

    private mutating func equip(_ place: Int, _ form: ServerForm) {
        let models = Array(form.gpuModels.prefix(Self.gpusAtMost))
        // The GPUs of a server that has other ones now get a new stretch; such changes are rare.
        if Int(servers[place].gpus) < models.count || gpuMilli.isEmpty {
            servers[place].firstGPU = Int32(clamping: gpuMilli.count)
            gpuMilli += models.map { _ in 0 }
        }
        servers[place].gpus = Int32(models.count)
        servers[place].gear = Int32(clamping: gear(models))
        let cpu = Int64(clamping: form.cpuMillicores)
        let memory = Int64(clamping: form.memoryBytes)
        servers[place].perCPU = cpu > 0 ? 1_000 / Double(cpu) : 0
        servers[place].perMemory = memory > 0 ? 1_000 / Double(memory) : 0
        servers[place].perGPU = models.isEmpty ? 0 : 1 / Double(models.count)
        let shape = RoomValue.Shape(
            cpu: Self.rounded(cpu), memory: Self.rounded(memory), gpus: models.count,
            models: models.reduce(0) { $0 | bit(of: $1) })
        servers[place].shape = Int32(clamping: number(of: shape))
        shapeGPUs[Int(servers[place].shape)] += models.count
        set(form.empty, of: place)
    }

    /// Servers that differ by less than about three percent are of one shape: what a system reports as memory is seldom twice
    /// the same.
    private static func rounded(_ amount: Int64) -> Int64 {
        guard amount > 31 else { return max(0, amount) }
        let shift = Int64(63 - amount.leadingZeroBitCount - 5)
        return (amount >> shift) << shift
    }

    private mutating func gear(_ models: [String]) -> Int {
        if let known = gearNumbers[models] { return known }
        gears.append(models)
        gearNumbers[models] = gears.count - 1
        for place in kinds.indices { kinds[place].devices.append(Self.devices(of: models, for: kinds[place].kind)) }
        return gears.count - 1
    }

    private static func devices(of models: [String], for kind: WorkKind) -> UInt64 {
        var mask: UInt64 = 0
        for (device, model) in models.enumerated() where kind.models.isEmpty || kind.models.contains(model) {
            mask |= 1 << UInt64(device)
        }
        return mask
    }

    /// Models after the 63rd share a bit. The bits serve to value servers; which devices will do is decided by name.
    private mutating func bit(of model: String) -> UInt64 {
        if let known = modelBits[model] { return known }
        let bit: UInt64 = 1 << UInt64(min(modelBits.count, 63))
        modelBits[model] = bit
        return bit
    }

    private mutating func number(of shape: RoomValue.Shape) -> Int {
        if let known = shapeNumbers[shape] { return known }
        shapes.append(shape)
        shapeGPUs.append(0)
        shapeNumbers[shape] = shapes.count - 1
        // It needs tables of its own, and changes what is scarce.
        if value != nil { believe() }
        return shapes.count - 1
    }

    /// Notes that a server has changed.
    mutating func refresh(_ place: Int) {
        let first = Int(servers[place].firstGPU)
        let range = first..<(first + Int(servers[place].gpus))
        servers[place].idle = IdleGPUs(milli: gpuMilli[range])
        var greatest: UInt16 = 0
        var whole: Int32 = 0
        for gpu in range {
            greatest = max(greatest, gpuMilli[gpu])
            if gpuMilli[gpu] >= 1_000 { whole += 1 }
        }
        servers[place].greatest = Int32(greatest)
        servers[place].whole = whole
        servers[place].version &+= 1
        servers[place].isValued = false
        if log.count >= max(4_096, servers.count) {
            // The older half is given up; who has not read it looks at all servers again.
            let half = log.count / 2
            log.removeFirst(half)
            logStart += half
        }
        log.append(Int32(clamping: place))
    }

    // MARK: Work

    /// The number of a kind, by which the finder is asked; a new one where it is new.
    public mutating func index(of kind: WorkKind) -> KindIndex {
        if let known = numbers[kind] { return KindIndex(number: known) }
        let models = kind.models.isEmpty ? UInt64.max : kind.models.reduce(0) { $0 | bit(of: $1) }
        kinds.append(
            Kind(
                kind: kind, request: Request(kind), models: models,
                devices: gears.map { Self.devices(of: $0, for: kind) }))
        numbers[kind] = kinds.count - 1
        mix.addKind()
        return KindIndex(number: kinds.count - 1)
    }

    /// A task of this kind has arrived, whether or not it finds a place.
    public mutating func learn(_ kind: KindIndex) {
        let isNew = mix.note(kind.number)
        if isNew || value == nil && mix.arrivals >= policy.firstArrivals { believe() }
    }

    /// So many tasks of each kind have arrived, whatever was thought before; of kinds that are not named, none.
    public mutating func learn(all counts: [(kind: KindIndex, tasks: UInt64)]) {
        let isNew = mix.set(counts.map { ($0.kind.number, $0.tasks) })
        if isNew || value == nil && mix.arrivals >= policy.firstArrivals { believe() }
    }

    /// From now on servers are valued for what has arrived until now.
    private mutating func believe() {
        guard mix.arrivals > 0 else { return }
        let usual = mix.look(atMost: policy.kindsAtMost).map {
            RoomValue.Usual(request: kinds[$0].request, models: kinds[$0].models, frequency: mix.share(of: $0))
        }
        value = RoomValue(policy: policy, shapes: shapes, gpus: shapeGPUs, mix: usual)
        for place in kinds.indices { kinds[place].best.removeAll() }
        for place in servers.indices { servers[place].isValued = false }
    }
}
