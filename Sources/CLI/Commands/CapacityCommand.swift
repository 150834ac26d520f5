import ArgumentParser
import FleetWire
import Wire

struct CapacityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capacity", abstract: "How many more tasks as those of a file's jobs fit.",
        discussion: """
            Counted server by server, by the rules and requests of each job: what fits now, what would fit if nothing ran, \
            and what runs out first. What waits for a place is not counted, nor what would be ended for a higher priority: \
            `muster job plan` shows both.
            """)

    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "A YAML file; `-` for standard input.") var file: String
    @Option(help: "A label: also by its values, such as `rack`.") var by: String?

    func run() throws {
        let jobs = try SpecFile(file).jobs()
        let view = try cluster.client().query(.capacity, definitions: jobs.map(\.wire), groupBy: by ?? "")
        guard !view.capacities.isEmpty else {
            throw CLIError(.failed, "the coordinators cannot tell capacities yet; update them.")
        }
        if cluster.output == .json {
            print(try JSON.text(["capacities": view.capacities.map(JSON.capacity)]))
        } else {
            print(view.capacities.map { CapacityWords.text(of: $0, by: by) }.joined(separator: "\n\n"))
        }
    }
}
