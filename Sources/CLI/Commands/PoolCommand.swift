import ArgumentParser
import JobSpec
import Wire

struct PoolCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pool", abstract: "Standby pools: servers that only work which lost its server may use.",
        subcommands: [List.self, Show.self, Set.self, Headroom.self, Delete.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All pools.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var watching: WatchOption

        func run() throws {
            let client = try cluster.client()
            try watching.run {
                let pools = try client.query(.pools).pools
                return cluster.output == .json
                    ? try JSON.text(["pools": pools.map(JSON.pool)]) : PoolCommand.table(pools)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One pool, with the arithmetic of its size.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The pool's name.") var pool: String

        func run() throws {
            guard let view = try cluster.client().query(.pools).pools.first(where: { $0.name == pool }) else {
                throw CLIError(.failed, "there is no pool `\(pool)`; `muster pool list` shows them.")
            }
            print(cluster.output == .json ? try JSON.text(JSON.pool(view)) : PoolCommand.words(view))
        }
    }

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes or changes a pool.",
            discussion: """
                Either with servers that you name, or with a target: then the leader takes idle servers out of the target, \
                and puts another in when one is used. With `--size auto` there are as many as keep 99 % by the measured \
                failure rate.
                """)
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The pool's name.") var pool: String
        @Argument(help: "Its servers: these and no others.") var nodes: [String] = []
        @OptionGroup var rule: RuleOptions
        @Option(help: "With --target: `auto`, or how many servers.") var size: String = "auto"

        func validate() throws {
            if nodes.isEmpty == (rule.target == nil) {
                throw ValidationError("name the pool's servers, or the target (-t) that it stands in for.")
            }
            if size != "auto", UInt64(size) == nil {
                throw ValidationError("the size is `auto` or a number of servers.")
            }
        }

        func run() throws {
            guard let target = rule.target else {
                return try ChangeOutput.show(
                    cluster.client().change(.setPool(SetPool(name: pool, nodes: nodes))), cluster.output)
            }
            try ChangeOutput.show(
                cluster.client().change(
                    .setPoolRule(
                        SetPoolRule(
                            name: pool, target: target, isAutomatic: size == "auto", size: UInt64(size) ?? 0,
                            refillNs: rule.refillNanoseconds))), cluster.output)
        }
    }

    struct Headroom: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keeps a share of each server of a target free for work that lost its server.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The pool's name.") var pool: String
        @OptionGroup var rule: RuleOptions
        @Option(help: "`auto`, or a share such as `5%`.") var share: String = "auto"

        func validate() throws {
            if rule.target == nil { throw ValidationError("name the target (-t).") }
            if share != "auto", Headroom.thousandths(share) == nil {
                throw ValidationError("the share is `auto` or a percentage such as `5%` or `2.5%`.")
            }
        }

        func run() throws {
            try ChangeOutput.show(
                cluster.client().change(
                    .setPoolRule(
                        SetPoolRule(
                            name: pool, target: rule.target ?? "", reserve: 1, isAutomatic: share == "auto",
                            size: Headroom.thousandths(share) ?? 0, refillNs: rule.refillNanoseconds))),
                cluster.output)
        }

        /// `5%` and `2.5%` in thousandths.
        static func thousandths(_ text: String) -> UInt64? {
            guard text.hasSuffix("%") else { return nil }
            let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
            guard let whole = parts.first.flatMap({ UInt64($0) }), whole <= 100, parts.count <= 2 else { return nil }
            guard parts.count == 2 else { return whole * 10 }
            guard parts[1].count == 1, let tenth = UInt64(parts[1]) else { return nil }
            return whole * 10 + tenth
        }
    }

    /// What the pools with a rule have in common.
    struct RuleOptions: ParsableArguments {
        @Option(
            name: [.short, .long],
            help: "The servers that it stands in for, and takes its own from: `*`, names, globs, label=value.")
        var target: String?
        @Option(
            help:
                "How long what was used stays away: until a lost server is repaired. If not given, what was measured, or 24h."
        )
        var refill: String?

        var refillNanoseconds: UInt64 { refill.flatMap { Quantity.span($0) }?.nanoseconds ?? 0 }

        func validate() throws {
            guard let refill else { return }
            guard target != nil else { throw ValidationError("--refill belongs to a pool with a target (-t).") }
            guard let span = Quantity.span(refill), span.nanoseconds > 0 else {
                throw ValidationError("the refill time is a length of time such as `4h`.")
            }
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Deletes a pool; its servers are ordinary ones again.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The pool's name.") var pool: String

        func run() throws {
            try ChangeOutput.show(cluster.client().change(.setPool(SetPool(name: pool))), cluster.output)
        }
    }
}
