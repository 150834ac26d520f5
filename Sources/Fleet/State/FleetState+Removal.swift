import Determinism

/// Servers that leave for good.
extension FleetState {
    /// Takes a server out: its keys are admitted no longer, and once nothing lives there any more it is forgotten. One on which
    /// something lives goes by force only, and then in two steps: its keys at once, it itself when what it ran is over.
    mutating func remove(_ id: NodeID, force: Bool) -> Verdict {
        guard let node = nodes[id] else { return .notFound("there is no server \(id); see `muster node list`") }
        let live = node.liveAttempts.count
        let tasks = live == 1 ? "1 task is" : "\(live) tasks are"
        guard live == 0 || force else {
            return .conflict(
                "\(tasks) on \(id): drain it first (`muster node drain \(id)`), or say --force to cut it off now, and wait "
                    + "until the leases there are over")
        }
        for (key, record) in keys where record.role == .agent(id) { _ = removeKey(key) }
        guard live == 0 else {
            if node.eligibility == .eligible { _ = set(.cordoned, of: id) }
            return .done(
                "\(id) is cut off: its key is revoked; \(tasks) counted as alive there until the leases are over: say "
                    + "`muster node remove \(id)` once more then")
        }
        if let session = node.session { _ = close(session, reason: "the server was removed", isPersonsWord: false) }
        for name in jobs.keys where jobs[name]?.definition.type == .system { unpin(id, from: name) }
        leavePools(id)
        for name in reservations(on: id) { leave(reservation: name, id) }
        if power[id] != nil { _ = set(nil as BMC?, of: id) }
        nodes[id] = nil
        nodeRevisions[id] = nil
        changes.append(.nodeChanged(id))
        return .done("server \(id) removed")
    }
}
