import Consensus
import CoordinatorCore
import Determinism
import Fleet
import FleetWire
import Wire

/// What an administrator wants changed about the coordinators themselves.
enum MembershipChange: Hashable {
    /// Admit one; a learner for good where it `learnsOnly`.
    case add(Wire.CoordinatorPeer, learnsOnly: Bool)
    /// Take one out.
    case remove(MemberID, force: Bool)
    /// Let one lead.
    case transfer(MemberID)

    /// The change of a mutation, if it is one of the members.
    init?(wire: Wire.Mutation.Change?) {
        switch wire {
        case .addCoordinator(let add):
            guard let peer = add.peer else { return nil }
            self = .add(peer, learnsOnly: add.learnsOnly)
        case .removeCoordinator(let remove): self = .remove(MemberID(remove.member), force: remove.force)
        case .transferLeadership(let member): self = .transfer(MemberID(member))
        default: return nil
        }
    }

    /// As the audit log names it.
    var act: String {
        switch self {
        case .add(let peer, let learnsOnly):
            "coordinator add \(peer.member) at \(peer.host):\(peer.basePort)\(learnsOnly ? " as a learner" : "")"
        case .remove(let id, let force): "coordinator remove \(id.rawValue)\(force ? " by force" : "")"
        case .transfer(let id): "coordinator transfer \(id.rawValue)"
        }
    }
}

extension Consensus.Configuration.Peer {
    /// The coordinator that an administrator names; a sentence where it cannot be one.
    init(_ wire: Wire.CoordinatorPeer) throws(ConversionError) {
        guard wire.member >= 1, wire.member <= UInt64(UInt32.max) else {
            throw ConversionError("coordinator_peer.member", "is \(wire.member), not a number from 1 on")
        }
        guard wire.publicKey.utf8.count == 40 else {
            throw ConversionError("coordinator_peer.public_key", "does not have 40 characters")
        }
        guard wire.store.utf8.count == 32, let high = UInt64(wire.store.prefix(16), radix: 16),
            let low = UInt64(wire.store.suffix(16), radix: 16)
        else { throw ConversionError("coordinator_peer.store", "does not have 32 hexadecimal digits") }
        guard !wire.host.isEmpty, !wire.host.contains(where: \.isWhitespace), (1...65_532).contains(wire.basePort)
        else {
            throw ConversionError("coordinator_peer.base_port", "is no port from 1 to 65532 of a host")
        }
        self.init(
            id: MemberID(wire.member), store: StoreID(high: high, low: low),
            address: "\(wire.host):\(UInt64(wire.basePort) + Fleet.CoordinatorAddress.peerOffset)",
            publicKey: wire.publicKey)
    }
}

/// Changes of the members: looked at, written into the audit log, then given to the core. The same change again, after it
/// has come into force, is answered and changes nothing.
extension CoordinatorServer {
    /// How long ago a member may have been heard to count as reached, in nanoseconds.
    private static let reach: UInt64 = 3_000_000_000

    func take(_ change: MembershipChange, _ mutation: Wire.Mutation, _ peer: Listener.Peer, actor: String) {
        guard let id = mutation.id else {
            refuse(peer, mutation.correlation, .invalid, "the request has no id; use a newer `muster`")
            return
        }
        switch examine(change) {
        case .done(let sentence): tellDone(sentence, peer, mutation.correlation)
        case .refused(let code, let sentence): refuse(peer, mutation.correlation, code, sentence)
        case .possible:
            guard let ticket = open(.recordedChange(change), peer, mutation.correlation) else { return }
            feed(
                .change(ticket: ticket, RequestID(wire: id), actor: actor, .operation(.recordAct(change.act))))
        }
    }

    /// The act is recorded: now it is done.
    func carryOut(_ change: MembershipChange, for ticket: Clients.Ticket) {
        // Others may have changed something meanwhile.
        switch examine(change) {
        case .done(let sentence): return tellDone(sentence, ticket.peer, ticket.correlation)
        case .refused(let code, let sentence): return refuse(ticket.peer, ticket.correlation, code, sentence)
        case .possible: break
        }
        switch change {
        case .transfer(let id):
            guard open(.transfer(id.rawValue), ticket.peer, ticket.correlation) != nil else { return }
            feed(.transferLeadership(id))
        case .remove(let id, _): propose([.remove(id)], change, ticket)
        case .add(let wire, let learnsOnly):
            do {
                let peer = try Configuration.Peer(wire)
                propose([learnsOnly ? .addLearner(peer) : .addVoter(peer)], change, ticket)
            } catch {
                refuse(ticket.peer, ticket.correlation, .invalid, "\(error)")
            }
        }
    }

    private func propose(_ steps: [MembershipStep], _ change: MembershipChange, _ ticket: Clients.Ticket) {
        guard let number = open(.membership(change), ticket.peer, ticket.correlation) else { return }
        feed(.changeMembers(ticket: number, steps))
    }

    /// Leadership went to that member: whoever asked for it is answered.
    func finishTransfers(to leader: MemberID?) {
        guard let leader else { return }
        for (number, ticket) in clients.tickets {
            guard case .transfer(leader.rawValue) = ticket.waiting else { continue }
            clients.tickets[number] = nil
            tellDone("member \(leader.rawValue) leads", ticket.peer, ticket.correlation)
        }
    }

    private func tellDone(_ sentence: String, _ peer: Listener.Peer, _ correlation: UInt64) {
        send(
            .mutationOutcome(
                MutationOutcome(
                    correlation: correlation, code: UInt32(Outcome.Code.done.rawValue), message: sentence,
                    index: member.appliedIndex.rawValue)), to: peer)
    }

    enum Verdict {
        case possible
        case done(String)
        case refused(RefusalCode, String)
    }

    func examine(_ change: MembershipChange) -> Verdict {
        let configuration = member.raft.configuration
        switch change {
        case .add(let wire, let learnsOnly):
            let peer: Configuration.Peer
            do {
                peer = try Configuration.Peer(wire)
            } catch {
                return .refused(.invalid, "\(error)")
            }
            return examine(addition: peer, learnsOnly: learnsOnly, in: configuration)
        case .remove(let id, let force): return examine(removal: id, force: force, in: configuration)
        case .transfer(let id):
            guard let peer = configuration.voters.first(where: { $0.id == id }) else {
                return .refused(.notFound, "member \(id.rawValue) is no voter; `muster coordinator list` shows them")
            }
            if id == member.raft.id { return .done("member \(id.rawValue) leads already") }
            guard isReached(peer) else {
                return .refused(.invalid, "member \(id.rawValue) is not reached; it cannot lead now")
            }
            return .possible
        }
    }

    private func examine(
        addition peer: Configuration.Peer, learnsOnly: Bool, in configuration: Configuration
    ) -> Verdict {
        for other in configuration.peers where other.id != peer.id {
            if other.publicKey == peer.publicKey {
                return .refused(.invalid, "member \(other.id.rawValue) has that key already; each needs its own")
            }
            if other.address == peer.address {
                return .refused(.invalid, "member \(other.id.rawValue) is at \(peer.address) already")
            }
        }
        let list = learnsOnly ? configuration.learners : configuration.voters + configuration.learners
        if list.contains(peer),
            learnsOnly || configuration.voters.contains(peer)
                || configuration.joining.contains(peer.id)
        {
            return .done("member \(peer.id.rawValue) takes part already")
        }
        return .possible
    }

    private func examine(removal id: MemberID, force: Bool, in configuration: Configuration) -> Verdict {
        guard configuration.peers.contains(where: { $0.id == id }) else {
            return .done("member \(id.rawValue) has no part")
        }
        if !configuration.voters.contains(where: { $0.id == id }), configuration.isJoint {
            return .refused(.unavailable, "member \(id.rawValue) is leaving already; ask again")
        }
        let rest = configuration.voters.filter { $0.id != id }
        guard !rest.isEmpty else {
            return .refused(.invalid, "member \(id.rawValue) is the last voter: without it there is no cluster")
        }
        let reached = rest.filter { isReached($0) }.count
        guard force || reached * 2 > rest.count || rest.count == configuration.voters.count else {
            return .refused(
                .invalid,
                "of the \(rest.count) voters that would be left, \(reached) are reached: they could decide nothing. Repair "
                    + "them first, or use --force if this one is worse")
        }
        return .possible
    }

    private func isReached(_ peer: Configuration.Peer) -> Bool {
        if peer.id == member.raft.id { return true }
        guard let news = peerNews[peer.id] else { return false }
        return loop.now - news.heardAt <= CoordinatorServer.reach
    }
}
