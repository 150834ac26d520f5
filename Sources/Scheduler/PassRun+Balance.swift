import Determinism
import Fleet

/// Moves for the load's sake: off servers with more to do than they can, off servers that are too hot, and off servers with so
/// little on them that they could rest. They come last, into room that nobody else wants, a few at a time.
///
/// Two bounds that lie apart (`ServerLoad.Kind.high`, `.aim`) and the rest after each move keep tasks from going to and fro.
extension PassRun {
    /// What is used of each server, with what this pass has decided: what is measured or what is held, whichever is more, since
    /// what came lately is not measured yet.
    struct ExpectedLoads {
        private let terms: BalanceTerms
        private var added = SortedMap<NodeID, Resources>()

        init(_ terms: BalanceTerms) { self.terms = terms }

        /// Whether a server stays at the aim with that much more.
        func allows(_ amount: Resources, on server: Server) -> Bool {
            guard let load = terms.loads[server.id], load.hottestGPU ?? 0 <= ServerLoad.coolUpTo else { return false }
            let held = server.capacity.amounts - server.free.amounts
            let more = (added[server.id] ?? .zero) + amount
            return ServerLoad.Kind.allCases.allSatisfy { kind in
                let bound = ServerLoad.part(kind.aim, of: load.all[kind])
                let present = max(load.used[kind], held[kind])
                return present <= bound && more[kind] <= bound - present
            }
        }

        /// That much more is to be there.
        mutating func add(_ amount: Resources, to node: NodeID) {
            added[node] = (added[node] ?? .zero) + amount
        }
    }

    /// Decides what moves now.
    mutating func balance(by terms: BalanceTerms) {
        let underWay = state.beingMoved.elements.count { state.attempt($0)?.stopping?.isForBalance == true }
        var left = max(0, Int(clamping: terms.balancing.movesAtOnce) - underWay)
        var loads = ExpectedLoads(terms)
        if terms.balancing.relieves {
            relieve(terms, &loads, atMost: &left)
            cool(terms, &loads, atMost: &left)
        }
        if terms.balancing.consolidates, underWay == 0 { consolidate(terms, &loads, atMost: &left) }
    }

    // MARK: Servers with too much to do

    /// A task that could go.
    private struct Candidate {
        let attempt: Attempt
        let allocation: Allocation
        let job: Job
        let use: Resources
    }

    /// The servers with the most to do first, one task of each: what that has helped shows only with time.
    private mutating func relieve(_ terms: BalanceTerms, _ loads: inout ExpectedLoads, atMost left: inout Int) {
        for kind in ServerLoad.Kind.allCases {
            let hot = terms.loads.filter { $0.value.share(kind) >= kind.high && !terms.resting.contains($0.key) }
                .sorted { ($1.value.share(kind), $0.key) < ($0.value.share(kind), $1.key) }
            for (id, load) in hot {
                guard left > 0 else { return }
                guard floor.place(of: id) != nil, !result.balance.contains(where: { $0.from == id }) else { continue }
                for candidate in candidates(on: id, load, kind) {
                    guard let place = move(candidate, terms, &loads) else { continue }
                    left -= 1
                    let asked = candidate.attempt.resources[kind]
                    let words =
                        "\(id) uses \(load.share(kind) / 10)% of its \(kind.word), and this task "
                        + "\(kind.words(candidate.use[kind])) where it asks for \(kind.words(asked))"
                    note(candidate, to: place, .relieved, words)
                    result.plans.append(
                        Plan(stops: [PlannedStop(attempt: candidate.attempt.id, reason: .relieved, note: words)]))
                    break
                }
            }
        }
    }

    // MARK: Servers that are too hot

    /// The hottest servers first, one task of each: the one with the most of its GPUs, to a server whose GPUs are known to be cool.
    private mutating func cool(_ terms: BalanceTerms, _ loads: inout ExpectedLoads, atMost left: inout Int) {
        let hot = terms.loads.filter { $0.value.isHot && !terms.resting.contains($0.key) }
            .sorted { ($1.value.hottestGPU ?? 0, $0.key) < ($0.value.hottestGPU ?? 0, $1.key) }
        guard !hot.isEmpty else { return }
        let cool = ServerSet(
            floor.servers.filter { terms.loads[$0.id]?.hottestGPU.map { $0 <= ServerLoad.coolUpTo } ?? false }
                .map(\.number))
        for (id, load) in hot {
            guard left > 0 else { return }
            guard floor.place(of: id) != nil, !result.balance.contains(where: { $0.from == id }) else { continue }
            let holders = state.liveAttempts(on: id).filter { !$0.gpus.isEmpty }
                .sorted { ($1.gpuThousandths, $0.id) < ($0.gpuThousandths, $1.id) }
            for attempt in holders {
                guard let candidate = candidate(attempt, using: load.tasks[attempt.id] ?? attempt.resources),
                    let place = move(candidate, terms, &loads, among: cool)
                else { continue }
                left -= 1
                let gpus = attempt.gpus.count == 1 ? "a GPU" : "\(attempt.gpus.count) GPUs"
                let words =
                    "the hottest GPU of \(id) stays at \(load.hottestGPU ?? 0) degrees, and this task has \(gpus) there"
                note(candidate, to: place, .relieved, words)
                result.plans.append(
                    Plan(stops: [PlannedStop(attempt: attempt.id, reason: .relieved, note: words)]))
                break
            }
        }
    }

    /// What may leave a server with too much to do, in the order in which it is tried: the least that brings it down to the aim, then
    /// what brings it down most.
    ///
    /// Tasks that use what they ask for were promised it, and a server that is busy with nothing else does what it is for.
    /// So only what uses more goes, to where there is more; and, where something that is no task takes what tasks were promised, any
    /// of them.
    private func candidates(on id: NodeID, _ load: ServerLoad, _ kind: ServerLoad.Kind) -> [Candidate] {
        var found: [Candidate] = []
        var (inTasks, held) = (Resources.zero, Resources.zero)
        for attempt in state.liveAttempts(on: id) {
            let use = load.tasks[attempt.id] ?? attempt.resources
            inTasks = inTasks + use
            held = held + attempt.resources
            guard load.tasks[attempt.id] != nil, let candidate = candidate(attempt, using: use) else { continue }
            found.append(candidate)
        }
        let (all, used) = (load.all[kind], load.used[kind])
        let foreign = used - min(used, inTasks[kind])
        let isCrowdedOut = foreign > all - min(all, held[kind])
        let excess = used - min(used, ServerLoad.part(kind.aim, of: all))
        found.removeAll { candidate in
            let (use, asked) = (candidate.use[kind], candidate.attempt.resources[kind])
            return use < all / 20 || !isCrowdedOut && (use <= asked || use - asked <= asked / 10)
        }
        return found.sorted { left, right in
            let (one, other) = (left.use[kind], right.use[kind])
            if (one >= excess) != (other >= excess) { return one >= excess }
            if one != other { return one >= excess ? one < other : one > other }
            return left.attempt.id < right.attempt.id
        }
    }

    /// A task with its use, if it may be moved and that is worth its cost.
    private func candidate(_ attempt: Attempt, using use: Resources) -> Candidate? {
        guard state.isMovable(attempt, at: now), let allocation = state.allocations[attempt.id.allocation],
            let job = state.jobs[allocation.job],
            MoveWorth.isGiven(moving: attempt, of: job.definition, at: now)
        else { return nil }
        return Candidate(attempt: attempt, allocation: allocation, job: job, use: use)
    }

    // MARK: Servers with little to do

    /// Servers that are tried at the most, and what they may hold of any kind, in thousandths.
    private static let emptiedTried = 16
    private static let littleAtMost: UInt64 = 500

    /// Empties one server, if all of it has a place on servers that are used already. Only while nothing waits: what does may want the room.
    private mutating func consolidate(_ terms: BalanceTerms, _ loads: inout ExpectedLoads, atMost left: inout Int) {
        guard left > 0, result.plans.isEmpty, result.staying.isEmpty,
            !result.blocked.contains(where: \.reason.isForRoom)
        else { return }
        let used = floor.servers.indices.filter { place in
            let server = floor.servers[place]
            return server.isOpen && !server.isStandby && !(state.nodes[server.id]?.liveAttempts.isEmpty ?? true)
        }
        let little = used.map { (place: $0, share: floor.servers[$0].heldShare) }
            .filter { $0.share <= PassRun.littleAtMost && !terms.resting.contains(floor.servers[$0.place].id) }
            .sorted { ($0.share, $0.place) < ($1.share, $1.place) }
        for (place, _) in little.prefix(PassRun.emptiedTried) {
            let id = floor.servers[place].id
            let attempts = state.liveAttempts(on: id)
            guard attempts.count <= left, !attempts.isEmpty else { continue }
            let leaving = attempts.compactMap {
                candidate($0, using: terms.loads[id]?.tasks[$0.id] ?? $0.resources)
            }
            guard leaving.count == attempts.count else { continue }
            let others = ServerSet(used.filter { $0 != place }.map { floor.servers[$0].number })
            guard let places = moveAll(leaving, to: others, terms, &loads) else { continue }
            left -= leaving.count
            let words =
                "\(id) can rest once "
                + (leaving.count == 1 ? "this task is" : "its \(leaving.count) tasks are") + " elsewhere"
            for (candidate, to) in zip(leaving, places) { note(candidate, to: to, .consolidated, words) }
            result.plans.append(
                Plan(stops: leaving.map { PlannedStop(attempt: $0.attempt.id, reason: .consolidated, note: words) }))
            return
        }
    }

    /// Keeps places for all of these, or for none.
    private mutating func moveAll(
        _ leaving: [Candidate], to others: ServerSet, _ terms: BalanceTerms, _ loads: inout ExpectedLoads
    ) -> [Int]? {
        floor.beginTrial()
        let (mark, before, known) = (floor.mark(), moves, loads)
        var places: [Int] = []
        for candidate in leaving {
            guard let place = move(candidate, terms, &loads, among: others) else {
                floor.undo(to: mark)
                floor.endTrial()
                (moves, loads) = (before, known)
                return nil
            }
            places.append(place)
        }
        floor.endTrial()
        return places
    }

    // MARK: One move

    /// Keeps a place for a task on a server that then still has less to do than it can; nil where there is none, or where the job tolerates no
    /// further move.
    private mutating func move(
        _ candidate: Candidate, _ terms: BalanceTerms, _ loads: inout ExpectedLoads, among others: ServerSet? = nil
    ) -> Int? {
        let underWay = movesUnderWay
        guard count < limit, underWay < Drain.atOnce else { return nil }
        var refuges = ServerSet()
        for server in floor.servers
        where server.isOpen && !server.isStandby && server.id != candidate.attempt.node
            && !terms.resting.contains(server.id) && others?.contains(server.number) ?? true
            && loads.allows(candidate.use, on: server)
        {
            refuges.insert(server.number)
        }
        // What moves goes where it puts no start off.
        for place in (kept?.later ?? [:]).keys {  // order-free: a set is filled
            refuges.remove(floor.servers[place].number)
        }
        guard !refuges.isEmpty else { return nil }
        let before = moves
        guard moves.budget.take(candidate.attempt, of: candidate.job, in: state),
            let place = keepPlace(for: candidate.allocation, of: candidate.job, among: refuges)
        else {
            moves = before
            return nil
        }
        moves.underWay = underWay + 1
        count += 1
        loads.add(candidate.use, to: floor.servers[place].id)
        return place
    }

    private mutating func note(_ candidate: Candidate, to place: Int, _ reason: StopReason, _ why: String) {
        result.balance.append(
            BalanceMove(
                attempt: candidate.attempt.id, from: candidate.attempt.node, to: floor.servers[place].id,
                reason: reason, why: why))
    }
}

extension Attempt {
    /// Thousandths of GPUs that it has, summed.
    fileprivate var gpuThousandths: UInt64 { gpus.reduce(0) { $0 + $1.thousandths } }
}

extension ServerLoad.Kind {
    /// An amount as people write it: cores with a decimal, or MiB.
    fileprivate func words(_ amount: UInt64) -> String {
        switch self {
        case .cpu: "\(amount / 1_000).\(amount % 1_000 / 100) cores"
        case .memory: "\(amount >> 20) MiB"
        }
    }
}

extension BlockReason {
    /// Whether room on some server would help.
    fileprivate var isForRoom: Bool {
        switch self {
        case .noRoom, .noDomain, .keptStart, .waitsForRoom: true
        case .noServer, .waitsForGang, .quota, .quotaKept, .waitsUntil, .bounded, .tooLate, .waitsForJob: false
        }
    }
}
