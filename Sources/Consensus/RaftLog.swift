import Determinism

/// The part of the log that is kept in memory: what lies behind the snapshot, and a bounded tail before its end for slow
/// followers. It also knows which configuration is in force at which index.
struct RaftLog: Sendable {
    /// The index before the first kept entry, and its term.
    private(set) var base: LogIndex
    private(set) var baseTerm: Term
    private(set) var entries: [LogEntry] = []
    /// Configurations with the index from which each is in force, ascending; the first may lie before `base`.
    private(set) var configurations: [(index: LogIndex, configuration: Configuration)]

    init(base: LogIndex, term: Term, configuration: Configuration) {
        self.base = base
        baseTerm = term
        configurations = [(base, configuration)]
    }

    var lastIndex: LogIndex { LogIndex(base.rawValue + UInt64(entries.count)) }
    var lastTerm: Term { entries.last?.term ?? baseTerm }
    var configuration: Configuration { configurations[configurations.count - 1].configuration }
    var configurationIndex: LogIndex { configurations[configurations.count - 1].index }

    /// The configuration before the one in force, as far as it is known.
    var previousConfiguration: Configuration? {
        configurations.count > 1 ? configurations[configurations.count - 2].configuration : nil
    }

    /// The configuration in force at `index`, which must not lie before `base`.
    func configuration(at index: LogIndex) -> Configuration {
        configurations.last { $0.index <= index }?.configuration ?? configurations[0].configuration
    }

    /// The term at `index`; nil where the log does not reach.
    func term(at index: LogIndex) -> Term? {
        if index == base { return baseTerm }
        return entry(at: index)?.term
    }

    func entry(at index: LogIndex) -> LogEntry? {
        guard index > base, index <= lastIndex else { return nil }
        return entries[Int(index.rawValue - base.rawValue) - 1]
    }

    /// The entries from `first` (which must lie behind `base`) through `last`.
    func entries(from first: LogIndex, through last: LogIndex) -> ArraySlice<LogEntry> {
        guard first > base, first <= last, last <= lastIndex else { return [] }
        return entries[Int(first.rawValue - base.rawValue) - 1..<Int(last.rawValue - base.rawValue)]
    }

    /// Appends an entry that must come next. A configuration among them is in force at once (thesis, 4.1).
    mutating func append(_ entry: LogEntry) {
        entries.append(entry)
        if entry.kind == .configuration, let new = try? Configuration(canonicalBytes: entry.payload) {
            configurations.append((entry.index, new))
        }
    }

    /// Drops everything behind `index`.
    mutating func truncate(after index: LogIndex) {
        guard index < lastIndex, index >= base else { return }
        entries.removeLast(Int(lastIndex.rawValue - index.rawValue))
        while configurations.count > 1, configurationIndex > index { configurations.removeLast() }
    }

    /// Drops everything through `index`.
    mutating func dropPrefix(through index: LogIndex) {
        guard index > base, index <= lastIndex, let term = term(at: index) else { return }
        entries.removeFirst(Int(index.rawValue - base.rawValue))
        while configurations.count > 1, configurations[1].index <= index { configurations.removeFirst() }
        base = index
        baseTerm = term
    }

    /// The last index at or before `index` whose term is at most `term` (thesis, 3.3: going back a term at a time). Terms
    /// never fall along the log, so a binary search finds it. Stops at `base`.
    func lastIndex(atMost index: LogIndex, term: Term) -> LogIndex {
        var low = base.rawValue
        var high = max(base, min(index, lastIndex)).rawValue
        while low < high {
            let middle = low + (high - low + 1) / 2
            if let there = self.term(at: LogIndex(middle)), there <= term { low = middle } else { high = middle - 1 }
        }
        return LogIndex(low)
    }
}
