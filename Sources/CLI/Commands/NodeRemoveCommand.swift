import ArgumentParser
import Wire

/// A server leaves for good.
struct NodeRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes a server out for good: its key is revoked, its connection cut.",
        discussion: """
            Drain it first. With --force a server with work on it is cut off at once; its tasks end with their leases, and count \
            until then. A server that is to come back joins anew by a token.
            """)
    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "The server's name.") var node: String
    @Flag(help: "Cut it off although tasks are there.") var force = false

    func run() throws {
        try ChangeOutput.show(
            cluster.client().change(.removeNode(RemoveNode(node: node, force: force))), cluster.output)
    }
}
