import Determinism

extension FleetState {
    /// Takes a job as it shall be: a new one, a new version of one that runs, or a new start of one that is over.
    mutating func submit(_ definition: JobDefinition, owner: String, index: UInt64) -> Verdict {
        do {
            try definition.validated()
        } catch {
            return .invalid("job \(definition.id): \(error)")
        }
        if let problem = leaseProblem(of: definition) { return .invalid(problem) }
        let former = jobs[definition.id]
        let isRevision = former.map { $0.desired == .running && !isFinished($0) } ?? false
        if let problem = dependencyProblem(of: definition, known: isRevision ? former?.definition.after ?? [] : []) {
            return problem
        }
        if let problem = roomProblem(for: definition, isNew: former == nil) { return .conflict(problem) }
        if !isRevision, let problem = deadlineProblem(of: definition) { return .invalid(problem) }
        if let former, isRevision { return revise(former, to: keepingCount(definition, of: former)) }
        return start(definition, owner: owner, index: index, former: former)
    }

    /// Ends a job: what waits is over at once, what runs is asked to end.
    mutating func stop(_ id: JobID) -> Verdict {
        guard let job = jobs[id] else { return .notFound("there is no job \(id); see `muster job list`") }
        guard job.desired != .stopped else { return .done("job \(id) is stopped already", identifier: job.version) }
        jobs.update(id) { $0.desired = .stopped }
        changes.append(.jobChanged(id))
        endHold(of: id)
        setWaits(of: id, for: [])
        for allocation in job.allocations { retire(allocation) }
        noteEndIfOver(id)
        return .done("job \(id) stops", identifier: job.version)
    }

    /// Gives a server that has said hello its allocation of every system job that fits it.
    mutating func pinSystemJobs(to id: NodeID) {
        guard let labels = nodes[id]?.facts.labels else { return }
        for name in jobs.keys {
            guard let job = jobs[name], job.definition.type == .system, job.desired == .running,
                job.definition.isContent(with: id, labels: labels), !isServed(id, by: job)
            else { continue }
            add(to: name, index: nextIndex(of: job), pinned: id)
        }
    }

    /// A server is no more: a system job has nothing to do there.
    mutating func unpin(_ node: NodeID, from name: JobID) {
        for id in jobs[name]?.allocations ?? [] where allocations[id]?.pinned == node { retire(id) }
        forgetFinished(of: name, on: node)
        noteEndIfOver(name)
    }

    // MARK: Submission

    private mutating func start(
        _ definition: JobDefinition, owner: String, index: UInt64, former: Job?
    ) -> Verdict {
        let remains = (former?.allocations ?? []).flatMap { allocations[$0]?.live ?? [] }
        if let undead = remains.first(where: { $0.notDead }) {
            return .conflict(
                "job \(definition.id) still has a task on \(undead.node) that cannot be killed: power the server off, or say "
                    + "`muster node confirm-dead \(undead.node)` once it is certainly dead, and submit the job again")
        }
        let version = (former?.version ?? 0) + 1
        let over = SortedSet((former?.allocations ?? []).filter { allocations[$0]?.isFinished ?? true })
        allocations.removeValues(for: over)
        let standing = standing(of: definition)
        if let former { forgetDue(former) }
        // What still runs of the former life ends by its own stop and stays on the list until then.
        jobs[definition.id] = Job(
            definition: definition, version: version, owner: owner, desired: .running, submittedAt: time,
            submittedIndex: index, allocations: (former?.allocations ?? []).filter { !over.contains($0) })
        noteApart(definition.id, from: former?.definition.rules.apartFrom ?? [], to: definition.rules.apartFrom)
        changes.append(.jobChanged(definition.id))
        fill(definition.id)
        noteScaling(definition.id)
        if let job = jobs[definition.id] { noteDue(job) }
        let ending = sequence(definition.id, by: standing)
        return .done("job \(definition.id) accepted as version \(version)\(ending)", identifier: version)
    }

    /// Lets a job wait, or ends it where that would be in vain; the end of the sentence that tells its submission.
    private mutating func sequence(_ id: JobID, by standing: DependencyStanding) -> String {
        if let missed = standing.missed {
            cancel(id, because: missed)
            return " and cancelled: \(missed)"
        }
        setWaits(of: id, for: standing.open)
        guard !standing.open.isEmpty else { return "" }
        return ", waits for " + standing.open.map(\.description).joined(separator: " and for ")
    }

    /// Makes a job that runs what the definition says from now on.
    mutating func revise(_ job: Job, to definition: JobDefinition) -> Verdict {
        let old = job.definition
        let id = definition.id
        guard definition.canonicalBytes != old.canonicalBytes else {
            return .done("job \(id) is as it was, version \(job.version)", identifier: job.version)
        }
        let standing = standing(of: definition, after: job)
        let version = job.version + 1
        jobs.update(id) {
            $0.definition = definition
            $0.version = version
        }
        noteApart(id, from: old.rules.apartFrom, to: definition.rules.apartFrom)
        noteScaling(id)
        if definition.priority != old.priority { priorityRevision = lastIndex }
        changes.append(.jobChanged(id))
        let isOtherKind = definition.type != old.type || definition.gang != old.gang
        var comparable = definition
        comparable.count = old.count
        comparable.priority = old.priority
        comparable.after = old.after
        comparable.deadline = old.deadline
        // What runs keeps the limit that its supervisor has.
        comparable.timeLimit = old.timeLimit
        comparable.atMost = old.atMost
        let isChanged = comparable.canonicalBytes != old.canonicalBytes
        // A gang of another size is another generation of the gang.
        let supersedes = isChanged || definition.gang && definition.count != old.count
        for member in job.allocations {
            guard let allocation = allocations[member], !allocation.isFinished else { continue }
            let isSurplus = definition.type != .system && allocation.index >= definition.count
            let isMisplaced = allocation.pinned.map { !isContent(definition, with: $0) } ?? false
            if isOtherKind || isSurplus || isMisplaced {
                retire(member)
            } else if supersedes {
                for attempt in allocation.live { ask(attempt.id, toEnd: .superseded) }
            }
        }
        forgetFinished(of: id) { result in
            switch result {
            case .complete: isOtherKind
            case .failed: isOtherKind || isChanged
            case .timeLimit: isOtherKind || isChanged || definition.timeLimit != old.timeLimit
            case .deadlinePassed: isOtherKind || isChanged || definition.deadline != old.deadline
            case .stopped, .dependencyFailed: true
            }
        }
        fill(id)
        forgetDue(job)
        if let revised = jobs[id] { noteDue(revised) }
        let ending = sequence(id, by: standing)
        endIfDue(id)
        let hold = jobs[id]?.hold == nil ? "" : " and still held"
        return .done("job \(id) revised to version \(version)\(ending)\(hold)", identifier: version)
    }

    /// Makes the allocations that a job should have and has not.
    private mutating func fill(_ id: JobID) {
        guard let job = jobs[id] else { return }
        if job.definition.type == .system {
            for node in nodes.keys where nodes[node]?.sessionIndex != 0 && isContent(job.definition, with: node) {
                guard let job = jobs[id], !isServed(node, by: job) else { continue }
                add(to: id, index: nextIndex(of: job), pinned: node)
            }
            return
        }
        let present = SortedSet(
            job.allocations.compactMap { member -> UInt64? in
                guard let allocation = allocations[member], !allocation.isRetiring else { return nil }
                return allocation.index
            })
        var added: UInt64 = 0
        for index in 0..<job.definition.count where !present.contains(index) {
            add(to: id, index: index, pinned: nil)
            added += 1
        }
        // System jobs are left out: they have no choice of servers.
        demand.note(job.definition.request, tasks: added)
    }

    private mutating func add(to job: JobID, index: UInt64, pinned: NodeID?) {
        let id = AllocationID(nextAllocation)
        nextAllocation += 1
        allocations[id] = Allocation(id: id, job: job, index: index, pinned: pinned, pendingSince: time)
        jobs.update(job) { $0.allocations.append(id) }
        unfinished[job, default: 0] += 1
        enqueue(id, of: job)
        changes.append(.allocationPending(id))
    }

    /// Ends an allocation of a job that does not want it any more.
    private mutating func retire(_ id: AllocationID) {
        guard let allocation = allocations[id] else { return }
        switch allocation.state {
        case .pending: finish(id, .stopped)
        case .active: for attempt in allocation.live { ask(attempt.id, toEnd: .jobStopped) }
        case .finished: break
        }
    }

    private mutating func forgetFinished(of id: JobID, where isWorthless: (Allocation.Result) -> Bool) {
        guard let job = jobs[id] else { return }
        let over = SortedSet(
            job.allocations.filter { member in
                guard case .finished(let result) = allocations[member]?.state else { return false }
                return isWorthless(result)
            })
        guard !over.isEmpty else { return }
        allocations.removeValues(for: over)
        jobs.update(id) { $0.allocations.removeAll { over.contains($0) } }
    }

    /// What a system job did on a server that is no more is told by nothing but the audit log and the usage.
    private mutating func forgetFinished(of id: JobID, on node: NodeID) {
        let over = SortedSet(
            (jobs[id]?.allocations ?? []).filter { member in
                allocations[member].map { $0.pinned == node && $0.isFinished } ?? false
            })
        guard !over.isEmpty else { return }
        allocations.removeValues(for: over)
        jobs.update(id) { $0.allocations.removeAll { over.contains($0) } }
    }

    private func isContent(_ definition: JobDefinition, with node: NodeID) -> Bool {
        nodes[node].map { definition.isContent(with: node, labels: $0.facts.labels) } ?? false
    }

    private func isServed(_ node: NodeID, by job: Job) -> Bool {
        job.allocations.contains { member in
            guard let allocation = allocations[member] else { return false }
            return allocation.pinned == node && !allocation.isRetiring
        }
    }

    private func nextIndex(of job: Job) -> UInt64 {
        (job.allocations.compactMap { allocations[$0]?.index }.max()).map { $0 + 1 } ?? 0
    }

    private func roomProblem(for definition: JobDefinition, isNew: Bool) -> String? {
        if isNew && jobs.count >= FleetState.jobsAtMost {
            return "there are \(jobs.count) jobs, which is the most; wait until finished ones are collected"
        }
        let wanted = definition.type == .system ? nodes.count : Int(definition.count)
        if allocations.count + wanted > FleetState.allocationsAtMost {
            return "there would be more than \(FleetState.allocationsAtMost) allocations; stop or shrink other jobs"
        }
        return nil
    }
}
