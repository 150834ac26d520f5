/// One line of the table: a fault in a profile, over all of its runs.
struct FaultRow {
    let fault: Fault
    let profile: MeasuredProfile
    /// From the fault to the first line of each replacement, in nanoseconds.
    var times: [UInt64] = []
    /// How long the witnesses of two attempts wrote at once, the longest in nanoseconds; nil where they never did.
    var overlap: UInt64?
    /// For how long a woken attempt wrote, the longest in nanoseconds.
    var afterWaking: UInt64?
    /// How many stale tokens were refused, of how many that were tried.
    var refused = (count: 0, tried: 0)
    /// How often nothing moved where nothing should.
    var stayed = 0
    /// What was seen besides.
    var note = ""
    /// What was not as it must be.
    var wrongs: [String] = []

    mutating func add(overlap: UInt64?) {
        guard let overlap else { return }
        self.overlap = max(self.overlap ?? 0, overlap)
        wrongs.append("two attempts wrote at once")
    }

    var median: Double? {
        times.isEmpty ? nil : LoadResult.middle(times.map { Double($0) }) / 1e9
    }

    /// Whether the goal, if there is one, is met.
    var isFastEnough: Bool {
        guard fault.hasGoal, let goal = profile.goal, let median else { return true }
        return median < goal
    }

    var isRight: Bool { wrongs.isEmpty }

    static let heading =
        pad("fault", 30) + pad("profile", 9) + pad("lease", 7) + pad("runs", 6) + pad("median s", 10) + pad("max s", 9)
        + pad("overlap", 9) + pad("woken ms", 10) + pad("refused", 9) + pad("verdict", 9) + pad("published", 34)
        + "remarks"

    var row: String {
        Self.pad(fault.rawValue, 30) + Self.pad(profile.name, 9)
            + Self.pad(Self.seconds(Double(profile.lease) / 1e9, 1), 7)
            + Self.pad(String(max(times.count, stayed)), 6)
            + Self.pad(median.map { Self.seconds($0, 2) } ?? (stayed > 0 ? "stays" : "-"), 10)
            + Self.pad(times.max().map { Self.seconds(Double($0) / 1e9, 2) } ?? "-", 9)
            + Self.pad(overlap.map { Self.seconds(Double($0) / 1e6, 1) + " ms" } ?? "none", 9)
            + Self.pad(afterWaking.map { Self.seconds(Double($0) / 1e6, 1) } ?? "-", 10)
            + Self.pad(refused.tried > 0 ? "\(refused.count)/\(refused.tried)" : "-", 9)
            + Self.pad(isRight ? isFastEnough ? "right" : "slow" : "WRONG", 9) + Self.pad(fault.published, 34)
            + ([note.isEmpty ? fault.sentence : note] + wrongs).joined(separator: "; ")
    }

    var json: String {
        let fields: [(String, String)] = [
            ("fault", "\"\(fault.rawValue)\""), ("profile", "\"\(profile.name)\""),
            ("lease", Self.seconds(Double(profile.lease) / 1e9, 3)), ("runs", String(max(times.count, stayed))),
            ("median", median.map { Self.seconds($0, 3) } ?? "null"),
            ("max", times.max().map { Self.seconds(Double($0) / 1e9, 3) } ?? "null"),
            ("times", "[" + times.map { Self.seconds(Double($0) / 1e9, 3) }.joined(separator: ", ") + "]"),
            ("overlapMs", overlap.map { Self.seconds(Double($0) / 1e6, 3) } ?? "null"),
            ("afterWakingMs", afterWaking.map { Self.seconds(Double($0) / 1e6, 3) } ?? "null"),
            ("staleTokensRefused", String(refused.count)), ("staleTokensTried", String(refused.tried)),
            ("stayed", String(stayed)),
            ("goal", fault.hasGoal ? profile.goal.map { Self.seconds($0, 1) } ?? "null" : "null"),
            ("isRight", String(isRight)), ("isFastEnough", String(isFastEnough)),
            ("published", "\"\(fault.published)\""), ("note", "\"\(note)\""),
            ("wrong", "[" + wrongs.map { "\"\($0)\"" }.joined(separator: ", ") + "]"),
        ]
        return "{" + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    }

    static func seconds(_ value: Double, _ decimals: Int) -> String {
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        let whole = Int((value * Double(scale)).rounded())
        let rest = String(whole % scale)
        return "\(whole / scale)." + String(repeating: "0", count: decimals - rest.count) + rest
    }

    static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
