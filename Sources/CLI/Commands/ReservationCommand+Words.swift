import Wire

extension ReservationCommand {
    static func table(_ reservations: [ReservationView], now: UInt64) -> String {
        var table = Table("RESERVATION", "FOR", "FROM", "TO", "STATE", "OTHERS", "SERVERS")
        for view in reservations {
            let terms = view.terms ?? ReservationTerms()
            table.add(
                view.name, whom(terms), Units.time(terms.start), Units.time(terms.end), state(terms, now: now),
                "\(view.others)", servers(terms.nodes))
        }
        return table.text(orElse: "There are no reservations; `muster reservation set NAME` makes one.")
    }

    /// A reservation, and what lives there of others.
    static func words(_ view: ReservationView, now: UInt64) -> String {
        let terms = view.terms ?? ReservationTerms()
        var table = Table("RESERVATION", view.name)
        table.add("for", whom(terms))
        table.add("from", Units.time(terms.start))
        table.add("to", Units.time(terms.end))
        table.add("state", state(terms, now: now))
        table.add("servers", terms.nodes.joined(separator: ", "))
        guard terms.end > now else { return table.text }
        if view.others == 0 { return table.text + "\n\nNothing of others runs there." }
        var tasks = Table("TASK OF OTHERS", "SERVER", "WHAT BECOMES OF IT")
        for task in view.tasks { tasks.add(task.name, task.node, task.fate) }
        let rest = view.others > UInt64(view.tasks.count) ? view.others - UInt64(view.tasks.count) : 0
        return table.text + "\n\n" + tasks.text + (rest > 0 ? "\nand \(rest) more" : "")
    }

    /// `over`, `now, for 2h more`, `in 3d4h`.
    static func state(_ terms: ReservationTerms, now: UInt64) -> String {
        if now >= terms.end { return "over" }
        return now >= terms.start
            ? "now, for \(Units.span(nanoseconds: terms.end - now)) more"
            : "in \(Units.span(nanoseconds: terms.start - now))"
    }

    private static func whom(_ terms: ReservationTerms) -> String {
        terms.namespaces.isEmpty ? "maintenance" : terms.namespaces.joined(separator: ", ")
    }

    private static func servers(_ nodes: [String]) -> String {
        let shown = nodes.prefix(4).joined(separator: ", ")
        return nodes.count > 4 ? "\(shown) and \(nodes.count - 4) more" : shown
    }
}

extension JSON {
    /// A reservation: `state` is `planned`, `active` or `over`.
    static func reservation(_ view: ReservationView, now: UInt64) -> [String: Any] {
        let terms = view.terms ?? ReservationTerms()
        return [
            "name": view.name, "servers": terms.nodes, "start_ns": terms.start, "end_ns": terms.end,
            "namespaces": terms.namespaces, "maintenance": terms.namespaces.isEmpty,
            "state": now >= terms.end ? "over" : now >= terms.start ? "active" : "planned", "others": view.others,
            "tasks": view.tasks.map { ["task": $0.name, "server": $0.node, "fate": $0.fate] },
        ]
    }
}
