import Determinism
import Testing

@testable import Fleet

/// The mix of work that the state remembers.
struct DemandTests {
    private func request(_ cores: UInt64) -> ResourceRequest {
        ResourceRequest(amounts: Resources(cpuMillicores: cores * 1_000))
    }

    @Test func tasksAreCountedByWhatTheyAskFor() {
        var demand = Demand()
        demand.note(request(1), tasks: 3)
        demand.note(request(2), tasks: 1)
        demand.note(request(1), tasks: 2)
        demand.note(request(3), tasks: 0)
        #expect(demand.kinds.map(\.tasks) == [5, 1] && demand.tasks == 6)
    }

    @Test func whatIsLongPastCountsEverLess() {
        var demand = Demand()
        demand.note(request(1), tasks: 1_000)
        demand.note(request(2), tasks: 1)
        demand.note(request(3), tasks: .max)
        #expect(demand.tasks <= Demand.tasksAtMost)
        #expect(demand.kinds.map(\.request) == [request(1), request(3)])
        #expect(demand.kinds[0].tasks == 500)
    }

    @Test func kindsAreBounded() {
        var demand = Demand()
        for cores in 0..<UInt64(Demand.kindsAtMost) {
            demand.note(request(cores), tasks: cores.isMultiple(of: 2) ? 1 : 2)
        }
        #expect(demand.kinds.count == Demand.kindsAtMost)
        demand.note(request(99_999), tasks: 1)
        #expect(demand.kinds.count == Demand.kindsAtMost / 2 + 1)
        #expect(demand.kinds.allSatisfy { $0.tasks == 1 } && demand.tasks == UInt64(demand.kinds.count))
    }

    @Test func itIsReadAsItWasWrittenAndNonsenseIsRefused() throws {
        var demand = Demand()
        demand.note(request(1), tasks: 3)
        demand.note(
            ResourceRequest(gpus: GPURequest(count: 1, thousandths: 250, models: ["T4"], memoryBytes: 1)), tasks: 2)
        #expect(try Demand(canonicalBytes: demand.canonicalBytes) == demand)
        for tasks in [[3, 3], [0], [Demand.tasksAtMost + 1]] as [[UInt64]] {
            var writer = ByteWriter()
            writer.write(tasks.map { Demand.Kind(request: request(1), tasks: $0) })
            #expect(throws: ByteReader.Malformed.self) { try Demand(canonicalBytes: writer.bytes) }
        }
    }

    @Test func submissionsCountButSystemJobsAndRestartsDoNot() throws {
        var site = Site(nodes: ["n1", "n2"])
        func submit(_ name: String, type: JobType = .batch, count: UInt64 = 1) {
            site.apply(
                .submitJob(
                    JobDefinition(
                        id: JobID(name: name), type: type, count: count, command: ["a"], resources: request(1).amounts))
            )
        }
        submit("many", count: 5)
        submit("many", count: 7)
        submit("everywhere", type: .system)
        #expect(site.state.demand.kinds.map(\.tasks) == [7])
        site.apply(.stopJob(JobID(name: "many")))
        submit("many", count: 2)
        #expect(site.state.demand.kinds.map(\.tasks) == [9])
        #expect(try FleetState(canonicalBytes: site.state.canonicalBytes).demand == site.state.demand)
    }
}
