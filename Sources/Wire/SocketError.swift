import CZMQ
import Glibc

/// A call of libzmq or the kernel that failed, in one sentence.
public struct SocketError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried.
    public var action: String
    /// The error number.
    public var code: Int32

    /// An error with its parts.
    public init(_ action: String, code: Int32) {
        self.action = action
        self.code = code
    }

    /// The error that the last call of libzmq on this thread left.
    static func last(_ action: String) -> SocketError { SocketError(action, code: zmq_errno()) }

    /// One sentence for a person.
    public var description: String { "\(action) failed: \(String(cString: zmq_strerror(code)))" }
}
