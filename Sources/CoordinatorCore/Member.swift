import Consensus
import Determinism
import Fleet

/// One member of the coordinator cluster as a value: Raft, the replicated fleet, what was heard from agents, and, while it
/// leads, the leader's own decisions. Its future follows from its setup, what its store held, its seed and its inputs with
/// their instants; the real coordinator and the simulator run the same value.
///
/// The order of a step: the input goes to Raft or to the leader; Raft's effects are carried out (committed entries are
/// applied at once); then the leader does what has become due (verdicts, plans).
public struct Member: Sendable {
    /// What it was started with.
    public let setup: MemberSetup
    /// Its part in consensus.
    public private(set) var raft: Raft
    /// The replicated state as of `appliedIndex`.
    public private(set) var fleet = FleetState()
    /// Everything through this index is applied.
    public private(set) var appliedIndex = LogIndex.zero
    /// Whether the member has halted; it then ignores all inputs.
    public private(set) var isHalted = false

    var beats = Beats()
    var leadership: Leadership?
    var proposals = Proposals()
    var comparison = StateComparison()
    var out: [MemberEffect] = []
    /// What Raft is to be given in one step; nil while each input is given at once.
    private var gathered: [RaftInput]?
    private var statusAt: Instant
    private var compactionRequested = LogIndex.zero
    /// The payloads that were applied since the last snapshot was asked for.
    private var bytesBehindSnapshot = 0
    /// The state of a snapshot that was stored and not yet taken over.
    private var decoded: (mark: SnapshotMark, state: FleetState)?
    /// How many requests to fence agents were made.
    var powerRequests: UInt64 = 0
    /// What the other members say of themselves.
    var statuses = SortedMap<MemberID, MemberStatus>()
    /// How long a new leader waits for the word of members that it has not heard since it started.
    static let patienceWithUnheard = Span.seconds(3)
    private var announcedLeader: MemberID?
    private var announcedTerm = Term.zero
    var wall = WallTime.epoch
    /// After a change of the beat interval, until every agent has heard of it: what was asked of them before.
    private var slowerRhythm: (patience: Span, until: Instant)?

    /// When it was stepped last.
    private var steppedAt = Instant.never

    /// A leader is stepped at every look at its servers; one that was not for so long was stopped or starved.
    static let heldUpAfter = Leadership.scanInterval * 5
    /// How often members tell each other what they are.
    static let statusInterval = Span.seconds(1)

    /// A member that goes on from what its store held.
    public init(setup: MemberSetup, recovered: Recovered, seed: UInt64, now: Instant) {
        self.setup = setup
        raft = Raft(
            id: setup.id, recovered: recovered, bootstrap: setup.bootstrap, settings: setup.raft, seed: seed, now: now)
        statusAt = now + Member.statusInterval
        if let snapshot = recovered.snapshot {
            if let restored = try? FleetState(canonicalBytes: snapshot.data.bytes) {
                fleet = restored
                appliedIndex = snapshot.lastIndex
            } else {
                halt(
                    "The snapshot at log index \(snapshot.lastIndex.rawValue) cannot be read by this version: install the "
                        + "version that wrote it.")
            }
        }
    }

    /// Takes in one input. `now` is this process's monotonic clock and never goes back; `wall` is calendar time, used only
    /// to stamp entries. Returns what to do, in order.
    public mutating func step(_ input: MemberInput, now: Instant, wall: WallTime) -> [MemberEffect] {
        step([input], now: now, wall: wall)
    }

    /// Takes in several inputs that arrived together, in order: what they give Raft shares one save and one message to each
    /// follower.
    public mutating func step(_ inputs: [MemberInput], now: Instant, wall: WallTime) -> [MemberEffect] {
        guard !isHalted else {
            // A member that cannot read its own snapshot has halted before its first step: say so once.
            defer { out.removeAll() }
            return out
        }
        self.wall = wall
        if now.since(steppedAt) >= Member.heldUpAfter { leadership?.listensUntil = now + fleet.settings.beatInterval }
        steppedAt = now
        if let slower = slowerRhythm, now >= slower.until { slowerRhythm = nil }
        for input in inputs {
            if input.isForRaft { gathered = gathered ?? [] } else { runGathered(now: now) }
            take(input, now: now)
        }
        runGathered(now: now)
        announceRole(now: now)
        if !isHalted { leadOn(now: now) }
        tellStatus(now: now)
        defer { out.removeAll(keepingCapacity: true) }
        return out
    }

    /// When to call with `.tick` at the latest.
    @inline(__always)
    public var nextDeadline: Instant {
        guard !isHalted else { return .never }
        var deadline = min(raft.nextDeadline, statusAt)
        // Until its own term's first entry is applied a leader has nothing to look at: what is due then would stay due.
        if isReadyLeader, !fleet.cluster.isEmpty { deadline = min(deadline, leadership?.nextDeadline ?? .never) }
        return deadline
    }

    /// The state's hash, where it is small enough to be hashed beside everything else; 0 where it is not: a question must not
    /// hold up a leader.
    public var affordableStateHash: UInt64 {
        fleet.objectCount <= StateComparison.objectsHashedAtOnce ? fleet.stateHash : 0
    }

    /// Whether this member leads and has applied everything that earlier leaders committed. Inlined, as other questions that
    /// a member asks itself often: a call would be given a copy of so large a value.
    @inline(__always)
    public var isReadyLeader: Bool { raft.role == .leader && raft.hasCommittedInTerm && leadership != nil }

    private mutating func take(_ input: MemberInput, now: Instant) {
        switch input {
        case .tick:
            run(.tick, now: now)
        case .peer(let from, let message):
            take(message, from: from, now: now)
        case .peerConnected(let peer):
            run(.peerConnected(peer), now: now)
        case .peerDisconnected(let peer):
            run(.peerDisconnected(peer), now: now)
        case .agent(let heard):
            hear(heard, by: .direct, now: now)
            passOn(heard, now: now)
        case .saved(let sequence):
            run(.saved(sequence: sequence), now: now)
        case .change(let ticket, let request, let actor, let change):
            take(change, ticket: ticket, request: request, actor: actor, now: now)
        case .read(let ticket):
            run(.read(ticket: proposals.register(.read(ticket))), now: now)
        case .readLog(let ticket, let allocation, let attempt, let stream, let offset, let limit):
            readLog(
                ticket: ticket, allocation: allocation, attempt: attempt, stream: stream, offset: offset, limit: limit,
                now: now)
        case .transferLeadership(let target):
            run(.transferLeadership(target), now: now)
        case .changeMembers(let ticket, let steps):
            run(.changeMembers(ticket: proposals.register(.members(ticket: ticket)), steps), now: now)
        case .snapshotStored(let snapshot, let state):
            decoded = state.map { (snapshot.mark, $0) }
            run(.snapshotStored(snapshot), now: now)
        case .snapshotNotStored(let mark):
            run(.snapshotNotStored(mark), now: now)
        case .power(let answer):
            take(answer, now: now)
        case .loads(let loads):
            take(loads, now: now)
        case .gpuUses(let uses):
            take(uses, now: now)
        case .serverLoads(let loads):
            take(loads, now: now)
        case .stateHashed(let index, let hash):
            comparison.note(index: index, hash: hash)
        case .storageSpace(let isLow):
            run(.storageSpace(isLow: isLow), now: now)
        }
    }

    /// Followers pass on what they hear, so that a server cut off from the leader alone is not lost.
    private mutating func passOn(_ heard: Heard, now: Instant) {
        guard raft.role != .leader, let leader = raft.leader, leader != raft.id else { return }
        if case .message(.beat(let beat)) = heard.event,
            !beats.mustPassOn(beat, interval: fleet.settings.beatInterval, now: now)
        {
            return
        }
        out.append(.sendPeer(leader, .relay([heard])))
    }

    private mutating func take(_ message: PeerMessage, from peer: MemberID, now: Instant) {
        switch message {
        case .raft(let message):
            run(.message(from: peer, message), now: now)
        case .relay(let relayed):
            guard raft.role == .leader else { return }
            for heard in relayed { hear(heard, by: .relay(peer), now: now) }
        case .forward(let node, let order):
            // Only a leader of a current term may use this member's connections.
            guard order.stamp.term >= raft.term.rawValue else { return }
            out.append(.sendAgent(node, order))
        case .storeRefused(let store):
            guard store == raft.store, peer == raft.leader else { return }
            isHalted = true
            out.append(
                .abandonStore(
                    "The leader has proof that this member's store has lost entries that it had acknowledged (its disk "
                        + "lies, or an old copy was put back): the store is set aside at the next start, and the member "
                        + "joins anew with an empty one."))
        case .unknownEntry(let index, let code):
            halt(
                "Log entry \(index) is of kind \(code), which this version does not know: install the version that the other "
                    + "coordinators run.")
        case .join(let newcomer):
            admit(newcomer, from: peer, now: now)
        case .status(let status):
            statuses[peer] = status
            if let index = comparison.disagreement(with: status) {
                out.append(.event(.diverged(index: index)))
                if raft.leader == peer {
                    halt(
                        "The state of this coordinator differs from the leader's at log index \(index): stop it, move its "
                            + "data directory away, and let it join anew.")
                }
            }
            handOverIfDeaf(status, from: peer, now: now)
        }
    }

    /// Gives Raft an input and carries out what it wants; while inputs are being gathered, with the others.
    mutating func run(_ input: RaftInput, now: Instant) {
        if gathered == nil { run([input], now: now) } else { gathered?.append(input) }
    }

    private mutating func runGathered(now: Instant) {
        guard let inputs = gathered else { return }
        gathered = nil
        if !inputs.isEmpty { run(inputs, now: now) }
    }

    private mutating func run(_ inputs: [RaftInput], now: Instant) {
        for effect in raft.step(inputs, now: now) {
            if isHalted { return }
            switch effect {
            case .save(let save): out.append(.save(save))
            case .storeSnapshot(let snapshot): out.append(.storeSnapshot(snapshot))
            case .send(let peer, let message): out.append(.sendPeer(peer, .raft(message)))
            case .commit(let entries): apply(entries, now: now)
            case .restore(let snapshot): restore(snapshot)
            case .proposed(let ticket, let index, let term): proposals.place(ticket, at: index, term: term)
            case .readReady(let ticket, let index): finishRead(ticket, index: index)
            case .refused(let ticket, let refusal): refuse(ticket, refusal)
            case .roleChanged: announceRole(now: now)
            case .configurationChanged(let configuration): take(configuration)
            case .peerRegressed(let peer): out.append(.event(.regressed(peer)))
            }
        }
    }

    private mutating func restore(_ snapshot: Snapshot) {
        let known = decoded?.mark == snapshot.mark ? decoded?.state : nil
        decoded = nil
        guard let restored = known ?? (try? FleetState(canonicalBytes: snapshot.data.bytes)) else {
            halt(
                "The snapshot at log index \(snapshot.lastIndex.rawValue) cannot be read by this version: install the "
                    + "version that the other coordinators run.")
            return
        }
        fleet = restored
        appliedIndex = snapshot.lastIndex
        compactionRequested = max(compactionRequested, snapshot.lastIndex)
        out.append(.replaced)
    }

    private mutating func apply(_ entries: [LogEntry], now: Instant) {
        var changes: [Change] = []
        for entry in entries where entry.index > appliedIndex {
            appliedIndex = entry.index
            var outcome: Outcome?
            if entry.kind == .command {
                let decoded: FleetEntry
                do {
                    decoded = try FleetEntry(canonicalBytes: entry.payload)
                } catch {
                    halt(
                        "Log entry \(entry.index.rawValue) cannot be applied by this version (\(error)): install the "
                            + "version that the other coordinators run.")
                    return
                }
                // The first settings of all are no change: nobody has beaten by others before.
                let before = fleet.cluster.isEmpty ? .zero : fleet.settings.patience
                let applied = fleet.apply(decoded, index: entry.index.rawValue)
                if before > fleet.settings.patience { goOnAtFormerRhythm(before, now: now) }
                outcome = applied.outcome
                changes += applied.changes
            }
            if let purpose = proposals.finish(at: entry.index, term: entry.term) {
                finish(purpose, outcome: outcome, now: now)
            }
            if StateComparison.isDue(at: entry.index.rawValue, objects: fleet.objectCount) {
                if fleet.objectCount <= StateComparison.objectsHashedAtOnce {
                    comparison.note(index: entry.index.rawValue, hash: fleet.stateHash)
                } else {
                    out.append(.hashState(index: entry.index.rawValue, fleet))
                }
            }
        }
        if !changes.isEmpty {
            out.append(.changed(changes))
            if leadership != nil { react(to: changes, now: now) }
        }
        bytesBehindSnapshot += entries.reduce(0) { $0 + $1.payload.count }
        if isSnapshotDue, let place = raft.snapshotPlace(at: appliedIndex) {
            compactionRequested = appliedIndex
            bytesBehindSnapshot = 0
            let mark = SnapshotMark(lastIndex: appliedIndex, lastTerm: place.term)
            raft.willStoreSnapshot(mark)
            out.append(.makeSnapshot(mark, place.configuration, fleet))
        }
    }

    /// Whether it is time for a snapshot: enough entries, and, where the state is large, enough of them in bytes, so that a
    /// state of hundreds of megabytes is not written again for each megabyte of log.
    private var isSnapshotDue: Bool {
        let behind = appliedIndex.rawValue - max(raft.snapshotIndex, compactionRequested).rawValue
        guard behind >= setup.snapshotEvery else { return false }
        return bytesBehindSnapshot >= raft.snapshotBytes / 4 || behind >= setup.snapshotEvery * 16
    }

    private mutating func finishRead(_ ticket: UInt64, index: LogIndex) {
        guard case .read(let client) = proposals.take(ticket) else { return }
        // Commits are applied within the step that delivers them, and the read index is never beyond the commit index.
        out.append(.readReady(ticket: client))
    }

    private mutating func refuse(_ ticket: UInt64, _ refusal: RaftRefusal) {
        guard let purpose = proposals.take(ticket) else { return }
        let reason: MemberRefusal =
            switch refusal {
            case .notLeader(let leader): .notLeader(leader == raft.id ? nil : leader)
            case .overloaded: .overloaded
            case .tooLarge: .invalid("the request is larger than one log entry may be; split it")
            case .configurationRefused:
                .invalid(
                    "the members cannot be changed so now: another change is under way, or the change leaves no voter or "
                        + "changes nothing; `muster coordinator list` shows them")
            case .noSpace: .noSpace
            }
        abandon(purpose, reason)
    }

    /// Brings the leader's own state in line with Raft's role, and tells the shell of a new role once.
    private mutating func announceRole(now: Instant) {
        if raft.role == .leader {
            if leadership?.term != raft.term {
                leadership = Leadership(
                    term: raft.term, since: raft.becameLeaderAt ?? now, leaderGrace: fleet.foreignGrace,
                    balanceRest: setup.balanceRest)
                out.append(.event(.becameLeader(raft.term)))
            }
        } else if leadership != nil {
            abandonPowerTests()
            leadership = nil
            for purpose in proposals.abandonAll() { abandon(purpose, .interrupted) }
        }
        if raft.role != .leader, raft.leader != announcedLeader || raft.term != announcedTerm {
            out.append(.event(.follows(raft.leader, raft.term)))
        }
        announcedLeader = raft.leader
        announcedTerm = raft.term
    }

    private mutating func tellStatus(now: Instant) {
        guard !isHalted, now >= statusAt else { return }
        statusAt = now + Member.statusInterval
        let status = MemberStatus(
            schema: FleetEntry.currentSchema, hashedIndex: comparison.newest?.index ?? 0,
            stateHash: comparison.newest?.hash ?? 0,
            agentsHeard: beats.heardDirectly(within: patience, now: now), version: setup.version)
        for peer in raft.configuration.peers where peer.id != raft.id {
            out.append(.sendPeer(peer.id, .status(status)))
        }
        askToJoin()
        for peer in raft.regressedPeers { out.append(.sendPeer(peer.id, .storeRefused(peer.store))) }
    }

    /// The beat interval has become shorter. Where it did so twice in a short time, some agents may not even have heard of the
    /// first change.
    private mutating func goOnAtFormerRhythm(_ before: Span, now: Instant) {
        let known = slowerRhythm
        slowerRhythm = (max(before, known?.patience ?? .zero), max(now + before * 2, known?.until ?? now))
    }

    /// How long a server may be silent before it is suspect.
    @inline(__always)
    var patience: Span { max(fleet.settings.patience, slowerRhythm?.patience ?? .zero) }

    /// Stops for good: the shell ends the process with that sentence.
    mutating func halt(_ sentence: String) {
        isHalted = true
        out.append(.halt(sentence))
    }
}
