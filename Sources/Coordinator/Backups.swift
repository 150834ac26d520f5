import Consensus
import Fleet
import Glibc
import Wire

/// Backups that are being fetched, in memory: a few, each for a minute after the last question.
struct Backups {
    /// The state of one instant, and what belongs to it.
    struct Backup {
        /// Its parts but the bytes; the first piece's correlation is whoever's asks first.
        var head: Wire.BackupPiece
        /// Who fetches it.
        var key: String
        /// The canonical bytes; nil while they are being made.
        var bytes: [UInt8]?
        /// Who waits for the first piece.
        var asked: (query: Wire.BackupQuery, peer: Listener.Peer)?
        /// When it is let go.
        var expiresAt: UInt64
    }

    /// How many at a time.
    static let atMost = 2
    /// How long one is kept, in nanoseconds.
    static let patience: UInt64 = 60_000_000_000

    var open: [UInt64: Backup] = [:]

    /// Lets go of those that nobody has asked for.
    mutating func expire(now: UInt64) {
        for (number, backup) in open where backup.expiresAt <= now { open[number] = nil }
    }
}

/// Makes the canonical bytes of a state on a thread of its own, so that heartbeats do not wait for a large one.
///
/// Thread rules: all methods are the loop's thread's.
final class BackupEncoder {
    /// The bytes of the backup of that number.
    struct Result: Sendable {
        var backup: UInt64
        var bytes: [UInt8]
    }

    private final class Work: Sendable {
        let backup: UInt64
        let state: FleetState
        let mailbox: Mailbox<Result>
        init(backup: UInt64, state: FleetState, mailbox: Mailbox<Result>) {
            self.backup = backup
            self.state = state
            self.mailbox = mailbox
        }
    }

    private let mailbox: Mailbox<Result>

    init() throws(SocketError) { mailbox = try Mailbox<Result>() }

    /// Readable when something is done.
    var descriptor: Int32 { mailbox.descriptor }

    /// What is done.
    func take() -> [Result] { mailbox.take() }

    /// Begins; the result is in `take()` some time later.
    func begin(_ backup: UInt64, _ state: FleetState) {
        var thread = pthread_t()
        let work = Unmanaged.passRetained(Work(backup: backup, state: state, mailbox: mailbox))
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let work = Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
                work.mailbox.post(Result(backup: work.backup, bytes: work.state.canonicalBytes))
                return nil
            }, work.toOpaque())
        if code == 0 {
            pthread_detach(thread)
        } else {
            work.release()
            mailbox.post(Result(backup: backup, bytes: state.canonicalBytes))
        }
    }
}
