/// When the mix of work that has arrived is looked at anew: what arrived by kind, and what it was at the last look.
struct WorkMix: Sendable {
    private(set) var arrived: [UInt64] = []
    private(set) var arrivals: UInt64 = 0
    /// The shares of the kinds at the last look.
    private var believed: [Double] = []
    private var next: UInt64
    private let growth: UInt64
    private let difference: Double

    init(_ policy: PlacePolicy) {
        next = policy.firstArrivals
        growth = policy.growth
        difference = policy.leastDifference
    }

    mutating func addKind() { arrived.append(0) }

    /// Notes an arrival; true when the mix is to be looked at anew: it has grown enough, and is not what it was.
    mutating func note(_ kind: Int) -> Bool {
        arrived[kind] += 1
        arrivals += 1
        guard arrivals >= next else { return false }
        next = arrivals + max(1, arrivals / growth)
        var distance = 0.0
        for kind in arrived.indices {
            distance += abs(share(of: kind) - (kind < believed.count ? believed[kind] : 0))
        }
        return distance >= difference
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
