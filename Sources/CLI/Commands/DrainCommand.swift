import ArgumentParser
import Foundation
import Wire

/// Empties servers: planned moves, with checkpoints where jobs have them.
struct DrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drain", abstract: "No new work, and what runs is moved away.",
        discussion: """
            Each task is asked for its checkpoint, where its job has one, then ended, and started elsewhere. A job has only so \
            many tasks out of action at a time as it tolerates (`disruption` in its spec), and a task without another place \
            stays until there is one. `muster node show` tells what stays and why; `undrain` ends the drain.
            """)

    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var servers: ServerChoice
    @Flag(help: "At once, whatever jobs tolerate, and whether there is another place or not.") var force = false
    @Flag(help: "Wait until nothing runs there any more.") var wait = false
    @Option(help: "Seconds to wait at the most, with --wait.") var within: Double?

    func run() throws {
        if let within, !wait || !(within >= 0 && within <= 1e9) {
            throw CLIError(.usage, "--within is a number of seconds from 0 to 1000000000 and goes with --wait.")
        }
        let names = try servers.set(eligibility: force ? .evacuating : .draining, cluster)
        guard wait else { return }
        let client = try cluster.client()
        let deadline = within.map { MonotonicClock.now() + UInt64($0 * 1e9) } ?? .max
        var left = names
        var told: [String: String] = [:]
        while true {
            var views: [NodeView] = []
            for name in left {
                if let view = try client.query(.node, object: name).nodes.first { views.append(view) }
            }
            for view in views where cluster.output != .json {
                let line = DrainCommand.progress(of: view)
                if told.updateValue(line, forKey: view.name) != line { print(line) }
            }
            if let ended = views.first(where: { $0.eligibility == "eligible" || $0.eligibility == "cordoned" }) {
                throw CLIError(.failed, "the drain of \(ended.name) was ended: it is \(ended.eligibility) now.")
            }
            left = views.filter { !$0.allocations.isEmpty }.map(\.name)
            guard !left.isEmpty else {
                if cluster.output == .json { print(try JSON.text(["servers": names, "left": 0])) }
                return
            }
            guard MonotonicClock.now() < deadline else {
                let lines = views.filter { !$0.allocations.isEmpty }.map(DrainCommand.progress)
                throw CLIError(.failed, "time is up, and the drain goes on: " + lines.joined(separator: "; "))
            }
            usleep(250_000)
        }
    }

    /// How far one server is, in a line.
    static func progress(of view: NodeView) -> String {
        let count = view.allocations.count
        if count == 0 { return "\(view.name) is empty" }
        let notes = view.notes.map(Table.printable)
        let shown = notes.prefix(3) + (notes.count > 3 ? ["and \(notes.count - 3) more"] : [])
        return "\(view.name) runs \(count) \(count == 1 ? "task" : "tasks") still"
            + (shown.isEmpty ? "" : ": " + shown.joined(separator: "; "))
    }
}
