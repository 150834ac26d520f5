import Determinism

/// What servers of one shape are offered to find what their rest is worth: random sequences of the tasks that they can hold,
/// the same for every server of the shape.
struct RoomTable: Sendable {
    /// Four offers beside each other in lanes of 16 bits, so that those that do not fit are passed over four at a time. A lane
    /// holds at most 32,767; an empty one holds just that, and fits nowhere.
    private struct Offers {
        var cpu: UInt64 = 0x7FFF_7FFF_7FFF_7FFF
        var memory: UInt64 = 0x7FFF_7FFF_7FFF_7FFF
        /// Hundredths of one GPU; 0 for none and for several.
        var share: UInt64 = 0x7FFF_7FFF_7FFF_7FFF
        /// Whole GPUs, where it is several.
        var whole: UInt64 = 0x7FFF_7FFF_7FFF_7FFF

        mutating func set(_ lane: Int, cpu: UInt64, memory: UInt64, share: UInt64, whole: UInt64) {
            let place = UInt64(16 * lane)
            let others: UInt64 = ~(0xFFFF << place)
            self.cpu = self.cpu & others | cpu << place
            self.memory = self.memory & others | memory << place
            self.share = self.share & others | share << place
            self.whole = self.whole & others | whole << place
        }
    }

    /// A kind of task with several GPUs.
    private struct Large {
        var cpu: Int
        var memory: Int
        var gpus: Int
        /// What it is worth that one of it would fit, in `RoomValue.unit` for a thousandth of a GPU.
        var worth: Double
    }

    /// By how many bits an amount is shifted down to fit a lane, and which bits of it count.
    struct Scale {
        var shift: Int64
        var mask: Int

        init(capacity: Int64, levels: Int) {
            shift = 0
            while capacity >> shift > 32_000 { shift += 1 }
            var step = 1
            while Int(capacity >> shift) / step > levels { step *= 2 }
            mask = ~(step - 1)
        }

        /// Room, rounded down.
        @inline(__always)
        func room(_ amount: Int64) -> Int { Int(min(max(amount >> shift, 0), 32_767)) & mask }

        /// A demand, rounded up.
        func demand(_ amount: Int64) -> Int { Int(min((amount + (1 << shift) - 1) >> shift, 32_767)) }
    }

    private let policy: PlacePolicy
    let cpu: Scale
    let memory: Scale
    private var offers: [Offers] = []
    /// Blocks of four offers in each sequence.
    private var blocks = 0
    /// How much work there is for such servers, for each of them, beside the fleet's average.
    private var scarcity = 0.0
    private var large: [Large] = []
    /// Of so many hundredths of a GPU, how many the kinds that come often can use together, one beside the other.
    private(set) var usable: [UInt8] = Array(repeating: 0, count: 101)
    /// What the most modest of the offers with GPUs needs.
    private var leastCPU = UInt64.max
    private var leastMemory = UInt64.max
    private var leastShare = UInt64.max

    /// - Parameter usual: the kinds that such servers hold when they are empty; each with its weight, which is how often it
    ///   comes, the more the fewer servers hold it.
    /// - Parameter load: thousandths of GPUs that an average task of the whole mix asks for.
    init(policy: PlacePolicy, shape: RoomValue.Shape, usual: [(request: Request, weight: Double)], load: Double) {
        self.policy = policy
        cpu = Scale(capacity: shape.cpu, levels: policy.levels)
        memory = Scale(capacity: shape.memory, levels: policy.levels)
        var drawn: [Double] = []
        var sum = 0.0
        for (request, weight) in usual {
            sum += weight
            drawn.append(sum)
            guard request.count >= 2, load > 0 else { continue }
            let worth = policy.wholeServers * weight * Double(request.gpuMilli) / load * Double(request.count) * 1_000
            large.append(
                Large(
                    cpu: cpu.demand(request.cpu), memory: memory.demand(request.memory), gpus: Int(request.count),
                    worth: worth * RoomValue.unit))
        }
        scarcity = min(sum, policy.scarcityAtMost)
        usable = Self.usable(usual, atLeast: policy.commonShare * sum)
        guard sum > 0 else { return }
        blocks = (length(idle: Double(min(shape.gpus, IdleGPUs.most))) + 3) / 4
        offers = Array(repeating: Offers(), count: blocks * policy.sequences)
        var generator = SeededGenerator(seed: policy.seed)
        for block in 0..<blocks {
            for lane in 0..<4 { draw(block, lane, from: usual, sums: drawn, &generator) }
        }
    }

    /// Draws the offers that stand at one place of the sequences, each from a stratum of its own, so that all sequences together
    /// hold the mix at every place (Latin hypercube sampling: McKay, Beckman and Conover, Technometrics 21, 1979). Independent
    /// draws would need several times as many sequences for values as steady.
    private mutating func draw(
        _ block: Int, _ lane: Int, from usual: [(request: Request, weight: Double)], sums: [Double],
        _ generator: inout SeededGenerator
    ) {
        guard let sum = sums.last else { return }
        let count = policy.sequences
        var strata = Array(0..<count)
        for place in stride(from: count - 1, to: 0, by: -1) {
            strata.swapAt(place, Int(generator.below(UInt64(place + 1))))
        }
        for sequence in 0..<count {
            let within = Double(generator.next() >> 11) * 0x1p-53
            let point = (Double(strata[sequence]) + within) / Double(count) * sum
            let kind = min(Self.first(in: sums, above: point), usual.count - 1)
            fill(sequence * blocks + block, lane, with: usual[kind].request)
        }
    }

    /// How many tasks a server with so many idle GPUs is offered.
    private func length(idle gpus: Double) -> Int {
        Int((Double(policy.offersAtLeast) + Double(policy.offersPerGPU) * gpus) * scarcity)
    }

    private mutating func fill(_ place: Int, _ lane: Int, with request: Request) {
        let cpu = UInt64(cpu.demand(request.cpu))
        let memory = UInt64(memory.demand(request.memory))
        let share = UInt64(request.count == 1 ? request.hundredths : 0)
        let whole = UInt64(request.count > 1 ? min(Int(request.count), 32_767) : 0)
        offers[place].set(lane, cpu: cpu, memory: memory, share: share, whole: whole)
        guard request.count > 0 else { return }
        leastCPU = min(leastCPU, cpu)
        leastMemory = min(leastMemory, memory)
        leastShare = min(leastShare, share > 0 ? share : 100)
    }

    private static func first(in sums: [Double], above point: Double) -> Int {
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > point { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Sums of shares of kinds with at least this weight, all of one size together, rounded down to.
    private static func usable(_ usual: [(request: Request, weight: Double)], atLeast weight: Double) -> [UInt8] {
        var weights = Array(repeating: 0.0, count: 101)
        for (request, weight) in usual where request.count == 1 { weights[min(request.hundredths, 100)] += weight }
        let sizes = (1..<100).filter { weights[$0] > 0 && weights[$0] >= weight }
        var reached = Array(repeating: false, count: 101)
        reached[0] = true
        var usable: [UInt8] = [0]
        for amount in 1...100 {
            reached[amount] = amount == 100 || sizes.contains { $0 <= amount && reached[amount - $0] }
            usable.append(reached[amount] ? UInt8(amount) : usable[amount - 1])
        }
        return usable
    }

    // MARK: Values

    /// What room is worth, in `RoomValue.unit` for a thousandth of a GPU: less what stays idle on average when the sequences
    /// were offered, and more for each large task that would fit.
    func value(cpu: Int, memory: Int, gpus: IdleGPUs) -> Int32 {
        let length = min((length(idle: Double(gpus.sum) / 100) + 3) / 4, blocks)
        let left = offers.withUnsafeBufferPointer { offers in
            var left = 0
            for sequence in 0..<policy.sequences {
                let start = sequence * blocks
                left += idle(after: offers[start..<(start + length)], cpu: cpu, memory: memory, gpus: gpus)
            }
            return left
        }
        var value = -Double(left) * 10 * RoomValue.unit / Double(max(1, policy.sequences))
        let whole = gpus.whole
        for one in large where whole >= one.gpus {
            var times = whole / one.gpus
            if one.cpu > 0 { times = min(times, cpu / one.cpu) }
            if one.memory > 0 { times = min(times, memory / one.memory) }
            value += Double(times) * one.worth
        }
        return Int32(max(-1e9, min(1e9, value)))
    }

    /// What is still idle, in hundredths of a GPU, when all that fit of a sequence were accepted one after the other.
    @inline(__always)
    private func idle(after offers: Slice<UnsafeBufferPointer<Offers>>, cpu: Int, memory: Int, gpus: IdleGPUs) -> Int {
        // A lane's highest bit is set before an offer is subtracted, and stays set where the offer fits.
        let signs: UInt64 = 0x8000_8000_8000_8000
        let lanes: UInt64 = 0x0001_0001_0001_0001
        var gpus = gpus
        var cpu = UInt64(truncatingIfNeeded: cpu)
        var memory = UInt64(truncatingIfNeeded: memory)
        var greatest = UInt64(truncatingIfNeeded: gpus.greatest)
        var haveCPU = cpu &* lanes | signs
        var haveMemory = memory &* lanes | signs
        var haveShare = greatest &* lanes | signs
        var haveWhole = UInt64(truncatingIfNeeded: gpus.whole) &* lanes | signs
        for four in offers {
            var lanesLeft = signs
            while true {
                let fits =
                    (haveCPU &- four.cpu) & (haveMemory &- four.memory) & (haveShare &- four.share)
                    & (haveWhole &- four.whole) & lanesLeft
                if fits == 0 { break }
                let place = UInt64(truncatingIfNeeded: fits.trailingZeroBitCount) & 0x30
                lanesLeft = place == 48 ? 0 : signs &<< (place &+ 16)
                cpu &-= (four.cpu &>> place) & 0xFFFF
                memory &-= (four.memory &>> place) & 0xFFFF
                haveCPU = cpu &* lanes | signs
                haveMemory = memory &* lanes | signs
                let share = (four.share &>> place) & 0xFFFF
                let several = (four.whole &>> place) & 0xFFFF
                if share | several != 0 {
                    if several > 0 {
                        gpus.takeWhole(Int(truncatingIfNeeded: several))
                    } else {
                        gpus.takeShare(Int(truncatingIfNeeded: share))
                    }
                    greatest = UInt64(truncatingIfNeeded: gpus.greatest)
                    haveShare = greatest &* lanes | signs
                    haveWhole = UInt64(truncatingIfNeeded: gpus.whole) &* lanes | signs
                }
                if cpu < leastCPU || memory < leastMemory || greatest < leastShare { return gpus.sum }
            }
        }
        return gpus.sum
    }
}
