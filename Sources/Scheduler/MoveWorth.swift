import Determinism
import Fleet

/// Whether a move for the load's sake is worth what it costs the task.
///
/// It costs the time in which the task does not work, and the work that it cannot save. It has to be for much longer than that
/// that the task then goes on. Nobody knows how long a task without a limit goes on: a service for ever, any other as long as it
/// has run (J. R. Gott, "Implications of the Copernican principle for our future prospects", Nature 363, 1993).
enum MoveWorth {
    /// What ending, finding a place and starting takes, beside the time for a checkpoint.
    static let pause = Span.seconds(30)
    /// So many times what it costs must be left of the task.
    static let gain: UInt64 = 10

    /// - Parameter now: the leader's time.
    static func isGiven(moving attempt: Attempt, of definition: JobDefinition, at now: WallTime) -> Bool {
        guard attempt.state == .running else { return false }
        let ran = now.since(attempt.runningAt)
        var cost = pause
        var rest = ran
        switch (definition.type, definition.checkpoint) {
        case (.service, let contract):
            if let contract { cost = cost + contract.grace }
            rest = .unlimited
        case (_, let contract?): cost = cost + contract.grace
        case (_, nil): cost = cost + ran
        }
        if let limit = definition.timeLimit { rest = limit > ran ? limit - ran : .zero }
        return rest >= cost * gain
    }
}
