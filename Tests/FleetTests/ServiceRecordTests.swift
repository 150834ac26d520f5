import Determinism
import Fleet
import Testing

/// Each entry of a `Site` is a second after the one before.
struct ServiceRecordTests {
    private func lose(_ node: String, _ nonce: UInt64 = 1, over: Bool = true, in site: inout Site) {
        site.apply(
            .declareLost(
                session: Site.session(node, nonce), lost: site.state.liveAttempts(on: NodeID(node)).map(\.id),
                sessionIsOver: over, reason: "silent"))
    }

    private func record(_ node: String, in site: Site) -> ServiceRecord? {
        site.state.nodes[NodeID(node)]?.serviceRecord(at: site.state.time)
    }

    @Test func aServersTimeInServiceIsThatOfItsSessions() throws {
        var site = Site(nodes: ["n1", "n2"])
        let since = try #require(site.state.nodes[NodeID("n1")]?.sessionSince)
        site.apply(.recordAct("nothing"))
        #expect(record("n1", in: site) == ServiceRecord(losses: 0, served: site.state.time.since(since)))
        lose("n1", in: &site)
        let served = site.state.time.since(since)
        for _ in 0..<5 { site.apply(.recordAct("nothing")) }
        // Away for five seconds so far, and for six when it is back.
        #expect(record("n1", in: site) == ServiceRecord(losses: 1, served: served, away: .seconds(5)))
        site.connect("n1", 2)
        site.apply(.recordAct("nothing"))
        site.connect("n1", 3)
        site.apply(.recordAct("nothing"))
        #expect(
            record("n1", in: site)
                == ServiceRecord(losses: 1, served: served + .seconds(3), returns: 1, away: .seconds(6)))
        site.apply(.closeSession(session: Site.session("n1", 3), reason: "goodbye"))
        site.apply(.recordAct("nothing"))
        site.connect("n1", 4)
        #expect(record("n1", in: site)?.away == .seconds(6), "who said goodbye is not away after a loss")
    }

    @Test func anOutageIsOneLossAndAGoodbyeIsNone() {
        var site = Site(nodes: ["n1", "n2", "n3"])
        lose("n1", over: false, in: &site)
        site.submit(Site.job())
        site.place(site.allocations()[0], on: "n1")
        lose("n1", over: false, in: &site)
        lose("n1", over: true, in: &site)
        #expect(record("n1", in: site)?.losses == 1)
        site.apply(.closeSession(session: Site.session("n2"), reason: "goodbye"))
        #expect(record("n2", in: site)?.losses == 0)
        site.apply(.closeSession(session: Site.session("n3"), reason: "root confirmed it"), actor: "root")
        #expect(record("n3", in: site)?.losses == 1)
        // What took work with it was no goodbye: a BMC says that there is no power.
        site.connect("n2", 2)
        site.submit(Site.job("more"))
        site.place(site.allocations("more")[0], on: "n2")
        site.apply(.closeSession(session: Site.session("n2", 2), reason: "no power"))
        #expect(record("n2", in: site)?.losses == 1)
        // A person forgives the penalty; what happened stays counted.
        site.apply(.undamp(NodeID("n1")), actor: "root")
        #expect(record("n1", in: site)?.losses == 1)
    }

    @Test func classesOfJobsCountTheirTasksLossesAndService() throws {
        var site = Site(nodes: ["n1", "n2"])
        var long = Site.job("long", type: .service, count: 1)
        long.lease = .unlimited
        site.submit(long)
        site.submit(Site.job("short", count: 2))
        for (name, node) in [("long", "n1"), ("short", "n2")] {
            for allocation in site.allocations(name) {
                site.place(allocation, on: node)
                let attempt = try #require(site.allocations(name)[Int(allocation.index)].current)
                site.report(attempt, .running)
            }
        }
        let short = JobClass(.batch, lease: Site.job().lease)
        let service = JobClass(.service, lease: .unlimited)
        let begun = site.allocations("short").compactMap(\.current?.runningAt)
        site.end(try #require(site.allocations("short")[0].current), .completed)
        let ended = site.state.time
        lose("n2", in: &site)
        let records = site.state.serviceByClass()
        #expect(
            records[short]
                == ServiceRecord(
                    losses: 1, served: ended.since(begun[0]) + site.state.time.since(begun[1])))
        let since = try #require(site.allocations("long")[0].current?.runningAt)
        #expect(records[service] == ServiceRecord(losses: 0, served: site.state.time.since(since)))
        #expect(site.state.jobService[service] == nil)
        #expect(short.description.hasPrefix("batch jobs, lease up to") && service.description.hasSuffix("without end"))
    }
}
