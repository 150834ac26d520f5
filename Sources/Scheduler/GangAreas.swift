import Determinism
import Fleet

/// The parts of the fleet in which places for a whole gang are looked for, the best first: narrow before wide, so that its members
/// are few switch hops apart, and among parts of one level the one that is worth least to larger gangs.
///
/// Parts that cannot hold the gang, however its members are put, are left out. Of the others only the placing itself tells.
struct GangAreas: Sendable {
    /// A part of the fleet at one level.
    struct Area: Sendable {
        /// The servers by their places, ascending.
        var places: [Int]
        /// The same by their numbers in the index of places.
        var numbers: ServerSet
    }

    /// What is free in a part of the fleet, in the members' terms.
    private struct Worth {
        var wholeGPUs = 0
        var slots = 0
        var formers = 0
    }

    private let topology: Topology
    /// The level that the gang must stay within: who is in no part at it is out, however near to others.
    private let within: TopologyLevel?
    private let servers: [Server]
    private let request: ResourceRequest
    private let count: Int
    /// The servers that any member may have at all.
    private let allowed: ServerSet
    /// What is free on each server, by its place, and in each part by level.
    private let worths: [Worth]
    private let totals: [[Worth]]

    init(for members: [Allocation], of definition: JobDefinition, on floor: inout Floor) {
        topology = floor.topology
        within = definition.rules.topology?.within
        var allowed = ServerSet()
        for failover in [false, true] {
            guard let member = members.first(where: { $0.failover == failover }) else { continue }
            let sets = floor.candidateSets(for: member, of: definition)
            allowed.formUnion(sets.ordinary)
            allowed.formUnion(sets.standbys)
        }
        self.allowed = allowed
        servers = floor.servers
        request = definition.request
        count = members.count
        var worths = servers.map { [request, count] server in
            Worth(
                wholeGPUs: server.isOpen ? server.free.freeThousandths.count { $0 >= GPU.thousandths } : 0,
                slots: allowed.contains(server.number) ? server.free.tasksAtMost(request, upTo: count) : 0)
        }
        for member in members {
            if let place = member.formerNode.flatMap({ floor.place(of: $0) }) { worths[place].formers += 1 }
        }
        self.worths = worths
        totals = TopologyLevel.allCases.map { [topology] level in
            topology[level].members.map { places in
                places.reduce(into: Worth()) { total, place in
                    total.wholeGPUs += worths[place].wholeGPUs
                    total.slots += worths[place].slots
                    total.formers += worths[place].formers
                }
            }
        }
    }

    /// The parts at a level that may hold the gang now, the best first.
    func holding(at level: TopologyLevel) -> [Area] {
        let totals = totals[Int(level.rawValue)]
        return areas(at: level) { totals[$0].slots }
    }

    /// The parts at a level that may hold the gang when other work has ended, the best first.
    func holdingWhenEmpty(at level: TopologyLevel) -> [Area] {
        let slots = servers.map { allowed.contains($0.number) ? $0.capacity.tasksAtMost(request, upTo: count) : 0 }
        let members = topology[level].members
        return areas(at: level) { members[$0].reduce(0) { $0 + slots[$1] } }
    }

    private func areas(at level: TopologyLevel, slots: (Int) -> Int) -> [Area] {
        let members = topology[level].members
        let ranked = members.indices.filter { slots($0) >= count && isWithin(members[$0]) }.map {
            (worth: rank(of: $0, at: level), part: $0)
        }
        return ranked.sorted { left, right in
            for (one, other) in zip(left.worth, right.worth) where one != other { return one < other }
            return left.part < right.part
        }.map { Area(places: members[$0.part], numbers: ServerSet(members[$0.part].map { servers[$0].number })) }
    }

    /// Whether a part that is narrow enough is in one of the wanted level at all.
    private func isWithin(_ places: [Int]) -> Bool {
        guard let within, let first = places.first else { return true }
        return topology[within].parts[first] != nil
    }

    /// What speaks against taking a part, the gravest first: that the members ran elsewhere, where their files are; then what
    /// larger gangs could still have there: whole GPUs and places like the members', in the part itself and in the wider ones
    /// around it.
    private func rank(of part: Int, at level: TopologyLevel) -> [Int] {
        let own = totals[Int(level.rawValue)][part]
        var rank = [-own.formers, own.wholeGPUs, own.slots]
        guard let first = topology[level].members[part].first else { return rank }
        for wider in TopologyLevel.allCases.reversed() where wider < level {
            guard let around = topology[wider].parts[first] else {
                rank += [.max, .max]
                continue
            }
            rank += [totals[Int(wider.rawValue)][around].wholeGPUs, totals[Int(wider.rawValue)][around].slots]
        }
        return rank
    }
}

extension Room {
    /// How many tasks that ask for that fit at the most, up to a limit; never fewer than really fit.
    func tasksAtMost(_ request: ResourceRequest, upTo limit: Int) -> Int {
        var most = UInt64(limit)
        func bound(_ free: UInt64, _ asked: UInt64) { if asked > 0 { most = min(most, free / asked) } }
        let asked = request.amounts
        bound(amounts.cpuMillicores, asked.cpuMillicores)
        bound(amounts.memoryBytes, asked.memoryBytes)
        bound(amounts.storageBytes, asked.storageBytes)
        bound(amounts.bandwidthBitsPerSecond, asked.bandwidthBitsPerSecond)
        for (name, amount) in asked.extras { bound(amounts.extras[name] ?? 0, amount) }
        guard request.gpus.count > 0, most > 0 else { return Int(most) }
        var devices: UInt64 = 0
        for (gpu, free) in zip(gpus, freeThousandths) where request.gpus.admits(gpu) {
            devices += free / max(1, request.gpus.thousandths)
        }
        return Int(min(most, devices / request.gpus.count))
    }
}
