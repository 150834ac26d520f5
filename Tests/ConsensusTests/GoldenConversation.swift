import Determinism

@testable import Consensus

/// The commands of the golden conversations (`Data/conversations`; its README.md tells what each does).
struct GoldenConversation {
    private(set) var cluster = GoldenCluster()
    private var isSilent = false

    /// Carries out one command and returns what happened. `quiet` as an argument, or `log-level none` before, leaves the
    /// output away.
    mutating func carryOut(_ command: GoldenFile.Command) throws -> String {
        cluster.lines = []
        try execute(command)
        let lines = cluster.lines
        let isQuestion = Self.questions.contains(command.name)
        if lines.isEmpty || command.words.contains("quiet") || (isSilent && !isQuestion) { return "ok" }
        return lines.joined(separator: "\n")
    }

    private static let questions = ["status", "raft-state", "raft-log", "state", "store"]

    private mutating func execute(_ command: GoldenFile.Command) throws {
        let ids = try members(command.words.filter { $0 != "quiet" && UInt64($0) != nil })
        switch command.name {
        case "log-level": isSilent = command.words.first == "none"
        case "add-members": try addMembers(command)
        case "wait":
            guard let first = command.words.first, first.hasSuffix("ms"), let span = UInt64(first.dropLast(2)) else {
                throw malformed(command, "`wait` needs a time such as 100ms")
            }
            cluster.now = cluster.now + .milliseconds(span)
        case "tick": for id in ids { cluster.step(id, [.tick]) }
        case "tick-heartbeat":
            for id in ids {
                cluster.now = cluster.now + (cluster.members[id]?.settings.heartbeatInterval ?? .zero)
                cluster.step(id, [.tick])
            }
        case "campaign":
            cluster.now = cluster.now + GoldenCluster.longSilence
            for id in ids { cluster.tickUntilDue(id) }
        case "stabilize": cluster.stabilize(ids.isEmpty ? Array(cluster.members.keys) : ids)
        case "deliver-msgs": try deliver(command, to: ids)
        case "crash":
            for id in ids { cluster.crash(id, written: command.value("written").flatMap { Int($0) } ?? 0) }
        case "restart": for id in ids { cluster.start(id) }
        case "lose-store": for id in ids { loseStore(id) }
        case "lose-entries":
            let end = LogIndex(command.value("after").flatMap { UInt64($0) } ?? 0)
            for id in ids { cluster.members.update(id) { $0.disk.entries.removeAll { $0.index > end } } }
        case "disk": for id in ids { cluster.members.update(id) { $0.hasSlowDisk = command.words.contains("slow") } }
        case "save-done":
            let count = command.value("count").flatMap { Int($0) } ?? .max
            for id in ids { cluster.completeSaves(id, count: count, indent: 0) }
        case "snapshot-done": for id in ids { cluster.completeSnapshots(id) }
        case "raft-state":
            for (id, member) in cluster.members {
                cluster.write(member.raft.map(GoldenText.state) ?? "\(id.rawValue): down")
            }
        default: try speak(command, to: try one(ids, command))
        }
    }

    /// Commands to a single member.
    private mutating func speak(_ command: GoldenFile.Command, to id: MemberID) throws {
        switch command.name {
        case "connection-closed":
            for peer in try members(command.values("to") ?? []) { cluster.step(id, [.peerDisconnected(peer)]) }
        case "connected":
            for peer in try members(command.values("to") ?? []) { cluster.step(id, [.peerConnected(peer)]) }
        case "propose":
            let payloads = command.words.filter { $0 != "quiet" }.dropFirst()
            let inputs = payloads.map { RaftInput.propose(ticket: nextTicket(), payload: Array($0.utf8)) }
            cluster.step(id, inputs)
        case "read": cluster.step(id, [.read(ticket: nextTicket())])
        case "transfer":
            cluster.step(id, try members(command.values("to") ?? []).map { .transferLeadership($0) })
        case "change-configuration":
            let target = try configuration(command)
            cluster.step(id, [.changeConfiguration(ticket: nextTicket(), target)])
        case "change-members":
            let steps = try command.words.filter { $0 != "quiet" }.dropFirst().map(step)
            cluster.step(id, [.changeMembers(ticket: nextTicket(), steps)])
        case "compact":
            let index = LogIndex(command.value("through").flatMap { UInt64($0) } ?? 0)
            let applied = (cluster.members[id]?.applied ?? []).filter { $0.index <= index }
            let data = Array(applied.map(\.text).joined(separator: " ").utf8)
            cluster.step(id, [.compact(through: index, data: data)])
        case "disk-space": cluster.step(id, [.storageSpace(isLow: command.words.contains("low"))])
        default: try answer(command, about: id)
        }
    }

    /// Questions, which change nothing.
    private mutating func answer(_ command: GoldenFile.Command, about id: MemberID) throws {
        guard let member = cluster.members[id] else { throw malformed(command, "there is no such member") }
        switch command.name {
        case "status":
            guard let raft = member.raft else { return cluster.write("\(id.rawValue): down") }
            cluster.write(GoldenText.state(raft))
            for (peer, progress) in raft.progress { cluster.write("  \(peer.rawValue): \(GoldenText.text(progress))") }
        case "raft-log":
            guard let raft = member.raft else { return cluster.write("\(id.rawValue): down") }
            cluster.write("behind \(GoldenText.place(raft.log.baseTerm, raft.log.base)):")
            for entry in raft.log.entries { cluster.write(GoldenText.text(entry)) }
        case "state": cluster.write(member.applied.map(\.text).joined(separator: " "))
        case "store":
            let vote = member.disk.hardState.vote.map(GoldenText.text) ?? "none"
            cluster.write("term=\(member.disk.hardState.term.rawValue) vote=\(vote)")
            if let snapshot = member.disk.snapshot { cluster.write("snapshot \(GoldenText.text(snapshot))") }
            for entry in member.disk.entries { cluster.write(GoldenText.text(entry)) }
        default: throw malformed(command, "there is no such command")
        }
    }

    // MARK: Commands

    private mutating func addMembers(_ command: GoldenFile.Command) throws {
        guard let count = command.words.first.flatMap({ UInt64($0) }) else {
            throw malformed(command, "`add-members` needs a number")
        }
        var settings = RaftSettings()
        settings.entriesKeptBehindSnapshot = 0
        for argument in command.arguments {
            guard let value = argument.values.first.flatMap({ Int($0) }) else { continue }
            switch argument.key {
            case "in-flight": settings.appendsInFlight = value
            case "entries-per-append": settings.entriesPerAppend = value
            case "chunk": settings.snapshotChunkBytes = value
            case "chunks-in-flight": settings.snapshotChunksInFlight = value
            case "kept": settings.entriesKeptBehindSnapshot = value
            default: break
            }
        }
        let bootstrap = try configuration(command)
        for _ in 0..<count {
            let id = MemberID((cluster.members.keys.last?.rawValue ?? 0) + 1)
            let disk = Recovered(
                store: StoreID(high: 7, low: id.rawValue),
                hardState: HardState(term: Term(command.value("term").flatMap { UInt64($0) } ?? 0)),
                entries: Self.entries(of: command.values("log") ?? [], configuration: bootstrap))
            cluster.add(
                id, disk: disk, bootstrap: bootstrap.voters.isEmpty ? nil : bootstrap, settings: settings)
        }
    }

    /// A log of these terms: the configuration first, and behind it commands that tell their place.
    private static func entries(of terms: [String], configuration: Configuration) -> [LogEntry] {
        terms.enumerated().map { position, text in
            let index = UInt64(position) + 1
            let term = Term(UInt64(text) ?? 0)
            if index == 1 {
                return LogEntry(
                    index: LogIndex(1), term: term, kind: .configuration, payload: configuration.canonicalBytes)
            }
            return LogEntry(
                index: LogIndex(index), term: term, kind: .command, payload: Array("\(text).\(index)".utf8))
        }
    }

    private mutating func deliver(_ command: GoldenFile.Command, to ids: [MemberID]) throws {
        let dropped = try members(command.values("drop") ?? [])
        let senders = try members(command.values("from") ?? [])
        let kinds = command.values("type") ?? []
        let limit = command.value("count").flatMap { Int($0) } ?? .max
        let fits: (GoldenCluster.Envelope) -> Bool = { envelope in
            (senders.isEmpty || senders.contains(envelope.from))
                && (kinds.isEmpty || kinds.contains(GoldenText.kind(envelope.message.body)))
        }
        for envelope in cluster.take({ dropped.contains($0.to) && fits($0) }, limit: limit) {
            cluster.write(
                "dropped: " + GoldenText.text(from: envelope.from, to: envelope.to, envelope.message))
        }
        let taken = cluster.take({ ids.contains($0.to) && fits($0) }, limit: limit)
        if command.words.contains("copy") { cluster.network += taken }
        for envelope in command.words.contains("reverse") ? taken.reversed() : taken {
            cluster.deliver(envelope, indent: 0)
        }
    }

    private mutating func loseStore(_ id: MemberID) {
        cluster.members.update(id) { member in
            member.disk = Recovered(store: StoreID(high: 8, low: id.rawValue))
            member.files = []
        }
    }

    // MARK: Arguments

    private mutating func nextTicket() -> UInt64 {
        cluster.lastTicket += 1
        return cluster.lastTicket
    }

    private func members(_ texts: [String]) throws -> [MemberID] {
        try texts.map { text in
            guard let number = UInt64(text) else { throw GoldenFile.Malformed(description: "\(text) names nobody") }
            return MemberID(number)
        }
    }

    /// `v4` adds a voter, `l4` a learner, `r4` removes a member; with the store that the member has now.
    private func step(_ text: String) throws -> MembershipStep {
        let id = try members([String(text.dropFirst())])[0]
        var peer = SimulatedCluster.peer(id.rawValue)
        if let member = cluster.members[id] { peer.store = member.disk.store }
        switch text.first {
        case "v": return .addVoter(peer)
        case "l": return .addLearner(peer)
        case "r": return .remove(id)
        default: throw GoldenFile.Malformed(description: "\(text) is no step of a change")
        }
    }

    private func configuration(_ command: GoldenFile.Command) throws -> Configuration {
        let voters = try members(command.values("voters") ?? [])
        let learners = try members(command.values("learners") ?? [])
        return Configuration(
            voters: voters.map { SimulatedCluster.peer($0.rawValue) },
            learners: learners.map { SimulatedCluster.peer($0.rawValue) })
    }

    private func one(_ ids: [MemberID], _ command: GoldenFile.Command) throws -> MemberID {
        guard let id = ids.first else { throw malformed(command, "the command needs a member") }
        return id
    }

    private func malformed(_ command: GoldenFile.Command, _ sentence: String) -> GoldenFile.Malformed {
        GoldenFile.Malformed(description: "line \(command.line): \(command.name): \(sentence)")
    }
}
