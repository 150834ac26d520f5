import Glibc

/// Space of the local file systems that /proc/self/mounts names, one sample set a device. File systems of a network are only
/// counted: asking one whose server is gone would hang the agent.
public struct FileSystemCollector: Collector {
    /// The space of a file system, in bytes, and its file slots.
    public struct Capacity: Hashable, Sendable {
        var size: UInt64
        var available: UInt64
        var files: UInt64
        var filesFree: UInt64

        /// A capacity.
        public init(size: UInt64, available: UInt64, files: UInt64, filesFree: UInt64) {
            self.size = size
            self.available = available
            self.files = files
            self.filesFree = filesFree
        }

        /// What the kernel says of the file system at a path; nil, with errno, if it says nothing.
        public static func ofPath(_ path: String) -> Capacity? {
            var info = statvfs()
            guard statvfs(path, &info) == 0 else { return nil }
            let unit = UInt64(info.f_frsize)
            return Capacity(
                size: UInt64(info.f_blocks) &* unit, available: UInt64(info.f_bavail) &* unit,
                files: UInt64(info.f_files), filesFree: UInt64(info.f_ffree))
        }
    }

    /// `filesystem`.
    public let name = "filesystem"
    private static let local = ["ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "vfat", "zfs", "bcachefs"]
    private static let network = ["nfs", "nfs4", "cifs", "lustre", "ceph", "beegfs", "gpfs", "9p", "wekafs"]
    private let capacity: @Sendable (String) -> Capacity?

    /// A collector; a test hands in capacities of its own.
    public init(capacity: @escaping @Sendable (String) -> Capacity? = Capacity.ofPath) {
        self.capacity = capacity
    }

    private struct Mount {
        var device: String
        var point: String
        var isReadOnly: Bool
    }

    /// See `Collector`.
    public mutating func collect(root: RootDirectory, into samples: inout SampleBuffer) -> CollectorOutcome {
        var mounts: [Mount] = []
        var remote: UInt64 = 0
        let isRead: Void? = root.read("/proc/self/mounts") { text in
            while var line = text.nextLine() {
                guard let device = line.nextField(), let point = line.nextField(), let type = line.nextField(),
                    let options = line.nextField()
                else { continue }
                let kind = String(type)
                if Self.network.contains(kind) || kind.hasPrefix("fuse.") { remote += 1 }
                // In a container the root is an overlay of the server's disk.
                guard Self.local.contains(kind) || (kind == "overlay" && point.equals("/")) else { continue }
                let source = Self.unescape(String(device))
                let isReadOnly = options.equals("ro") || options.starts(with: "ro,")
                // The same device mounted again is the same space; it can be written if one of its mounts can.
                if let known = mounts.firstIndex(where: { $0.device == source }) {
                    if !isReadOnly { mounts[known].isReadOnly = false }
                    continue
                }
                mounts.append(
                    Mount(device: source, point: Self.unescape(String(point)), isReadOnly: isReadOnly))
            }
        }
        guard isRead != nil else { return root.failure(reading: "/proc/self/mounts") }
        samples.add("filesystem_network_mounts", remote)
        var failure: String?
        for mount in mounts {
            guard let capacity = capacity(root.prefix + mount.point) else {
                failure = SystemError("cannot measure the file system at", mount.point).description
                continue
            }
            samples.add("filesystem_size_bytes", capacity.size, label: mount.point)
            samples.add("filesystem_available_bytes", capacity.available, label: mount.point)
            samples.add("filesystem_files", capacity.files, label: mount.point)
            samples.add("filesystem_files_free", capacity.filesFree, label: mount.point)
            samples.add("filesystem_read_only", mount.isReadOnly ? 1.0 : 0.0, label: mount.point)
        }
        if let failure { return .failed(failure) }
        return mounts.isEmpty ? .noData("no local file system is mounted") : .ok
    }

    /// The kernel writes blanks, tabs, newlines and backslashes as three octal digits.
    private static func unescape(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        let bytes = Array(text.utf8)
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\"), index + 3 < bytes.count,
                let code = UInt8(String(decoding: bytes[(index + 1)...(index + 3)], as: UTF8.self), radix: 8)
            {
                plain.append(code)
                index += 4
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
