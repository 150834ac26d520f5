import Glibc

/// Who makes the check, and what that user may do.
public struct Viewer: Hashable, Sendable {
    /// Linux capabilities that Muster needs, by their numbers.
    public enum Capability: UInt64, CaseIterable, Sendable {
        case chown = 0
        case overrideAccess = 1
        case kill = 5
        case setGroup = 6
        case setUser = 7
        case lockMemory = 14
        case administer = 21
        case resources = 24

        /// As the kernel's manual has it.
        public var name: String {
            switch self {
            case .chown: "CAP_CHOWN"
            case .overrideAccess: "CAP_DAC_OVERRIDE"
            case .kill: "CAP_KILL"
            case .setGroup: "CAP_SETGID"
            case .setUser: "CAP_SETUID"
            case .lockMemory: "CAP_IPC_LOCK"
            case .administer: "CAP_SYS_ADMIN"
            case .resources: "CAP_SYS_RESOURCE"
            }
        }
    }

    /// The effective user.
    public var user: UInt32
    /// The user's name.
    public var name: String
    /// The effective capabilities, a bit each.
    public var capabilities: UInt64

    /// A viewer with its parts.
    public init(user: UInt32, name: String, capabilities: UInt64) {
        self.user = user
        self.name = name
        self.capabilities = capabilities
    }

    /// Whether it is root.
    public var isRoot: Bool { user == 0 }

    /// Whether it has a capability.
    public func has(_ capability: Capability) -> Bool { capabilities >> capability.rawValue & 1 == 1 }

    /// Whether a failure with that errno means that another user might see more.
    public func isBarred(by code: Int32) -> Bool { !isRoot && (code == EACCES || code == EPERM) }

    /// The user of this process.
    public static var present: Viewer {
        let user = geteuid()
        // Where /proc is missing, root has all.
        var capabilities: UInt64 = user == 0 ? .max : 0
        for line in (TextFile.read("/proc/self/status") ?? "").split(separator: "\n") where line.hasPrefix("CapEff:\t")
        {
            capabilities = UInt64(line.dropFirst(8), radix: 16) ?? capabilities
        }
        return Viewer(user: user, name: FileOwner.named(user).name, capabilities: capabilities)
    }
}
