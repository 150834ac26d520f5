import Glibc

/// Which processes have a file open, as far as this user can see.
public struct FileHolders: Hashable, Sendable {
    /// A process.
    public struct Holder: Hashable, Sendable {
        /// Its number.
        public var process: Int32
        /// What it was started as: its first argument.
        public var program: String

        /// A holder with its parts.
        public init(process: Int32, program: String) {
            self.process = process
            self.program = program
        }

        /// The program's name without its directory, and the process's number.
        public var words: String {
            "\(program.split(separator: "/").last.map(String.init) ?? "a program") (process \(process))"
        }
    }

    /// They, ascending by number, without this process.
    public var holders: [Holder]
    /// Whether every process could be looked at.
    public var isComplete: Bool

    /// Holders with their parts.
    public init(_ holders: [Holder], isComplete: Bool = true) {
        self.holders = holders
        self.isComplete = isComplete
    }

    /// Looks at all processes. `file` is a path without links, or `socket:[NUMBER]`.
    public static func of(_ file: String) -> FileHolders {
        var holders: [Holder] = []
        var isComplete = true
        guard let names = TextFile.names(in: "/proc") else { return FileHolders([], isComplete: false) }
        for process in names.compactMap({ Int32($0) }).sorted() where process != getpid() {
            let folder = "/proc/\(process)/fd"
            guard let numbers = TextFile.names(in: folder) else {
                // One that has just ended holds nothing.
                if errno == EACCES || errno == EPERM { isComplete = false }
                continue
            }
            guard numbers.contains(where: { TextFile.target(of: "\(folder)/\($0)") == file }) else { continue }
            let arguments = TextFile.read("/proc/\(process)/cmdline") ?? ""
            let program = arguments.split(separator: "\0", omittingEmptySubsequences: false).first.map(String.init)
            holders.append(Holder(process: process, program: program ?? ""))
        }
        return FileHolders(holders, isComplete: isComplete)
    }

    /// Who listens on a TCP port of this machine.
    public static func listening(on port: UInt64) -> FileHolders {
        var found = FileHolders([])
        for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
            for socket in sockets(listeningOn: port, in: TextFile.read(table) ?? "") {
                let some = of("socket:[\(socket)]")
                found.holders += some.holders
                found.isComplete = found.isComplete && some.isComplete
            }
        }
        return found
    }

    /// The numbers of the sockets that listen on a port, by the text of /proc/net/tcp or tcp6 (proc(5)).
    static func sockets(listeningOn port: UInt64, in table: String) -> [UInt64] {
        table.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: " ")
            // 0A is LISTEN.
            guard fields.count > 9, fields[3] == "0A", let colon = fields[1].lastIndex(of: ":"),
                UInt64(fields[1][fields[1].index(after: colon)...], radix: 16) == port
            else { return nil }
            return UInt64(fields[9])
        }
    }

    /// The process that holds an exclusive `flock` on a file; nil if none is seen.
    public static func locking(_ path: String) -> Int32? {
        var info = stat()
        guard stat(path, &info) == 0, let real = TextFile.real(path) else { return nil }
        let lockers = lockers(ofInode: UInt64(info.st_ino), in: TextFile.read("/proc/locks") ?? "")
        // Another file system may have a file of the same number: where it can be seen, the process has this one open.
        return lockers.first { process in
            let folder = "/proc/\(process)/fd"
            guard let numbers = TextFile.names(in: folder) else { return true }
            return numbers.contains { TextFile.target(of: "\(folder)/\($0)") == real }
        }
    }

    /// Who holds such a lock by the text of /proc/locks: `1: FLOCK  ADVISORY  WRITE 123 08:01:456 0 EOF`. Device numbers there are
    /// not always those of `stat`, so that the inode alone is compared.
    static func lockers(ofInode inode: UInt64, in table: String) -> [Int32] {
        table.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 5, fields[1] == "FLOCK", fields[3] == "WRITE",
                let last = fields[5].split(separator: ":").last, UInt64(last) == inode
            else { return nil }
            return Int32(fields[4])
        }
    }
}
