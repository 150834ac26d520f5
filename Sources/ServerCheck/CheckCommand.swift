import Glibc

/// The command `check` of a program: reads the arguments, has the findings made, and prints them.
public struct CheckCommand {
    /// The program's name.
    public var program: String
    /// Its version.
    public var version: String
    /// Its configuration file where none is named.
    public var configuration: String
    /// How it is used.
    public var usage: String

    /// A command with its parts.
    public init(program: String, version: String, configuration: String, usage: String) {
        self.program = program
        self.version = version
        self.configuration = configuration
        self.usage = usage
    }

    /// Runs it with the arguments behind `check`; `findings` looks at what the configuration file of that path needs. Returns
    /// the exit code: 0 without errors, 1 with errors, 2 for wrong usage.
    public func run(_ arguments: some Sequence<String>, findings: (String) -> [Finding]) -> Int32 {
        switch CheckArguments(arguments, configuration: configuration) {
        case .help:
            CheckCommand.write(1, usage + "\n")
            return 0
        case .wrong(let sentence):
            CheckCommand.write(2, "\(program): \(sentence)\n\(usage)\n")
            return 2
        case .check(let path, let json):
            let report = CheckReport(
                program: program, version: version, configuration: path, findings: findings(path))
            CheckCommand.write(1, json ? report.json : report.text)
            return report.exitCode
        }
    }

    private static func write(_ descriptor: Int32, _ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }
}
