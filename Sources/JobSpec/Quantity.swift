import Determinism

/// Amounts as people write them in specs.
public enum Quantity {
    /// Thousandths of a core: `500m`, `2`, `1.5`.
    public static func millicores(_ text: String) -> UInt64? {
        if text.hasSuffix("m") { return UInt64(text.dropLast()) }
        return decimal(text, times: 1_000)
    }

    /// Bytes: a number, alone or with Ki, Mi, Gi, Ti, k, M, G, T.
    public static func bytes(_ text: String) -> UInt64? {
        scaled(
            text,
            [
                ("Ki", 1 << 10), ("Mi", 1 << 20), ("Gi", 1 << 30), ("Ti", 1 << 40), ("k", 1_000), ("M", 1_000_000),
                ("G", 1_000_000_000), ("T", 1_000_000_000_000), ("", 1),
            ])
    }

    /// Bits a second: a number with kbit, Mbit, Gbit or bit.
    public static func bitsPerSecond(_ text: String) -> UInt64? {
        scaled(
            text, [("kbit", 1_000), ("Mbit", 1_000_000), ("Gbit", 1_000_000_000), ("bit", 1), ("", 1)])
    }

    /// A length of time: `1.5s`, `500ms`, `10m`, `2h`, `1d`; `unlimited` where that is allowed.
    public static func span(_ text: String, allowsUnlimited: Bool = false) -> Span? {
        if text == "unlimited" { return allowsUnlimited ? .unlimited : nil }
        let units: [(String, UInt64)] = [
            ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
            ("d", 86_400_000_000_000),
        ]
        for (suffix, unit) in units where text.hasSuffix(suffix) {
            if let value = decimal(String(text.dropLast(suffix.count)), times: unit) { return Span(nanoseconds: value) }
        }
        return nil
    }

    /// A signal by number or name, with or without SIG.
    public static func signal(_ text: String) -> UInt64? {
        if let number = UInt64(text) { return (1...64).contains(number) ? number : nil }
        let name = text.uppercased().hasPrefix("SIG") ? String(text.uppercased().dropFirst(3)) : text.uppercased()
        return signals.first { $0.name == name }?.number
    }

    static let signals: [(name: String, number: UInt64)] = [
        ("HUP", 1), ("INT", 2), ("QUIT", 3), ("KILL", 9), ("USR1", 10), ("USR2", 12), ("ALRM", 14), ("TERM", 15),
        ("CONT", 18), ("STOP", 19), ("WINCH", 28),
    ]

    private static func scaled(_ text: String, _ units: [(String, UInt64)]) -> UInt64? {
        for (suffix, unit) in units where text.hasSuffix(suffix) {
            if let value = decimal(String(text.dropLast(suffix.count)), times: unit) { return value }
        }
        return nil
    }

    /// A decimal number times a unit, exactly; nil when it is not one, is negative or too large, or has a remainder.
    static func decimal(_ text: String, times unit: UInt64) -> UInt64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = UInt64(parts[0]), parts[0].first != "+" else { return nil }
        let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        guard parts.count == 2 else { return product }
        var rest = unit
        var total = product
        guard !parts[1].isEmpty, parts[1].count <= 9 else { return nil }
        for character in parts[1] {
            guard let digit = character.wholeNumberValue, character.isASCII, rest % 10 == 0 else { return nil }
            rest /= 10
            total += UInt64(digit) * rest
        }
        return total
    }
}
