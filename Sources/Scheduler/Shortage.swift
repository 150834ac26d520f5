import Determinism
import Fleet

/// Something of which servers have too little for a task.
struct Shortage: Hashable, Sendable {
    /// Of what.
    enum Kind: Hashable, Sendable {
        /// Thousandths of a core.
        case cpu
        /// Bytes.
        case memory
        /// Bytes.
        case storage
        /// Bits a second.
        case bandwidth
        /// GPUs that will do, as many as there are.
        case gpus
        /// GPUs that will do and on which nobody is.
        case wholeGPUs
        /// Thousandths of one GPU that will do.
        case gpuShare
        /// Bytes of a GPU.
        case gpuMemory
        /// What the operators count.
        case extra(String)
    }

    var kind: Kind
    var asked: UInt64
    /// The most that any of these servers has of it.
    var most: UInt64
    /// How many servers.
    var servers: UInt64 = 1

    /// What of a request does not fit into that; the kinds in the order of their declaration.
    static func all(of request: ResourceRequest, in room: Resources) -> [Shortage] {
        let asked = request.amounts
        var found: [Shortage] = []
        func look(_ kind: Kind, _ asked: UInt64, _ there: UInt64) {
            if asked > there { found.append(Shortage(kind: kind, asked: asked, most: there)) }
        }
        look(.cpu, asked.cpuMillicores, room.cpuMillicores)
        look(.memory, asked.memoryBytes, room.memoryBytes)
        look(.storage, asked.storageBytes, room.storageBytes)
        look(.bandwidth, asked.bandwidthBitsPerSecond, room.bandwidthBitsPerSecond)
        for (name, amount) in asked.extras { look(.extra(name), amount, room.extras[name] ?? 0) }
        return found
    }

    /// What an empty server has too little of.
    static func all(of request: ResourceRequest, on facts: NodeFacts) -> [Shortage] {
        let gpus = request.gpus
        if gpus.count > 0 {
            let ofModel = facts.gpus.filter { gpu in gpus.models.isEmpty || gpus.models.contains { gpu.isModel($0) } }
            let large = ofModel.filter { $0.memoryBytes >= gpus.memoryBytes }
            if large.isEmpty, let most = ofModel.map(\.memoryBytes).max() {
                return [Shortage(kind: .gpuMemory, asked: gpus.memoryBytes, most: most)]
            }
            if UInt64(large.count) < gpus.count {
                return [Shortage(kind: .gpus, asked: gpus.count, most: UInt64(large.count))]
            }
        }
        return all(of: request, in: facts.capacity)
    }

    /// What there is too little of now.
    static func all(of request: ResourceRequest, in room: Room) -> [Shortage] {
        let short = all(of: request, in: room.amounts)
        guard short.isEmpty, request.gpus.count > 0 else { return short }
        let free = room.gpus.indices.filter { request.gpus.admits(room.gpus[$0]) }.map { room.freeThousandths[$0] }
        if request.gpus.isShare {
            return [Shortage(kind: .gpuShare, asked: request.gpus.thousandths, most: free.max() ?? 0)]
        }
        let whole = free.count { $0 >= GPU.thousandths }
        return [Shortage(kind: .wholeGPUs, asked: request.gpus.count, most: UInt64(whole))]
    }

    /// What of both is short, with the most that there is of each.
    static func merged(_ known: [Shortage], with new: [Shortage]) -> [Shortage] {
        var all = known
        for shortage in new {
            if let place = all.firstIndex(where: { $0.kind == shortage.kind && $0.asked == shortage.asked }) {
                all[place].most = max(all[place].most, shortage.most)
                all[place].servers += shortage.servers
            } else {
                all.append(shortage)
            }
        }
        return all
    }
}

extension Shortage {
    /// `memory: 64Gi asked, 12Gi there at the most`; `free` or `there`. Of GPUs and extras the rule says what it is about.
    func words(_ free: String) -> String {
        switch kind {
        case .cpu, .memory, .storage, .bandwidth: "\(kind.name): \(amounts(free))"
        case .gpus, .wholeGPUs, .gpuShare, .gpuMemory, .extra: amounts(free)
        }
    }

    /// `64Gi asked, 12Gi there at the most`.
    func amounts(_ free: String) -> String {
        func amount(_ amount: UInt64) -> String {
            switch kind {
            case .cpu: Amount.decimal(amount, of: 1_000)
            case .memory, .storage, .gpuMemory: Amount.bytes(amount)
            case .bandwidth: Amount.bits(amount)
            case .gpus, .wholeGPUs, .extra: "\(amount)"
            case .gpuShare: "\(amount)m"
            }
        }
        return "\(amount(asked)) asked, \(amount(most)) \(free) at the most"
    }

    /// What is short, after `no`: `server has enough memory free now`.
    var lack: String {
        switch kind {
        case .cpu, .memory, .storage, .bandwidth: "server has enough \(kind.name) free now"
        case .gpus, .wholeGPUs: "server has enough whole GPUs free now"
        case .gpuShare: "GPU has enough of it free now"
        case .gpuMemory: "GPU has enough memory"
        case .extra(let name): "server has enough of the extra \(name) free now"
        }
    }
}

extension Shortage.Kind {
    /// `memory`, `GPUs`, `extra fpga`.
    var name: String {
        switch self {
        case .cpu: "CPU"
        case .memory: "memory"
        case .storage: "storage"
        case .bandwidth: "bandwidth"
        case .gpus, .wholeGPUs, .gpuShare, .gpuMemory: "GPUs"
        case .extra(let name): "extra \(name)"
        }
    }
}

/// Amounts as people write them in specs; what is told of what there is, is never more than there is.
enum Amount {
    /// A number of units in thousandths of them, or the like: `1.5`.
    static func decimal(_ amount: UInt64, of unit: UInt64) -> String {
        let (whole, rest) = amount.quotientAndRemainder(dividingBy: unit)
        var digits = String(1_000 + unit.dividingFullWidth(rest.multipliedFullWidth(by: 1_000)).quotient).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return digits.isEmpty ? "\(whole)" : "\(whole).\(digits)"
    }

    /// `12.5Gi`, `512Mi`, `7`: the largest unit of which there is one; one decimal at the most, rounded down, none from 100 on.
    static func bytes(_ amount: UInt64) -> String {
        scaled(amount, [("Pi", 1 << 50), ("Ti", 1 << 40), ("Gi", 1 << 30), ("Mi", 1 << 20), ("Ki", 1 << 10)])
    }

    /// `2.5Gbit`, `100Mbit`.
    static func bits(_ amount: UInt64) -> String {
        amount == 0
            ? "0" : scaled(amount, [("Gbit", 1_000_000_000), ("Mbit", 1_000_000), ("kbit", 1_000)], smallest: "bit")
    }

    private static func scaled(_ amount: UInt64, _ units: [(String, UInt64)], smallest: String = "") -> String {
        guard let (name, unit) = units.first(where: { amount >= $0.1 }) else { return "\(amount)\(smallest)" }
        let (whole, rest) = amount.quotientAndRemainder(dividingBy: unit)
        let tenth = unit.dividingFullWidth(rest.multipliedFullWidth(by: 10)).quotient
        return tenth == 0 || whole >= 100 ? "\(whole)\(name)" : "\(whole).\(tenth)\(name)"
    }
}
