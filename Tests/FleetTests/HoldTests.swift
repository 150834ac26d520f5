import Determinism
import Testing

@testable import Fleet

@Suite("Held jobs") struct HoldTests {
    private let id = JobID(name: "job")

    private func hold(_ site: inout Site, _ reason: String? = "the data is wrong", actor: String = "root") -> Outcome {
        site.apply(.holdJob(id, reason: reason), actor: actor).outcome
    }

    /// What changes the site must not stand in the macro itself.
    private func expect(_ isTrue: Bool, _ words: Comment? = nil, _ place: SourceLocation = #_sourceLocation) {
        #expect(isTrue, words, sourceLocation: place)
    }

    /// Two tasks, of which the first runs.
    private func half(_ definition: JobDefinition) throws -> (Site, Attempt) {
        var site = Site()
        site.submit(definition)
        expect(site.place(site.allocations()[0], on: "n1"))
        let attempt = try #require(site.allocations()[0].current)
        site.report(attempt, .running)
        return (site, attempt)
    }

    /// What a snapshot of it says, read anew.
    private func reread(_ state: FleetState) throws -> FleetState {
        try FleetState(canonicalBytes: state.canonicalBytes)
    }

    @Test("What runs is asked to end and then waits, what waits has no place, and both come back with their rank")
    func wholeCycle() throws {
        var (site, attempt) = try half(Site.job(count: 2))
        let rank = site.state.jobs[id]?.submittedIndex
        expect(hold(&site).message == "job job is held; 1 of its tasks is asked to end")
        #expect(site.state.jobs[id]?.hold == JobHold(since: site.now, actor: "root", reason: "the data is wrong"))
        #expect(site.state.attempt(attempt.id)?.stopping == .held)
        #expect(site.state.pending.elements.isEmpty && site.state.waitingJobs.isEmpty)
        expect(!site.place(site.allocations()[1], on: "n2"), "a plan from before the hold changes nothing")
        site.end(attempt, .stopped)
        #expect(site.allocations().map(\.state) == [.pending, .pending])
        #expect(site.state.waiting(of: id) == nil)
        expect(!site.place(site.allocations()[0], on: "n1"))
        var restored = site
        restored.state = try reread(site.state)
        #expect(restored.state.stateHash == site.state.stateHash)
        #expect(restored.state.waitingJobs.isEmpty, "who reads the snapshot has it in no queue either")
        let released = site.apply(.holdJob(id, reason: nil), actor: "root")
        #expect(released.outcome.message == "job job is released")
        let pending = released.changes.filter { if case .allocationPending = $0 { true } else { false } }
        #expect(pending.count == 2, "the leader has a pass to make")
        #expect(site.state.waiting(of: id)?.count == 2)
        #expect(site.state.jobs[id]?.submittedIndex == rank)
        let times = site.allocations().map(\.pendingSince)
        #expect(times == [site.now, site.now], "it has not waited for room meanwhile")
        expect(site.place(site.allocations()[0], on: "n1"))
    }

    @Test("To hold or release again changes nothing, and what is over or unknown cannot be held")
    func isIdempotent() throws {
        var (site, attempt) = try half(Site.job())
        expect(hold(&site, nil).message == "job job is not held")
        expect(hold(&site).code == .done)
        let held = site.state.jobs[id]?.hold
        let again = hold(&site, "another reason", actor: "ada")
        #expect(again.code == .done && again.message.contains("held by root since"))
        #expect(site.state.jobs[id]?.hold == held)
        expect(hold(&site, nil).message == "job job is released")
        expect(hold(&site, nil).message == "job job is not held")
        site.end(attempt, .completed)
        expect(hold(&site).code == .conflict)
        expect(site.apply(.holdJob(JobID(name: "nobody"), reason: "")).outcome.code == .notFound)
        expect(site.apply(.holdJob(JobID(name: "nobody"), reason: nil)).outcome.code == .notFound)
    }

    @Test("A reason is one line of bounded length")
    func reasons() throws {
        var (site, _) = try half(Site.job())
        expect(hold(&site, "two\nlines").code == .invalid)
        #expect(site.state.jobs[id]?.hold == nil)
        expect(hold(&site, String(repeating: "é", count: 150)).code == .done)
        #expect(site.state.jobs[id]?.hold?.reason.utf8.count == JobHold.reasonBytes)
    }

    @Test("Released before it has ended, a task waits like others once it has")
    func releasedAtOnce() throws {
        var (site, attempt) = try half(Site.job())
        expect(hold(&site).code == .done)
        expect(hold(&site, nil).code == .done)
        #expect(site.state.attempt(attempt.id)?.stopping == .held)
        site.end(attempt, .stopped)
        #expect(site.state.waiting(of: id)?.count == 1)
    }

    @Test("All members of a gang end, and begin again together")
    func gangs() throws {
        var site = Site()
        site.submit(Site.job(count: 2, gang: true))
        let placements = site.allocations().enumerated().map { place, allocation in
            Placement(allocation: allocation.id, session: Site.session("n\(place + 1)"))
        }
        expect(site.commit(Plan(placements: placements)))
        let attempts = site.allocations().compactMap(\.current)
        expect(hold(&site).code == .done)
        for attempt in attempts {
            #expect(site.state.attempt(attempt.id)?.stopping == .held)
            site.end(attempt, .stopped)
        }
        expect(!site.commit(Plan(placements: placements)))
        expect(hold(&site, nil).code == .done)
        expect(site.commit(Plan(placements: placements)))
    }

    @Test("A task that completes, is lost or fails while its job is held is what it is without")
    func endsWhileHeld() throws {
        for (cause, expected) in [
            (EndCause.completed, Allocation.State.finished(.complete)), (.lost, .pending), (.failed, .pending),
        ] {
            var (site, attempt) = try half(Site.job())
            expect(hold(&site).code == .done)
            if cause == .lost {
                site.apply(
                    .declareLost(session: attempt.session, lost: [attempt.id], sessionIsOver: true, reason: "silent"))
            } else {
                site.end(attempt, cause)
            }
            #expect(site.allocations()[0].state == expected, "\(cause)")
            #expect(site.state.waitingJobs.isEmpty)
            #expect((site.state.jobs[id]?.hold == nil) == (cause == .completed), "what is over is not held")
            #expect(try reread(site.state).stateHash == site.state.stateHash)
        }
    }

    @Test("A job that is stopped, past its deadline or cancelled is held no longer")
    func endsOfTheJob() throws {
        var (site, attempt) = try half(Site.job(count: 2))
        expect(hold(&site).code == .done)
        expect(site.apply(.stopJob(id), actor: "root").outcome.code == .done)
        #expect(site.state.jobs[id]?.hold == nil)
        #expect(site.state.attempt(attempt.id)?.stopping == .jobStopped)
        site.end(attempt, .stopped)
        #expect(site.allocations().allSatisfy { $0.state == .finished(.stopped) })
        site.submit(Site.job(count: 2))
        #expect(site.state.waiting(of: id)?.count == 2, "a new run of it begins without the hold")

        var late = Site()
        var definition = Site.job()
        definition.deadline = .within(.seconds(60))
        late.submit(definition)
        expect(hold(&late).code == .done)
        late.now = late.now + .seconds(120)
        late.apply(.endOverdue)
        #expect(late.allocations()[0].state == .finished(.deadlinePassed))
        #expect(late.state.jobs[id]?.hold == nil)

        var vain = Site()
        vain.submit(Site.job("first"))
        definition = Site.job()
        definition.after = [Dependency(.ok, JobID(name: "first"))]
        vain.submit(definition)
        expect(hold(&vain).code == .done)
        vain.apply(.stopJob(JobID(name: "first")))
        #expect(vain.allocations()[0].state == .finished(.dependencyFailed))
        #expect(vain.state.jobs[id]?.hold == nil)
    }

    @Test("What a held job waits for is settled meanwhile")
    func dependencies() throws {
        var site = Site()
        site.submit(Site.job("first"))
        var definition = Site.job()
        definition.after = [Dependency(.any, JobID(name: "first"))]
        site.submit(definition)
        expect(hold(&site).code == .done)
        site.apply(.stopJob(JobID(name: "first")))
        #expect(site.state.jobs[id]?.waitsFor == [])
        expect(!site.place(site.allocations()[0], on: "n1"))
        expect(hold(&site, nil).code == .done)
        expect(site.place(site.allocations()[0], on: "n1"))
    }

    @Test(
        "A new version is held, too, and so is what it adds; the leader gives it no other number of tasks, people may")
    func newVersions() throws {
        var site = Site()
        site.submit(Site.job(type: .service, count: 2))
        expect(hold(&site).code == .done)
        let outcome = site.submit(Site.job(type: .service, count: 3, command: ["/bin/other"])).outcome
        #expect(outcome.message == "job job revised to version 2 and still held")
        #expect(site.allocations().count == 3 && site.state.waitingJobs.isEmpty)
        let byLeader = site.apply(.scaleJob(id, to: 5, from: nil, reason: ""))
        #expect(byLeader.outcome.code == .conflict)
        expect(site.apply(.scaleJob(id, to: 4, from: nil, reason: ""), actor: "root").outcome.code == .done)
        #expect(site.allocations().count == 4 && site.state.waitingJobs.isEmpty)
        expect(hold(&site, nil).code == .done)
        #expect(site.state.waiting(of: id)?.count == 4)
    }

    @Test("A system job that is held begins on no server that comes")
    func systemJobs() throws {
        var site = Site(nodes: ["n1"])
        site.submit(Site.job(type: .system))
        expect(hold(&site).code == .done)
        site.apply(
            .putKey(KeyRecord(publicKey: "key-n2", name: "n2", role: .agent(NodeID("n2")))), actor: "root")
        site.connect("n2")
        #expect(site.allocations().count == 2 && site.state.waitingJobs.isEmpty)
        expect(hold(&site, nil).code == .done)
        #expect(site.state.waiting(of: id)?.count == 2)
    }

    @Test("An order to hold is read as it was written, in the newest form, and audit says who gave it")
    func encoding() throws {
        for operation in [Operation.holdJob(id, reason: "why"), .holdJob(id, reason: ""), .holdJob(id, reason: nil)] {
            #expect(try Operation(canonicalBytes: operation.canonicalBytes) == operation)
            #expect(FleetEntry.schema(of: operation) == 4)
        }
        var (site, _) = try half(Site.job())
        _ = hold(&site)
        _ = hold(&site, nil)
        #expect(site.state.audit.suffix(2).map(\.act) == ["job hold job because the data is wrong", "job release job"])
        #expect(site.state.audit.suffix(2).allSatisfy { $0.actor == "root" && $0.outcome == "ok" })
    }
}
