import ArgumentParser
import Foundation
import JobSpec
import Wire

/// How the power of servers is reached beside them.
struct BMCCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bmc", abstract: "How a server's power is reached: set, show, test, remove.",
        subcommands: [Set.self, Show.self, Test.self, Remove.self])

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sets how a server's power is read and switched.",
            discussion: """
                A coordinator runs the fence agent (Debian: fence-agents) with the options on its standard input. The \
                password stays in a file on each coordinator, in the directory `bmc_secrets` of its configuration \
                (/etc/muster/bmc), with mode 0600; the cluster knows only the file's name.
                """)
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The server's name.") var node: String
        @Option(help: "The fence agent: fence_redfish, fence_ipmilan, ...") var agent: String
        @Option(
            name: .customLong("option"), parsing: .singleValue,
            help: "An option of the agent, as NAME=VALUE (ip=10.0.0.7); may be repeated.")
        var options: [String] = []
        @Option(help: "The name of the password's file in each coordinator's directory of secrets.")
        var passwordFile: String?
        @Flag(
            help: "Switch the server off without a person's word when something on it has been not dead for a minute.")
        var fence = false
        @Option(help: "The same after another time: 30s, 5m.") var fenceAfter: String?

        func run() throws {
            let set = try BMCCommand.setting(
                node: node, agent: agent, options: options, passwordFile: passwordFile, fence: fence,
                fenceAfter: fenceAfter)
            try ChangeOutput.show(cluster.client().change(.setBmc(set)), cluster.output)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How a server's power is reached, and what is known of it.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The server's name; all that have a BMC without one.") var node: String?

        func run() throws {
            let client = try cluster.client()
            var nodes = try node.map { [try NodeCommand.view($0, client)] } ?? client.query(.nodes).nodes
            if let only = nodes.first, node != nil, only.bmc == nil {
                throw CLIError(.failed, "\(only.name) has no BMC set; `muster node bmc set` does.")
            }
            nodes.removeAll { $0.bmc == nil }
            print(
                cluster.output == .json
                    ? try JSON.text([
                        "bmcs": nodes.map { node in JSON.bmc(node.bmc).merging(["node": node.name]) { a, _ in a } }
                    ]) : BMCCommand.table(nodes))
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Reads a server's power now, and shows what is said.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The server's name.") var node: String
        func run() throws { try BMCCommand.test(node, cluster) }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forgets a server's BMC: its power is neither read nor switched any more.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The server's name.") var node: String
        func run() throws {
            try ChangeOutput.show(cluster.client().change(.setBmc(SetBmc(node: node))), cluster.output)
        }
    }

    /// What the words of a command line mean; throws where they mean nothing.
    static func setting(
        node: String, agent: String, options: [String], passwordFile: String?, fence: Bool, fenceAfter: String?
    ) throws -> SetBmc {
        let pairs = try options.map { option in
            guard let equals = option.firstIndex(of: "="), equals != option.startIndex else {
                throw CLIError(.usage, "--option is NAME=VALUE, and not `\(option)`.")
            }
            return Pair(name: String(option[..<equals]), value: String(option[option.index(after: equals)...]))
        }
        var after: UInt64 = fence ? 60_000_000_000 : 0
        if let fenceAfter {
            guard let span = Quantity.span(fenceAfter), span.nanoseconds > 0 else {
                throw CLIError(.usage, "--fence-after is a time such as 30s or 5m, and not `\(fenceAfter)`.")
            }
            after = span.nanoseconds
        }
        return SetBmc(node: node, agent: agent, options: pairs, secret: passwordFile ?? "", fenceAfterNs: after)
    }

    /// Reads a server's power, for which BMCs take their time.
    static func test(_ node: String, _ cluster: ClusterOptions) throws {
        var patient = cluster
        patient.timeout = max(cluster.timeout, 30)
        try ChangeOutput.show(patient.client().change(.testPower(node)), cluster.output)
    }

    private static func table(_ nodes: [NodeView]) -> String {
        var table = Table(
            "SERVER", "AGENT", "OPTIONS", "PASSWORD FILE", "FENCED AFTER", "POWER", "READ", "ORDER", "LAST")
        for node in nodes {
            guard let bmc = node.bmc else { continue }
            table.add([
                node.name, bmc.agent, bmc.options.map { "\($0.name)=\($0.value)" }.joined(separator: ","),
                bmc.secret.isEmpty ? "-" : bmc.secret,
                bmc.fenceAfterNs == 0 ? "never" : Units.span(nanoseconds: bmc.fenceAfterNs),
                bmc.reading.isEmpty ? "not read" : bmc.reading,
                bmc.reading.isEmpty ? "-" : "\(Units.span(nanoseconds: bmc.readingAgeNs)) ago",
                bmc.order.isEmpty ? "-" : bmc.order, bmc.outcome.isEmpty ? "-" : bmc.outcome,
            ])
        }
        return table.text(orElse: "No server has a BMC set: `muster node bmc set` does.")
    }
}
