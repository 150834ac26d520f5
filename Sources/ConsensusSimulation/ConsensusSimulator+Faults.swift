import Consensus
import Determinism

/// How the end of a fault is made.
enum Undo {
    case mend([(from: Int, to: Int)])
    case resume(Int)
    case speedUp(Int, Span)
    case makeRoom(Int)
    case loss
    case duplication
    case reordering
    case putBack(Int)
}

/// What goes wrong.
extension ConsensusSimulator {
    func carryOut(_ action: PlannedEvent.Action, _ index: Int) {
        switch action {
        case .request(let client, let kind, let key, let value, let guess, let givesUp):
            let request = SimulatedClient.Request(kind: kind, key: key, value: value, guess: guess, givesUp: givesUp)
            ask(request, by: clients[client])
        case .fault(let kind, let pick, let other, let lasting, let amount):
            let place = kind.isOfLeader ? find(.leader) : find(pick)
            if inject(kind, members[place], other: other, lasting: lasting, amount: amount, index) {
                faults[kind] += 1
            }
        case .administration(let kind, let pick): administer(kind, pick)
        }
    }

    var leader: SimulatedMember? {
        var found: SimulatedMember?
        for member in members where member.leads && !member.isPaused {
            if let known = found?.raft?.term, let term = member.raft?.term, term < known { continue }
            found = member
        }
        return found
    }

    func find(_ pick: PlannedEvent.Pick) -> Int {
        switch pick {
        case .leader: return leader?.place ?? 0
        case .follower(let number):
            let others = members.indices.filter { wanted[$0] != nil && !members[$0].leads }
            return others.isEmpty ? 0 : others[Int(number % UInt64(others.count))]
        case .any(let number): return Int(number % UInt64(members.count))
        }
    }

    /// Tells whether the fault could happen at all.
    private func inject(
        _ kind: FaultKind, _ member: SimulatedMember, other: UInt64, lasting: Span, amount: UInt64, _ index: Int
    ) -> Bool {
        let place = member.place
        switch kind {
        case .killed, .leaderKilled:
            guard member.isUp, kind == .killed || member.leads else { return false }
            stop(member, losesPower: false, why: "it is killed")
            schedule(.starts(member: place, life: member.life), after: lasting)
        case .powerLoss:
            guard member.isUp else { return false }
            stop(member, losesPower: true, why: "its power is lost")
            schedule(.starts(member: place, life: member.life), after: lasting)
        case .tornWrite:
            // Counted when it happens: in the member's next write.
            member.losesPowerInWrite = member.isUp
            return false
        case .allPowerLoss:
            for one in members where one.isUp {
                stop(one, losesPower: true, why: "all power is lost")
                schedule(.starts(member: one.place, life: one.life), after: lasting + .milliseconds(random.below(500)))
            }
        case .paused, .leaderPaused:
            guard member.isUp, !member.isPaused, kind == .paused || member.leads else { return false }
            if kind == .leaderPaused, amount % 2 == 0 {
                // It stops with a round of heartbeats under way.
                member.pauseDue = (index, lasting)
            } else {
                pause(member, index, lasting)
            }
        case .slowDisk:
            let slowness = Span.milliseconds(50 + amount % 450)
            note("\(member.name)'s disk is slow")
            member.slowness = member.slowness + slowness
            undo(.speedUp(place, slowness), index, after: lasting)
        case .fullDisk:
            guard !member.isSpaceLow else { return false }
            fillDisk(member, wholly: amount % 3 == 0)
            undo(.makeRoom(place), index, after: lasting)
        case .flippedWhileStopped:
            guard mayLose(member) else { return false }
            stop(member, losesPower: amount % 2 == 0, why: "bits of its files are about to be flipped")
            flip(member)
            schedule(.starts(member: place, life: member.life), after: lasting)
        case .flippedWhileRunning:
            guard mayLose(member), member.isUp else { return false }
            flip(member)
            schedule(.stops(member: place, life: member.life, losesPower: amount % 2 == 0), after: lasting / 2)
            schedule(.starts(member: place, life: member.life &+ 1), after: lasting)
        case .emptiedDisk:
            guard mayLose(member) else { return false }
            stop(member, losesPower: true, why: "its disk is about to be emptied")
            giveNewStore(member)
            schedule(.starts(member: place, life: member.life), after: lasting)
        case .regressedDisk:
            // Counted when the copy is put back.
            if mayLose(member) {
                member.disk.makeCopy(random: &member.random)
                member.copied = member.durable
                member.copiedConfiguration = witness.configuration.index
                undo(.putBack(place), index, after: lasting)
            }
            return false
        default: return injectInNetwork(kind, member, other: other, lasting: lasting, amount: amount, index)
        }
        return true
    }

    func pause(_ member: SimulatedMember, _ index: Int, _ lasting: Span) {
        note("\(member.name) is paused")
        member.isPaused = true
        undo(.resume(member.place), index, after: lasting)
        schedule(.asked(member: member.place), after: lasting * 9 / 10)
    }

    /// Clients that have heard nothing still turn to a member that stands still; its answer comes when it goes on.
    func askPaused(_ member: SimulatedMember) {
        guard member.isPaused, !isResting,
            let client = clients.dropLast().first(where: { $0.current == nil && $0.queue.isEmpty })
        else { return }
        client.target = member.place
        let key = random.below(UInt64(KeyValueState.keys))
        ask(.init(kind: .get, key: key, value: nil, guess: nil, givesUp: false), by: client)
    }

    private func injectInNetwork(
        _ kind: FaultKind, _ member: SimulatedMember, other: UInt64, lasting: Span, amount: UInt64, _ index: Int
    ) -> Bool {
        let place = member.place
        let others = members.indices.filter { $0 != place }
        let words = amount % 3 == 0
        switch kind {
        case .cutOff, .leaderCutOff:
            guard kind == .cutOff || member.leads else { return false }
            note("\(member.name) is cut off")
            cut(others.flatMap { [(place, $0), ($0, place)] }, index, after: lasting, isNoticed: words)
        case .oneWay:
            let hears = amount & 8 == 0
            note("\(member.name) is \(hears ? "not heard" : "deaf")")
            cut(others.map { hears ? (place, $0) : ($0, place) }, index, after: lasting, isNoticed: false)
        case .pairCut:
            let peer = others[Int(other % UInt64(others.count))]
            note("\(member.name) and \(members[peer].name) are cut off from each other")
            cut([(place, peer), (peer, place)], index, after: lasting, isNoticed: words)
        case .partition:
            let side = members.indices.filter { other >> UInt64($0) & 1 == 0 }
            let rest = members.indices.filter { !side.contains($0) }
            note("partition: \(side.map { $0 + 1 }) and \(rest.map { $0 + 1 })")
            cut(
                side.flatMap { one in rest.flatMap { [(one, $0), ($0, one)] } }, index, after: lasting, isNoticed: words
            )
        case .loss:
            note("many messages are lost")
            network.storms.loss += 1
            undo(.loss, index, after: lasting)
        case .duplication:
            note("many messages arrive twice")
            network.storms.duplication += 1
            undo(.duplication, index, after: lasting)
        case .reordering:
            note("messages overtake each other")
            network.storms.reordering += 1
            undo(.reordering, index, after: lasting)
        case .connectionsReset:
            note("the connections of \(member.name) are reset")
            for peer in others {
                network.reset(place, peer)
                disconnect(place, peer, until: lasting)
            }
        case .clockDrift:
            let rate = 900_000 + amount % 200_000
            note("\(member.name)'s clock runs at \(rate) parts in a million")
            member.clock.run(partsPerMillion: rate, from: now)
            member.timerAt = .never
            setTimer(member)
        case .clockJump:
            let jump = Span.milliseconds(50 + amount % 5_000)
            note("\(member.name)'s clock jumps by \(jump.wholeMilliseconds) ms")
            member.clock.jump(by: jump)
            member.timerAt = .never
            setTimer(member)
        default: return false
        }
        return true
    }

    private func disconnect(_ one: Int, _ other: Int, until span: Span) {
        for (here, there) in [(one, other), (other, one)] {
            schedule(.disconnected(member: here, peer: there), after: .microseconds(200 + random.below(3_000)))
            guard members[there].isUp else { continue }
            schedule(.connected(member: here, peer: there), after: span + .microseconds(4_000 + random.below(3_000)))
        }
    }

    private func cut(_ links: [(from: Int, to: Int)], _ index: Int, after span: Span, isNoticed: Bool) {
        for link in links {
            network.cut(link.from, link.to)
            guard isNoticed else { continue }
            network.reset(link.from, link.to)
            schedule(
                .disconnected(member: link.to, peer: link.from), after: .milliseconds(random.below(300)))
        }
        undo(.mend(links), index, after: span)
    }

    private func fillDisk(_ member: SimulatedMember, wholly: Bool) {
        note("\(member.name)'s disk is \(wholly ? "full" : "nearly full")")
        member.isSpaceLow = true
        member.disk.limit(wholly)
        if !member.isPaused { step(member, .storageSpace(isLow: true)) }
    }

    private func flip(_ member: SimulatedMember) {
        note("bits of \(member.name)'s files are flipped")
        member.disk.flipBits(count: 1 + Int(member.random.below(3)))
        member.damage = .flipped
    }

    private func undo(_ undo: Undo, _ index: Int, after span: Span) {
        underWay.append((index, undo))
        schedule(.ends(index), after: span)
    }

    func end(_ index: Int) {
        guard let place = underWay.firstIndex(where: { $0.event == index }) else { return }
        let undo = underWay.remove(at: place).undo
        carryOut(undo)
    }

    private func carryOut(_ undo: Undo) {
        switch undo {
        case .mend(let links):
            note("links are mended")
            for link in links {
                network.mend(link.from, link.to)
                guard !network.isCut(link.from, link.to), members[link.from].isUp else { continue }
                schedule(.connected(member: link.to, peer: link.from), after: .milliseconds(random.below(20)))
            }
        case .resume(let place): resume(members[place])
        case .speedUp(let place, let slowness): members[place].slowness = members[place].slowness - slowness
        case .makeRoom(let place):
            let member = members[place]
            note("\(member.name)'s disk has room again")
            member.isSpaceLow = false
            member.disk.limit(false)
            if member.isUp { step(member, .storageSpace(isLow: false)) } else { start(member) }
        case .loss: network.storms.loss -= 1
        case .duplication: network.storms.duplication -= 1
        case .reordering: network.storms.reordering -= 1
        case .putBack(let place): putBack(members[place])
        }
    }

    /// An old copy of a disk is put back where nothing depends on what it lacks: the leader has to notice, and until then
    /// neither a vote nor an entry may hang on it. The members must not have changed since: an old majority of which one
    /// store was put back and another was removed would elect a leader of its own, and no protocol could tell.
    private func putBack(_ member: SimulatedMember) {
        guard !isResting, mayLose(member), member.durable.lastIndex <= witness.lastCommitted,
            member.copied.hardState == member.durable.hardState, member.copied.lastIndex < member.durable.lastIndex,
            member.copiedConfiguration == witness.configuration.index,
            member.copied.lastIndex >= member.copiedConfiguration
        else { return }
        let voters = witness.configuration.value.voters
        let othersHaveAll = voters.allSatisfy { peer in
            let other = members[Int(peer.id.rawValue) - 1]
            return other === member
                || other.disk.store == peer.store && !other.countsAsLost && holds(other.durable, all: member.durable)
        }
        guard othersHaveAll else { return }
        stop(member, losesPower: true, why: "an old copy of its disk is about to be put back")
        member.disk.putCopyBack()
        faults[.regressedDisk] += 1
        member.damage = .putBack
        member.mayBeSuspected = true
        member.lacksUntil = witness.lastCommitted
        member.possible = []
        schedule(.starts(member: member.place, life: member.life), after: .milliseconds(100))
    }

    private func holds(_ log: ShadowLog, all other: ShadowLog) -> Bool {
        log.base.index >= other.lastIndex || log.chain(at: other.lastIndex) == other.chain(at: other.lastIndex)
    }

    /// The honest budget: a store may go only while the cluster can lose one more, and while no change of the members is
    /// under way.
    func mayLose(_ member: SimulatedMember) -> Bool {
        let (index, configuration) = witness.configuration
        guard !isResting, member.damage == nil, !configuration.isJoint, configuration.joining.isEmpty else {
            return false
        }
        for one in members {
            if let last = one.log.configurations.last, last > index { return false }
            if let last = one.durable.configurations.last, last > index { return false }
        }
        let voters = configuration.voters
        let lost = voters.filter(isLost).count
        guard voters.contains(where: { $0.id == member.id }) else { return true }
        return !voters.contains { $0.id == member.id && isLost($0) } && lost + 1 <= (voters.count - 1) / 2
    }

    func isLost(_ peer: Configuration.Peer) -> Bool {
        let member = members[Int(peer.id.rawValue) - 1]
        return member.disk.store != peer.store || member.countsAsLost
    }
}

extension FaultKind {
    fileprivate var isOfLeader: Bool {
        switch self {
        case .leaderKilled, .leaderPaused, .leaderCutOff: true
        default: false
        }
    }
}
