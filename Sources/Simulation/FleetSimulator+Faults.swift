import Consensus
import CoordinatorCore
import Determinism
import Fleet

/// A fault that lasts.
struct ActiveFault: Sendable {
    var kind: FaultKind
    var ways: [SimulatedNetwork.Way] = []
    var coordinator: Int?
    var isStorm = false
    /// Coordinators without power.
    var dark: [Int] = []
    /// The trouble that some lines have.
    var weather: Int?
    var isHealed = false
}

/// What goes wrong, and how it heals.
extension FleetSimulator {
    /// What a history has at least, so that it tells something.
    static let faultsAtLeast: UInt64 = 10

    mutating func injectFault() {
        // Where too many could not be done as they were drawn, it goes on a little longer.
        let mustGoOn = faults.total < FleetSimulator.faultsAtLeast && !options.mayBeThin
        guard now < (mustGoOn ? faultsEndAt + .seconds(60) : faultsEndAt) else { return endFaults() }
        let kind = drawFaultKind()
        if inject(kind) { count(kind) }
        // Faults often come in company.
        let pause =
            random.oneIn(4)
            ? random.span(from: .milliseconds(10), through: .milliseconds(800))
            : random.span(from: .seconds(1), through: .seconds(6))
        schedule(.nextFault, after: pause)
    }

    /// A fault has happened.
    mutating func count(_ kind: FaultKind) {
        faults[kind] += 1
        mark(UInt64(kind.rawValue))
        note("fault: \(kind)")
    }

    private mutating func someCoordinator() -> Int { Int(random.below(UInt64(coordinators.count))) }
    private mutating func someServer() -> Int { Int(random.below(UInt64(serverCount))) }
    private var leaderIndex: Int? { coordinators.firstIndex { $0.glance.isLeader } }

    /// Returns whether it could be done.
    private mutating func inject(_ kind: FaultKind) -> Bool {
        let duration =
            random.oneIn(3)
            ? random.span(from: .seconds(5), through: .seconds(20))
            : random.span(from: .milliseconds(200), through: .seconds(5))
        let server = someServer()
        var coordinator = someCoordinator()
        switch kind {
        case .coordinatorKilled, .leaderKilled, .coordinatorPowerLoss:
            if kind == .leaderKilled {
                guard let leader = leaderIndex else { return false }
                coordinator = leader
            }
            guard coordinators[coordinator].isUp else { return false }
            killMember(coordinator, isTold: kind != .coordinatorPowerLoss)
            schedule(.memberStarts(coordinator), after: duration)
        case .coordinatorFrozen:
            guard coordinators[coordinator].isUp, !coordinators[coordinator].isFrozen else { return false }
            coordinators[coordinator].isFrozen = true
            coordinators[coordinator].freeze += 1
            schedule(.memberThaws(coordinator, freeze: coordinators[coordinator].freeze), after: duration)
        case .slowDisk:
            coordinators[coordinator].isDiskSlow = true
            begin(ActiveFault(kind: kind, coordinator: coordinator), for: duration)
        case .agentKilled:
            guard servers[server].agent != nil, !servers[server].isFrozen else { return false }
            killAgent(server, isTold: true)
            schedule(.agentStarts(server), after: duration)
        case .serverPowerLoss:
            guard servers[server].hasPower else { return false }
            cutPower(server)
            schedule(.serverBoots(server), after: duration + .milliseconds(500))
        case .serverFrozen:
            guard servers[server].hasPower, !servers[server].isFrozen else { return false }
            freezeServer(server)
            schedule(.serverThaws(server, freeze: servers[server].freeze), after: duration)
        case .storm:
            network.storms += 1
            begin(ActiveFault(kind: kind, isStorm: true), for: duration)
        case .clockDrift:
            let drift = randomDrift()
            if random.oneIn(2) {
                coordinators[coordinator].clock.change(drift: drift, now: now)
            } else {
                servers[server].clock.change(drift: drift, now: now)
            }
        case .agentKilledMidStep, .supervisorKilled, .serverSuspended, .guestClockStopped, .taskUnkillable,
            .serverDiskFull, .serverReimaged, .serverCloned:
            return disturb(server, kind, for: duration)
        case .calendarSet: setCalendar(of: coordinator)
        case .rackPowerLoss, .rackCut, .feedLoss, .halfCut, .badServerLines, .badCoordinatorLines, .badOperatorLines,
            .leaderParted, .quorumLost:
            return injectWide(kind, for: duration)
        default:
            guard let ways = ways(of: kind, server: server, coordinator: coordinator) else { return false }
            for way in ways { network.cut(way) }
            tellOfCut(ways)
            begin(ActiveFault(kind: kind, ways: ways), for: duration)
        }
        return true
    }

    func bothWays(_ one: Int, _ other: Int) -> [SimulatedNetwork.Way] {
        [.init(from: one, to: other), .init(from: other, to: one)]
    }

    private mutating func ways(of kind: FaultKind, server: Int, coordinator: Int) -> [SimulatedNetwork.Way]? {
        let host = hostOfServer(server)
        let everyone = Array(coordinators.indices)
        let others = everyone.filter { $0 != coordinator }
        switch kind {
        case .serverCut: return everyone.flatMap { bothWays(host, $0) }
        case .serverCutFromLeader: return leaderIndex.map { bothWays(host, $0) }
        case .serverOneWay:
            let isMute = random.oneIn(2)
            return everyone.map { isMute ? .init(from: host, to: $0) : .init(from: $0, to: host) }
        case .minorityCut: return others.flatMap { bothWays(coordinator, $0) }
        case .allCoordinatorsCut:
            return everyone.flatMap { one in everyone.filter { $0 > one }.flatMap { bothWays(one, $0) } }
        case .coordinatorOneWay: return [.init(from: coordinator, to: others[Int(random.below(2))])]
        case .partition:
            // One side: a coordinator with some servers; the other: the rest.
            var mine: [Int] = [coordinator]
            for index in servers.indices where random.oneIn(2) { mine.append(hostOfServer(index)) }
            if random.oneIn(2) { mine.append(operatorHost) }
            let rest = (0...operatorHost).filter { !mine.contains($0) }
            return mine.flatMap { one in rest.flatMap { bothWays(one, $0) } }
        default: return nil
        }
    }

    mutating func begin(_ fault: ActiveFault, for duration: Span) {
        activeFaults.append(fault)
        schedule(.faultHeals(activeFaults.count - 1), after: duration)
    }

    /// Some connections over a way that is cut are noticed to be dead.
    mutating func tellOfCut(_ ways: [SimulatedNetwork.Way]) {
        for way in ways where way.to < coordinators.count && random.oneIn(3) {
            let after = random.span(from: .milliseconds(50), through: .seconds(3))
            if way.from < coordinators.count {
                schedule(.memberInput(way.to, life: nil, .peerDisconnected(coordinators[way.from].id)), after: after)
            } else if way.from < operatorHost {
                let node = servers[way.from - coordinators.count].node
                schedule(.memberInput(way.to, life: nil, .agent(Heard(node: node, event: .disconnected))), after: after)
            }
        }
    }

    mutating func heal(_ number: Int) {
        guard !activeFaults[number].isHealed else { return }
        activeFaults[number].isHealed = true
        let fault = activeFaults[number]
        note("healed: \(fault.kind)")
        if !isCalm {
            for way in fault.ways { network.mend(way) }
            if fault.isStorm { network.storms -= 1 }
            if let weather = fault.weather { network.end(weather) }
        }
        lightUp(fault.dark)
        if let coordinator = fault.coordinator { coordinators[coordinator].isDiskSlow = false }
        for way in fault.ways where way.to < coordinators.count {
            if way.from < coordinators.count {
                if way.from < way.to { connect(way.from, way.to) }
            } else if way.from < operatorHost {
                schedule(
                    .agentInput(
                        way.from - coordinators.count, life: nil, .connected(member: coordinators[way.to].id.rawValue)),
                    after: random.span(from: .milliseconds(1), through: .milliseconds(500)))
            }
        }
    }

    /// From now on nothing goes wrong any more, and everything must come to rest.
    private mutating func endFaults() {
        guard !isCalm else { return }
        note("the faults are over")
        isCalm = true
        calmSince = now
        network.calm()
        for number in activeFaults.indices { heal(number) }
        for index in coordinators.indices {
            if !coordinators[index].isUp { schedule(.memberStarts(index), after: .milliseconds(100)) }
            schedule(.memberThaws(index, freeze: coordinators[index].freeze), after: .milliseconds(150))
            for other in coordinators.indices where other > index { connect(index, other) }
        }
        for index in 0..<serverCount {
            schedule(.serverBoots(index), after: .milliseconds(200))
            schedule(.serverThaws(index, freeze: servers[index].freeze), after: .milliseconds(220))
            schedule(.agentStarts(index), after: .milliseconds(3_000))
        }
        calmMachines()
        schedule(.operatorTidies, after: .seconds(3))
        schedule(.convergenceCheck, after: .seconds(5))
    }
}
