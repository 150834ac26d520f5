import Glibc

/// What the newest settled attempts wrote stays readable for a while; older ones go for good. Their claims are not needed any
/// more once their end is committed: an order to start them again would be of a lease or a session that is over.
struct FinishedLogs {
    /// Attempts whose logs are kept at the most. Each log is bounded by its supervisor.
    private let atMost: Int
    /// Oldest first.
    private var kept: [AttemptDirectory] = []

    /// Finds what an earlier agent kept: attempts with a record and without a spec.
    init(attempts: String, atMost: Int = 64) throws(SystemError) {
        self.atMost = atMost
        var found: [(ended: Int, directory: AttemptDirectory)] = []
        for directory in try AttemptDirectory.list(in: attempts) where access(directory.file("spec"), F_OK) != 0 {
            var info = stat()
            guard access(directory.file("stdout"), F_OK) == 0, stat(directory.file("exit"), &info) == 0 else {
                continue
            }
            found.append((info.st_mtim.tv_sec, directory))
        }
        kept = found.sorted { ($0.ended, $0.directory.id) < ($1.ended, $1.directory.id) }.map(\.directory)
    }

    /// The attempt's end is committed: it is made small, and the oldest goes if there are too many.
    mutating func settle(_ directory: AttemptDirectory) {
        try? directory.entomb(keepingLogs: true)
        kept.removeAll { $0.path == directory.path }
        kept.append(directory)
        while kept.count > atMost { try? kept.removeFirst().remove() }
    }
}
