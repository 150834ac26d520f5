import Foundation
import Wire

extension JSON {
    static func plan(_ plan: PlanView) -> [String: Any] {
        ["jobs": plan.jobs.map(plannedJob), "ended_for_them": plan.victims.map(victim), "note": plan.note]
    }

    private static func plannedJob(_ job: PlannedJobView) -> [String: Any] {
        var object: [String: Any] = [
            "namespace": job.namespaceName, "name": job.job, "refusal": job.refusal, "in_vain": job.inVain,
            "version": job.version, "starting_now": job.startingNow, "starting_soon": job.startingSoon,
            "unlisted": job.unlisted,
            "places": job.places.map { place in
                [
                    "node": place.node, "tasks": place.tasks, "gpus": place.gpus,
                    "waits_for_ends": place.waitsForEnds,
                ] as [String: Any]
            },
            "waits": job.waits.map { wait in
                ["tasks": wait.tasks, "why": wait.why.map { why($0) } ?? [:]] as [String: Any]
            },
        ]
        object["change"] =
            job.change.map { change in
                [
                    "kept": change.kept, "stopped": change.stopped, "replaced": change.replaced, "added": change.added,
                    "waiting": change.waiting,
                ]
            } ?? NSNull()
        return object
    }

    private static func victim(_ victim: PlannedVictimView) -> [String: Any] {
        [
            "namespace": victim.namespaceName, "job": victim.job, "index": victim.index, "priority": victim.priority,
            "node": victim.node, "ran_ns": victim.ranNs, "saves_its_work": victim.savesItsWork,
            "grace_ns": victim.graceNs, "next": victim.next, "moved": victim.moved,
        ]
    }

    static func removed(_ removed: RemovedBy) -> [String: Any] {
        ["rule": removed.rule, "detail": removed.detail, "nodes": removed.nodes, "examples": removed.examples]
    }

    /// Tasks without a bound are null.
    static func capacity(_ view: CapacityView) -> [String: Any] {
        [
            "namespace": view.namespaceName, "name": view.job, "gang_size": view.gangSize,
            "all": group(view.all ?? CapacityGroup()), "groups": view.groups.map(group), "unlisted": view.unlisted,
            "quota": view.quota.map { quota in
                [
                    "tasks": quota.tasks, "kind": quota.kind, "held": quota.held, "limit": quota.limit,
                ] as [String: Any]
            } ?? NSNull(),
            "waiting": view.waiting, "removed": view.removed.map(removed),
        ]
    }

    private static func group(_ group: CapacityGroup) -> [String: Any] {
        func tasks(_ count: UInt64) -> Any { count == .max ? NSNull() : count as Any }
        return [
            "value": group.value, "servers": group.servers, "fit_now": tasks(group.now),
            "fit_empty": tasks(group.empty),
            "limits": group.limits.map { ["kind": $0.kind, "servers": $0.servers] as [String: Any] },
        ]
    }
}
