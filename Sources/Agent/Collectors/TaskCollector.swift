import Fleet

/// What each task of this agent uses, from its control groups (`TaskCgroup`): processor time, how long its CPU limit held it
/// back, and memory. Samples bear the attempt's id as their label; where a group or a file is missing the sample is, too.
///
/// The groups themselves say which tasks there are, so that an agent which was just restarted measures what it took over. Groups
/// of other agents of the machine bear other names. A round reads so many tasks at the most and the next round goes on
/// behind them: neither the cost of a round nor the size of its message grows with the number of tasks.
public struct TaskCollector: Collector {
    /// `task`.
    public let name = "task"
    /// Tasks that a round reads at the most.
    public static let tasksAtMost = 64

    private let attempts: String
    private var last: AttemptID?

    /// A collector for the attempts below that directory (`Supervision.attempts`).
    public init(attempts: String) {
        // As the supervisor, which names the groups, understands the path.
        self.attempts = "/" + attempts.split(separator: "/").joined(separator: "/")
    }

    /// See `Collector`.
    public mutating func collect(root: RootDirectory, into samples: inout SampleBuffer) -> CollectorOutcome {
        let isVersion2 = root.has(TaskCgroup.root + "/cgroup.controllers")
        let parents = (isVersion2 ? [""] : ["/cpuacct", "/cpu", "/memory"]).map { TaskCgroup.root + $0 + "/muster" }
        let tasks = tasks(below: parents, root)
        guard !tasks.isEmpty else { return .noData("no task of this agent has a control group") }
        for task in turn(of: tasks) {
            if isVersion2 {
                Self.readVersion2(task, root, into: &samples)
            } else {
                Self.readVersion1(task, root, into: &samples)
            }
        }
        return .ok
    }

    /// A task with the name of its groups.
    private struct Task {
        var id: AttemptID
        var group: String
    }

    /// The tasks that have a group in any of the hierarchies, ascending.
    private func tasks(below parents: [String], _ root: RootDirectory) -> [Task] {
        var found: [Task] = []
        for parent in parents {
            for group in root.names(in: parent) {
                guard let end = group.firstIndex(of: "-"), let id = AttemptID(directoryName: String(group[..<end])),
                    TaskCgroup.name(of: AttemptDirectory(attempts: attempts, id: id)) == group
                else { continue }
                found.append(Task(id: id, group: group))
            }
        }
        found.sort { $0.id < $1.id }
        var previous: AttemptID?
        found.removeAll { task in
            defer { previous = task.id }
            return task.id == previous
        }
        return found
    }

    /// Those whose turn it is.
    private mutating func turn(of tasks: [Task]) -> [Task] {
        guard tasks.count > Self.tasksAtMost else { return tasks }
        let first = tasks.firstIndex { task in last.map { $0 < task.id } ?? true } ?? 0
        let chosen = (0..<Self.tasksAtMost).map { tasks[(first + $0) % tasks.count] }
        last = chosen.last?.id
        return chosen
    }

    // MARK: Version 2 (Documentation/admin-guide/cgroup-v2.rst of the kernel)

    private static func readVersion2(_ task: Task, _ root: RootDirectory, into samples: inout SampleBuffer) {
        let group = TaskCgroup.root + "/muster/" + task.group
        let cpu = values(of: ["usage_usec", "nr_periods", "throttled_usec"], in: group + "/cpu.stat", root)
        if let used = cpu[0] { samples.add("task_cpu_seconds_total", Double(used) / 1e6, label: "\(task.id)") }
        addThrottled(periods: cpu[1], seconds: cpu[2].map { Double($0) / 1e6 }, task, into: &samples)
        addMemory(
            used: root.number(group + "/memory.current"),
            idleCache: values(of: ["inactive_file"], in: group + "/memory.stat", root)[0],
            peak: root.number(group + "/memory.peak"), task, into: &samples)
    }

    // MARK: Version 1 (Documentation/admin-guide/cgroup-v1)

    private static func readVersion1(_ task: Task, _ root: RootDirectory, into samples: inout SampleBuffer) {
        func group(_ controller: String) -> String { TaskCgroup.root + "/\(controller)/muster/" + task.group }
        // Where the two are mounted together, a link may be missing.
        if let used = root.number(group("cpuacct") + "/cpuacct.usage") ?? root.number(group("cpu") + "/cpuacct.usage") {
            samples.add("task_cpu_seconds_total", Double(used) / 1e9, label: "\(task.id)")
        }
        let cpu = values(of: ["nr_periods", "throttled_time"], in: group("cpu") + "/cpu.stat", root)
        addThrottled(periods: cpu[0], seconds: cpu[1].map { Double($0) / 1e9 }, task, into: &samples)
        let memory = group("memory")
        addMemory(
            used: root.number(memory + "/memory.usage_in_bytes"),
            idleCache: values(of: ["total_inactive_file"], in: memory + "/memory.stat", root)[0],
            peak: root.number(memory + "/memory.max_usage_in_bytes"), task, into: &samples)
    }

    // MARK: Both

    /// Periods are only counted where a limit is set.
    private static func addThrottled(
        periods: UInt64?, seconds: Double?, _ task: Task, into samples: inout SampleBuffer
    ) {
        guard let periods, periods > 0, let seconds else { return }
        samples.add("task_cpu_throttled_seconds_total", seconds, label: "\(task.id)")
    }

    /// The working set is what kubelet calls so: all but the file pages that have not been touched of late, which the kernel
    /// takes back before it kills anything. The peak is the kernel's own, with those pages.
    private static func addMemory(
        used: UInt64?, idleCache: UInt64?, peak: UInt64?, _ task: Task, into samples: inout SampleBuffer
    ) {
        if let used, let idleCache {
            samples.add(
                "task_memory_working_set_bytes", used > idleCache ? used - idleCache : 0, label: "\(task.id)")
        }
        if let peak { samples.add("task_memory_peak_bytes", peak, label: "\(task.id)") }
    }

    /// The numbers behind these words, each on a line of its own; nil for those that are not there.
    private static func values(of keys: [StaticString], in path: String, _ root: RootDirectory) -> [UInt64?] {
        var found = [UInt64?](repeating: nil, count: keys.count)
        _ = root.read(path) { text in
            while var line = text.nextLine() {
                guard let key = line.nextField(), let index = keys.firstIndex(where: { key.equals($0) }) else {
                    continue
                }
                found[index] = line.nextNumber()
            }
        }
        return found
    }
}
