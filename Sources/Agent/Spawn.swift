import CLinux
import Glibc

/// A process that `Spawn` started: its number and a descriptor that stands for exactly it.
public struct SpawnedProcess: Sendable {
    /// Its pid in this process's namespace.
    public var pid: pid_t
    /// Readable when it has ended.
    public var pidfd: Descriptor
}

/// Why a program could not be started.
public struct SpawnError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A `muster_spawn_stage`.
    public var stage: Int32
    /// The errno.
    public var code: Int32
    /// The program.
    public var program: String

    /// One sentence for a person.
    public var description: String {
        if code == EPERM && stage == Int32(MUSTER_SPAWN_CLONE.rawValue) { return SpawnError.needsRoot }
        return "cannot start \(program): \(SpawnError.text(ofStage: stage)) failed: \(SystemError.text(code))"
    }

    /// What somebody without the rights is told.
    public static let needsRoot =
        "muster-agent must run as root, or with CAP_SYS_ADMIN, to give each task a PID namespace"

    /// What a stage does, in words.
    public static func text(ofStage stage: Int32) -> String {
        switch muster_spawn_stage(rawValue: UInt32(max(0, stage))) {
        case MUSTER_SPAWN_CLONE: "making a process"
        case MUSTER_SPAWN_PIPE: "making a pipe"
        case MUSTER_SPAWN_DESCRIPTORS: "arranging its descriptors"
        case MUSTER_SPAWN_MOUNT: "mounting its /proc"
        case MUSTER_SPAWN_CGROUP: "entering its control group"
        case MUSTER_SPAWN_GROUPS: "setting its groups"
        case MUSTER_SPAWN_GID: "setting its group"
        case MUSTER_SPAWN_UID: "setting its user"
        case MUSTER_SPAWN_DIRECTORY: "entering its working directory"
        case MUSTER_SPAWN_EXEC: "executing it"
        case MUSTER_SPAWN_FORK: "making its process"
        default: "preparing it"
        }
    }
}

/// What to start, and how; `start` does it.
public struct Spawn {
    /// The program's path; not searched.
    public var path: String
    /// Its argv.
    public var arguments: [String]
    /// `NAME=value`, in order.
    public var environment: [String]
    /// Its descriptors 0, 1, and so on; all others are closed. At most 16.
    public var descriptors: [Descriptor]
    /// PID and mount namespaces of its own.
    public var namespaces = false
    /// A minimal init in the new namespace, which writes the program's wait status to this descriptor.
    public var initStatus: Descriptor?
    /// The signal that it gets when the starting thread ends; 0 for none.
    public var parentDeathSignal: Int32 = 0
    /// Who it runs as; nil to stay.
    public var identity: TaskSpec.Identity?
    /// Where it runs; nil to stay.
    public var directory: String?
    /// The `cgroup.procs` files of the groups that it enters.
    public var cgroupFiles: [String] = []
    /// Its oom_score_adj; nil to stay.
    public var oomScoreAdjust: Int32?

    /// A program with nothing special.
    public init(path: String, arguments: [String], environment: [String], descriptors: [Descriptor]) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.descriptors = descriptors
    }

    /// Starts it in a session of its own; returns when exec has succeeded.
    public func start() throws(SpawnError) -> SpawnedProcess {
        var options = muster_spawn_options()
        options.new_pid_namespace = namespaces ? 1 : 0
        options.new_mount_namespace = namespaces ? 1 : 0
        options.with_init = initStatus == nil ? 0 : 1
        options.status_descriptor = initStatus?.number ?? -1
        options.parent_death_signal = parentDeathSignal
        if let identity {
            options.set_identity = 1
            options.uid = identity.uid
            options.gid = identity.gid
        }
        if let oomScoreAdjust {
            options.set_oom_score_adj = 1
            options.oom_score_adj = oomScoreAdjust
        }
        var result = muster_spawn_result()
        // The numbers must stay open until the child has its copies.
        let outcome = withExtendedLifetime(self) { launch(&options, &result) }
        guard outcome == 0 else { throw SpawnError(stage: result.failed_stage, code: result.error, program: path) }
        return SpawnedProcess(pid: result.pid, pidfd: Descriptor(owning: result.pidfd))
    }

    private func launch(_ options: inout muster_spawn_options, _ result: inout muster_spawn_result) -> Int32 {
        withPointers { argv, envp, cgroups, path, directory -> Int32 in
            options.argv = argv
            options.envp = envp
            options.cgroup_procs = cgroups
            options.path = path
            options.directory = directory
            return descriptors.map(\.number).withUnsafeBufferPointer { descriptors in
                options.descriptors = descriptors.baseAddress
                options.descriptor_count = Int32(descriptors.count)
                return (identity?.groups ?? []).withUnsafeBufferPointer { groups in
                    options.groups = groups.baseAddress
                    options.group_count = Int32(groups.count)
                    return muster_spawn(&options, &result)
                }
            }
        }
    }

    private typealias Vector = UnsafePointer<UnsafeMutablePointer<CChar>?>

    private func withPointers<Result>(
        _ body: (
            Vector?, Vector?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?
        ) -> Result
    ) -> Result {
        let copies = [arguments, environment, cgroupFiles].map { $0.map { strdup($0) } + [nil] }
        defer { for vector in copies { for text in vector { free(text) } } }
        let program = strdup(path)
        let place = directory.flatMap { strdup($0) }
        defer {
            free(program)
            free(place)
        }
        return copies[0].withUnsafeBufferPointer { argv in
            copies[1].withUnsafeBufferPointer { envp in
                copies[2].map { UnsafePointer($0) }.withUnsafeBufferPointer { cgroups in
                    body(argv.baseAddress, envp.baseAddress, cgroups.baseAddress, program, place)
                }
            }
        }
    }
}
