import Glibc

/// A user of this server, as the name service knows it.
public struct Account: Hashable, Sendable {
    /// The login name.
    public var name: String
    /// User, group, and supplementary groups.
    public var identity: TaskSpec.Identity
    /// The home directory.
    public var home: String

    /// Looks a user up by name; an empty name is root. Nil if there is none. May ask a directory service, and wait for it.
    public init?(named name: String) {
        let name = name.isEmpty ? "root" : name
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 4096)
        while true {
            let code = getpwnam_r(name, &entry, &buffer, buffer.count, &found)
            if code == ERANGE && buffer.count < 1 << 20 {
                buffer = [CChar](repeating: 0, count: buffer.count * 2)
            } else if code != EINTR {
                break
            }
        }
        guard found != nil else { return nil }
        self.name = name
        home = entry.pw_dir.map { String(cString: $0) } ?? "/"
        var count: Int32 = 64
        var groups = [gid_t](repeating: 0, count: Int(count))
        if getgrouplist(name, entry.pw_gid, &groups, &count) < 0 {
            groups = [gid_t](repeating: 0, count: Int(max(count, 64)))
            if getgrouplist(name, entry.pw_gid, &groups, &count) < 0 { return nil }
        }
        identity = TaskSpec.Identity(uid: entry.pw_uid, gid: entry.pw_gid, groups: Array(groups.prefix(Int(count))))
    }
}
