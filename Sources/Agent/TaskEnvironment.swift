import Glibc

/// The environment of a task: the job's own, and what Muster tells it. Muster's names win.
struct TaskEnvironment {
    private static let usualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    /// `NAME=value`, in order, no name twice.
    let strings: [String]
    private let path: String

    init(spec: TaskSpec, directory: AttemptDirectory) {
        let taskDirectory = directory.file("task")
        var own = [
            TaskSpec.Variable("MUSTER_JOB", spec.job),
            .init("MUSTER_ALLOCATION", spec.id.allocation.description),
            .init("MUSTER_ATTEMPT", String(spec.id.number)),
            .init("MUSTER_TOKEN", spec.token.description),
            .init("MUSTER_TASK_DIR", taskDirectory),
            .init("MUSTER_PROGRESS_FILE", taskDirectory + "/progress"),
        ]
        if spec.checkpoint != nil {
            own.append(.init("MUSTER_CHECKPOINT_DONE", TaskEnvironment.checkpointMark(in: directory)))
        }
        var variables: [TaskSpec.Variable] = []
        for variable in [.init("PATH", Self.usualPath)] + spec.environment + own {
            variables.removeAll { $0.name == variable.name }
            variables.append(variable)
        }
        strings = variables.map { $0.name + "=" + $0.value }
        path = variables.first { $0.name == "PATH" }?.value ?? Self.usualPath
    }

    /// Where a task says that the checkpoint that it was asked for is durable, by making a file there.
    private static func checkpointMark(in directory: AttemptDirectory) -> String {
        directory.file("task/checkpoint-done")
    }

    /// Whether the task has said so. Links are not followed: the directory is the task's.
    static func saysCheckpointWritten(in directory: AttemptDirectory) -> Bool {
        var status = stat()
        return lstat(checkpointMark(in: directory), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Takes back what the task has said of an earlier checkpoint.
    static func forgetCheckpoint(in directory: AttemptDirectory) { unlink(checkpointMark(in: directory)) }

    /// Where the program is: as named if the name holds a slash, else the first of PATH that can be executed.
    func locate(_ program: String) -> String? {
        ProgramSearch.locate(program, in: path)
    }
}
