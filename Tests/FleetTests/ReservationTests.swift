import Determinism
import Testing

@testable import Fleet

/// Servers that are kept for a namespace or for maintenance: what may be set, and what a plan may place there.
struct ReservationTests {
    private func job(
        _ name: String, in namespace: String = "default", type: JobType = .batch, limit: Span? = nil,
        checkpoint: Span? = nil, stop: Span = .seconds(10), disruption: ToleratedDisruption? = nil
    ) -> JobDefinition {
        JobDefinition(
            id: JobID(namespace: namespace, name: name), type: type, command: ["/bin/true"],
            resources: Resources(cpuMillicores: 1_000), stop: StopContract(grace: stop),
            checkpoint: checkpoint.map { CheckpointContract(grace: $0) }, disruption: disruption, timeLimit: limit)
    }

    private func reservation(
        _ nodes: [String] = ["n1"], from start: WallTime, for span: Span = .seconds(3_600), _ namespaces: [String] = []
    ) -> Reservation {
        Reservation(nodes: nodes.map { NodeID($0) }, start: start, end: start + span, namespaces: namespaces)
    }

    @discardableResult
    private func set(_ name: String, _ reservation: Reservation, in site: inout Site) -> Outcome {
        site.apply(.setReservation(name: name, reservation), actor: "root").outcome
    }

    private func submit(_ definition: JobDefinition, to site: inout Site) -> Allocation? {
        site.submit(definition)
        return site.state.jobs[definition.id]?.allocations.first.flatMap { site.state.allocations[$0] }
    }

    /// Whether a plan holds that places a new task on a server.
    private func begins(_ definition: JobDefinition, on node: String = "n1", in site: inout Site) -> Bool {
        guard let allocation = submit(definition, to: &site) else { return false }
        return site.place(allocation, on: node)
    }

    // MARK: What may be set

    @Test func itIsKeptListedReplacedAndDeleted() {
        var site = Site()
        let start = site.now + .seconds(600)
        let first = set("upgrade", reservation(["n2", "n1"], from: start), in: &site)
        #expect(first.code == .done)
        #expect(first.message == "2 servers are kept for maintenance from \(start) to \(start + .seconds(3_600))")
        #expect(site.state.reservations(on: NodeID("n1")) == ["upgrade"])
        set("upgrade", reservation(["n3"], from: start, ["blue"]), in: &site)
        #expect(site.state.reservations(on: NodeID("n1")).isEmpty)
        #expect(site.state.reservations["upgrade"]?.namespaces == ["blue"])
        #expect(site.state.audit.last?.act == "reservation set upgrade")
        #expect(site.apply(.deleteReservation(name: "upgrade"), actor: "root").outcome.code == .done)
        #expect(site.state.audit.last?.act == "reservation delete upgrade")
        #expect(site.state.reservations.isEmpty && site.state.reservations(on: NodeID("n3")).isEmpty)
        let gone = site.apply(.deleteReservation(name: "upgrade"), actor: "root").outcome
        #expect(gone.message == "there is no reservation upgrade; see `muster reservation list`")
    }

    @Test func whatMakesNoSenseIsRefused() {
        var site = Site()
        let start = site.now + .seconds(600)
        func refusal(_ name: String = "r", _ reservation: Reservation) -> String {
            let before = site.state.reservations.count
            let outcome = set(name, reservation, in: &site)
            #expect(outcome.code != .done && site.state.reservations.count == before)
            return outcome.message
        }
        #expect(refusal("No", reservation(from: start)).hasPrefix("reservation name: it must be"))
        #expect(refusal("r", reservation([], from: start)) == "reservation r: it has no servers; name one at least")
        #expect(refusal("r", reservation(["n9"], from: start)) == "there is no server n9; see `muster node list`")
        #expect(refusal("r", reservation(from: start, for: .zero)).contains("which is not after its start"))
        #expect(refusal("r", reservation(from: .epoch, for: .seconds(5))).contains("choose a later end"))
        #expect(refusal("r", reservation(from: start, ["Blue"])).hasPrefix("reservation r: namespace: it must be"))
        let many = (0...Reservation.namespacesAtMost).map { "n\($0)" }
        #expect(refusal("r", reservation(from: start, many)).contains("64 are the most"))
    }

    @Test func twoAtATimeOnOneServerAreRefused() {
        var site = Site()
        let start = site.now + .seconds(600)
        set("first", reservation(["n1", "n2"], from: start), in: &site)
        let second = set("second", reservation(["n2", "n3"], from: start + .seconds(60)), in: &site)
        #expect(second.code == .conflict)
        #expect(
            second.message
                == "server n2 is kept for maintenance from \(start) to \(start + .seconds(3_600)) by reservation first; "
                + "choose another time or other servers, or delete first first")
        #expect(set("second", reservation(["n2"], from: start + .seconds(3_600)), in: &site).code == .done)
        let before = reservation(["n2"], from: start.before(.seconds(60)), for: .seconds(60))
        #expect(set("before", before, in: &site).code == .done)
        #expect(site.state.reservations(on: NodeID("n2")) == ["before", "first", "second"], "by start")
        #expect(set("first", reservation(["n1"], from: start + .seconds(5)), in: &site).code == .done, "not by itself")
    }

    @Test func itIsForgottenADayAfterItsEnd() {
        var site = Site()
        set("short", reservation(from: site.now, for: .seconds(30)), in: &site)
        site.apply(.collectGarbage(before: site.now))
        #expect(site.state.reservations.count == 1)
        site.now = site.now + .seconds(100)
        site.apply(.collectGarbage(before: site.now))
        #expect(site.state.reservations.isEmpty && site.state.reservations(on: NodeID("n1")).isEmpty)
    }

    @Test func itOutlivesASnapshotAndItsCodesAreFixed() throws {
        var site = Site()
        let one = reservation(["n1", "n3"], from: site.now + .seconds(60), ["blue", "red"])
        set("r", one, in: &site)
        let copy = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(copy.canonicalBytes == site.state.canonicalBytes)
        #expect(copy.reservations(on: NodeID("n3")) == ["r"] && copy.stateHash == site.state.stateHash)
        for (code, operation) in [
            (56, .setReservation(name: "r", one)), (57, .deleteReservation(name: "r")),
        ] as [(UInt8, Operation)] {
            let entry = FleetEntry(time: .epoch, actor: "root", operation: operation)
            #expect(try FleetEntry.decode(entry.canonicalBytes) == entry)
            #expect(entry.canonicalBytes.prefix(2) == [4, code])
        }
    }

    // MARK: What a plan may place

    @Test func withinItsTimeOnlyItsNamespacesBegin() {
        var site = Site()
        set("blue", reservation(["n1", "n2"], from: site.now, for: .seconds(600), ["blue", "navy"]), in: &site)
        let blue = begins(job("a", in: "blue"), in: &site)
        let navy = begins(job("b", in: "navy"), on: "n2", in: &site)
        let other = begins(job("c", type: .service, limit: .seconds(1)), in: &site)
        let elsewhere = begins(job("d"), on: "n3", in: &site)
        #expect(blue && navy && !other && elsewhere)
        site.now = site.now + .seconds(600)
        let later = begins(job("e"), in: &site)
        #expect(later, "it is over")
    }

    @Test func ofMaintenanceNothingBegins() {
        var site = Site()
        set("upgrade", reservation(from: site.now), in: &site)
        let one = begins(job("a", in: "blue"), in: &site)
        let other = begins(job("b", type: .service), in: &site)
        #expect(!one && !other)
    }

    @Test func beforeItBeginsWhatCertainlyEndsInTime() {
        var site = Site()
        let start = site.now + .seconds(1_000)
        set("blue", reservation(from: start, ["blue"]), in: &site)
        // 2 s for the next entries, 10 s until it begins, 10 s for its stop.
        let left = start.since(site.now).nanoseconds / 1_000_000_000 - 22
        let long = begins(job("long", limit: .seconds(left + 1)), in: &site)
        #expect(!long)
        let short = begins(job("short", limit: .seconds(left - 3)), in: &site)
        #expect(short)
        let saving = begins(
            job("saving", limit: .seconds(left - 10), checkpoint: .seconds(60), disruption: .atMost(0)), in: &site)
        #expect(!saving, "a checkpoint takes time, too")
        let endless = begins(job("endless"), in: &site)
        #expect(!endless)
        let own = begins(job("own", in: "blue"), in: &site)
        #expect(own, "its own namespace may at any time")
    }

    @Test func beforeItBeginsWhatCanBeMoved() {
        var site = Site()
        let start = site.now + .seconds(1_000)
        set("blue", reservation(from: start, ["blue"]), in: &site)
        for (name, definition, expected) in [
            ("service", job("a", type: .service), true),
            ("service that tolerates nothing", job("b", type: .service, disruption: .atMost(0)), false),
            ("batch", job("c"), false),
            ("batch with checkpoints", job("d", checkpoint: .seconds(30)), true),
            ("the same that tolerates nothing", job("e", checkpoint: .seconds(30), disruption: .percent(0)), false),
        ] {
            let held = begins(definition, in: &site)
            #expect(held == expected, "\(name)")
        }
        site.now = start.before(.seconds(130))
        let tooLate = begins(job("f", type: .service), in: &site)
        #expect(!tooLate, "it would have to go at once")
    }

    @Test func longBeforeItAnythingBegins() {
        var site = Site()
        set("blue", reservation(from: site.now + .seconds(8 * 86_400), ["blue"]), in: &site)
        let early = begins(job("a"), in: &site)
        site.now = site.now + .seconds(86_400)
        let late = begins(job("b"), in: &site)
        #expect(early && !late)
    }

    @Test func systemJobsStayUnlessTheirServerIsMaintained() {
        var site = Site()
        set("blue", reservation(["n1"], from: site.now, ["blue"]), in: &site)
        set("upgrade", reservation(["n2"], from: site.now), in: &site)
        site.submit(job("watch", type: .system))
        for allocation in site.allocations("watch") {
            guard let node = allocation.pinned?.name else { continue }
            let held = site.place(allocation, on: node)
            #expect(held == (node != "n2"), "\(node)")
        }
    }

    // MARK: What has to go

    @Test func nearItsStartAndWithinItAPlanMayMoveOthersOff() throws {
        var site = Site()
        let web = begins(job("web", type: .service), in: &site)
        let blue = begins(job("own", in: "blue", type: .service), in: &site)
        let brief = begins(job("brief", limit: .seconds(60)), in: &site)
        #expect(web && blue && brief)
        for attempt in site.state.liveAttempts(on: NodeID("n1")) { site.report(attempt, .running) }
        let start = site.now + .seconds(400)
        set("blue", reservation(from: start, ["blue"]), in: &site)
        func move(_ name: String, _ namespace: String = "default") throws -> Bool {
            let id = try #require(site.state.jobs[JobID(namespace: namespace, name: name)]?.allocations.first)
            let attempt = try #require(site.state.allocations[id]?.current)
            return site.commit(Plan(stops: [PlannedStop(attempt: attempt.id, reason: .drained)]))
        }
        let early = try move("web")
        site.now = start.before(.seconds(130))
        let (own, ending, late) = (try move("own", "blue"), try move("brief"), try move("web"))
        #expect(!early && !own && !ending && late)
    }

    @Test func theLongestTimeLimitThatWouldDo() {
        let now = WallTime(nanoseconds: 1_000_000_000_000)
        let one = reservation(from: now + .seconds(3_600))
        #expect(one.longestTimeLimit(for: job("a"), at: now) == .seconds(3_580))
        #expect(one.longestTimeLimit(for: job("a", checkpoint: .seconds(100)), at: now) == .seconds(3_480))
        #expect(one.longestTimeLimit(for: job("a"), at: one.start.before(.seconds(20))) == nil)
        #expect(one.admits(job("a", limit: .seconds(3_580)), at: now))
        #expect(!one.admits(job("a", limit: .seconds(3_581)), at: now))
    }

    @Test func farTimesDoNotTrap() {
        let far = Reservation(
            nodes: [NodeID("n1")], start: WallTime(nanoseconds: .max - 1), end: WallTime(nanoseconds: .max))
        let early = Reservation(nodes: [NodeID("n1")], start: .epoch, end: WallTime(nanoseconds: .max))
        for now in [WallTime.epoch, WallTime(nanoseconds: .max)] {
            for one in [far, early] {
                let definition = job("a", limit: .unlimited, checkpoint: .unlimited)
                _ = one.admits(definition, at: now)
                _ = one.leave(of: definition)
                _ = one.longestTimeLimit(for: definition, at: now)
            }
        }
        #expect(far.admits(job("a"), at: .epoch))
        #expect(!early.admits(job("a"), at: .epoch))
    }
}
