import ArgumentParser
import Wire

struct PoolCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pool", abstract: "Standby pools: servers that only work which lost its server may use.",
        subcommands: [List.self, Set.self, Delete.self])

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

    static func table(_ pools: [PoolView]) -> String {
        var table = Table("POOL", "FREE", "SERVERS")
        for pool in pools {
            table.add(pool.name, "\(pool.free)/\(pool.nodes.count)", pool.nodes.joined(separator: ", "))
        }
        return table.text(orElse: "There are no standby pools; `muster pool set POOL SERVER...` makes one.")
    }

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes or changes a pool: these servers and no others.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The pool's name.") var pool: String
        @Argument(help: "Its servers.") var nodes: [String]

        func run() throws {
            try ChangeOutput.show(
                cluster.client().change(.setPool(SetPool(name: pool, nodes: nodes))), cluster.output)
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
