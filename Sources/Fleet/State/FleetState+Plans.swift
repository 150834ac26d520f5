import Determinism

extension FleetState {
    /// Carries out the plans that hold. Each is verified against the state as the plans before it left it, so that a plan
    /// that was made for another state changes nothing.
    mutating func commit(_ plans: [Plan], index: UInt64) -> Verdict {
        var held: UInt64 = 0
        var budget = DisruptionBudget()
        var rules = RuleCheck()
        for plan in plans where quotasAllow(plan.placements) && holds(plan, &budget) {
            guard rules.allows(plan.placements, in: self) else { continue }
            for stop in plan.stops { carryOut(stop) }
            for placement in plan.placements { place(placement, index: index) }
            rules.note(plan.placements, in: self)
            held += 1
        }
        return .done("\(held) of \(plans.count) plans held", identifier: held)
    }

    private func holds(_ plan: Plan, _ budget: inout DisruptionBudget) -> Bool {
        for stop in plan.stops {
            guard let attempt = attempt(stop.attempt), attempt.state.isLive, mayEnd(attempt, by: stop, &budget) else {
                return false
            }
        }
        var seen = SortedSet<AllocationID>()
        var rooms = SortedMap<NodeID, Room>()
        var begun = SortedMap<JobID, UInt64>()
        for placement in plan.placements {
            guard seen.insert(placement.allocation), let allocation = allocations[placement.allocation],
                let job = jobs[allocation.job], allocation.state == .pending, job.desired == .running,
                isDue(allocation, of: job), let node = nodes[placement.session.node],
                node.session == placement.session, admits(allocation, of: job, on: node)
            else { return false }
            var room = rooms[node.id] ?? free(on: node.id)
            let request = job.definition.request
            let mayUseHeadroom = allocation.failover || allocation.pinned != nil
            guard
                let places = room.places(
                    of: placement, for: request, beside: mayUseHeadroom ? .none : headroom(of: node))
            else { return false }
            room.take(request, at: places)
            rooms[node.id] = room
            begun[allocation.job, default: 0] += 1
        }
        for (name, count) in begun {
            guard let job = jobs[name], count <= roomInBound(of: job) else { return false }
        }
        return gangsAreWhole(placing: seen)
    }

    /// Whether an allocation's turn has come, and is not over: its job is not held, what that waits for has happened, its restart
    /// delay is over, and it could end before its deadline.
    private func isDue(_ allocation: Allocation, of job: Job) -> Bool {
        job.hold == nil && job.waitsFor.isEmpty && allocation.notBefore <= time && !isTooLate(for: job)
    }

    /// Whether an attempt may be asked to end for the reason that a plan gives.
    private func mayEnd(_ attempt: Attempt, by stop: PlannedStop, _ budget: inout DisruptionBudget) -> Bool {
        guard let job = allocations[attempt.id.allocation].flatMap({ jobs[$0.job] }) else { return false }
        switch stop.reason {
        case .drained: return mayMove(attempt, of: job, &budget)
        case .rebalanced:
            guard let beneficiary = beneficiary(of: stop) else { return false }
            return isMovable(attempt, for: beneficiary, at: time, decidedWithin: FleetState.planDelay)
                && budget.take(attempt, of: job, in: self)
        case .relieved, .consolidated:
            return balancing.allows(stop.reason) && isMovable(attempt, at: time, decidedWithin: FleetState.planDelay)
                && budget.take(attempt, of: job, in: self)
        case .preempted where stop.beneficiary != nil:
            guard let beneficiary = beneficiary(of: stop) else { return false }
            return job.definition.priority < beneficiary.definition.priority
        case .jobStopped, .preempted, .superseded, .deadline: return true
        // Jobs are held by an operation of their own.
        case .held: return false
        }
    }

    /// Whether a drain may end an attempt: its server is still to be emptied, of all or for a reservation, and its job
    /// tolerates it.
    private func mayMove(_ attempt: Attempt, of job: Job, _ budget: inout DisruptionBudget) -> Bool {
        guard attempt.stopping == nil, let node = nodes[attempt.node], isLeaving(attempt, of: job.definition, at: time)
        else { return false }
        return node.eligibility == .evacuating || budget.take(attempt, of: job, in: self)
    }

    /// Asks an attempt to end, and with it the others of its gang: they would wait for it in vain, and a gang's checkpoint is
    /// one of all its members.
    private mutating func carryOut(_ stop: PlannedStop) {
        ask(stop.attempt, toEnd: stop.reason, for: stop.beneficiary, note: stop.note)
        guard let name = allocations[stop.attempt.allocation]?.job, let job = jobs[name], job.definition.gang,
            stop.reason != .superseded
        else { return }
        for member in job.allocations where member != stop.attempt.allocation {
            for attempt in allocations[member]?.live ?? [] {
                ask(attempt.id, toEnd: stop.reason, for: stop.beneficiary)
            }
        }
    }

    /// Whether the rules other than room let an allocation onto a server.
    private func admits(_ allocation: Allocation, of job: Job, on node: Node) -> Bool {
        guard node.eligibility == .eligible, !node.losses.isDamped(at: time),
            allocation.pinned.map({ $0 == node.id }) ?? true
        else { return false }
        if node.pool != nil && !allocation.failover && allocation.pinned == nil { return false }
        guard reservation(keeping: job.definition, off: node.id, at: time) == nil else { return false }
        return job.definition.isContent(with: node.id, labels: node.facts.labels)
    }

    /// A gang is placed whole: every member that has not completed, and none while another of it lives.
    private func gangsAreWhole(placing placed: SortedSet<AllocationID>) -> Bool {
        var checked = SortedSet<JobID>()
        for id in placed {
            guard let name = allocations[id]?.job, let job = jobs[name], job.definition.gang, checked.insert(name)
            else { continue }
            for member in job.allocations {
                guard let allocation = allocations[member], !allocation.isFinished else { continue }
                if !placed.contains(member) { return false }
            }
        }
        return true
    }

    private mutating func place(_ placement: Placement, index: UInt64) {
        guard let allocation = allocations[placement.allocation], let job = jobs[allocation.job] else { return }
        let request = job.definition.request
        var gpus: [GPUShare] = []
        if request.gpus.count > 0 {
            let room = free(on: placement.session.node)
            gpus = (room.places(of: placement, for: request) ?? []).map {
                GPUShare(index: room.gpus[$0].index, uuid: room.gpus[$0].uuid, thousandths: request.gpus.thousandths)
            }
        }
        var attempt = Attempt(
            id: AttemptID(allocation: allocation.id, number: allocation.attemptCount + 1), session: placement.session,
            token: FencingToken(generation: generation, index: index), jobVersion: job.version,
            resources: job.definition.resources, gpus: gpus, lease: job.definition.lease, assignedAt: time,
            owner: job.owner)
        attempt.placementNote = placement.note.limited(toBytes: Attempt.noteBytes)
        let isStandby = nodes[attempt.node]?.pool != nil
        allocations.update(allocation.id) {
            $0.state = .active
            $0.attemptCount += 1
            $0.notBefore = .epoch
            // On a standby the right to standbys lasts: it may have to move once more.
            if !isStandby { $0.failover = false }
            $0.attempts.append(attempt)
            while $0.attempts.count > Allocation.attemptsKept,
                let oldest = $0.attempts.firstIndex(where: { !$0.state.isLive })
            {
                $0.attempts.remove(at: oldest)
            }
        }
        if !job.hasBegun { jobs.update(job.definition.id) { $0.hasBegun = true } }
        dequeue(allocation.id, of: allocation.job)
        noteActive(allocation.job)
        hold(attempt)
        changes.append(.attemptAssigned(attempt.id))
    }
}

extension Room {
    /// The places of the GPUs that a placement names, or of those to choose where it names none; nil where it does not fit.
    public func places(
        of placement: Placement, for request: ResourceRequest, beside headroom: Headroom = .none
    ) -> [Int]? {
        placement.gpus.isEmpty
            ? places(for: request, beside: headroom)
            : places(named: placement.gpus, for: request, beside: headroom)
    }
}
