import ArgumentParser
import Foundation
import Wire

struct JobWaitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Waits until a job has ended, or runs; fails if it failed.")

    enum State: String, ExpressibleByArgument, CaseIterable {
        case ended, running
    }

    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "The job, as NAME or NAMESPACE/NAME.") var job: String
    @Option(name: .customLong("for"), help: "ended or running.") var state: State = .ended
    @Option(help: "Seconds to wait at the most.") var within: Double?

    func run() throws {
        if let within, !(within >= 0 && within <= 1e9) {
            throw CLIError(.usage, "--within is a number of seconds from 0 to 1000000000.")
        }
        let client = try cluster.client()
        let id = JobName(job)
        let deadline = within.map { MonotonicClock.now() + UInt64($0 * 1e9) } ?? .max
        while true {
            let present = try client.query(.job, object: id.name, namespace: id.namespace).jobs.first?.state ?? ""
            if let end = try JobWaitCommand.end(of: present, awaiting: state, job: job) {
                print(cluster.output == .json ? try JSON.text(["job": job, "state": present]) : end)
                return
            }
            guard MonotonicClock.now() < deadline else {
                throw CLIError(.failed, "\(job) is still \(present); `muster job why \(job)` says what it waits for.")
            }
            usleep(50_000)
        }
    }

    /// The closing sentence where the wait is over; nil where it is not.
    static func end(of present: String, awaiting state: State, job: String) throws(CLIError) -> String? {
        switch present {
        case "failed": throw CLIError(.failed, "\(job) failed; `muster job show \(job)` says how.")
        case "cancelled":
            throw CLIError(.failed, "\(job) was cancelled; `muster job why \(job)` says what for.")
        case "deadline passed", "time limit":
            throw CLIError(.failed, "\(job) had too little time (\(present)); `muster job why \(job)` says more.")
        case "complete", "stopped": return "\(job) is \(present)"
        case "running" where state == .running: return "\(job) is running"
        default: return nil
        }
    }
}
