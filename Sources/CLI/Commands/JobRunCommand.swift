import ArgumentParser
import FleetWire
import Foundation
import JobSpec
import Wire

struct JobRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Makes the jobs of a file, or changes them to what it says.")

    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "A YAML file; `-` for standard input.") var file: String

    func run() throws {
        let text: String
        if file == "-" {
            text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
        } else {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw CLIError(.failed, "\(file) cannot be read; name a file with a job spec.")
            }
            text = String(decoding: data, as: UTF8.self)
        }
        let jobs: [FleetJob]
        do {
            jobs = try JobSpecReader.read(text, file: file == "-" ? "standard input" : file)
        } catch {
            throw CLIError(.failed, "\(error)")
        }
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
