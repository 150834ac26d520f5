import Glibc

/// What is left on the file system of a directory.
enum DiskSpace {
    /// Free and total bytes for this process; nil where they cannot be read.
    static func of(_ directory: String) -> (free: UInt64, total: UInt64)? {
        var statistics = statvfs()
        guard statvfs(directory, &statistics) == 0 else { return nil }
        let unit = UInt64(statistics.f_frsize)
        return (UInt64(statistics.f_bavail) * unit, UInt64(statistics.f_blocks) * unit)
    }

    /// `41 GiB free`, or an empty text where it cannot be read.
    static func words(_ directory: String) -> String {
        guard let space = of(directory) else { return "" }
        let mebibytes = space.free >> 20
        return mebibytes >= 10_240 ? "\(mebibytes >> 10) GiB free" : "\(mebibytes) MiB free"
    }
}
