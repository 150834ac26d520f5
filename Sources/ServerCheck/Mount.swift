/// What a file system is mounted as, from /proc/self/mountinfo (proc(5)).
public struct Mount: Hashable, Sendable {
    /// How a file system keeps what is written.
    public enum Kind: Hashable, Sendable {
        /// On a disk of this server, as far as can be seen.
        case local
        /// In memory: gone after a restart of the server.
        case memory
        /// On another server.
        case network
        /// In a container's writable layer: gone with the container.
        case layer
    }

    /// Where.
    public var place: String
    /// The type, such as `ext4`.
    public var type: String
    /// The options of the mount and of the file system.
    public var options: [String]

    /// A mount with its parts.
    public init(place: String, type: String, options: [String] = []) {
        self.place = place
        self.type = type
        self.options = options
    }

    /// How it keeps what is written.
    public var kind: Kind {
        switch type {
        case "tmpfs", "ramfs", "devtmpfs", "rootfs": return .memory
        case "overlay", "aufs": return .layer
        case "nfs", "nfs4", "cifs", "smb3", "9p", "virtiofs", "ceph", "lustre", "gpfs", "beegfs", "afs", "glusterfs":
            return .network
        default:
            // What fuse has in front of itself: a network as a rule, but for disks of other systems.
            let isDisk = type == "fuseblk"
            return type.hasPrefix("fuse") && !isDisk ? .network : .local
        }
    }

    /// Whether it is mounted so that what was synced may be lost in a power cut.
    public var forgoesBarriers: Bool { options.contains { ["nobarrier", "barrier=0"].contains($0) } }

    /// The mount that holds an absolute path without links, by the text of mountinfo; nil if the text has none.
    public static func of(_ path: String, in text: String) -> Mount? {
        var found: Mount?
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: " ").map(String.init)
            guard fields.count > 6, let dash = fields.firstIndex(of: "-"), dash >= 6, fields.count > dash + 1 else {
                continue
            }
            let place = unescaped(fields[4])
            let holds = place == "/" || path == place || path.hasPrefix(place + "/")
            // Of several at one place the last is on top.
            guard holds, place.utf8.count >= found?.place.utf8.count ?? 0 else { continue }
            let more = fields.count > dash + 3 ? fields[dash + 3].split(separator: ",").map(String.init) : []
            found = Mount(
                place: place, type: fields[dash + 1],
                options: fields[5].split(separator: ",").map(String.init) + more)
        }
        return found
    }

    /// Blanks and the like stand there as three octal digits behind a backslash.
    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let first = rest.popFirst() {
            let digits = rest.prefix(3)
            if first == UInt8(ascii: "\\"), digits.count == 3,
                let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            {
                bytes.append(byte)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(first)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
