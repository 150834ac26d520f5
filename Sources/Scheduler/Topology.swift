import Determinism
import Fleet

/// The parts of the fleet to which the servers of a floor belong, level by level (`TopologyLevel.domain` says which are one).
struct Topology: Sendable {
    /// The servers by part at one level. Parts are numbered in the order of their first server.
    struct Level: Sendable {
        /// The part of each server by its place; nil where it lacks the label.
        fileprivate(set) var parts: [Int?] = []
        /// The places of each part's servers, ascending.
        fileprivate(set) var members: [[Int]] = []
    }

    /// A part as it is found: by its label's value and by the narrowest part around it.
    private struct Name: Hashable {
        var level: TopologyLevel
        var around: Int
        var value: String
    }

    private var levels: [Level]
    /// Only looked up, never iterated.
    private var numbers: [Name: Int] = [:]

    init(_ servers: [Server]) {
        levels = Array(repeating: Level(), count: Int(TopologyLevel.node.rawValue) + 1)
        for (place, server) in servers.enumerated() {
            var around = 0
            for level in TopologyLevel.allCases where level != .node {
                var part: Int?
                if let value = server.labels[level.description] {
                    let name = Name(level: level, around: around, value: value)
                    part = numbers[name] ?? add(name)
                    around = Topology.mark(level, part)
                }
                enter(place, into: part, at: level)
            }
            levels[Int(TopologyLevel.node.rawValue)].members.append([])
            enter(place, into: place, at: .node)
        }
    }

    /// Whether no server says where it is.
    var isFlat: Bool { numbers.isEmpty }

    subscript(level: TopologyLevel) -> Level { levels[Int(level.rawValue)] }

    /// The part to which a server with these labels belongs that need not be on the floor; nil where nothing there does.
    func part(at level: TopologyLevel, of labels: SortedMap<String, String>) -> Int? {
        var around = 0
        for wider in TopologyLevel.allCases where wider <= level {
            guard let value = labels[wider.description] else { continue }
            guard let part = numbers[Name(level: wider, around: around, value: value)] else { return nil }
            if wider == level { return part }
            around = Topology.mark(wider, part)
        }
        return nil
    }

    private mutating func add(_ name: Name) -> Int {
        let level = Int(name.level.rawValue)
        numbers[name] = levels[level].members.count
        levels[level].members.append([])
        return levels[level].members.count - 1
    }

    private mutating func enter(_ place: Int, into part: Int?, at level: TopologyLevel) {
        levels[Int(level.rawValue)].parts.append(part)
        if let part { levels[Int(level.rawValue)].members[part].append(place) }
    }

    /// A number for a part among those of all levels, from 1.
    private static func mark(_ level: TopologyLevel, _ part: Int?) -> Int {
        1 + (part ?? 0) * TopologyLevel.allCases.count + Int(level.rawValue)
    }
}
