import Consensus
import Determinism
import Fleet

/// What administrators ask.
extension Member {
    mutating func take(_ change: ChangeRequest, ticket: UInt64, request: RequestID, actor: String, now: Instant) {
        guard isReadyNow() else {
            out.append(.refused(ticket: ticket, .notLeader(raft.role == .leader ? nil : raft.leader)))
            return
        }
        // A retry is answered, not repeated.
        if let outcome = fleet.outcome(of: request) {
            out.append(.answered(ticket: ticket, outcome))
            return
        }
        switch change {
        case .operation(let operation):
            if case .setPoolRule(_, let rule) = operation, let refusal = complaint(aboutTarget: rule.target) {
                out.append(.refused(ticket: ticket, refusal))
                return
            }
            propose(operation, for: .client(ticket: ticket), request: request, actor: actor, now: now)
        case .command(let definition, let target):
            if let refusal = complaint(aboutTarget: target) {
                out.append(.refused(ticket: ticket, refusal))
                return
            }
            let nodes = servers(of: target)
            propose(
                .acceptCommand(definition, target: target, nodes: nodes), for: .client(ticket: ticket),
                request: request, actor: actor, now: now)
        case .confirmDead(let session, let attempts):
            confirmDead(session, attempts, ticket: ticket, request: request, actor: actor, now: now)
        case .orderPower(let node, let session, let action):
            orderPower(action, of: node, session: session, ticket: ticket, request: request, actor: actor, now: now)
        case .testPower(let node): testPower(of: node, ticket: ticket, now: now)
        case .releaseBrake:
            let held = braked.elements.compactMap { fleet.nodes[$0]?.session }
            propose(
                .setBrake(isOnHold: false, released: held), for: .client(ticket: ticket), request: request,
                actor: actor, now: now)
        }
    }

    /// Why a target names no servers; nil if it names some.
    private func complaint(aboutTarget target: String) -> MemberRefusal? {
        guard Target(target) != nil else {
            return .invalid("the target `\(target)` has an empty part; write names, globs or label=value")
        }
        guard servers(of: target).isEmpty else { return nil }
        return .notFound("no server matches the target `\(target)`; `muster node list` shows their names")
    }

    private func servers(of target: String) -> [NodeID] {
        guard let parsed = Target(target) else { return [] }
        return fleet.nodes.filter { parsed.matches($0.value) }.map(\.key)
    }

    mutating func readLog(
        ticket: UInt64, allocation: AllocationID, attempt number: UInt64?, stream: OutputChunk.Stream, offset: UInt64,
        limit: UInt64, now: Instant
    ) {
        guard isReadyLeader else {
            out.append(.refused(ticket: ticket, .notLeader(raft.role == .leader ? nil : raft.leader)))
            return
        }
        guard let found = fleet.allocations[allocation] else {
            out.append(.refused(ticket: ticket, .notFound("there is no allocation \(allocation)")))
            return
        }
        let wanted = number.map { AttemptID(allocation: allocation, number: $0) } ?? found.current?.id
        guard let wanted, let attempt = fleet.attempt(wanted) else {
            out.append(.refused(ticket: ticket, .notFound("\(found.name) has not been started yet")))
            return
        }
        // The files outlive the session that the attempt ran under, so the server's present one is asked.
        guard let session = fleet.nodes[attempt.node]?.session,
            !beats.isSilent(attempt.node, patience: patience, now: now)
        else {
            out.append(.refused(ticket: ticket, .notFound("\(attempt.node), which has the log, is not reachable now")))
            return
        }
        send(
            .readLog(
                session: session, request: ticket, attempt: wanted, stream: stream, offset: offset, limit: limit),
            to: attempt.node, now: now)
    }
}
