import Foundation
import Wire

enum Units {
    /// A state's hash; coordinators give 0 for a state that is too large to be hashed for each question.
    static func stateHash(_ hash: UInt64) -> String { hash == 0 ? "(large)" : String(hash, radix: 16) }

    /// Bytes with a binary prefix: `512Mi`, `7.8Gi`.
    static func bytes(_ value: UInt64) -> String {
        let units = ["", "Ki", "Mi", "Gi", "Ti", "Pi"]
        var amount = Double(value)
        var index = 0
        while amount >= 1_024, index < units.count - 1 {
            amount /= 1_024
            index += 1
        }
        let isWhole = amount == amount.rounded() || amount >= 100
        return (isWhole ? String(Int(amount.rounded())) : String(format: "%.1f", amount)) + units[index]
    }

    /// Cores: `2`, `1.5`, `0.05`.
    static func cores(_ millicores: UInt64) -> String {
        var text = String(format: "%.3f", Double(millicores) / 1_000)
        while text.hasSuffix("0") { text.removeLast() }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    /// A reading in its unit; `-` if it is not known.
    static func amount(_ reading: Double?, _ unit: (UInt64) -> String) -> String {
        guard let reading, reading >= 0, reading.isFinite else { return "-" }
        return unit(UInt64(min(reading, 1e18)))
    }

    /// GPUs that are in use, with shares as parts of one: `2`, `1.25`.
    static func gpus(_ used: Resources) -> String {
        used.gpuThousandths > 0 ? cores(used.gpuThousandths) : "\(used.gpus)"
    }

    /// A length of time in its two largest units: `3m12s`.
    static func span(nanoseconds: UInt64) -> String {
        if nanoseconds == .max { return "never" }
        let seconds = nanoseconds / 1_000_000_000
        if seconds == 0 { return "\(nanoseconds / 1_000_000)ms" }
        let units: [(String, UInt64)] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)]
        guard let first = units.firstIndex(where: { seconds >= $0.1 }) else { return "0s" }
        var text = "\(seconds / units[first].1)\(units[first].0)"
        let rest = seconds % units[first].1
        if first + 1 < units.count, rest >= units[first + 1].1 {
            text += "\(rest / units[first + 1].1)\(units[first + 1].0)"
        }
        return text
    }

    /// How long ago a time is; `-` for a time that is not known.
    static func age(_ at: UInt64, now: UInt64) -> String {
        at == 0 ? "-" : span(nanoseconds: now > at ? now - at : 0)
    }

    /// A time in the calendar, in UTC.
    static func time(_ at: UInt64) -> String {
        let formatter = ISO8601DateFormatter()
        return formatter.string(from: Date(timeIntervalSince1970: Double(at) / 1e9))
    }

    /// A load average with two decimals; `-` if it is not known.
    static func load(_ load: Double) -> String { load.isFinite && load >= 0 ? String(format: "%.2f", load) : "-" }

    /// A share of one as a percentage; `-` if it is not known.
    static func percent(_ share: Double) -> String {
        share.isFinite && share >= 0 ? String(format: "%.0f%%", share * 100) : "-"
    }
}
