import Determinism
import Fleet

/// The automatic verdicts over servers as they were committed: how many came together, and which servers they took lately.
struct WitnessedLosses: Sendable {
    private struct Loss: Sendable {
        var node: NodeID
        var at: Instant
        var time: WallTime
    }

    /// The newest verdict over each server, oldest first.
    private var losses: [Loss] = []
    /// Until when each lost server gets nothing new, by the fleet's time.
    private var dampedUntil = SortedMap<NodeID, WallTime>()
    /// Until when each session's verdict was let go on by a person, by the fleet's time.
    private var releasedUntil = SortedMap<SessionID, WallTime>()
    /// The session of each server that was lost last.
    private var newest = SortedMap<NodeID, SessionID>()

    /// An operation is about to be applied to that state, with which its time will be `time`.
    mutating func take(_ operation: Operation, before fleet: FleetState, time: WallTime, at now: Instant) -> Violation
        .Finding?
    {
        for release in fleet.brake.releases { releasedUntil[release.session] = release.until }
        switch operation {
        case .declareLost(let session, let lost, let isOver, _):
            guard fleet.nodes[session.node]?.session == session,
                isOver || lost.contains(where: { fleet.attempt($0)?.isLive(of: session) == true })
            else { return nil }
            let node = session.node
            if newest[node] != session { dampedUntil[node] = time + LossHistory.firstPenalty }
            newest[node] = session
            return note(node, of: session, fleet, time: time, at: now)
        case .orderPower(let node, let session, _, isAutomatic: true):
            // Who is fenced without a person's word counts from then on.
            guard fleet.nodes[node]?.session == session, let power = fleet.power[node], power.order == nil,
                power.bmc.fenceAfter != nil, !fleet.brake.isOnHold
            else { return nil }
            return note(node, of: session, fleet, time: time, at: now)
        case .setEligibility(let node, .eligible): dampedUntil.removeValue(forKey: node)
        case .undamp(let node): dampedUntil.removeValue(forKey: node)
        default: break
        }
        return nil
    }

    private mutating func note(
        _ node: NodeID, of session: SessionID?, _ fleet: FleetState, time: WallTime, at now: Instant
    ) -> Violation.Finding? {
        let settings = fleet.settings
        // A server that is lost again within the window counts once, for the last time, and is always let go on.
        let slack = settings.brakeWindow + .seconds(5)
        let former = losses.first { $0.node == node }
        losses.removeAll { $0.node == node }
        losses.append(Loss(node: node, at: now, time: time))
        if let former, former.at + slack >= now || former.time + slack >= time { return nil }
        // By true time and by the fleet's: calendars differ and are set, and a verdict may be long on its way into the log.
        // A leader measures the window by a clock that may drift against the others' by one part in a hundred.
        let together = losses.filter {
            $0.at + settings.brakeWindow / 2 >= now && $0.time + settings.brakeWindow * 99 / 100 > time
        }
        // What was let go on may be long on its way into the log, too.
        let isReleased = session.flatMap { releasedUntil[$0] }.map { $0 + .seconds(5) > time } ?? false
        let limit = max(UInt64(fleet.nodes.count) * settings.brakePercent / 100, settings.brakeFloor)
        guard UInt64(together.count) > limit, !isReleased else { return nil }
        return .init(
            .brakeFailed,
            "\(node) is the server number \(together.count) that was lost within the window; \(limit) may be")
    }

    /// An attempt was just authorised.
    func check(_ id: AttemptID, in fleet: FleetState) -> Violation.Finding? {
        guard let attempt = fleet.attempt(id), let until = dampedUntil[attempt.node], until > fleet.time else {
            return nil
        }
        return .init(.placedOnDamped, "attempt \(id) was placed on \(attempt.node), which was lost a moment ago")
    }
}

extension Attempt {
    fileprivate func isLive(of session: SessionID) -> Bool { state.isLive && self.session == session }
}
