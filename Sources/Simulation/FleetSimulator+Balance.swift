import CoordinatorCore
import Determinism
import Fleet
import Scheduler

/// What servers seem to use: a quarter of them more than they can for some seconds, the others little. What a leader measures has to do
/// with nothing that runs there, so that moves for the load's sake come at all times.
extension FleetSimulator {
    /// For so long a server is left alone after such a move: less than in reality, so that a history sees several.
    static let balanceRest = Span.seconds(12)

    /// What is moved from now on.
    mutating func setBalancing() {
        let wanted = Balancing(
            relieves: !random.oneIn(4), consolidates: !random.oneIn(3), movesAtOnce: 1 + random.below(4))
        ask(.setBalancing, .change(.operation(.setBalancing(wanted))))
    }

    /// Answers a leader. It does not know all servers.
    mutating func measureServers(for index: Int) {
        let fleet = history.fleet
        var loads = SortedMap<NodeID, ServerLoad>()
        for (place, (id, node)) in fleet.nodes.enumerated() {
            var mixed = SeededGenerator(
                seed: seed &+ UInt64(place) << 16 &+ (now.nanoseconds / 20_000_000_000) << 32)
            let isHigh = mixed.oneIn(4)
            guard !mixed.oneIn(8) else { continue }
            let all = node.facts.room.amounts
            func part(_ percent: UInt64) -> Resources {
                Resources(
                    cpuMillicores: all.cpuMillicores / 100 * percent, memoryBytes: all.memoryBytes / 100 * percent)
            }
            var load = ServerLoad(used: part(isHigh ? 97 : mixed.below(40)), all: all)
            for attempt in fleet.liveAttempts(on: id) where isHigh {
                load.tasks[attempt.id] = part(5 + mixed.below(30))
            }
            loads[id] = load
        }
        schedule(
            .memberInput(index, life: coordinators[index].life, .serverLoads(loads)),
            after: .milliseconds(1 + now.nanoseconds % 300))
    }
}
