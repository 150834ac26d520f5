import Determinism

/// What a job's dependencies are worth when they are looked at.
struct DependencyStanding {
    /// Those that are neither met nor missed yet.
    var open: [Dependency] = []
    /// The first one that can never be met.
    var missed: MissedDependency?
}

/// Jobs that wait for others. The wait is settled by the very entry that ends the other job, and what was settled is
/// remembered with the waiting job: so nothing depends on how long ended jobs are kept.
extension FleetState {
    /// How a finished job ended: the gravest of its tasks' results. What the job does not want any more, such as tasks above its
    /// present count, and what another task of the same index followed, does not count.
    public func result(of job: Job) -> Allocation.Result {
        if job.missedDependency != nil { return .dependencyFailed }
        if job.isPastDeadline { return .deadlinePassed }
        var newest = SortedMap<UInt64, Allocation.Result>()
        for id in job.allocations {
            guard let allocation = allocations[id], case .finished(let result) = allocation.state,
                job.definition.type == .system || allocation.index < job.definition.count
            else { continue }
            newest[allocation.index] = result
        }
        return newest.values.max { $0.gravity < $1.gravity }
            ?? (job.desired == .stopped ? .stopped : .complete)
    }

    /// Why a job cannot wait for what it names; nil if it can. Those of `known` it had before: what they named may have been
    /// collected since.
    func dependencyProblem(of definition: JobDefinition, known: [Dependency]) -> Verdict? {
        for dependency in definition.after where jobs[dependency.job] == nil && !known.contains(dependency) {
            return .notFound(
                "job \(definition.id) is to begin after job \(dependency.job), which does not exist: submit "
                    + "\(dependency.job) first, or take it out of `after.\(dependency.condition)` (`muster job list` shows "
                    + "the jobs)")
        }
        guard let ring = ring(closedBy: definition) else { return nil }
        let path = ring.map(\.description).joined(separator: " waits for ")
        return .conflict("job \(definition.id) would wait for itself: \(path); take one of them out of `after`")
    }

    /// The jobs by which a job would wait for itself, from it to it.
    private func ring(closedBy definition: JobDefinition) -> [JobID]? {
        var cameFrom = SortedMap<JobID, JobID>()
        var next: [JobID] = []
        for dependency in definition.after where cameFrom[dependency.job] == nil {
            cameFrom[dependency.job] = definition.id
            next.append(dependency.job)
        }
        while let id = next.popLast() {
            if id == definition.id {
                var path = [id]
                var place = id
                while let former = cameFrom[place] {
                    path.append(former)
                    place = former
                    if place == definition.id { break }
                }
                return path.reversed()
            }
            for dependency in jobs[id]?.waitsFor ?? [] where cameFrom[dependency.job] == nil {
                cameFrom[dependency.job] = id
                next.append(dependency.job)
            }
        }
        return nil
    }

    /// What a job's dependencies are worth now. Those of `settled` are met already.
    func standing(of definition: JobDefinition, settled: [Dependency] = []) -> DependencyStanding {
        var standing = DependencyStanding()
        for dependency in definition.after where !settled.contains(dependency) {
            guard let other = jobs[dependency.job] else { continue }
            guard isFinished(other) else {
                standing.open.append(dependency)
                continue
            }
            let result = result(of: other)
            if !dependency.isMet(by: result), standing.missed == nil {
                standing.missed = MissedDependency(dependency, result: result)
            }
        }
        return standing
    }

    /// What a new version of a job waits for. A run that has begun waits for nothing any more.
    func standing(of revised: JobDefinition, after job: Job) -> DependencyStanding {
        if job.hasBegun { return DependencyStanding() }
        return standing(of: revised, settled: job.definition.after.filter { !job.waitsFor.contains($0) })
    }

    /// Lets a job wait for these, and for nothing else.
    mutating func setWaits(of id: JobID, for dependencies: [Dependency]) {
        guard let job = jobs[id], job.waitsFor != dependencies else { return }
        for former in job.waitsFor {
            dependents.update(former.job) { $0.remove(id) }
            if dependents[former.job]?.isEmpty == true { dependents[former.job] = nil }
        }
        for dependency in dependencies { dependents[dependency.job, default: SortedSet()].insert(id) }
        jobs.update(id) { $0.waitsFor = dependencies }
        changes.append(.jobChanged(id))
    }

    /// Ends a job that can never begin: whoever waits for it is told in turn.
    mutating func cancel(_ id: JobID, because missed: MissedDependency) {
        guard let job = jobs[id] else { return }
        endHold(of: id)
        setWaits(of: id, for: [])
        jobs.update(id) {
            $0.desired = .stopped
            $0.missedDependency = missed
        }
        changes.append(.jobChanged(id))
        for member in job.allocations where allocations[member]?.state == .pending { finish(member, .dependencyFailed) }
        noteEndIfOver(id)
    }

    /// Tells those who wait for jobs that this entry ended. One that is cancelled by it ends in turn; each settles but once.
    mutating func settleDependents() {
        while let id = endedJobs.elements.first {
            endedJobs.remove(id)
            guard let job = jobs[id], isFinished(job) else { continue }
            // One that ended before its turn came waits no more, and no deadline is waited for.
            setWaits(of: id, for: [])
            forgetDue(job)
            endHold(of: id)
            guard let waiting = dependents[id] else { continue }
            let result = result(of: job)
            for name in waiting {
                guard let open = jobs[name]?.waitsFor else { continue }
                let rest = open.filter { $0.job != id }
                if let missed = open.first(where: { $0.job == id && !$0.isMet(by: result) }) {
                    cancel(name, because: MissedDependency(missed, result: result))
                } else {
                    setWaits(of: name, for: rest)
                }
            }
        }
    }

    /// A job of which nothing waits or runs any more may be what others wait for.
    mutating func noteEndIfOver(_ id: JobID) {
        if let job = jobs[id], isFinished(job) { endedJobs.insert(id) }
    }
}

extension Allocation.Result {
    /// What prevails where a job's tasks ended differently: the greatest.
    var gravity: Int {
        switch self {
        case .complete: 0
        case .stopped: 1
        case .dependencyFailed: 2
        case .deadlinePassed: 3
        case .timeLimit: 4
        case .failed: 5
        }
    }
}
