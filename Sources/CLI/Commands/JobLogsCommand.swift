import ArgumentParser
import Foundation
import Wire

struct JobLogsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "logs", abstract: "What a task wrote.")

    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "The job, as NAME or NAMESPACE/NAME.") var job: String
    @Option(help: "The index of the allocation.") var index: UInt64 = 0
    @Option(help: "The attempt; the newest by default.") var attempt: UInt64 = 0
    @Flag(name: .customLong("stderr"), help: "Standard error instead of standard output.") var isError = false
    @Flag(name: [.short, .long], help: "Go on as it is written, until Ctrl-C.") var follow = false

    func run() throws {
        let client = try cluster.client()
        let id = JobName(job)
        let jobs = try client.query(.job, object: id.name, namespace: id.namespace).jobs
        guard let allocation = jobs.first?.allocations.first(where: { $0.index == index }) else {
            throw CLIError(.failed, "\(job) has no allocation \(index); `muster job show \(job)` lists them.")
        }
        var offset: UInt64 = 0
        while true {
            let piece = try client.log(
                allocation: allocation.id, attempt: attempt, stream: isError ? 1 : 0, offset: offset, limit: 65_536)
            guard let chunk = piece.chunk else { throw CLIError(.failed, "the answer holds no log.") }
            if !chunk.failure.isEmpty { throw CLIError(.failed, "\(piece.node): \(chunk.failure).") }
            FileHandle.standardOutput.write(Data(chunk.data))
            offset = chunk.offset + UInt64(chunk.data.count)
            guard chunk.isLast else { continue }
            if !follow { return }
            usleep(300_000)
        }
    }
}
