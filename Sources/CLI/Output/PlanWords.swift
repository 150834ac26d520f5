import Wire

/// What would happen if jobs were submitted, in words.
enum PlanWords {
    /// Places and ended tasks that are shown of each job where not all are asked for.
    static let shown = 20

    /// A paragraph for each job, then what would be ended for them.
    static func text(of plan: PlanView, isWide: Bool = false) -> String {
        var parts = plan.jobs.map { text(of: $0, isWide: isWide) }
        for isMoved in [false, true] {
            let victims = plan.victims.filter { $0.moved == isMoved }
            if !victims.isEmpty { parts.append(text(of: victims, areMoved: isMoved, isWide: isWide)) }
        }
        if !plan.note.isEmpty { parts.append(Table.printable(plan.note)) }
        return parts.joined(separator: "\n\n")
    }

    /// Its name as people write it.
    static func name(_ namespace: String, _ job: String) -> String {
        Table.printable(namespace == "default" ? job : "\(namespace)/\(job)")
    }

    private static func text(of job: PlannedJobView, isWide: Bool) -> String {
        let name = name(job.namespaceName, job.job)
        if !job.refusal.isEmpty { return "\(name) would be refused: \(Table.printable(job.refusal))" }
        if !job.inVain.isEmpty, job.waits.isEmpty {
            return "\(name) would be accepted, and nothing of it would ever start: \(Table.printable(job.inVain))"
        }
        var lines = ["\(name): \(heading(of: job))"]
        if !job.places.isEmpty { lines += indented(table(of: job.places, isWide: isWide)) }
        let hidden = (isWide ? 0 : UInt64(max(job.places.count - shown, 0))) + job.unlisted
        if hidden > 0 { lines.append("  and \(hidden) more servers") }
        for wait in job.waits {
            guard let why = wait.why else { continue }
            let others = wait.tasks <= 1 ? "" : " (\(wait.tasks - 1) more as well)"
            lines.append("  \(Table.printable(why.summary))\(others)")
            lines += WhyWords.details(of: why).map { "    " + $0 }
        }
        return lines.joined(separator: "\n")
    }

    /// `a new job; 3 tasks would start now, 1 would wait`.
    private static func heading(of job: PlannedJobView) -> String {
        var counts: [String] = []
        if job.startingNow > 0 { counts.append("\(tasks(job.startingNow)) would start now") }
        if job.startingSoon > 0 {
            counts.append("\(tasks(job.startingSoon)) would start once others have ended")
        }
        let waiting = job.waits.reduce(0) { $0 + $1.tasks }
        if waiting > 0 { counts.append("\(tasks(waiting)) would wait") }
        guard let change = job.change else {
            let kind = job.version > 1 ? "version \(job.version), begun anew" : "a new job"
            return ([kind] + (counts.isEmpty ? [] : [counts.joined(separator: ", ")])).joined(separator: "; ")
        }
        var changes: [String] = []
        if change.kept > 0 { changes.append("\(change.kept) kept as they are") }
        if change.replaced > 0 { changes.append("\(change.replaced) ended and started anew") }
        if change.stopped > 0 { changes.append("\(change.stopped) ended for good") }
        if change.added > 0 { changes.append("\(change.added) added") }
        if change.waiting > 0 { changes.append("\(change.waiting) waiting already") }
        let what = changes.isEmpty ? "no tasks" : changes.joined(separator: ", ")
        return (["version \(job.version) of a job that is known; tasks: \(what)"] + counts).joined(separator: "; ")
    }

    private static func tasks(_ count: UInt64) -> String { count == 1 ? "1 task" : "\(count) tasks" }

    private static func table(of places: [PlannedPlaceView], isWide: Bool) -> String {
        let hasGPUs = places.contains { !$0.gpus.isEmpty }
        let mustWait = places.contains { $0.waitsForEnds }
        var table = Table("SERVER", "TASKS")
        if hasGPUs { table.widen("GPUS") }
        if mustWait { table.widen("WHEN") }
        for place in isWide ? places[...] : places.prefix(shown) {
            var row = [place.node, "\(place.tasks)"]
            if hasGPUs { row.append(ranges(place.gpus)) }
            if mustWait { row.append(place.waitsForEnds ? "once others have ended" : "now") }
            table.add(row)
        }
        return table.text
    }

    private static func text(of victims: [PlannedVictimView], areMoved: Bool, isWide: Bool) -> String {
        var table = Table("TASK", "PRIORITY", "SERVER", "HAS RUN", "ITS WORK", "THEN")
        for victim in isWide ? victims[...] : victims.prefix(shown) {
            table.add(
                "\(name(victim.namespaceName, victim.job))[\(victim.index)]", "\(victim.priority)", victim.node,
                Units.span(nanoseconds: victim.ranNs), work(of: victim),
                victim.next.isEmpty ? "waits" : "goes on at \(victim.next)")
        }
        let count = tasks(UInt64(victims.count))
        var lines = [
            areMoved
                ? "\(count) would go on elsewhere to make room:" : "\(count) of lower priority would be asked to end:"
        ]
        lines += indented(table.text)
        if !isWide, victims.count > shown {
            lines.append("  and \(victims.count - shown) more; `-o wide` shows them all")
        }
        return lines.joined(separator: "\n")
    }

    private static func work(of victim: PlannedVictimView) -> String {
        let grace = Units.span(nanoseconds: victim.graceNs)
        return victim.savesItsWork
            ? "is saved first, within \(grace)" : "is lost but for what it saved by itself; it has \(grace)"
    }

    /// `0-3, 6`.
    static func ranges(_ numbers: [UInt64]) -> String {
        var parts: [ClosedRange<UInt64>] = []
        for number in numbers {
            if let last = parts.last, last.upperBound < number, number - last.upperBound == 1 {
                parts[parts.count - 1] = last.lowerBound...number
            } else {
                parts.append(number...number)
            }
        }
        return parts.map { part in
            part.count == 1 ? "\(part.lowerBound)" : "\(part.lowerBound)-\(part.upperBound)"
        }.joined(separator: ", ")
    }

    private static func indented(_ text: String) -> [String] {
        text.split(separator: "\n").map { "  " + $0 }
    }
}
