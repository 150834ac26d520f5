import Consensus

extension LogStore {
    private static let freshSuffix = ".new"
    private static let asideSuffix = ".damaged-"

    /// Puts a new store, under a new name, in the place of one that is damaged, missing, or another member's. What is there
    /// is kept beside it as `<directory>.damaged-N`. The new store holds what was salvaged, the highest term, and no vote: it
    /// may be behind what the old one acknowledged, which is why it has another name. A voter is (member, store), so that it
    /// counts for nothing until the leader has taken it in again. Returns where the old directory is kept; nil if there was
    /// none.
    ///
    /// A crash on the way leaves the old directory in its place or aside, never gone; calling again finishes it.
    @discardableResult
    public static func reincarnate(
        directory path: String, volume: any Volume = DiskVolume(), settings: Settings = Settings(),
        newStore: StoreID, origin: StoreID, holding salvage: Salvage
    ) throws(LogStoreError) -> String? {
        let fresh = path + freshSuffix
        let parent = StoreDirectory.parent(of: path)
        try discard(fresh, volume)
        try create(directory: fresh, volume: volume, store: newStore, origin: origin)
        let (store, _) = try open(directory: fresh, volume: volume, settings: settings)
        var save = Save(sequence: 1, hardState: HardState(term: salvage.highestTerm), entries: salvage.entries)
        if let snapshot = salvage.snapshot {
            _ = try storeSnapshot(snapshot, store: newStore, in: fresh, volume: volume)
            save.mark = snapshot.mark
            save.snapshotReplacesLog = true
        }
        try store.write(save)
        store.close()
        var aside: String?
        if volume.exists(path) {
            let name = try freeName(path, volume)
            try volume.rename(path, to: name)
            aside = name
        }
        try volume.rename(fresh, to: path)
        try volume.syncDirectory(parent)
        return aside
    }

    /// The first name `<path>.damaged-N` behind those that are taken.
    private static func freeName(_ path: String, _ volume: any Volume) throws(LogStoreError) -> String {
        let prefix = (path.split(separator: "/").last.map(String.init) ?? path) + asideSuffix
        let taken = try volume.list(StoreDirectory.parent(of: path)).compactMap { name in
            name.hasPrefix(prefix) ? UInt64(name.dropFirst(prefix.count)) : nil
        }
        return path + asideSuffix + String((taken.max() ?? 0) &+ 1)
    }

    /// Removes what an earlier attempt left, so that nothing of it is found in the new store.
    private static func discard(_ fresh: String, _ volume: any Volume) throws(LogStoreError) {
        guard volume.exists(fresh) else { return }
        for name in try volume.list(fresh) { try volume.remove(fresh + "/" + name) }
        try volume.syncDirectory(fresh)
    }
}
