import Glibc
import Wire

/// The files that a machine has once it has joined.
public struct JoinedFiles: Sendable {
    /// The configuration's path; the key stands beside it.
    public let configuration: String
    /// Where the key is.
    public let key: String
    /// Whom all belongs to; nil for whoever runs this.
    private let owner: (user: uid_t, group: gid_t)?

    /// - Parameters:
    ///   - key: the name of the key's file beside the configuration.
    ///   - account: the system user that the program runs as, where there is one and this is root.
    public init(configuration: String, key: String, account: String? = nil) {
        self.configuration = configuration
        let folder = configuration.lastIndex(of: "/").map { String(configuration[...$0]) } ?? ""
        self.key = folder + key
        owner = account.flatMap { JoinedFiles.look(up: $0) }
    }

    private static func look(up name: String) -> (user: uid_t, group: gid_t)? {
        guard geteuid() == 0, let entry = getpwnam(name) else { return nil }
        return (entry.pointee.pw_uid, entry.pointee.pw_gid)
    }

    /// Throws if this machine has joined before.
    public func requireNew() throws(JoinError) {
        guard access(configuration, F_OK) != 0 else {
            throw JoinError(
                "\(configuration) is there: this machine has joined already. Remove it, and \(key), to join anew.")
        }
    }

    /// The machine's own key pair: that of an earlier try, or a new one.
    public func keys() throws -> CurveKeyPair {
        try makeDirectory(of: key)
        if access(key, F_OK) == 0 { return try CurveKeyPair.load(key) }
        let pair = try CurveKeyPair.generate()
        try store(pair)
        return pair
    }

    /// Writes the machine's key pair, which must not be there yet.
    public func store(_ pair: CurveKeyPair) throws {
        try makeDirectory(of: key)
        try pair.store(key)
        try give(key)
    }

    /// Makes the directory in which the program keeps its state, and gives it to the program's user.
    public func makeStateDirectory(_ path: String, mode: mode_t) throws(JoinError) {
        try makeDirectory(path, mode: mode)
        try give(path)
    }

    /// Makes a directory with its parents. It stays its maker's: who owns a directory owns what others keep there.
    public func makeDirectory(_ path: String, mode: mode_t) throws(JoinError) {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try makeDirectory(String(path[..<slash]), mode: 0o755)
            if mkdir(path, mode) == 0 || errno == EEXIST { return }
        }
        throw failure(path)
    }

    /// Writes a file whole: after a crash it is there with all of it, or not at all.
    public func write(_ text: String, to path: String, mode: mode_t = 0o644) throws(JoinError) {
        try makeDirectory(of: path)
        let temporary = path + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(temporary) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw failure(temporary)
        }
        try give(temporary)
        guard rename(temporary, path) == 0 else { throw failure(path) }
    }

    /// The text of a small file; nil if there is none.
    public func read(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return String(validating: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    private func makeDirectory(of path: String) throws(JoinError) {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        let folder = String(path[..<slash])
        if access(folder, F_OK) != 0 { try makeDirectory(folder, mode: 0o755) }
    }

    /// Lets the program's user have it.
    private func give(_ path: String) throws(JoinError) {
        guard let owner else { return }
        guard chown(path, owner.user, owner.group) == 0 else { throw failure(path) }
    }

    private func failure(_ path: String) -> JoinError {
        JoinError("\(path): \(String(cString: strerror(errno))); run this as root, or name other paths.")
    }
}
