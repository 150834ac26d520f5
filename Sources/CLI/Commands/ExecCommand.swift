import ArgumentParser
import Foundation
import Wire

struct ExecCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec", abstract: "Runs a command on servers, at most once on each.",
        discussion: "Targets: '*' for all, names and globs separated by commas, and label=value.")

    @OptionGroup var cluster: ClusterOptions
    @Option(name: [.short, .long], help: "Which servers.") var target: String
    @Option(help: "The user that it runs as; root by default.") var user = ""
    @Option(name: .customLong("time-limit"), help: "Seconds that it may run on each server.") var timeLimit: Double =
        300
    @Argument(parsing: .postTerminator, help: "The command, after `--`.") var command: [String]

    func run() throws {
        guard !command.isEmpty else {
            throw CLIError(.usage, "there is no command; write it after `--`, as in `muster exec -t '*' -- uptime`.")
        }
        guard timeLimit > 0, timeLimit <= 86_400 else {
            throw CLIError(.usage, "--time-limit is a number of seconds from 0 to 86400.")
        }
        let client = try cluster.client()
        let accepted = try client.change(
            .acceptCommand(
                AcceptCommand(
                    definition: CommandDefinition(
                        arguments: command, user: user, timeLimitNs: UInt64(timeLimit * 1e9),
                        startWithinNs: 10_000_000_000), target: target)))
        var results: [String: CommandResult] = [:]
        var lines = LinePrinter(isQuiet: cluster.output == .json)
        var outputs: [String: [UInt32: [UInt8]]] = [:]
        try client.follow(command: accepted.identifier, seconds: timeLimit + 30) { event in
            if let output = event.output {
                lines.take(output.data, node: event.node, isError: output.stream == 1)
                if cluster.output == .json {
                    outputs[event.node, default: [:]][output.stream, default: []] += output.data
                }
            }
            if let result = event.result { results[event.node] = result }
        }
        lines.finish()
        let view = try client.query(.command, object: String(accepted.identifier)).command
        for run in view?.runs ?? [] { results[run.node] = run.result ?? results[run.node] }
        try report(view, results, outputs, number: accepted.identifier)
    }

    private func report(
        _ view: CommandView?, _ results: [String: CommandResult], _ outputs: [String: [UInt32: [UInt8]]],
        number: UInt64
    ) throws {
        var wrong: [String] = []
        var silent: [String] = []
        let nodes = view?.runs.map(\.node) ?? results.keys.sorted()
        for node in nodes {
            switch results[node]?.how {
            case .exited(let exit)?:
                switch exit.how {
                case .code(0)?: break
                case .code(let code)?: wrong.append("\(node): exit code \(code)")
                case .signal(let signal)?: wrong.append("\(node): ended by signal \(signal)")
                case nil: wrong.append("\(node): no exit code")
                }
            case .notStarted(let why)?: wrong.append("\(node): \(why)")
            case .unknown(let why)?: silent.append("\(node): unknown, \(why)")
            case .unreachable(let why)?: silent.append("\(node): \(why)")
            case nil: silent.append("\(node): no result yet")
            }
        }
        if cluster.output == .json {
            let runs = nodes.map { node -> [String: Any] in
                var run = JSON.result(results[node])
                run["node"] = node
                run["stdout"] = String(decoding: outputs[node]?[0] ?? [], as: UTF8.self)
                run["stderr"] = String(decoding: outputs[node]?[1] ?? [], as: UTF8.self)
                return run
            }
            print(try JSON.text(["command": number, "runs": runs]))
        }
        let good = nodes.count - wrong.count - silent.count
        let summary = "\(good) of \(nodes.count) servers succeeded"
        if wrong.isEmpty, silent.isEmpty {
            if cluster.output == .table { print(summary) }
            return
        }
        throw CLIError(
            silent.isEmpty ? .failed : .unreachable,
            ([summary + " (command \(number))"] + wrong + silent).joined(separator: "\n  "))
    }
}

/// Prints output line by line, each with its server's name in front, so that servers do not mix within a line.
struct LinePrinter {
    let isQuiet: Bool
    private var open: [String: [UInt8]] = [:]

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    mutating func take(_ data: [UInt8], node: String, isError: Bool) {
        guard !isQuiet else { return }
        var rest = open[node] ?? []
        rest += data
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            print("\(node): \(String(decoding: rest[..<end], as: UTF8.self))")
            rest.removeSubrange(...end)
        }
        open[node] = rest
    }

    mutating func finish() {
        for node in open.keys.sorted() {
            if let rest = open[node], !rest.isEmpty { print("\(node): \(String(decoding: rest, as: UTF8.self))") }
        }
        open.removeAll()
    }
}
