import Determinism
import Fleet

/// Faults that strike much of a fleet at once: racks, power feeds, the network of many servers, the lines of one kind of
/// conversation, and the quorum for a long time.
extension FleetSimulator {
    static let rackCount = 3

    /// The next fault's kind: one in six strikes many machines. In some histories the coordinators have few troubles of their
    /// own, so that what becomes of servers can be judged all the time.
    mutating func drawFaultKind() -> FaultKind {
        let kinds = random.oneIn(6) ? FleetSimulator.wideFaults : FleetSimulator.narrowFaults
        let kind = kinds[Int(random.below(UInt64(kinds.count)))]
        guard seed % 5 == 2, kind.strikesCoordinators else { return kind }
        return random.oneIn(2) ? .serverPowerLoss : .serverCut
    }

    private static let wideFaults = FaultKind.allCases.filter(\.isWide)
    private static let narrowFaults = FaultKind.allCases.filter { !$0.isWide }

    /// Returns whether it could be done.
    mutating func injectWide(_ kind: FaultKind, for duration: Span) -> Bool {
        switch kind {
        case .rackPowerLoss, .feedLoss:
            let racks = kind == .feedLoss ? 2 : 1
            let struck = serversOfRacks(racks).filter { servers[$0].hasPower }
            guard !struck.isEmpty else { return false }
            for index in struck {
                cutPower(index)
                schedule(.serverBoots(index), after: duration + .milliseconds(500 + random.below(2_000)))
            }
            killLeaderAtOnce(for: duration)
            return true
        case .rackCut, .halfCut:
            let struck = kind == .rackCut ? serversOfRacks(1) : someHalf()
            let ways = struck.flatMap { index in
                coordinators.indices.flatMap { bothWays(hostOfServer(index), $0) }
            }
            for way in ways { network.cut(way) }
            tellOfCut(ways)
            begin(ActiveFault(kind: kind, ways: ways), for: duration)
            if kind == .rackCut { killLeaderAtOnce(for: duration) }
            return true
        case .badServerLines, .badCoordinatorLines, .badOperatorLines:
            let weather = network.begin(drawWeather(), over: conversation(of: kind))
            begin(ActiveFault(kind: kind, weather: weather), for: duration)
            return true
        case .quorumLost: return loseQuorum()
        case .leaderParted:
            guard let leader = coordinators.firstIndex(where: { $0.glance.isLeader }) else { return false }
            part(leader)
            return true
        default: return false
        }
    }

    private mutating func serversOfRacks(_ count: Int) -> [Int] {
        let first = Int(random.below(UInt64(FleetSimulator.rackCount)))
        let racks = (0..<count).map { FleetSimulator.rack((first + $0) % FleetSimulator.rackCount) }
        return servers.indices.filter { index in
            servers[index].facts.labels["rack"].map { racks.contains($0) } ?? false
        }
    }

    static func rack(_ number: Int) -> String { "r\(number % rackCount)" }

    private mutating func someHalf() -> [Int] {
        let first = Int(random.below(UInt64(servers.count)))
        return (0..<(servers.count + 1) / 2).map { (first + $0) % servers.count }
    }

    /// What takes a rack often takes the leader, too.
    private mutating func killLeaderAtOnce(for duration: Span) {
        guard random.oneIn(3), let leader = coordinators.firstIndex(where: { $0.glance.isLeader }),
            coordinators[leader].isUp
        else { return }
        killMember(leader, isTold: random.oneIn(2))
        schedule(.memberStarts(leader), after: duration)
    }

    private func conversation(of kind: FaultKind) -> SimulatedNetwork.Conversation {
        switch kind {
        case .badCoordinatorLines: .coordinators
        case .badOperatorLines: .operators
        default: .servers
        }
    }

    /// One kind of trouble, or some of each.
    private mutating func drawWeather() -> SimulatedNetwork.Weather {
        let lateBy = random.span(from: .milliseconds(100), through: .seconds(2))
        switch random.below(4) {
        case 0: return .init(lost: 100 + random.below(500), late: 0, doubled: 0, lateBy: lateBy)
        case 1: return .init(lost: 0, late: 200 + random.below(800), doubled: 0, lateBy: lateBy)
        case 2: return .init(lost: 0, late: 0, doubled: 300 + random.below(700), lateBy: lateBy)
        default: return .init(lost: 150, late: 250, doubled: 250, lateBy: lateBy)
        }
    }

    // MARK: The leader

    /// The leader and some servers are parted from everybody else, and the other coordinators see their connections to it
    /// close: they have followed it with another long before it knows.
    private mutating func part(_ leader: Int) {
        var mine = [leader]
        for index in servers.indices where random.oneIn(2) { mine.append(hostOfServer(index)) }
        let rest = (0...operatorHost).filter { !mine.contains($0) }
        let ways = mine.flatMap { one in rest.flatMap { bothWays(one, $0) } }
        for way in ways { network.cut(way) }
        for other in coordinators.indices where other != leader {
            schedule(
                .memberInput(other, life: nil, .peerDisconnected(coordinators[leader].id)),
                after: random.span(from: .milliseconds(1), through: .milliseconds(20)))
        }
        begin(
            ActiveFault(kind: .leaderParted, ways: ways),
            for: random.span(from: .seconds(2), through: .seconds(15)))
    }

    /// A leader has just written a shorter grace into its log: often that is the last that it does for the others.
    mutating func mayBePartedInChange(_ leader: Int) {
        guard !isCalm, random.oneIn(2) else { return }
        schedule(.strikes(.leaderParted), after: .microseconds(50))
    }

    /// A fault that comes at a certain moment.
    mutating func strike(_ kind: FaultKind) {
        guard !isCalm, injectWide(kind, for: .seconds(5)) else { return }
        count(kind)
    }

    // MARK: The quorum

    /// For long, once in a history: two coordinators lose their power, or no coordinator reaches another.
    private mutating func loseQuorum() -> Bool {
        guard !hadQuorumLoss else { return false }
        hadQuorumLoss = true
        let duration = random.span(from: .seconds(30), through: .seconds(90))
        faultsEndAt = max(faultsEndAt, now + duration + .seconds(10))
        if random.oneIn(2) {
            let kept = Int(random.below(UInt64(coordinators.count)))
            let dark = coordinators.indices.filter { $0 != kept }
            for index in dark {
                coordinators[index].isDark = true
                killMember(index, isTold: random.oneIn(2))
            }
            begin(ActiveFault(kind: .quorumLost, dark: dark), for: duration)
        } else {
            let ways = coordinators.indices.flatMap { one in
                coordinators.indices.filter { $0 > one }.flatMap { bothWays(one, $0) }
            }
            for way in ways { network.cut(way) }
            tellOfCut(ways)
            begin(ActiveFault(kind: .quorumLost, ways: ways), for: duration)
        }
        return true
    }

    /// Coordinators without power come back.
    mutating func lightUp(_ dark: [Int]) {
        for index in dark {
            coordinators[index].isDark = false
            schedule(.memberStarts(index), after: .milliseconds(random.below(1_000)))
        }
    }
}

extension FaultKind {
    /// Whether it strikes many machines at once.
    var isWide: Bool {
        switch self {
        case .rackPowerLoss, .feedLoss, .rackCut, .halfCut, .badServerLines, .badCoordinatorLines, .badOperatorLines,
            .quorumLost, .leaderParted:
            true
        default: false
        }
    }

    /// Whether it troubles coordinators, or their words to each other.
    var strikesCoordinators: Bool {
        switch self {
        case .coordinatorKilled, .leaderKilled, .coordinatorPowerLoss, .coordinatorFrozen, .slowDisk, .minorityCut,
            .allCoordinatorsCut, .coordinatorOneWay, .partition, .storm, .badCoordinatorLines, .quorumLost,
            .leaderParted:
            true
        default: false
        }
    }
}
