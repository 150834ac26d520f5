/// When the mix of work that has arrived is looked at anew: what arrived by kind, and what it was at the last look.
struct WorkMix: Sendable {
    private(set) var arrived: [UInt64] = []
    private(set) var arrivals: UInt64 = 0
    /// The shares of the kinds at the last look.
    private var believed: [Double] = []
    private var next: UInt64
    private let firstArrivals: UInt64
    private let growth: UInt64
    private let difference: Double

    init(_ policy: PlacePolicy) {
        next = policy.firstArrivals
        firstArrivals = policy.firstArrivals
        growth = policy.growth
        difference = policy.leastDifference
    }

    mutating func addKind() { arrived.append(0) }

    /// Notes an arrival; true when the mix is to be looked at anew: it has grown enough, and is not what it was.
    mutating func note(_ kind: Int) -> Bool {
        arrived[kind] += 1
        arrivals += 1
        return isDue()
    }

    private mutating func isDue() -> Bool {
        guard arrivals >= next else { return false }
        next = arrivals + max(1, arrivals / growth)
        var distance = 0.0
        for kind in arrived.indices {
            distance += abs(share(of: kind) - (kind < believed.count ? believed[kind] : 0))
        }
        return distance >= difference
    }

    /// Takes over what was counted elsewhere; true when the mix is to be looked at anew.
    mutating func set(_ counts: [(kind: Int, arrivals: UInt64)]) -> Bool {
        for kind in arrived.indices { arrived[kind] = 0 }
        for (kind, count) in counts { arrived[kind] += count }
        arrivals = arrived.reduce(0, +)
        // What is long past was given up: the numbers are smaller than they were.
        next = min(next, max(firstArrivals, arrivals + max(1, arrivals / growth)))
        return isDue()
    }

    func share(of kind: Int) -> Double { arrivals == 0 ? 0 : Double(arrived[kind]) / Double(arrivals) }

    /// The kinds that the mix is taken to be made of: all, or the most frequent ones where they are very many. In the order of
    /// their numbers.
    mutating func look(atMost limit: Int) -> [Int] {
        believed = arrived.indices.map(share)
        var kinds = arrived.indices.filter { arrived[$0] > 0 }
        if kinds.count > limit {
            kinds.sort { arrived[$0] != arrived[$1] ? arrived[$0] > arrived[$1] : $0 < $1 }
            kinds = kinds.prefix(limit).sorted()
        }
        return kinds
    }
}
