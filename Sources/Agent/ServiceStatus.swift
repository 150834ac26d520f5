import Fleet
import ServiceNotification

/// What the agent tells the service manager.
extension AgentServer {
    /// Tells at the loop's first turn that the agent serves, and from then on that it turns, and how it is. That no coordinator
    /// answers is nothing that starting the agent again would mend: it is told, and not waited for.
    func notifyService() {
        if let problem = service.problem { log.warning("\(problem)") }
        serviceTimer = loop.timer(deadline: service.nextTurn) { [unowned self] in
            service.turn(now: loop.now, status: serviceStatus)
            serviceTimer?.deadline = service.nextTurn
        }
    }

    /// Notes who gave an order: the leader, unless a later one has been heard already.
    func noteLeader(_ member: UInt64, _ stamp: Fleet.LeaderStamp) {
        if let heardLeader, stamp < heardLeader.stamp { return }
        heardLeader = (member, stamp)
    }

    private var serviceStatus: String {
        let count = core.liveAttempts.count
        let tasks = count == 1 ? "1 task" : "\(count) tasks"
        guard core.isOpen, let heardLeader else { return "Waits for the first word of a leader; \(tasks)." }
        // As many beats as make a server suspect, and time for what is slow without being lost.
        let patience = 3 * core.beatInterval.nanoseconds + 1_000_000_000
        guard loop.now < core.leaseSentAt.nanoseconds + patience else {
            return "No leader answers; \(tasks), each as long as its lease."
        }
        return "Member \(heardLeader.member) leads, in term \(heardLeader.stamp.term); \(tasks)."
    }
}
