import Determinism
import Fleet
import Scheduler
import Testing

/// Nothing that could run on the empty fleet waits for ever, whatever streams in behind it.
struct StarvationTests {
    @Test(
        "what outranks all that runs begins with the pass after the first that saw it",
        arguments: 1...5 as ClosedRange<UInt64>)
    func outranking(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var play = Play(Yard((1...4).map { (name: "n\($0)", cores: 8, gpus: 2) }), roundsAtMost: 5)
        var watched: (name: String, since: Int)?
        var (begun, gangs, waited) = (0, 0, 0)
        for round in 0..<50 {
            for number in 0..<2 {
                play.submit(
                    "stream-\(round)-\(number)", namespace: random.oneIn(2) ? "a" : "b",
                    cores: 1 + random.below(8), count: 1 + random.below(3), priority: random.below(60),
                    gpus: random.below(3), gang: random.oneIn(4))
            }
            if watched == nil {
                let count = 1 + random.below(4)
                let isGang = count > 1
                play.submit(
                    "watched-\(round)", cores: 1 + random.below(8), count: count, priority: 60,
                    gpus: random.below(3), gang: isGang)
                watched = ("watched-\(round)", round)
                gangs += isGang ? 1 : 0
            }
            play.round(&random)
            guard let (name, since) = watched else { continue }
            let tasks = play.yard.allocations(name)
            if tasks.contains(where: { $0.state == .pending }) {
                waited += 1
                #expect(round == since, "seed \(seed): \(name) waits in round \(round)")
            } else if tasks.allSatisfy(\.live.isEmpty) {
                begun += 1
                watched = nil
            }
        }
        #expect(begun > 5 && gangs > 2 && waited > 2, "seed \(seed) proves too little: \(begun), \(gangs), \(waited)")
        #expect(play.yard.refused == 0, "seed \(seed): a plan did not hold")
    }

    /// Of tasks of one shape and priority, each place is given anew after `roundsAtMost` rounds at the latest, and a round that it
    /// takes until what is preempted for them has ended. So a task that others come before begins once that has happened as often as
    /// they are that many times the places. Before it come those that waited already, and those that are submitted within two
    /// half-lives: what namespaces used, and are guaranteed, puts work off no longer than that.
    @Test(
        "equals begin within the time that those before them take", arguments: 1...6 as ClosedRange<UInt64>)
    func equals(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let (servers, roundsAtMost) = (3, 4)
        let cores = 2 + random.below(3)
        let places = servers * Int(8 / cores)
        var play = Play(Yard(count: servers), roundsAtMost: roundsAtMost)
        let halfLife = Span.seconds(3_600)
        play.yard.apply(.setHalfLife(halfLife))
        var quota = Quota(share: 3)
        quota.guaranteed[.tasks] = 2
        play.yard.apply(.setQuota(namespace: "a", quota))
        var waiting: [Waiter] = []
        var (begun, longest) = (0, 0)
        for round in 0..<60 {
            // More than the places can take; from some time on one namespace alone goes on, which is guaranteed the most.
            for number in 0..<(UInt64(places) / 3 + random.below(UInt64(places) / 2 + 1)) {
                let namespace = round < 20 ? ["a", "b", "c"][Int(random.below(3))] : "a"
                let id = play.submit("equal-\(round)-\(number)", namespace: namespace, cores: cores, priority: 50)
                for place in waiting.indices where waiting[place].until > play.yard.now { waiting[place].before += 1 }
                waiting.append(
                    Waiter(job: id, since: round, before: waiting.count, until: play.yard.now + halfLife + halfLife))
            }
            play.submit(
                "lower-\(round)", namespace: random.oneIn(2) ? "b" : "d", cores: 1 + random.below(8),
                count: 1 + random.below(3), priority: random.below(50))
            play.round(&random)
            play.yard.now = play.yard.now + .seconds(1_200)
            let before = waiting.count
            waiting.removeAll { play.hasBegun($0.job) }
            begun += before - waiting.count
            for waiter in waiting {
                let bound = (waiter.before / places + 1) * (roundsAtMost + 1)
                longest = max(longest, round - waiter.since)
                #expect(round - waiter.since < bound, "seed \(seed): \(waiter) waits in round \(round)")
            }
        }
        #expect(begun > 60 && longest > 3, "seed \(seed) proves too little: \(begun), \(longest)")
        #expect(play.yard.refused == 0, "seed \(seed): a plan did not hold")
    }

    /// Nobody knows how long they run, so that its start is kept once it has waited for `StartClaim.patience`, six rounds, and
    /// what came before it has begun; then each place is free after `roundsAtMost` more.
    @Test(
        "what is larger than the equals that stream in behind it begins all the same",
        arguments: 1...5 as ClosedRange<UInt64>, [false, true])
    func largerEquals(seed: UInt64, isGang: Bool) {
        var random = SeededGenerator(seed: seed)
        let roundsAtMost = 4
        var play = Play(Yard(count: 3), roundsAtMost: roundsAtMost)
        var watched: (job: JobID, since: Int)?
        var begun = 0
        for round in 0..<120 {
            for number in 0..<2 {
                play.submit("small-\(round)-\(number)", cores: 1 + random.below(3), count: 2, priority: 50)
            }
            if watched == nil, round > 5 {
                let job = play.submit(
                    "large-\(round)", cores: 6 + random.below(3), count: isGang ? 3 : 1, priority: 50, gang: isGang)
                watched = (job, round)
            }
            play.round(&random)
            play.yard.now = play.yard.now + .seconds(600)
            guard let (job, since) = watched else { continue }
            if play.hasBegun(job) {
                begun += 1
                watched = nil
            } else {
                #expect(round - since < 24, "seed \(seed): \(job) waits in round \(round)")
            }
        }
        #expect(begun > 2, "seed \(seed): \(begun)")
    }

    private struct Waiter {
        var job: JobID
        /// The round in which it was submitted.
        var since: Int
        /// How many may begin before it.
        var before: Int
        /// What is submitted later may not.
        var until: WallTime
    }
}

/// A yard that goes on round by round: a pass, then the end of all that has run for its time or is asked to end.
private struct Play {
    var yard: Yard
    /// Every task ends by itself after so many rounds at the latest.
    let roundsAtMost: Int
    private var number = 0
    private var ends: [AttemptID: Int] = [:]

    init(_ yard: Yard, roundsAtMost: Int) {
        self.yard = yard
        self.roundsAtMost = roundsAtMost
    }

    @discardableResult
    mutating func submit(
        _ name: String, namespace: String = "default", cores: UInt64, count: UInt64 = 1, priority: UInt64,
        gpus: UInt64 = 0, gang: Bool = false
    ) -> JobID {
        let id = JobID(namespace: namespace, name: name)
        yard.apply(
            .submitJob(
                JobDefinition(
                    id: id, priority: priority, count: count, command: ["/bin/true"],
                    resources: Resources(cpuMillicores: cores * 1_000), gpus: GPURequest(count: gpus),
                    gang: gang && count > 1)))
        return id
    }

    func hasBegun(_ job: JobID) -> Bool {
        (yard.state.jobs[job]?.allocations ?? []).allSatisfy { yard.state.allocations[$0]?.state != .pending }
    }

    mutating func round(_ random: inout SeededGenerator) {
        yard.schedule()
        yard.start()
        for node in yard.state.nodes.keys {
            for attempt in yard.state.liveAttempts(on: node) {
                let end = ends[attempt.id] ?? number + Int(random.below(UInt64(roundsAtMost)))
                ends[attempt.id] = end
                if end <= number { yard.end(attempt, .completed) }
            }
        }
        yard.finishStops()
        number += 1
    }
}
