import Scheduler

/// Decides on a trace's tasks, one at a time, knowing nothing but what has arrived.
protocol TracePlacer {
    /// Places a task; nil if it fits nowhere.
    mutating func place(_ kind: WorkKind) -> (node: Int, gpus: [Int])?
}

/// What ships: no parameter but the defaults.
struct DefaultPlacer: TracePlacer {
    private var finder = PlaceFinder()

    init(_ nodes: [TraceNode]) {
        for node in nodes { _ = finder.add(node.form) }
    }

    mutating func place(_ kind: WorkKind) -> (node: Int, gpus: [Int])? {
        let index = finder.index(of: kind)
        finder.learn(index)
        guard let place = finder.place(index) else { return nil }
        return (place.server, Array(place.gpus))
    }
}

/// The policies by name.
enum TracePolicy: String, CaseIterable {
    case shipped = "default"
    case bestFit = "best-fit"
    case fgd
    case firstFit = "first-fit"

    func placer(on nodes: [TraceNode]) -> any TracePlacer {
        switch self {
        case .shipped: DefaultPlacer(nodes)
        case .bestFit: ScanningPlacer(nodes, .bestFit)
        case .fgd: ScanningPlacer(nodes, .fragmentation)
        case .firstFit: ScanningPlacer(nodes, .first)
        }
    }
}
