import Determinism

/// The replicated state machine: what a committed entry does to jobs, servers, allocations, commands, keys and pools.
/// Applying the same entries at the same indexes gives the same state, and the same canonical bytes, on every member.
///
/// A pure value: no clock but the entries' time, no randomness. Copies share storage until one of them changes. Not more
/// thread-safe than any value: each thread has its own copy.
public struct FleetState: Sendable {
    /// The cluster's name; empty before its first entry.
    public internal(set) var cluster = ""
    /// What the whole cluster agreed on.
    public internal(set) var settings = ClusterSettings()
    /// A longer grace that a leader may still act by; nil for none.
    public internal(set) var formerGrace: FormerGrace?
    /// What automatic verdicts took of late, and what people decided about them.
    public internal(set) var brake = BrakeRecord()
    /// The recovery generation: raised by restoring a backup. Starts at 1.
    public internal(set) var generation: UInt64 = 1
    /// After a recovery: how long the leader waits before it places anything, since work that this state knows nothing of may
    /// still hold leases. Nil once that time is over.
    public internal(set) var placementHold: Span?
    /// The time of the newest entry, clamped so that it never decreases.
    public internal(set) var time = WallTime.epoch
    /// The index of the newest entry.
    public internal(set) var lastIndex: UInt64 = 0
    /// The newest form of an entry that was applied: when it was proposed, every member had said that it reads it.
    public internal(set) var formInUse = FleetEntry.oldestSchema
    /// The known servers.
    public internal(set) var nodes = SortedMap<NodeID, Node>()
    /// The jobs, finished ones included until they are collected.
    public internal(set) var jobs = SortedMap<JobID, Job>()
    /// The allocations of all jobs.
    public internal(set) var allocations = SortedMap<AllocationID, Allocation>()
    /// The fleet commands, settled ones included until they are collected.
    public internal(set) var commands = SortedMap<CommandID, Command>()
    /// The standby pools with their servers, ascending.
    public internal(set) var pools = SortedMap<String, [NodeID]>()
    /// How the pools are kept that no person keeps. A pool of a rule may have no servers yet.
    public internal(set) var poolRules = SortedMap<String, PoolRule>()
    /// Losses and service of attempts that are over, by class of job.
    public internal(set) var jobService = SortedMap<JobClass, ServiceRecord>()
    /// What tasks have asked for, whether or not they found a place.
    public internal(set) var demand = Demand()
    /// The admitted keys by public key.
    public internal(set) var keys = SortedMap<String, KeyRecord>()
    /// The tokens by which machines may join, by number, those that are over included until they are collected.
    public internal(set) var tokens = SortedMap<UInt64, JoinToken>()
    /// How the power of servers is reached, and what is to be done with it.
    public internal(set) var power = SortedMap<NodeID, PowerControl>()
    /// What namespaces are due, and may have. A namespace without a quota is due nothing, and may have everything.
    public internal(set) var quotas = SortedMap<String, Quota>()
    /// What becomes of jobs whose GPUs do nothing, by namespace, or `*` for all that have no policy of their own.
    public internal(set) var idleGPUPolicies = SortedMap<String, IdleGPUPolicy>()
    /// Servers that are kept for some namespaces or for maintenance, those that are over included until they are collected.
    public internal(set) var reservations = SortedMap<String, Reservation>()
    /// Whether tasks are moved for the load's sake.
    public internal(set) var balancing = Balancing.off
    /// What namespaces used of late.
    public internal(set) var recentUsage = SortedMap<String, DecayedUsage>()
    /// How long it takes until half of what was used is forgotten.
    public internal(set) var halfLife = DecayedUsage.defaultHalfLife
    /// What each namespace and user used on each of the last days.
    public internal(set) var usageByDay = SortedMap<UsageKey, Usage>()
    /// What they used before.
    public internal(set) var usageBefore = SortedMap<UsageAccount, Usage>()
    /// The newest administrative acts, oldest first: `AuditRecord.kept`, and up to `auditSlack` more.
    public internal(set) var audit: [AuditRecord] = []

    var ledger = RequestLedger()
    /// The number of the next allocation; numbers are never used again.
    var nextAllocation: UInt64 = 1

    // What follows from the above: not in snapshots, rebuilt when one is read.

    /// What waits for a place, by job.
    var waitingByJob = SortedMap<JobID, WaitingTasks>()
    /// How many allocations of each job are active. Only looked up, never iterated.
    var active: [JobID: UInt64] = [:]
    /// The jobs that wait for a job's end, by that job.
    var dependents = SortedMap<JobID, SortedSet<JobID>>()
    /// The jobs that keep apart from a job, by that job.
    var keepingApart = SortedMap<JobID, SortedSet<JobID>>()
    /// When jobs have to be looked at for want of time.
    var due = SortedSet<DueTime>()
    /// Jobs whose definition scales, whether they run or not. Derived.
    public internal(set) var scalingJobs = SortedSet<JobID>()
    /// How many of a job's allocations wait or run. Only looked up, never iterated.
    var unfinished: [JobID: Int] = [:]
    /// The commands that have runs without a result.
    public internal(set) var unsettledCommands = SortedSet<CommandID>()
    /// The live attempts that are asked to go on elsewhere although they could stay (`StopReason.isMove`).
    public internal(set) var beingMoved = SortedSet<AttemptID>()
    /// What live attempts hold, by server. Only looked up, never iterated.
    var usage: [NodeID: Resources] = [:]
    /// What the live attempts of each namespace hold. Only looked up, never iterated.
    var holdings: [String: NamespaceHolding] = [:]
    /// The reservations that each server is in, by start. Only looked up, never iterated.
    var reservationsByNode: [NodeID: [String]] = [:]
    /// The index of the entry that last changed a reservation. What is kept is true of the same number only.
    public internal(set) var reservationRevision: UInt64 = 0
    /// The index of the entry that last changed what a pass sees of a server. Only looked up, never iterated.
    var nodeRevisions: [NodeID: UInt64] = [:]
    /// The index of the entry that last changed that for all of them.
    var commonRevision: UInt64 = 0
    /// The index of the entry that last gave a job another priority. What is kept is true of the same number only.
    public internal(set) var priorityRevision: UInt64 = 0
    /// How many agent keys each server has. Only looked up, never iterated.
    var agentKeys: [NodeID: Int] = [:]
    /// The digest of `audit`.
    var auditDigest = RowDigest()

    /// The changes of the entry that is being applied.
    var changes: [Change] = []
    /// The jobs that it ended.
    var endedJobs = SortedSet<JobID>()

    /// Audit records that may gather beyond `AuditRecord.kept` before the oldest go together.
    public static let auditSlack = 500
    /// Bounds of the state; a submission past one of them is refused.
    static let jobsAtMost = 100_000
    static let allocationsAtMost = 1_000_000
    static let unsettledCommandsAtMost = 10_000
    /// Bytes that are kept of a sentence that came from elsewhere.
    static let messageBytes = 512

    /// The state before the first entry.
    public init() {}

    // MARK: Questions

    /// What became of a request, for as long as that is remembered.
    public func outcome(of request: RequestID) -> Outcome? { ledger[request] }

    /// The attempt of that name, if it is still remembered.
    public func attempt(_ id: AttemptID) -> Attempt? {
        allocations[id.allocation]?.attempts.last { $0.id == id }
    }

    /// What the live attempts on a server hold beside GPUs, of whatever session.
    public func used(on node: NodeID) -> Resources { usage[node] ?? .zero }

    /// What is left of a server, GPU by GPU; nothing of an unknown one.
    public func free(on node: NodeID) -> Room {
        guard let known = nodes[node] else { return .none }
        var room = known.facts.room
        room.amounts = room.amounts - used(on: node)
        guard !room.gpus.isEmpty else { return room }
        for attempt in liveAttempts(on: node) where !attempt.gpus.isEmpty {
            room.take(Holding(gpus: attempt.gpus))
        }
        return room
    }

    /// The live attempts on a server, of whatever session, ascending.
    public func liveAttempts(on node: NodeID) -> [Attempt] {
        (nodes[node]?.liveAttempts ?? []).compactMap { attempt($0) }
    }

    /// The live attempts that are bound to a session, ascending.
    public func liveAttempts(of session: SessionID) -> [Attempt] {
        liveAttempts(on: session.node).filter { $0.session == session }
    }

    /// Whether a server has an agent key, so that it may open sessions.
    public func admitsAgent(of node: NodeID) -> Bool { (agentKeys[node] ?? 0) > 0 }

    /// Whether the job has ended: none of its allocations waits or runs. A system job ends only when it is stopped.
    public func isFinished(_ job: Job) -> Bool {
        if job.definition.type == .system && job.desired == .running { return false }
        return unfinished[job.definition.id] == nil
    }

    // MARK: Applying

    /// Applies a committed entry. Entries are applied in the order of the log, each once; the same entry at the same index
    /// does the same everywhere. A repeated request is answered as the first time and changes nothing.
    public mutating func apply(_ entry: FleetEntry, index: UInt64) -> Applied {
        time = max(time, entry.time)
        lastIndex = max(lastIndex, index)
        formInUse = max(formInUse, entry.schema)
        if let request = entry.request, let known = ledger[request] { return Applied(outcome: known, changes: []) }
        changes = []
        let verdict = perform(entry.operation, actor: entry.actor, index: index)
        settleDependents()
        let outcome = Outcome(
            code: verdict.code, message: verdict.message, identifier: verdict.identifier, index: index)
        if let request = entry.request { ledger.record(request, outcome: outcome, time: time) }
        if entry.actor != FleetEntry.leaderActor || entry.operation.isAlwaysAudited {
            record(entry.operation.act, actor: entry.actor, outcome: outcome)
        }
        defer { changes = [] }
        return Applied(outcome: outcome, changes: changes)
    }

    private mutating func perform(_ operation: Operation, actor: String, index: UInt64) -> Verdict {
        switch operation {
        case .genesis(let cluster, let settings, let keys):
            return found(cluster: cluster, settings: settings, keys: keys)
        case .openSession(let session, let facts, let adopted):
            return open(session, facts: facts, adopted: adopted, index: index)
        case .declareLost(let session, let lost, let sessionIsOver, let reason):
            return declareLost(session, lost: lost, sessionIsOver: sessionIsOver, reason: reason)
        case .closeSession(let session, let reason):
            return close(session, reason: reason, isPersonsWord: actor != FleetEntry.leaderActor)
        case .report(let session, let reports): return take(reports, from: session)
        case .submitJob(let definition): return submit(definition, owner: actor, index: index)
        case .stopJob(let job): return stop(job)
        case .scaleJob(let job, let count, let former, let reason):
            return scale(job, to: count, from: former, actor: actor, reason: reason)
        case .holdJob(let job, let reason): return hold(job, reason: reason, actor: actor)
        case .commitPlans(let plans): return commit(plans, index: index)
        case .setEligibility(let node, let eligibility): return set(eligibility, of: node)
        case .setEligibilities(let nodes, let eligibility): return set(eligibility, of: nodes)
        case .setPool(let name, let nodes): return setPool(name, nodes: nodes)
        case .setPoolRule(let name, let rule): return setRule(rule, of: name, index: index)
        case .fillPool(let change): return fill(change)
        case .acceptCommand(let definition, let target, let nodes):
            return accept(definition, target: target, nodes: nodes, owner: actor, index: index)
        case .settleCommands(let outcomes): return settle(outcomes)
        case .putKey(let record): return put(record)
        case .removeKey(let publicKey): return removeKey(publicKey)
        case .collectGarbage(let before): return collectGarbage(before: before)
        case .endPlacementHold: return endPlacementHold()
        case .setProfile(let profile): return set(profile, index: index)
        case .setBrake(let isOnHold, let released): return setBrake(isOnHold: isOnHold, released: released)
        case .undamp(let node): return undamp(node)
        case .endFormerGrace(let index): return endFormerGrace(index: index)
        case .endOverdue: return endOverdue()
        case .recordAct(let act): return .done(act)
        case .setQuota(let namespace, let quota): return set(quota, of: namespace)
        case .setIdleGPUPolicy(let namespace, let policy): return set(policy, of: namespace)
        case .setHalfLife(let halfLife): return setHalfLife(halfLife)
        case .setBalancing(let balancing): return set(balancing)
        case .setReservation(let name, let reservation): return setReservation(name, to: reservation)
        case .deleteReservation(let name): return deleteReservation(name)
        case .createToken(let terms): return createToken(terms, owner: actor, index: index)
        case .revokeToken(let id): return revokeToken(id)
        case .enrol(let who, let token): return enrol(who, with: token)
        case .removeNode(let node, let force): return remove(node, force: force)
        case .confirmDead(let session, let attempts, let reason):
            return confirmDead(attempts, of: session, reason: reason)
        case .setBMC(let node, let bmc): return set(bmc, of: node)
        case .orderPower(let node, let session, let action, let isAutomatic):
            return orderPower(action, of: node, session: session, isAutomatic: isAutomatic, index: index)
        case .settlePower(let node, let order, let outcome):
            return settlePower(of: node, order: order, outcome: outcome)
        }
    }

    private mutating func record(_ act: String, actor: String, outcome: Outcome) {
        let row = AuditRecord(
            index: outcome.index, time: time, actor: actor, act: act,
            outcome: outcome.code == .done ? "ok" : outcome.message)
        audit.append(row)
        auditDigest.append(row)
        if audit.count >= AuditRecord.kept + FleetState.auditSlack {
            dropAudit(audit.count - AuditRecord.kept)
        }
    }

    /// Lets the oldest records go.
    mutating func dropAudit(_ count: Int) {
        audit.removeFirst(count)
        auditDigest.removeFirst(count)
    }
}

/// An outcome before its index is known.
struct Verdict {
    var code: Outcome.Code
    var message: String
    var identifier: UInt64 = 0

    static func done(_ message: String = "", identifier: UInt64 = 0) -> Verdict {
        Verdict(code: .done, message: message, identifier: identifier)
    }
    static func invalid(_ message: String) -> Verdict { Verdict(code: .invalid, message: message) }
    static func notFound(_ message: String) -> Verdict { Verdict(code: .notFound, message: message) }
    static func conflict(_ message: String) -> Verdict { Verdict(code: .conflict, message: message) }
}

extension Allocation {
    /// Whether it is over for good.
    public var isFinished: Bool {
        if case .finished = state { return true }
        return false
    }

    /// Whether its end is asked for and will be final: another allocation may take its index.
    public var isRetiring: Bool { state == .active && live.contains { $0.stopping?.isFinal == true } }
}

extension String {
    /// The longest beginning of at most `limit` bytes that ends between two characters.
    func limited(toBytes limit: Int) -> String {
        if utf8.count <= limit { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: limit)
        while end > startIndex, end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}
