import Consensus
import Determinism

/// Sees all that members do, from outside, and holds it against the promises. It keeps the first broken one.
struct Witness {
    struct Commitment {
        var term: Term
        var chain: UInt64
        /// The term of the leader that committed it.
        var committedIn: Term
        /// The state after it; nil until somebody has applied it.
        var state: UInt64?
    }

    private struct VoteKey: Hashable {
        var store: StoreID
        var term: Term
    }

    private struct RequestKey: Hashable {
        var client: UInt64
        var number: UInt64
    }

    private var leaders: [Term: MemberID] = [:]
    private var given: [VoteKey: MemberID] = [:]
    private var chains: [Place: UInt64] = [:]
    /// The configuration in force behind each log that was seen, by the log's hash.
    private var inForce: [UInt64: Configuration] = [:]
    private var executions: [RequestKey: LogIndex] = [:]
    /// By index, from 1.
    private(set) var committed: [Commitment] = []
    /// The newest committed configuration and where it is.
    private(set) var configuration: (index: LogIndex, value: Configuration)
    /// The newest place that a client was told of.
    private(set) var acknowledged = LogIndex.zero
    private(set) var elections: UInt64 = 0
    private(set) var broken: (invariant: Invariant, detail: String)?

    init(bootstrap: Configuration) { configuration = (LogIndex(1), bootstrap) }

    var lastCommitted: LogIndex { LogIndex(UInt64(committed.count)) }

    mutating func breaks(_ invariant: Invariant, _ detail: @autoclosure () -> String) {
        if broken == nil { broken = (invariant, detail()) }
    }

    func commitment(at index: LogIndex) -> Commitment? {
        guard index > .zero, index <= lastCommitted else { return nil }
        return committed[Int(index.rawValue) - 1]
    }

    // MARK: Logs

    /// The hash that belongs to a snapshot's place.
    func chain(at place: Place) -> UInt64? { place.index == .zero ? ShadowLog.root : chains[place] }

    /// A log holds these entries from now on: the same place holds the same everywhere.
    mutating func sees(_ log: ShadowLog, from first: LogIndex, of member: MemberID) {
        var index = first
        while index <= log.lastIndex {
            if let term = log.term(at: index), let chain = log.chain(at: index) {
                let place = Place(index: index, term: term)
                inForce[chain] = log.configuration(at: index) ?? log.chain(at: index.previous).flatMap { inForce[$0] }
                if let known = chains[place] {
                    if known != chain {
                        breaks(
                            .logMatching,
                            "member \(member.rawValue) holds another entry at index \(index.rawValue) of term "
                                + "\(term.rawValue), or others before it, than another member did")
                    }
                } else {
                    chains[place] = chain
                }
            }
            index = index.next
        }
    }

    /// A member became leader with that log, by the votes of a quorum of that configuration.
    mutating func leads(_ member: MemberID, in term: Term, with log: ShadowLog, by configuration: Configuration? = nil)
    {
        elections += 1
        // Its own vote may never have had to leave it.
        let isElected = configuration.map { configuration in
            ConfigurationRules.hasQuorum(configuration) { voter in
                voter.id == member || given[VoteKey(store: voter.store, term: term)] == member
            }
        }
        if isElected == false {
            breaks(
                .electionSafety,
                "member \(member.rawValue) leads term \(term.rawValue) without the votes of a quorum of its configuration"
            )
        }
        if let other = leaders[term], other != member {
            breaks(
                .electionSafety,
                "members \(other.rawValue) and \(member.rawValue) both became leader of term \(term.rawValue)")
        }
        leaders[term] = member
        var index = lastCommitted
        while let there = commitment(at: index), there.committedIn >= term { index = index.previous }
        guard let newest = commitment(at: index), index > log.base.index else { return }
        if log.chain(at: index) != newest.chain {
            breaks(
                .leaderCompleteness,
                "member \(member.rawValue) leads term \(term.rawValue) without the entry that was committed at index "
                    + "\(index.rawValue) in term \(newest.committedIn.rawValue)")
        }
    }

    // MARK: Configurations

    /// The configuration in force at the end of a log that was seen.
    func configuration(after chain: UInt64) -> Configuration? { inForce[chain] }

    // MARK: Votes

    mutating func votes(_ member: MemberID, _ store: StoreID, for candidate: MemberID, in term: Term) {
        let key = VoteKey(store: store, term: term)
        if let before = given[key], before != candidate {
            breaks(
                .oneVoteATerm,
                "member \(member.rawValue) voted for \(before.rawValue) and for \(candidate.rawValue) in term "
                    + "\(term.rawValue)")
        }
        given[key] = candidate
    }

    // MARK: Commitment

    /// A member delivers an entry; tells whether it is the first to do so.
    mutating func delivers(_ entry: LogEntry, on member: MemberID, in term: Term) -> Bool {
        if let known = commitment(at: entry.index) {
            let chain = ShadowLog.chain(after: commitment(at: entry.index.previous)?.chain ?? ShadowLog.root, entry)
            if chain != known.chain {
                breaks(
                    .stateMachineSafety,
                    "member \(member.rawValue) applies another entry at index \(entry.index.rawValue) than was "
                        + "applied before (terms \(entry.term.rawValue) and \(known.term.rawValue))")
            }
            return false
        }
        guard entry.index == lastCommitted.next else {
            breaks(
                .stateMachineSafety, "entry \(entry.index.rawValue) is delivered and nobody delivered the one before")
            return false
        }
        let chain = ShadowLog.chain(after: committed.last?.chain ?? ShadowLog.root, entry)
        committed.append(Commitment(term: entry.term, chain: chain, committedIn: term))
        if entry.kind == .configuration, let new = try? Configuration(canonicalBytes: entry.payload) {
            configuration = (entry.index, new)
        }
        return true
    }

    /// A member's state after it applied everything through `index`.
    mutating func hasState(_ hash: UInt64, at index: LogIndex, on member: MemberID) {
        guard index > .zero, index <= lastCommitted else { return }
        let place = Int(index.rawValue) - 1
        if let known = committed[place].state {
            if known != hash {
                breaks(
                    .stateMachineSafety,
                    "member \(member.rawValue) has another state after index \(index.rawValue) than another member had")
            }
        } else {
            committed[place].state = hash
        }
    }

    /// A request took effect.
    mutating func executes(client: UInt64, number: UInt64, at index: LogIndex, on member: MemberID) {
        let key = RequestKey(client: client, number: number)
        if let before = executions[key], before != index {
            breaks(
                .appliedOnce,
                "request \(number) of client \(client) took effect at index \(before.rawValue), and again at "
                    + "\(index.rawValue) on member \(member.rawValue)")
        }
        executions[key] = index
    }

    /// A client is told that its request was carried out.
    mutating func acknowledges(client: UInt64, number: UInt64) {
        guard let index = executions[RequestKey(client: client, number: number)] else {
            breaks(.acknowledgedKept, "request \(number) of client \(client) was acknowledged and took effect nowhere")
            return
        }
        acknowledged = max(acknowledged, index)
    }
}
