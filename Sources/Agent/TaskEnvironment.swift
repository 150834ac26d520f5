import Glibc

/// The environment of a task: the job's own, and what Muster tells it. Muster's names win.
struct TaskEnvironment {
    private static let usualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    /// `NAME=value`, in order, no name twice.
    let strings: [String]
    private let path: String

    init(spec: TaskSpec, directory: AttemptDirectory) {
        let taskDirectory = directory.file("task")
        let own = [
            TaskSpec.Variable("MUSTER_JOB", spec.job),
            .init("MUSTER_ALLOCATION", spec.id.allocation.description),
            .init("MUSTER_ATTEMPT", String(spec.id.number)),
            .init("MUSTER_TOKEN", spec.token.description),
            .init("MUSTER_TASK_DIR", taskDirectory),
            .init("MUSTER_PROGRESS_FILE", taskDirectory + "/progress"),
        ]
        var variables: [TaskSpec.Variable] = []
        for variable in [.init("PATH", Self.usualPath)] + spec.environment + own {
            variables.removeAll { $0.name == variable.name }
            variables.append(variable)
        }
        strings = variables.map { $0.name + "=" + $0.value }
        path = variables.first { $0.name == "PATH" }?.value ?? Self.usualPath
    }

    /// Where the program is: as named if the name holds a slash, else the first of PATH that can be executed.
    func locate(_ program: String) -> String? {
        ProgramSearch.locate(program, in: path)
    }
}
