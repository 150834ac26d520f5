import CoordinatorCore
import Determinism
import Fleet
import FleetWire
import Scheduler
import Wire

/// What would happen if jobs were submitted: nothing of it is kept.
extension Views {
    /// Jobs that one question may name: each may cost several passes of the scheduler.
    static let askedJobsAtMost = 64
    /// Servers that are listed of each job; all of them are counted.
    static let plannedPlacesListed = 1_000
    /// Tasks that are listed of those that would be ended.
    static let plannedVictimsListed = 1_000

    func planView(_ query: Wire.Query) throws(ConversionError) -> Wire.PlanView {
        let prospect = member.prospect(of: try definitions(of: query), now: now)
        var view = Wire.PlanView(
            jobs: prospect.parts.map(plannedJob),
            victims: prospect.victims.prefix(Views.plannedVictimsListed).map { victim in
                Wire.PlannedVictimView(
                    namespaceName: victim.job.namespace, job: victim.job.name, index: victim.index,
                    priority: victim.priority, node: victim.node.name, ranNs: victim.ran.nanoseconds,
                    savesItsWork: victim.savesItsWork, graceNs: victim.grace.nanoseconds,
                    next: victim.next?.name ?? "", moved: victim.isMoved)
            })
        if member.fleet.placementHold != nil {
            view.note =
                "nothing is placed at present: the cluster was recovered, and leases from before may still be running"
        }
        return view
    }

    private func plannedJob(_ part: Prospect.Part) -> Wire.PlannedJobView {
        var view = Wire.PlannedJobView(
            namespaceName: part.job.namespace, job: part.job.name,
            refusal: part.outcome.code == .done ? "" : part.outcome.message, inVain: part.isInVain ?? "",
            version: part.version,
            places: part.places.prefix(Views.plannedPlacesListed).map { place in
                Wire.PlannedPlaceView(
                    node: place.node.name, tasks: place.tasks, gpus: place.gpus, waitsForEnds: place.waitsForEnds)
            },
            waits: part.waits.map { wait in
                // The allocation exists in the trial alone.
                Wire.PlannedWaitView(tasks: wait.tasks, why: whyView(of: nil, wait.explanation))
            })
        for place in part.places {
            if place.waitsForEnds { view.startingSoon += place.tasks } else { view.startingNow += place.tasks }
        }
        view.unlisted = UInt64(part.places.count - view.places.count)
        if let change = part.change {
            view.change = Wire.PlannedChangeView(
                kept: change.kept, stopped: change.stopped, replaced: change.replaced, added: change.added,
                waiting: change.waiting)
        }
        return view
    }
}
