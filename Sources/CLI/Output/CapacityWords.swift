import Wire

/// How many more tasks fit, in words.
enum CapacityWords {
    /// A paragraph, and a table by the values of a label where one is named.
    static func text(of view: CapacityView, by label: String?) -> String {
        let all = view.all ?? CapacityGroup()
        let name = PlanWords.name(view.namespaceName, view.job)
        var lines = [
            "\(name): \(count(all.now, view.gangSize)) \(all.now / max(1, view.gangSize) == 1 ? "fits" : "fit") now, \(number(all.empty, view.gangSize)) if nothing ran"
        ]
        if view.gangSize > 1, all.now != .max {
            lines[0] += " (a gang of \(view.gangSize) starts whole; \(all.now) of its tasks have room now)"
        }
        lines.append("  servers that may have them: \(all.servers)\(limits(all, before: "; what runs out first: "))")
        if let quota = view.quota, quota.tasks < all.now {
            let held = QuotaCommand.number(quota.held, of: quota.kind)
            let limit = QuotaCommand.number(quota.limit, of: quota.kind)
            lines.append(
                "  the quota of namespace \(Table.printable(view.namespaceName)) lets only \(count(quota.tasks, view.gangSize)) "
                    + "begin: \(quota.kind) \(held) of \(limit) held")
        }
        lines += view.removed.map { "  " + WhyWords.line(of: $0) }
        if view.waiting > 0 {
            lines.append(
                "  not counted: \(view.waiting == 1 ? "1 task that waits" : "\(view.waiting) tasks that wait") for a place "
                    + "already")
        }
        guard let label, !view.groups.isEmpty else { return lines.joined(separator: "\n") }
        var table = Table(label.uppercased(), "SERVERS", "FIT NOW", "IF NOTHING RAN", "RUNS OUT FIRST")
        for group in view.groups {
            table.add(
                group.value.isEmpty ? "-" : group.value, "\(group.servers)", number(group.now, view.gangSize),
                number(group.empty, view.gangSize), limits(group, before: ""))
        }
        lines += table.text.split(separator: "\n").map { "  " + $0 }
        if view.unlisted > 0 { lines.append("  and \(view.unlisted) more values of \(Table.printable(label))") }
        return lines.joined(separator: "\n")
    }

    /// `12 more tasks`, `3 more gangs of 4`.
    private static func count(_ tasks: UInt64, _ gangSize: UInt64) -> String {
        if tasks == .max { return "any number of tasks" }
        let whole = tasks / max(1, gangSize)
        let unit = gangSize > 1 ? "gang" : "task"
        return "\(whole) more \(whole == 1 ? unit : unit + "s")"
    }

    private static func number(_ tasks: UInt64, _ gangSize: UInt64) -> String {
        tasks == .max ? "any number" : "\(tasks / max(1, gangSize))"
    }

    private static func limits(_ group: CapacityGroup, before: String) -> String {
        guard !group.limits.isEmpty else { return "" }
        if group.limits.count == 1 { return before + Table.printable(group.limits[0].kind) }
        return before
            + group.limits.map { "\(Table.printable($0.kind)) on \($0.servers)" }.joined(separator: ", ")
    }
}
