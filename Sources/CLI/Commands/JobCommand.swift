import ArgumentParser
import FleetWire
import Foundation
import JobSpec
import Wire

struct JobCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "job", abstract: "Jobs: run, plan, list, show, stop, scale, hold, release, logs, why, advise.",
        subcommands: [
            JobRunCommand.self, JobPlanCommand.self, List.self, Show.self, Stop.self, Scale.self, JobLogsCommand.self,
            Why.self, JobWaitCommand.self, JobAdviseCommand.self, JobHoldCommand.self, JobReleaseCommand.self,
        ])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All jobs.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var watching: WatchOption
        @Option(name: [.short, .long], help: "Only those of this namespace.") var namespace = ""

        func run() throws {
            let client = try cluster.client()
            try watching.run {
                let jobs = try client.query(.jobs, namespace: namespace).jobs
                return cluster.output == .json
                    ? try JSON.text(["jobs": jobs.map(JSON.job)])
                    : JobCommand.table(jobs, isWide: cluster.output == .wide)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One job with its allocations; `-o yaml` prints its spec.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var watching: WatchOption
        @Argument(help: "The job, as NAME or NAMESPACE/NAME.") var job: String

        func run() throws {
            let client = try cluster.client()
            let id = JobName(job)
            try watching.run {
                let jobs = try client.query(.job, object: id.name, namespace: id.namespace).jobs
                if cluster.output == .json { return try JSON.text(["jobs": jobs.map(JSON.job)]) }
                if cluster.output == .yaml {
                    return try jobs.compactMap(\.definition).map { JobSpecWriter.write(try FleetJob(wire: $0)) }
                        .joined(separator: "---\n")
                }
                return JobCommand.details(of: jobs, isWide: cluster.output == .wide)
            }
        }
    }

    struct Stop: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ends a job.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The job, as NAME or NAMESPACE/NAME.") var job: String

        func run() throws {
            let id = JobName(job)
            let outcome = try cluster.client().change(
                .stopJob(JobRef(namespaceName: id.namespace, name: id.name)))
            try ChangeOutput.show(outcome, cluster.output)
        }
    }

    struct Scale: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives a job that runs another number of tasks.",
            discussion: """
                A service with `scale` in its spec goes on from there by its own rules; bounds hold for people, too. \
                `muster job run FILE` of a job without `scale` sets the number that the file says again.
                """)
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The job, as NAME or NAMESPACE/NAME.") var job: String
        @Argument(help: "How many tasks it shall have.") var count: UInt64
        @Option(help: "Only if it has so many now.") var from: UInt64?

        func validate() throws {
            if from == 0 { throw ValidationError("--from is 1 or more: a job that runs has at least one task.") }
        }

        func run() throws {
            let id = JobName(job)
            let outcome = try cluster.client().change(
                .scaleJob(
                    ScaleJob(
                        job: JobRef(namespaceName: id.namespace, name: id.name), count: count, from: from ?? 0)))
            try ChangeOutput.show(outcome, cluster.output)
        }
    }

    struct Why: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Why a job waits, or is where it is.")
        @OptionGroup var cluster: ClusterOptions
        @Flag(help: "What was decided about its tasks before, and why; the last attempts of each are remembered.")
        var history = false
        @Option(
            name: [.customShort("n"), .customLong("rows")],
            help: "Of the history, the newest so many rows; 100 unless told.")
        var number: UInt32?
        @Argument(help: "The job, as NAME or NAMESPACE/NAME.") var job: String

        func validate() throws {
            guard number == nil || history, number != 0 else {
                throw ValidationError("--rows is a number from 1 on, and goes with --history.")
            }
        }

        func run() throws {
            let id = JobName(job)
            if history {
                let rows = try cluster.client().query(
                    .decisions, object: id.name, namespace: id.namespace, limit: number ?? 0
                ).decisions
                print(cluster.output == .json ? try JSON.text(JSON.decisions(rows)) : JobCommand.history(rows))
                return
            }
            let whys = try cluster.client().query(.why, object: id.name, namespace: id.namespace).whys
            if cluster.output == .json {
                print(try JSON.text(["why": whys.map(JSON.why)]))
                return
            }
            for why in whys { print(WhyWords.text(of: why)) }
        }
    }

    /// What was decided, oldest first.
    static func history(_ rows: [DecisionView]) -> String {
        var table = Table("TIME", "TASK", "WHAT")
        for row in rows { table.add(Units.time(row.time), row.task.isEmpty ? "-" : row.task, row.what) }
        return table.text
    }

    static func table(_ jobs: [JobView], isWide: Bool = false) -> String {
        let now = UInt64(Date().timeIntervalSince1970 * 1e9)
        var table = Table("JOB", "TYPE", "PRIORITY", "STATE", "RUNNING", "PENDING", "OVER", "OWNER", "AGE")
        if isWide { table.widen("VERSION", "LEASE", "CPU", "MEMORY", "GPUS", "COMMAND") }
        for job in jobs {
            let definition = job.definition ?? JobDefinition()
            let name =
                definition.namespaceName == "default"
                ? definition.name : "\(definition.namespaceName)/\(definition.name)"
            var row = [
                name, JobWords.type(definition.type), "\(definition.priority)", job.state, "\(job.running)",
                "\(job.pending)", "\(job.finished)", job.owner, Units.age(job.submittedAt, now: now),
            ]
            if isWide {
                let asked = definition.resources ?? Resources()
                row += [
                    "\(job.version)",
                    definition.leaseNs == .max ? "unlimited" : Units.span(nanoseconds: definition.leaseNs),
                    Units.cores(asked.cpuMillicores), Units.bytes(asked.memoryBytes), JobWords.gpus(definition),
                    definition.command.joined(separator: " "),
                ]
            }
            table.add(row)
        }
        return table.text(orElse: "There are no jobs; `muster job run FILE` submits one.")
    }

    /// Jobs with what is to be said of them, and their allocations.
    static func details(of jobs: [JobView], isWide: Bool = false) -> String {
        let notes = jobs.filter { !$0.note.isEmpty }.map { "\n\(Table.printable($0.note))" }.joined()
        let unlisted = jobs.reduce(0) { $0 + $1.unlisted }
        let displaced = jobs.flatMap(\.displaced)
        return table(jobs, isWide: isWide) + notes + "\n\n"
            + table(jobs.flatMap(\.allocations), withJob: false)
            + (unlisted == 0 ? "" : "\nand \(unlisted) more of which there is nothing to tell")
            + (displaced.isEmpty ? "" : "\n\nMade room for it:\n" + displacedTable(displaced))
    }

    /// What was ended or moved for a job.
    static func displacedTable(_ displaced: [DisplacedView]) -> String {
        var table = Table("TASK", "HOW", "FROM", "STATE", "NOW ON")
        for view in displaced {
            table.add(
                "\(PlanWords.name(view.namespaceName, view.job))[\(view.index)]",
                view.moved ? "moved" : "preempted", view.node, view.state, view.nowOn.isEmpty ? "-" : view.nowOn)
        }
        return table.text
    }

    static func table(_ allocations: [AllocationView], withJob: Bool) -> String {
        let now = UInt64(Date().timeIntervalSince1970 * 1e9)
        let haveGPUs = allocations.contains { $0.gpuUse != nil }
        var table = Table(
            withJob ? "ALLOCATION" : "INDEX", "STATE", "ATTEMPT", "SERVER", "TOKEN", "SINCE", "CPU", "MEMORY")
        if haveGPUs { table.widen("GPU BUSY", "GPU MEM") }
        table.widen("LAST")
        for view in allocations {
            let since = view.state == "running" ? view.runningAt : view.pendingSince
            let last = view.note.isEmpty ? view.end.isEmpty ? view.history.last ?? "" : view.end : view.note
            var row = [
                withJob ? "\(view.job)[\(view.index)]" : "\(view.index)", view.state, "\(view.attempt)",
                view.node.isEmpty ? "-" : view.node, view.token.map { "\($0.generation).\($0.index)" } ?? "-",
                Units.age(since, now: now),
                Units.amount(view.use?.millicores) { Units.cores($0 / 10 * 10) },
                Units.amount(view.use?.memoryBytes, Units.bytes),
            ]
            if haveGPUs {
                row += [
                    Units.percent(view.gpuUse?.busyRatio ?? -1),
                    Units.amount(view.gpuUse?.memoryUsedBytes, Units.bytes),
                ]
            }
            table.add(row + [last])
        }
        return table.text
    }
}

/// A job as people name it: `NAME`, or `NAMESPACE/NAME`.
struct JobName {
    var namespace = "default"
    var name: String

    init(_ text: String) {
        if let slash = text.firstIndex(of: "/") {
            namespace = String(text[..<slash])
            name = String(text[text.index(after: slash)...])
        } else {
            name = text
        }
    }
}
