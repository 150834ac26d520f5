import ArgumentParser
import Wire

struct JobHoldCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Takes a job's tasks off their servers until it is released.",
        discussion: """
            What waits does not begin. What runs ends by its checkpoint and stop contracts, and waits as well, with its rank \
            kept. A new version by `muster job run` is held, too; `muster job release` lets it run again, `muster job stop` \
            ends it for good.
            """)

    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "The job, as NAME or NAMESPACE/NAME.") var job: String
    @Option(help: "Why, for those who look at it.") var reason = ""

    func run() throws {
        let id = JobName(job)
        let outcome = try cluster.client().change(
            .holdJob(HoldJob(job: JobRef(namespaceName: id.namespace, name: id.name), reason: reason)))
        try ChangeOutput.show(outcome, cluster.output)
    }
}

struct JobReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Lets a job that is held wait for a place again.")

    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "The job, as NAME or NAMESPACE/NAME.") var job: String

    func run() throws {
        let id = JobName(job)
        let outcome = try cluster.client().change(
            .releaseJob(JobRef(namespaceName: id.namespace, name: id.name)))
        try ChangeOutput.show(outcome, cluster.output)
    }
}
