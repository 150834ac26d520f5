import Determinism
import Fleet

/// Words about a start that is kept (`StartClaim`).
extension Wait {
    /// That its own start is kept.
    var noteOnStart: String? {
        guard let claim = inquiry.pass.claim, claim.job == job.definition.id else { return nil }
        let servers = claim.places.count == 1 ? "1 server" : "\(claim.places.count) servers"
        return claim.startBy == nil
            ? "it has waited for long, so that what becomes free on \(servers) is kept for it"
            : "its start on \(servers) is kept: what comes behind it takes no room that would put it off"
    }

    /// What lets it begin before the job that keeps its start.
    func remedies(for head: JobID, startingBy time: WallTime?) -> [String] {
        var remedies: [String] = []
        let definition = job.definition
        if let time, definition.restart.condition != .always,
            let longest = StartClaim.longestTimeLimit(for: definition, before: time, at: inquiry.circumstances.now)
        {
            let has = definition.timeLimit.map { " (it has \($0.inWords))" } ?? ""
            remedies.append(
                "submit it with a `time-limit` of \(longest.asLimit) at most\(has): what certainly ends before that start goes ahead"
            )
        }
        if let priority = state.jobs[head]?.definition.priority, priority < 100 {
            remedies.append("give it a priority above \(priority)")
        }
        remedies.append("wait until job \(head) has begun")
        return remedies
    }
}
