import ArgumentParser
import Enrolment
import Foundation
import Settings
import Wire

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Keys of people and servers: who may come in, and as what.",
        subcommands: [List.self, Create.self, Revoke.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All keys that are admitted.")
        @OptionGroup var cluster: ClusterOptions

        func run() throws {
            let keys = try cluster.client().query(.keys).keys
            if cluster.output == .json { return print(try JSON.text(["keys": keys.map(JSON.key)])) }
            print(KeyCommand.table(keys))
        }
    }

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Admits a person, and writes the directory that `muster` is used with.",
            discussion:
                "Give the directory to the person: it holds the secret key. Servers get their keys by `muster token create`."
        )
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "Who it is, for the audit log.") var name: String
        @Option(help: "viewer (reads), operator (runs jobs and commands, drains) or admin (everything).") var role:
            String
        @Option(help: "Where to write; must not be there yet (the name, by default).") var directory: String?

        func validate() throws {
            guard ["viewer", "operator", "admin"].contains(role) else {
                throw ValidationError("--role is viewer, operator or admin, and not `\(role)`.")
            }
            guard directory != nil || !name.contains("/"), !name.isEmpty else {
                throw ValidationError("name a --directory for `\(name)`.")
            }
        }

        func run() throws {
            let path = directory ?? name
            guard !FileManager.default.fileExists(atPath: path) else {
                throw CLIError(.failed, "\(path) is there already; name another --directory.")
            }
            let client = try cluster.client()
            let places = try CoordinatorCommand.status(client).members.endpoints
            let keys = try CurveKeyPair.generate()
            let files = JoinedFiles(configuration: path + "/client.conf", key: "key")
            try files.makeDirectory(path, mode: 0o700)
            try keys.store(files.key)
            let outcome = try client.change(.putKey(PutKey(publicKey: keys.publicKey, name: name, role: role)))
            try files.write(
                ClientConfiguration(coordinators: places, keyFile: "key").text, to: files.configuration)
            try ChangeOutput.show(outcome, cluster.output)
            guard cluster.output != .json else { return }
            print("Give \(path) to \(name):  muster --config \(path)/client.conf status")
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Admits a key no longer.",
            discussion: """
                What a person asks with it is refused from then on; a server's connection is cut. A server is better taken out by \
                `muster node remove`.
                """)
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The public key, or the name where it is the only key of that name.") var key: String

        func run() throws {
            let client = try cluster.client()
            let keys = try client.query(.keys).keys
            let meant = keys.filter { $0.publicKey == key || $0.name == key }
            guard let one = meant.first else {
                throw CLIError(.failed, "there is no key of `\(key)`; `muster key list` shows them.")
            }
            guard meant.count == 1 else {
                throw CLIError(
                    .failed, "\(meant.count) keys are named `\(key)`; say which by its public key (`muster key list`).")
            }
            try ChangeOutput.show(client.change(.removeKey(one.publicKey)), cluster.output)
        }
    }

    static func table(_ keys: [KeyView]) -> String {
        var table = Table("NAME", "ROLE", "KEY")
        for key in keys { table.add(key.name, key.role, key.publicKey) }
        return table.text
    }
}
