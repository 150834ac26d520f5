import ArgumentParser
import JobSpec
import Wire

struct QuotaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quota", abstract: "Quotas: what namespaces are due, and may have at the most.",
        subcommands: [List.self, Show.self, Set.self, Delete.self, HalfLife.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All namespaces with what they hold and may hold.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var watching: WatchOption

        func run() throws {
            let client = try cluster.client()
            try watching.run {
                let view = try client.query(.quotas)
                return cluster.output == .json
                    ? try JSON.text(["quotas": view.quotas.map(JSON.quota)]) : QuotaCommand.table(view.quotas)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One namespace.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The namespace.") var namespace: String

        func run() throws {
            guard let view = try cluster.client().query(.quotas, namespace: namespace).quotas.first else {
                throw CLIError(
                    .failed,
                    "namespace `\(namespace)` has neither a quota nor jobs; `muster quota list` shows those that do.")
            }
            print(cluster.output == .json ? try JSON.text(JSON.quota(view)) : QuotaCommand.words(view))
        }
    }

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sets the quota of a namespace, in place of what it had.",
            discussion: """
                Amounts are written as `cpu=64,memory=256Gi,gpus=16,tasks=100`. Of a kind that is not named nothing is \
                guaranteed, and everything may be held. What runs above a burst that is lowered runs on.
                """)
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The namespace.") var namespace: String
        @Option(help: "What the namespace is due before others borrow.") var guaranteed: String?
        @Option(help: "What it may hold at the most.") var burst: String?
        @Option(help: "Its part of what is shared out, relative to other namespaces', which have 1.") var share:
            UInt64 = 1

        func validate() throws {
            for text in [guaranteed, burst].compactMap({ $0 }) { _ = try QuotaCommand.amounts(text) }
        }

        func run() throws {
            let terms = QuotaTerms(
                guaranteed: try guaranteed.map(QuotaCommand.amounts) ?? [],
                burst: try burst.map(QuotaCommand.amounts) ?? [], share: share)
            try ChangeOutput.show(
                cluster.client().change(.setQuota(SetQuota(namespaceName: namespace, quota: terms))), cluster.output)
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Deletes a quota: the namespace is due nothing, and may have everything.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The namespace.") var namespace: String

        func run() throws {
            try ChangeOutput.show(
                cluster.client().change(.setQuota(SetQuota(namespaceName: namespace))), cluster.output)
        }
    }

    struct HalfLife: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "half-life",
            abstract: "Sets how long it takes until half of what namespaces used is forgotten.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "A length of time such as `7d`, of an hour at least.") var time: String

        func validate() throws {
            guard let span = Quantity.span(time), span.nanoseconds > 0 else {
                throw ValidationError("the half-life is a length of time such as `7d`.")
            }
        }

        func run() throws {
            try ChangeOutput.show(
                cluster.client().change(.setHalfLife(Quantity.span(time)?.nanoseconds ?? 0)), cluster.output)
        }
    }

    /// Amounts as people write them: `cpu=64,memory=256Gi,gpus=16,tasks=100`.
    static func amounts(_ text: String) throws -> [Amount] {
        var amounts: [Amount] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard pair.count == 2, let amount = amount(pair[1], of: pair[0]) else {
                throw ValidationError("`\(part)` is no amount; write `cpu=64,memory=256Gi,gpus=16,tasks=100`.")
            }
            guard !amounts.contains(where: { $0.name == pair[0] }) else {
                throw ValidationError("`\(pair[0])` is named twice in `\(text)`.")
            }
            amounts.append(Amount(name: pair[0], amount: amount))
        }
        return amounts
    }

    private static func amount(_ text: String, of kind: String) -> UInt64? {
        switch kind {
        case "cpu", "gpus": Quantity.millicores(text)
        case "memory": Quantity.bytes(text)
        case "tasks": UInt64(text)
        default: nil
        }
    }
}
