import Consensus
import Determinism
import Fleet
import Foundation
import LogStore

/// A store that begins with a recovered state: one snapshot, and no log behind it.
enum RecoveredStore {
    /// Makes a store in a directory that is not there yet. `origin` is the first store of its member, from which it descends.
    static func write(
        _ state: FleetState, at index: LogIndex, term: Term, configuration: Configuration, store: StoreID,
        origin: StoreID, in directory: String
    ) throws {
        do {
            try LogStore.create(directory: directory, store: store, origin: origin)
            let snapshot = try LogStore.storeSnapshot(
                Snapshot(
                    lastIndex: index, lastTerm: term, configuration: configuration, data: state.canonicalBytes),
                store: store, in: directory)
            let (opened, _) = try LogStore.open(directory: directory)
            defer { opened.close() }
            try opened.write(
                Save(
                    sequence: 1, hardState: HardState(term: term), mark: snapshot.mark, snapshotReplacesLog: true))
        } catch {
            throw CLIError(.failed, sentence: "\(error)")
        }
    }

    /// How long the first leader waits before it places anything.
    static func hold(_ state: FleetState, option: UInt64?, atLeast least: Span) throws -> Span {
        guard let option else { return max(state.longestLease, least) }
        guard option <= 7 * 86_400 else { throw CLIError(.usage, "--longest-lease is at most a week, 604800 seconds.") }
        return .seconds(option)
    }

    /// What every recovery means for work.
    static func warnings(_ state: FleetState, hold: Span) -> [String] {
        var lines = [
            "Nothing is placed for \(Units.span(nanoseconds: hold.nanoseconds)) after the first leader's election: work that this "
                + "state does not know may run until its lease is over.",
            "Tasks that this state does not know are ended when their server is heard; storage that compares fencing tokens "
                + "refuses them at once (generation \(state.generation)).",
        ]
        if state.jobs.contains(where: { $0.value.definition.lease == .unlimited }) {
            lines.append(
                "There are jobs with an unlimited lease: on a server that is not heard they may still run. Look, before you "
                    + "confirm one dead.")
        }
        return lines
    }
}
