import Wire

extension JSON {
    /// What is moved for the load's sake; with what would be, where that was asked for.
    static func balance(_ view: BalanceView, withPlan: Bool) -> [String: Any] {
        let terms = view.terms ?? BalanceTerms()
        var object: [String: Any] = [
            "relieve": terms.relieves, "consolidate": terms.consolidates, "moves_at_once": terms.movesAtOnce,
            "under_way": view.underWay.map(balanceMove), "servers": view.servers, "servers_measured": view.measured,
        ]
        if withPlan { object["moves"] = view.moves.map(balanceMove) }
        return object
    }

    private static func balanceMove(_ move: BalanceMoveView) -> [String: Any] {
        var object: [String: Any] = [
            "namespace": move.namespaceName, "job": move.job, "index": move.index, "from": move.from,
            "reason": move.relieves ? "relieve" : "consolidate",
        ]
        if !move.to.isEmpty { object["to"] = move.to }
        if !move.why.isEmpty { object["why"] = move.why }
        return object
    }
}
