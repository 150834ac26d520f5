import Consensus
import Determinism
import Fleet

/// Fleet commands: sent until they are listed, settled by what agents report, and by what is certain or honestly unknown
/// when they cannot.
extension Member {
    mutating func openCommand(_ id: CommandID, _ command: Command, now: Instant) {
        for (node, run) in command.runs where run.result == nil {
            leadership?.openCommands[node, default: SortedSet()].insert(id)
            leadership?.commandSeenAt[id] = now
            sendCommand(id, command, run, to: node, now: now)
        }
    }

    mutating func closeCommand(_ id: CommandID) {
        guard let command = fleet.commands[id] else { return }
        for (node, run) in command.runs where run.result != nil {
            leadership?.openCommands.update(node) { $0.remove(id) }
            leadership?.overdueCommands[node]?[id] = nil
        }
        if command.isSettled { leadership?.commandSeenAt.removeValue(forKey: id) }
    }

    private mutating func sendCommand(
        _ id: CommandID, _ command: Command, _ run: CommandRun, to node: NodeID, now: Instant
    ) {
        let seenAt = leadership?.commandSeenAt[id] ?? .origin
        guard let session = run.session, fleet.nodes[node]?.session == session,
            let sequence = leadership?.acknowledged[session], now < seenAt + command.definition.startWithin
        else { return }
        // Only what is left of its time: however late the order arrives, the instant after which nobody starts the command
        // stays the same.
        var definition = command.definition
        definition.startWithin = (seenAt + definition.startWithin).since(now)
        send(.run(session: session, command: id, definition: definition, leaseSequence: sequence), to: node, now: now)
    }

    /// The open command with the lowest number bounds what is settled for a server.
    func commandWatermark(_ node: NodeID) -> CommandID {
        if let oldest = leadership?.openCommands[node]?.elements.first { return CommandID(oldest.number - 1) }
        return CommandID(fleet.lastIndex)
    }

    /// Commands that the agent lists and whose result is committed.
    func settledCommands(of beat: Beat) -> [CommandID] {
        beat.commands.compactMap { report in
            guard let command = fleet.commands[report.command] else { return report.command }
            return command.runs[beat.session.node]?.result == nil ? nil : report.command
        }
    }

    /// Takes the results of a beat, and sends again what the agent does not list.
    mutating func attendCommands(of beat: Beat, now: Instant) {
        let node = beat.session.node
        guard let open = leadership?.openCommands[node], !open.isEmpty else { return }
        var outcomes: [CommandOutcome] = []
        for id in open {
            guard let command = fleet.commands[id], let run = command.runs[node], run.result == nil else { continue }
            if let report = beat.commands.first(where: { $0.command == id }) {
                if let result = report.result {
                    outcomes.append(CommandOutcome(command: id, node: node, result: result))
                }
                continue
            }
            if run.session != beat.session {
                outcomes.append(
                    CommandOutcome(
                        command: id, node: node, result: .unknown("the agent was restarted and has no record of it")))
            } else if now <= lastStart(of: id, command) {
                sendCommand(id, command, run, to: node, now: now)
            } else if let told = leadership?.overdueCommands[node]?[id] {
                // The agent has heard what was sent after the last possible start, and lists nothing: it did not start it.
                // A beat that was sent before would prove nothing, since it may have been long on its way.
                guard beat.acknowledged >= told else { continue }
                outcomes.append(
                    CommandOutcome(
                        command: id, node: node, result: .unreachable("it did not reach the server in time")))
            } else {
                leadership?.overdueCommands[node, default: SortedMap()][id] = beat.sequence
            }
        }
        settle(outcomes, of: node, now: now)
    }

    /// Commands of servers that say nothing: given up when the server is lost, or past every time limit.
    mutating func settleStaleCommands(now: Instant) {
        for node in leadership?.openCommands.keys ?? [] {
            var outcomes: [CommandOutcome] = []
            for id in leadership?.openCommands[node] ?? SortedSet() {
                guard let command = fleet.commands[id], let run = command.runs[node], run.result == nil else {
                    continue
                }
                if fleet.nodes[node]?.session == nil {
                    outcomes.append(
                        CommandOutcome(command: id, node: node, result: .unknown("the server was lost meanwhile")))
                } else if now >= lastStart(of: id, command) + command.definition.timeLimit + .seconds(10) {
                    outcomes.append(
                        CommandOutcome(
                            command: id, node: node, result: .unknown("no result came within its time limit")))
                }
            }
            settle(outcomes, of: node, now: now)
        }
    }

    /// The instant after which no agent starts it any more: its orders count from a beat that was acknowledged before they
    /// were sent, and a former leader acknowledged nothing later than its grace. Mutating, though it changes nothing, so that
    /// it works in place.
    private mutating func lastStart(of id: CommandID, _ command: Command) -> Instant {
        let seenAt = leadership?.commandSeenAt[id] ?? .origin
        let foreign = leadership?.leases.foreignGrantAt ?? .origin
        return max(seenAt, foreign) + command.definition.startWithin.withDriftAllowance
    }

    private mutating func settle(_ outcomes: [CommandOutcome], of node: NodeID, now: Instant) {
        let news = outcomes.filter { leadership?.settling[node]?.contains($0.command) != true }
        guard !news.isEmpty else { return }
        for outcome in news { leadership?.settling[node, default: SortedSet()].insert(outcome.command) }
        propose(.settleCommands(news), for: .results(node, news.map(\.command)), now: now)
    }
}
