import Determinism
import Fleet
import Testing

/// Requests, keys, commands, and what is let go.
struct LedgerTests {
    @Test func aRepeatedRequestIsAnsweredAndNotRepeated() {
        var site = Site()
        let request = RequestID(high: 1, low: 2)
        let first = site.apply(.submitJob(Site.job()), actor: "root", request: request)
        let audit = site.state.audit.count
        site.apply(.stopJob(JobID(name: "job")), actor: "root")
        let second = site.apply(.submitJob(Site.job()), actor: "root", request: request)
        #expect(second == Applied(outcome: first.outcome, changes: []))
        #expect(site.state.outcome(of: request) == first.outcome)
        #expect(site.state.jobs[JobID(name: "job")]?.desired == .stopped)
        #expect(site.state.audit.count == audit + 1)
    }

    @Test func refusedActsAreAuditedAndTheLeadersAreNot() {
        var site = Site()
        let before = site.state.audit.count
        site.apply(.stopJob(JobID(name: "none")), actor: "eve")
        site.apply(.collectGarbage(before: .epoch))
        #expect(site.state.audit.count == before + 1)
        #expect(site.state.audit.last?.actor == "eve")
        #expect(site.state.audit.last?.act == "job stop none")
        #expect(site.state.audit.last?.outcome == "there is no job none; see `muster job list`")
    }

    @Test func theClusterIsFoundedOnce() {
        var site = Site()
        let again = site.apply(.genesis(cluster: "other", settings: ClusterSettings(), keys: []))
        #expect(again.outcome.code == .conflict)
        #expect(site.state.cluster == "test")
    }

    @Test func theLastAdminStays() {
        var site = Site()
        let removed = site.apply(.removeKey(publicKey: "key-root"), actor: "root")
        #expect(removed.outcome.code == .conflict)
        let demoted = site.apply(
            .putKey(KeyRecord(publicKey: "key-root", name: "root", role: .viewer)), actor: "root")
        #expect(demoted.outcome.code == .conflict)
        site.apply(.putKey(KeyRecord(publicKey: "key-ann", name: "ann", role: .admin)), actor: "root")
        let allowed = site.apply(.removeKey(publicKey: "key-root"), actor: "ann")
        #expect(allowed.outcome.code == .done)
    }

    @Test func theFirstResultOfACommandRunIsFinal() throws {
        var site = Site()
        site.apply(.closeSession(session: Site.session("n3"), reason: "gone"))
        let accepted = site.apply(
            .acceptCommand(
                CommandDefinition(arguments: ["/bin/date"]), target: "all",
                nodes: [NodeID("n3"), NodeID("n1"), NodeID("n2")]), actor: "root")
        let id = CommandID(accepted.outcome.identifier)
        #expect(id.number == site.index)
        let command = try #require(site.state.commands[id])
        #expect(command.runs[NodeID("n3")]?.result == .unreachable("the server was not connected"))
        #expect(site.state.unsettledCommands.elements == [id])
        site.apply(.settleCommands([CommandOutcome(command: id, node: NodeID("n1"), result: .exited(.code(0)))]))
        let last = site.apply(
            .settleCommands([
                CommandOutcome(command: id, node: NodeID("n1"), result: .unknown("late")),
                CommandOutcome(command: id, node: NodeID("n2"), result: .exited(.code(3))),
            ]))
        #expect(last.changes == [.commandSettled(id)])
        #expect(site.state.commands[id]?.runs[NodeID("n1")]?.result == .exited(.code(0)))
        #expect(site.state.unsettledCommands.isEmpty)
    }

    @Test func onlyWhatIsOverAndOldIsCollected() throws {
        var site = Site()
        site.submit(Site.job("done"))
        site.place(site.allocations("done")[0], on: "n1")
        site.end(try #require(site.allocations("done")[0].current), .completed)
        site.submit(Site.job("waiting"))
        let request = RequestID(high: 7, low: 7)
        site.apply(.setEligibility(NodeID("n1"), .cordoned), actor: "root", request: request)
        site.apply(.collectGarbage(before: site.now + .seconds(100)))
        #expect(site.state.jobs.keys == [JobID(name: "waiting")])
        #expect(site.state.allocations.count == 1)
        #expect(site.state.outcome(of: request) == nil)
        #expect(site.state.audit.isEmpty)
    }

    @Test func timeNeverGoesBack() {
        var state = FleetState()
        _ = state.apply(
            FleetEntry(
                time: WallTime(nanoseconds: 100), actor: "leader",
                operation: .report(session: Site.session("n"), reports: [])),
            index: 1)
        _ = state.apply(
            FleetEntry(
                time: WallTime(nanoseconds: 50), actor: "leader",
                operation: .report(session: Site.session("n"), reports: [])),
            index: 2)
        #expect(state.time == WallTime(nanoseconds: 100))
    }

    @Test func theLedgerIsBounded() {
        var site = Site(nodes: [])
        for number in 0..<22_000 {
            site.apply(.stopJob(JobID(name: "x")), actor: "root", request: RequestID(high: 0, low: UInt64(number)))
        }
        #expect(site.state.outcome(of: RequestID(high: 0, low: 0)) == nil)
        #expect(site.state.outcome(of: RequestID(high: 0, low: 21_999)) != nil)
        #expect(site.state.audit.count <= AuditRecord.kept + FleetState.auditSlack)
    }
}
