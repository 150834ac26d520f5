import ArgumentParser
import Foundation
import Settings
import Wire

/// The options of every command that talks to a cluster.
struct ClusterOptions: ParsableArguments {
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    @Option(help: "The file that says where the cluster is.") var config: String?
    @Option(name: [.short, .long], help: "How to print: table or json.") var output: Form = .table
    @Option(help: "How many seconds to try.") var timeout: Double = 10

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

    private func configurationFile() throws -> String {
        if let config { return config }
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["MUSTER_CONFIG"], !named.isEmpty { return named }
        let home = environment["HOME"] ?? "/root"
        for path in ["\(home)/.config/muster/client.conf", "/etc/muster/client.conf"]
        where FileManager.default.fileExists(atPath: path) { return path }
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
            let text = try show()
            if watch, isatty(STDOUT_FILENO) == 1 { print("\u{1B}[2J\u{1B}[H", terminator: "") }
            print(text)
            fflush(nil)
            if watch { sleep(1) }
        } while watch
    }
}
