import Determinism
import Linearizability

/// One thing that is done to the cluster, or asked of it, at an instant that was fixed beforehand.
struct PlannedEvent: Sendable {
    /// Whom it concerns, found out when its time comes.
    enum Pick: Sendable {
        case leader
        case follower(UInt64)
        case any(UInt64)
    }

    enum Action: Sendable {
        /// A client's request. `guess`: what a comparison expects where the client has seen nothing yet.
        case request(client: Int, OperationKind, key: UInt64, value: UInt64?, guess: UInt64?, givesUp: Bool)
        case fault(FaultKind, Pick, other: UInt64, lasting: Span, amount: UInt64)
        case administration(OperationKind, Pick)
    }

    var id: Int
    /// Since the history's beginning.
    var at: Span
    var action: Action
}

/// Everything that is done in a history, made from its seed before it begins, so that events can be taken out one by one
/// while the rest stays as it was.
struct Plan: Sendable {
    /// How long things are done; what follows is the return to rest.
    static let length = Span.seconds(60)

    /// What sets one history apart from another beside its events.
    struct World: Sendable {
        var members: Int
        var heartbeat: Span
        var electionTimeout: Span
        var electionFloor: Span
        var delay: Span
        var lossIn: UInt64
        var duplicateIn: UInt64
        var diskDelay: Span
        var keepsOrder: Bool
        var entriesPerAppend: Int
    }

    var seed: UInt64
    var world: World
    var events: [PlannedEvent]

    init(seed: UInt64, members wanted: Int?) {
        self.seed = seed
        var random = SeededGenerator(seed: seed &* 0x9E37_79B9 &+ 0x5151)
        world = Self.world(&random, members: wanted)
        events = []
        addFaults(&random)
        addAdministration(&random)
        addRequests(&random)
        // Instants are all different with next to certainty; the number decides otherwise.
        events.sort { ($0.at, $0.id) < ($1.at, $1.id) }
    }

    private static func world(_ random: inout SeededGenerator, members wanted: Int?) -> World {
        let dice = random.below(20)
        let members = dice < 13 ? 3 : dice < 18 ? 5 : 7
        let isBad = random.oneIn(3)
        return World(
            members: wanted ?? members,
            heartbeat: .milliseconds(150 + 50 * random.below(3)),
            electionTimeout: .milliseconds(1_000 + 500 * random.below(3)),
            electionFloor: .milliseconds(500 + 100 * random.below(4)),
            delay: .milliseconds([2, 5, 20][Int(random.below(3))]),
            lossIn: isBad ? [40, 200][Int(random.below(2))] : 0,
            duplicateIn: isBad ? 50 : 0,
            diskDelay: .milliseconds([1, 4, 15][Int(random.below(3))]),
            keepsOrder: random.oneIn(3),
            entriesPerAppend: [1, 2, 4, 4][Int(random.below(4))])
    }

    private mutating func add(_ at: Span, _ action: PlannedEvent.Action) {
        events.append(PlannedEvent(id: events.count, at: at, action: action))
    }

    private static func instant(_ random: inout SeededGenerator) -> Span {
        random.span(from: .milliseconds(1_500), through: length - .seconds(4))
    }

    private static func pick(_ random: inout SeededGenerator) -> PlannedEvent.Pick {
        switch random.below(4) {
        case 0: .leader
        case 1: .follower(random.next())
        default: .any(random.next())
        }
    }

    private mutating func addFaults(_ random: inout SeededGenerator) {
        let kinds = FaultKind.allCases
        for _ in 0..<(18 + random.below(10)) {
            let kind = kinds[Int(random.below(UInt64(kinds.count)))]
            let at = Self.instant(&random)
            add(at, Self.fault(kind, &random))
            // Troubles come in company: half of them have another close behind.
            if random.oneIn(2) {
                let next = kinds[Int(random.below(UInt64(kinds.count)))]
                add(at + .milliseconds(random.below(1_500)), Self.fault(next, &random))
            }
        }
    }

    private static func fault(_ kind: FaultKind, _ random: inout SeededGenerator) -> PlannedEvent.Action {
        let longest: Span =
            switch kind {
            case .paused, .leaderPaused: .milliseconds(4_000)
            case .killed, .leaderKilled, .powerLoss, .tornWrite, .allPowerLoss: .milliseconds(5_000)
            case .connectionsReset: .milliseconds(200)
            case .loss, .duplication, .reordering: .milliseconds(3_000)
            default: .milliseconds(6_000)
            }
        return .fault(
            kind, pick(&random), other: random.next(), lasting: random.span(from: .milliseconds(50), through: longest),
            amount: random.next())
    }

    private mutating func addAdministration(_ random: inout SeededGenerator) {
        for _ in 0..<(3 + random.below(5)) {
            let kinds: [OperationKind] = [.addVoter, .addVoter, .remove, .replace, .addLearner, .remove]
            add(Self.instant(&random), .administration(kinds[Int(random.below(6))], Self.pick(&random)))
        }
        for _ in 0..<(2 + random.below(3)) {
            add(Self.instant(&random), .administration(.transfer, .any(random.next())))
        }
        for _ in 0..<(2 + random.below(3)) {
            add(Self.instant(&random), .administration(.snapshot, Self.pick(&random)))
        }
    }

    private mutating func addRequests(_ random: inout SeededGenerator) {
        let troubles = events.map(\.at)
        for _ in 0..<(105 + random.below(40)) {
            // Half of the requests come just when something happens.
            var at = random.span(from: .milliseconds(200), through: Self.length - .seconds(1))
            if random.oneIn(2), !troubles.isEmpty {
                at = troubles[Int(random.below(UInt64(troubles.count)))] + .milliseconds(random.below(700))
            }
            let kind: OperationKind = [.put, .put, .get, .get, .compareAndSet][Int(random.below(5))]
            let key = random.below(UInt64(KeyValueState.keys))
            let number = UInt64(events.count) + 1
            add(
                at,
                .request(
                    client: Int(random.below(UInt64(KeyValueState.clients - 1))), kind, key: key,
                    value: random.oneIn(15) ? nil : number, guess: random.oneIn(2) ? nil : number - random.below(20),
                    givesUp: random.oneIn(12)))
        }
    }
}
