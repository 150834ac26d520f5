import Determinism

/// One member of a Raft cluster as a value: its future is decided by its inputs, their instants and its seed. The algorithm
/// is that of D. Ongaro, "Consensus: Bridging Theory and Practice" (Stanford, 2014), which "thesis" means below.
///
/// Whatever promises something to a peer (votes, acknowledged entries) is held back until the write that it depends on
/// was reported as saved. Heartbeats and their answers promise nothing of the kind and never wait.
public struct Raft: Sendable {
    /// The member's own name.
    public let id: MemberID
    /// The name of the store that it votes with.
    public let store: StoreID
    /// The knobs.
    public let settings: RaftSettings
    /// The part at the moment.
    public internal(set) var role = RaftRole.follower
    /// The current term.
    public var term: Term { hardState.term }
    /// The leader of the current term, where known.
    public internal(set) var leader: MemberID?
    /// Everything through this index is committed, as far as this member knows.
    public internal(set) var commitIndex: LogIndex
    /// The end of the log, durable or not.
    public var lastIndex: LogIndex { log.lastIndex }
    /// The last index that the newest durable snapshot contains; zero without one.
    public var snapshotIndex: LogIndex { snapshot?.lastIndex ?? .zero }
    /// The length of that snapshot's data in bytes.
    public var snapshotBytes: Int { snapshot?.data.count ?? 0 }
    /// The configuration in force: the newest in the log, committed or not (thesis, 4.1).
    public var configuration: Configuration { log.configuration }
    /// Whether this member with its store is a voter of the configuration in force.
    public var isVoter: Bool { configuration.hasVoter(id, store: store) }
    /// As leader: the instant at which the newest heartbeat round was sent that a quorum answered; the leader itself
    /// answers as it sends. Nil when not leader, or before the first.
    public internal(set) var quorumContact: Instant?
    /// As leader: whether an entry of its term is committed, so that its state machine lacks nothing that was acknowledged.
    public var hasCommittedInTerm: Bool { role == .leader && commitIndex >= firstIndexOfTerm }
    /// As leader: when it became leader.
    public internal(set) var becameLeaderAt: Instant?

    // Durable state, as it is or will be once the saves under way are done.
    var hardState: HardState
    var log: RaftLog
    var snapshot: Snapshot?

    // Saves: what the next one holds, and which are under way.
    var hardStateIsDirty = false
    var dirtyFrom: LogIndex?
    var dirtyMark: (mark: SnapshotMark, replacesLog: Bool)?
    var lastSave: UInt64 = 0
    var saved: UInt64 = 0
    /// The log is durable through here, and through `end` once each save under way is done.
    var durableIndex: LogIndex
    var savesUnderWay: [(sequence: UInt64, end: LogIndex, since: Instant)] = []
    /// Messages that wait for a save.
    var held: [(sequence: UInt64, to: MemberID, message: RaftMessage)] = []
    /// The leader's snapshot that is being stored, and whether a compaction is.
    var storing: SnapshotMark?
    var pendingCompaction: (sequence: UInt64, snapshot: Snapshot)?
    var pendingRestore: (sequence: UInt64, snapshot: Snapshot)?
    /// Whether the disk is nearly full.
    var isSpaceLow = false

    // Delivery.
    var deliveredIndex: LogIndex

    // Elections.
    var random: SeededGenerator
    var electionDeadline = Instant.never
    var patience = ElectionPatience()
    /// Whether a late timer was given grace since a leader was heard last.
    var hadGrace = false
    var leaderHeardAt = Instant.origin
    /// The leader that was lost, while this member campaigns against it.
    var lostLeader: MemberID?
    /// Peers whose connection is known to be closed, ascending.
    var closedPeers: [MemberID] = []
    /// Quick attempts made since the leader's connection closed.
    var quickAttempts = 0
    var votes: [Configuration.Peer.Identity] = []
    var campaignSave: UInt64 = 0
    var campaignLeaderIsGone = false

    // Leadership.
    var progress = SortedMap<MemberID, Progress>()
    var firstIndexOfTerm = LogIndex(.max)
    var heartbeatDeadline = Instant.never
    var heartbeatRound: UInt64 = 0
    /// Rounds that no quorum answered yet, with the instants of sending.
    var rounds: [(round: UInt64, sentAt: Instant)] = []
    var newReads: [UInt64] = []
    var pendingReads: [(round: UInt64, index: LogIndex, tickets: [UInt64])] = []
    var transfer: (target: MemberID, deadline: Instant, isSent: Bool)?
    var handoverNotBefore = Instant.origin

    // A snapshot that arrives.
    var incoming: IncomingSnapshot?

    // The step under way.
    var now: Instant
    var effects: [RaftEffect] = []

    /// A member that goes on from what its store held. `bootstrap` is used only when that is nothing at all and names this
    /// member with its store as a voter: it becomes entry 1 of term 1, the same on every initial member (no member can ever
    /// lead term 1, since campaigns start from it). `seed` must differ between members, or their timeouts would not.
    public init(
        id: MemberID, recovered: Recovered, bootstrap: Configuration?, settings: RaftSettings, seed: UInt64,
        now: Instant
    ) {
        self.id = id
        self.store = recovered.store
        self.settings = settings
        self.now = now
        random = SeededGenerator(seed: seed)
        hardState = recovered.hardState
        snapshot = recovered.snapshot
        let base = recovered.snapshot?.lastIndex ?? .zero
        log = RaftLog(
            base: base, term: recovered.snapshot?.lastTerm ?? .zero,
            configuration: recovered.snapshot?.configuration ?? Configuration(voters: []))
        for entry in recovered.entries where entry.index == log.lastIndex.next { log.append(entry) }
        commitIndex = base
        deliveredIndex = base
        durableIndex = log.lastIndex
        let isEmpty = recovered.snapshot == nil && recovered.entries.isEmpty && recovered.hardState == HardState()
        if isEmpty, let bootstrap, bootstrap.hasVoter(id, store: store) {
            log.append(
                LogEntry(
                    index: LogIndex(1), term: Term(1), kind: .configuration, payload: bootstrap.canonicalBytes))
            hardState = HardState(term: Term(1))
            hardStateIsDirty = true
            dirtyFrom = LogIndex(1)
        }
        resetElectionDeadline()
    }

    /// When to call with `.tick` at the latest; `.never` where nothing is due.
    @inline(__always)
    public var nextDeadline: Instant {
        if isDirty { return now }
        guard role == .leader else { return electionDeadline }
        return min(heartbeatDeadline, transfer?.deadline ?? .never)
    }

    /// Takes in one input and tells what to do, in order.
    public mutating func step(_ input: RaftInput, now: Instant) -> [RaftEffect] { step([input], now: now) }

    /// Takes in several inputs that arrived together: their entries share one save and one message to each follower.
    public mutating func step(_ inputs: [RaftInput], now: Instant) -> [RaftEffect] {
        self.now = max(self.now, now)
        for input in inputs { take(input) }
        lead()
        deliver()
        save()
        defer { effects = [] }
        return effects
    }

    private mutating func take(_ input: RaftInput) {
        switch input {
        case .tick: tick()
        case .message(let from, let message): receive(message, from: from)
        case .peerDisconnected(let peer): disconnected(peer)
        case .peerConnected(let peer): connected(peer)
        case .saved(let sequence): completeSaves(through: sequence)
        case .propose(let ticket, let payload): propose(payload, ticket: ticket)
        case .read(let ticket): read(ticket)
        case .transferLeadership(let target): startTransfer(to: target)
        case .changeConfiguration(let ticket, let target): changeConfiguration(to: target, ticket: ticket)
        case .changeMembers(let ticket, let steps): changeMembers(steps, ticket: ticket)
        case .compact(let through, let data): compact(through: through, data: data)
        case .snapshotStored(let snapshot): snapshotStored(snapshot)
        case .snapshotNotStored(let mark): if storing == mark { storing = nil }
        case .storageSpace(let isLow): isSpaceLow = isLow
        }
    }

    private mutating func tick() {
        if role == .leader {
            if let transfer, transfer.deadline <= now { self.transfer = nil }
            if heartbeatDeadline <= now {
                // Check-quorum (thesis, 6.2): a leader that no quorum answers makes room.
                let contact = max(quorumContact ?? .origin, becameLeaderAt ?? .origin)
                if now.since(contact) >= settings.electionTimeout {
                    becomeFollower(term: term, leader: nil)
                } else {
                    beginRound()
                }
            }
        } else if electionDeadline <= now {
            let lateness = now.since(electionDeadline)
            let isGone = (leader ?? lostLeader).map { closedPeers.contains($0) } ?? false
            if lateness >= settings.heartbeatInterval, !hadGrace, !isGone {
                // This member itself was held up: what the leader has said meanwhile may wait in the socket.
                patience.noteLateness(lateness)
                hadGrace = true
                electionDeadline = now + settings.heartbeatInterval
            } else {
                startPreVote()
            }
        }
    }

    private mutating func receive(_ message: RaftMessage, from: MemberID) {
        guard from != id, from.rawValue > 0 else { return }
        let sender = Configuration.Peer.Identity(id: from, store: message.store)
        if case .voteRequest(let isPreVote, let lastIndex, let lastTerm, let leaderIsGone) = message.body {
            let asking = Candidacy(
                term: message.term, lastIndex: lastIndex, lastTerm: lastTerm, store: message.store,
                leaderIsGone: leaderIsGone)
            return isPreVote ? answerPreVote(asking, from: from) : answerVote(asking, from: from)
        }
        if case .voteResponse(isPreVote: true, granted: true) = message.body, message.term <= term {
            // The term of a member that would vote may well lie behind.
            return count(sender, isPreVote: true)
        }
        if message.term < term { return answerStale(message, from: from) }
        if message.term > term { becomeFollower(term: message.term, leader: nil) }
        switch message.body {
        case .voteRequest: break
        case .voteResponse(let isPreVote, let granted):
            if granted { count(sender, isPreVote: isPreVote) }
        case .append(let previousIndex, let previousTerm, let entries, let commit):
            guard hear(leader: from) else { return }
            append(entries, after: previousIndex, previousTerm: previousTerm, commit: commit, from: from)
        case .heartbeat(let round, let commit, let commitTerm):
            guard hear(leader: from) else { return }
            patience.noteHeartbeat(now: now, settings: settings)
            if commit > commitIndex, log.term(at: commit) == commitTerm { commitIndex = commit }
            let durable = pendingRestore == nil ? durableIndex : .zero
            send(.heartbeatResponse(round: round, lastIndex: durable, isSpaceLow: isSpaceLow), to: from)
        case .snapshot(let lastIndex, let lastTerm, let configuration, let offset, let total, let data):
            guard hear(leader: from) else { return }
            let part = IncomingSnapshot(
                lastIndex: lastIndex, lastTerm: lastTerm, configuration: configuration, total: total, data: data)
            receive(part, at: offset, from: from)
        case .appendResponse(let success, let index, let hintTerm):
            guard mayCount(sender) else { return }
            success ? acknowledged(index, by: from) : rejected(index, hintTerm: hintTerm, by: from)
        case .heartbeatResponse(let round, let lastIndex, let isSpaceLow):
            guard mayCount(sender) else { return }
            answered(round: round, lastIndex: lastIndex, isSpaceLow: isSpaceLow, by: from)
        case .snapshotResponse(let lastIndex, let offset, let isComplete):
            guard mayCount(sender) else { return }
            snapshotAcknowledged(lastIndex, offset: offset, isComplete: isComplete, by: from)
        case .timeoutNow:
            guard leader == from, role == .follower, mayCampaign else { return }
            campaign(leaderIsGone: true)
        }
    }

    /// Whether this member leads and tracks that peer with that store: what another store says counts for nothing.
    private func mayCount(_ sender: Configuration.Peer.Identity) -> Bool {
        guard role == .leader, let tracked = progress[sender.id] else { return false }
        return Configuration.Peer.accepts(tracked.store, sender.store)
    }

    /// A message of an old term: the sender learns of the new one, so that an old leader steps down.
    private mutating func answerStale(_ message: RaftMessage, from: MemberID) {
        switch message.body {
        case .append, .heartbeat, .snapshot:
            send(.heartbeatResponse(round: 0, lastIndex: .zero, isSpaceLow: isSpaceLow), to: from)
        default: break
        }
    }

    /// Whether `from` may be followed in the current term, and if so, follows it.
    private mutating func hear(leader from: MemberID) -> Bool {
        // Two leaders in a term cannot be; whoever claims it is not believed.
        if role == .leader { return false }
        if let leader, leader != from { return false }
        if role != .follower || leader == nil {
            becomeFollower(term: term, leader: from)
        }
        leaderHeardAt = now
        lostLeader = nil
        hadGrace = false
        if closedPeers.contains(from), quickAttempts < Self.quickAttemptLimit {
            // What a killed leader had sent before its end still arrives; that does not revive it.
            electionDeadline = min(electionDeadline, now + quickDelay())
        } else {
            resetElectionDeadline()
        }
        return true
    }

    // MARK: Sending and saving

    var isDirty: Bool { hardStateIsDirty || dirtyFrom != nil || dirtyMark != nil }

    /// The save that must be done before anything may be told of the present state.
    var presentSave: UInt64 { isDirty ? lastSave + 1 : lastSave }

    mutating func send(_ body: RaftMessage.Body, to peer: MemberID) {
        effects.append(.send(to: peer, RaftMessage(term: term, store: store, body: body)))
    }

    /// Sends once everything that this member now knows is durable.
    mutating func sendWhenSaved(_ body: RaftMessage.Body, to peer: MemberID) {
        let sequence = presentSave
        if sequence <= saved { return send(body, to: peer) }
        held.append((sequence, peer, RaftMessage(term: term, store: store, body: body)))
    }

    /// Emits what has to be written as one save, ahead of the other effects, so that the disk starts first.
    private mutating func save() {
        guard isDirty else { return }
        lastSave += 1
        var save = Save(sequence: lastSave)
        if hardStateIsDirty { save.hardState = hardState }
        if let dirtyFrom { save.entries = Array(log.entries(from: dirtyFrom, through: log.lastIndex)) }
        if let dirtyMark {
            save.mark = dirtyMark.mark
            save.snapshotReplacesLog = dirtyMark.replacesLog
        }
        hardStateIsDirty = false
        dirtyFrom = nil
        dirtyMark = nil
        savesUnderWay.append((lastSave, log.lastIndex, now))
        effects.insert(.save(save), at: 0)
    }

    private mutating func completeSaves(through sequence: UInt64) {
        guard sequence > saved, sequence <= lastSave else { return }
        saved = sequence
        let done = savesUnderWay.prefix { $0.sequence <= sequence }
        // Later saves may cut the log back; `truncated` has lowered the ends of those before.
        for save in done { durableIndex = max(durableIndex, save.end) }
        savesUnderWay.removeFirst(done.count)
        if let done = pendingCompaction, done.sequence <= sequence {
            pendingCompaction = nil
            if done.snapshot.lastIndex > snapshotIndex { finishCompaction(done.snapshot) }
        }
        if let done = pendingRestore, done.sequence <= sequence {
            pendingRestore = nil
            effects.append(.restore(done.snapshot))
        }
        let released = held.prefix { $0.sequence <= sequence }
        held.removeFirst(released.count)
        // What was to be said in an older term has lost its meaning.
        for item in released where item.message.term == term {
            effects.append(.send(to: item.to, item.message))
        }
        if role == .candidate, campaignSave <= saved { countOwnVote(isPreVote: false) }
    }

    /// Cuts the log back to `index`: neither what is durable nor what is being written reaches further.
    mutating func truncateLog(after index: LogIndex) {
        let before = log.configurationIndex
        log.truncate(after: index)
        durableIndex = min(durableIndex, index)
        for position in savesUnderWay.indices {
            savesUnderWay[position].end = min(savesUnderWay[position].end, index)
        }
        if let dirty = dirtyFrom, dirty > index { dirtyFrom = nil }
        if log.configurationIndex != before { configurationChanged() }
    }

    mutating func appendToLog(_ entry: LogEntry) {
        log.append(entry)
        dirtyFrom = min(dirtyFrom ?? entry.index, entry.index)
        if entry.kind == .configuration { configurationChanged() }
    }

    /// Hands out newly committed entries, each once, and none ahead of a snapshot that is still being written.
    private mutating func deliver() {
        guard pendingRestore == nil, commitIndex > deliveredIndex else { return }
        effects.append(.commit(Array(log.entries(from: deliveredIndex.next, through: commitIndex))))
        deliveredIndex = commitIndex
    }
}
