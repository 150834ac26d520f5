import AgentCore
import Determinism
import Fleet

/// An agent that is to be killed within one of its steps.
struct Doom: Sendable {
    /// Until then only within one that does something; later within any.
    var choosyUntil: Instant
    /// How long it stays away.
    var restartAfter: Span
}

/// How a fault of one machine goes on.
enum MachineEvent: Sendable {
    /// A task that could not be killed can be.
    case taskYields(Int, boot: UInt64, AttemptID)
    /// A full disk has room again.
    case diskHasRoom(Int)
    /// The copy of a machine is switched off.
    case copyGoes(boot: UInt64)
}

/// Whether a task hangs within the kernel.
enum Hang: Sendable {
    /// It does not.
    case none
    /// It does, and survives SIGKILL; none of its own code runs after one.
    case hangs
    /// It did.
    case over
}

/// Faults of single servers: of the agent's process within a step, of supervisors, of the machine itself.
extension FleetSimulator {
    /// Lets something go wrong on a server. Returns whether it has happened.
    mutating func disturb(_ index: Int, _ kind: FaultKind, for duration: Span) -> Bool {
        switch kind {
        case .agentKilledMidStep:
            guard servers[index].agent != nil, servers[index].doom == nil else { return false }
            servers[index].doom = Doom(choosyUntil: now + .seconds(5), restartAfter: duration)
            // It counts when it happens.
            return false
        case .supervisorKilled: return killSupervisor(on: index)
        case .serverSuspended: return suspend(index, for: duration)
        case .guestClockStopped:
            let isLong = random.oneIn(2)
            return stopClocks(
                of: index, for: isLong ? random.span(from: .seconds(6), through: .seconds(25)) : duration)
        case .taskUnkillable: return hangTask(on: index)
        case .serverDiskFull:
            guard servers[index].hasPower, !servers[index].isDiskFull else { return false }
            servers[index].isDiskFull = true
            schedule(.machine(.diskHasRoom(index)), after: duration)
        case .serverReimaged: return setUpAnew(index, after: duration)
        case .serverCloned: return clone(index, for: duration)
        default: return false
        }
        return true
    }

    mutating func handleMachine(_ event: MachineEvent) {
        switch event {
        case .taskYields(let index, let boot, let attempt):
            if servers[index].boot == boot { endHang(of: attempt, on: index) }
        case .diskHasRoom(let index): servers[index].isDiskFull = false
        case .copyGoes(let boot): if servers[serverCount].boot == boot { endCopy() }
        }
    }

    /// The faults are over.
    mutating func calmMachines() {
        endCopy()
        for index in servers.indices {
            servers[index].isDiskFull = false
            for attempt in servers[index].tasks.keys { endHang(of: attempt, on: index) }
        }
    }

    // MARK: Tasks that cannot be killed

    /// Some task hangs within the kernel, and often somebody stops its job for that.
    private mutating func hangTask(on index: Int) -> Bool {
        let candidates = servers[index].tasks.filter { $0.value.canHang }.map(\.key)
        guard servers[index].hasPower, !servers[index].isFrozen, !candidates.isEmpty else { return false }
        let attempt = candidates[Int(random.below(UInt64(candidates.count)))]
        note("\(servers[index].node): \(attempt) hangs within the kernel")
        servers[index].tasks.update(attempt) { $0.hang = .hangs }
        schedule(
            .machine(.taskYields(index, boot: servers[index].boot, attempt)),
            after: random.span(from: .seconds(4), through: .seconds(30)))
        if random.oneIn(2), let job = history.fleet.allocations[attempt.allocation]?.job {
            ask(.stopJob, .change(.operation(.stopJob(job))))
        }
        return true
    }

    private mutating func endHang(of attempt: AttemptID, on index: Int) {
        guard servers[index].tasks[attempt]?.hang == .hangs else { return }
        servers[index].tasks.update(attempt) { $0.hang = .over }
        guard let task = servers[index].tasks[attempt] else { return }
        let soon = random.span(from: .milliseconds(1), through: .milliseconds(25))
        if task.isDying {
            schedule(.treeEmpties(index, boot: servers[index].boot, attempt), after: soon)
        } else if task.isAlive, task.exitsAt <= now {
            scheduleExit(index, attempt, status: task.exitStatus, after: soon)
        }
    }

    /// An attempt that cannot be killed by the state, and of which nothing is left: whoever goes there sees that.
    var goneButNotDead: Attempt? {
        for (_, allocation) in history.fleet.allocations {
            for attempt in allocation.live where attempt.notDead {
                if !servers.contains(where: { $0.tasks[attempt.id] != nil }) { return attempt }
            }
        }
        return nil
    }

    // MARK: Full disks

    /// An attempt cannot be claimed, or its claim is the last thing that has room: nothing of it is started, and that is told.
    mutating func failToStart(_ attempt: AttemptID, on index: Int) {
        countermanded.remove(attempt)
        switch random.below(3) {
        case 0: servers[index].claims[attempt] = servers[index].boot
        case 1:
            servers[index].claims[attempt] = servers[index].boot
            servers[index].ends[attempt] = AttemptEnd(cause: .notStarted)
        default: break
        }
        note("\(servers[index].node): the disk has no room for \(attempt)")
        tell(index, .startFailed(attempt, reason: "there is no room on the disk"))
    }

    // MARK: The agent's process

    /// Whether the agent is killed while it carries out these effects: after the first ones, before the last.
    mutating func diesWithin(_ effects: [AgentEffect], of index: Int) -> Bool {
        guard let doom = servers[index].doom, !effects.isEmpty, !isCalm else { return false }
        guard now > doom.choosyUntil || effects.contains(where: \.isChange) else { return false }
        count(.agentKilledMidStep)
        let done = Int(random.below(UInt64(effects.count)))
        note("\(servers[index].node): the agent is killed after \(done) of \(effects.count) effects")
        for effect in effects.prefix(done) { carryOut(effect, of: index) }
        killAgent(index, isTold: true)
        schedule(.agentStarts(index), after: doom.restartAfter)
        return true
    }

    // MARK: Supervisors

    /// Kills the supervisor of some task, and with it, since it is PID 1 of the task's namespace, its tree.
    private mutating func killSupervisor(on index: Int) -> Bool {
        guard servers[index].hasPower, !servers[index].isFrozen else { return false }
        let candidates = servers[index].tasks.filter { !$0.value.isOrphan && $0.value.hang != .hangs }.map(\.key)
        guard !candidates.isEmpty else { return false }
        let attempt = candidates[Int(random.below(UInt64(candidates.count)))]
        note("\(servers[index].node): the supervisor of \(attempt) is killed")
        let wasDying = servers[index].tasks[attempt]?.isDying ?? false
        servers[index].tasks.update(attempt) { task in
            task.isOrphan = true
            task.isDying = true
            task.timer += 1
        }
        if !wasDying {
            schedule(.treeEmpties(index, boot: servers[index].boot, attempt), after: timeToDie(index, attempt))
        }
        return true
    }

    /// Nothing is left of a task whose supervisor was killed. An agent that lives sees it; one that starts later finds a claim
    /// without a record.
    mutating func finishOrphan(_ index: Int, _ attempt: AttemptID) {
        note("\(servers[index].node): \(attempt) is gone without a record")
        servers[index].tasks.removeValue(forKey: attempt)
        tell(index, .ended(attempt, AttemptEnd(cause: .failed, message: "its supervisor ended without a record")))
    }
}

extension SimulatedTask {
    /// Whether it can begin to hang: it runs, under a supervisor that would notice.
    fileprivate var canHang: Bool { isAlive && !isDying && !isOrphan && hang == .none }
}

extension AgentEffect {
    /// Whether it is more than words and the renewal of every second.
    fileprivate var isChange: Bool {
        switch self {
        case .sendAll, .send, .event, .renewLease, .readLog, .coordinatorsChanged: false
        case .claimAndStart, .stop, .kill, .forget, .runCommand, .forgetCommand, .left: true
        }
    }
}
