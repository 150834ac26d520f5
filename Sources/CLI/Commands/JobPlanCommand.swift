import ArgumentParser
import FleetWire
import Wire

struct JobPlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Shows what would happen if the jobs of a file were submitted now.",
        discussion: """
            The leader submits them to a copy of its state and lets its scheduler place what waits there: which server each \
            task would have, what would wait and why, which tasks of lower priority would be ended, and what of a job \
            that runs already would change. Nothing is kept of it. Ends that nobody has asked for, and what others \
            submit meanwhile, are not foreseen.

            Exit codes: 0 every task would start now, runs, or follows its own former version; 5 some would wait; 6 a job \
            would be refused, or could never start; others as always.
            """)

    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "A YAML file; `-` for standard input.") var file: String

    func run() throws {
        let spec = try SpecFile(file)
        let jobs = try spec.jobs(orElse: .wouldBeRefused)
        let view = try cluster.client().query(.plan, definitions: jobs.map(\.wire))
        guard let plan = view.plan else {
            throw CLIError(.failed, "the coordinators do not know plans yet; update them.")
        }
        if cluster.output == .json {
            print(try JSON.text(JSON.plan(plan)))
        } else {
            print(PlanWords.text(of: plan, isWide: cluster.output == .wide))
        }
        if let end = JobPlanCommand.end(of: plan, jobs: jobs.count, file: spec.name) { throw end }
    }

    /// What the shell is told; nil where everything would start now.
    static func end(of plan: PlanView, jobs: Int, file: String) -> CLIError? {
        let refused = plan.jobs.filter { !$0.refusal.isEmpty || !$0.inVain.isEmpty }
        if let first = refused.first {
            let rest = jobs - plan.jobs.count
            let name = PlanWords.name(first.namespaceName, first.job)
            return CLIError(
                .wouldBeRefused,
                (first.refusal.isEmpty ? "\(name) could never start" : "\(name) would be refused")
                    + (rest > 0 ? ", and what comes after it in \(file) would not be submitted." : "."))
        }
        let waiting = plan.jobs.reduce(UInt64(0)) { sum, job in
            // What follows its own former version does not wait for others.
            let replaced = min(job.change?.replaced ?? 0, job.startingSoon)
            return sum + job.startingSoon - replaced + job.waits.reduce(0) { $0 + $1.tasks }
        }
        guard waiting > 0 else { return nil }
        return CLIError(.wouldWait, "\(waiting == 1 ? "1 task" : "\(waiting) tasks") would not start at once.")
    }
}
