import Glibc

/// Whose a file is.
public struct FileOwner: Hashable, Sendable {
    /// The user's number.
    public var user: UInt32
    /// The user's name, or `user NUMBER` where there is none.
    public var name: String

    /// An owner with its parts.
    public init(user: UInt32, name: String) {
        self.user = user
        self.name = name
    }

    /// Root.
    public static let root = FileOwner(user: 0, name: "root")

    /// Looks the user's name up.
    public static func named(_ user: UInt32) -> FileOwner {
        guard let entry = getpwuid(user), let name = entry.pointee.pw_name else {
            return FileOwner(user: user, name: "user \(user)")
        }
        return FileOwner(user: user, name: String(cString: name))
    }
}
