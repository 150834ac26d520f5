import CoordinatorCore
import Determinism
import Fleet
import Scheduler
import Wire

/// Namespaces with what they may have and what they have.
extension Views {
    /// The namespaces that have a quota, jobs, or usage that still counts, or the one of that name.
    func quotaViews(_ namespace: String) -> [Wire.QuotaView] {
        let fleet = member.fleet
        var waiting = SortedMap<String, UInt64>()
        for name in fleet.quotas.keys { waiting[name] = 0 }
        for name in fleet.jobs.keys { waiting[name.namespace, default: 0] += 0 }
        for job in fleet.waitingJobs {
            waiting[job.namespace, default: 0] += UInt64(fleet.waiting(of: job)?.count ?? 0)
        }
        let order = FairOrder(fleet, waiting: waiting.keys, now: member.knownTime(now: now))
        for name in order.standings.keys { waiting[name, default: 0] += 0 }
        return waiting.compactMap { name, count in
            guard namespace.isEmpty || name == namespace else { return nil }
            let (used, due) = order.thousandths(of: name)
            let held = fleet.held(by: name)
            return Wire.QuotaView(
                namespaceName: name, quota: fleet.quotas[name]?.wire,
                held: QuotaKind.allCases.map { Wire.Amount(name: $0.description, amount: held[$0]) }, waiting: count,
                usedThousandths: used, dueThousandths: due)
        }
    }
}
