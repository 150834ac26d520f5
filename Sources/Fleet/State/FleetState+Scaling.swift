import Determinism

extension FleetState {
    /// Changes how many tasks a job has. `from`: how many it had when that was decided; nil for however many.
    mutating func scale(_ id: JobID, to count: UInt64, from: UInt64?, actor: String, reason: String) -> Verdict {
        guard let job = jobs[id] else { return .notFound("there is no job \(id); see `muster job list`") }
        guard job.desired == .running, !isFinished(job) else {
            return .conflict("job \(id) is over; `muster job run FILE` starts it again")
        }
        if actor == FleetEntry.leaderActor, job.hold != nil {
            return .conflict("job \(id) is held: it keeps the number of tasks that it has")
        }
        let present = job.definition.count
        if let from, from != present {
            return .conflict("job \(id) has \(present) by now, and not \(from)")
        }
        if job.definition.type == .system {
            return .invalid(
                "job \(id) has one task on each of its servers; change its constraints to change their number")
        }
        // A gang of another size is another gang: all of it would end.
        if job.definition.gang {
            return .invalid(
                "job \(id) is a gang, which ends and begins anew with another size: change its spec and run that")
        }
        if let scaling = job.definition.scaling {
            let bounds = scaling.bounds(at: time)
            if let scheduled = scaling.scheduled(at: time), scheduled != count {
                return .conflict(
                    "job \(id) follows its schedule, which asks for \(scheduled) now; change `scale.schedule` in its spec"
                )
            }
            guard bounds.contains(count) else {
                return .invalid(
                    "job \(id) is to have \(bounds.lowerBound) to \(bounds.upperBound) tasks now, and not \(count); change "
                        + "`scale` in its spec")
            }
        }
        guard count != present else { return .done("job \(id) has \(count) already", identifier: job.version) }
        var definition = job.definition
        definition.count = count
        do {
            try definition.validated()
        } catch {
            return .invalid("job \(id): \(error)")
        }
        if count > present, allocations.count + Int(count - present) > FleetState.allocationsAtMost {
            return .conflict(
                "there would be more than \(FleetState.allocationsAtMost) allocations; stop or shrink other jobs")
        }
        let verdict = revise(job, to: definition)
        guard verdict.code == .done else { return verdict }
        let record = ScalingRecord(
            at: time, from: present, to: count, actor: actor, reason: reason.limited(toBytes: ScalingRecord.reasonBytes)
        )
        jobs.update(id) { $0.scaled = record }
        return .done("job \(id) scaled from \(present) to \(count)", identifier: jobs[id]?.version ?? job.version)
    }

    /// Keeps `scalingJobs`, after a job has come, changed or gone.
    mutating func noteScaling(_ id: JobID) {
        if jobs[id]?.definition.scaling != nil { scalingJobs.insert(id) } else { scalingJobs.remove(id) }
    }

    /// A new version of a job that scales keeps the number that it has come to, as far as the new bounds allow: what is said
    /// in its spec is where a new job begins.
    func keepingCount(_ definition: JobDefinition, of former: Job) -> JobDefinition {
        guard let scaling = definition.scaling, former.definition.scaling != nil else { return definition }
        var kept = definition
        kept.count = min(max(former.definition.count, scaling.span.lowerBound), scaling.span.upperBound)
        return kept
    }
}

extension ScalingRecord {
    /// Bytes of a reason at the most.
    static let reasonBytes = 200
}
