import Determinism

/// A level of the fleet's topology, the widest first. A label of that name says to which part of it a server belongs; the
/// server itself is the narrowest.
public enum TopologyLevel: UInt8, Sendable, CaseIterable {
    /// A building, or a part of one with power and cooling of its own.
    case zone = 0
    /// A room.
    case room = 1
    /// A row of racks.
    case row = 2
    /// A rack.
    case rack = 3
    /// The servers on one switch of a rack.
    case `switch` = 4
    /// A single server.
    case node = 5
}

extension TopologyLevel: Comparable {
    /// The wider one is the lesser.
    public static func < (left: TopologyLevel, right: TopologyLevel) -> Bool { left.rawValue < right.rawValue }
}

extension TopologyLevel: CustomStringConvertible {
    /// The label, and the word in a job's spec.
    public var description: String {
        switch self {
        case .zone: "zone"
        case .room: "room"
        case .row: "row"
        case .rack: "rack"
        case .switch: "switch"
        case .node: "node"
        }
    }
}

/// A part of the fleet: the servers that are alike in a level's label and in those of all wider levels, so that racks of the same
/// name in two rooms are two.
public struct TopologyDomain: Hashable, Sendable {
    /// Its level.
    public var level: TopologyLevel
    /// The values of the labels, the widest level's first; nil where the servers have no such label. The last is its own.
    public var path: [String?]
}

extension TopologyLevel {
    /// The part of the fleet at this level to which a server belongs; nil where it lacks the label.
    public func domain(of node: NodeID, labels: SortedMap<String, String>) -> TopologyDomain? {
        if self == .node { return TopologyDomain(level: self, path: [node.name]) }
        guard let own = labels[description] else { return nil }
        var path: [String?] = []
        for level in TopologyLevel.allCases where level < self { path.append(labels[level.description]) }
        path.append(own)
        return TopologyDomain(level: self, path: path)
    }
}

extension TopologyDomain: CustomStringConvertible {
    /// Its name with those of the wider ones: `rack a/r1`.
    public var description: String { "\(level) " + path.compactMap { $0 }.joined(separator: "/") }
}

/// How near to each other the members of a gang are to be.
public struct GangTopology: Hashable, Sendable {
    /// All of them must be in one part of the fleet at this level; nil for anywhere.
    public var within: TopologyLevel?
    /// The narrowest level that is looked for: the gang goes to the narrowest part of the fleet, from here on, that holds it
    /// whole. Nil for the switch, or for `within` where that is narrower.
    public var prefer: TopologyLevel?

    /// A topology with its parts.
    public init(within: TopologyLevel? = nil, prefer: TopologyLevel? = nil) {
        self.within = within
        self.prefer = prefer
    }

    /// The levels that are looked at one after the other, the narrowest first.
    public var levels: [TopologyLevel] {
        let widest = within ?? .zone
        let narrowest = max(prefer ?? .switch, widest)
        return TopologyLevel.allCases.reversed().filter { $0 >= widest && $0 <= narrowest }
    }
}

extension TopologyLevel {
    /// What one part of the fleet at this level is called: the level, and `server` for the narrowest.
    public var word: String { self == .node ? "server" : description }
}
