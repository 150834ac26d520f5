import Fleet
import FleetWire
import Testing
import Wire

/// The rules for a job's places come over the wire as they were, and what is not known is refused.
@Suite struct RulesConversionTests {
    @Test(arguments: [
        PlacementRules(conditions: [
            LabelCondition("a", .oneOf(["x", ""])), LabelCondition("a", .noneOf(["y"])), LabelCondition("b", .exists),
            LabelCondition("c", .absent), LabelCondition("d", .atLeast(0)), LabelCondition("d", .atMost(.max)),
        ]),
        PlacementRules(topology: Fleet.GangTopology(within: .zone)),
        PlacementRules(topology: Fleet.GangTopology(within: .row, prefer: .node)),
        PlacementRules(spread: Fleet.Spread(over: .zone)), PlacementRules(spread: Fleet.Spread(over: .node, atMost: 3)),
        PlacementRules(
            apartFrom: [JobID(name: "b"), JobID(namespace: "x", name: "a")], near: [JobID(name: "c")]),
    ])
    func rulesComeBack(rules: PlacementRules) throws {
        let job = Fleet.JobDefinition(id: JobID(name: "j"), count: 2, command: ["x"], gang: true, rules: rules)
        #expect(try Fleet.JobDefinition(wire: job.wire) == job)
    }

    @Test func whatIsNotKnownIsRefused() throws {
        let job = Fleet.JobDefinition(id: JobID(name: "j"), command: ["x"]).wire
        var (condition, level, spread) = (job, job, job)
        condition.conditions = [Wire.LabelCondition(label: "a", test: 6)]
        level.topology = Wire.GangTopology(within: 7)
        spread.spread = Wire.Spread(over: 6)
        for wrong in [condition, level, spread] {
            #expect(throws: ConversionError.self) { try Fleet.JobDefinition(wire: wrong) }
        }
    }
}
