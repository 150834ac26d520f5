/// One figure with the peer's in the same run; one without a peer has an empty name for it, and no ratio.
struct Measurement {
    var name: String
    var value: Double
    var unit: String
    var peer: String
    var peerValue: Double

    var ratio: Double { peerValue > 0 ? value / peerValue : 0 }

    private static let nameWidth = 44

    static let heading =
        pad("case", nameWidth) + pad("value", 12) + pad("unit", 6) + pad("peer", 12) + pad("peer value", 12) + "ratio"

    var row: String {
        let own = Self.pad(name, Self.nameWidth) + Self.pad(Self.text(value), 12) + Self.pad(unit, 6)
        if peer.isEmpty { return own }
        return own + Self.pad(peer, 12) + Self.pad(Self.text(peerValue), 12) + Self.text(ratio)
    }

    var json: String {
        "{\"case\": \"\(name)\", \"value\": \(Self.text(value)), \"unit\": \"\(unit)\", \"peer\": \"\(peer)\", "
            + "\"peerValue\": \(Self.text(peerValue)), \"ratio\": \(Self.text(ratio))}"
    }

    /// Three decimals.
    private static func text(_ value: Double) -> String {
        let thousandths = Int((value * 1_000).rounded())
        let rest = String(thousandths % 1_000)
        return "\(thousandths / 1_000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
