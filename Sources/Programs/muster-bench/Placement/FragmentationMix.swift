import Scheduler

/// How fragmented a node is for a mix of work: the GPU that the mix's tasks could not use, each weighted by how often it comes
/// (Weng et al., USENIX ATC 2023, section 3). Tasks without GPUs count the same everywhere and are left out.
struct FragmentationMix {
    private struct Part {
        var kind: WorkKind
        var models: [Int]
        var count = 0
    }

    private struct Usual {
        var part: Part
        var frequency: Double
    }

    private var parts: [Part] = []
    private var arrivals = 0
    private var next = 1
    private var usual: [Usual] = []

    /// Notes an arrival; true if the mix was looked at anew.
    mutating func learn(_ kind: WorkKind, number: Int, models: [Int]) -> Bool {
        if number == parts.count { parts.append(Part(kind: kind, models: models)) }
        parts[number].count += 1
        arrivals += 1
        guard arrivals >= next else { return false }
        next = arrivals + max(1, arrivals / 8)
        usual = parts.filter { $0.kind.gpus > 0 }.map {
            Usual(part: $0, frequency: Double($0.count) / Double(arrivals))
        }
        return true
    }

    /// Expected thousandths of GPUs that a task cannot use.
    func fragmentation(of node: ScanningPlacer.Node) -> Double {
        let idle = node.gpus.reduce(0, +)
        if idle == 0 { return 0 }
        var sum = 0.0
        for one in usual {
            let kind = one.part.kind
            guard one.part.models.contains(node.model), kind.cpuMillicores <= node.cpu, kind.memoryBytes <= node.memory
            else {
                sum += one.frequency * Double(idle)
                continue
            }
            var fitting = 0
            var lost = 0
            for gpu in node.gpus {
                if gpu >= kind.milliOfEach { fitting += 1 } else { lost += gpu }
            }
            sum += one.frequency * Double(fitting >= kind.gpus ? lost : idle)
        }
        return sum
    }
}
