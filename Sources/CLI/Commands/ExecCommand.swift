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
        let nodes = view?.runs.map(\.node) ?? results.keys.sorted()
        let ends = nodes.map { (node: $0, end: CommandEnd(results[$0])) }
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
        let summary = CommandEnd.summary(ends, command: number)
        guard let code = CommandEnd.code(ends.map(\.end)) else {
            if cluster.output != .json { print(summary) }
            return
        }
        throw CLIError(code, summary)
    }
}

/// Prints output line by line, each with its server's name in front, so that servers do not mix within a line. What a command
/// writes to standard error goes there.
struct LinePrinter {
    /// One stream of one server.
    private struct Source: Hashable {
        var node: String
        var isError: Bool
    }

    let isQuiet: Bool
    private let write: ([UInt8], _ isError: Bool) -> Void
    private var open: [Source: [UInt8]] = [:]

    /// Bytes of a line at the most; a longer one is broken.
    static let lineAtMost = 64 * 1_024

    init(isQuiet: Bool, write: @escaping ([UInt8], Bool) -> Void = LinePrinter.standard) {
        self.isQuiet = isQuiet
        self.write = write
    }

    /// Standard output or standard error, at once.
    static func standard(_ bytes: [UInt8], isError: Bool) {
        (isError ? FileHandle.standardError : FileHandle.standardOutput).write(Data(bytes))
    }

    mutating func take(_ data: [UInt8], node: String, isError: Bool) {
        guard !isQuiet else { return }
        let source = Source(node: node, isError: isError)
        var line = open[source] ?? []
        for byte in data {
            if byte != UInt8(ascii: "\n") { line.append(byte) }
            guard byte == UInt8(ascii: "\n") || line.count >= LinePrinter.lineAtMost else { continue }
            print(line, source)
            line.removeAll(keepingCapacity: true)
        }
        open[source] = line
    }

    mutating func finish() {
        for source in open.keys.sorted(by: { ($0.node, $1.isError ? 1 : 0) < ($1.node, $0.isError ? 1 : 0) }) {
            if let line = open[source], !line.isEmpty { print(line, source) }
        }
        open.removeAll()
    }

    private func print(_ line: [UInt8], _ source: Source) {
        write(Array("\(source.node): ".utf8) + line + [UInt8(ascii: "\n")], source.isError)
    }
}
