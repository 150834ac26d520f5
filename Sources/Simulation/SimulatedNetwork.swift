import Determinism

/// The network between hosts: which ways are cut, and what happens to one message. Hosts are numbered: coordinators, then
/// servers, then the operator.
struct SimulatedNetwork: Sendable {
    /// A directed way.
    struct Way: Hashable, Sendable {
        var from: Int
        var to: Int
    }

    /// Which kind of hosts speak with each other.
    enum Conversation: Int, Sendable {
        case coordinators, servers, operators
    }

    /// What becomes of messages while a conversation's lines are bad.
    struct Weather: Sendable {
        /// Of a thousand messages, how many are lost, late and doubled.
        var lost: UInt64
        var late: UInt64
        var doubled: UInt64
        /// The most by which late ones are late.
        var lateBy: Span
    }

    /// How many cuts lie on each way. Several may overlap.
    private var cuts: [Int]
    private let hosts: Int
    /// Of a thousand messages, how many are lost ordinarily.
    var lossPerMille: UInt64
    /// While storms rage: more are lost and late.
    var storms = 0
    /// The trouble of each conversation's lines, the newest last.
    private var weathers: [(number: Int, conversation: Conversation, weather: Weather)] = []
    private var newestWeather = 0
    /// Messages that were lost, doubled and late: proof that the network was bad.
    private(set) var lost: UInt64 = 0
    private(set) var doubled: UInt64 = 0
    private(set) var late: UInt64 = 0

    init(hosts: Int, lossPerMille: UInt64) {
        self.hosts = hosts
        self.lossPerMille = lossPerMille
        cuts = Array(repeating: 0, count: hosts * hosts)
    }

    func isOpen(_ from: Int, _ to: Int) -> Bool { cuts[from * hosts + to] == 0 }

    mutating func cut(_ way: Way) { cuts[way.from * hosts + way.to] += 1 }
    mutating func mend(_ way: Way) { cuts[way.from * hosts + way.to] -= 1 }

    /// A conversation's lines are bad from now on, until the end of that number.
    mutating func begin(_ weather: Weather, over conversation: Conversation) -> Int {
        newestWeather += 1
        weathers.append((newestWeather, conversation, weather))
        return newestWeather
    }

    mutating func end(_ number: Int) { weathers.removeAll { $0.number == number } }

    private func weather(_ from: Int, _ to: Int) -> Weather? {
        guard !weathers.isEmpty else { return nil }
        let conversation: Conversation =
            max(from, to) == hosts - 1
            ? .operators : max(from, to) < FleetSimulator.coordinatorCount ? .coordinators : .servers
        return weathers.last { $0.conversation == conversation }?.weather
    }

    /// Whether messages that way fare as usual.
    func isFair(_ from: Int, _ to: Int) -> Bool { isOpen(from, to) && storms == 0 && weather(from, to) == nil }

    mutating func calm() {
        weathers = []
        lossPerMille = 0
        storms = 0
        for index in cuts.indices { cuts[index] = 0 }
    }

    /// When the copies of a message arrive: none, one or two delays.
    mutating func deliveries(from: Int, to: Int, isCalm: Bool, random: inout SeededGenerator) -> [Span] {
        guard isOpen(from, to) else {
            // What waits in a connection when the way is cut may arrive long after.
            if !isCalm, random.oneIn(20) {
                late += 1
                return [random.span(from: .milliseconds(100), through: .seconds(6))]
            }
            lost += 1
            return []
        }
        let usual = random.span(from: .microseconds(100), through: .milliseconds(5))
        if isCalm { return [usual] }
        let dice = random.below(1_000)
        if let weather = weather(from, to) {
            return deliveries(in: weather, usual: usual, dice: dice, random: &random)
        }
        let loss = storms > 0 ? 300 : lossPerMille
        if dice < loss {
            lost += 1
            return []
        }
        let lateness: UInt64 = storms > 0 ? 200 : 15
        if dice < loss + lateness {
            late += 1
            return [random.span(from: .milliseconds(50), through: storms > 0 ? .milliseconds(800) : .milliseconds(200))]
        }
        if dice >= 995 {
            doubled += 1
            return [usual, random.span(from: .milliseconds(1), through: .milliseconds(500))]
        }
        return [usual]
    }

    private mutating func deliveries(
        in weather: Weather, usual: Span, dice: UInt64, random: inout SeededGenerator
    ) -> [Span] {
        if dice < weather.lost {
            lost += 1
            return []
        }
        let isDoubled = random.below(1_000) < weather.doubled
        if isDoubled { doubled += 1 }
        if dice < weather.lost + weather.late {
            late += 1
            let delay = random.span(from: .milliseconds(20), through: weather.lateBy)
            return isDoubled ? [usual, delay] : [delay]
        }
        return isDoubled ? [usual, random.span(from: .milliseconds(1), through: .seconds(1))] : [usual]
    }
}
