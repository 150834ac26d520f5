import CoordinatorCore
import Determinism
import Fleet

/// Namespaces and their quotas. In one history of three there are several; in the others one is alone, and the order of what
/// waits is known beyond doubt.
extension FleetSimulator {
    private var namespaces: [String] { seed % 3 == 1 ? ["default", "research", "web"] : ["default"] }

    /// Where a job is submitted.
    mutating func someNamespace() -> String {
        let names = namespaces
        return names.count == 1 ? names[0] : names[Int(random.below(UInt64(names.count)))]
    }

    /// Quotas that are often below what is held already, and now and then how soon usage is forgotten. A quota often comes
    /// right behind a job that it would keep out.
    mutating func setSomeQuota() {
        if namespaces.count > 1, random.oneIn(8) {
            let halfLife = Span.seconds(3_600 * (1 + random.below(48)))
            return ask(.setQuota, .change(.operation(.setHalfLife(halfLife))))
        }
        let namespace = someNamespace()
        if history.fleet.quotas[namespace] != nil, random.oneIn(2) {
            return ask(.setQuota, .change(.operation(.setQuota(namespace: namespace, nil))))
        }
        var quota = Quota(share: 1 + random.below(4))
        switch random.below(4) {
        case 0: quota.burst[.cpu] = random.below(12) * 500
        case 1: quota.burst[.gpus] = random.below(6) * 500
        case 2: quota.burst[.memory] = random.below(6) << 30
        default: quota.burst[.tasks] = random.below(6)
        }
        if random.oneIn(2) { quota.burst[.tasks] = 1 + random.below(6) }
        if random.oneIn(2) { quota.guaranteed[.cpu] = random.below(4) * 500 }
        if let burst = quota.burst[.cpu], let due = quota.guaranteed[.cpu] { quota.guaranteed[.cpu] = min(burst, due) }
        if random.oneIn(2) { submitSomething() }
        ask(.setQuota, .change(.operation(.setQuota(namespace: namespace, quota))))
    }

    // MARK: What may be judged

    /// Whether it is certain that this is the first that is placed on a server: no other namespace's work of the same
    /// priority may come before it, and its own namespace may have all that waits in it.
    func isFirstBeyondDoubt(
        _ first: Waiting, among ranked: [Waiting], on node: Node, in fleet: FleetState, at time: WallTime
    ) -> Bool {
        let namespace = first.allocation.job.namespace
        let rival = ranked.first {
            $0.allocation.job.namespace != namespace && $0.allocation.failover == first.allocation.failover
                && $0.job.definition.priority == first.job.definition.priority
                && mayRun($0.allocation, of: $0.job, on: node, in: fleet, at: time)
        }
        return rival == nil && !quotaMayHoldUp(namespace, in: fleet)
    }

    /// Whether a namespace may not have all at once that lives and waits in it.
    func quotaMayHoldUp(_ namespace: String, in fleet: FleetState) -> Bool {
        guard let burst = fleet.quotas[namespace]?.burst else { return false }
        var (cpu, memory, gpus, tasks) = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
        for (_, allocation) in fleet.allocations where allocation.job.namespace == namespace && !allocation.isFinished {
            guard let definition = fleet.jobs[allocation.job]?.definition else { continue }
            for attempt in allocation.live {
                cpu += attempt.resources.cpuMillicores
                memory += attempt.resources.memoryBytes
                gpus += attempt.gpus.reduce(0) { $0 + $1.thousandths }
                tasks += 1
            }
            guard allocation.state == .pending else { continue }
            cpu += definition.resources.cpuMillicores
            memory += definition.resources.memoryBytes
            gpus += definition.gpus.count * definition.gpus.thousandths
            tasks += 1
        }
        return cpu > burst[.cpu] ?? .max || memory > burst[.memory] ?? .max || gpus > burst[.gpus] ?? .max
            || tasks > burst[.tasks] ?? .max
    }
}
