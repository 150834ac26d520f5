import Consensus
import LogStore
import Settings

/// Opens a member's store at its start, whatever state it is in. A store that is damaged, missing or another member's is kept
/// aside, and a new one under another name takes its place: it does not vote until the leader has taken it in again, since it
/// may have forgotten what the old one had promised.
struct StoreOpening {
    /// The member's directory; the store is in `log` below it.
    var directory: String
    /// The store's name by the configuration.
    var store: StoreID
    /// The stores of the other members by the configuration.
    var others: [StoreID]
    var volume: any Volume = DiskVolume()
    var settings = LogStore.Settings()
    /// A name that no store has.
    var newName: () -> StoreID = {
        var random = SystemRandomNumberGenerator()
        return StoreID(high: random.next(), low: random.next())
    }
    /// Takes a sentence for the operator.
    var warn: (String) -> Void

    private var log: String { directory + "/log" }
    /// The file that a store has for its name, and that is locked by who has it open.
    static func storeFile(_ directory: String) -> String { directory + "/log/store" }
    /// `muster cluster init` and `muster coordinator add` leave this word for a member that never ran. An emptied disk has no
    /// such word.
    static func newMarker(_ directory: String) -> String { directory + "/new-store" }
    /// The store that is there is not to be used any more.
    static func abandonedMarker(_ directory: String) -> String { directory + "/abandoned-store" }

    /// Leaves word that the store in `directory` is set aside at the next start, since it was found to have lost what it had
    /// acknowledged.
    static func abandon(_ directory: String, volume: any Volume = DiskVolume()) throws(LogStoreError) {
        let file = try volume.open(abandonedMarker(directory), .emptied)
        try file.sync(metadata: true)
        try volume.syncDirectory(directory)
    }

    /// Opens the store, or what takes its place. Throws where people must decide: it is open elsewhere, has a newer format,
    /// the disk fails, or nobody else has what is lost.
    func open() throws -> (LogStore, Recovered) {
        guard volume.exists(directory) else {
            throw SettingsError("\(directory): the directory is not there; mount it, or make it for an empty store.")
        }
        let newMarker = Self.newMarker(directory)
        if volume.exists(newMarker) {
            if !volume.exists(Self.storeFile(directory)) {
                try LogStore.create(directory: log, volume: volume, store: store)
            }
            try volume.remove(newMarker)
            try volume.syncDirectory(directory)
        }
        let marker = Self.abandonedMarker(directory)
        if volume.exists(marker) {
            let opened = try replace(
                "the store in \(log) was found to have lost what it had acknowledged", keeping: false)
            try volume.remove(marker)
            try volume.syncDirectory(directory)
            return opened
        }
        do throws(LogStoreError) {
            let (opened, recovered) = try LogStore.open(directory: log, volume: volume, settings: settings)
            guard others.contains(opened.origin) else { return (opened, recovered) }
            opened.close()
        } catch {
            switch error {
            case .damaged, .foreign: return try replace(error.finding, keeping: true)
            case .notFound: return try replace(error.finding, keeping: true)
            default: throw error
            }
        }
        return try replace("the store in \(log) belongs to another member", keeping: false)
    }

    /// Puts a new store in the place of the one that is there, with what is sound in it if `keeping`.
    private func replace(_ finding: String, keeping: Bool) throws -> (LogStore, Recovered) {
        guard !others.isEmpty else {
            throw SettingsError(
                "\(finding); this is the only member of its cluster, so that no other has what is lost. Put the directory "
                    + "\(log) back from a copy, or begin anew from a backup with `muster cluster restore`.")
        }
        let found = try LogStore.salvage(directory: log, volume: volume)
        var held = found
        if !keeping {
            held = Salvage()
            held.highestTerm = found.origin == store ? found.highestTerm : .zero
        }
        let aside = try LogStore.reincarnate(
            directory: log, volume: volume, settings: settings, newStore: newName(), origin: store, holding: held)
        let (opened, recovered) = try LogStore.open(directory: log, volume: volume, settings: settings)
        let last = held.entries.last?.index ?? held.snapshot?.lastIndex ?? .zero
        warn(
            "\(finding). This member begins anew with \(last == .zero ? "an empty store" : "what is sound through log index \(last.rawValue)") "
                + "and asks the others to take it in; until then it does not vote. "
                + (aside.map { "The old directory is kept as \($0)." } ?? "There was no old directory to keep."))
        return (opened, recovered)
    }
}
