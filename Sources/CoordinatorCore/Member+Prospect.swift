import Determinism
import Fleet
import Scheduler

/// What a leader says about work that it has not been given yet.
extension Member {
    /// What its passes know beside the replicated state.
    public func circumstances(now: Instant) -> Circumstances {
        let reasons = unavailability(now: now)
        return Circumstances(
            unavailable: SortedSet(reasons.keys), reasons: reasons, endangered: endangered(now: now),
            now: knownTime(now: now))
    }

    /// What would happen if these jobs were submitted now, one after the other. Nothing is changed.
    public func prospect(of definitions: [JobDefinition], now: Instant) -> Prospect {
        let behind = definitions.lazy.map { definition in
            self.memberThatDoesNotRead(FleetEntry.schema(of: .submitJob(definition)))
        }
        let readable = zip(definitions, behind).prefix { $0.1 == nil }.map(\.0)
        var prospect = Scheduler.prospect(
            of: readable, in: fleet, circumstances(now: now), index: placeIndex)
        let isRefused = prospect.parts.last.map { $0.outcome.code != .done } ?? false
        if !isRefused, readable.count < definitions.count, let member = behind[readable.count] {
            let refusal = Outcome(code: .invalid, message: sentence(about: member), index: fleet.lastIndex)
            prospect.parts.append(Prospect.Part(job: definitions[readable.count].id, outcome: refusal))
        }
        return prospect
    }
}
