import Determinism

@testable import Consensus

/// A cluster in virtual time with a bad network and crashing disks. It checks the safety properties of Raft (thesis,
/// figure 3.2) as it runs and gathers what was violated.
struct SimulatedCluster {
    /// How bad the world is.
    struct Faults {
        var lossIn: UInt64 = 0
        var duplicateIn: UInt64 = 0
        var delay = Span.milliseconds(1)
        var diskDelay = Span.milliseconds(1)
    }

    enum Event {
        case deliver(from: MemberID, to: MemberID, RaftMessage)
        case saved(MemberID, life: Int, Save)
        case disconnected(MemberID, from: MemberID)
        case connected(MemberID, from: MemberID)
        case stored(MemberID, life: Int, Snapshot)
    }

    struct Member {
        var raft: Raft
        var disk: Recovered
        var isUp = true
        var life = 0
        var pending: [Save] = []
        var files: [Snapshot] = []
        var diskFreeAt = Instant.origin
        var applied = LogIndex.zero
        var hash = StableHash()
    }

    static let settings: RaftSettings = {
        var settings = RaftSettings()
        settings.entriesPerAppend = 4
        settings.appendsInFlight = 3
        settings.snapshotChunkBytes = 100
        settings.entriesKeptBehindSnapshot = 3
        return settings
    }()

    var members = SortedMap<MemberID, Member>()
    var faults = Faults()
    var random: SeededGenerator
    var now = Instant(nanoseconds: 1_000_000_000)
    var cut: [(MemberID, MemberID)] = []
    /// The writes of this member do not end.
    var stuckDisk: MemberID?
    var settings: RaftSettings
    var violations: [String] = []
    var steps = 0
    var restores = 0

    var leaders: [Term: MemberID] = [:]
    var committed: [LogIndex: LogEntry] = [:]
    var hashes: [LogIndex: StableHash] = [:]
    var lastCommitted = LogIndex.zero
    var readFloors: [UInt64: LogIndex] = [:]
    var reads: [UInt64: LogIndex] = [:]
    var refused: [UInt64: RaftRefusal] = [:]
    var proposed: [UInt64: (index: LogIndex, term: Term)] = [:]
    var log: [(Instant, from: MemberID, to: MemberID, RaftMessage)] = []
    var keepsLog = false

    private var queue: [(at: Instant, order: Int, event: Event)] = []
    private var order = 0
    private let bootstrap: Configuration

    static func peer(_ id: UInt64) -> Configuration.Peer {
        Configuration.Peer(
            id: MemberID(id), store: StoreID(high: 7, low: id), address: "host\(id):7000", publicKey: "key\(id)")
    }

    init(voters: UInt64, learners: UInt64 = 0, seed: UInt64, settings: RaftSettings = SimulatedCluster.settings) {
        random = SeededGenerator(seed: seed)
        self.settings = settings
        bootstrap = Configuration(
            voters: (1...voters).map(Self.peer), learners: (voters..<voters + learners).map { Self.peer($0 + 1) })
        for number in 1...voters + learners {
            let disk = Recovered(store: StoreID(high: 7, low: number))
            members[MemberID(number)] = Member(raft: boot(MemberID(number), disk, seed: random.next()), disk: disk)
        }
    }

    private func boot(_ id: MemberID, _ disk: Recovered, seed: UInt64) -> Raft {
        Raft(id: id, recovered: disk, bootstrap: bootstrap, settings: settings, seed: seed, now: now)
    }

    // MARK: Looking

    var leader: MemberID? {
        members.filter { $0.value.isUp && $0.value.raft.role == .leader }
            .max { $0.value.raft.term < $1.value.raft.term }?.key
    }

    func raft(_ id: MemberID) -> Raft? { members[id]?.raft }

    // MARK: Acting

    mutating func step(_ id: MemberID, _ inputs: RaftInput...) {
        guard var member = members[id], member.isUp else { return }
        steps += 1
        let wasLeader = member.raft.role == .leader
        let effects = member.raft.step(inputs, now: now)
        members[id] = member
        for effect in effects { carryOut(effect, for: id) }
        if !wasLeader, member.raft.role == .leader { checkNewLeader(member.raft) }
    }

    mutating func crash(_ id: MemberID, tellsPeers: Bool = true) {
        guard var member = members[id], member.isUp else { return }
        member.isUp = false
        member.life += 1
        // Of the writes under way some were done without anybody having been told.
        for save in member.pending.prefix(Int(random.below(UInt64(member.pending.count + 1)))) {
            member.disk.apply(save, files: member.files)
        }
        member.pending = []
        members[id] = member
        guard tellsPeers else { return }
        for other in members.keys where other != id {
            schedule(.disconnected(id, from: other), after: .microseconds(100 + random.below(2_000)))
        }
    }

    mutating func restart(_ id: MemberID) {
        guard var member = members[id], !member.isUp else { return }
        member.isUp = true
        member.raft = boot(id, member.disk, seed: random.next())
        member.applied = member.disk.snapshot?.lastIndex ?? .zero
        member.hash = hashes[member.applied] ?? StableHash()
        members[id] = member
        for other in members.keys where other != id {
            schedule(.connected(id, from: other), after: .milliseconds(1))
            schedule(.connected(other, from: id), after: .milliseconds(1))
        }
    }

    mutating func compact(_ id: MemberID) {
        guard let member = members[id], member.isUp else { return }
        step(id, .compact(through: member.applied, data: Self.snapshotData(member.hash)))
    }

    static func snapshotData(_ hash: StableHash) -> [UInt8] {
        hash.value.canonicalBytes + [UInt8](repeating: 0xAB, count: 350)
    }

    mutating func isolate(_ id: MemberID) {
        for other in members.keys where other != id { cut.append((id, other)) }
    }

    mutating func run(for span: Span) { run(until: now + span) { _ in false } }

    /// Runs until `condition` holds or the instant comes; tells whether it held.
    @discardableResult
    mutating func run(until end: Instant, _ condition: (inout SimulatedCluster) -> Bool) -> Bool {
        while true {
            if condition(&self) { return true }
            var next = queue.last?.at ?? .never
            var due: MemberID?
            for (id, member) in members where member.isUp && member.raft.nextDeadline < next {
                next = max(now, member.raft.nextDeadline)
                due = id
            }
            if next > end {
                now = end
                return false
            }
            now = max(now, next)
            if let due {
                step(due, .tick)
            } else if let item = queue.popLast() {
                handle(item.event)
            }
        }
    }

    // MARK: The world

    private mutating func schedule(_ event: Event, after span: Span) {
        order += 1
        let item = (at: now + span, order: order, event: event)
        var low = 0
        var high = queue.count
        while low < high {
            let middle = (low + high) / 2
            if (queue[middle].at, queue[middle].order) > (item.at, item.order) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        queue.insert(item, at: low)
    }

    private func isCut(_ one: MemberID, _ other: MemberID) -> Bool {
        cut.contains { ($0.0 == one && $0.1 == other) || ($0.0 == other && $0.1 == one) }
    }

    private mutating func handle(_ event: Event) {
        switch event {
        case .deliver(let from, let to, let message):
            if !isCut(from, to) { step(to, .message(from: from, message)) }
        case .saved(let id, let life, let save):
            guard var member = members[id], member.life == life else { return }
            guard member.pending.first?.sequence == save.sequence else {
                violations.append("saves out of order")
                return
            }
            member.pending.removeFirst()
            member.disk.apply(save, files: member.files)
            members[id] = member
            step(id, .saved(sequence: save.sequence))
        case .stored(let id, let life, let snapshot):
            guard members[id]?.life == life else { return }
            members.update(id) { $0.files.append(snapshot) }
            step(id, .snapshotStored(snapshot))
        case .disconnected(let peer, let id): step(id, .peerDisconnected(peer))
        case .connected(let peer, let id): step(id, .peerConnected(peer))
        }
    }

    private mutating func carryOut(_ effect: RaftEffect, for id: MemberID) {
        switch effect {
        case .save(let save):
            guard var member = members[id] else { return }
            // One disk does one write after another.
            member.diskFreeAt = max(member.diskFreeAt, now) + faults.diskDelay
            member.pending.append(save)
            members[id] = member
            if stuckDisk == id { return }
            schedule(.saved(id, life: member.life, save), after: member.diskFreeAt.since(now))
        case .storeSnapshot(let snapshot):
            schedule(
                .stored(id, life: members[id]?.life ?? 0, snapshot), after: faults.diskDelay + .milliseconds(3))
        case .peerRegressed(let peer): violations.append("\(peer) is said to have lost entries")
        case .send(let to, let message):
            if keepsLog { log.append((now, id, to, message)) }
            if random.oneIn(faults.lossIn) { return }
            for _ in 0..<(random.oneIn(faults.duplicateIn) ? 2 : 1) {
                schedule(
                    .deliver(from: id, to: to, message),
                    after: random.span(from: .microseconds(100), through: faults.delay))
            }
        case .commit(let entries): for entry in entries { apply(entry, on: id) }
        case .restore(let snapshot):
            restores += 1
            if let hash = hashes[snapshot.lastIndex], snapshot.data.bytes != Self.snapshotData(hash) {
                violations.append("\(id) restored another state at \(snapshot.lastIndex)")
            }
            members.update(id) {
                $0.applied = snapshot.lastIndex
                $0.hash = hashes[snapshot.lastIndex] ?? StableHash()
            }
        case .readReady(let ticket, let index):
            reads[ticket] = index
            if let floor = readFloors[ticket], index < floor {
                violations.append("read \(ticket) at \(index) does not see \(floor)")
            }
        case .refused(let ticket, let refusal): refused[ticket] = refusal
        case .proposed(let ticket, let index, let term): proposed[ticket] = (index, term)
        case .roleChanged, .configurationChanged: break
        }
    }

    private mutating func apply(_ entry: LogEntry, on id: MemberID) {
        guard var member = members[id] else { return }
        if entry.index != member.applied.next {
            violations.append("\(id) got \(entry.index) after \(member.applied)")
        }
        if let known = committed[entry.index], known != entry {
            violations.append("two entries committed at \(entry.index)")
        }
        member.applied = entry.index
        member.hash.combine(entry.term.rawValue.canonicalBytes + entry.payload)
        committed[entry.index] = entry
        hashes[entry.index] = member.hash
        lastCommitted = max(lastCommitted, entry.index)
        members[id] = member
    }

    private mutating func checkNewLeader(_ raft: Raft) {
        if let other = leaders[raft.term], other != raft.id { violations.append("two leaders in \(raft.term)") }
        leaders[raft.term] = raft.id
        var index = raft.log.base.next
        while index <= lastCommitted {
            if raft.log.entry(at: index) != committed[index] {
                violations.append("leader \(raft.id) lacks committed \(index)")
            }
            index = index.next
        }
    }

    /// Compares all logs pairwise where they overlap: from the last index with equal terms back, all is equal.
    mutating func checkLogMatching() {
        let rafts = members.values.map(\.raft)
        for one in rafts {
            for other in rafts where other.id > one.id {
                var index = min(one.lastIndex, other.lastIndex)
                let start = max(one.log.base, other.log.base)
                while index > start, one.log.term(at: index) != other.log.term(at: index) { index = index.previous }
                while index > start {
                    if one.log.entry(at: index) != other.log.entry(at: index) {
                        violations.append("logs of \(one.id) and \(other.id) differ at \(index)")
                    }
                    index = index.previous
                }
            }
        }
    }
}

extension Recovered {
    /// What a store does with a save.
    mutating func apply(_ save: Save, files: [Snapshot]) {
        if let mark = save.mark, let snapshot = files.last(where: { $0.mark == mark }) {
            self.snapshot = snapshot
            entries = save.snapshotReplacesLog ? [] : entries.filter { $0.index > snapshot.lastIndex }
        }
        if let first = save.entries.first {
            entries.removeAll { $0.index >= first.index }
            entries += save.entries
        }
        if let hardState = save.hardState { self.hardState = hardState }
    }
}
