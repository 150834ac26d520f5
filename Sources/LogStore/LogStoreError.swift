import Glibc

/// Why a store could not be made, opened or written. Each is one sentence for a person.
public enum LogStoreError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is a store in that directory already.
    case alreadyExists(directory: String)
    /// There is no store in that directory.
    case notFound(directory: String)
    /// Another process has the store open.
    case locked(directory: String)
    /// A file is not one of this program's, or belongs to another store.
    case foreign(path: String, reason: String)
    /// A file has a format that this program does not know, mostly a newer one.
    case otherFormat(path: String, version: UInt32)
    /// A file is damaged other than by a write that was cut short: something that was acknowledged may be lost.
    case damaged(path: String, offset: Int, reason: String)
    /// The file system is full.
    case full(path: String)
    /// A system call failed.
    case failed(operation: String, path: String, errno: Int32)
    /// An earlier write failed, so that nobody knows what the disk holds.
    case refusesWrites(directory: String)

    /// What was wrong and where, without what to do.
    public var finding: String {
        switch self {
        case .notFound(let directory): "there is no store in \(directory)"
        case .foreign(let path, let reason): "\(path) cannot be used: \(reason)"
        case .damaged(let path, let offset, let reason): "\(path) is damaged at byte \(offset): \(reason)"
        default: description
        }
    }

    /// What was wrong, where, and what to do.
    public var description: String {
        switch self {
        case .alreadyExists(let directory):
            "there is a store in \(directory) already; choose another directory, or remove that one if it may go"
        case .notFound(let directory):
            "there is no store in \(directory); make one with `muster cluster init`, or correct the directory"
        case .locked(let directory):
            "the store in \(directory) is open in another process; stop that one first"
        case .foreign(let path, let reason):
            "\(path) cannot be used: \(reason); correct the directory"
        case .otherFormat(let path, let version):
            "\(path) has format \(version), and this program knows formats up to \(StoreHeader.formatVersion); use the "
                + "version that wrote it"
        case .damaged(let path, let offset, let reason):
            "\(path) is damaged at byte \(offset): \(reason); do not repair it: a coordinator that is started with it keeps "
                + "the directory aside and has the others take it in anew"
        case .full(let path):
            "no space is left to write \(path); free some; nothing that was acknowledged is lost"
        case .failed(let operation, let path, let number):
            "\(operation) of \(path) failed: \(String(cString: strerror(number))); check the disk and the permissions"
        case .refusesWrites(let directory):
            "the store in \(directory) takes no more writes since one failed; check the disk, then start again"
        }
    }

    /// The error of a call that has just failed.
    static func last(_ operation: String, _ path: String) -> LogStoreError {
        let number = errno
        if number == ENOSPC || number == EDQUOT { return .full(path: path) }
        return .failed(operation: operation, path: path, errno: number)
    }
}
