import Fleet

// Sentences for people travel in every beat until they are settled, so that they are cut where an agent takes them in.

extension AttemptEnd {
    /// The same with a message of at most `AgentCore.messageBytesAtMost` bytes.
    var limited: AttemptEnd { AttemptEnd(cause: cause, exit: exit, message: message.cut(AgentCore.messageBytesAtMost)) }
}

extension CommandResult {
    /// The same with a sentence of at most `AgentCore.messageBytesAtMost` bytes.
    var limited: CommandResult {
        switch self {
        case .exited: self
        case .notStarted(let text): .notStarted(text.cut(AgentCore.messageBytesAtMost))
        case .unknown(let text): .unknown(text.cut(AgentCore.messageBytesAtMost))
        case .unreachable(let text): .unreachable(text.cut(AgentCore.messageBytesAtMost))
        }
    }
}

extension String {
    /// As much of its beginning as fits into so many bytes of UTF-8, whole characters of Unicode only.
    fileprivate func cut(_ bytesAtMost: Int) -> String {
        guard utf8.count > bytesAtMost else { return self }
        var used = 0
        var kept = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            used += UTF8.width(scalar)
            if used > bytesAtMost { break }
            kept.append(scalar)
        }
        return String(kept)
    }
}
