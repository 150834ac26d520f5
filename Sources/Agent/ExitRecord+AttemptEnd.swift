import AgentCore
import Fleet

extension ExitRecord {
    /// The end as the fleet records it, with a sentence for people.
    public var attemptEnd: AttemptEnd {
        let cause: EndCause
        var sentences: [String] = []
        switch end.cause {
        case .exited: cause = end.process == .code(0) ? .completed : .failed
        case .stopped: cause = .stopped
        case .timeLimit: cause = .timeLimit
        case .leaseLapsed:
            cause = .lapsed
            if end.overrun > .zero {
                sentences.append("the last of it died \(end.overrun.wholeMilliseconds) ms after its lease had ended")
            }
        case .startFailed(let stage, let error):
            cause = .notStarted
            if notes.isEmpty {
                sentences.append("\(SpawnError.text(ofStage: stage)) failed: \(SystemError.text(error))")
            }
        case .supervisorLost:
            cause = .failed
            sentences.append("its supervisor ended without a record, and the task with it")
        }
        switch end.checkpoint {
        case .notAsked: break
        case .notWritten: sentences.append("it did not confirm the checkpoint that it was asked for")
        case .written(let span): sentences.append("its checkpoint was written in \(span.wholeMilliseconds) ms")
        }
        if outOfMemory { sentences.append(AttemptEnd.memoryKillWords) }
        if outputDropped > 0 { sentences.append("\(outputDropped) bytes of its output could not be written") }
        // What the supervisor had to do without (a control group, say) is no news to people when the task ended by itself; it
        // stays in the record on the server.
        if cause == .notStarted || end.cause == .supervisorLost { sentences += notes }
        let message = sentences.joined(separator: "; ")
        return AttemptEnd(cause: cause, exit: end.process, message: AttemptEnd.clipped(message))
    }
}

extension AttemptEnd {
    /// The longest beginning of whole characters that fits a message.
    static func clipped(_ message: String) -> String {
        var text = message
        while text.utf8.count > 512 { text.removeLast() }
        return text
    }
}
