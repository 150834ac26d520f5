import Glibc

/// A system call that failed: what was tried, on what, and why.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, such as "cannot open".
    public var action: String
    /// On what: a path or a name.
    public var subject: String
    /// The errno.
    public var code: Int32

    /// An error with the current errno unless one is given.
    public init(_ action: String, _ subject: String, code: Int32 = errno) {
        self.action = action
        self.subject = subject
        self.code = code
    }

    /// One sentence for a person.
    public var description: String { "\(action) \(subject): \(SystemError.text(code))" }

    /// The system's words for an errno.
    public static func text(_ code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            guard let base = buffer.baseAddress, strerror_r(code, base, buffer.count) == 0 else {
                return "error \(code)"
            }
            return String(cString: base)
        }
    }
}
