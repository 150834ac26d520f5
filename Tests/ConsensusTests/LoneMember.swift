import Determinism

@testable import Consensus

/// One member of a cluster of three, to be spoken to by hand.
struct LoneMember {
    var raft: Raft
    var now = Instant(nanoseconds: 10_000_000_000)

    static let configuration = Configuration(voters: [1, 2, 3].map(SimulatedCluster.peer))

    /// Its log begins with the configuration; `entries` are (index, term) of commands behind it.
    init(
        _ id: UInt64, store: StoreID? = nil, hardState: HardState = HardState(term: Term(1)),
        entries: [(UInt64, UInt64)] = [], settings: RaftSettings = SimulatedCluster.settings
    ) {
        let first = LogEntry(
            index: LogIndex(1), term: Term(1), kind: .configuration,
            payload: Self.configuration.canonicalBytes)
        let rest = entries.map {
            LogEntry(
                index: LogIndex($0.0), term: Term($0.1), kind: .command, payload: [UInt8(truncatingIfNeeded: $0.0)])
        }
        let recovered = Recovered(
            store: store ?? StoreID(high: 7, low: id), hardState: hardState, entries: [first] + rest)
        raft = Raft(
            id: MemberID(id), recovered: recovered, bootstrap: nil, settings: settings, seed: id, now: now)
    }

    mutating func receive(
        _ from: UInt64, store: StoreID? = nil, term: UInt64, _ body: RaftMessage.Body
    ) -> [RaftEffect] {
        let store = store ?? StoreID(high: 7, low: from)
        return raft.step(
            .message(from: MemberID(from), RaftMessage(term: Term(term), store: store, body: body)), now: now)
    }

    /// Carries out saves at once.
    mutating func settle(_ effects: [RaftEffect]) -> [RaftEffect] {
        var all = effects
        var open = effects.saves
        while let save = open.first {
            open.removeFirst()
            let more = raft.step(.saved(sequence: save.sequence), now: now)
            open += more.saves
            all += more
        }
        return all
    }

    /// Wins an election by the vote of member 2.
    mutating func lead() -> [RaftEffect] {
        now = raft.nextDeadline
        var effects = settle(raft.step(.tick, now: now))
        effects += settle(
            receive(2, term: raft.term.rawValue, .voteResponse(isPreVote: true, granted: true)))
        effects += receive(2, term: raft.term.rawValue, .voteResponse(isPreVote: false, granted: true))
        return effects
    }
}

extension [RaftEffect] {
    var saves: [Save] { compactMap { if case .save(let save) = $0 { save } else { nil } } }
    var sent: [RaftMessage] { compactMap { if case .send(_, let message) = $0 { message } else { nil } } }
    func sent(to peer: UInt64) -> [RaftMessage.Body] {
        compactMap { if case .send(MemberID(peer), let message) = $0 { message.body } else { nil } }
    }
    var committed: [UInt64] {
        flatMap { if case .commit(let entries) = $0 { entries.map(\.index.rawValue) } else { [UInt64]() } }
    }
}
