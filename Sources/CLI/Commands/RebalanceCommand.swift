import ArgumentParser
import Wire

struct RebalanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebalance",
        abstract: "Moves of running tasks for the load's sake: show what is wanted, plan what it would do, set it.",
        subcommands: [Show.self, Plan.self, Set.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What is moved, and what is under way.")
        @OptionGroup var cluster: ClusterOptions

        func run() throws {
            let view = try RebalanceCommand.ask(cluster)
            print(
                cluster.output == .json
                    ? try JSON.text(JSON.balance(view, withPlan: false)) : BalanceWords.present(view))
        }
    }

    struct Plan: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What would be moved now, and why; nothing is.",
            discussion: """
                Says what the leader would do now if both kinds of move were wanted, by what servers and tasks have used for the \
                last minutes. It looks once a minute, and leaves a server alone for some minutes after each move, so that not all \
                of it would be done at once.
                """)
        @OptionGroup var cluster: ClusterOptions

        func run() throws {
            let view = try RebalanceCommand.ask(cluster)
            print(
                cluster.output == .json
                    ? try JSON.text(JSON.balance(view, withPlan: true)) : BalanceWords.plan(view))
        }
    }

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sets what is moved. What is not named stays as it is.",
            discussion: """
                A move restarts a task elsewhere, by its checkpoint contract if it has one, and within what its job tolerates \
                (`disruption`). Gangs, system jobs, and batch tasks that cannot save their work are not moved.
                """)
        @OptionGroup var cluster: ClusterOptions
        @Option(help: "Move tasks off servers with more to do than they can: on or off.") var relieve: Switch?
        @Option(help: "Move tasks off servers with little on them, so that these can rest: on or off.")
        var consolidate: Switch?
        @Option(help: "So many of these moves at a time, 1 to 64.") var movesAtOnce: UInt64?

        func validate() throws {
            guard relieve != nil || consolidate != nil || movesAtOnce != nil else {
                throw ValidationError("say what is to be set: --relieve, --consolidate or --moves-at-once.")
            }
        }

        func run() throws {
            guard var terms = try RebalanceCommand.ask(cluster).terms else { throw RebalanceCommand.tooOld }
            if let relieve { terms.relieves = relieve == .on }
            if let consolidate { terms.consolidates = consolidate == .on }
            if let movesAtOnce { terms.movesAtOnce = movesAtOnce }
            try ChangeOutput.show(cluster.client().change(.setBalancing(terms)), cluster.output)
        }
    }

    /// What is on or off.
    enum Switch: String, ExpressibleByArgument, CaseIterable {
        case on, off
    }

    private static let tooOld = CLIError(.failed, "the coordinators do not know `rebalance` yet; update them.")

    private static func ask(_ cluster: ClusterOptions) throws -> BalanceView {
        guard let view = try cluster.client().query(.balance).balance else { throw tooOld }
        return view
    }
}
