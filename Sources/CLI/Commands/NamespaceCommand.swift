import ArgumentParser
import JobSpec
import Wire

struct NamespaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "namespace", abstract: "Namespaces: what holds for their jobs.",
        subcommands: [List.self, Show.self, Set.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All namespaces that have jobs or settings; `*` is what holds for the others.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var watching: WatchOption

        func run() throws {
            let client = try cluster.client()
            try watching.run {
                let views = try client.query(.namespaces).namespaces
                return cluster.output == .json
                    ? try JSON.text(["namespaces": views.map(JSON.namespace)]) : NamespaceCommand.table(views)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One namespace.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The namespace, or `*`.") var namespace: String

        func run() throws {
            guard let view = try cluster.client().query(.namespaces, object: namespace).namespaces.first else {
                throw CLIError(.failed, "the coordinators know no settings of namespaces yet; update them.")
            }
            print(cluster.output == .json ? try JSON.text(JSON.namespace(view)) : NamespaceCommand.words(view))
        }
    }

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sets what becomes of jobs whose GPUs do nothing.",
            discussion: """
                A job that holds GPUs, none of which was busy for more than 1 % of the time, is warned after the first time and \
                held after the second: its checkpoint contract is honoured, and `muster job release` brings it back.
                """)
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The namespace, or `*` for all that have no setting of their own.") var namespace: String
        @Option(help: "Warn of GPUs that were idle for so long, such as `30m`.") var idleGpusWarn: String?
        @Option(help: "Hold the job once they were idle for so long, such as `2h`.") var idleGpusReclaim: String?
        @Flag(help: "Whoever has GPUs keeps them, whatever `*` says.") var idleGpusKeep = false
        @Flag(help: "No setting of its own: what `*` says.") var idleGpusDefault = false

        func validate() throws {
            let ways = [idleGpusWarn != nil || idleGpusReclaim != nil, idleGpusKeep, idleGpusDefault].count { $0 }
            guard ways == 1 else {
                throw ValidationError(
                    "give `--idle-gpus-warn` (and `--idle-gpus-reclaim`), `--idle-gpus-keep` or `--idle-gpus-default`.")
            }
            _ = try terms()
        }

        /// What is asked for; nil for no setting of its own.
        func terms() throws -> IdleGpuTerms? {
            if idleGpusDefault { return nil }
            return IdleGpuTerms(
                warnAfterNs: try span(idleGpusWarn, "warn"), reclaimAfterNs: try span(idleGpusReclaim, "reclaim"))
        }

        private func span(_ text: String?, _ name: String) throws -> UInt64 {
            guard let text else { return 0 }
            guard let span = Quantity.span(text), span.nanoseconds > 0 else {
                throw ValidationError("`--idle-gpus-\(name)` is a length of time such as `30m`.")
            }
            return span.nanoseconds
        }

        func run() throws {
            try ChangeOutput.show(
                cluster.client().change(
                    .setIdleGpuPolicy(SetIdleGpuPolicy(namespaceName: namespace, terms: try terms()))),
                cluster.output)
        }
    }

    static func table(_ views: [NamespaceView]) -> String {
        var table = Table("NAMESPACE", "JOBS", "HELD", "WARNED", "IDLE GPUS")
        for view in views {
            let isEvery = view.namespaceName == "*"
            table.add(
                view.namespaceName, isEvery ? "-" : "\(view.jobs)", isEvery ? "-" : "\(view.held)",
                isEvery ? "-" : "\(view.warned)", policy(view))
        }
        return table.text
    }

    static func words(_ view: NamespaceView) -> String {
        let name = Table.printable(view.namespaceName)
        let policy = "GPUs that do nothing: \(policy(view))"
        if name == "*" { return "all namespaces without settings of their own\n\(policy)" }
        return "namespace \(name): \(view.jobs) jobs, \(view.held) held, \(view.warned) warned\n\(policy)"
    }

    /// `warn after 30m, reclaim after 2h`, `keep (as *)`.
    private static func policy(_ view: NamespaceView) -> String {
        let terms = view.idleGpus ?? IdleGpuTerms()
        let parts = [("warn", terms.warnAfterNs), ("reclaim", terms.reclaimAfterNs)].filter { $0.1 > 0 }
            .map { "\($0.0) after \(Units.span(nanoseconds: $0.1))" }
        let origin = view.own == nil && view.namespaceName != "*" ? " (as *)" : ""
        return (parts.isEmpty ? "keep" : parts.joined(separator: ", ")) + origin
    }
}
