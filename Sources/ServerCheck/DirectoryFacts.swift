import Glibc

/// A directory in which a program keeps what must last.
public struct DirectoryFacts: Hashable, Sendable {
    /// What there is.
    public enum State: Hashable, Sendable {
        /// The directory.
        case there
        /// Something else.
        case noDirectory
        /// Nothing, and this is the nearest directory above that is there.
        case missing(above: String)
        /// It cannot be looked at: the errno.
        case hidden(Int32)
    }

    /// The directory.
    public var path: String
    /// What there is.
    public var state: State
    /// Its owner, or that of the nearest one above.
    public var owner: FileOwner
    /// Its mode, or that of the nearest one above.
    public var mode: UInt32
    /// The file system's mount; nil where it cannot be seen.
    public var mount: Mount?
    /// Bytes that are free there; nil where that cannot be seen.
    public var free: UInt64?
    /// What came of writing there.
    public var trial: WriteTrial

    /// Facts with their parts.
    public init(
        path: String, state: State = .there, owner: FileOwner = .root, mode: UInt32 = 0o711,
        mount: Mount? = Mount(place: "/", type: "ext4"), free: UInt64? = 100 << 30, trial: WriteTrial = .worked([])
    ) {
        self.path = path
        self.state = state
        self.owner = owner
        self.mode = mode
        self.mount = mount
        self.free = free
        self.trial = trial
    }

    /// Looks at a directory, and tries so many durable writes in it, or in the nearest one above that is there.
    public static func gather(_ path: String, writes: Int) -> DirectoryFacts {
        var facts = DirectoryFacts(path: path, mount: nil, free: nil, trial: .notTried)
        var info = stat()
        var place = path
        if stat(path, &info) != 0 {
            guard errno == ENOENT else {
                facts.state = .hidden(errno)
                return facts
            }
            repeat { place = parent(of: place) } while stat(place, &info) != 0 && place != "/"
            facts.state = .missing(above: place)
        } else if info.st_mode & S_IFMT != S_IFDIR {
            facts.state = .noDirectory
            return facts
        }
        facts.owner = .named(info.st_uid)
        facts.mode = UInt32(info.st_mode & 0o7777)
        var space = statvfs()
        if statvfs(place, &space) == 0 { facts.free = UInt64(space.f_bavail) * UInt64(space.f_frsize) }
        if let real = TextFile.real(place), let text = TextFile.read("/proc/self/mountinfo") {
            facts.mount = Mount.of(real, in: text)
        }
        facts.trial = WriteTrial.run(in: place, writes: writes)
        return facts
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
