import Consensus
import Determinism

/// Which messages pass between members, and when. Cuts are counted, so that faults may overlap.
struct SimulatedNetwork {
    let members: Int
    private var cuts: [UInt8]
    private var connections: [UInt32]
    private var lastArrival: [Instant]
    private let keepsOrder: Bool
    private let calmDelay: Span
    private let calmLoss: UInt64
    private let calmDuplication: UInt64
    var storms = (loss: 0, duplication: 0, reordering: 0)
    private(set) var lost: UInt64 = 0
    private(set) var doubled: UInt64 = 0
    var isPerfect = false

    init(members: Int, world: Plan.World) {
        self.members = members
        cuts = Array(repeating: 0, count: members * members)
        connections = Array(repeating: 0, count: members * members)
        lastArrival = Array(repeating: .origin, count: members * members)
        keepsOrder = world.keepsOrder
        calmDelay = world.delay
        calmLoss = world.lossIn
        calmDuplication = world.duplicateIn
    }

    private func link(_ from: Int, _ to: Int) -> Int { from * members + to }

    mutating func cut(_ from: Int, _ to: Int) { cuts[link(from, to)] += 1 }
    mutating func mend(_ from: Int, _ to: Int) { cuts[link(from, to)] -= 1 }
    func isCut(_ from: Int, _ to: Int) -> Bool { cuts[link(from, to)] > 0 }

    /// The connection between two members is closed: what is in flight is gone.
    mutating func reset(_ one: Int, _ other: Int) {
        connections[link(one, other)] &+= 1
        connections[link(other, one)] &+= 1
    }

    func connection(_ from: Int, _ to: Int) -> UInt32 { connections[link(from, to)] }
    func isConnected(_ from: Int, _ to: Int, _ connection: UInt32) -> Bool {
        connections[link(from, to)] == connection
    }

    /// When the copies of a message arrive: none, one or two.
    mutating func arrivals(
        _ from: Int, _ to: Int, now: Instant, random: inout SeededGenerator
    ) -> (first: Instant, second: Instant?)? {
        if cuts[link(from, to)] > 0 {
            lost += 1
            return nil
        }
        if isPerfect { return (now + delay(&random), nil) }
        if random.oneIn(storms.loss > 0 ? 3 : calmLoss) {
            lost += 1
            return nil
        }
        var first = now + delay(&random)
        var second: Instant?
        if random.oneIn(storms.duplication > 0 ? 3 : calmDuplication) {
            doubled += 1
            second = now + delay(&random) * 4
        } else if keepsOrder, storms.reordering == 0 {
            let place = link(from, to)
            first = max(first, lastArrival[place] + .microseconds(1))
            lastArrival[place] = first
        }
        return (first, second)
    }

    private func delay(_ random: inout SeededGenerator) -> Span {
        if storms.reordering > 0, !isPerfect {
            return random.span(from: .microseconds(200), through: .milliseconds(400))
        }
        return random.span(from: .microseconds(100), through: calmDelay)
    }
}
