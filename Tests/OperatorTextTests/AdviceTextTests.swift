import Determinism
import Fleet
import Testing

/// What `muster job advise` prints.
@Suite struct AdviceTextTests {
    private func house(_ jobs: String...) throws -> House {
        var house = House((1...3).map { ("node-\($0)", House.facts()) })
        for job in jobs { try house.submit(job) }
        return house
    }

    private func job(_ name: String, count: Int = 1, asks: String, more: String = "") -> String {
        """
        job: \(name)
        count: \(count)
        command: ["/bin/train"]
        resources: { \(asks) }
        \(more)

        """
    }

    @Test func oneThatRequestsTooMuch() throws {
        var house = try house(job("train", count: 4, asks: "cpu: 16, memory: 48Gi"))
        house.use(
            "train",
            [
                House.Use(cores: 1.25, gibibytes: 6, minutes: 2_000),
                House.Use(cores: 6, gibibytes: 9.5, minutes: 60),
                House.Use(cores: 2, gibibytes: 8, minutes: 1_500),
            ])
        try GoldenText.check(house.advice("train"), is: "advise-less")
    }

    @Test func oneThatFits() throws {
        var house = try house(job("web", count: 2, asks: "cpu: 2, memory: 4Gi"))
        house.use("web", [House.Use(cores: 1.6, gibibytes: 3.1, minutes: 1_500)])
        try GoldenText.check(house.advice("web"), is: "advise-fits")
    }

    @Test func oneThatItsLimitHoldsBack() throws {
        var house = try house(job("api", asks: "cpu: 1, memory: 1Gi"))
        house.use("api", [House.Use(cores: 0.4, gibibytes: 0.8, minutes: 45, throttled: 0.34)])
        try GoldenText.check(house.advice("api"), is: "advise-held-back")
    }

    @Test func oneThatWasKilledForWantOfMemory() throws {
        var house = try house(job("cook", asks: "cpu: 1, memory: 1Gi", more: "limits: { memory: 2Gi }"))
        house.use("cook", [House.Use(cores: 0.9, gibibytes: 1.9, minutes: 30)])
        house.end("cook", .failed, exit: .signal(9), message: AttemptEnd.memoryKillWords)
        try GoldenText.check(house.advice("cook"), is: "advise-killed")
    }

    @Test func oneThatComesNearItsLimit() throws {
        var house = try house(job("index", asks: "cpu: 1, memory: 8Gi"))
        house.use(
            "index",
            [
                House.Use(cores: 0.3, gibibytes: 4, minutes: 600),
                House.Use(cores: 0.9, gibibytes: 7.8, minutes: 1),
            ])
        try GoldenText.check(house.advice("index"), is: "advise-near-limit")
    }

    @Test func oneOfWhichTooLittleIsKnown() throws {
        var house = try house(
            job("new", asks: "cpu: 1, memory: 1Gi"), job("unseen", count: 2, asks: "cpu: 1, memory: 1Gi"))
        house.use("new", [House.Use(cores: 0.1, gibibytes: 0.1, minutes: 4)])
        try GoldenText.check(house.advice("new") + "\n\n" + house.advice("unseen"), is: "advise-too-early")
    }

    @Test func allJobsTheWorstWasteFirst() throws {
        var house = try house(
            job("api", asks: "cpu: 1, memory: 1Gi"), job("idle", count: 2, asks: "cpu: 2, memory: 2Gi"),
            job("new", asks: "cpu: 1, memory: 1Gi"), job("train", count: 4, asks: "cpu: 12, memory: 48Gi"),
            job("unseen", asks: "cpu: 1, memory: 1Gi"), job("web", count: 2, asks: "cpu: 2, memory: 4Gi"))
        house.use("api", [House.Use(cores: 0.4, gibibytes: 1, minutes: 45, throttled: 1.7)])
        house.use("idle", [House.Use(cores: 0.01, gibibytes: 0.05, minutes: 100)])
        house.use("new", [House.Use(cores: 0.1, gibibytes: 0.1, minutes: 2)])
        house.use("train", [House.Use(cores: 2, gibibytes: 8, minutes: 1_500)])
        house.use("web", [House.Use(cores: 1.6, gibibytes: 3.1, minutes: 1_500)])
        try GoldenText.check(house.advice(), is: "advise-all")
        try GoldenText.check(try self.house().advice(), is: "advise-none")
    }
}
