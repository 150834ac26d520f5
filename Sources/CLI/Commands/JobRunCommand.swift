import ArgumentParser
import FleetWire
import Wire

struct JobRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Makes the jobs of a file, or changes them to what it says.")

    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "A YAML file; `-` for standard input.") var file: String

    func run() throws {
        let jobs = try SpecFile(file).jobs()
        let client = try cluster.client()
        var accepted: [[String: Any]] = []
        for job in jobs {
            let outcome = try client.change(.submitJob(SubmitJob(definition: job.wire)))
            if cluster.output != .json { try ChangeOutput.show(outcome, cluster.output) }
            accepted.append([
                "namespace": job.id.namespace, "name": job.id.name, "version": outcome.identifier,
                "index": outcome.index, "message": outcome.message,
            ])
        }
        if cluster.output == .json { print(try JSON.text(["jobs": accepted])) }
    }
}
