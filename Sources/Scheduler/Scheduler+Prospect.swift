import Determinism
import Fleet

extension Scheduler {
    /// What would happen if these jobs were submitted now, one after the other: the submissions are carried out on a copy of the
    /// state, which the passes and commits of a leader follow, and the ends that these ask for. Ends that nobody has asked for are
    /// not foreseen.
    ///
    /// Pure, and nobody's state is changed. Costs a few passes over everything that waits.
    ///
    /// - Parameters:
    ///   - definitions: the jobs, in the order in which they would be submitted.
    ///   - state: the fleet as committed.
    ///   - circumstances: what else its leader knows.
    ///   - index: what its passes know of the servers.
    public static func prospect(
        of definitions: [JobDefinition], in state: FleetState, _ circumstances: Circumstances,
        index: PlaceIndex = PlaceIndex()
    ) -> Prospect {
        var circumstances = circumstances
        circumstances.now = max(circumstances.now, state.time)
        var trial = Trial(state, circumstances, index: index)
        var prospect = Prospect()
        for definition in definitions {
            let former = trial.state
            let outcome = trial.apply(.submitJob(definition))
            var part = Prospect.Part(job: definition.id, outcome: outcome)
            if outcome.code == .done, let job = trial.state.jobs[definition.id] {
                part.version = job.version
                part.change = change(of: job, from: former, to: trial.state)
            }
            prospect.parts.append(part)
            // As `muster job run` goes on with no further job once one is refused.
            if outcome.code != .done { break }
        }
        guard prospect.parts.contains(where: { $0.outcome.code == .done }) else { return prospect }
        trial.play()
        for place in prospect.parts.indices where prospect.parts[place].outcome.code == .done {
            settle(&prospect.parts[place], by: trial)
        }
        prospect.victims = victims(of: trial, without: usualStops(state, circumstances, index: index))
        return prospect
    }

    /// What a submission does to a job that is known and not over; nil for one that is new or begins anew.
    private static func change(of job: Job, from former: FleetState, to state: FleetState) -> Prospect.Change? {
        guard let known = former.jobs[job.definition.id], known.desired == .running, !former.isFinished(known) else {
            return nil
        }
        var change = Prospect.Change()
        for id in known.allocations {
            guard let before = former.allocations[id], !before.isFinished else { continue }
            let after = state.allocations[id]
            switch after?.state {
            case .pending: change.waiting += 1
            case .active:
                switch (before.current?.stopping, after?.current?.stopping) {
                case (let old, let new?) where old != new:
                    if new.isFinal { change.stopped += 1 } else { change.replaced += 1 }
                default: change.kept += 1
                }
            case .finished, nil: change.stopped += 1
            }
        }
        change.added = UInt64(job.allocations.count { former.allocations[$0] == nil })
        return change
    }

    /// Where a job's tasks have come to at the end of a trial.
    private static func settle(_ part: inout Prospect.Part, by trial: Trial) {
        guard let job = trial.state.jobs[part.job] else { return }
        var places = SortedMap<NodeID, [Int: Prospect.Place]>()
        var waiting: [(reason: BlockReason?, ids: [AllocationID])] = []
        for id in job.allocations {
            guard let allocation = trial.state.allocations[id] else { continue }
            switch allocation.state {
            case .active:
                guard let round = trial.placedIn[id], let attempt = allocation.current else { continue }
                let key = min(round, 2)
                var place =
                    places[attempt.node]?[key]
                    ?? Prospect.Place(node: attempt.node, tasks: 0, gpus: [], waitsForEnds: key > 1)
                place.tasks += 1
                place.gpus = SortedSet(place.gpus + attempt.gpus.map(\.index)).elements
                places[attempt.node, default: [:]][key] = place
            case .pending:
                let reason = trial.blocked[id]
                if let known = waiting.firstIndex(where: { $0.reason == reason }) {
                    waiting[known].ids.append(id)
                } else {
                    waiting.append((reason, [id]))
                }
            case .finished(.dependencyFailed), .finished(.deadlinePassed):
                if part.isInVain == nil, trial.placedIn[id] == nil {
                    part.isInVain = trial.explanation(of: id).summary
                }
            case .finished: continue
            }
        }
        for key in 1...2 { part.places += places.values.compactMap { $0[key] } }
        part.waits = waiting.prefix(Prospect.waitsExplained).compactMap { wait in
            guard let first = wait.ids.first else { return nil }
            return Prospect.Wait(tasks: UInt64(wait.ids.count), explanation: trial.explanation(of: first))
        }
        if part.places.isEmpty, case .quota(let excess)? = waiting.first?.reason, excess.isForEver {
            part.isInVain = part.waits.first?.explanation.summary
        }
    }

    /// What the leader is about to end without these submissions.
    private static func usualStops(
        _ state: FleetState, _ circumstances: Circumstances, index: PlaceIndex
    ) -> SortedSet<AttemptID> {
        if state.waitingJobs.isEmpty { return SortedSet() }
        var usual = Trial(state, circumstances, index: index)
        usual.play(rounds: 1)
        return SortedSet(usual.stops.map(\.attempt.id))
    }

    private static func victims(of trial: Trial, without usual: SortedSet<AttemptID>) -> [Prospect.Victim] {
        var victims: [Prospect.Victim] = []
        for stop in trial.stops where !usual.contains(stop.attempt.id) {
            guard stop.reason == .preempted || stop.reason == .rebalanced else { continue }
            let attempt = stop.attempt
            guard let allocation = trial.state.allocations[attempt.id.allocation],
                let definition = trial.state.jobs[allocation.job]?.definition
            else { continue }
            let hasRun = attempt.state == .running
            let next = allocation.state == .active ? allocation.current : nil
            victims.append(
                Prospect.Victim(
                    attempt: attempt.id, job: allocation.job, index: allocation.index, priority: definition.priority,
                    node: attempt.node, ran: hasRun ? trial.state.time.since(attempt.runningAt) : .zero,
                    savesItsWork: definition.checkpoint != nil,
                    grace: definition.stop.grace + (definition.checkpoint?.grace ?? .zero),
                    next: next?.id == attempt.id ? nil : next?.node, isMoved: stop.reason == .rebalanced))
        }
        return victims.sorted {
            $0.priority != $1.priority ? $0.priority < $1.priority : $0.attempt < $1.attempt
        }
    }
}

extension Prospect {
    /// Reasons to wait that are explained for each job: each costs a pass.
    static let waitsExplained = 4
}
