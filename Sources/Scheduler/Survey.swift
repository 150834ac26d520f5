import Determinism
import Fleet

/// What the servers are to one allocation before a pass places anything: rule by rule, and the best of those that remain.
struct Survey: Sendable {
    /// A server that is away or closed to new work, and that the job's own rules and its size would let have the task.
    struct Closed: Hashable, Sendable {
        var node: NodeID
        var rule: Explanation.Rule
        /// Whether it has the room now.
        var hasRoom: Bool
    }

    private(set) var removed: [Explanation.Removal] = []
    private(set) var candidates: [Explanation.Candidate] = []
    private(set) var closed: [Closed] = []
    /// The places on the floor of servers that lack nothing but room.
    private(set) var short: [Int] = []
    /// The places on the floor of servers that have the room.
    private(set) var fitting: [Int] = []
    /// Of a gang that is to stay within one part of the fleet: how many of its tasks the best part has room for now.
    private(set) var mostInOnePart: UInt64?

    init(
        of allocation: Allocation, of job: Job, in state: FleetState, _ circumstances: Circumstances,
        on floor: inout Floor, by index: inout PlaceIndex
    ) {
        let request = job.definition.request
        let gang = GangSurvey(of: job, in: state, on: &floor)
        var crowded: [Int] = []
        for (id, node) in state.nodes {
            let kept = { Survey.reservation(keeping: job.definition, off: id, in: state, circumstances) }
            if let rule = Survey.closure(of: node, to: allocation, circumstances) ?? kept() {
                removed.note(id, by: rule)
                if Survey.mismatch(of: node, with: job.definition) == nil, rule != .boundElsewhere {
                    let hasRoom = state.free(on: id).takes(request, beside: state.headroom(of: node))
                    closed.append(Closed(node: id, rule: rule, hasRoom: hasRoom))
                }
            } else if let rule = Survey.mismatch(of: node, with: job.definition) {
                removed.note(id, by: rule, short: rule.isAboutSize ? Shortage.all(of: request, on: node.facts) : [])
            } else if let place = floor.place(of: id) {
                let server = floor.servers[place]
                if let rule = floor.neighbourRule(against: place, for: allocation, of: job.definition)
                    ?? gang?.rule(whenEmpty: place)
                {
                    removed.note(id, by: rule)
                } else if server.takes(request, withHeadroom: allocation.mayUseHeadroom) {
                    if let rule = gang?.rule(now: place) {
                        removed.note(id, by: rule)
                        crowded.append(place)
                    } else {
                        fitting.append(place)
                    }
                } else {
                    let rule = Explanation.Rule.against(server.free, for: request) ?? .headroom
                    removed.note(
                        id, by: rule, short: rule == .headroom ? [] : Shortage.all(of: request, in: server.free))
                    short.append(place)
                }
            }
        }
        if let level = job.definition.rules.topology?.within, job.definition.gang {
            mostInOnePart = Survey.most(of: job, at: level, on: &floor, among: fitting + crowded)
        }
        rank(fitting, for: allocation, of: job, in: state, on: &floor, by: &index)
    }

    /// For how many tasks the servers of one part have room, at the most.
    private static func most(
        of job: Job, at level: TopologyLevel, on floor: inout Floor, among places: [Int]
    ) -> UInt64 {
        let parts = floor.topology[level].parts
        var sums = SortedMap<Int, UInt64>()
        for place in places {
            guard let part = parts[place] else { continue }
            let server = floor.servers[place]
            let count = server.free.common(with: server.future).count(
                of: job.definition.request, beside: server.headroom)
            sums[part] = (sums[part] ?? 0).addingSaturated(count)
        }
        return sums.values.max() ?? 0
    }

    private mutating func rank(
        _ places: [Int], for allocation: Allocation, of job: Job, in state: FleetState, on floor: inout Floor,
        by index: inout PlaceIndex
    ) {
        let request = job.definition.request
        let replicas = job.definition.type == .service ? floor.replicas(of: job, in: state) : [:]
        let numbers = ServerSet(places.map { floor.servers[$0].number })
        var scores: [Int: (position: Int, score: PlaceScore)] = [:]
        for (position, ranked) in index.ranking(request, among: numbers).enumerated() {
            if let place = floor.place(numbered: ranked.place.server) { scores[place] = (position, ranked.score) }
        }
        let servers = floor.servers
        let refusals = allocation.failedStarts
        let objections = floor.objections(to: job.definition)
        func order(_ place: Int) -> (UInt64, UInt64, UInt64, UInt64, Int, Int) {
            let server = servers[place]
            return (
                refusals.count(of: server.id), server.isStandby ? 1 : 0, objections?[place] ?? 0,
                replicas[place] ?? 0, scores[place]?.position ?? .max, place
            )
        }
        candidates = places.sorted { order($0) < order($1) }.prefix(Explanation.candidatesShown).map { place in
            let server = servers[place]
            return Explanation.Candidate(
                node: server.id, isStandby: server.isStandby, replicas: replicas[place] ?? 0,
                leftover: server.leftover(of: server.free, after: request), score: scores[place]?.score)
        }
    }

    // MARK: Rules

    /// Why a server gets nothing of this, whatever the job asks for; nil where it may.
    static func closure(
        of node: Node, to allocation: Allocation, _ circumstances: Circumstances
    ) -> Explanation.Rule? {
        if let pinned = allocation.pinned, pinned != node.id { return .boundElsewhere }
        if node.session == nil { return .notConnected }
        if circumstances.unavailable.contains(node.id) { return circumstances.reasons[node.id] ?? .suspect }
        if node.losses.isDamped(at: circumstances.now) { return .flapping }
        if node.eligibility == .cordoned { return .cordoned }
        if node.eligibility.isLeaving { return .draining }
        if node.pool != nil && !allocation.failover && allocation.pinned == nil { return .standby }
        return nil
    }

    /// By which reservation a server gets nothing of a job now; nil where none forbids it.
    static func reservation(
        keeping definition: JobDefinition, off node: NodeID, in state: FleetState, _ circumstances: Circumstances
    ) -> Explanation.Rule? {
        state.reservation(keeping: definition, off: node, at: circumstances.now).map { .reserved($0) }
    }

    /// Which rule of a job's own keeps it from a server even when that is empty; nil for none.
    static func mismatch(of node: Node, with definition: JobDefinition) -> Explanation.Rule? {
        Scheduler.labelRule(against: node, for: definition) ?? .against(node.facts, for: definition.request)
    }
}

extension Explanation.Rule {
    /// How far a server came that this rule removed.
    enum Stage: Sendable {
        /// It is not there, or not to be relied on.
        case away
        /// People or the policy keep it from such work.
        case closed
        /// The job's own rules keep it out.
        case rules
        /// It has not what is asked for even when it is empty.
        case size
        /// Tasks that live there or nearby keep it out.
        case neighbours
        /// Others have what is asked for.
        case room
    }

    /// Whether a server that it removed has something of what is asked for, and too little.
    var isAboutSize: Bool {
        if case .noGPUModel = self { return false }
        return stage == .size
    }

    var stage: Stage {
        switch self {
        case .notConnected, .suspect, .slow, .flapping, .remnants, .mayStillRun: .away
        case .cordoned, .draining, .boundElsewhere, .standby, .reserved: .closed
        case .noGPUModel, .gpusTooSmall, .tooFewGPUs, .tooFewExtras, .tooSmall, .partTooSmall: .size
        case .full, .noExtra, .noWholeGPUs, .noGPUShare, .headroom, .partFull: .room
        case .spreadReached, .apart, .shunned: .neighbours
        case .label, .condition, .noTopologyLabel, .noSpreadLabel: .rules
        }
    }
}
