import Determinism

/// What namespaces and users have used, day by day.
extension FleetState {
    /// Days that are kept apart, today included.
    public static let usageDaysKept: UInt64 = 400
    /// Rows of days that are kept: beyond them the oldest day goes into the totals.
    static let usageRowsAtMost = 100_000
    /// Accounts of the totals that are kept apart.
    static let usageAccountsAtMost = 10_000

    /// What an account used, with what lives.
    public struct UsageReport: Hashable, Sendable {
        /// What it used.
        public var usage = Usage()
        /// How many of its attempts live at the end of that time.
        public var live: UInt64 = 0
    }

    /// What each account used from the beginning of one day to the end of another, as far as it is past at `now`; what
    /// lives is counted until then. Without `first` also what is older than the days that are kept apart.
    public func usageReport(from first: UInt64?, through last: UInt64?, now: WallTime) -> SortedMap<
        UsageAccount, UsageReport
    > {
        var report = SortedMap<UsageAccount, UsageReport>()
        if first == nil {
            for (account, usage) in usageBefore { report[account, default: UsageReport()].usage = usage }
        }
        for (key, usage) in usageByDay {
            if let first, key.day < first { continue }
            if let last, key.day > last { break }
            let sum = (report[key.account]?.usage ?? Usage()) + usage
            report[key.account, default: UsageReport()].usage = sum
        }
        let begin = first.map { WallTime(day: $0) } ?? .epoch
        let end = min(now, last.map { WallTime(day: $0.addingSaturated(1)) } ?? now)
        for id in nodes.keys {
            for attempt in liveAttempts(on: id) {
                guard let account = account(of: attempt), attempt.assignedAt <= end else { continue }
                var row = report[account] ?? UsageReport()
                row.usage = row.usage + Usage(of: attempt, for: end.since(max(begin, attempt.assignedAt)))
                row.live += 1
                report[account] = row
            }
        }
        return report
    }

    /// An attempt is over: what it held until now is written down.
    mutating func noteUsage(of attempt: Attempt) {
        guard let account = account(of: attempt), attempt.assignedAt != .epoch else { return }
        let today = time.day
        let oldest = today.addingSaturated(1) - min(today.addingSaturated(1), FleetState.usageDaysKept)
        foldUsage(before: oldest)
        var begin = min(attempt.assignedAt, time)
        if begin.day < oldest {
            let limit = WallTime(day: oldest)
            addToTotal(Usage(of: attempt, for: limit.since(begin)), of: account)
            begin = limit
        }
        while begin.day < today {
            let next = WallTime(day: begin.day + 1)
            add(Usage(of: attempt, for: next.since(begin)), on: begin.day, of: account)
            begin = next
        }
        var rest = Usage(of: attempt, for: time.since(begin))
        rest.ended = 1
        add(rest, on: today, of: account)
        while usageByDay.count > FleetState.usageRowsAtMost, let first = usageByDay.keys.first {
            foldUsage(before: first.day.addingSaturated(1))
        }
    }

    /// Whose an attempt is; nil where its allocation is gone.
    func account(of attempt: Attempt) -> UsageAccount? {
        allocations[attempt.id.allocation].map { UsageAccount(namespace: $0.job.namespace, user: attempt.owner) }
    }

    private mutating func add(_ usage: Usage, on day: UInt64, of account: UsageAccount) {
        let key = UsageKey(day: day, account: account)
        usageByDay[key] = (usageByDay[key] ?? Usage()) + usage
    }

    private mutating func addToTotal(_ usage: Usage, of account: UsageAccount) {
        let isKept = usageBefore[account] != nil || usageBefore.count < FleetState.usageAccountsAtMost
        let row = isKept ? account : .others
        usageBefore[row] = (usageBefore[row] ?? Usage()) + usage
    }

    /// Days before that one go into the totals.
    private mutating func foldUsage(before day: UInt64) {
        guard let first = usageByDay.keys.first, first.day < day else { return }
        let old = SortedSet(usageByDay.keys.prefix { $0.day < day })
        for key in old { if let usage = usageByDay[key] { addToTotal(usage, of: key.account) } }
        usageByDay.removeValues(for: old)
    }
}
