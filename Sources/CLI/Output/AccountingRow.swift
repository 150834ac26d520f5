import Determinism
import Wire

/// An attempt as `sacct --parsable2 --duplicates` prints a job: the array's number and index, and a row for each time that it
/// was started.
enum AccountingRow {
    /// The names of the fields, as Slurm has them.
    static let heading =
        "JobID|JobIDRaw|JobName|User|Account|Partition|State|ExitCode|Submit|Start|End|Elapsed|ElapsedRaw|AllocTRES|NodeList"

    /// Whether it waited or ran on one of these days.
    static func overlaps(_ attempt: AttemptView, from first: UInt64, through last: UInt64) -> Bool {
        let begun = attempt.assignedAt == 0 ? attempt.submittedAt : attempt.assignedAt
        let day: UInt64 = 86_400_000_000_000
        return begun / day <= last && (attempt.endedAt == 0 || attempt.endedAt / day >= first)
    }

    /// The row; `now` is where the time of what runs ends.
    static func text(_ attempt: AttemptView, now: UInt64) -> String {
        let end = attempt.endedAt == 0 ? now : attempt.endedAt
        let elapsed =
            attempt.assignedAt == 0 || end < attempt.assignedAt ? 0 : (end - attempt.assignedAt) / 1_000_000_000
        let fields = [
            "\(attempt.jobNumber)_\(attempt.index)", "\(attempt.allocation)", attempt.job, attempt.user,
            attempt.namespaceName, JobWords.type(attempt.type), attempt.state,
            "\(attempt.exitCode):\(attempt.exitSignal)", time(attempt.submittedAt), time(attempt.assignedAt),
            time(attempt.endedAt), self.elapsed(elapsed), "\(elapsed)",
            attempt.assignedAt == 0 ? "" : resources(attempt.resources ?? Resources()),
            attempt.node.isEmpty ? "None assigned" : attempt.node,
        ]
        // No name has a `|` in it, but for users', which are free text.
        return fields.map { Table.printable($0).replacing("|", with: "/") }.joined(separator: "|")
    }

    /// `2026-11-28T06:00:00`, as Slurm writes it, in UTC; `Unknown` for a time that has not come.
    private static func time(_ nanoseconds: UInt64) -> String {
        guard nanoseconds > 0 else { return "Unknown" }
        let whole = WallTime(nanoseconds: nanoseconds / 1_000_000_000 * 1_000_000_000)
        return String(whole.description.dropLast())
    }

    /// `[DAYS-]HOURS:MINUTES:SECONDS`.
    private static func elapsed(_ seconds: UInt64) -> String {
        func two(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let days = seconds / 86_400
        return (days > 0 ? "\(days)-" : "")
            + "\(two(seconds / 3_600 % 24)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }

    /// `cpu=2,mem=4096M,node=1,gres/gpu=1`. Parts of a core or of a GPU are written as such, which Slurm does not know.
    private static func resources(_ held: Resources) -> String {
        var parts = ["cpu=\(Units.cores(held.cpuMillicores))", "mem=\(held.memoryBytes / (1 << 20))M", "node=1"]
        if held.gpuThousandths > 0 { parts.append("gres/gpu=\(Units.cores(held.gpuThousandths))") }
        return parts.joined(separator: ",")
    }
}
