import Fleet

/// What cannot be killed keeps its place.
extension CommittedHistory {
    /// What its agent reported as not dead ends only when the agent, or a person, says that it is over.
    func checkNotDead(_ id: AttemptID, ended operation: Operation) -> Violation.Finding? {
        guard fleet.attempt(id)?.notDead == true, case .declareLost = operation else { return nil }
        return .init(.notDeadForgotten, "attempt \(id) is not dead, and was declared lost")
    }
}
