import Fleet
import JobSpec
import Testing

@Suite struct RulesReaderTests {
    private func job(_ rules: String) throws -> JobDefinition {
        try #require(try JobSpecReader.read("job: a\ncommand: [x]\n" + rules, file: "job.yaml").first)
    }

    private func mistakes(_ rules: String) -> [String] {
        do {
            _ = try JobSpecReader.read("job: a\ncommand: [x]\n" + rules, file: "job.yaml")
            return []
        } catch {
            return error.mistakes.map(\.description)
        }
    }

    @Test("a constraint is a value, a list of those that will do, or a mapping of operators")
    func operators() throws {
        let job = try job(
            """
            constraints:
              rack: r1
              zone: [a, b]
              node: n1
              disk: { not-in: [hdd, tape] }
              nvlink: { is: exists }
              broken: { is: absent }
              cores: { at-least: 32, at-most: 64 }
              memory-gib: { ">=": 512 }
            """)
        #expect(job.constraints.map { "\($0.key)=\($0.value)" } == ["rack=r1"])
        #expect(
            job.rules.conditions == [
                LabelCondition("broken", .absent), LabelCondition("cores", .atLeast(32)),
                LabelCondition("cores", .atMost(64)), LabelCondition("disk", .noneOf(["hdd", "tape"])),
                LabelCondition("memory-gib", .atLeast(512)), LabelCondition("node", .oneOf(["n1"])),
                LabelCondition("nvlink", .exists), LabelCondition("zone", .oneOf(["a", "b"])),
            ])
        #expect(job.rules.conditions.map(\.description).contains("label zone is one of a, b"))
    }

    @Test(
        "a job says how near its gang is to be, how it is spread, from which jobs it keeps apart and near to which it wants to be"
    )
    func neighbours() throws {
        let gang = try job("gang: true\ntopology: { within: row, prefer: switch }")
        #expect(gang.rules.topology == GangTopology(within: .row, prefer: .switch))
        let job = try job("spread: { over: node, at-most: 2 }\napart-from: [b, other/a]\nnear: cache")
        #expect(job.rules.spread == Spread(over: .node, atMost: 2))
        #expect(job.rules.apartFrom == [JobID(name: "b"), JobID(namespace: "other", name: "a")])
        #expect(job.rules.near == [JobID(name: "cache")])
        #expect(try self.job("spread: { over: zone }").rules.spread == Spread(over: .zone))
        #expect(
            job.rulesInWords
                == "has at most 2 live in one server; keeps apart from default/b, other/a; is put near to default/cache"
                || job.rulesInWords
                    == "has at most 2 live in one server; keeps apart from b, other/a; is put near to cache"
        )
    }

    @Test(
        "a mistake in a constraint is one sentence with its place",
        arguments: [
            (
                "constraints: { rack: { equals: r1 } }",
                "job.yaml:3:24: there is no key `equals`; the keys here are in, not-in, is, at-least, at-most, >=, <="
            ),
            (
                "constraints: { rack: { not-inn: [r1] } }",
                "job.yaml:3:24: there is no key `not-inn`; did you mean `not-in`?"
            ),
            (
                "constraints: { Rack: r1 }",
                "job.yaml:3:16: there can be no label `Rack`: a label is 1 to 63 characters of a-z, 0-9, -, _, . and /, "
                    + "and begins with a letter or digit"
            ),
            (
                "constraints: { cores: { at-least: many } }",
                "job.yaml:3:35: `at-least` is a whole number from 0 to 9223372036854775807, and not `many`"
            ),
            (
                "constraints: { cores: { at-least: 8, at-most: 4 } }",
                "job.yaml:3:23: the constraint on `cores` asks for 8 or more and for 4 or less; no server can have both"
            ),
            (
                "constraints: { cores: { at-least: 8, '>=': 4 } }",
                "job.yaml:3:44: `at-least` and `>=` mean the same; keep one"
            ),
            (
                "topology: { within: rack }",
                "job.yaml:3:11: `topology` is for gangs, whose members are placed at once; leave it out, or say `gang: true`"
            ),
            (
                "gang: true\ntopology: { within: cabinet }",
                "job.yaml:4:21: `within` is one of zone, room, row, rack, switch, node (the widest first), and not `cabinet`"
            ),
            (
                "gang: true\ntopology: { within: rack, prefer: row }",
                "job.yaml:4:35: `prefer` is row, which is wider than `within`, rack; name a narrower one, or leave it out"
            ),
            ("spread: { at-most: 1 }", "job.yaml:3:9: `spread` lacks `over`, such as `{ over: rack, at-most: 1 }`"),
            (
                "spread: { over: rack, at-most: 0 }",
                "job.yaml:3:32: `at-most` is a whole number from 1 to 100000, and not `0`"
            ),
            (
                "apart-from: [b, a]",
                "job.yaml:3:17: `apart-from` names the job itself; for its own tasks write `spread: { over: node, at-most: 1 }`"
            ),
            ("near: [b, b]", "job.yaml:3:11: `near` names job b twice; keep one"),
            ("constraints: { zone: [] }", "job.yaml:3:22: constraints.zone names no value; name one"),
            ("constraints: { ib: { is: there } }", "job.yaml:3:26: `is` is one of absent, exists, and not `there`"),
            (
                "constraints: { ib: {} }",
                "job.yaml:3:20: the constraint on `ib` asks for nothing; write `{ is: exists }`, or leave it out"
            ),
            (
                "constraints: { node: { at-least: 3 } }",
                "job.yaml:3:34: constraints.node is a server's name, and no number; use `in` or `not-in`, or name a label"
            ),
            (
                "constraints: [rack]",
                "job.yaml:3:14: `constraints` is a mapping of labels to a value, a list of values, or a mapping such as "
                    + "`{ not-in: [a, b] }`"
            ),
        ])
    func mistakes(rules: String, sentence: String) { #expect(mistakes(rules) == [sentence]) }
}
