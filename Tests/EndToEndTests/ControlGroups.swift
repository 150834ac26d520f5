import Agent

/// The control groups that killed supervisors left.
enum ControlGroups {
    /// Removes those of every attempt below an agent's state directory.
    static func removeAll(below state: String) {
        for attempt in (try? AttemptDirectory.list(in: state + "/attempts")) ?? [] {
            TaskCgroup.removeRemainder(named: TaskCgroup.name(of: attempt))
        }
    }
}
