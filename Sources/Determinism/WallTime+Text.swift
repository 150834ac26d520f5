/// Calendar times as people write them: RFC 3339, by the proleptic Gregorian calendar, in UTC. The arithmetic of days is Howard
/// Hinnant's ("chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days).
extension WallTime: CustomStringConvertible {
    /// `2026-12-01T06:00:00Z`, with a fraction of a second where there is one.
    public var description: String {
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let date = WallTime.date(ofDay: days)
        let fraction = nanoseconds % 1_000_000_000
        var text =
            "\(date.year)-\(padded(date.month, 2))-\(padded(date.day, 2))T\(padded(rest / 3_600, 2)):"
            + "\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))"
        if fraction > 0 {
            var digits = padded(fraction, 9)
            while digits.last == "0" { digits.removeLast() }
            text += "." + digits
        }
        return text + "Z"
    }

    /// Reads `2026-12-01T06:00:00Z`, also with a fraction of up to nine digits and with an offset such as `+01:00`; nil for
    /// anything else, for days that there are not, and for what lies before 1970 or after 2554.
    public init?(rfc3339 text: String) {
        var scanner = Scanner(bytes: Array(text.utf8))
        guard let year = scanner.number(4), scanner.take("-"), let month = scanner.number(2), scanner.take("-"),
            let day = scanner.number(2), scanner.take("T") || scanner.take("t"), let hour = scanner.number(2),
            scanner.take(":"), let minute = scanner.number(2), scanner.take(":"), let second = scanner.number(2)
        else { return nil }
        var fraction: UInt64 = 0
        if scanner.take(".") {
            guard let read = scanner.fraction() else { return nil }
            fraction = read
        }
        var offset: Int64 = 0
        if !(scanner.take("Z") || scanner.take("z")) {
            let isEast = scanner.take("+")
            guard isEast || scanner.take("-"), let hours = scanner.number(2), scanner.take(":"),
                let minutes = scanner.number(2), hours < 24, minutes < 60
            else { return nil }
            offset = Int64(hours * 3_600 + minutes * 60) * (isEast ? 1 : -1)
        }
        guard scanner.isAtEnd, year >= 1970, (1...12).contains(month), hour < 24, minute < 60, second < 60 else {
            return nil
        }
        let days = WallTime.day(of: (year, month, day))
        guard WallTime.date(ofDay: days) == (year, month, day) else { return nil }
        let total = Int64(days * 86_400 + hour * 3_600 + minute * 60 + second) - offset
        guard total >= 0 else { return nil }
        let (scaled, overflow) = UInt64(total).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflowOfSum) = scaled.addingReportingOverflow(fraction)
        guard !overflow, !overflowOfSum else { return nil }
        self.init(nanoseconds: sum)
    }

    private typealias Date = (year: UInt64, month: UInt64, day: UInt64)

    /// The days from 1970-01-01 to a date that is not before it.
    private static func day(of date: Date) -> UInt64 {
        let year = date.month <= 2 ? date.year - 1 : date.year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (date.month > 2 ? date.month - 3 : date.month + 9) + 2) / 5 + max(date.day, 1) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func date(ofDay days: UInt64) -> Date {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    private func padded(_ number: UInt64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private struct Scanner {
        let bytes: [UInt8]
        var place = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { place == bytes.count }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
            place += 1
            return true
        }

        /// So many digits.
        mutating func number(_ width: Int) -> UInt64? {
            guard place + width <= bytes.count else { return nil }
            var value: UInt64 = 0
            for byte in bytes[place..<(place + width)] {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + UInt64(byte - 48)
            }
            place += width
            return value
        }

        /// One to nine digits behind a point, as nanoseconds.
        mutating func fraction() -> UInt64? {
            var value: UInt64 = 0
            var count = 0
            while place < bytes.count, (48...57).contains(bytes[place]) {
                guard count < 9 else { return nil }
                value = value * 10 + UInt64(bytes[place] - 48)
                place += 1
                count += 1
            }
            guard count > 0 else { return nil }
            for _ in count..<9 { value *= 10 }
            return value
        }
    }
}
