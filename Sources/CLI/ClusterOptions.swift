import ArgumentParser
import Foundation
import Settings
import Wire

/// The options of every command that talks to a cluster.
struct ClusterOptions: ParsableArguments {
    /// How results are printed; `yaml` is for job specs, and otherwise the same as `table`.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case table, wide, json, yaml
    }

    @Option(help: "The file that says where the cluster is.") var config: String?
    @Option(name: [.short, .long], help: "How to print: table, wide or json.") var output: Form = .table
    @Option(help: "How many seconds to try.") var timeout: Double = 10

    /// The options as they are written.
    static let names = ["--config", "-o", "--output", "--timeout"]

    /// Options may also stand before the noun, where people expect them: they are moved behind it.
    static func last(_ arguments: [String]) -> [String] {
        var moved: [String] = []
        var rest = arguments[...]
        while let first = rest.first {
            if names.contains(first), rest.count >= 2 {
                moved += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if names.contains(where: { first.hasPrefix($0 + "=") }) {
                moved.append(first)
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        guard !rest.isEmpty else { return arguments }
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return Array(rest[..<end]) + moved + Array(rest[end...])
    }

    /// A client of the cluster that the options name.
    func client() throws -> ClusterClient {
        guard timeout > 0, timeout <= 3_600 else {
            throw CLIError(.usage, "--timeout is a number of seconds from 0 to 3600, and not \(timeout).")
        }
        let path = try configurationFile()
        do {
            let configuration = try ClientConfiguration(SettingsFile(path: path))
            return try ClusterClient(
                configuration: configuration, keys: CurveKeyPair.load(configuration.keyFile),
                timeout: UInt64(timeout * 1e9))
        } catch let error as CLIError {
            throw error
        } catch {
            throw CLIError(.failed, "\(error)")
        }
    }

    func configurationFile() throws -> String {
        try ClusterOptions.configurationFile(config, ProcessInfo.processInfo.environment) {
            FileManager.default.fileExists(atPath: $0)
        }
    }

    /// The option, else the environment, else the user's file, else the machine's.
    static func configurationFile(
        _ given: String?, _ environment: [String: String], exists: (String) -> Bool
    ) throws(CLIError) -> String {
        if let given { return given }
        if let named = environment["MUSTER_CONFIG"], !named.isEmpty { return named }
        let home = environment["HOME"] ?? "/root"
        for path in ["\(home)/.config/muster/client.conf", "/etc/muster/client.conf"] where exists(path) { return path }
        throw CLIError(
            .failed,
            "no cluster is configured: name a file with --config or MUSTER_CONFIG, or start a playground with `muster dev`."
        )
    }
}

/// The option of commands that can show themselves again and again.
struct WatchOption: ParsableArguments {
    @Flag(help: "Show again every second until Ctrl-C.") var watch = false

    /// Calls `show` once, or every second.
    func run(_ show: () throws -> String) throws {
        repeat {
            let text: String
            do {
                text = try show()
            } catch let error as CLIError where watch && error.code == .unavailable {
                // A watch outlives an election, and shows that there is one.
                text = "muster: \(error)"
            }
            if watch, isatty(STDOUT_FILENO) == 1 { print("\u{1B}[2J\u{1B}[H", terminator: "") }
            print(text)
            fflush(nil)
            if watch { sleep(1) }
        } while watch
    }
}
