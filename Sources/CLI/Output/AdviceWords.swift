import Wire

/// What jobs should request, in words.
enum AdviceWords {
    // MARK: One job

    /// A paragraph, and the lines for the spec where something is to be changed.
    static func text(of view: AdviceView) -> String {
        let name = PlanWords.name(view.namespaceName, view.job)
        let verdicts = AdvisedKind.allCases.map { AdvisedVerdict($0.resource(of: view)) }
        guard view.tasks > 0 || verdicts.contains(.more) else {
            return
                "\(name): nothing is known of what its tasks use. They are measured while they run, from their tenth second "
                + "on, on servers where they have control groups."
        }
        var lines = ["\(name): \(seen(view))"]
        for kind in AdvisedKind.allCases { lines += paragraph(kind, view) }
        if verdicts.contains(.less) || verdicts.contains(.more) {
            lines.append("In its spec:")
            lines += spec(of: view).map { "  " + $0 }
        } else if verdicts.contains(.unknown) {
            lines.append("Too little was seen to advise more than that: it takes 5m. Ask again later.")
        } else {
            lines.append("Its requests fit: there is nothing to change.")
        }
        return lines.joined(separator: "\n")
    }

    /// From how many tasks, and how long, the numbers are.
    private static func seen(_ view: AdviceView) -> String {
        guard view.tasks > 0 else { return "\(count(view.live)) now; nothing is known of what they use" }
        var text =
            "\(count(view.live)) now; seen \(view.tasks == 1 ? "1 run of a task" : "\(view.tasks) runs of tasks") "
        text += "over \(Units.span(nanoseconds: view.watchedNs))"
        if view.confidence < 1 { text += " (a first guess: it takes a day to be sure)" }
        return text
    }

    private static func count(_ tasks: UInt64) -> String {
        tasks == 0 ? "no tasks" : tasks == 1 ? "1 task" : "\(tasks) tasks"
    }

    /// What was used of a resource against what is requested, and what follows.
    private static func paragraph(_ kind: AdvisedKind, _ view: AdviceView) -> [String] {
        let resource = kind.resource(of: view)
        var first = "  \(kind.name): each "
        first += resource.requested == 0 ? "requests none" : "requests \(kind.long(resource.requested))"
        if resource.limit > resource.requested, resource.requested > 0 {
            first += " and may use \(kind.long(resource.limit))"
        } else if resource.limit == 0 {
            first += " and may use what is there"
        }
        if resource.isMeasured {
            first += "; used: half of the \(kind == .cpu ? "time" : "tasks") up to \(kind.used(resource.median))"
            first += ", 95 of 100 up to \(kind.used(resource.ninetyFive)), at most \(kind.used(resource.highest))"
        } else if view.tasks > 0 {
            first += "; not measured: the servers have no control groups for it"
        }
        switch AdvisedVerdict(resource) {
        case .unknown, .fits: return [first]
        case .less:
            var line = "    \(kind.long(resource.proposed)) would do"
            if let freed = kind.freed(by: view) {
                switch view.live {
                case 0: line += ": \(kind.long(freed.each)) less for each task"
                case 1: line += ", and free \(kind.long(freed.each))"
                default:
                    line += ", and free \(kind.long(freed.each)) a task, \(kind.long(freed.all)) for all \(view.live)"
                }
            }
            return [first, line]
        case .more: return [first, "    needs more: \(reason(kind, view))"]
        }
    }

    /// Why a job needs more, a clause.
    private static func reason(_ kind: AdvisedKind, _ view: AdviceView) -> String {
        let resource = kind.resource(of: view)
        switch resource.reason {
        case 1:
            return
                "the CPU limit of \(kind.long(resource.limit)) held its tasks back for \(Units.percent(min(1, view.throttled))) "
                + "of the time"
        case 2:
            return (view.memoryKills == 1 ? "one of its runs was" : "\(view.memoryKills) of its runs were")
                + " killed for want of memory; the limit is \(kind.long(resource.limit))"
        case 3:
            let part = Units.percent(Double(resource.highest) / Double(max(1, resource.limit)))
            return "it came to \(part) of its limit of \(kind.long(resource.limit)), beyond which tasks are killed"
        default:
            return resource.median > resource.requested
                ? "most of the time it uses more than it requests, which is promised to others"
                : "most of the time it uses nearly all that it requests"
        }
    }

    /// The lines that say so in its spec.
    static func spec(of view: AdviceView) -> [String] {
        func lines(_ amounts: [(kind: AdvisedKind, amount: UInt64)]) -> [String] {
            amounts.filter { $0.amount > 0 }.map { "  \($0.kind.key): \($0.kind.written($0.amount))" }
        }
        let requests = lines(AdvisedKind.allCases.map { ($0, $0.resource(of: view).proposed) })
        let limits = lines(AdvisedKind.allCases.map { ($0, $0.resource(of: view).proposedLimit) })
        return (requests.isEmpty ? [] : ["resources:"] + requests) + (limits.isEmpty ? [] : ["limits:"] + limits)
    }

    // MARK: All jobs

    /// A line a job, and below it who needs more.
    static func table(of views: [AdviceView]) -> String {
        var table = Table(
            "JOB", "TASKS", "CPU", "USED", "ADVISED", "MEMORY", "USED", "ADVISED", "WOULD FREE", "SEEN")
        for view in views {
            var row = [PlanWords.name(view.namespaceName, view.job), "\(view.live)"]
            for kind in AdvisedKind.allCases {
                let resource = kind.resource(of: view)
                row.append(resource.requested == 0 ? "-" : kind.short(resource.requested))
                row.append(resource.isMeasured ? kind.used(resource.ninetyFive) : "-")
                row.append(advised(kind, resource))
            }
            let freed = AdvisedKind.allCases.compactMap { kind in
                kind.freed(by: view).flatMap { $0.all > 0 ? kind.long($0.all) : nil }
            }
            row.append(freed.isEmpty ? "-" : freed.joined(separator: ", "))
            row.append(
                view.tasks == 0
                    ? "-"
                    : "\(Units.span(nanoseconds: view.watchedNs)), \(view.tasks) \(view.tasks == 1 ? "run" : "runs")")
            table.add(row)
        }
        guard !views.isEmpty else { return "There are no jobs; `muster job run FILE` submits one." }
        let needy = views.flatMap { view in
            AdvisedKind.allCases.compactMap { kind -> String? in
                guard AdvisedVerdict(kind.resource(of: view)) == .more else { return nil }
                return "\(PlanWords.name(view.namespaceName, view.job)) needs more \(kind.name): \(reason(kind, view))"
            }
        }
        return
            ([table.text, ""] + needy + [
                "USED is what 95 of 100 stay below; `muster job advise JOB` shows more of it, and the lines for the spec."
            ]).joined(separator: "\n")
    }

    private static func advised(_ kind: AdvisedKind, _ resource: AdvisedResource) -> String {
        switch AdvisedVerdict(resource) {
        case .unknown: return resource.isMeasured ? "too early" : "-"
        case .fits: return "as it is"
        case .less: return kind.short(resource.proposed)
        case .more:
            let grows = resource.proposed > resource.requested
            return "more: \(kind.short(grows ? resource.proposed : max(resource.proposed, resource.proposedLimit)))"
        }
    }
}
