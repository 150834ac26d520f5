import CoordinatorCore
import Determinism
import Fleet
import Wire

/// What jobs use against what they request.
extension Views {
    /// The jobs of the namespace (of all where none is named) that are not over or of which something is known; those whose
    /// advice would free the largest part of the fleet first.
    func adviceViews(in namespace: String) -> [Wire.AdviceView] {
        var capacity = Fleet.Resources.zero
        for (_, node) in member.fleet.nodes where node.session != nil { capacity = capacity + node.facts.capacity }
        let rows = member.fleet.jobs.compactMap { pair -> (view: Wire.AdviceView, freed: Double)? in
            let (id, job) = pair
            guard namespace.isEmpty || id.namespace == namespace,
                !member.fleet.isFinished(job) || taskUsage.summary(of: id) != nil
            else { return nil }
            let view = adviceView(of: job)
            return (view, Views.partFreed(by: view, of: capacity))
        }
        // Jobs are in the order of their names, and those that free as much stay so.
        return rows.enumerated().sorted { left, right in
            left.element.freed == right.element.freed
                ? left.offset < right.offset : left.element.freed > right.element.freed
        }.map(\.element.view)
    }

    func adviceView(of job: Job) -> Wire.AdviceView {
        let definition = job.definition
        let summary = taskUsage.summary(of: definition.id)
        let allocations = job.allocations.compactMap { member.fleet.allocations[$0] }
        let kills = allocations.reduce(UInt64(0)) { sum, allocation in
            sum + UInt64(allocation.attempts.count { $0.jobVersion == job.version && $0.wasKilledForMemory })
        }
        let requested = definition.resources
        let cpu = ResourceAdvice.cpu(
            requested: requested.cpuMillicores, limit: definition.limits?.cpuMillicores, used: summary)
        let memory = ResourceAdvice.memory(
            requested: requested.memoryBytes, limit: definition.limits?.memoryBytes, used: summary, kills: kills)
        return Wire.AdviceView(
            namespaceName: definition.id.namespace, job: definition.id.name,
            live: UInt64(allocations.count { !$0.isFinished }), tasks: summary?.tasks ?? 0,
            watchedNs: summary?.watched.nanoseconds ?? 0, taskTimeNs: summary?.taskTime.nanoseconds ?? 0,
            confidence: summary?.confidence ?? 0,
            cpu: Views.advised(
                cpu, summary?.cpu, requested: requested.cpuMillicores, limit: definition.limits?.cpuMillicores),
            memory: Views.advised(
                memory, summary?.memory, requested: requested.memoryBytes, limit: definition.limits?.memoryBytes),
            throttled: summary?.throttled ?? 0, memoryKills: kills)
    }

    private static func advised(
        _ advice: ResourceAdvice, _ spread: UsageSummary.Spread?, requested: UInt64, limit: UInt64?
    ) -> Wire.AdvisedResource {
        Wire.AdvisedResource(
            requested: requested, limit: limit ?? requested, isMeasured: spread != nil,
            median: whole(spread?.median ?? 0), ninetyFive: whole(spread?.ninetyFive ?? 0),
            highest: whole(spread?.highest ?? 0), verdict: advice.verdict.rawValue, reason: advice.reason.rawValue,
            proposed: advice.proposed, proposedLimit: advice.proposedLimit ?? 0)
    }

    /// The larger of the parts of the fleet's CPU and of its memory that would be free; 0 where nothing would.
    private static func partFreed(by view: Wire.AdviceView, of capacity: Fleet.Resources) -> Double {
        func part(_ resource: Wire.AdvisedResource?, of whole: UInt64) -> Double {
            guard let resource, resource.verdict == ResourceAdvice.Verdict.less.rawValue,
                resource.requested > resource.proposed, whole > 0
            else { return 0 }
            return Double(resource.requested - resource.proposed) * Double(view.live) / Double(whole)
        }
        return max(part(view.cpu, of: capacity.cpuMillicores), part(view.memory, of: capacity.memoryBytes))
    }

    /// What an attempt uses now; nil where it is over or not measured.
    func use(of attempt: Attempt) -> Wire.TaskUse? {
        guard attempt.state.isLive, let present = taskUsage.present(of: attempt.id, now: now) else { return nil }
        return Wire.TaskUse(millicores: present.millicores ?? -1, memoryBytes: present.memoryBytes ?? -1)
    }
}

extension Attempt {
    /// Whether the kernel killed something of it for want of memory, as its agent said.
    var wasKilledForMemory: Bool {
        guard case .ended(let end) = state else { return false }
        return end.tellsOfMemoryKill
    }
}
