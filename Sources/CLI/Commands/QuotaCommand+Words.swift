import Wire

extension QuotaCommand {
    private static let kinds = ["cpu", "memory", "gpus", "tasks"]

    /// Of each kind: what is held, what is guaranteed, the burst.
    static func table(_ quotas: [QuotaView]) -> String {
        var table = Table("NAMESPACE", "CPU", "MEMORY", "GPUS", "TASKS", "WAITING", "SHARE", "DUE", "USED")
        for view in quotas {
            table.add(
                [view.namespaceName]
                    + kinds.map { kind in
                        [
                            amount(kind, view.held), amount(kind, view.quota?.guaranteed),
                            amount(kind, view.quota?.burst),
                        ]
                        .joined(separator: "/")
                    } + [
                        "\(view.waiting)", "\(view.quota?.share ?? 1)", part(view.dueThousandths),
                        part(view.usedThousandths),
                    ])
        }
        return table.text(orElse: "There are no quotas and no jobs; `muster quota set NAMESPACE` sets a quota.")
    }

    /// One namespace, a line a kind.
    static func words(_ view: QuotaView) -> String {
        var table = Table("NAMESPACE \(view.namespaceName)", "HELD", "GUARANTEED", "BURST")
        for kind in kinds {
            table.add(
                kind, amount(kind, view.held), amount(kind, view.quota?.guaranteed), amount(kind, view.quota?.burst))
        }
        return table.text
            + "\n\(view.waiting) tasks wait; its share is \(view.quota?.share ?? 1): it is due \(part(view.dueThousandths)) "
            + "of what is shared out, and used \(part(view.usedThousandths)) of what all used of late"
    }

    /// Thousandths as a percentage.
    private static func part(_ thousandths: UInt64) -> String { "\(thousandths / 10).\(thousandths % 10) %" }

    /// An amount as it is written in `muster quota set`; `-` where nothing is said.
    private static func amount(_ kind: String, _ amounts: [Amount]?) -> String {
        amounts?.first { $0.name == kind }.map { number($0.amount, of: kind) } ?? "-"
    }

    /// An amount of a kind as it is written in `muster quota set`.
    static func number(_ amount: UInt64, of kind: String) -> String {
        switch kind {
        case "cpu", "gpus": return Units.cores(amount)
        case "memory": return Units.bytes(amount)
        default: return "\(amount)"
        }
    }
}
