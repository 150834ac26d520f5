import Determinism
import Fleet
import Scheduler
import Testing

struct ConditionTests {
    private func yard() -> Yard {
        var yard = Yard(count: 4)
        yard.connect("n1", cores: 8, nonce: 2, labels: [("rack", "r1"), ("cores", "16")])
        yard.connect("n2", cores: 8, nonce: 2, labels: [("rack", "r2"), ("cores", "32")])
        yard.connect("n3", cores: 8, nonce: 2, labels: [("rack", "r3"), ("cores", "64")])
        return yard
    }

    private func why(_ conditions: [LabelCondition], constraints: [(String, String)] = []) throws -> Explanation {
        var yard = yard()
        yard.submit("job", cores: 1, constraints: constraints, rules: PlacementRules(conditions: conditions))
        yard.schedule()
        let id = try #require(yard.allocations("job").first?.id)
        return Scheduler.explain(state: yard.state, allocation: id, unavailable: yard.unavailable, now: yard.now)
    }

    @Test(arguments: [
        (LabelCondition("rack", .oneOf(["r2", "r9"])), ["n2"]),
        (LabelCondition("rack", .noneOf(["r1", "r2", "r3"])), ["n4"]),
        (LabelCondition("rack", .absent), ["n4"]), (LabelCondition("cores", .atLeast(33)), ["n3"]),
        (LabelCondition("cores", .atMost(16)), ["n1"]), (LabelCondition("node", .oneOf(["n4"])), ["n4"]),
    ])
    func aConditionLeavesTheServersThatMeetIt(condition: LabelCondition, places: [String]) {
        var yard = yard()
        yard.submit("job", cores: 1, count: 3, rules: PlacementRules(conditions: [condition]))
        yard.schedule()
        #expect(Set(yard.places("job")) == Set(places))
        #expect(yard.refused == 0)
    }

    @Test func whatOnlyAnotherServerMeetsIsToldByName() throws {
        let why = try why([LabelCondition("cores", .atLeast(32)), LabelCondition("rack", .oneOf(["r1"]))])
        #expect(why.summary == "job[0] waits: no server passes its rules")
        #expect(
            why.removed.map { "\($0.count) \($0.rule)" } == [
                "2 where it is not so that label cores is a whole number, 32 or more",
                "2 where it is not so that label rack is r1",
            ])
        #expect(why.remedy == "give a server a value of label cores that will do, or change the constraint")
    }

    @Test(
        "a constraint that no server meets is told with the nearest that there is",
        arguments: [
            (
                LabelCondition("rak", .exists),
                "no server has the label rak (did you mean rack?); change the constraint, or give servers that label "
                    + "(`label = rak=VALUE` in agent.conf)"
            ),
            (
                LabelCondition("rack", .oneOf(["r11"])),
                "no server has the value r11 of label rack (did you mean r1 or r2 or r3?); change the constraint, or give a "
                    + "server that value"
            ),
            (
                LabelCondition("rack", .oneOf(["somewhere"])),
                "no server has the value somewhere of label rack (there is r1, r2, r3); change the constraint, or give a "
                    + "server that value"
            ),
            (
                LabelCondition("cores", .atLeast(128)),
                "label cores is 128 or more on no server: it lies between 16 and 64; change the constraint, or add such servers"
            ),
            (
                LabelCondition("rack", .atLeast(1)),
                "label rack is a whole number on no server; change the constraint, or the label's values"
            ),
            (
                LabelCondition("node", .oneOf(["m4"])),
                "no server is called m4 (did you mean n4 or n1 or n2?); change the constraint"
            ),
        ])
    func mistyped(condition: LabelCondition, remedy: String) throws { #expect(try why([condition]).remedy == remedy) }

    @Test func aMistypedValueOfTheShortFormIsTold() throws {
        #expect(
            try why([], constraints: [("rack", "R1")]).remedy
                == "no server has the value R1 of label rack (did you mean r1 or r2 or r3?); change the constraint, or give a "
                + "server that value")
    }
}
