import Consensus
import Glibc

@testable import LogStore

/// A store in a directory of its own, which goes with the value.
final class TemporaryStore {
    static let id = StoreID(high: 0x1234, low: 0x5678)
    static var small: LogStore.Settings {
        var settings = LogStore.Settings()
        settings.segmentBytes = 4_096
        return settings
    }

    let directory: String
    var settings = TemporaryStore.small

    init(under parent: String = "/tmp") throws {
        var template = Array("\(parent)/muster-logstore-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw LogStoreError.last("making", parent) }
        directory = String(cString: made)
        try LogStore.create(directory: directory, store: Self.id)
    }

    deinit {
        removeAll()
        rmdir(directory)
    }

    /// Removes what is in it, and in the directories there.
    func removeAll(but kept: String? = nil) {
        for name in (try? DiskVolume().list(directory)) ?? [] where name != kept {
            let path = directory + "/" + name
            if unlink(path) == 0 { continue }
            for inner in (try? DiskVolume().list(path)) ?? [] { unlink(path + "/" + inner) }
            rmdir(path)
        }
    }

    /// Opens it. Another test of this process may just have forked a child that has not yet replaced its program: for that moment
    /// the child holds the lock of a store that was closed here.
    func open() throws -> (store: LogStore, recovered: Recovered) {
        for _ in 0..<100 {
            do { return try LogStore.open(directory: directory, settings: settings) } catch LogStoreError.locked {
                usleep(10_000)
            }
        }
        return try LogStore.open(directory: directory, settings: settings)
    }

    /// Opens, looks and closes.
    func recovered() throws -> Recovered {
        let (store, recovered) = try open()
        store.close()
        return recovered
    }

    func names(_ prefix: String) throws -> [String] { try DiskVolume().list(directory).filter { $0.hasPrefix(prefix) } }

    func bytes(_ name: String) throws -> [UInt8] {
        try DiskFile(opening: directory + "/" + name, flags: O_RDONLY).readAll()
    }

    func replace(_ name: String, by bytes: [UInt8]) throws {
        try DiskFile(opening: directory + "/" + name, flags: O_RDWR | O_TRUNC).write(bytes, at: 0)
    }
}

extension TemporaryStore {
    /// Stores a snapshot and writes a save that marks it.
    func mark(
        _ snapshot: Snapshot, _ sequence: UInt64, _ entries: [LogEntry] = [], replaces: Bool = false, in store: LogStore
    )
        throws
    {
        let stored = try LogStore.storeSnapshot(snapshot, store: TemporaryStore.id, in: directory)
        try store.write(save(sequence, entries, mark: stored.mark, replaces: replaces))
    }
}

func entry(_ index: UInt64, term: UInt64 = 1, size: Int = 20) -> LogEntry {
    LogEntry(
        index: LogIndex(index), term: Term(term), kind: .command,
        payload: [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: size))
}

func save(
    _ sequence: UInt64, _ entries: [LogEntry] = [], hardState: HardState? = nil, mark: SnapshotMark? = nil,
    replaces: Bool = false
) -> Save {
    Save(
        sequence: sequence, hardState: hardState, entries: entries, mark: mark, snapshotReplacesLog: replaces)
}

func snapshot(_ index: UInt64, term: UInt64 = 1, size: Int = 100) -> Snapshot {
    Snapshot(
        lastIndex: LogIndex(index), lastTerm: Term(term),
        configuration: Configuration(voters: [
            .init(id: MemberID(1), store: TemporaryStore.id, address: "a:1", publicKey: "k")
        ]), data: [UInt8](repeating: 7, count: size))
}

/// `snapshot`, where a property hides that name.
func snapshotOf(_ index: UInt64, term: UInt64, size: Int) -> Snapshot { snapshot(index, term: term, size: size) }
