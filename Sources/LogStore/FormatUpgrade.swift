import Consensus

/// What brings a store of an older format to the next version: it changes segments and snapshots in place, whoever opens
/// the store then writes the new version into the store's header. A crash in between runs it again, so that it must be
/// idempotent.
struct FormatUpgrade: Sendable {
    /// The version that it starts from; it leads to the next.
    let from: UInt32
    let run: @Sendable (StoreDirectory, StoreHeader) throws(LogStoreError) -> Void

    /// The upgrades that this program knows. Version 1 is the first.
    static let known: [FormatUpgrade] = []

    /// Brings a store to the version of this program. `file` is the open header.
    static func apply(
        _ upgrades: [FormatUpgrade], to directory: StoreDirectory, header: StoreHeader, file: any VolumeFile
    ) throws(LogStoreError) -> StoreHeader {
        var header = header
        while header.version < StoreHeader.formatVersion {
            let version = header.version
            guard let upgrade = upgrades.first(where: { $0.from == version }) else {
                throw .otherFormat(path: file.path, version: version)
            }
            try upgrade.run(directory, header)
            header.version = version + 1
            try file.write(header.encode(), at: 0)
            try file.sync(metadata: false)
        }
        guard header.version == StoreHeader.formatVersion else {
            throw .otherFormat(path: file.path, version: header.version)
        }
        return header
    }
}
