import ServiceNotification

/// What the coordinator tells the service manager.
extension CoordinatorServer {
    /// Tells at the loop's first turn that this member serves, with its store opened and its ports bound, and from then on that
    /// it turns, and how it is. Without a majority it is no less ready: the others may be about to start.
    func notifyService() {
        if let problem = service.problem { log.warning("\(problem)") }
        serviceTimer = loop.timer(deadline: service.nextTurn) { [unowned self] in
            service.turn(now: loop.now, status: serviceStatus)
            serviceTimer?.deadline = service.nextTurn
        }
    }

    private var serviceStatus: String {
        let term = member.raft.term.rawValue
        if member.raft.role == .leader {
            var count = 0
            for (_, node) in member.fleet.nodes where node.session != nil { count += 1 }
            return "Leads term \(term); \(count == 1 ? "1 server" : "\(count) servers") with a session."
        }
        if let leader = member.raft.leader { return "Follows member \(leader.rawValue) in term \(term)." }
        return "No leader is known; term \(term)."
    }
}
