import Consensus
import Determinism
import Fleet
import Scheduler

/// What a leader does when it has become due, in every step.
extension Member {
    /// The highest stamp that agents are to obey while this member leads.
    @inline(__always)
    var stamp: LeaderStamp { LeaderStamp(generation: fleet.generation, term: raft.term.rawValue) }

    /// Whether a lease may be granted now: a round that a quorum answered was sent within the grace (rule 2). Mutating so that
    /// it works in place.
    mutating func mayGrant(now: Instant) -> Bool {
        guard isReadyNow(), let contact = raft.quorumContact else { return false }
        return contact + fleet.settings.leaderGrace > now
    }

    mutating func leadOn(now: Instant) {
        guard isReadyNow() else { return }
        if fleet.cluster.isEmpty {
            proposeGenesis(now: now)
            return
        }
        survey(now: now)
        if now >= leadership?.scanAt ?? .never { scan(now: now) }
        endFormerGrace(now: now)
        endOverdue(now: now)
        schedule(now: now)
        tendPools(now: now)
        lookAtScaling(now: now)
        lookAtIdleGPUs(now: now)
        lookAtBalance(now: now)
        if now >= leadership?.garbageAt ?? .never {
            leadership?.garbageAt = now + Leadership.garbageInterval
            if fleet.time.since(.epoch) > Leadership.garbageAge {
                let before = WallTime(nanoseconds: fleet.time.nanoseconds - Leadership.garbageAge.nanoseconds)
                propose(.collectGarbage(before: before), for: .garbage, now: now)
            }
        }
    }

    /// The time that this leader stamps entries with.
    mutating func leaderTime(now: Instant) -> WallTime {
        let time = leadership?.calendar?.advance(wall: wall, now: now) ?? wall
        return max(time, fleet.time)
    }

    /// The leader's time, or what a follower takes for it.
    public func knownTime(now: Instant) -> WallTime {
        max(leadership?.calendar?.reading(wall: wall, now: now) ?? wall, fleet.time)
    }

    /// `isReadyLeader`, for every request. Like `leaderTime` it is mutating so that it works in place: what only reads so large a
    /// value is given a copy of it.
    mutating func isReadyNow() -> Bool { raft.role == .leader && raft.hasCommittedInTerm && leadership != nil }

    /// Proposes an operation of the leader's own.
    mutating func propose(
        _ operation: Operation, for purpose: Proposals.Purpose, now: Instant, countsUnheard: Bool = true
    ) {
        propose(
            operation, for: purpose, request: nil, actor: FleetEntry.leaderActor, now: now, countsUnheard: countsUnheard
        )
    }

    /// Proposes an operation; what becomes of it comes to `finish` or `abandon`. `countsUnheard`: whether a member that has
    /// not yet said what it reads holds up what is newer than the oldest form.
    mutating func propose(
        _ operation: Operation, for purpose: Proposals.Purpose, request: RequestID?, actor: String, now: Instant,
        countsUnheard: Bool = true
    ) {
        let entry = FleetEntry(time: leaderTime(now: now), request: request, actor: actor, operation: operation)
        if let behind = memberThatDoesNotRead(entry.schema, countsUnheard: countsUnheard) {
            return abandon(purpose, .invalid(sentence(about: behind)))
        }
        run(.propose(ticket: proposals.register(purpose), payload: entry.canonicalBytes), now: now)
    }

    /// What is wrong where a member does not read what is to be proposed, or has not said that it does.
    func sentence(about behind: MemberID) -> String {
        guard statuses[behind] != nil else {
            return
                "member \(behind.rawValue) was not heard since member \(setup.id.rawValue), which leads, began, and it is not known "
                + "whether its program reads this: start it, or remove it (`muster coordinator list` shows the members)"
        }
        return
            "this needs a newer program than the one that member \(behind.rawValue) runs; bring all coordinators to the "
            + "same version first (`muster coordinator list` shows them)"
    }

    /// A member that has not said that it reads entries of that form; nil where all do. The oldest form needs no word. Who was
    /// not heard since this member began counts as reading what is in use: a former leader had its word for that, and one dead
    /// coordinator must not hold up what people ask for.
    func memberThatDoesNotRead(_ schema: UInt64, countsUnheard: Bool = true) -> MemberID? {
        guard schema > FleetEntry.oldestSchema else { return nil }
        return raft.configuration.peers.first { peer in
            let unheard = countsUnheard ? fleet.formInUse : schema
            return peer.id != setup.id && (statuses[peer.id]?.schema ?? unheard) < schema
        }?.id
    }

    /// The proposal is committed and applied.
    mutating func finish(_ purpose: Proposals.Purpose, outcome: Outcome?, now: Instant) {
        settle(purpose)
        settleBrake(purpose, isCommitted: outcome?.code == .done)
        if case .client(let ticket) = purpose, let outcome { out.append(.answered(ticket: ticket, outcome)) }
        if case .members(let ticket) = purpose {
            let done = Outcome(code: .done, message: "the members are changing", index: fleet.lastIndex)
            out.append(.answered(ticket: ticket, done))
        }
    }

    /// The proposal will not be carried out by this member.
    mutating func abandon(_ purpose: Proposals.Purpose, _ reason: MemberRefusal) {
        settle(purpose)
        settleBrake(purpose, isCommitted: false)
        switch purpose {
        case .client(let ticket), .read(let ticket), .members(let ticket): out.append(.refused(ticket: ticket, reason))
        default: break
        }
    }

    /// What the brake let through counts only where it was done: while a leader hands over, for one, nothing is proposed.
    private mutating func settleBrake(_ purpose: Proposals.Purpose, isCommitted: Bool) {
        switch purpose {
        case .verdict(let session): leadership?.brake.settle(session.node, isCommitted: isCommitted)
        case .power(let node): leadership?.brake.settle(node, isCommitted: isCommitted)
        default: break
        }
    }

    /// Either way nothing of it is under way any more, so that what still holds may be proposed again.
    private mutating func settle(_ purpose: Proposals.Purpose) {
        guard leadership != nil else { return }
        switch purpose {
        case .client, .read, .garbage, .members, .rejoin: break
        case .placementHold:
            leadership?.endOfHoldUnderWay = false
            leadership?.mustSchedule = true
        case .fill: leadership?.fillUnderWay = false
        case .overdue: leadership?.overdueUnderWay = false
        case .scaling(let job): leadership?.scaling.underWay.remove(job)
        case .idleGPUs(let job): leadership?.idle.underWay.remove(job)
        case .formerGrace: leadership?.endOfGraceUnderWay = false
        case .genesis: leadership?.genesisUnderWay = false
        case .session(let node): leadership?.opening[node] = nil
        case .reports(let attempts): for attempt in attempts { leadership?.reporting.remove(attempt) }
        case .verdict(let session): leadership?.verdictsUnderWay.remove(session)
        case .power(let node): endPowerProposal(node)
        case .plans:
            leadership?.planUnderWay = false
            leadership?.mustSchedule = true
        case .results(let node, let commands):
            for command in commands {
                leadership?.settling[node]?.remove(command)
                if fleet.commands[command]?.runs[node]?.result != nil {
                    leadership?.openCommands.update(node) { $0.remove(command) }
                    leadership?.overdueCommands[node]?[command] = nil
                }
            }
        }
    }

    private mutating func proposeGenesis(now: Instant) {
        guard leadership?.genesisUnderWay == false, let genesis = setup.genesis else { return }
        leadership?.genesisUnderWay = true
        propose(genesis, for: .genesis, now: now)
    }

    /// Once a term, when everything that earlier leaders committed is applied: what follows from the state itself.
    private mutating func survey(now: Instant) {
        guard leadership?.hasSurveyed == false else { return }
        leadership?.hasSurveyed = true
        let grace = fleet.foreignGrace
        leadership?.leases.settle(leaderGrace: grace)
        let calendar = LeaderCalendar(wall: wall, stateTime: fleet.time, now: now)
        leadership?.calendar = calendar
        let (time, nodes, record) = (leaderTime(now: now), fleet.nodes, fleet.brake)
        leadership?.brake.begin(with: record, nodes: nodes, time: time, now: now)
        for (id, command) in fleet.commands where !command.isSettled { openCommand(id, command, now: now) }
        recallVerdicts()
    }

    /// What committed changes call for at once. Whatever is lost on the way is said again with the next beat.
    mutating func react(to changes: [Change], now: Instant) {
        guard isReadyLeader, !fleet.cluster.isEmpty else { return }
        survey(now: now)
        // Commands first: what a new session's first acknowledgement calls settled must not include one that came with it.
        for case .commandAccepted(let id) in changes {
            if let command = fleet.commands[id] { openCommand(id, command, now: now) }
        }
        for change in changes {
            switch change {
            case .attemptAssigned(let id):
                sendAssignment(id, now: now)
                lookAtPoolsSoon(now: now)
            case .attemptStopping(let id): sendStop(id, now: now)
            case .attemptEnded(let id):
                leadership?.unlisted[id] = nil
                forgetRemnant(id)
                leadership?.mustSchedule = true
                lookAtPoolsSoon(now: now)
            case .sessionOpened(let session):
                // What it adopted holds a lease of the former session, which a new one never shortens.
                leadership?.leases.grant(session, at: now)
                welcome(session, now: now)
                leadership?.mustSchedule = true
                lookAtPoolsSoon(now: now)
            case .sessionClosed(let session):
                leadership?.brake.forget(session.node)
                forget(session)
                leadership?.mustSchedule = true
                lookAtPoolsSoon(now: now)
            case .commandSettled(let id): closeCommand(id)
            case .allocationPending, .jobChanged, .quotasChanged, .reservationsChanged: leadership?.mustSchedule = true
            case .nodeChanged, .poolsChanged:
                leadership?.mustSchedule = true
                lookAtPoolsSoon(now: now)
            case .settingsChanged: leadership?.scanAt = now
            case .brakeChanged:
                let (time, nodes, record) = (leaderTime(now: now), fleet.nodes, fleet.brake)
                leadership?.brake.take(record, nodes: nodes, time: time, now: now)
                leadership?.scanAt = now
            case .powerChanged(let id):
                if fleet.power[id] == nil { forgetPower(of: id) }
                leadership?.scanAt = now
            case .nodeForgiven(let id):
                beats.forgive(id)
                leadership?.mustSchedule = true
            // One that works again lets another of its job move.
            case .attemptRunning: if leadership?.staying.isEmpty == false { leadership?.mustSchedule = true }
            case .keysChanged, .commandAccepted: break
            }
        }
    }

    private mutating func schedule(now: Instant) {
        guard leadership?.planUnderWay == false,
            leadership?.mustSchedule == true || now >= leadership?.scheduleAt ?? .never
        else { return }
        // Without a quorum nothing can be decided, and what beats cannot be answered would look like failed servers.
        guard mayGrant(now: now) else {
            leadership?.mustSchedule = true
            leadership?.scheduleAt = .never
            return
        }
        guard !holdsPlacements(now: now) else { return }
        leadership?.mustSchedule = false
        let time = leaderTime(now: now)
        // Taken out, so that it has one owner while it changes.
        var index = leadership?.placeIndex ?? PlaceIndex()
        leadership?.placeIndex = PlaceIndex()
        let pass = Scheduler.pass(
            state: fleet, unavailable: unavailableNodes(now: now), endangered: endangered(now: now), now: time,
            placementsAtMost: Leadership.placementsAtMost, moves: moveTerms(now: now),
            claims: leadership?.claims.terms(now: now) ?? ClaimTerms(), balance: balanceTerms(now: now), index: &index)
        leadership?.placeIndex = index
        leadership?.moves.take(pass.moves, now: now)
        leadership?.claims.take(pass, now: now)
        leadership?.balance.note(pass.balance, now: now)
        leadership?.staying = pass.staying
        leadership?.prepared = pass.prepared
        leadership?.scheduleAt = pass.wakeAt.map { now + $0.since(time) + .milliseconds(1) } ?? .never
        if pass.moves.areWanted, let next = leadership?.moves.nextSearch(now: now) {
            let planned = leadership?.scheduleAt ?? .never
            leadership?.scheduleAt = min(planned, next)
        }
        var noted = pass.plans
        leadership?.diary.annotate(&noted, in: fleet, time: time)
        leadership?.diary.take(pass.blocked, time: time)
        if !noted.isEmpty {
            leadership?.planUnderWay = true
            var plans = Operation.commitPlans(noted)
            // For members that know no GPUs by number the choice is left to whoever applies the plan.
            if memberThatDoesNotRead(FleetEntry.schema(of: plans), countsUnheard: false) != nil {
                plans = .commitPlans(pass.plans.compactMap(\.plain))
            }
            propose(plans, for: .plans, now: now, countsUnheard: false)
        }
    }

    /// Whether the next pass may move what runs so that something else fits: not every one, and none while a member would not
    /// read of it.
    private func moveTerms(now: Instant) -> MoveTerms {
        guard let moves = leadership?.moves, now >= moves.nextAt,
            memberThatDoesNotRead(FleetEntry.currentSchema, countsUnheard: false) == nil
        else { return MoveTerms(areAllowed: false) }
        return MoveTerms(inVain: moves.inVain(now: now))
    }

    /// What the next pass may move for the load's sake; nil for nothing, and while a member would not read of it.
    private mutating func balanceTerms(now: Instant) -> BalanceTerms? {
        let balancing = fleet.balancing
        guard let terms = leadership?.balance.terms(balancing, now: now),
            memberThatDoesNotRead(FleetEntry.currentSchema, countsUnheard: false) == nil
        else { return nil }
        return terms
    }

    /// What the passes of this leader know of the servers; an empty one where this member does not lead.
    public var placeIndex: PlaceIndex { leadership?.placeIndex ?? PlaceIndex() }

    /// Servers that get nothing new although their session is open: not heard lately (or never by this member), slow, or
    /// suspect too often.
    public func unavailableNodes(now: Instant) -> SortedSet<NodeID> {
        var nodes = SortedSet<NodeID>()
        for id in fleet.nodes.keys where rule(against: id, now: now) != nil { nodes.insert(id) }
        return nodes
    }

    /// By which rule each of these gets nothing new.
    public func unavailability(now: Instant) -> SortedMap<NodeID, Explanation.Rule> {
        var rules = SortedMap<NodeID, Explanation.Rule>()
        for id in fleet.nodes.keys {
            if let rule = rule(against: id, now: now) { rules[id] = rule }
        }
        return rules
    }

    func rule(against id: NodeID, now: Instant) -> Explanation.Rule? {
        // Asked for every server in every pass: the rare rules are looked at where there is something to look at.
        guard let entry = beats.entry(id), !entry.isSilent(patience: patience, now: now) else { return .suspect }
        if entry.tasks.contains(where: { $0.state == .notDead }), !remnants(on: id).isEmpty { return .remnants }
        if leadership?.condemned.isEmpty == false, mayStillRun(on: id, now: now) { return .mayStillRun }
        if entry.promptness.isSlow { return .slow }
        return entry.penaltyUntil > now ? .flapping : nil
    }

    /// A peer hears clearly more agents than this leader, for some time: it is the better leader.
    mutating func handOverIfDeaf(_ status: MemberStatus, from peer: MemberID, now: Instant) {
        guard isReadyLeader else { return }
        let mine = beats.heardDirectly(within: patience, now: now)
        guard status.agentsHeard >= mine * 2 + 2, raft.configuration.voters.contains(where: { $0.id == peer }) else {
            if status.agentsHeard > mine { return }
            leadership?.deafness = 0
            return
        }
        leadership?.deafness += 1
        if leadership?.deafness ?? 0 >= 3 {
            leadership?.deafness = 0
            run(.transferLeadership(peer), now: now)
        }
    }
}
