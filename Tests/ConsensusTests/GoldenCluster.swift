import Determinism

@testable import Consensus

/// A few members that are moved by hand, a command at a time: nothing is delivered, written or ticked unless a command says
/// so. What happens is written down as text.
struct GoldenCluster {
    struct Member {
        /// Nil while it is down.
        var raft: Raft?
        var disk: Recovered
        var settings: RaftSettings
        var bootstrap: Configuration?
        /// Writes under way.
        var pending: [Save] = []
        /// Snapshots that are being written to files of their own, and those that are there.
        var storing: [Snapshot] = []
        var files: [Snapshot] = []
        /// Whether only `save-done` completes its writes.
        var hasSlowDisk = false
        /// The state machine: the commands that were applied, with their places.
        var applied: [(index: LogIndex, text: String)] = []
    }

    struct Envelope {
        var from: MemberID
        var to: MemberID
        var message: RaftMessage
    }

    /// Longer than any member waits for a leader.
    static let longSilence = Span.seconds(3)

    var members = SortedMap<MemberID, Member>()
    var network: [Envelope] = []
    var now = Instant(nanoseconds: 10_000_000_000)
    var lines: [String] = []
    var lastTicket: UInt64 = 0

    // MARK: Members

    mutating func add(_ id: MemberID, disk: Recovered, bootstrap: Configuration?, settings: RaftSettings) {
        members[id] = Member(disk: disk, settings: settings, bootstrap: bootstrap)
        start(id)
    }

    /// Starts a member from what its disk holds; the first configuration is durable at once.
    mutating func start(_ id: MemberID) {
        guard var member = members[id], member.raft == nil else { return write("\(id.rawValue) is up already") }
        let raft = Raft(
            id: id, recovered: member.disk, bootstrap: member.bootstrap, settings: member.settings,
            seed: id.rawValue, now: now)
        member.raft = raft
        member.applied = member.disk.snapshot.map(Self.commands) ?? []
        members[id] = member
        write(GoldenText.state(raft))
        if raft.isDirty { step(id, [.tick]) }
        completeSaves(id, indent: 0, isTold: false)
    }

    /// Ends a member. The first `written` of the writes under way were done without it having been told.
    mutating func crash(_ id: MemberID, written: Int) {
        members.update(id) { member in
            for save in member.pending.prefix(written) { member.disk.apply(save, files: member.files) }
            member.pending = []
            member.storing = []
            member.raft = nil
        }
    }

    // MARK: Steps

    mutating func step(_ id: MemberID, _ inputs: [RaftInput], indent: Int = 0) {
        guard var member = members[id], var raft = member.raft else { return write("\(id.rawValue) is down", indent) }
        let effects = raft.step(inputs, now: now)
        member.raft = raft
        members[id] = member
        var last = ""
        for effect in effects {
            carryOut(effect, for: id)
            let text = GoldenText.text(effect, of: raft)
            if text != last { write(text, indent) }
            last = text
        }
    }

    /// Ticks a member whose time is over; once more a little later, since one that is late first gives what may wait in its
    /// socket a chance.
    mutating func tickUntilDue(_ id: MemberID) {
        let before = lines.count
        step(id, [.tick])
        guard lines.count == before, let interval = members[id]?.settings.heartbeatInterval else { return }
        now = now + interval
        step(id, [.tick])
    }

    private mutating func carryOut(_ effect: RaftEffect, for id: MemberID) {
        switch effect {
        case .save(let save): members.update(id) { $0.pending.append(save) }
        case .storeSnapshot(let snapshot): members.update(id) { $0.storing.append(snapshot) }
        case .send(let to, let message): network.append(Envelope(from: id, to: to, message: message))
        case .commit(let entries):
            let commands = entries.filter { $0.kind == .command }
            members.update(id) {
                $0.applied += commands.map { ($0.index, String(decoding: $0.payload, as: UTF8.self)) }
            }
        case .restore(let snapshot): members.update(id) { $0.applied = Self.commands(snapshot) }
        default: break
        }
    }

    static func commands(_ snapshot: Snapshot) -> [(index: LogIndex, text: String)] {
        String(decoding: snapshot.data.bytes, as: UTF8.self).split(separator: " ").map {
            (snapshot.lastIndex, String($0))
        }
    }

    /// Completes up to `count` writes under way, with one report for all.
    mutating func completeSaves(_ id: MemberID, count: Int = .max, indent: Int, isTold: Bool = true) {
        guard var member = members[id], member.raft != nil else { return }
        let done = Array(member.pending.prefix(count))
        guard let last = done.last else { return }
        member.pending.removeFirst(done.count)
        for save in done { member.disk.apply(save, files: member.files) }
        members[id] = member
        if isTold { write("> \(id.rawValue) has saved \(last.sequence)", indent) }
        step(id, [.saved(sequence: last.sequence)], indent: indent + 2)
    }

    /// Completes the snapshot files that are being written.
    mutating func completeSnapshots(_ id: MemberID) {
        guard var member = members[id], member.raft != nil else { return }
        let done = member.storing
        member.files += done
        member.storing = []
        members[id] = member
        for snapshot in done {
            write("> \(id.rawValue) has stored snapshot \(GoldenText.place(snapshot.lastTerm, snapshot.lastIndex))")
            step(id, [.snapshotStored(snapshot)], indent: 2)
        }
    }

    /// Delivers a message that was taken from the network.
    mutating func deliver(_ envelope: Envelope, indent: Int) {
        let text = GoldenText.text(from: envelope.from, to: envelope.to, envelope.message)
        guard members[envelope.to]?.raft != nil else {
            return write("\(text) is lost: \(envelope.to.rawValue) is down", indent)
        }
        write(text, indent)
        step(envelope.to, [.message(from: envelope.from, envelope.message)], indent: indent + 2)
    }

    /// Takes the messages that fit from the network, in the order of sending.
    mutating func take(_ fits: (Envelope) -> Bool, limit: Int = .max) -> [Envelope] {
        var taken: [Envelope] = []
        var left: [Envelope] = []
        for envelope in network {
            if taken.count < limit, fits(envelope) { taken.append(envelope) } else { left.append(envelope) }
        }
        network = left
        return taken
    }

    /// Delivers and writes, member after member, until none of `among` has anything left to do.
    mutating func stabilize(_ among: [MemberID]) {
        for _ in 0..<200 {
            var isQuiet = true
            for id in among {
                let messages = take { $0.to == id }
                if !messages.isEmpty {
                    isQuiet = false
                    write("> \(id.rawValue) receives")
                    for message in messages { deliver(message, indent: 2) }
                }
                guard let member = members[id], !member.hasSlowDisk else { continue }
                if !member.storing.isEmpty || !member.pending.isEmpty { isQuiet = false }
                completeSaves(id, indent: 0)
                completeSnapshots(id)
            }
            if isQuiet { return }
        }
        write("the members do not come to rest")
    }

    mutating func write(_ line: String, _ indent: Int = 0) {
        lines.append(String(repeating: " ", count: indent) + line)
    }
}
