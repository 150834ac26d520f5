import Determinism
import Fleet
import Testing

/// What people read of moves that make room.
@Suite struct MoveTextTests {
    /// Two servers with eight GPUs, half of each taken.
    private func house() throws -> House {
        var house = House([("gpu-1", House.facts(gpus: 8)), ("gpu-2", House.facts(gpus: 8))])
        for name in ["a", "b", "c", "d"] { try house.submit(job(name, gpus: 4)) }
        for name in ["b", "d"] { house.end(name, .completed, exit: .code(0)) }
        return house
    }

    private func job(_ name: String, gpus: Int) -> String {
        """
        job: \(name)
        command: ["/bin/train"]
        resources: { cpu: 1, memory: 1Gi, gpus: \(gpus) }
        restart: { policy: never }

        """
    }

    @Test func whatWouldMoveIsForetoldAndWhatMovedIsListed() throws {
        var house = try house()
        try GoldenText.check(house.plan(job("large", gpus: 8)), is: "plan-moves")
        try house.submit(job("large", gpus: 8))
        let large = try #require(house.member.fleet.jobs[JobID(name: "large")]?.allocations.first)
        #expect(house.member.fleet.allocations[large]?.current?.node == NodeID("gpu-1"))
        try GoldenText.check(house.displaced("large"), is: "show-made-room")
    }

    @Test func whoeverMovesAndWhoeverWaitsForThatIsTold() throws {
        var house = try house()
        house.areDeaf = true
        try house.submit(job("large", gpus: 8))
        try GoldenText.check(house.why("large") + "\n" + house.why("a"), is: "why-moves")
    }
}
