import AgentCore
import Fleet

/// Whom an agent may obey, seen from outside: the newest leader that has spoken to it, and only for the session that is meant.
extension FleetSimulator {
    /// Judges what an agent does upon an order.
    ///
    /// - Parameters:
    ///   - session: the agent's session before it read the order.
    ///   - effects: what it does.
    mutating func judge(
        _ stamped: StampedOrder, on index: Int, before session: SessionID, effects: [AgentEffect]
    ) {
        let highest = servers[index].highestStamp
        let isStale = highest.map { stamped.stamp < $0 } ?? false
        servers[index].highestStamp = highest.map { max($0, stamped.stamp) } ?? stamped.stamp
        let isForeign = stamped.order.session.map { $0 != session } ?? false
        guard isStale || isForeign, let deed = effects.first(where: \.isDeed) else { return }
        fail(
            isStale
                ? .init(
                    .staleLeaderObeyed,
                    "\(session.node) obeys term \(stamped.stamp.term) after \(highest?.term ?? 0): \(deed)")
                : .init(.actedForAnotherSession, "\(session) obeys an order for another session: \(deed)"))
    }
}

extension AgentEffect {
    /// Whether it changes anything: to speak and to note does not.
    fileprivate var isDeed: Bool {
        switch self {
        case .sendAll, .send, .event, .left: false
        case .renewLease, .claimAndStart, .stop, .kill, .forget, .runCommand, .forgetCommand, .readLog,
            .coordinatorsChanged:
            true
        }
    }
}
