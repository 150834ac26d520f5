import Determinism
import Fleet
import Yams

/// What a job asks of its servers, and what its tasks may use.
extension SpecReading {
    mutating func resources(_ node: Yams.Node?, into definition: inout JobDefinition) {
        definition.resources = Resources(cpuMillicores: 100, memoryBytes: 64 << 20)
        guard let node,
            let fields = fields(
                of: node, named: "resources", keys: ["cpu", "memory", "storage", "bandwidth", "gpus", "extras"])
        else { return }
        if let cpu = fields["cpu"] {
            definition.resources.cpuMillicores = millicores(cpu, key: "cpu") ?? 0
        }
        if let memory = fields["memory"] { definition.resources.memoryBytes = bytes(memory, key: "memory") ?? 0 }
        if let storage = fields["storage"] { definition.resources.storageBytes = bytes(storage, key: "storage") ?? 0 }
        if let bandwidth = fields["bandwidth"] {
            definition.resources.bandwidthBitsPerSecond =
                quantity(bandwidth, "bandwidth", Quantity.bitsPerSecond, "write bits a second as `100Mbit`") ?? 0
        }
        if let gpus = fields["gpus"] { definition.gpus = request(gpus) }
        if let extras = fields["extras"] { definition.resources.extras = amounts(extras, key: "extras") }
    }

    mutating func limits(_ node: Yams.Node?, into definition: inout JobDefinition) {
        guard let node, let fields = fields(of: node, named: "limits", keys: ["cpu", "memory"]) else { return }
        guard !fields.isEmpty else {
            return complain("`limits` has none of the keys `cpu` and `memory`; give one, or leave it out", at: node)
        }
        definition.limits = ResourceLimits(
            cpuMillicores: fields["cpu"].flatMap { millicores($0, key: "cpu") },
            memoryBytes: fields["memory"].flatMap { bytes($0, key: "memory") })
    }

    /// A number of whole GPUs, or all that can be said of them.
    private mutating func request(_ node: Yams.Node) -> GPURequest {
        guard node.mapping != nil else {
            return GPURequest(count: integer(node, key: "gpus", in: 0...GPU.atMost) ?? 0)
        }
        guard let fields = fields(of: node, named: "gpus", keys: ["count", "share", "model", "memory"]) else {
            return .none
        }
        var request = GPURequest(count: 1)
        request.count = integer(fields["count"], key: "count", in: 1...GPU.atMost) ?? 1
        if let share = fields["share"] {
            let thousandths =
                quantity(share, "share", Quantity.millicores, "write thousandths of one GPU as `250m`")
                ?? GPU.thousandths
            if !(1...GPU.thousandths).contains(thousandths) {
                complain("`share` lies between 1m and 1000m of one GPU", at: share)
            } else if thousandths < GPU.thousandths, request.count > 1 {
                complain("a share is of a single GPU; leave out `count` or `share`", at: share)
            }
            request.thousandths = thousandths
        }
        if let model = fields["model"] {
            request.models = words(model, key: "model")
            if request.models.isEmpty { complain("`model` names no model; name one, or leave it out", at: model) }
        }
        if let memory = fields["memory"] { request.memoryBytes = bytes(memory, key: "memory") ?? 0 }
        return request
    }

    private mutating func millicores(_ node: Yams.Node, key: String) -> UInt64? {
        quantity(node, key, Quantity.millicores, "write cores as `2`, `1.5` or `500m`")
    }

    private mutating func bytes(_ node: Yams.Node, key: String) -> UInt64? {
        quantity(node, key, Quantity.bytes, "write bytes as `512Mi` or `8Gi`")
    }

    /// One word, or a list of them.
    private mutating func words(_ node: Yams.Node, key: String) -> [String] {
        guard let sequence = node.sequence else { return text(node, key: key).map { [$0] } ?? [] }
        var words: [String] = []
        for word in sequence {
            if let word = text(word, key: key) { words.append(word) }
        }
        return words
    }

    /// Whole numbers by name.
    private mutating func amounts(_ node: Yams.Node, key: String) -> SortedMap<String, UInt64> {
        var amounts = SortedMap<String, UInt64>()
        guard let mapping = node.mapping else {
            complain("`\(key)` is a mapping of names to whole numbers", at: node)
            return amounts
        }
        for (name, value) in mapping {
            guard let word = text(name, key: key), let amount = integer(value, key: word, in: 1...UInt64(Int64.max))
            else { continue }
            amounts[word] = amount
        }
        return amounts
    }
}
