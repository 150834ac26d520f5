import CoordinatorCore
import Determinism
import Fleet
import FleetWire
import Scheduler
import Wire

/// How many more tasks fit.
extension Views {
    /// Groups of servers that are listed.
    static let capacityGroupsListed = 1_000

    func capacityViews(_ query: Wire.Query) throws(ConversionError) -> [Wire.CapacityView] {
        let circumstances = member.circumstances(now: now)
        let label = query.groupBy.isEmpty ? nil : query.groupBy
        return try definitions(of: query).map { definition in
            view(
                of: Scheduler.capacity(for: definition, by: label, in: member.fleet, circumstances),
                for: definition.id)
        }
    }

    /// The jobs that a question names; each makes sense.
    func definitions(of query: Wire.Query) throws(ConversionError) -> [Fleet.JobDefinition] {
        guard !query.definitions.isEmpty, query.definitions.count <= Views.askedJobsAtMost else {
            throw ConversionError(
                "query.definitions",
                "has \(query.definitions.count) jobs; one question is about 1 to \(Views.askedJobsAtMost)")
        }
        var definitions: [Fleet.JobDefinition] = []
        for wire in query.definitions { definitions.append(try Fleet.JobDefinition(wire: wire)) }
        return definitions
    }

    private func view(of capacity: Capacity, for job: JobID) -> Wire.CapacityView {
        let groups = Array(capacity.groups.prefix(Views.capacityGroupsListed))
        return Wire.CapacityView(
            namespaceName: job.namespace, job: job.name, all: group("", capacity.all),
            groups: groups.map { group($0.key, $0.value) }, gangSize: capacity.gangSize,
            quota: capacity.quota.map {
                Wire.CapacityQuota(tasks: $0.tasks, kind: $0.kind.description, held: $0.held, limit: $0.limit)
            },
            waiting: capacity.waiting, removed: capacity.removed.map(removedBy),
            unlisted: UInt64(capacity.groups.count - groups.count))
    }

    private func group(_ value: String, _ tally: Capacity.Tally) -> Wire.CapacityGroup {
        Wire.CapacityGroup(
            value: value, servers: tally.servers, now: tally.now, empty: tally.empty,
            limits: tally.limits.map { Wire.CapacityLimit(kind: $0.kind, servers: $0.servers) })
    }
}
