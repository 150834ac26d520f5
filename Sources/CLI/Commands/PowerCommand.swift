import ArgumentParser
import Foundation
import Wire

/// Power by hand. The session is looked up first and goes with the request: should the server come back in another one
/// meanwhile, nothing is switched.
struct PowerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "power", abstract: "Switches a server's power by its BMC, or reads it.",
        subcommands: [Off.self, On.self, Status.self])

    struct Off: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a server's power at once: everything on it ends, and its system is not asked.")
        @OptionGroup var cluster: ClusterOptions
        @Flag(help: "Do not wait until it is done.") var noWait = false
        @Flag(help: "Only show what would be switched off.") var dryRun = false
        @Argument(help: "The server's name.") var node: String
        func run() throws { try PowerCommand.switching("off", node, noWait: noWait, dryRun: dryRun, cluster) }
    }

    struct On: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Gives a server power.")
        @OptionGroup var cluster: ClusterOptions
        @Flag(help: "Do not wait until it is done.") var noWait = false
        @Argument(help: "The server's name.") var node: String
        func run() throws { try PowerCommand.switching("on", node, noWait: noWait, dryRun: false, cluster) }
    }

    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Reads a server's power now.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The server's name.") var node: String
        func run() throws { try BMCCommand.test(node, cluster) }
    }

    /// How long an order is waited for: a coordinator tries some times.
    private static let patience = 300.0

    private static func switching(
        _ action: String, _ name: String, noWait: Bool, dryRun: Bool, _ cluster: ClusterOptions
    ) throws {
        let client = try cluster.client()
        let view = try NodeCommand.view(name, client)
        guard view.bmc != nil else {
            throw CLIError(.failed, "\(view.name) has no BMC set; `muster node bmc set` does.")
        }
        if cluster.output != .json, action == "off" { print(Table.printable(sentence(view))) }
        if dryRun { return }
        let session = view.sessions.first(where: \.isPresent)?.session
        let outcome = try client.change(.orderPower(OrderPower(node: name, session: session, action: action)))
        if noWait { return try ChangeOutput.show(outcome, cluster.output) }
        let deadline = Date().addingTimeInterval(patience)
        while Date() < deadline {
            guard let bmc = try NodeCommand.view(name, client).bmc else {
                throw CLIError(.failed, "the BMC of \(name) was forgotten meanwhile.")
            }
            if bmc.order.isEmpty {
                guard
                    bmc.outcome == "power \(action): done"
                        || action == "on" && bmc.outcome.hasPrefix("power on: the server")
                else { throw CLIError(.failed, sentence: bmc.outcome) }
                var shown = outcome
                shown.message = "\(name): \(bmc.outcome)"
                return try ChangeOutput.show(shown, cluster.output)
            }
            try client.rest(milliseconds: 300)
        }
        throw CLIError(
            .unavailable,
            "power \(action) of \(name) is still under way; `muster node bmc show \(name)` tells how it ends.")
    }

    /// What is being switched off, in words.
    private static func sentence(_ view: NodeView) -> String {
        let attempts = view.sessions.flatMap(\.attempts).map { "\($0.name)\($0.notDead ? " (not dead)" : "")" }
        let what = attempts.isEmpty ? "nothing runs there" : attempts.joined(separator: ", ")
        return "\(view.name) (\(view.state)) loses its power: \(what)"
    }
}
