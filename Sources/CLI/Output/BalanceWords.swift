import Wire

/// What is, and would be, moved for the load's sake, in words.
enum BalanceWords {
    static func present(_ view: BalanceView) -> String {
        let terms = view.terms ?? BalanceTerms()
        var lines = [
            "off overloaded servers          \(terms.relieves ? "on" : "off")",
            "off servers with little to do   \(terms.consolidates ? "on" : "off")",
            "moves at a time                 \(terms.movesAtOnce)",
        ]
        if !view.underWay.isEmpty {
            var table = Table("UNDER WAY", "FROM", "BECAUSE")
            for move in view.underWay {
                let why = move.relieves ? "it has too much to do, or is too hot" : "it is to rest"
                table.add(name(move), move.from, why)
            }
            lines += ["", table.text]
        }
        return lines.joined(separator: "\n")
    }

    static func plan(_ view: BalanceView) -> String {
        var lines: [String] = []
        if view.moves.isEmpty {
            lines.append(
                view.measured == 0
                    ? "nothing would be moved: of no server enough is known yet."
                    : "nothing would be moved.")
        } else {
            var table = Table("TASK", "FROM", "TO", "BECAUSE")
            for move in view.moves { table.add(name(move), move.from, move.to, move.why) }
            lines.append(table.text)
        }
        if view.measured < view.servers {
            let minutes = max(1, view.windowNs / 60_000_000_000)
            lines.append(
                "\(view.servers - view.measured) of \(view.servers) servers are left out: they were not heard through the last "
                    + "\(minutes) minutes.")
        }
        let terms = view.terms ?? BalanceTerms()
        if !view.moves.isEmpty {
            let isWanted = view.moves.allSatisfy { $0.relieves ? terms.relieves : terms.consolidates }
            lines.append(
                isWanted
                    ? "The leader does this bit by bit."
                    : "Not all of this is done: see `muster rebalance show`, and `muster rebalance set --help`.")
        }
        return lines.joined(separator: "\n")
    }

    static func name(_ move: BalanceMoveView) -> String {
        "\(PlanWords.name(move.namespaceName, move.job))[\(move.index)]"
    }
}
