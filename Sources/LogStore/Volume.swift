import Consensus

/// The files that a store lives in, behind an interface: a real disk, or a simulated one that loses power. Paths are
/// absolute or relative as the volume likes, with `/` between their parts.
///
/// What a crash may take: bytes written since the file's last `sync`, in sectors, in any combination; and names made,
/// changed or removed since the directory's last `syncDirectory`.
///
/// Errors: `.full` where space ran out, `.failed` otherwise. Thread rules: each implementation says its own.
public protocol Volume: AnyObject {
    /// The names in a directory, ascending by their bytes.
    func list(_ directory: String) throws(LogStoreError) -> [String]
    /// Whether there is a file or a directory at `path`.
    func exists(_ path: String) -> Bool
    /// Makes a directory; one that is there already is left as it is. The directory above must exist.
    func makeDirectory(_ path: String) throws(LogStoreError)
    /// Opens a file.
    func open(_ path: String, _ mode: VolumeOpenMode) throws(LogStoreError) -> any VolumeFile
    /// Gives a file or a directory another name, instead of a file that has it. Durable with the next `syncDirectory`.
    func rename(_ path: String, to target: String) throws(LogStoreError)
    /// Removes a file; one that is missing is no error. Durable with the next `syncDirectory`.
    func remove(_ path: String) throws(LogStoreError)
    /// Makes the names in a directory durable.
    func syncDirectory(_ path: String) throws(LogStoreError)
    /// How many bytes may still be written beside what `path` is on.
    func freeSpace(at path: String) throws(LogStoreError) -> Int
    /// Begins to make a file of `size` zeros whose blocks are allocated and durable. A file that cannot be finished is
    /// removed again.
    func prepare(_ path: String, size: Int) -> any VolumePreparation
}

/// How a file is opened.
public enum VolumeOpenMode: Sendable {
    /// An existing file, to read.
    case reading
    /// An existing file, to read and write.
    case existing
    /// An empty file, new or in place of the one that was there.
    case emptied
}

/// An open file of a volume. It is closed, and its lock let go, with the value's owner.
public protocol VolumeFile: AnyObject {
    /// Where it was opened.
    var path: String { get }
    /// Writes all of `bytes` at `offset`; not durable until `sync`. After `.full` a part of it may have been written.
    func write(_ bytes: [UInt8], at offset: Int) throws(LogStoreError)
    /// The whole content.
    func readAll() throws(LogStoreError) -> [UInt8]
    /// A part of the content, to be read from the file when it is wanted; it stays readable when the file is removed. Must
    /// not be written meanwhile.
    func mapped(from offset: Int, count: Int) throws(LogStoreError) -> SnapshotData
    /// Makes the content durable, and with `metadata` the length too. After an error nobody knows what is durable, and a
    /// second call does not help: the kernel may have dropped what it could not write.
    func sync(metadata: Bool) throws(LogStoreError)
    /// Takes the file's lock, without waiting: false where another opening of the file has it.
    func tryLock() throws(LogStoreError) -> Bool
}

/// A file in preparation.
public protocol VolumePreparation: AnyObject {
    /// Its size in bytes.
    var size: Int { get }
    /// Whether `finish` would not wait.
    var isDone: Bool { get }
    /// Waits for the end. Throws what went wrong.
    func finish() throws(LogStoreError)
}

/// A store's directory on its volume.
struct StoreDirectory {
    let volume: any Volume
    let path: String

    /// The directory that a path is in.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    func path(of name: String) -> String { path + "/" + name }

    func list() throws(LogStoreError) -> [String] { try volume.list(path) }

    func exists(_ name: String) -> Bool { volume.exists(path(of: name)) }

    func open(_ name: String, _ mode: VolumeOpenMode) throws(LogStoreError) -> any VolumeFile {
        try volume.open(path(of: name), mode)
    }

    /// Renames durably.
    func rename(_ name: String, to target: String) throws(LogStoreError) {
        try volume.rename(path(of: name), to: path(of: target))
        try volume.syncDirectory(path)
    }

    func remove(_ name: String) throws(LogStoreError) { try volume.remove(path(of: name)) }
}
