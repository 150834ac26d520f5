import Determinism
import Fleet
import JobSpec
import Testing

@Suite struct ScalingReaderTests {
    private func read(_ rest: String) throws -> JobDefinition {
        try #require(
            try JobSpecReader.read("job: web\ntype: service\ncommand: [x]\n" + rest, file: "job.yaml").first)
    }

    private func mistakes(_ rest: String) -> [String] {
        do {
            _ = try read(rest)
            return []
        } catch let error as JobSpecError {
            return error.mistakes.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    private static let whole = """
        resources: { cpu: 2 }
        scale:
          min: 2
          max: 20
          cpu: 70%
          down-after: 10m
          schedule:
            - { days: mon-fri, from: "08:00", to: "18:30", min: 10 }
            - { days: "sat,sun", from: 00:00, to: "24:00", max: 5 }
            - { days: fri-mon, from: "22:00", to: "06:00", min: 3, max: 4 }
            - { from: "12:00", to: "13:00", min: 4 }
        """

    @Test("bounds, aim and schedule are read, and `count` begins with the least")
    func everything() throws {
        let job = try read(ScalingReaderTests.whole)
        #expect(job.count == 2)
        #expect(
            job.scaling
                == Scaling(
                    least: 2, most: 20, cpuPercent: 70, downAfter: .seconds(600),
                    schedule: [
                        ScalingWindow(days: .init(bits: 0b001_1111), from: 480, to: 1_110, least: 10),
                        ScalingWindow(days: .init(bits: 0b110_0000), from: 0, to: 1_440, most: 5),
                        ScalingWindow(days: .init(bits: 0b111_0001), from: 1_320, to: 360, least: 3, most: 4),
                        ScalingWindow(from: 720, to: 780, least: 4),
                    ]))
        #expect(try read("count: 5\nscale: { min: 2, max: 9 }\n").count == 5)
        #expect(try read("scale: { min: 2, max: 9 }\n").scaling == Scaling(least: 2, most: 9))
    }

    @Test("what is written reads to the same")
    func roundTrip() throws {
        let job = try read(ScalingReaderTests.whole)
        #expect(try JobSpecReader.read(JobSpecWriter.write(job), file: "f") == [job], "\(JobSpecWriter.write(job))")
    }

    @Test(arguments: [
        ("scale: 3\n", "scale is a mapping"), ("scale: { min: 2 }\n", "`scale` lacks `max`"),
        ("scale: { max: 2 }\n", "`scale` lacks `min`"), ("scale: { min: 0, max: 2 }\n", "`min` is a whole number"),
        ("scale: { min: 1, max: 2, cpu: 0% }\n", "`cpu` is a share from 1%"),
        ("resources: { cpu: 0 }\nscale: { min: 1, max: 2, cpu: 70% }\n", "scale.cpu is a share of what"),
        ("scale: { min: 3, max: 2 }\n", "scale.max is 2"), ("scale: { min: 1, max: 2, mem: 1 }\n", "no key `mem`"),
        ("count: 9\nscale: { min: 1, max: 2 }\n", "count is 9; with `scale`"),
        ("scale: { min: 1, max: 2, schedule: daily }\n", "`schedule` is a list"),
        ("scale: { min: 1, max: 2, schedule: [{ min: 2 }] }\n", "from when to when"),
        ("scale: { min: 1, max: 2, schedule: [{ from: 8, to: \"09:00\", min: 2 }] }\n", "`from` is a time of day"),
        ("scale: { min: 1, max: 2, schedule: [{ from: \"24:00\", to: \"09:00\", min: 2 }] }\n", "`from` is a time"),
        ("scale: { min: 1, max: 2, schedule: [{ from: \"08:60\", to: \"09:00\", min: 2 }] }\n", "`from` is a time"),
        (
            "scale: { min: 1, max: 2, schedule: [{ days: mo-fr, from: \"08:00\", to: \"09:00\", min: 2 }] }\n",
            "`days` names days of the week"
        ),
        (
            "scale: { min: 1, max: 2, schedule: [{ days: mon-tue-wed, from: \"08:00\", to: \"09:00\", min: 2 }] }\n",
            "`days` names days of the week"
        ),
        ("scale: { min: 1, max: 2, schedule: [{ from: \"08:00\", to: \"09:00\" }] }\n", "changes nothing"),
    ])
    func mistakesAreToldWithTheirPlace(rest: String, part: String) {
        let found = mistakes(rest)
        #expect(found.count == 1 && found[0].contains(part) && found[0].hasPrefix("job.yaml:"), "\(found)")
    }

    @Test("batch jobs, gangs and system jobs do not scale")
    func otherTypes() {
        for type in ["batch", "system"] {
            #expect(throws: JobSpecError.self) {
                try JobSpecReader.read(
                    "job: a\ntype: \(type)\ncommand: [x]\nscale: { min: 1, max: 2 }\n", file: "job.yaml")
            }
        }
    }
}
