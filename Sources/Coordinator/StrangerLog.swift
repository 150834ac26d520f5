/// Which refused connections are told in the log: a few at once, so that whoever knocks a thousand times a second cannot fill the
/// disk. All are counted elsewhere.
struct StrangerLog {
    /// Lines that may come in a stretch of time, and how long that is in nanoseconds.
    static let linesAtMost = 20
    static let stretch: UInt64 = 10_000_000_000

    private var until: UInt64 = 0
    private var wordlessUntil: UInt64 = 0
    private var lines = 0
    private var unsaid = 0

    /// The strangers of now that are to be told.
    mutating func admit(_ strangers: [String], now: UInt64) -> [String] {
        if now >= until {
            until = now + StrangerLog.stretch
            lines = 0
        }
        let told = Array(strangers.prefix(StrangerLog.linesAtMost - lines))
        lines += told.count
        unsaid += strangers.count - told.count
        return told
    }

    /// Whether it is time to tell of connections that said nothing: once in each stretch.
    mutating func isNewStretch(now: UInt64) -> Bool {
        guard now >= wordlessUntil else { return false }
        wordlessUntil = now + StrangerLog.stretch
        return true
    }

    /// How many were not told, once that stretch of time is over; nil for none.
    mutating func summary(now: UInt64) -> Int? {
        guard unsaid > 0, now >= until else { return nil }
        defer { unsaid = 0 }
        return unsaid
    }
}
