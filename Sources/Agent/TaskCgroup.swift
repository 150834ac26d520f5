import Determinism
import Glibc

/// The control groups of one task, below `muster` at the root of each hierarchy, so that they outlive a restart of the agent
/// and hold neither agent nor supervisor. Plain version 2 and version 1 (also hybrid) are supported; where neither can be
/// written the task runs without, and the notes say so. `TaskCollector` reads what is used in them.
public struct TaskCgroup: Sendable {
    /// The files by which a process enters, one a hierarchy.
    public private(set) var entryFiles: [String] = []
    /// What could not be had; sentences for people.
    public private(set) var notes: [String] = []
    private var directories: [String] = []
    private var isVersion2 = false

    /// Where the hierarchies are mounted.
    public static let root = "/sys/fs/cgroup"

    /// Which version tasks' groups are of: 2, 1 (also hybrid), or 0 where nothing of the kind is mounted.
    public static func version(root: String = TaskCgroup.root) -> Int {
        if access(root + "/cgroup.controllers", F_OK) == 0 { return 2 }
        return ["cpu", "memory"].contains { access("\(root)/\($0)/cgroup.procs", F_OK) == 0 } ? 1 : 0
    }

    /// Makes the groups and sets the limits; 0 is no limit.
    public init(name: String, cpuMillicores: UInt64, memoryBytes: UInt64, root: String = TaskCgroup.root) {
        if TaskCgroup.version(root: root) == 2 {
            isVersion2 = true
            makeVersion2(root, name, cpuMillicores, memoryBytes)
        } else {
            makeVersion1(root, name, cpuMillicores, memoryBytes)
        }
        if directories.isEmpty {
            notes.append("no control group could be made below \(root): the task runs without limits of its own")
        }
    }

    /// The name of an attempt's groups: no other agent of this machine has an attempt in the same directory.
    public static func name(of directory: AttemptDirectory) -> String {
        directory.id.description + "-" + String(StableHash(of: Array(directory.path.utf8)).value, radix: 36)
    }

    /// Removes what a supervisor left that was killed; its tree must be dead.
    public static func removeRemainder(named name: String, root: String = TaskCgroup.root) {
        for parent in ["/muster/", "/cpu/muster/", "/cpuacct/muster/", "/memory/muster/"] {
            rmdir(root + parent + name)
        }
    }

    /// Whether the kernel killed something of the group for want of memory.
    public func hadOutOfMemoryKill() -> Bool {
        directories.contains { directory in
            let file = directory + (isVersion2 ? "/memory.events" : "/memory.oom_control")
            guard let bytes = try? DurableFile.read(file) else { return false }
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n").contains {
                $0.hasPrefix("oom_kill ") && $0 != "oom_kill 0"
            }
        }
    }

    /// Removes the groups; they must be empty.
    public func remove() {
        for directory in directories { rmdir(directory) }
    }

    private mutating func makeVersion2(_ root: String, _ name: String, _ cpu: UInt64, _ memory: UInt64) {
        let parent = root + "/muster"
        let directory = parent + "/" + name
        for controller in ["+cpu", "+memory", "+pids"] {
            set(root + "/cgroup.subtree_control", controller)
            mkdir(parent, 0o755)
            set(parent + "/cgroup.subtree_control", controller)
        }
        guard make(directory) else { return }
        entryFiles = [directory + "/cgroup.procs"]
        if cpu > 0 { limit(directory + "/cpu.max", "\(max(1000, cpu * 100)) 100000", "CPU") }
        if memory > 0 {
            limit(directory + "/memory.max", "\(memory)", "memory")
            set(directory + "/memory.oom.group", "1")
        }
    }

    private mutating func makeVersion1(_ root: String, _ name: String, _ cpu: UInt64, _ memory: UInt64) {
        for controller in ["cpu", "cpuacct", "memory"] {
            let hierarchy = root + "/" + controller
            // It is often mounted together with `cpu`: then the one group does for both.
            if controller == "cpuacct", access(root + "/cpu/cpuacct.usage", F_OK) == 0 { continue }
            guard access(hierarchy + "/cgroup.procs", W_OK) == 0 else {
                if controller == "cpu" && cpu > 0 || controller == "memory" && memory > 0 {
                    notes.append("\(hierarchy) cannot be written: the task's \(controller) limit is not enforced")
                }
                continue
            }
            mkdir(hierarchy + "/muster", 0o755)
            let directory = hierarchy + "/muster/" + name
            guard make(directory) else { continue }
            entryFiles.append(directory + "/cgroup.procs")
            if controller == "cpu" && cpu > 0 {
                set(directory + "/cpu.cfs_period_us", "100000")
                limit(directory + "/cpu.cfs_quota_us", "\(max(1000, cpu * 100))", "CPU")
            }
            if controller == "memory" && memory > 0 {
                limit(directory + "/memory.limit_in_bytes", "\(memory)", "memory")
                set(directory + "/memory.memsw.limit_in_bytes", "\(memory)")
            }
        }
    }

    private mutating func make(_ directory: String) -> Bool {
        guard mkdir(directory, 0o755) == 0 || errno == EEXIST else {
            notes.append(SystemError("cannot make control group", directory).description)
            return false
        }
        directories.append(directory)
        return true
    }

    private mutating func limit(_ file: String, _ value: String, _ name: String) {
        if !set(file, value) {
            notes.append("the task's \(name) limit is not enforced: \(SystemError("cannot write", file))")
        }
    }

    @discardableResult
    private func set(_ file: String, _ value: String) -> Bool { KernelFile.write(file, value) }
}

/// Files of /proc, /sys and control groups, whose writes are commands to the kernel.
enum KernelFile {
    /// Writes the text in one go; false, with errno, if the kernel refuses.
    static func write(_ path: String, _ text: String) -> Bool {
        guard let file = try? Descriptor(open: path, O_WRONLY) else { return false }
        var text = text
        return text.withUTF8 { Glibc.write(file.number, $0.baseAddress, $0.count) == $0.count }
    }
}
