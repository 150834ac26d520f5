import Consensus

/// Promises that are checked as members act.
extension ConsensusSimulator {
    /// What a message promises must be durable at the moment at which it leaves.
    func checkPromise(_ message: RaftMessage, from member: SimulatedMember, to peer: MemberID) {
        let durable = member.durable
        switch message.body {
        case .voteResponse(isPreVote: false, granted: true):
            note("\(member.name) votes for member \(peer.rawValue) in term \(message.term.rawValue)")
            witness.votes(member.id, member.disk.store, for: peer, in: message.term)
            if durable.hardState != HardState(term: message.term, vote: peer) {
                witness.breaks(
                    .durableBeforeSaid,
                    "\(member.name) votes for \(peer.rawValue) in term \(message.term.rawValue) before the vote is durable"
                )
            }
        case .voteRequest(isPreVote: false, _, _, _):
            witness.votes(member.id, member.disk.store, for: member.id, in: message.term)
            if durable.hardState != HardState(term: message.term, vote: member.id) {
                witness.breaks(
                    .durableBeforeSaid,
                    "\(member.name) asks for votes in term \(message.term.rawValue) before its own is durable")
            }
        case .appendResponse(success: true, let index, _):
            checkDurable(index, member, "acknowledges")
            checkTerm(of: message, member)
        case .heartbeatResponse(_, let index, _):
            if index > member.durable.lastIndex {
                witness.breaks(
                    .durableBeforeSaid,
                    "\(member.name) reports index \(index.rawValue); durable is \(member.durable.lastIndex.rawValue)")
            }
        case .snapshotResponse(let index, _, isComplete: true):
            checkDurable(index, member, "has the snapshot of")
            checkTerm(of: message, member)
        default: break
        }
    }

    private func checkDurable(_ index: LogIndex, _ member: SimulatedMember, _ verb: String) {
        guard index > member.durable.base.index else { return }
        // Of several inputs taken together a later one may have cut off what an earlier one was answered for.
        if member.isTakingSeveral, index <= member.durable.lastIndex { return }
        guard let durable = member.durable.chain(at: index), member.log.chain(at: index).map({ $0 == durable }) ?? true
        else {
            return witness.breaks(
                .durableBeforeSaid,
                "\(member.name) \(verb) index \(index.rawValue); durable is index "
                    + "\(member.durable.lastIndex.rawValue), or another entry there")
        }
    }

    /// The configuration in force is the newest in the log, whether that is committed or not.
    func checkConfiguration(_ member: SimulatedMember) {
        guard let configuration = member.raft?.configuration, let chain = member.log.chain(at: member.log.lastIndex),
            let expected = witness.configuration(after: chain), configuration != expected
        else { return }
        witness.breaks(
            .configurationOfLog,
            "\(member.name) goes by \(Self.describe(configuration)); the newest in its log, which ends at index "
                + "\(member.log.lastIndex.rawValue), is \(Self.describe(expected))")
    }

    /// A snapshot has the configuration that was in force at its end.
    func checkConfiguration(of snapshot: Snapshot, on member: SimulatedMember) {
        let place = Place(index: snapshot.lastIndex, term: snapshot.lastTerm)
        guard let chain = witness.chain(at: place), let expected = witness.configuration(after: chain),
            snapshot.configuration != expected
        else { return }
        witness.breaks(
            .configurationOfLog,
            "\(member.name) stores a snapshot at index \(place.index.rawValue) with \(Self.describe(snapshot.configuration)) "
                + "where \(Self.describe(expected)) was in force")
    }

    /// Who acknowledges something in a term may never take anything of an older one: the term must be durable, too.
    func checkTerm(of message: RaftMessage, _ member: SimulatedMember) {
        guard member.durable.hardState.term < message.term else { return }
        witness.breaks(
            .durableBeforeSaid,
            "\(member.name) acknowledges in term \(message.term.rawValue); durable is term "
                + "\(member.durable.hardState.term.rawValue)")
    }

    private static func describe(_ configuration: Configuration) -> String {
        let outgoing = configuration.isJoint ? " and \(configuration.outgoing.map(\.id.rawValue))" : ""
        return "voters \(configuration.voters.map(\.id.rawValue))\(outgoing)"
    }
}
