import Determinism
import Glibc
import Scheduler
import Wire

/// How fast places are found in large fleets: servers and tasks of the trace openb, tasks arriving singly into a fleet whose
/// GPUs are 90 % allocated, each after the departure of as many random tasks as it takes to stay there. One core.
enum ScaleCase {
    private static let sizes = [10_000, 100_000]
    private static let decisions = 200_000
    private static let batch = 2_000
    private static let fullness = 0.9

    static func run(_ options: Options) throws -> [Measurement] {
        let (forms, kinds) = try ScaleMix.load(options.data)
        var measurements: [Measurement] = []
        for size in sizes {
            var fleet = ScaledFleet(forms: forms, kinds: kinds, size: size)
            fleet.fill(to: fullness)
            let series = fleet.churn(decisions: decisions)
            let batches = fleet.placeBatches(of: batch, count: 20)
            let name = "decisions at \(size) nodes"
            func add(_ suffix: String, _ value: Double, _ unit: String, _ peer: String = "", _ peerValue: Double = 0) {
                measurements.append(
                    Measurement(
                        name: suffix.isEmpty ? name : name + ", " + suffix, value: value, unit: unit, peer: peer,
                        peerValue: peerValue))
            }
            // The processor may be shared: the thread's own time beside the wall's.
            add("", series.perSecond, "1/s", "processor", series.perProcessorSecond)
            add("p50", series.microseconds(percent: 50), "us")
            add("p99", series.microseconds(percent: 99), "us")
            add("longest", series.microseconds(percent: 100), "us")
            add("memory", Double(fleet.residentBytes) / 1_048_576, "MiB")
            add("batches", batches, "1/s")
            add("GPUs allocated", fleet.allocated * 100, "%")
        }
        return measurements
    }
}

/// A fleet with what runs on it.
struct ScaledFleet {
    private struct Running {
        var place: Place
        var kind: Int
    }

    private var finder: PlaceFinder
    private let kinds: [WorkKind]
    private let indexes: [KindIndex]
    private var running: [Running] = []
    private var generator = SeededGenerator(seed: 20_230_712)
    private var used = 0
    private let capacity: Int

    init(forms: [ServerForm], kinds: [WorkKind], size: Int, policy: PlacePolicy = PlacePolicy()) {
        self.kinds = kinds
        finder = PlaceFinder(policy: policy)
        var capacity = 0
        for number in 0..<size {
            let form = forms[number % forms.count]
            capacity += 1_000 * form.gpuModels.count
            _ = finder.add(form)
        }
        self.capacity = capacity
        var finder = finder
        indexes = kinds.map { finder.index(of: $0) }
        self.finder = finder
    }

    var allocated: Double { Double(used) / Double(max(1, capacity)) }

    /// What the process holds in memory.
    var residentBytes: Int {
        guard var lines = try? TextLines(path: "/proc/self/statm"), let line = try? lines.next() else { return 0 }
        let words = line.split(separator: " ")
        return words.count > 1 ? (Int(words[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE)) : 0
    }

    /// Places tasks until the share of the GPUs is given away, or nothing more finds room.
    mutating func fill(to share: Double) {
        var refused = 0
        while allocated < share, refused < 100_000 {
            if arrive() { refused = 0 } else { refused += 1 }
        }
    }

    /// Departures and arrivals by turns.
    mutating func churn(decisions: Int) -> DecisionTimes {
        let share = allocated
        var times = DecisionTimes()
        times.begin()
        for _ in 0..<decisions {
            while allocated > share { depart() }
            let start = MonotonicClock.now()
            _ = arrive()
            times.note(MonotonicClock.now() - start)
        }
        times.end()
        return times
    }

    /// Places many tasks of one kind in a row, and takes them away again; decisions a second.
    mutating func placeBatches(of size: Int, count: Int) -> Double {
        var nanoseconds: UInt64 = 0
        var decisions = 0
        for _ in 0..<count {
            let kind = Int(generator.below(UInt64(kinds.count)))
            var places: [Place] = []
            let start = MonotonicClock.now()
            for _ in 0..<size {
                finder.learn(indexes[kind])
                decisions += 1
                guard let place = finder.place(indexes[kind]) else { break }
                places.append(place)
            }
            nanoseconds += MonotonicClock.now() - start
            for place in places.reversed() { finder.release(place, indexes[kind]) }
        }
        return Double(decisions) * 1e9 / Double(max(1, nanoseconds))
    }

    private mutating func arrive() -> Bool {
        let kind = Int(generator.below(UInt64(kinds.count)))
        finder.learn(indexes[kind])
        guard let place = finder.place(indexes[kind]) else { return false }
        running.append(Running(place: place, kind: kind))
        used += kinds[kind].gpus * kinds[kind].milliOfEach
        return true
    }

    private mutating func depart() {
        guard !running.isEmpty else { return }
        let place = Int(generator.below(UInt64(running.count)))
        let task = running[place]
        running[place] = running[running.count - 1]
        running.removeLast()
        finder.release(task.place, indexes[task.kind])
        used -= kinds[task.kind].gpus * kinds[task.kind].milliOfEach
    }
}

/// How long decisions took, and the run around them.
struct DecisionTimes {
    private var each: [UInt64] = []
    private var wall: UInt64 = 0
    private var processor: UInt64 = 0

    mutating func begin() {
        wall = MonotonicClock.now()
        processor = Self.threadTime()
    }

    mutating func note(_ nanoseconds: UInt64) { each.append(nanoseconds) }

    mutating func end() {
        wall = MonotonicClock.now() - wall
        processor = Self.threadTime() - processor
        each.sort()
    }

    /// Decisions in a second, with the departures between them.
    var perSecond: Double { Double(each.count) * 1e9 / Double(max(1, wall)) }

    var seconds: Double { Double(processor) / 1e9 }

    /// The same by the thread's own time on the processor.
    var perProcessorSecond: Double { Double(each.count) * 1e9 / Double(max(1, processor)) }

    /// The time of one decision that so many percent do not exceed.
    func microseconds(percent: Int) -> Double {
        each.isEmpty ? 0 : Double(each[min(each.count - 1, each.count * percent / 100)]) / 1_000
    }

    private static func threadTime() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
