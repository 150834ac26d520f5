import Consensus
import CoordinatorCore
import Determinism
import Fleet

/// The coordinators' shells: processes, disks, sockets.
extension FleetSimulator {
    var bootstrap: Configuration {
        Configuration(
            voters: coordinators.map {
                .init(
                    id: $0.id, store: StoreID(high: seed, low: $0.id.rawValue), address: "c\($0.id.rawValue):1",
                    publicKey: "")
            })
    }

    /// Some clusters begin patient: one that runs jobs with short leases cannot become so later.
    private var firstSettings: ClusterSettings {
        var settings = ClusterSettings(profile: seed % 6 == 3 ? .patient : .standard)
        settings.brakeWindow = .seconds(20)
        return settings
    }

    private func setup(_ id: MemberID) -> MemberSetup {
        let keys =
            servers.prefix(serverCount).map {
                KeyRecord(publicKey: "key-of-\($0.node)", name: $0.node.name, role: .agent($0.node))
            }
            + [KeyRecord(publicKey: "key-of-operator", name: "operator", role: .admin)]
        return MemberSetup(
            id: id, bootstrap: bootstrap,
            genesis: .genesis(cluster: "simulated", settings: firstSettings, keys: keys),
            addresses: coordinators.map {
                CoordinatorAddress(
                    member: $0.id.rawValue, host: "c\($0.id.rawValue)", basePort: 7_400, publicKey: "")
            },
            snapshotEvery: 40 + seed % 7 * 60, balanceRest: FleetSimulator.balanceRest)
    }

    mutating func startMember(_ index: Int) {
        guard !coordinators[index].isUp, !coordinators[index].isDark else { return }
        let id = coordinators[index].id
        coordinators[index].life += 1
        let life = coordinators[index].life
        let recovered = coordinators[index].store.durable
        coordinators[index].written = recovered
        coordinators[index].tickAt = .never
        coordinators[index].tickets = [:]
        coordinators[index].relayable = [:]
        coordinators[index].heard = [:]
        coordinators[index].heardLocally = [:]
        coordinators[index].busySteps = 0
        let member = Member(
            setup: setup(id), recovered: recovered, seed: seed &+ id.rawValue &* 1_000_003 &+ life &* 7_919,
            now: coordinators[index].clock.local(now))
        coordinators[index].become(member)
        coordinators[index].checkedIndex = member.appliedIndex.rawValue
        note("c\(id.rawValue) starts at index \(member.appliedIndex.rawValue)")
        stepMember(index, .tick)
        for other in coordinators.indices where other != index && coordinators[other].isUp {
            connect(index, other)
        }
        for server in servers.indices where network.isOpen(hostOfServer(server), index) {
            schedule(
                .agentInput(server, life: nil, .connected(member: id.rawValue)),
                after: .milliseconds(1 + random.below(300)))
        }
    }

    /// The connection of two coordinators is up.
    mutating func connect(_ one: Int, _ other: Int) {
        guard network.isOpen(one, other), network.isOpen(other, one) else { return }
        let span = Span.milliseconds(1 + random.below(200))
        schedule(.memberInput(one, life: nil, .peerConnected(coordinators[other].id)), after: span)
        schedule(.memberInput(other, life: nil, .peerConnected(coordinators[one].id)), after: span)
    }

    /// The process ends. `isTold`: its machine lives and closes its connections.
    mutating func killMember(_ index: Int, isTold: Bool) {
        guard coordinators[index].isUp else { return }
        note("c\(coordinators[index].id.rawValue) is killed\(isTold ? "" : " silently")")
        coordinators[index].become(nil)
        coordinators[index].life += 1
        coordinators[index].heldEvents = []
        coordinators[index].isFrozen = false
        let pending = coordinators[index].store.pending.count
        coordinators[index].store.crash(keeping: Int(random.below(UInt64(pending) + 1)))
        guard isTold else { return }
        for other in coordinators.indices where other != index && network.isOpen(index, other) {
            schedule(
                .memberInput(other, life: nil, .peerDisconnected(coordinators[index].id)),
                after: .microseconds(100 + random.below(2_000)))
        }
    }

    mutating func thawMember(_ index: Int, freeze: UInt64) {
        guard coordinators[index].isFrozen, coordinators[index].freeze == freeze else { return }
        coordinators[index].isFrozen = false
        note("c\(coordinators[index].id.rawValue) goes on")
        let held = coordinators[index].heldEvents
        coordinators[index].heldEvents = []
        // What became due meanwhile and what lies in the sockets come in no certain order.
        if random.oneIn(2) { stepMember(index, .tick) }
        for event in held where violation == nil { handle(event) }
        stepMember(index, .tick)
    }

    mutating func tickMember(_ index: Int, life: UInt64) {
        guard coordinators[index].life == life else { return }
        if coordinators[index].tickAt <= now { coordinators[index].tickAt = .never }
        if coordinators[index].isFrozen { return }
        guard coordinators[index].isUp else { return }
        if coordinators[index].glance.nextDeadline <= coordinators[index].clock.local(now) {
            stepMember(index, .tick)
            if coordinators[index].glance.nextDeadline <= coordinators[index].clock.local(now) {
                coordinators[index].busySteps += 1
                if coordinators[index].busySteps > 40 {
                    fail(
                        .init(
                            .busyDeadline, "c\(coordinators[index].id.rawValue) stepped 40 times, and is due at once"))
                }
            } else {
                coordinators[index].busySteps = 0
            }
        } else {
            armMember(index)
        }
    }

    private mutating func armMember(_ index: Int) {
        let due = coordinators[index].clock.trueTime(
            of: coordinators[index].glance.nextDeadline, now: now + .microseconds(50))
        guard due < coordinators[index].tickAt else { return }
        coordinators[index].tickAt = due
        queue.schedule(.memberTick(index, life: coordinators[index].life), at: due)
    }

    mutating func stepMember(_ index: Int, _ input: MemberInput) {
        guard coordinators[index].isUp else { return }
        if coordinators[index].isFrozen {
            if case .tick = input { return }
            coordinators[index].heldEvents.append(
                .memberInput(index, life: coordinators[index].life, input))
            return
        }
        let local = coordinators[index].clock.local(now)
        let wall = calendar(of: index)
        let wasReady = coordinators[index].glance.isReadyLeader
        noteHeard(input, by: index)
        let effects = coordinators[index].member?.step(input, now: local, wall: wall) ?? []
        if let glance = coordinators[index].member?.glance() { coordinators[index].glance = glance }
        for place in effects.indices where effects[place].isForTheMirror {
            switch effects[place] {
            case .save(let save):
                write(save, of: index)
                judgeProposals(of: index, in: save)
            case .replaced: skipToSnapshot(index)
            default: break
            }
        }
        check(index, through: coordinators[index].glance.appliedIndex.rawValue)
        if !wasReady, coordinators[index].glance.isReadyLeader, let member = coordinators[index].member {
            // One that was stopped may take itself for the leader a moment longer; what others have acknowledged since it
            // cannot know, and it commits nothing any more.
            let newest = leaders.keys.max() ?? 0
            if member.raft.term.rawValue >= newest {
                checkAcknowledged(by: member.fleet, of: "the leader of term \(member.raft.term.rawValue)")
            }
            believedLeader = random.oneIn(2) ? index : believedLeader
        }
        for place in effects.indices { carryOut(effects[place], of: index) }
        armMember(index)
    }

    private mutating func write(_ save: Save, of index: Int) {
        // Entries stay in the mirror behind a compaction, so that what a step applied can still be compared.
        let marked = save.snapshotReplacesLog ? coordinators[index].store.files.last { $0.mark == save.mark } : nil
        SimulatedStore.write(save, marked: marked, to: &coordinators[index].written)
        coordinators[index].store.begin(save)
        if coordinators[index].store.pending.count == 1 { scheduleWrite(index) }
        if coordinators[index].store.pending.count > 5_000 {
            fail(.init(.unbounded, "\(coordinators[index].store.pending.count) writes wait for one disk"))
        }
    }

    private mutating func scheduleWrite(_ index: Int) {
        let latency =
            coordinators[index].isDiskSlow
            ? random.span(from: .milliseconds(20), through: .milliseconds(400))
            : random.span(from: .microseconds(100), through: .milliseconds(2))
        schedule(.diskDone(index, life: coordinators[index].life), after: latency)
    }

    mutating func finishWrite(_ index: Int, life: UInt64) {
        guard coordinators[index].life == life, let save = coordinators[index].store.finishOldest() else { return }
        if !coordinators[index].store.pending.isEmpty { scheduleWrite(index) }
        stepMember(index, .saved(sequence: save.sequence))
    }

    /// A snapshot has taken the place of what the member had applied.
    private func skipToSnapshot(_ index: Int) {
        guard let snapshot = coordinators[index].written.snapshot else { return }
        coordinators[index].checkedIndex = max(coordinators[index].checkedIndex, snapshot.lastIndex.rawValue)
    }

    /// Compares what a member has newly applied with what is known to be committed.
    private mutating func check(_ index: Int, through applied: UInt64) {
        while coordinators[index].checkedIndex < applied {
            let next = coordinators[index].checkedIndex + 1
            guard let entry = coordinators[index].entry(at: next) else {
                return fail(
                    .init(.committedEntryChanged, "c\(index + 1) applies entry \(next), which it never wrote"))
            }
            let known = history.lastIndex
            history.instant = now
            fail(history.apply(entry))
            if history.lastIndex > known { judgeNewEnds() }
            coordinators[index].checkedIndex = next
            if next % CommittedHistory.hashInterval == 0, next == applied, let member = coordinators[index].member {
                fail(history.compare(member.fleet, at: next))
            }
        }
    }

    private mutating func carryOut(_ effect: MemberEffect, of index: Int) {
        switch effect {
        case .save, .changed, .replaced, .membersChanged: break
        case .power(let request): carryOut(request, of: index)
        case .measureLoads(let jobs): measure(jobs, for: index)
        case .measureGPUs(let jobs): measureGPUs(of: jobs, for: index)
        case .measureServers: measureServers(for: index)
        case .makeSnapshot(let mark, let configuration, let state):
            keep(
                Snapshot(
                    lastIndex: mark.lastIndex, lastTerm: mark.lastTerm, configuration: configuration,
                    data: state.canonicalBytes), state: nil, of: index)
        case .storeSnapshot(let snapshot):
            keep(snapshot, state: try? FleetState(canonicalBytes: snapshot.data.bytes), of: index)
        case .hashState(let at, let state):
            schedule(
                .memberInput(
                    index, life: coordinators[index].life, .stateHashed(index: at, hash: state.stateHash)),
                after: .milliseconds(1))
        case .abandonStore(let sentence):
            fail(.init(.halted, "c\(index + 1) gives up its store: \(sentence)"))
        case .sendPeer(let peer, let message):
            guard let target = coordinators.firstIndex(where: { $0.id == peer }) else { return }
            for delay in deliveries(from: index, to: target) {
                schedule(.memberInput(target, life: nil, .peer(from: coordinators[index].id, message)), after: delay)
            }
        case .sendAgent(let node, let order):
            guard let target = machine(of: node, heardBy: index) else { return }
            for delay in deliveries(from: index, to: hostOfServer(target)) {
                schedule(
                    .agentInput(target, life: nil, .order(from: coordinators[index].id.rawValue, order)), after: delay)
            }
        case .answered(let ticket, let outcome): answer(.done(outcome), ticket: ticket, of: index)
        case .readReady(let ticket):
            answer(.read(lastIndex: coordinators[index].member?.fleet.lastIndex ?? 0), ticket: ticket, of: index)
        case .refused(let ticket, let refusal): answer(.refused(refusal), ticket: ticket, of: index)
        case .output(_, let chunk):
            if case .log(let request) = chunk.source {
                answer(.read(lastIndex: .max), ticket: request, of: index)
            }
        case .event(let event): take(event, of: index)
        case .halt(let sentence):
            fail(.init(.halted, "c\(index + 1) halts: \(sentence)"))
        }
    }

    /// A snapshot is on its disk at once, and the member hears of it a little later.
    private mutating func keep(_ snapshot: Snapshot, state: FleetState?, of index: Int) {
        coordinators[index].store.keep(snapshot)
        schedule(
            .memberInput(index, life: coordinators[index].life, .snapshotStored(snapshot, state)),
            after: random.span(from: .milliseconds(1), through: .milliseconds(60)))
    }

    private mutating func take(_ event: MemberEvent, of index: Int) {
        note("c\(index + 1): \(event)")
        if case .follows(let leader, _) = event { coordinators[index].follows = leader }
        guard case .becameLeader(let term) = event else { return }
        mark(term.rawValue)
        if let other = leaders[term.rawValue] {
            return fail(
                .init(.twoLeaders, "c\(index + 1) leads term \(term.rawValue), which c\(other.rawValue) led already"))
        }
        leaders[term.rawValue] = coordinators[index].id
    }

    func hostOfServer(_ index: Int) -> Int { coordinators.count + index }

    mutating func deliveries(from: Int, to: Int) -> [Span] {
        network.deliveries(from: from, to: to, isCalm: isCalm, random: &random)
    }
}

extension MemberEffect {
    /// Whether it changes what the simulator knows of a member's log: asked of every effect, and so without copying any.
    fileprivate var isForTheMirror: Bool {
        switch self {
        case .save, .replaced: true
        default: false
        }
    }
}
