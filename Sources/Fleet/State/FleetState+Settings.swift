import Determinism

/// A leader's grace that was longer than the present one.
///
/// A leader that has not yet applied the change, and has been followed by another without knowing, acknowledges by the
/// longer grace. So whoever becomes leader must count with it (leases, rule 3) until that is over: until a leader has
/// applied the change, has led for the longer grace (every earlier leader has fallen silent by then), and has had that
/// committed. A leader that has applied this word of it follows one that did, and all before it are silent.
public struct FormerGrace: Hashable, Sendable {
    /// The longest grace that may still be in use.
    public var grace: Span
    /// The log index of the change that ended it.
    public var index: UInt64
}

extension FleetState {
    /// The longest grace by which an earlier leader may have acknowledged.
    public var foreignGrace: Span { max(settings.leaderGrace, formerGrace?.grace ?? .zero) }

    /// Sets how quickly failures are noticed.
    mutating func set(_ profile: FailureProfile, index: UInt64) -> Verdict {
        guard !cluster.isEmpty else { return .conflict("the cluster is not founded yet") }
        var wanted = settings
        wanted.adopt(profile)
        guard wanted != settings else { return .done("the profile is \(profile) already") }
        if let (job, lease) = leaseShorter(than: wanted.shortestLease) {
            return .conflict(
                "job \(job) runs with a lease of \(lease.inSeconds), and the profile \(profile) keeps none below "
                    + "\(wanted.shortestLease.inSeconds); give it a longer lease, or stop it, first")
        }
        if wanted.leaderGrace < settings.leaderGrace {
            formerGrace = FormerGrace(grace: foreignGrace, index: index)
        } else if let former = formerGrace, former.grace <= wanted.leaderGrace {
            formerGrace = nil
        }
        settings = wanted
        changes.append(.settingsChanged)
        return .done("the profile is \(profile): a lease is at least \(wanted.shortestLease.inSeconds)")
    }

    /// No leader acknowledges by the grace any more that the entry at that index ended.
    mutating func endFormerGrace(index: UInt64) -> Verdict {
        guard formerGrace?.index == index else { return .done("another change of the grace has followed") }
        formerGrace = nil
        return .done("the former grace is over")
    }

    /// Why a job cannot be taken under the present settings; nil if it can.
    func leaseProblem(of definition: JobDefinition) -> String? {
        guard definition.lease < settings.shortestLease else { return nil }
        return "job \(definition.id): the lease is \(definition.lease.inSeconds), and the profile "
            + "\(settings.profileName) keeps none below \(settings.shortestLease.inSeconds); ask for a longer one, "
            + "or choose a faster profile with `muster cluster profile`"
    }

    /// A job that shall run, or still runs, with a shorter lease.
    private func leaseShorter(than shortest: Span) -> (JobID, Span)? {
        for (id, job) in jobs {
            if job.desired == .running, job.definition.lease < shortest, !isFinished(job) {
                return (id, job.definition.lease)
            }
        }
        for (_, allocation) in allocations {
            if let attempt = allocation.live.first(where: { $0.lease < shortest }) {
                return (allocation.job, attempt.lease)
            }
        }
        return nil
    }
}

extension Span {
    /// For people: `1.5 s`, or `unlimited`.
    var inSeconds: String {
        if self == .unlimited { return "unlimited" }
        let (whole, tenths) = (wholeMilliseconds / 1_000, wholeMilliseconds % 1_000 / 100)
        return wholeMilliseconds % 100 == 0
            ? (tenths == 0 ? "\(whole) s" : "\(whole).\(tenths) s") : "\(wholeMilliseconds) ms"
    }
}
