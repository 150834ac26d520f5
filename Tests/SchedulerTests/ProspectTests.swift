import Determinism
import Fleet
import Scheduler
import Testing

/// What is foretold of a submission is what then happens.
struct ProspectTests {
    private static func job(
        _ name: String, cores: UInt64, count: UInt64 = 1, priority: UInt64 = 50, gang: Bool = false,
        type: JobType = .batch
    ) -> JobDefinition {
        JobDefinition(
            id: JobID(name: name), type: type, priority: priority, count: count, command: ["x"],
            resources: Resources(cpuMillicores: cores * 1_000), gang: gang)
    }

    private func prospect(_ definitions: [JobDefinition], in yard: Yard) -> Prospect {
        Scheduler.prospect(
            of: definitions, in: yard.state, Circumstances(unavailable: yard.unavailable, now: yard.now),
            index: yard.index)
    }

    private func foretold(_ part: Prospect.Part?) -> [String: UInt64] {
        var tasks: [String: UInt64] = [:]
        for place in part?.places ?? [] { tasks[place.node.name, default: 0] += place.tasks }
        return tasks
    }

    private func found(_ job: String, in yard: Yard) -> [String: UInt64] {
        var tasks: [String: UInt64] = [:]
        for name in yard.places(job) where name != "-" { tasks[name, default: 0] += 1 }
        return tasks
    }

    /// Commits, ends what is asked to end, and goes on until nothing changes.
    private func settle(_ yard: inout Yard) {
        for _ in 0..<6 {
            yard.schedule()
            yard.finishStops()
        }
        yard.schedule()
        #expect(yard.refused == 0)
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>) func whatIsForetoldHappens(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var yard = Yard(count: 6)
        for number in 0..<6 {
            yard.submit(
                "old-\(number)", cores: .random(in: 1...6, using: &random), count: .random(in: 1...4, using: &random),
                priority: .random(in: 1...4, using: &random) * 20, gang: .random(using: &random))
        }
        settle(&yard)
        yard.start()
        let isKnown = Bool.random(using: &random)
        let definition = Self.job(
            isKnown ? "old-0" : "new", cores: .random(in: 1...6, using: &random),
            count: .random(in: 1...8, using: &random), priority: .random(in: 1...4, using: &random) * 20,
            gang: .random(using: &random))
        let before = yard.state.canonicalBytes
        let prospect = prospect([definition], in: yard)
        #expect(yard.state.canonicalBytes == before)
        let kept = found(definition.id.name, in: yard)
        yard.apply(.submitJob(definition))
        let isAsked = Set(yard.allocations(definition.id.name).filter { $0.current?.stopping != nil }.map(\.id))
        settle(&yard)
        #expect(prospect.parts.count == 1)
        let part = prospect.parts.first
        let change = part?.change
        // What runs on stays where it is; the rest is where it was said to come.
        if change?.kept ?? 0 == 0 {
            #expect(foretold(part) == found(definition.id.name, in: yard), "seed \(seed), \(isAsked), \(kept)")
        }
        let waiting = UInt64(yard.allocations(definition.id.name).count { $0.state == .pending })
        let told = (part?.waits ?? []).reduce(0) { $0 + $1.tasks }
        #expect(told == waiting, "seed \(seed)")
    }

    @Test func othersThatWaitKeepTheirRank() {
        var yard = Yard(count: 1)
        yard.submit("first", cores: 8)
        yard.schedule()
        yard.submit("second", cores: 8)
        yard.schedule()
        yard.end(yard.allocations("first")[0].live[0], .completed)
        let prospect = prospect([Self.job("third", cores: 8)], in: yard)
        #expect(prospect.parts[0].places.isEmpty && prospect.parts[0].waits.map(\.tasks) == [1])
        #expect(prospect.victims.isEmpty)
    }

    @Test func whatIsEndedForItIsToldWithWhereItGoesOnAndWhatThatEnds() {
        var yard = Yard([("large", 8, 0), ("small", 4, 0)])
        yard.submit("low", cores: 4, priority: 10)
        yard.schedule()
        yard.submit("middle", cores: 4, priority: 90)
        yard.schedule()
        yard.start()
        yard.apply(.undamp(NodeID("small")))
        #expect(yard.places("low") == ["small"] && yard.places("middle") == ["large"])
        let prospect = prospect([Self.job("high", cores: 8, priority: 95)], in: yard)
        #expect(prospect.parts[0].places.map(\.node.name) == ["large"])
        #expect(prospect.parts[0].places.map(\.waitsForEnds) == [true])
        #expect(prospect.victims.map(\.job.name) == ["low", "middle"])
        #expect(prospect.victims.map(\.next) == [nil, NodeID("small")])
        #expect(prospect.victims.map(\.savesItsWork) == [false, false])
        #expect(prospect.victims.map { $0.ran > .zero } == [true, true])
    }

    @Test func whatIsEndedAnywayIsNotToldAsEndedForIt() {
        var yard = Yard(count: 2)
        yard.submit("low", cores: 8, count: 2, priority: 10)
        yard.schedule()
        yard.submit("high", cores: 8, priority: 60)
        // The leader has not yet made its pass.
        let prospect = prospect([Self.job("other", cores: 8, priority: 50)], in: yard)
        #expect(prospect.victims.count == 1)
        #expect(prospect.parts[0].places.map(\.tasks) == [1])
    }

    @Test func nothingIsSubmittedAfterARefusal() {
        let yard = Yard(count: 1)
        var bad = Self.job("bad", cores: 1)
        bad.command = []
        let prospect = prospect([Self.job("good", cores: 1), bad, Self.job("more", cores: 1)], in: yard)
        #expect(prospect.parts.map(\.job.name) == ["good", "bad"])
        #expect(prospect.parts.map { $0.outcome.code } == [.done, .invalid])
        #expect(foretold(prospect.parts[0]) == ["n1": 1])
    }

    @Test func ofJobsThatFollowEachOtherTheFirstStartsAndTheOthersWait() {
        let yard = Yard(count: 1)
        var second = Self.job("second", cores: 1)
        second.after = [Dependency(.ok, JobID(name: "first"))]
        let prospect = prospect([Self.job("first", cores: 1), second], in: yard)
        #expect(prospect.parts.map { foretold($0) } == [["n1": 1], [:]])
        #expect(
            prospect.parts[1].waits.map(\.explanation.summary) == ["second[0] waits for job first to complete"])
    }
}
