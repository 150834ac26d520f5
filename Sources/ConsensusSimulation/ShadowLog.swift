import Consensus

/// A place in the log of some member: at most one entry has it (log matching).
struct Place: Hashable {
    var index: LogIndex
    var term: Term
}

/// A member's log as it is once some saves are done, without the contents: each entry is known by a hash over itself and
/// all entries before it, so that two logs are compared by one number.
struct ShadowLog {
    private(set) var base = Place(index: .zero, term: .zero)
    private(set) var baseChain: UInt64 = ShadowLog.root
    private var terms: [Term] = []
    private var chains: [UInt64] = []
    /// Where the configurations are that it holds, and the newest that were appended.
    private(set) var configurations: [LogIndex] = []
    private var contents: [(index: LogIndex, configuration: Configuration)] = []
    private(set) var hardState = HardState()

    static let root: UInt64 = 0xCBF2_9CE4_8422_2325

    init() {}

    var lastIndex: LogIndex { LogIndex(base.index.rawValue + UInt64(terms.count)) }
    var lastTerm: Term { terms.last ?? base.term }
    var count: Int { terms.count }

    /// The hash of everything through `index`; nil where it is not known.
    func chain(at index: LogIndex) -> UInt64? {
        if index == base.index { return baseChain }
        guard index > base.index, index <= lastIndex else { return nil }
        return chains[Int(index.rawValue - base.index.rawValue) - 1]
    }

    func term(at index: LogIndex) -> Term? {
        if index == base.index { return base.term }
        guard index > base.index, index <= lastIndex else { return nil }
        return terms[Int(index.rawValue - base.index.rawValue) - 1]
    }

    static func chain(after previous: UInt64, _ entry: LogEntry) -> UInt64 {
        var hash = previous
        func take(_ value: UInt64) { hash = (hash ^ value) &* 0x0000_0100_0000_01B3 }
        take(entry.index.rawValue)
        take(entry.term.rawValue)
        take(UInt64(entry.kind.rawValue))
        for byte in entry.payload { take(UInt64(byte)) }
        return hash ^ (hash >> 29)
    }

    mutating func append(_ entry: LogEntry) {
        chains.append(Self.chain(after: chains.last ?? baseChain, entry))
        terms.append(entry.term)
        guard entry.kind == .configuration else { return }
        configurations.append(entry.index)
        guard let configuration = try? Configuration(canonicalBytes: entry.payload) else { return }
        contents = contents.suffix(16) + [(entry.index, configuration)]
    }

    /// The configuration that the entry at that index is, if it is one that was appended not long ago.
    func configuration(at index: LogIndex) -> Configuration? {
        contents.last { $0.index == index }?.configuration
    }

    mutating func truncate(after index: LogIndex) {
        guard index < lastIndex else { return }
        let kept = index > base.index ? Int(index.rawValue - base.index.rawValue) : 0
        terms.removeLast(terms.count - kept)
        chains.removeLast(chains.count - kept)
        while let last = configurations.last, last > index { configurations.removeLast() }
        contents.removeAll { $0.index > index }
    }

    mutating func take(_ new: HardState) { hardState = new }

    /// Starts from a snapshot: what it contains goes, and all where it replaces the log.
    mutating func start(from mark: Place, chain: UInt64, replacesLog: Bool) {
        if !replacesLog, mark.index >= base.index, mark.index <= lastIndex {
            let dropped = Int(mark.index.rawValue - base.index.rawValue)
            terms.removeFirst(dropped)
            chains.removeFirst(dropped)
        } else {
            terms.removeAll()
            chains.removeAll()
        }
        base = mark
        baseChain = chain
        let end = lastIndex
        configurations.removeAll { $0 > end }
        contents.removeAll { $0.index > end }
    }
}
