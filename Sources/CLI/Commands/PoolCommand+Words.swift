import Foundation
import Wire

extension PoolCommand {
    static func table(_ pools: [PoolView]) -> String {
        var table = Table("POOL", "FREE", "WANTED", "KEPT", "SERVERS")
        for pool in pools {
            let isHeadroom = pool.rule?.reserve == 1
            table.add(
                pool.name, isHeadroom ? "-" : "\(pool.free)/\(pool.nodes.count)", wanted(pool),
                pool.rule.map { "from \($0.target)" + ($0.isAutomatic ? ", auto" : "") } ?? "by hand",
                pool.nodes.joined(separator: ", "))
        }
        return table.text(orElse: "There are no standby pools; `muster pool set POOL SERVER...` makes one.")
    }

    private static func wanted(_ pool: PoolView) -> String {
        guard let rule = pool.rule else { return "-" }
        if rule.reserve == 1 { return share(rule.wanted) + " of each" }
        return "\(rule.wanted)" + (isShort(pool) ? " (short)" : "")
    }

    private static func isShort(_ pool: PoolView) -> Bool {
        guard let rule = pool.rule, rule.reserve == 0 else { return false }
        return UInt64(pool.free) < rule.wanted
    }

    /// A pool with its arithmetic: `12 servers, 1.3 losses a year each, refill 1d: 2 standbys keep 99 %`.
    static func words(_ pool: PoolView) -> String {
        var table = Table("POOL", pool.name)
        table.add("servers", pool.nodes.isEmpty ? "none yet" : pool.nodes.joined(separator: ", "))
        guard let rule = pool.rule else {
            table.add("free", "\(pool.free) of \(pool.nodes.count)")
            table.add("kept", "by hand")
            return table.text
        }
        if rule.reserve == 1 {
            table.add("kept", "\(share(rule.wanted)) of each server of \(rule.target) for work that lost its own")
        } else {
            table.add("free", "\(pool.free) of \(rule.wanted) wanted")
            if isShort(pool) {
                table.add("short", "no idle server of \(rule.target) can take the place of what is missing")
            }
            table.add("kept", "from \(rule.target)")
        }
        table.add("rule", arithmetic(rule))
        table.add(
            "measured",
            "\(rule.losses) losses in \(Units.span(nanoseconds: rule.serviceNs)) of service, all servers together"
        )
        if !pool.prepared.isEmpty { table.add("prepared", pool.prepared.joined(separator: "; ")) }
        return table.text
    }

    /// The sentence by which the size follows.
    static func arithmetic(_ rule: PoolRuleView) -> String {
        let rate = String(format: rule.lossesPerYear < 10 ? "%.1f" : "%.0f", rule.lossesPerYear)
        // Rounded down, so that it never says more than holds.
        let coverage = String(format: "%.1f", (rule.coverage * 1_000).rounded(.down) / 10)
        let size = rule.isAutomatic ? "" : " (but the size is fixed)"
        let source = rule.refillSource.isEmpty || rule.refillSource == "given" ? "" : " (\(rule.refillSource))"
        let refill = Units.span(nanoseconds: rule.refillNs) + source
        return "\(rule.servers) servers, \(rate) losses a year each, refill \(refill): "
            + "\(rule.standbys) standbys keep \(coverage) %\(size)"
    }

    private static func share(_ thousandths: UInt64) -> String {
        thousandths % 10 == 0 ? "\(thousandths / 10)%" : "\(thousandths / 10).\(thousandths % 10)%"
    }
}
