import Glibc

/// The machine's processes, as /proc tells them.
enum ProcessTable {
    /// Supervisors of attempts below a directory.
    static func supervisors(below directory: String) -> [pid_t] {
        pids.filter { pid in
            let words = read("/proc/\(pid)/cmdline").split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            return words.count == 2 && words[0] == "muster-supervisor" && words[1].hasPrefix(directory + "/")
        }
    }

    /// Everything that descends from these processes, without themselves.
    static func descendants(of roots: [pid_t]) -> [pid_t] {
        var children: [pid_t: [pid_t]] = [:]
        for pid in pids { if let parent = parent(of: pid) { children[parent, default: []].append(pid) } }
        var found: [pid_t] = []
        var next = roots
        while let pid = next.popLast() {
            let below = children[pid] ?? []
            found += below
            next += below
        }
        return found
    }

    private static var pids: [pid_t] {
        guard let directory = opendir("/proc") else { return [] }
        defer { closedir(directory) }
        var found: [pid_t] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let pid = pid_t(name) { found.append(pid) }
        }
        return found
    }

    /// Seconds of processor time that a process has used; 0 if there is none.
    static func processorSeconds(of pid: pid_t) -> Double {
        let fields = fields(of: pid)
        guard fields.count > 12, let own = Double(fields[11]), let kernel = Double(fields[12]) else { return 0 }
        return (own + kernel) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func parent(of pid: pid_t) -> pid_t? {
        let fields = fields(of: pid)
        return fields.count > 1 ? pid_t(fields[1]) : nil
    }

    /// What the kernel tells of a process after its name: its state first.
    private static func fields(of pid: pid_t) -> [Substring] {
        let text = String(decoding: read("/proc/\(pid)/stat"), as: UTF8.self)
        guard let close = text.lastIndex(of: ")") else { return [] }
        return text[text.index(after: close)...].split(separator: " ")
    }

    private static func read(_ path: String) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 8_192)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }
}
