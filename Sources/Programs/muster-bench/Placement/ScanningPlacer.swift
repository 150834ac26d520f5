import Scheduler

/// The policies that Muster's own is compared with. They look at every node for every task.
struct ScanningPlacer: TracePlacer {
    enum Rule {
        /// The first node, by index, on which the task fits.
        case first
        /// The node of whose CPU, memory and GPUs the least would be left over.
        case bestFit
        /// The least growth of fragmentation (Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with
        /// Fragmentation Gradient Descent", USENIX ATC 2023), best fit between equals. The mix of work is what has arrived,
        /// looked at anew whenever it has grown by an eighth.
        case fragmentation
    }

    struct Node {
        var cpu: UInt64
        var memory: UInt64
        var gpus: [Int]
        var model: Int
        var form: ServerForm
        /// How often it has changed.
        var version = 0

        /// Whether a task fits, whatever the model.
        func holds(_ kind: WorkKind) -> Bool {
            kind.cpuMillicores <= cpu && kind.memoryBytes <= memory
                && (kind.gpus == 0 || gpus.lazy.filter { $0 >= kind.milliOfEach }.count >= kind.gpus)
        }
    }

    /// What is known of a kind on one node while the node is at this version.
    private struct Known {
        var version = -1
        var score: (Double, Double)?
        var gpu = -1
    }

    private let rule: Rule
    private var nodes: [Node]
    private let models: [String]
    private var kinds: [WorkKind: Int] = [:]
    private var known: [[Known]] = []
    private var mix = FragmentationMix()

    init(_ nodes: [TraceNode], _ rule: Rule) {
        self.rule = rule
        var models: [String] = []
        self.nodes = nodes.map { node in
            let name = node.form.gpuModels.first ?? ""
            let model =
                models.firstIndex(of: name)
                ?? {
                    models.append(name)
                    return models.count - 1
                }()
            return Node(
                cpu: node.form.cpuMillicores, memory: node.form.memoryBytes,
                gpus: node.form.gpuModels.map { _ in 1_000 }, model: model, form: node.form)
        }
        self.models = models
    }

    mutating func place(_ kind: WorkKind) -> (node: Int, gpus: [Int])? {
        let number = kinds[kind] ?? kinds.count
        if number == kinds.count {
            kinds[kind] = number
            known.append(Array(repeating: Known(), count: nodes.count))
        }
        if rule == .fragmentation {
            let admitted = models.indices.filter { kind.models.isEmpty || kind.models.contains(models[$0]) }
            if mix.learn(kind, number: number, models: admitted) {
                for place in known.indices { known[place] = Array(repeating: Known(), count: nodes.count) }
            }
        }
        var best: (score: (Double, Double), node: Int)?
        for place in nodes.indices {
            if known[number][place].version != nodes[place].version {
                known[number][place] = look(at: place, for: kind)
            }
            guard let score = known[number][place].score else { continue }
            if let best, best.score <= score { continue }
            best = (score, place)
            if rule == .first { break }
        }
        guard let place = best?.node else { return nil }
        let gpus = choose(kind, on: place, first: known[number][place].gpu)
        nodes[place].cpu -= kind.cpuMillicores
        nodes[place].memory -= kind.memoryBytes
        for gpu in gpus { nodes[place].gpus[gpu] -= kind.milliOfEach }
        nodes[place].version += 1
        return (place, gpus)
    }

    private func look(at place: Int, for kind: WorkKind) -> Known {
        let node = nodes[place]
        var known = Known(version: node.version)
        guard node.holds(kind), kind.gpus == 0 || kind.models.isEmpty || kind.models.contains(models[node.model]) else {
            return known
        }
        let left = leftover(of: node, after: kind)
        switch rule {
        case .first: known.score = (0, 0)
        case .bestFit: known.score = (left, 0)
        case .fragmentation:
            var after = node
            after.cpu -= kind.cpuMillicores
            after.memory -= kind.memoryBytes
            let before = mix.fragmentation(of: node)
            if kind.gpus == 1, kind.milliOfEach < 1_000 {
                // A share goes to the GPU where it does the least harm.
                var least = Double.infinity
                for gpu in node.gpus.indices where node.gpus[gpu] >= kind.milliOfEach {
                    after.gpus[gpu] -= kind.milliOfEach
                    let growth = mix.fragmentation(of: after) - before
                    after.gpus[gpu] += kind.milliOfEach
                    if growth < least {
                        least = growth
                        known.gpu = gpu
                    }
                }
                known.score = (least, left)
            } else {
                for gpu in choose(kind, on: place, first: -1) { after.gpus[gpu] -= kind.milliOfEach }
                known.score = (mix.fragmentation(of: after) - before, left)
            }
        }
        return known
    }

    private func leftover(of node: Node, after kind: WorkKind) -> Double {
        func share(_ left: UInt64, of all: UInt64) -> Double { all == 0 ? 0 : Double(left) / Double(all) }
        let gpus = node.gpus.reduce(0, +) - kind.gpus * kind.milliOfEach
        return share(node.cpu - kind.cpuMillicores, of: node.form.cpuMillicores)
            + share(node.memory - kind.memoryBytes, of: node.form.memoryBytes)
            + share(UInt64(gpus), of: UInt64(1_000 * node.gpus.count))
    }

    /// The fullest devices that have enough, the lowest between equals; `first` if that is none of -1.
    private func choose(_ kind: WorkKind, on place: Int, first: Int) -> [Int] {
        if first >= 0 { return [first] }
        let gpus = nodes[place].gpus
        let fitting = gpus.indices.filter { gpus[$0] >= kind.milliOfEach }
        return fitting.sorted { (gpus[$0], $0) < (gpus[$1], $1) }.prefix(kind.gpus).sorted()
    }
}
