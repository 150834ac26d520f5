import Foundation
import Wire

/// The processes of a playground, each ended by its number.
struct Playground {
    private let directory: String
    private var processes: [(name: String, process: Process)] = []

    init(directory: String) { self.directory = directory }

    /// Takes a directory, whose last playground must be over; what is left of that one is removed.
    static func claim(_ directory: String, marker: String) throws {
        guard let text = try? String(contentsOfFile: marker, encoding: .utf8) else { return }
        if let owner = pid_t(text), owner != getpid(),
            let words = FileManager.default.contents(atPath: "/proc/\(owner)/cmdline")?.split(separator: 0),
            words.contains(where: { $0.elementsEqual("dev".utf8) })
        {
            throw CLIError(
                .failed, "a playground runs in \(directory) (process \(owner)); end it, or name another --directory.")
        }
        try FileManager.default.removeItem(atPath: directory)
    }

    mutating func start(_ program: String, config: String, log: String) throws {
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let executable = own.appendingPathComponent(program)
        guard FileManager.default.isExecutableFile(atPath: executable.path) else {
            throw CLIError(.failed, "\(executable.path) is not there; build or install it beside `muster`.")
        }
        try FileManager.default.createDirectory(atPath: "\(directory)/log", withIntermediateDirectories: true)
        let path = "\(directory)/log/\(log).log"
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else {
            throw CLIError(.failed, "\(path) cannot be written.")
        }
        let process = Process()
        process.executableURL = executable
        process.arguments = ["--config", config]
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
        processes.append((log, process))
    }

    /// The names of the processes that have ended by themselves or were killed.
    var ended: [String] { processes.filter { !$0.process.isRunning }.map(\.name) }

    /// Waits until a leader answers and all agents are ready, true, or a signal to end came, false; throws when a process ends before, with its last words.
    func awaitReady(_ client: ClusterClient, agents: Int) throws -> Bool {
        let deadline = MonotonicClock.now() + 60_000_000_000
        while true {
            if let name = ended.first {
                let log = (try? String(contentsOfFile: "\(directory)/log/\(name).log", encoding: .utf8)) ?? ""
                throw CLIError(
                    .failed, sentence: "\(name) has ended: \(log.split(separator: "\n").last ?? "it said nothing")")
            }
            do throws(any Error) {
                let ready = try client.query(.nodes).nodes.count { $0.state == "ready" }
                if ready >= agents { return true }
            } catch let error as CLIError where error.code == .unavailable {
                // An election is under way.
            }
            guard MonotonicClock.now() < deadline else {
                throw CLIError(.failed, "not all servers are ready after a minute; look into \(directory)/log.")
            }
            usleep(100_000)
            // Ctrl-C is taken by the caller, who waits for it next.
            var pending = sigset_t()
            sigpending(&pending)
            if sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1 { return false }
        }
    }

    /// Asks all to end, then kills what is left, supervisors and with them their tasks included.
    mutating func end() {
        for (_, process) in processes where process.isRunning { process.terminate() }
        let deadline = Date(timeIntervalSinceNow: 3)
        while processes.contains(where: \.process.isRunning), Date() < deadline { usleep(20_000) }
        for (_, process) in processes where process.isRunning { kill(process.processIdentifier, SIGKILL) }
        for pid in supervisors() { kill(pid, SIGKILL) }
        processes.removeAll()
    }

    private func supervisors() -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { pid in
            guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") else { return false }
            let words = data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            return words.count >= 2 && words[0] == "muster-supervisor" && words[1].hasPrefix(directory + "/agents/")
        }
    }
}
