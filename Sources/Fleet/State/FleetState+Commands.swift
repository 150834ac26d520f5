import Determinism

extension FleetState {
    /// Accepts a fleet command. A server without a session is unreachable at once: a command is for the servers that are
    /// there when it is given.
    mutating func accept(
        _ definition: CommandDefinition, target: String, nodes wanted: [NodeID], owner: String, index: UInt64
    ) -> Verdict {
        if let problem = problem(with: definition, target: target) { return .invalid(problem) }
        let targets = SortedSet(wanted)
        guard !targets.isEmpty else { return .notFound("target \(target): no server fits it; see `muster node list`") }
        guard unsettledCommands.count < FleetState.unsettledCommandsAtMost else {
            return .conflict("\(unsettledCommands.count) commands are under way; wait until some of them have ended")
        }
        var runs = SortedMap<NodeID, CommandRun>()
        for id in targets {
            guard let node = nodes[id] else { return .notFound("there is no server \(id); see `muster node list`") }
            runs[id] = CommandRun(
                session: node.session,
                result: node.session == nil ? .unreachable("the server was not connected") : nil)
        }
        let id = CommandID(index)
        commands[id] = Command(
            id: id, definition: definition, target: target, owner: owner, acceptedAt: time, runs: runs)
        unsettledCommands.insert(id)
        changes.append(.commandAccepted(id))
        noteIfSettled(id)
        return .done("command \(id) accepted for \(targets.count) servers", identifier: index)
    }

    /// Takes results of command runs. The first result of a run is final.
    mutating func settle(_ outcomes: [CommandOutcome]) -> Verdict {
        var touched = SortedSet<CommandID>()
        var taken: UInt64 = 0
        for outcome in outcomes {
            guard let run = commands[outcome.command]?.runs[outcome.node], run.result == nil else { continue }
            let result = outcome.result.bounded
            commands.update(outcome.command) { command in command.runs.update(outcome.node) { $0.result = result } }
            touched.insert(outcome.command)
            taken += 1
        }
        for id in touched { noteIfSettled(id) }
        return .done("\(taken) of \(outcomes.count) results taken", identifier: taken)
    }

    private mutating func noteIfSettled(_ id: CommandID) {
        guard commands[id]?.isSettled ?? false, unsettledCommands.remove(id) else { return }
        changes.append(.commandSettled(id))
    }

    private func problem(with definition: CommandDefinition, target: String) -> String? {
        guard let program = definition.arguments.first, !program.isEmpty else {
            return "command: it is empty; give a program and its arguments"
        }
        guard definition.arguments.count <= DefinitionLimits.arguments,
            definition.canonicalBytes.count <= DefinitionLimits.definitionBytes,
            !definition.arguments.contains(where: { $0.utf8.contains(0) })
        else { return "command: it has too many or too long arguments, or a NUL byte in one" }
        guard definition.user.isEmpty || Names.isUser(definition.user) else {
            return "user: it must be the name of a system user, 32 characters at the most"
        }
        guard definition.timeLimit > .zero, definition.startWithin > .zero else {
            return "time limit and start limit: they must be greater than zero"
        }
        guard Names.isPlainText(target, atMost: 4_096) else { return "target: it must be text of at most 4096 bytes" }
        return nil
    }
}

extension CommandResult {
    fileprivate var bounded: CommandResult {
        switch self {
        case .exited: self
        case .notStarted(let reason): .notStarted(reason.limited(toBytes: FleetState.messageBytes))
        case .unknown(let reason): .unknown(reason.limited(toBytes: FleetState.messageBytes))
        case .unreachable(let reason): .unreachable(reason.limited(toBytes: FleetState.messageBytes))
        }
    }
}
