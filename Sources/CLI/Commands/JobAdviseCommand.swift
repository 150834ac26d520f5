import ArgumentParser
import FleetWire
import Wire

struct JobAdviseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advise", abstract: "What jobs should request of CPU and memory, by what their tasks used.",
        discussion: """
            By the processor time and the working set of each task, as the leader has heard of them since it began to listen; \
            half of it is forgotten within a day. Without a job: all jobs, those first whose advice would free the most.
            """)

    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "The job, as NAME or NAMESPACE/NAME; all jobs where none is named.") var job: String?
    @Option(name: [.short, .long], help: "Only jobs of this namespace.") var namespace = ""

    func run() throws {
        let name = job.map { JobName($0) }
        let view = try cluster.client().query(
            .advice, object: name?.name ?? "", namespace: name?.namespace ?? namespace)
        guard name == nil || !view.advices.isEmpty else {
            throw CLIError(.failed, "the coordinators cannot give advice yet; update them.")
        }
        if cluster.output == .json {
            print(try JSON.text(["advice": view.advices.map(JSON.advice)]))
        } else if name != nil {
            print(view.advices.map { AdviceWords.text(of: $0) }.joined(separator: "\n\n"))
        } else {
            print(AdviceWords.table(of: view.advices))
        }
    }
}
