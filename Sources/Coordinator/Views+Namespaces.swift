import CoordinatorCore
import Determinism
import Fleet
import Wire

/// Namespaces with their settings, and the jobs whose GPUs do nothing.
extension Views {
    /// `*`, and the namespaces that have jobs or a policy of their own; or the one of that name, whatever it has.
    func namespaceViews(_ namespace: String) -> [Wire.NamespaceView] {
        let fleet = member.fleet
        var views = SortedMap<String, Wire.NamespaceView>()
        let names = [IdleGPUPolicy.everyNamespace] + fleet.idleGPUPolicies.keys + fleet.jobs.keys.map(\.namespace)
        for name in namespace.isEmpty ? names : [namespace] where views[name] == nil {
            views[name] = Wire.NamespaceView(
                namespaceName: name, own: fleet.idleGPUPolicies[name]?.wire,
                idleGpus: fleet.idleGPUPolicy(of: name).wire)
        }
        for (id, job) in fleet.jobs where job.desired == .running && !fleet.isFinished(job) {
            views.update(id.namespace) {
                $0.jobs += 1
                $0.held += job.hold == nil ? 0 : 1
                $0.warned += member.idleWarning(of: id) == nil ? 0 : 1
            }
        }
        return views.values
    }

    /// What is said of a job whose GPUs do nothing: `its 8 GPUs have been idle since ...; it is held at ... if that goes on`.
    static func words(_ warning: IdleWarning) -> String {
        let whose = warning.gpus == 1 ? "its GPU has" : "its \(warning.gpus) GPUs have"
        let end = warning.reclaimAt.map { "; it is held at \($0.wholeSecond) if that goes on" } ?? ""
        return "\(whose) been idle since \(warning.since.wholeSecond)\(end)"
    }
}
