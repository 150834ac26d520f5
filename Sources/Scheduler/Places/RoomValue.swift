/// What the rest of a server is still worth, given the usual mix of work: how much of its idle GPUs that mix would still use.
/// Values are remembered, because few states of servers differ.
struct RoomValue: Sendable {
    /// A kind with its share of what arrives.
    struct Usual: Sendable {
        var request: Request
        /// The models that will do, one bit each.
        var models: UInt64
        var frequency: Double
    }

    /// What servers have when they are empty.
    struct Shape: Hashable, Sendable {
        var cpu: Int64
        var memory: Int64
        var gpus: Int
        /// The models of its GPUs, one bit each.
        var models: UInt64

        func holds(_ usual: Usual) -> Bool {
            let request = usual.request
            return request.cpu <= cpu && request.memory <= memory && Int(request.count) <= gpus
                && (request.count == 0 || usual.models & models != 0)
        }
    }

    /// How room is rounded before it is looked up; in flat numbers, which are read for every server that is scored.
    private struct Key {
        var cpu = RoomTable.Scale(capacity: 0, levels: 1)
        var memory = RoomTable.Scale(capacity: 0, levels: 1)
        var isMade = false
    }

    /// Values are in this part of a thousandth of a GPU.
    static let unit = 1_024.0
    /// More values than these are not remembered at a time: some 64 MiB.
    private static let rememberedAtMost = 1 << 20

    private let policy: PlacePolicy
    private let shapes: [Shape]
    private let mix: [Usual]
    /// The share of the fleet's GPUs that is on servers of each shape.
    private let part: [Double]
    /// The share of the fleet's GPUs that is on servers that hold each kind of the mix.
    private let reach: [Double]
    /// Thousandths of GPUs that an average task asks for.
    private let load: Double
    /// How much work asks by name for a shape's models, by its share of the load for each share of the GPUs.
    private let pressures: [Double]
    /// Made when a shape is first asked for.
    private var tables: [RoomTable?]
    private var keys: [Key]
    /// What is of use of so many hundredths of a GPU: 101 numbers for each shape.
    private var usable: [UInt8]
    private var memo = ValueMemo()

    /// - Parameters:
    ///   - shapes: the shapes of the fleet's servers.
    ///   - gpus: how many GPUs the fleet has on servers of each shape.
    init(policy: PlacePolicy, shapes: [Shape], gpus: [Int], mix: [Usual]) {
        self.policy = policy
        self.shapes = shapes
        self.mix = mix
        let all = Double(max(1, gpus.reduce(0, +)))
        let part = gpus.map { Double($0) / all }
        self.part = part
        reach = mix.map { usual in
            shapes.indices.reduce(0) { shapes[$1].holds(usual) ? $0 + part[$1] : $0 }
        }
        let load = mix.reduce(0) { $0 + $1.frequency * Double($1.request.gpuMilli) }
        self.load = load
        pressures = Self.pressures(shapes, part, mix, load: load)
        tables = Array(repeating: nil, count: shapes.count)
        keys = Array(repeating: Key(), count: shapes.count)
        usable = Array(repeating: 0, count: 101 * shapes.count)
    }

    /// The pressure on the models of a shape.
    func pressure(on shape: Int) -> Double { pressures[shape] }

    /// The value of a server's room, in `unit` for a thousandth of a GPU: no more than 0 but for servers that hold tasks with
    /// several GPUs.
    @inline(__always)
    mutating func value(shape: Int, cpu: Int64, memory: Int64, gpus: IdleGPUs) -> Int32 {
        if gpus.sum == 0 { return 0 }
        if !keys[shape].isMade { make(shape) }
        let key = keys[shape]
        let levels = (cpu: key.cpu.room(cpu), memory: key.memory.room(memory))
        let reduced = usable.withUnsafeBufferPointer { gpus.reduced(to: $0, from: shape * 101) }
        // What nobody uses is lost whatever comes.
        let lost = Int32(truncatingIfNeeded: (gpus.sum - reduced.sum) * 10 * Int(Self.unit))
        if reduced.sum == 0 { return -lost }
        let rest = UInt64(shape) << 32 | UInt64(levels.cpu) << 16 | UInt64(levels.memory)
        if let known = memo.find(rest, reduced.bytes) { return known - lost }
        let found = tables[shape]?.value(cpu: levels.cpu, memory: levels.memory, gpus: reduced) ?? 0
        if memo.count >= Self.rememberedAtMost { memo.removeAll() }
        memo.insert(found, rest, reduced.bytes)
        return found - lost
    }

    private mutating func make(_ shape: Int) {
        var usual: [(request: Request, weight: Double)] = []
        for (number, one) in mix.enumerated() where shapes[shape].holds(one) {
            let scarcity = Root.power(max(reach[number], 1e-6), sixteenths: policy.scarcitySixteenths)
            usual.append((one.request, one.frequency / scarcity))
        }
        let table = RoomTable(policy: policy, shape: shapes[shape], usual: usual, load: load)
        usable.replaceSubrange(shape * 101..<(shape + 1) * 101, with: table.usable)
        keys[shape] = Key(cpu: table.cpu, memory: table.memory, isMade: true)
        tables[shape] = table
    }

    private static func pressures(_ shapes: [Shape], _ part: [Double], _ mix: [Usual], load: Double) -> [Double] {
        guard load > 0 else { return Array(repeating: 0, count: shapes.count) }
        var demands: [(models: UInt64, load: Double)] = []
        for usual in mix where usual.request.count > 0 && usual.request.isParticular {
            let asked = usual.frequency * Double(usual.request.gpuMilli)
            if let known = demands.firstIndex(where: { $0.models == usual.models }) {
                demands[known].load += asked
            } else {
                demands.append((usual.models, asked))
            }
        }
        return shapes.map { shape in
            demands.reduce(0) { sum, demand in
                guard demand.models & shape.models != 0 else { return sum }
                let admitted = shapes.indices.reduce(0) { demand.models & shapes[$1].models != 0 ? $0 + part[$1] : $0 }
                return sum + demand.load / (load * max(admitted, 1e-6))
            }
        }
    }
}

/// Powers by square roots alone, which are exact to the last bit on every machine.
enum Root {
    /// `base` to the power of so many sixteenths.
    static func power(_ base: Double, sixteenths: Int) -> Double {
        var result = 1.0
        var root = base
        for bit in [8, 4, 2, 1] {
            root = root.squareRoot()
            if sixteenths & bit != 0 { result *= root }
        }
        return result
    }
}
