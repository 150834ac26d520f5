import Determinism
import Fleet
import Testing

@Suite struct RulesTests {
    private static func job(_ conditions: [LabelCondition], constraints: [String: String] = [:]) -> JobDefinition {
        var job = Site.job()
        for name in constraints.keys.sorted() { job.constraints[name] = constraints[name] }
        job.rules.conditions = conditions.sorted()
        return job
    }

    @Test(
        "each operator looks at a label's value, or at its absence",
        arguments: [
            (LabelCondition.Test.oneOf(["a", "b"]), ["a", "b"], ["c", "", nil]),
            (.noneOf(["a", "b"]), ["c", "", nil], ["a", "b"]), (.exists, ["a", ""], [nil]),
            (.absent, [nil], ["a", ""]),
            (.atLeast(8), ["8", "9", "008", "18446744073709551615"], ["7", "8.0", "-9", "+9", " 9", "", "x", nil]),
            (.atMost(8), ["8", "0"], ["9", "18446744073709551616", "-1", "", nil]),
        ] as [(LabelCondition.Test, [String?], [String?])])
    func operators(test: LabelCondition.Test, met: [String?], missed: [String?]) {
        let condition = LabelCondition("label", test)
        for value in met { #expect(condition.isMet(by: value), "\(value ?? "none")") }
        for value in missed { #expect(!condition.isMet(by: value), "\(value ?? "none")") }
    }

    @Test("a plan for a server that does not meet a condition changes nothing, nor one whose labels have changed")
    func commit() throws {
        var site = Site(nodes: ["n1", "n2"])
        site.connect("n1", 2, labels: ["cores": "16"])
        site.connect("n2", 2, labels: ["cores": "64"])
        site.submit(
            RulesTests.job([LabelCondition("cores", .atLeast(32)), LabelCondition("node", .noneOf(["n3"]))]))
        let allocation = try #require(site.allocations().first)
        let onn1 = site.place(allocation, on: "n1")
        #expect(!onn1)
        site.connect("n2", 3, labels: ["cores": "8"])
        let onn2 = site.place(allocation, on: "n2")
        #expect(!onn2)
        site.connect("n2", 4, labels: ["cores": "32"])
        let atn2 = site.place(allocation, on: "n2")
        #expect(atn2)
    }

    @Test("the label node is the server's name, whatever label of that name it has")
    func names() throws {
        var site = Site(nodes: ["n1", "n2"])
        site.connect("n1", 2, labels: ["node": "n2"])
        site.submit(RulesTests.job([LabelCondition("node", .oneOf(["n2"]))]))
        let allocation = try #require(site.allocations().first)
        let onn1 = site.place(allocation, on: "n1")
        #expect(!onn1)
        let atn2 = site.place(allocation, on: "n2")
        #expect(atn2)
    }

    @Test("a system job runs on the servers that meet its conditions")
    func system() {
        var site = Site(nodes: ["n1", "n2"])
        site.connect("n2", 2, labels: ["nvlink": "4"])
        var job = RulesTests.job([LabelCondition("nvlink", .exists)])
        job.type = .system
        site.submit(job)
        #expect(site.allocations().map(\.pinned) == [NodeID("n2")])
        site.connect("n1", 2, labels: ["nvlink": "2"])
        #expect(site.allocations().map(\.pinned) == [NodeID("n2"), NodeID("n1")])
    }

    @Test("a plan that takes a gang apart changes nothing, nor one for a server that says nothing of where it is")
    func nearness() {
        var site = Site(nodes: ["n1", "n2", "n3", "n4"])
        site.connect("n1", 2, labels: ["zone": "a", "rack": "r1"])
        site.connect("n2", 2, labels: ["zone": "a", "rack": "r1"])
        site.connect("n3", 2, labels: ["zone": "b", "rack": "r1"])
        var job = Site.job(count: 2, gang: true)
        job.rules.topology = GangTopology(within: .rack)
        site.submit(job)
        func plan(_ nodes: [String]) -> Plan {
            Plan(
                placements: zip(site.allocations(), nodes).map { allocation, node in
                    Placement(allocation: allocation.id, session: Site.session(node, node == "n4" ? 1 : 2))
                })
        }
        for apart in [["n1", "n3"], ["n1", "n4"], ["n4", "n4"]] {
            let held = site.commit(plan(apart))
            #expect(!held, "\(apart)")
        }
        let held = site.commit(plan(["n1", "n2"]))
        #expect(held)
    }

    @Test("two plans of one entry, each good by itself, cannot put too many of a job into one rack")
    func spread() {
        var site = Site(nodes: ["n1", "n2", "n3"])
        for name in ["n1", "n2"] { site.connect(name, 2, labels: ["rack": "r1"]) }
        site.connect("n3", 2, labels: ["rack": "r2"])
        var job = Site.job(count: 4)
        job.rules.spread = Spread(over: .rack, atMost: 1)
        site.submit(job)
        let waiting = site.allocations()
        func plan(_ index: Int, _ node: String) -> Plan {
            Plan(placements: [Placement(allocation: waiting[index].id, session: Site.session(node, 2))])
        }
        let held = site.apply(.commitPlans([plan(0, "n1"), plan(1, "n2"), plan(2, "n3")])).outcome.identifier
        #expect(held == 2)
        #expect(site.allocations().map(\.state) == [.active, .pending, .active, .pending])
        let stale = site.commit(plan(3, "n2"))
        #expect(!stale)
        let both = Plan(placements: plan(1, "n1").placements + plan(3, "n2").placements)
        site.allocations()[0].live.first.map { site.end($0, .completed) }
        let together = site.commit(both)
        #expect(!together)
        let alone = site.commit(plan(3, "n2"))
        #expect(alone)
    }

    @Test("nothing is placed beside what keeps apart from it, whichever of the two has the rule")
    func apart() {
        var site = Site(nodes: ["n1", "n2"])
        var shy = Site.job("shy", count: 2)
        shy.rules.apartFrom = [JobID(name: "loud")]
        site.submit(shy)
        site.submit(Site.job("loud", count: 2))
        let (first, second) = (site.allocations("shy")[0], site.allocations("shy")[1])
        let loud = site.allocations("loud")
        let begun = site.place(first, on: "n1")
        #expect(begun)
        let beside = site.place(loud[0], on: "n1")
        #expect(!beside)
        let elsewhere = site.place(loud[0], on: "n2")
        #expect(elsewhere)
        let shyBeside = site.place(second, on: "n2")
        #expect(!shyBeside)
        // The rule goes with the job that has it, also across a snapshot.
        let copy = try? FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(copy?.jobsApart(from: Site.job("loud")) == SortedSet([JobID(name: "shy")]))
        shy.rules.apartFrom = []
        site.submit(shy)
        #expect(site.state.jobsApart(from: Site.job("loud")).isEmpty)
    }

    @Test("rules come back from their bytes, and a job without any has the bytes that it always had")
    func codec() throws {
        let job = RulesTests.job([
            LabelCondition("a", .oneOf(["x"])), LabelCondition("a", .noneOf(["y", "z"])), LabelCondition("b", .exists),
            LabelCondition("c", .absent), LabelCondition("d", .atLeast(3)), LabelCondition("d", .atMost(.max)),
        ])
        #expect(try JobDefinition(canonicalBytes: job.canonicalBytes) == job)
        for rules in [
            PlacementRules(topology: GangTopology(within: .row, prefer: .node)),
            PlacementRules(spread: Spread(over: .node)), PlacementRules(spread: Spread(over: .zone, atMost: 7)),
            PlacementRules(apartFrom: [JobID(name: "b"), JobID(name: "a")], near: [JobID(namespace: "x", name: "c")]),
        ] {
            var other = job
            other.rules = rules
            #expect(try JobDefinition(canonicalBytes: other.canonicalBytes) == other)
        }
        #expect(FleetEntry.schema(of: .submitJob(job)) == 4)
        let plain = Site.job()
        #expect(FleetEntry.schema(of: .submitJob(plain)) == 1)
        #expect(job.canonicalBytes.count > plain.canonicalBytes.count)
        #expect(plain.canonicalBytes.last == 0)
    }

    @Test(
        "conditions that make no sense are refused",
        arguments: [
            ([LabelCondition("a", .oneOf([]))], "constraints.a names no value; name one"),
            ([LabelCondition("A", .exists)], "constraints.A must be a label of a-z, 0-9, -, _, . and /"),
            (
                [LabelCondition("a", .atLeast(4)), LabelCondition("a", .atMost(3))],
                "constraints.a asks for 4 or more and for 3 or less; no server can have both"
            ),
            (
                [LabelCondition("a", .oneOf(["x"])), LabelCondition("a", .oneOf(["y"]))],
                "constraints.a says the same kind of condition twice; keep one"
            ),
            (
                [LabelCondition("rack", .exists)],
                "constraints.rack says one value and other conditions beside it; keep the value, or take it into `in`"
            ),
        ])
    func refused(conditions: [LabelCondition], sentence: String) {
        let job = RulesTests.job(conditions, constraints: ["rack": "r1"])
        #expect { try job.validated() } throws: { "\($0)" == sentence }
    }

    @Test(
        "rules for places that make no sense are refused",
        arguments: [
            (
                PlacementRules(topology: GangTopology(within: .rack)), false,
                "topology is for gangs, whose members are placed at once; leave it out, or say `gang: true`"
            ),
            (
                PlacementRules(topology: GangTopology(within: .rack, prefer: .zone)), true,
                "topology.prefer is zone, which is wider than `within`, rack; name a narrower one, or leave it out"
            ),
            (
                PlacementRules(spread: Spread(over: .rack, atMost: 0)), false,
                "spread.at-most is 0; it must lie between 1 and 100000"
            ),
            (
                PlacementRules(topology: GangTopology(within: .rack), spread: Spread(over: .rack, atMost: 1)), true,
                "spread.at-most lets 1 of the gang be in one rack, and `topology` wants all 2 within one rack; no fleet has such "
                    + "places"
            ),
            (
                PlacementRules(apartFrom: [JobID(name: "job")]), false,
                "apart-from names the job itself; for its own tasks write `spread: { over: node, at-most: 1 }`"
            ),
            (
                PlacementRules(apartFrom: [JobID(name: "b"), JobID(name: "b")]), false,
                "apart-from must name jobs in ascending order, and each once: look at job b"
            ),
            (
                PlacementRules(apartFrom: [JobID(name: "b")], near: [JobID(name: "b")]), false,
                "near names job b, and so does `apart-from`; keep one"
            ),
        ])
    func refused(rules: PlacementRules, isGang: Bool, sentence: String) {
        var job = Site.job(count: 2, gang: isGang)
        job.rules = rules
        #expect { try job.validated() } throws: { "\($0)" == sentence }
    }
}
