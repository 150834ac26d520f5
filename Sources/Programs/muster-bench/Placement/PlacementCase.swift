import Glibc
import Scheduler
import Wire

/// How much of a cluster's GPUs a policy gets allocated on a trace: tasks arrive one at a time, are never moved and never end.
/// Read when requests worth 100 % and 130 % of the GPUs have arrived (before the arrival that would pass it), beside best fit on the same arrivals.
enum PlacementCase {
    static func run(_ options: Options) throws -> [Measurement] {
        guard let nodesPath = options.nodes, let arrivalsPath = options.arrivals else {
            throw BenchError(sentence: "placement needs --nodes FILE and --arrivals FILE (or -)", status: 64)
        }
        let nodes = try TraceNode.read(nodesPath)
        let dump = try options.dump.map { try RowFile(path: $0) }
        if arrivalsPath == "-" {
            try converse(nodes, options.policy, dump)
            return []
        }
        var arrivals: [TraceArrival] = []
        var lines = try TextLines(path: arrivalsPath)
        var number = 0
        while let line = try lines.next() {
            number += 1
            if line.isEmpty || line.hasPrefix("name,") { continue }
            arrivals.append(try TraceArrival(line: line, place: "\(arrivalsPath), line \(number)"))
        }
        let own = try play(arrivals, on: nodes, options.policy, dump)
        let peer = options.policy == .bestFit ? own : try play(arrivals, on: nodes, .bestFit, nil)
        func measurement(_ name: String, _ unit: String, _ value: (Outcome) -> Double) -> Measurement {
            Measurement(
                name: name, value: value(own), unit: unit, peer: TracePolicy.bestFit.rawValue, peerValue: value(peer))
        }
        return [
            measurement("allocation at 100 %", "%", \.at100), measurement("allocation at 130 %", "%", \.at130),
            measurement("placed", "tasks") { Double($0.placed) }, measurement("decisions", "1/s", \.perSecond),
        ]
    }

    private struct Outcome {
        var at100 = 0.0
        var at130 = 0.0
        var placed = 0
        var perSecond = 0.0
    }

    private static func play(
        _ arrivals: [TraceArrival], on nodes: [TraceNode], _ policy: TracePolicy, _ dump: RowFile?
    ) throws -> Outcome {
        let capacity = nodes.reduce(0) { $0 + 1_000 * $1.form.gpuModels.count }
        var placer = policy.placer(on: nodes)
        var decisions: [(node: Int, gpus: [Int])?] = []
        decisions.reserveCapacity(arrivals.count)
        let start = MonotonicClock.now()
        for arrival in arrivals { decisions.append(placer.place(arrival.kind)) }
        let nanoseconds = MonotonicClock.now() - start
        var outcome = Outcome()
        var arrived = 0
        var used = 0
        var at100: Int?
        var at130: Int?
        for (arrival, decision) in zip(arrivals, decisions) {
            if at100 == nil, arrived + arrival.gpuMilli > capacity { at100 = used }
            if at130 == nil, (arrived + arrival.gpuMilli) * 10 > capacity * 13 { at130 = used }
            arrived += arrival.gpuMilli
            guard decision != nil else { continue }
            used += arrival.gpuMilli
            outcome.placed += 1
        }
        outcome.at100 = percent(at100 ?? used, of: capacity)
        outcome.at130 = percent(at130 ?? used, of: capacity)
        outcome.perSecond = Double(arrivals.count) * 1e9 / Double(max(1, nanoseconds))
        if let dump {
            try dump.write(TraceArrival.header)
            for (order, (arrival, decision)) in zip(arrivals, decisions).enumerated() {
                let node = decision.map { nodes[$0.node].name }
                try dump.write(arrival.row(order: order + 1, node: node, gpus: decision?.gpus ?? []))
            }
            try dump.flush()
        }
        return outcome
    }

    private static func percent(_ part: Int, of whole: Int) -> Double {
        whole == 0 ? 0 : 100 * Double(part) / Double(whole)
    }

    /// Each decision is out before the next arrival is read.
    private static func converse(_ nodes: [TraceNode], _ policy: TracePolicy, _ dump: RowFile?) throws {
        var placer = policy.placer(on: nodes)
        let output = RowFile(descriptor: STDOUT_FILENO)
        var lines = try TextLines(path: "-")
        func say(_ row: String) throws {
            try output.write(row)
            try output.flush()
            try dump?.write(row)
            try dump?.flush()
        }
        try say(TraceArrival.header)
        var number = 0
        var order = 0
        while let line = try lines.next() {
            number += 1
            if line.isEmpty || line.hasPrefix("name,") { continue }
            let arrival = try TraceArrival(line: line, place: "standard input, line \(number)")
            order += 1
            let decision = placer.place(arrival.kind)
            try say(
                arrival.row(order: order, node: decision.map { nodes[$0.node].name }, gpus: decision?.gpus ?? []))
        }
    }
}
