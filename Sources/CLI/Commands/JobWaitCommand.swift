import ArgumentParser
import Foundation
import Wire

struct JobWaitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Waits until a job has ended; fails if it failed.")

    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "The job, as NAME or NAMESPACE/NAME.") var job: String

    func run() throws {
        let client = try cluster.client()
        let id = JobName(job)
        while true {
            let state = try client.query(.job, object: id.name, namespace: id.namespace).jobs.first?.state ?? ""
            switch state {
            case "complete", "stopped":
                print("\(job) is \(state)")
                return
            case "failed": throw CLIError(.failed, "\(job) failed; `muster job show \(job)` says how.")
            default: usleep(300_000)
            }
        }
    }
}
