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
            "grace_ns": victim.graceNs, "next": victim.next,
        ]
    }
}
