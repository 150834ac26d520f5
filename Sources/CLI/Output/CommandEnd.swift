import Wire

/// How one server's part of a fleet command ended.
enum CommandEnd: Hashable {
    /// It returned 0.
    case succeeded
    /// It ran or could not be started, and did not succeed; in words.
    case failed(String)
    /// It did not run, or it is not known whether it did; in words.
    case silent(String)

    init(_ result: CommandResult?) {
        switch result?.how {
        case .exited(let exit)?:
            switch exit.how {
            case .code(0)?: self = .succeeded
            case .code(let code)?: self = .failed("exit code \(code)")
            case .signal(let signal)?: self = .failed("ended by signal \(signal)")
            case nil: self = .failed("no exit code")
            }
        case .notStarted(let why)?: self = .failed("not started, \(why)")
        case .unknown(let why)?: self = .silent("unknown, \(why)")
        case .unreachable(let why)?: self = .silent("unreachable, \(why)")
        case nil: self = .silent("no result yet")
        }
    }

    /// In words.
    var words: String {
        switch self {
        case .succeeded: "succeeded"
        case .failed(let words), .silent(let words): words
        }
    }

    /// What the shell is told of all servers together: what is not known weighs more than what failed; nil for success.
    static func code(_ ends: some Sequence<CommandEnd>) -> CLIError.Code? {
        var code: CLIError.Code?
        for end in ends {
            switch end {
            case .succeeded: continue
            case .failed: code = code ?? .failed
            case .silent: return .unreachable
            }
        }
        return code
    }

    /// The closing lines: how many succeeded, and the others one by one.
    static func summary(_ ends: [(node: String, end: CommandEnd)], command: UInt64) -> String {
        let good = ends.count { $0.end == .succeeded }
        let wrong = ends.filter { $0.end != .succeeded }.map { "\($0.node): \(Table.printable($0.end.words))" }
        let count = "\(good) of \(ends.count) \(ends.count == 1 ? "server" : "servers") succeeded"
        return wrong.isEmpty ? count : ([count + " (command \(command))"] + wrong).joined(separator: "\n  ")
    }
}
