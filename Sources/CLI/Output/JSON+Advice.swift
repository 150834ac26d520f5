import Foundation
import Wire

extension JSON {
    /// What a job uses against what it requests; null for what is not known, and where there is no limit.
    static func advice(_ view: AdviceView) -> [String: Any] {
        [
            "namespace": view.namespaceName, "job": view.job, "live_tasks": view.live, "measured_runs": view.tasks,
            "watched_ns": view.watchedNs, "task_time_ns": view.taskTimeNs, "confidence": number(view.confidence),
            "throttled_ratio": number(view.throttled), "memory_kills": view.memoryKills,
            "cpu": advised(.cpu, view, unit: "millicores"), "memory": advised(.memory, view, unit: "bytes"),
            "spec": AdviceWords.spec(of: view),
        ]
    }

    private static func advised(_ kind: AdvisedKind, _ view: AdviceView, unit: String) -> [String: Any] {
        let resource = kind.resource(of: view)
        func known(_ amount: UInt64, _ isKnown: Bool) -> Any { isKnown ? amount as Any : NSNull() }
        let reason: Any =
            switch resource.reason {
            case 1: "held back by its limit"
            case 2: "killed"
            case 3: "near its limit"
            case 4: "above its request"
            default: NSNull()
            }
        return [
            "requested_\(unit)": resource.requested, "limit_\(unit)": known(resource.limit, resource.limit > 0),
            "used_median_\(unit)": known(resource.median, resource.isMeasured),
            "used_95_\(unit)": known(resource.ninetyFive, resource.isMeasured),
            "used_highest_\(unit)": known(resource.highest, resource.isMeasured),
            "verdict": "\(AdvisedVerdict(resource))", "reason": reason,
            "proposed_\(unit)": resource.proposed,
            "proposed_limit_\(unit)": known(resource.proposedLimit, resource.proposedLimit > 0),
            "frees_\(unit)": kind.freed(by: view)?.all ?? 0,
        ]
    }
}
