import Consensus
import Determinism
import Glibc

/// Why a backup cannot be written or read: one sentence.
public struct BackupError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    public var description: String
    init(_ description: String) { self.description = description }
}

/// A backup of the replicated state in one file: a head and the state's canonical bytes, each with a CRC32C.
public struct BackupFile: Hashable, Sendable {
    /// What is known of the state without reading it.
    public struct Head: Hashable, Sendable {
        /// The cluster's name.
        public var cluster: String
        /// The last entry that the state contains.
        public var index: LogIndex
        /// Its term, or a later one.
        public var term: Term
        /// The recovery generation.
        public var generation: UInt64
        /// The members of that time.
        public var configuration: Configuration
        /// When it was taken.
        public var takenAt: WallTime
        /// The member whose state it is.
        public var member: MemberID
        /// The state's length in bytes.
        public var size: UInt64

        /// A head with its parts.
        public init(
            cluster: String, index: LogIndex, term: Term, generation: UInt64, configuration: Configuration,
            takenAt: WallTime, member: MemberID, size: UInt64
        ) {
            self.cluster = cluster
            self.index = index
            self.term = term
            self.generation = generation
            self.configuration = configuration
            self.takenAt = takenAt
            self.member = member
            self.size = size
        }
    }

    /// What is known of the state.
    public var head: Head
    /// The state's canonical bytes.
    public var state: [UInt8]

    fileprivate static let magic: [UInt8] = Array("MUSTRBAK".utf8)
    fileprivate static let version: UInt32 = 1
    /// The longest head.
    private static let headAtMost: UInt32 = 1 << 20

    /// Reads a backup and verifies all of it.
    public init(path: String) throws(BackupError) {
        let bytes = try BackupFile.contents(path)
        var reader = FixedWidthReader(bytes[...])
        guard let magic = reader.take(8), Array(magic) == BackupFile.magic else {
            throw BackupError("\(path) is not a backup of a cluster; `muster cluster backup FILE` makes one.")
        }
        guard let version = reader.u32(), version == BackupFile.version else {
            throw BackupError("\(path) has a form that this version does not know; use the version that wrote it.")
        }
        let damage = BackupError("\(path) is damaged: its checksum does not fit; use another backup.")
        guard let length = reader.u32(), length <= BackupFile.headAtMost, let head = reader.take(Int(length)),
            let sum = reader.u32(), BackupFile.checksum(head) == sum
        else { throw damage }
        do {
            var fields = ByteReader(Array(head))
            self.head = try Head(from: &fields)
            try fields.expectEnd()
        } catch {
            throw damage
        }
        guard UInt64(reader.remaining) == self.head.size + 4, let state = reader.take(Int(self.head.size)),
            let total = reader.u32(), BackupFile.checksum(state) == total
        else {
            throw BackupError(
                "\(path) is damaged or was cut short: the state does not fit its checksum; use another backup.")
        }
        self.state = Array(state)
    }

    fileprivate static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var checksum = CRC32C()
        bytes.withUnsafeBytes { checksum.combine($0) }
        return checksum.value
    }

    private static func contents(_ path: String) throws(BackupError) -> [UInt8] {
        guard let file = fopen(path, "re") else {
            throw BackupError("\(path) cannot be read: \(String(cString: strerror(errno))).")
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            if count == 0 { break }
            bytes.append(contentsOf: piece[..<count])
        }
        guard ferror(file) == 0 else {
            throw BackupError("\(path) cannot be read: \(String(cString: strerror(errno))).")
        }
        return bytes
    }
}

extension BackupFile.Head: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(cluster)
        writer.write(index.rawValue)
        writer.write(term.rawValue)
        writer.write(generation)
        writer.write(configuration)
        writer.write(takenAt)
        writer.write(member.rawValue)
        writer.write(size)
    }

    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init(
            cluster: try reader.readString(), index: LogIndex(try reader.readUInt64()),
            term: Term(try reader.readUInt64()), generation: try reader.readUInt64(),
            configuration: try reader.read(), takenAt: try reader.read(), member: MemberID(try reader.readUInt64()),
            size: try reader.readUInt64())
    }
}

/// Writes a backup piece by piece, beside its name, which it gets at the end, when all of it is durable.
public final class BackupWriter {
    private let path: String
    private let temporary: String
    private let descriptor: Int32
    private let head: BackupFile.Head
    private var written: UInt64 = 0
    private var checksum = CRC32C()
    private var isFinished = false

    /// Begins a file, which must not be there.
    public init(path: String, head: BackupFile.Head) throws(BackupError) {
        guard access(path, F_OK) != 0 else { throw BackupError("\(path) is there already; name another file.") }
        self.path = path
        self.head = head
        temporary = path + ".partial"
        descriptor = path.isEmpty ? -1 : Glibc.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw BackupError("\(temporary) cannot be written: \(String(cString: strerror(errno))).")
        }
        let fields = head.canonicalBytes
        var bytes = BackupFile.magic
        bytes.append32(BackupFile.version)
        bytes.append32(UInt32(fields.count))
        bytes += fields
        bytes.append32(BackupFile.checksum(fields[...]))
        try put(bytes)
    }

    deinit {
        close(descriptor)
        if !isFinished { unlink(temporary) }
    }

    /// Writes the next piece of the state.
    public func append(_ piece: [UInt8]) throws(BackupError) {
        piece.withUnsafeBytes { checksum.combine($0) }
        written += UInt64(piece.count)
        try put(piece)
    }

    /// Ends the file, makes it durable and gives it its name.
    public func finish() throws(BackupError) {
        guard written == head.size else {
            throw BackupError("\(written) bytes of \(head.size) have arrived; make the backup again.")
        }
        var sum: [UInt8] = []
        sum.append32(checksum.value)
        try put(sum)
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
            throw BackupError("\(path) cannot be made durable: \(String(cString: strerror(errno))).")
        }
        isFinished = true
        let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let directory = Glibc.open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if directory >= 0 {
            fsync(directory)
            close(directory)
        }
    }

    private func put(_ bytes: [UInt8]) throws(BackupError) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw BackupError("\(temporary) cannot be written: \(String(cString: strerror(errno))).")
            }
            offset += count
        }
    }
}
