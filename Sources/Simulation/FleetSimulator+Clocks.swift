import AgentCore
import CoordinatorCore
import Determinism
import Fleet

/// What becomes of machines' clocks, and what that may do to leases: a server that is suspended counts the time, one whose
/// clocks a hypervisor stops cannot, and calendars mean nothing.
extension FleetSimulator {
    /// What a coordinator's calendar shows.
    func calendar(of index: Int) -> WallTime {
        let time = Int64(FleetSimulator.wallBase + now.nanoseconds) + coordinators[index].calendarOffset
        return WallTime(nanoseconds: UInt64(max(time, 0)))
    }

    /// Somebody, or time synchronisation, sets a coordinator's calendar: by a little or by much, forwards or back.
    mutating func setCalendar(of index: Int) {
        let reach: [UInt64] = [2_000, 60_000, 7_200_000]
        let step = Int64(1 + random.below(reach[Int(random.below(3))])) * 1_000_000
        coordinators[index].calendarOffset += random.oneIn(2) ? step : -step
        note("the calendar of c\(index + 1) is set: \(coordinators[index].calendarOffset / 1_000_000) ms ahead")
    }

    /// A server is suspended. Often nobody holds its connections open for it.
    mutating func suspend(_ index: Int, for duration: Span) -> Bool {
        guard servers[index].hasPower, !servers[index].isFrozen else { return false }
        freezeServer(index)
        servers[index].clock.suspend(at: now)
        schedule(.serverThaws(index, freeze: servers[index].freeze), after: duration)
        guard random.oneIn(2) else { return true }
        servers[index].losesConnections = true
        for coordinator in coordinators.indices where network.isOpen(hostOfServer(index), coordinator) {
            schedule(
                .memberInput(coordinator, life: nil, .agent(Heard(node: servers[index].node, event: .disconnected))),
                after: random.span(from: .milliseconds(100), through: .seconds(3)))
        }
        return true
    }

    /// A hypervisor stops a server with all of its clocks.
    mutating func stopClocks(of index: Int, for duration: Span) -> Bool {
        guard servers[index].hasPower, !servers[index].isFrozen else { return false }
        freezeServer(index)
        servers[index].clock.stop(at: now)
        servers[index].clockStoppedAt = servers[index].clock.local(now)
        schedule(.serverThaws(index, freeze: servers[index].freeze), after: duration)
        return true
    }

    /// A frozen server goes on: its clocks first.
    mutating func resumeClock(of index: Int) {
        servers[index].clock.resume(at: now)
        guard servers[index].losesConnections else { return }
        servers[index].losesConnections = false
        // What was sent to it is lost with its connections, which it opens again.
        servers[index].heldInputs.removeAll { $0.isFromNetwork }
        for coordinator in coordinators {
            schedule(
                .agentInput(index, life: nil, .connected(member: coordinator.id.rawValue)),
                after: .milliseconds(1 + random.below(500)))
        }
    }

    /// A server's power is gone.
    mutating func forgetClock(of index: Int) {
        servers[index].clockStoppedAt = nil
        servers[index].losesConnections = false
        servers[index].lostAt.removeAll()
    }

    /// A server boots: its clocks begin anew.
    mutating func startClock(of index: Int) {
        servers[index].clock.restart(showing: .seconds(1 + random.below(30)), at: now)
    }

    // MARK: What a stopped clock excuses

    /// Whether a task may run past its lease as the others see it, because a hypervisor stopped its server's clocks under the
    /// lease that its page tells: until that has run out by these clocks, or is renewed by a beat that was sent after they went
    /// on. Nothing else lets a task outlive its lease.
    func isStretched(_ id: AttemptID, on index: Int) -> Bool {
        guard let stopped = servers[index].clockStoppedAt, stopped >= servers[index].leasePage,
            let task = servers[index].tasks[id]
        else { return false }
        return servers[index].clock.local(now) <= servers[index].leasePage + task.definition.lease.withDriftAllowance
    }

    /// A task begins, or goes on: no other of its allocation may run at this instant but one whose lease is stretched.
    mutating func noteRunning(_ id: AttemptID, isFirst: Bool, duplicatesAllowed: Bool) {
        guard let finding = witness.runs(id, isFirst: isFirst, duplicatesAllowed: duplicatesAllowed) else { return }
        if finding.invariant == .runsTwice {
            let others = witness.running[id.allocation] ?? []
            let stretched = others.filter { other in
                servers.indices.contains { servers[$0].tasks[other] != nil && isStretched(other, on: $0) }
            }
            if others.count - stretched.count <= 1 {
                note("\(others) run at once: the clocks of a server were stopped")
                stretches += 1
                return
            }
        }
        fail(finding)
    }

    /// The loss of an attempt was committed just now.
    mutating func noteLoss(of id: AttemptID) {
        guard let node = history.fleet.attempt(id)?.node else { return }
        for server in servers where server.node == node { server.lostAt[id] = server.clock.local(now) }
    }

    /// The lease page is about to be renewed: nothing may live that was lost before the beat was sent (rule 6), but for what
    /// the agent reports as not dead: it does not hold up what else has a lease.
    mutating func judgeRenewal(sentAt: Instant, of index: Int) {
        let server = servers[index]
        guard !server.lostAt.isEmpty else { return }
        let undead = server.agent?.notDeadAttempts ?? []
        for (id, task) in server.tasks where task.isAlive && task.hang != .hangs && !undead.contains(id) {
            guard let lost = server.lostAt[id], sentAt >= lost else { continue }
            fail(
                .init(
                    .renewedBesideLost,
                    "\(server.node) renews its lease by a beat that it sent after \(id) was lost, which lives there"))
        }
    }

    /// A task was killed and is dead: in time, by its server's own clock.
    mutating func judgeDeath(of id: AttemptID, on index: Int) {
        guard let task = servers[index].tasks[id], task.definition.lease != .unlimited else { return }
        let end = servers[index].leasePage + task.definition.lease.withDriftAllowance
        guard servers[index].clock.local(now) > end else { return }
        fail(
            .init(
                .outlivesLease,
                "\(id) dies on \(servers[index].node) \(servers[index].clock.local(now).since(end)) after its lease"))
    }
}

extension AgentInput {
    /// Whether it came by way of a connection.
    fileprivate var isFromNetwork: Bool {
        switch self {
        case .order, .connected: true
        default: false
        }
    }
}
