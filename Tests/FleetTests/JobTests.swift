import Determinism
import Fleet
import Testing

struct JobTests {
    @Test func countGrowsAndShrinksAtTheHighestIndexes() throws {
        var site = Site()
        site.submit(Site.job(count: 2))
        for allocation in site.allocations() { site.place(allocation, on: "n1") }
        site.submit(Site.job(count: 4))
        #expect(site.allocations().map(\.index) == [0, 1, 2, 3])
        #expect(site.allocations().flatMap(\.live).compactMap(\.stopping).isEmpty)
        site.submit(Site.job(count: 1))
        #expect(site.allocations()[1].current?.stopping == .jobStopped)
        // Those that never ran are gone at once.
        #expect(site.allocations().map(\.index) == [0, 1])
        let last = site.submit(Site.job(count: 2))
        #expect(last.outcome.identifier == 4)
        // The index whose task still ends has a successor already.
        #expect(site.allocations().map(\.index) == [0, 1, 1])
        #expect(site.allocations().last?.state == .pending)
    }

    @Test func theSameDefinitionChangesNothing() {
        var site = Site()
        site.submit(Site.job())
        let again = site.submit(Site.job())
        #expect(again.outcome.code == .done)
        #expect(again.outcome.identifier == 1)
        #expect(again.changes.isEmpty)
    }

    @Test func anotherCommandSupersedesWhatRunsAndAnotherPriorityDoesNot() throws {
        var site = Site()
        site.submit(Site.job())
        site.place(site.allocations()[0], on: "n1")
        site.submit(Site.job(priority: 60))
        #expect(site.allocations()[0].current?.stopping == nil)
        site.submit(Site.job(priority: 60, command: ["/bin/false"]))
        let attempt = try #require(site.allocations()[0].current)
        #expect(attempt.stopping == .superseded)
        site.end(attempt, .stopped, exit: .signal(15))
        site.place(site.allocations()[0], on: "n1")
        #expect(site.allocations()[0].current?.jobVersion == 3)
    }

    @Test func aJobThatIsOverStartsAnewWhenItIsSubmittedAgain() throws {
        var site = Site()
        site.submit(Site.job())
        site.place(site.allocations()[0], on: "n1")
        let first = try #require(site.allocations()[0].current)
        site.end(first, .completed)
        site.submit(Site.job())
        #expect(site.allocations().map(\.state) == [.pending])
        #expect(site.allocations()[0].id > first.id.allocation)
        #expect(site.state.jobs[JobID(name: "job")]?.version == 2)
    }

    @Test(arguments: [
        (JobDefinition(id: JobID(name: "Big"), command: ["x"]), "name"),
        (JobDefinition(id: JobID(name: "a"), priority: 101, command: ["x"]), "priority"),
        (JobDefinition(id: JobID(name: "a"), count: 0, command: ["x"]), "count"),
        (JobDefinition(id: JobID(name: "a"), command: []), "command"),
        (JobDefinition(id: JobID(name: "a"), command: ["x"], directory: "here"), "directory"),
        (JobDefinition(id: JobID(name: "a"), command: ["x"], lease: .seconds(1)), "lease"),
        (JobDefinition(id: JobID(name: "a"), command: ["x"], stop: StopContract(signal: 65)), "stop.signal"),
        (JobDefinition(id: JobID(name: "a"), command: ["x", String(repeating: "y", count: 70_000)]), "the job"),
    ])
    func senselessDefinitionsAreRefusedByField(definition: JobDefinition, field: String) {
        var site = Site()
        let outcome = site.submit(definition).outcome
        #expect(outcome.code == .invalid)
        #expect(outcome.message.hasPrefix("job \(definition.id): \(field) "))
        #expect(site.state.jobs.isEmpty)
        #expect(site.state.audit.last?.outcome == outcome.message)
    }
}
