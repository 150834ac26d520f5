import ArgumentParser
import Foundation
import Wire

/// A person tells the cluster that a server, or a task that cannot be killed, is dead. The session is looked up first and
/// goes with the request: should the server come back meanwhile, the request is refused.
struct ConfirmDeadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm-dead",
        abstract: "You have seen that it is dead: its work moves now, without waiting for its leases.",
        discussion: """
            For a server that is silent: all that it ran counts as over. For one that is alive: what is left of its former lives, \
            and the tasks that it reports as not dead. Be sure: what still runs would run twice.
            """)
    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "The server's name.") var node: String
    @Option(
        name: .customLong("allocation"), parsing: .singleValue,
        help: "Only this task, which is reported as not dead, as NAME[INDEX]; may be repeated.")
    var allocations: [String] = []
    @Flag(help: "Only show what would be declared.") var dryRun = false

    func run() throws {
        let client = try cluster.client()
        guard let view = try client.query(.node, object: node).nodes.first else {
            throw CLIError(.failed, "there is no server `\(node)`; `muster node list` shows their names.")
        }
        let deaths = try Self.deaths(on: view, only: allocations)
        for death in deaths {
            if cluster.output != .json { print(Table.printable(Self.sentence(death, on: view))) }
            if dryRun { continue }
            try ChangeOutput.show(client.change(.confirmDead(death)), cluster.output)
        }
    }

    /// What there is to be declared on a server; throws where there is nothing.
    static func deaths(on view: NodeView, only names: [String]) throws -> [ConfirmDead] {
        let isAlive = view.state == "ready"
        var deaths: [ConfirmDead] = []
        for session in view.sessions {
            if isAlive && session.isPresent || !names.isEmpty {
                let undead = session.attempts.filter { attempt in
                    attempt.notDead && (names.isEmpty || names.contains { Self.means($0, attempt.name) })
                }
                if !undead.isEmpty {
                    deaths.append(ConfirmDead(session: session.session, attempts: undead.compactMap(\.attempt)))
                }
            } else {
                deaths.append(ConfirmDead(session: session.session))
            }
        }
        if !names.isEmpty {
            let known = view.sessions.flatMap(\.attempts).filter(\.notDead).map(\.name)
            if let stranger = names.first(where: { name in !known.contains { Self.means(name, $0) } }) {
                throw CLIError(
                    .failed,
                    "`\(stranger)` is not reported as not dead on \(view.name); `muster node show \(view.name)` shows "
                        + "what is.")
            }
        }
        guard deaths.isEmpty else { return deaths }
        throw CLIError(
            .failed,
            isAlive
                ? "\(view.name) is alive: its heartbeats arrive, and it reports nothing as not dead. Drain it "
                    + "(`muster node drain \(view.name)`), or switch it off and ask again."
                : "\(view.name) has no session, and nothing of it is left.")
    }

    /// Whether a person's word for a task means that one; `default/` may be left out.
    private static func means(_ word: String, _ name: String) -> Bool { name == word || name == "default/" + word }

    /// What is being declared, in words.
    static func sentence(_ death: ConfirmDead, on view: NodeView) -> String {
        let shown = view.sessions.first { $0.session == death.session }
        let attempts = (shown?.attempts ?? []).filter { attempt in
            death.attempts.isEmpty || death.attempts.contains { $0 == attempt.attempt }
        }
        let names = attempts.map { "\($0.name) attempt \($0.attempt?.number ?? 0)\($0.notDead ? " (not dead)" : "")" }
        let what = names.isEmpty ? "nothing runs in it" : names.joined(separator: ", ")
        let silence = view.silentNs == .max ? "never heard" : "last heard \(Units.span(nanoseconds: view.silentNs)) ago"
        let nonce = death.session?.nonce ?? 0
        if shown?.isPresent != true { return "\(view.name), former session \(nonce), counts as dead: \(what)" }
        if death.attempts.isEmpty {
            return "\(view.name), session \(nonce), open for "
                + "\(Units.age(view.sessionSince, now: UInt64(Date().timeIntervalSince1970 * 1e9))), \(silence), counts as dead: "
                + what
        }
        return "\(view.name) goes on in session \(nonce); counts as over: \(what)"
    }
}
