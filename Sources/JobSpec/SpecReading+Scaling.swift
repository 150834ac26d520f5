import Determinism
import Fleet
import Yams

/// Between which bounds a service's replicas are kept.
extension SpecReading {
    private static let counts = 1...DefinitionLimits.count

    mutating func scaling(_ node: Yams.Node) -> Scaling? {
        guard
            let fields = fields(of: node, named: "scale", keys: ["min", "max", "cpu", "down-after", "schedule"])
        else { return nil }
        guard let low = fields["min"], let high = fields["max"] else {
            complain(
                "`scale` lacks `\(fields["min"] == nil ? "min" : "max")`, such as `{ min: 2, max: 20, cpu: 70% }`",
                at: node)
            return nil
        }
        guard let least = integer(low, key: "min", in: SpecReading.counts),
            let most = integer(high, key: "max", in: SpecReading.counts)
        else { return nil }
        var scaling = Scaling(least: least, most: most)
        if let node = fields["cpu"] { scaling.cpuPercent = percent(node, key: "cpu") }
        if let node = fields["down-after"] {
            scaling.downAfter = span(node, key: "down-after") ?? scaling.downAfter
        }
        guard let schedule = fields["schedule"] else { return scaling }
        guard let entries = schedule.sequence else {
            complain(
                "`schedule` is a list of times such as `- { days: mon-fri, from: \"08:00\", to: \"18:00\", min: 10 }`",
                at: schedule)
            return scaling
        }
        for entry in entries {
            if let window = window(entry) { scaling.schedule.append(window) }
        }
        return scaling
    }

    private mutating func window(_ node: Yams.Node) -> ScalingWindow? {
        guard
            let fields = fields(of: node, named: "an entry of `schedule`", keys: ["days", "from", "to", "min", "max"])
        else { return nil }
        guard let from = fields["from"], let to = fields["to"] else {
            complain(
                "an entry of `schedule` says from when to when it holds, such as `from: \"08:00\", to: \"18:00\"` (UTC)",
                at: node)
            return nil
        }
        let days = fields["days"].map { self.days($0) } ?? .all
        guard let days, let from = minute(from, key: "from", in: 0...1_439),
            let to = minute(to, key: "to", in: 0...1_440)
        else { return nil }
        return ScalingWindow(
            days: days, from: from, to: to, least: integer(fields["min"], key: "min", in: SpecReading.counts),
            most: integer(fields["max"], key: "max", in: SpecReading.counts))
    }

    /// Names of days and ranges of them with commas, such as `mon-fri,sun`; a range may lead over the week's end.
    private mutating func days(_ node: Yams.Node) -> ScalingWindow.Days? {
        guard let text = text(node, key: "days") else { return nil }
        let names = ScalingWindow.Days.names
        var bits: UInt8 = 0
        for part in text.lowercased().split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
                names.firstIndex(of: $0.trimmingPrefix(" ").description)
            }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1] else {
                complain(
                    "`days` names days of the week, such as `mon-fri` or `sat,sun`, and not `\(text)`", at: node)
                return nil
            }
            var day = first
            while day != last {
                bits |= 1 << UInt8(day)
                day = (day + 1) % names.count
            }
            bits |= 1 << UInt8(last)
        }
        return ScalingWindow.Days(bits: bits)
    }

    /// A time of day as the minute of the day.
    private mutating func minute(_ node: Yams.Node, key: String, in range: ClosedRange<UInt64>) -> UInt64? {
        guard let text = text(node, key: key) else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = UInt64(parts[0]),
            let minute = UInt64(parts[1]), minute < 60, range.contains(hour * 60 + minute)
        else {
            complain("`\(key)` is a time of day in UTC such as `\"08:30\"`, and not `\(text)`", at: node)
            return nil
        }
        return hour * 60 + minute
    }

    private mutating func percent(_ node: Yams.Node, key: String) -> UInt64? {
        guard let text = text(node, key: key) else { return nil }
        let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
        guard let value = UInt64(digits), (1...1_000).contains(value) else {
            complain("`\(key)` is a share from 1% to 1000% of what a replica asks for, and not `\(text)`", at: node)
            return nil
        }
        return value
    }
}
