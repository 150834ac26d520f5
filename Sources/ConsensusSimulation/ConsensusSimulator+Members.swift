import Consensus
import Determinism

/// Members' processes: starting, stopping, stepping, and what they ask of the world.
extension ConsensusSimulator {
    /// Effects of one step, and saves that wait for a disk, that no sound member exceeds.
    private static var effectLimit: Int { 400 }
    private static var saveLimit: Int { 400 }
    /// Entries after which a member makes a snapshot of its state by itself.
    private static var entriesBetweenSnapshots: UInt64 { 20 }

    // MARK: Processes

    func start(_ member: SimulatedMember) {
        guard !member.isUp else { return }
        switch member.disk.open() {
        case .damaged(let reason):
            note("\(member.name) finds its store damaged (\(reason)) and gets a new one")
            if !member.countsAsLost {
                fail(.storeRemembers, "\(member.name) finds its store damaged, and nobody damaged it")
            }
            giveNewStore(member)
            return start(member)
        case .full:
            note("\(member.name) cannot start: its disk is full")
            return schedule(.starts(member: member.place, life: member.life), after: .seconds(1))
        case .recovered(let recovered): takeUp(recovered, member)
        }
        note(
            "\(member.name) starts at index \(member.log.lastIndex.rawValue) of term \(member.log.hardState.term.rawValue)"
        )
        for other in members where other !== member && other.isUp && !network.isCut(other.place, member.place) {
            let after = Span.microseconds(500 + member.random.below(3_000))
            schedule(.connected(member: other.place, peer: member.place), after: after)
            schedule(.connected(member: member.place, peer: other.place), after: after)
        }
        if member.isSpaceLow { step(member, .storageSpace(isLow: true)) } else { setTimer(member) }
    }

    private func takeUp(_ recovered: Recovered, _ member: SimulatedMember) {
        let log = shadow(of: recovered, member)
        // A write under way when the process ended may be there or not; everything before it must be.
        let isKnown = member.possible.contains { known in
            known.hardState == log.hardState && known.lastIndex == log.lastIndex
                && known.chain(at: known.lastIndex) == log.chain(at: log.lastIndex)
        }
        if !isKnown, member.damage != .putBack {
            fail(
                .storeRemembers,
                "\(member.name) opens its store with index \(log.lastIndex.rawValue) and term "
                    + "\(log.hardState.term.rawValue); index \(member.durable.lastIndex.rawValue) and term "
                    + "\(member.durable.hardState.term.rawValue) had been made durable")
        }
        if member.damage == .flipped {
            // The flipped bits were ones that nobody needs.
            member.damage = nil
        }
        member.log = log
        member.durable = log
        member.state = KeyValueState()
        member.applied = .zero
        if let snapshot = recovered.snapshot { load(snapshot, on: member) }
        member.snapshotAsked = member.applied
        member.raft = Raft(
            id: member.id, recovered: recovered, bootstrap: bootstrap, settings: settings, seed: member.random.next(),
            now: member.clock.local(now))
    }

    private func shadow(of recovered: Recovered, _ member: SimulatedMember) -> ShadowLog {
        var log = ShadowLog()
        if let mark = recovered.snapshot?.mark { begin(&log, from: mark, replacesLog: true, member) }
        for entry in recovered.entries { log.append(entry) }
        log.take(recovered.hardState)
        if let first = recovered.entries.first { witness.sees(log, from: first.index, of: member.id) }
        return log
    }

    func giveNewStore(_ member: SimulatedMember) {
        // What a fault has done to a store since does not count against those who relied on it before.
        if member.damage == nil { lost[member.disk.store] = member.durable }
        member.incarnation += 1
        member.disk = SimulatedDisk(
            store: StoreID(high: member.incarnation, low: member.id.rawValue), random: &member.random)
        if member.isSpaceLow { member.disk.limit(false) }
        member.log = ShadowLog()
        member.durable = ShadowLog()
        member.possible = [member.durable]
        member.damage = nil
        member.mayBeSuspected = false
    }

    func stop(_ member: SimulatedMember, losesPower: Bool, why: String) {
        guard member.isUp else { return }
        note("\(member.name) stops: \(why)")
        member.life &+= 1
        member.raft = nil
        member.isPaused = false
        member.pauseDue = nil
        member.deferred = []
        member.timerAt = .never
        member.followUp = []
        var log = member.durable
        member.possible = [log]
        let writing = member.pending.prefix(member.writing)
        for save in writing {
            apply(save, to: &log, member)
            member.possible.append(log)
        }
        member.disk.stops(
            losesPower: losesPower, writing: writing, storing: member.storing, random: &member.random)
        member.pending = []
        member.writing = 0
        member.storing = nil
        for ticket in member.waiting.map(\.ticket) + member.reads.map(\.ticket) where !losesPower {
            answer(ticket, .lost)
        }
        member.waiting = []
        member.reads = []
        for other in members where other !== member {
            network.reset(member.place, other.place)
            if !losesPower, !network.isCut(member.place, other.place) {
                schedule(
                    .disconnected(member: other.place, peer: member.place),
                    after: .microseconds(100 + member.random.below(2_000)))
            }
        }
    }

    func resume(_ member: SimulatedMember) {
        guard member.isPaused else { return }
        note("\(member.name) goes on")
        member.isPaused = false
        let deferred = member.deferred
        member.deferred = []
        // What has piled up is taken in at one go, as a process does that wakes up; its timer rings first or last.
        var inputs: [RaftInput] = []
        let timerFirst = member.random.oneIn(2)
        if timerFirst { inputs.append(.tick) }
        var requests: [Ticket] = []
        for event in deferred {
            switch event {
            case .message(let from, let to, let connection, let message):
                if network.isConnected(from, to, connection) {
                    inputs.append(.message(from: members[from].id, message))
                }
            case .disconnected(_, let peer): inputs.append(.peerDisconnected(members[peer].id))
            case .connected(_, let peer): inputs.append(.peerConnected(members[peer].id))
            case .written(_, let life):
                if let sequence = finishWrite(member, life: life) { inputs.append(.saved(sequence: sequence)) }
            case .snapshotStored(_, let life, let snapshot):
                if let input = finishSnapshot(snapshot, member, life: life) { inputs.append(input) }
            case .request(_, let ticket): requests.append(ticket)
            default: break
            }
        }
        if !timerFirst { inputs.append(.tick) }
        member.timerAt = .never
        // Clients have sockets of their own: theirs may be read before or after the members'.
        let clientsFirst = member.random.oneIn(2)
        if clientsFirst { for ticket in requests { request(ticket, on: member) } }
        step(member, inputs)
        if !clientsFirst { for ticket in requests { request(ticket, on: member) } }
    }

    // MARK: Time

    func setTimer(_ member: SimulatedMember) {
        guard let raft = member.raft, raft.nextDeadline != .never else { return }
        let at = max(now, member.clock.real(raft.nextDeadline))
        guard at < member.timerAt else { return }
        member.timerAt = at
        schedule(.timer(member: member.place), at: at)
    }

    func timer(_ member: SimulatedMember) {
        guard member.timerAt == now, let deadline = member.raft?.nextDeadline else { return }
        member.timerAt = .never
        guard member.clock.local(now) >= deadline else { return setTimer(member) }
        step(member, .tick)
        if let due = member.pauseDue, member.leads {
            member.pauseDue = nil
            return isResting ? () : pause(member, due.event, due.lasting)
        }
        if let raft = member.raft, raft.nextDeadline <= member.clock.local(now) {
            member.busyTimers += 1
            if member.busyTimers > 100 { fail(.bounded, "\(member.name)'s timer stays due however often it rings") }
        } else {
            member.busyTimers = 0
        }
    }

    // MARK: Steps

    func step(_ member: SimulatedMember, _ input: RaftInput) { step(member, [input]) }

    func step(_ member: SimulatedMember, _ inputs: [RaftInput]) {
        guard member.isUp, violation == nil else { return }
        let wasLeader = member.leads
        let term = member.raft?.term ?? .zero
        let configuration = wasLeader ? member.raft?.configuration : nil
        member.isTakingSeveral = inputs.count > 1
        let effects = member.raft?.step(inputs, now: member.clock.local(now)) ?? []
        if effects.count > Self.effectLimit {
            fail(.bounded, "one step of \(member.name) has \(effects.count) effects")
        }
        let led = wasLeader && member.leads && member.raft?.term == term ? configuration : nil
        for effect in effects { carryOut(effect, of: member, led: led) }
        if member.leads, !wasLeader || member.raft?.term != term {
            let term = member.raft?.term ?? .zero
            note("\(member.name) leads term \(term.rawValue)")
            witness.leads(
                member.id, in: term, with: member.log, by: member.raft?.configuration ?? Configuration(voters: []))
            insist(member)
        }
        checkConfiguration(member)
        setTimer(member)
        if !member.followUp.isEmpty {
            let inputs = member.followUp
            member.followUp = []
            step(member, inputs)
        }
    }

    /// `led`: the configuration before the step, where the member led the same term before and after it.
    private func carryOut(_ effect: RaftEffect, of member: SimulatedMember, led: Configuration?) {
        switch effect {
        case .save(let save): take(save, member, led: led)
        case .storeSnapshot(let snapshot):
            checkConfiguration(of: snapshot, on: member)
            if member.storing != nil { fail(.bounded, "\(member.name) stores two snapshots at once") }
            member.storing = snapshot
            schedule(
                .snapshotStored(member: member.place, life: member.life, snapshot),
                after: plan.world.diskDelay * 3 + member.slowness + .milliseconds(member.random.below(20)))
        case .send(let to, let message): send(message, from: member, to: to)
        case .commit(let entries):
            checkTerm(entries.last, member)
            for entry in entries { deliver(entry, on: member, led: led) }
            askForSnapshot(member)
        case .restore(let snapshot):
            restores += 1
            note("\(member.name) takes over the state at index \(snapshot.lastIndex.rawValue)")
            if snapshot.lastIndex <= member.applied {
                witness.breaks(
                    .stateMachineSafety, "\(member.name) goes back from \(member.applied) to \(snapshot.lastIndex)")
            }
            load(snapshot, on: member)
            member.snapshotAsked = member.applied
            answerWaiting(member)
        case .proposed(let ticket, let index, let term):
            let ticket = Ticket(ticket)
            if ticket.client != Ticket.administrator { member.waiting.append((index, term, ticket)) }
        case .readReady(let ticket, let index):
            if index <= member.applied {
                answerRead(Ticket(ticket), from: member)
            } else {
                member.reads.append((index, Ticket(ticket)))
            }
        case .refused(let ticket, let refusal):
            let ticket = Ticket(ticket)
            guard ticket.client != Ticket.administrator else { return note("the change is refused: \(refusal)") }
            if case .notLeader(let leader) = refusal {
                answer(ticket, .refused(leader: leader))
            } else {
                answer(ticket, .refused(leader: member.id))
            }
        case .peerRegressed(let id): suspect(id, by: member)
        case .roleChanged, .configurationChanged: break
        }
    }

    private func suspect(_ id: MemberID, by leader: SimulatedMember) {
        let place = Int(id.rawValue) - 1
        guard members.indices.contains(place) else { return }
        let member = members[place]
        note("\(leader.name) finds that the store of \(member.name) has regressed")
        if !member.mayBeSuspected {
            witness.breaks(
                .healthyNotSuspected, "\(leader.name) says that the store of \(member.name) has regressed; it has not")
        }
        refuse(member.place, by: leader)
    }

    /// The leader tells a member that its store is refused, as `Member` does once a second: it obeys only whom it follows now.
    private func refuse(_ place: Int, by leader: SimulatedMember) {
        let member = members[place]
        guard member.isUp, !member.isPaused, member.raft?.leader == leader.id else { return }
        stop(member, losesPower: true, why: "its store is to be replaced")
        giveNewStore(member)
        schedule(.starts(member: place, life: member.life), after: .milliseconds(300))
    }

    /// Whoever leads says again which stores it refuses.
    func refuseRegressedStores() {
        for leader in members where leader.isUp && !leader.isPaused {
            for peer in leader.raft?.regressedPeers ?? [] {
                let place = Int(peer.id.rawValue) - 1
                if members.indices.contains(place), members[place].disk.store == peer.store {
                    refuse(place, by: leader)
                }
            }
        }
    }

    // MARK: Saves

    private func take(_ save: Save, _ member: SimulatedMember, led: Configuration?) {
        if let led { checkLeaders(save, member, before: led) }
        let first = save.entries.first?.index
        if let first, first <= member.log.lastIndex { killSoon(member) }
        apply(save, to: &member.log, member)
        if let first { witness.sees(member.log, from: first, of: member.id) }
        member.pending.append(save)
        if member.pending.count > Self.saveLimit {
            fail(.bounded, "\(member.pending.count) saves of \(member.name) wait for its disk")
        }
        startWrite(member)
    }

    private func checkLeaders(_ save: Save, _ member: SimulatedMember, before: Configuration) {
        if let first = save.entries.first, first.index <= member.log.lastIndex {
            witness.breaks(
                .leaderAppendOnly, "\(member.name) leads and writes over its own entry \(first.index.rawValue)")
        }
        if save.snapshotReplacesLog {
            witness.breaks(.leaderAppendOnly, "\(member.name) leads and replaces its own log by a snapshot")
        }
        var previous = before
        var place = member.log.configurations.last ?? .zero
        for entry in save.entries where entry.kind == .configuration {
            guard let next = try? Configuration(canonicalBytes: entry.payload) else { continue }
            let committed = member.raft?.commitIndex ?? .zero
            if place > committed {
                witness.breaks(
                    .oneChangeAtATime,
                    "\(member.name) appends a configuration at index \(entry.index.rawValue) while the one at index "
                        + "\(place.rawValue) is not committed")
            }
            if member.raft?.hasCommittedInTerm != true {
                witness.breaks(
                    .oneChangeAtATime,
                    "\(member.name) appends a configuration at index \(entry.index.rawValue) before an entry of its "
                        + "term is committed")
            }
            if let problem = ConfigurationRules.problem(from: previous, to: next) {
                witness.breaks(.oneChangeAtATime, "\(member.name) at index \(entry.index.rawValue): \(problem)")
            }
            previous = next
            place = entry.index
        }
    }

    func apply(_ save: Save, to log: inout ShadowLog, _ member: SimulatedMember) {
        if let mark = save.mark { begin(&log, from: mark, replacesLog: save.snapshotReplacesLog, member) }
        if let first = save.entries.first {
            if first.index > log.lastIndex.next {
                witness.breaks(.logMatching, "\(member.name) leaves a gap before entry \(first.index.rawValue)")
            }
            log.truncate(after: first.index.previous)
            for entry in save.entries { log.append(entry) }
        }
        if let hardState = save.hardState { log.take(hardState) }
    }

    private func begin(_ log: inout ShadowLog, from mark: SnapshotMark, replacesLog: Bool, _ member: SimulatedMember) {
        let place = Place(index: mark.lastIndex, term: mark.lastTerm)
        guard let chain = witness.chain(at: place) else {
            return witness.breaks(
                .damageNotServed,
                "\(member.name) starts from a snapshot at index \(place.index.rawValue) of term "
                    + "\(place.term.rawValue), where nothing ever was")
        }
        log.start(from: place, chain: chain, replacesLog: replacesLog)
    }

    // MARK: Delivery

    private func deliver(_ entry: LogEntry, on member: SimulatedMember, led: Configuration?) {
        let term = member.raft?.term ?? .zero
        if entry.index != member.applied.next {
            witness.breaks(
                .stateMachineSafety,
                "\(member.name) is given entry \(entry.index.rawValue) after \(member.applied.rawValue)")
        }
        if witness.delivers(entry, on: member.id, in: term) { checkQuorum(entry, member, led: led) }
        member.applied = entry.index
        var output: KeyValueState.Applied?
        if entry.kind == .command, let command = try? KeyValueCommand(canonicalBytes: entry.payload) {
            let applied = member.state.apply(command)
            output = applied
            if applied.isFirst {
                witness.executes(client: command.client, number: command.number, at: entry.index, on: member.id)
            }
        }
        witness.hasState(member.state.hash, at: entry.index, on: member.id)
        while let first = member.waiting.first, first.index <= entry.index {
            member.waiting.removeFirst()
            if first.index == entry.index, first.term == entry.term, let done = output?.output {
                answer(first.ticket, .done(done))
            } else {
                answer(first.ticket, .lost)
            }
        }
        answerReads(member)
    }

    /// A leader that is the first to deliver has committed by counting, which must have ended with an entry of its term.
    private func checkTerm(_ last: LogEntry?, _ member: SimulatedMember) {
        guard let last, member.leads, last.index > witness.lastCommitted, let term = member.raft?.term else { return }
        if last.term != term {
            witness.breaks(
                .ownTermCounted,
                "\(member.name) leads term \(term.rawValue) and commits through entry \(last.index.rawValue) of term "
                    + "\(last.term.rawValue)")
        }
    }

    private func answerReads(_ member: SimulatedMember) {
        guard !member.reads.isEmpty else { return }
        let ready = member.reads.filter { $0.index <= member.applied }
        guard !ready.isEmpty else { return }
        member.reads.removeAll { $0.index <= member.applied }
        for read in ready { answerRead(read.ticket, from: member) }
    }

    private func answerWaiting(_ member: SimulatedMember) {
        while let first = member.waiting.first, first.index <= member.applied {
            member.waiting.removeFirst()
            answer(first.ticket, .lost)
        }
        answerReads(member)
    }

    /// Whoever commits an entry first must know it durable on a quorum. What was durable on a store that a fault has taken
    /// since counts: that is the loss that the rest of the quorum is there for.
    private func checkQuorum(_ entry: LogEntry, _ member: SimulatedMember, led: Configuration?) {
        guard let chain = witness.commitment(at: entry.index)?.chain, let after = member.raft?.configuration else {
            return
        }
        let holds = { (peer: Configuration.Peer) -> Bool in
            let place = Int(peer.id.rawValue) - 1
            guard self.members.indices.contains(place) else { return false }
            let member = self.members[place]
            if member.disk.store != peer.store {
                guard let lost = self.lost[peer.store] else { return true }
                return lost.base.index >= entry.index || lost.chain(at: entry.index) == chain
            }
            if member.damage != nil { return true }
            return member.durable.base.index >= entry.index || member.durable.chain(at: entry.index) == chain
        }
        let configurations = [led, after].compactMap { $0 }
        if !configurations.contains(where: { ConfigurationRules.hasQuorum($0, holds) }) {
            witness.breaks(
                .durableQuorum,
                "\(member.name) commits entry \(entry.index.rawValue), which is not durable on a quorum")
        }
    }

    private func load(_ snapshot: Snapshot, on member: SimulatedMember) {
        guard let state = try? KeyValueState(bytes: snapshot.data.bytes) else {
            return witness.breaks(
                .damageNotServed, "the snapshot at index \(snapshot.lastIndex.rawValue) of \(member.name) is damaged")
        }
        member.state = state
        member.applied = snapshot.lastIndex
        witness.hasState(state.hash, at: snapshot.lastIndex, on: member.id)
    }

    private func askForSnapshot(_ member: SimulatedMember) {
        guard member.applied.rawValue >= member.snapshotAsked.rawValue + Self.entriesBetweenSnapshots else { return }
        makeSnapshot(member)
    }

    func makeSnapshot(_ member: SimulatedMember) {
        member.snapshotAsked = member.applied
        member.followUp.append(.compact(through: member.applied, data: member.state.bytes))
    }

    // MARK: Messages

    private func send(_ message: RaftMessage, from member: SimulatedMember, to peer: MemberID) {
        checkPromise(message, from: member, to: peer)
        let to = Int(peer.rawValue) - 1
        guard members.indices.contains(to) else { return }
        messages += 1
        let arrivals = network.arrivals(member.place, to, now: now, random: &member.random)
        if options.messages {
            let fate = arrivals == nil ? " (lost)" : ""
            note(
                "\(member.id.rawValue) -> \(peer.rawValue)\(fate), term \(message.term.rawValue): \(message.body.story)"
            )
        }
        guard let arrivals else { return }
        let event = SimulatedEvent.message(
            from: member.place, to: to, connection: network.connection(member.place, to), message)
        schedule(event, at: arrivals.first)
        if let second = arrivals.second { schedule(event, at: second) }
    }
}
