import Glibc

/// Amounts and errors in words for people.
public enum Words {
    /// `21.6 GiB`, `512 MiB`, `900 bytes`.
    public static func bytes(_ bytes: UInt64) -> String {
        for (unit, shift) in [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)] as [(String, UInt64)]
        where bytes >> shift > 0 {
            return decimal(bytes >> (shift - 10), of: 1_024) + " " + unit
        }
        return "\(bytes) bytes"
    }

    /// `0.3 ms`.
    public static func milliseconds(_ nanoseconds: UInt64) -> String { decimal(nanoseconds / 1_000, of: 1_000) + " ms" }

    /// `1 voter`, `2 voters`.
    public static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }

    /// `a`, `a and b`, `a, b and c`.
    public static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// The system's words for an errno.
    public static func error(_ code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            guard let base = buffer.baseAddress, strerror_r(code, base, buffer.count) == 0 else {
                return "error \(code)"
            }
            return String(cString: base)
        }
    }

    /// A number in parts of `unit` with one digit behind the point, and none from ten on.
    private static func decimal(_ parts: UInt64, of unit: UInt64) -> String {
        let tenths = parts * 10 / unit
        return tenths >= 1_000 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
