import Consensus
import Determinism

@testable import LogStore

/// What a store must hold after some saves, by the simplest means.
struct ReferenceLog: Equatable, CustomStringConvertible {
    var hardState = HardState()
    var snapshot: Snapshot?
    var entries: [LogEntry] = []

    init() {}

    init(_ recovered: Recovered) {
        hardState = recovered.hardState
        snapshot = recovered.snapshot
        entries = recovered.entries
    }

    init(_ salvage: Salvage) {
        snapshot = salvage.snapshot
        entries = salvage.entries
    }

    /// The highest term that anything in it names.
    var highestTerm: Term {
        entries.map(\.term).reduce(max(hardState.term, snapshot?.lastTerm ?? .zero), max)
    }

    var description: String {
        let terms = entries.map { "\($0.index.rawValue).\($0.term.rawValue)" }.joined(separator: " ")
        return "\(hardState) snapshot \(snapshot?.lastIndex.rawValue ?? 0), \(terms)"
    }

    var lastIndex: UInt64 { entries.last?.index.rawValue ?? snapshot?.lastIndex.rawValue ?? 0 }
    var lastTerm: UInt64 { entries.last?.term.rawValue ?? snapshot?.lastTerm.rawValue ?? 0 }

    func after(_ change: RandomChange) -> ReferenceLog {
        var next = self
        let save = change.save
        if let state = save.hardState { next.hardState = state }
        if let snapshot = change.snapshot {
            next.snapshot = snapshot
            if save.snapshotReplacesLog {
                next.entries = []
            } else {
                next.entries.removeAll { $0.index <= snapshot.lastIndex }
            }
        }
        if let first = save.entries.first {
            next.entries.removeAll { $0.index >= first.index }
            next.entries += save.entries
        }
        return next
    }

    /// A save such as Raft would make.
    func randomChange(_ sequence: UInt64, _ generator: inout SeededGenerator) -> RandomChange {
        switch generator.below(12) {
        case 0:
            let vote = generator.oneIn(2) ? MemberID(generator.below(5) + 1) : nil
            return RandomChange(save: save(sequence, hardState: HardState(term: hardState.term.next, vote: vote)))
        case 1 where entries.count > 3:
            let index = entries[Int(generator.below(UInt64(entries.count - 1)))]
            let snapshot = randomSnapshot(index.index.rawValue, term: index.term.rawValue, &generator)
            return RandomChange(save: save(sequence, mark: snapshot.mark), snapshot: snapshot)
        case 2 where generator.oneIn(6):
            let index = lastIndex + generator.below(20) + 1
            let term = max(lastTerm, hardState.term.rawValue, 1)
            let snapshot = randomSnapshot(index, term: term, &generator)
            return RandomChange(save: save(sequence, mark: snapshot.mark, replaces: true), snapshot: snapshot)
        case 3 where entries.count > 1:
            let from = entries[entries.count - 1 - Int(generator.below(UInt64(min(entries.count, 6))))]
            let term = max(lastTerm, hardState.term.rawValue) + 1
            return RandomChange(
                save: save(
                    sequence, randomEntries(from: from.index.rawValue, term: term, &generator),
                    hardState: HardState(term: Term(term))))
        default:
            let term = max(lastTerm, hardState.term.rawValue, 1)
            return RandomChange(
                save: save(sequence, randomEntries(from: lastIndex + 1, term: term, &generator)))
        }
    }

    private func randomSnapshot(_ index: UInt64, term: UInt64, _ generator: inout SeededGenerator) -> Snapshot {
        snapshotOf(index, term: term, size: Int(generator.below(3_000)))
    }

    /// Payloads that are random, all zeros, or nothing at all: what a check by content might stumble over.
    private func randomEntries(
        from first: UInt64, term: UInt64, _ generator: inout SeededGenerator
    ) -> [LogEntry] {
        (0..<generator.below(4) + 1).map { place in
            let size = Int(generator.oneIn(5) ? generator.below(4_000) : generator.below(200))
            let zeros = generator.oneIn(3)
            var payload = [UInt8](repeating: 0, count: size)
            if !zeros { for at in payload.indices { payload[at] = UInt8(truncatingIfNeeded: generator.next()) } }
            return LogEntry(index: LogIndex(first + place), term: Term(term), kind: .command, payload: payload)
        }
    }
}

/// A save with the snapshot that it marks.
struct RandomChange {
    var save: Save
    var snapshot: Snapshot?

    func write(to store: LogStore, on volume: any Volume) throws {
        if let snapshot {
            _ = try LogStore.storeSnapshot(snapshot, store: store.store, in: store.path, volume: volume)
        }
        try store.write(save)
    }
}
