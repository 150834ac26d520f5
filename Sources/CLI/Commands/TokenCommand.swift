import ArgumentParser
import Determinism
import Enrolment
import Fleet
import Foundation
import JobSpec
import Settings
import Wire

struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Tokens by which servers and coordinators join.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a token, and writes the file that a new machine joins with.",
            discussion: """
                Give the file to the machine, and say there `muster-agent join --token-file FILE`, or with --coordinator \
                `muster-coordinator join --token-file FILE --address HOST`. Whoever holds the file may join: it is shown this once, \
                and the cluster keeps no copy of its secret.
                """)
        @OptionGroup var cluster: ClusterOptions
        @Option(help: "How many machines may join with it.") var uses: UInt64 = 1
        @Option(help: "For how long it is good, such as `30m`, `24h` or `7d`.") var expires = "24h"
        @Option(name: .customLong("label"), help: "KEY=VALUE: a label of each server that joins; may be repeated.")
        var labels: [String] = []
        @Flag(help: "For a new coordinator instead of servers.") var coordinator = false
        @Option(help: "Write it there, readable by you alone (to standard output, by default).") var file: String?

        func validate() throws {
            _ = try lifetime()
            _ = try pairs()
            guard (1...TokenTerms.usesAtMost).contains(uses) else {
                throw ValidationError("--uses is a number from 1 to \(TokenTerms.usesAtMost), and not \(uses).")
            }
            guard !coordinator || labels.isEmpty else { throw ValidationError("coordinators have no labels.") }
        }

        private func lifetime() throws -> Span {
            guard let span = Quantity.span(expires), TokenTerms.lifetimes.contains(span) else {
                throw ValidationError(
                    "--expires is a length of time from 1m to 30d such as `24h`, and not `\(expires)`.")
            }
            return span
        }

        private func pairs() throws -> [Pair] {
            try labels.map { text in
                guard let equals = text.firstIndex(of: "="), Names.isLabel(String(text[..<equals])) else {
                    throw ValidationError(
                        "--label is KEY=VALUE with a key of a-z, 0-9, ., _, / and -, and not `\(text)`.")
                }
                return Pair(
                    name: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
            }
        }

        func run() throws {
            if let file, FileManager.default.fileExists(atPath: file) {
                throw CLIError(.failed, "\(file) is there already; name another file.")
            }
            let client = try cluster.client()
            let places = try CoordinatorCommand.status(client).members.endpoints
            guard !places.isEmpty else {
                throw CLIError(.failed, "the coordinators do not say where they are; update them.")
            }
            let keys = try CurveKeyPair.generate()
            let outcome = try client.change(
                .createToken(
                    CreateToken(
                        publicKey: keys.publicKey, forCoordinators: coordinator, uses: uses,
                        lifetimeNs: try lifetime().nanoseconds, labels: try pairs())))
            let text = TokenFile(id: outcome.identifier, keys: keys, coordinators: places).text
            if let file {
                try JoinedFiles(configuration: file, key: "").write(text, to: file, mode: 0o600)
            }
            if cluster.output == .json {
                var object: [String: Any] = ["token": outcome.identifier, "index": outcome.index]
                object[file == nil ? "text" : "file"] = file ?? text
                print(try JSON.text(object))
            } else if let file {
                print(
                    "Token \(outcome.identifier) is in \(file): good for \(TokenCommand.use(uses, coordinator)) within \(expires)."
                )
            } else {
                print(text, terminator: "")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All tokens, those that are over for some days, too.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var watching: WatchOption

        func run() throws {
            let client = try cluster.client()
            try watching.run {
                let tokens = try client.query(.tokens).tokens
                return cluster.output == .json
                    ? try JSON.text(["tokens": tokens.map(JSON.token)]) : TokenCommand.table(tokens)
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets nobody join with a token any more; who has joined stays.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The token's number.") var token: UInt64
        func run() throws { try ChangeOutput.show(cluster.client().change(.revokeToken(token)), cluster.output) }
    }

    static func table(_ tokens: [TokenView]) -> String {
        var table = Table("TOKEN", "FOR", "USED", "EXPIRES", "LABELS", "BY", "STATE")
        for token in tokens {
            let labels = token.labels.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
            table.add(
                "\(token.id)", token.forCoordinators ? "coordinators" : "servers", "\(token.used)/\(token.uses)",
                Units.time(token.expiresAt), labels.isEmpty ? "-" : labels, token.owner,
                token.refusal.isEmpty ? "good" : token.refusal)
        }
        return table.text(orElse: "There is no token; `muster token create` makes one.")
    }

    private static func use(_ uses: UInt64, _ isForCoordinators: Bool) -> String {
        let noun = isForCoordinators ? "coordinator" : "server"
        return uses == 1 ? "one \(noun)" : "\(uses) \(noun)s"
    }
}
