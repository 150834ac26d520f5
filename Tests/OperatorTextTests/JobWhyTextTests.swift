import Determinism
import Fleet
import Testing

/// What `muster job why` prints in the situations that people are woken for. Each state is a real one: submitted, placed and ended
/// through the core; each text is to be understood at once.
@Suite struct JobWhyTextTests {
    /// Two servers with eight GPUs, one with four smaller ones, and one without.
    private func house() -> House {
        House([
            ("cpu-1", House.facts(labels: [("rack", "r1")])),
            ("gpu-1", House.facts(gpus: 8, labels: [("rack", "r1")])),
            ("gpu-2", House.facts(gpus: 8, labels: [("rack", "r2")])),
            ("old-1", House.facts(gpus: 4, model: "T4", memory: 16 << 30, labels: [("rack", "r2")])),
        ])
    }

    private func job(
        _ name: String, count: Int = 1, priority: Int = 50, asks: String = "cpu: 1, memory: 1Gi", more: String = ""
    ) -> String {
        """
        job: \(name)
        count: \(count)
        priority: \(priority)
        command: ["/bin/train"]
        resources: { \(asks) }
        restart: { policy: never }
        \(more)

        """
    }

    private func check(
        _ house: House, _ name: String, _ location: SourceLocation = #_sourceLocation
    ) throws {
        try GoldenText.check(house.why("train"), is: name, location)
    }

    @Test func noGPUOfTheModel() throws {
        var house = house()
        try house.submit(job("train", asks: "cpu: 1, memory: 1Gi, gpus: { count: 2, model: B200 }"))
        try check(house, "why-no-model")
    }

    @Test func theGPUsAreTooSmall() throws {
        var house = house()
        try house.submit(job("train", asks: "cpu: 1, memory: 1Gi, gpus: { count: 1, memory: 141Gi }"))
        try check(house, "why-gpus-too-small")
    }

    @Test func theQuotaIsExhausted() throws {
        var house = house()
        var burst = QuotaAmounts()
        burst[.gpus] = 4_000
        house.change(.setQuota(namespace: "default", Quota(burst: burst, share: 2)))
        try house.submit(job("night", count: 2, asks: "cpu: 1, memory: 1Gi, gpus: 2"))
        try house.submit(job("train", count: 3, asks: "cpu: 1, memory: 1Gi, gpus: 2"))
        try check(house, "why-quota")
    }

    @Test func aHigherPriorityHoldsTheRoom() throws {
        var house = house()
        try house.submit(
            job("night", count: 2, priority: 80, asks: "cpu: 1, memory: 1Gi, gpus: 7", more: "time-limit: 2h"))
        try house.submit(job("service", priority: 60, asks: "cpu: 1, memory: 1Gi, gpus: 1"))
        try house.submit(job("train", count: 4, asks: "cpu: 1, memory: 1Gi, gpus: { count: 4, model: H100 }"))
        try check(house, "why-priority")
    }

    @Test func onlyHalfOfTheGangFits() throws {
        var house = house()
        try house.submit(job("night", priority: 80, asks: "cpu: 1, memory: 1Gi, gpus: 8", more: "time-limit: 90m"))
        try house.submit(
            job("train", count: 4, asks: "cpu: 1, memory: 1Gi, gpus: { count: 4, model: H100 }", more: "gang: true"))
        try check(house, "why-gang")
    }

    @Test func aLabelThatNoServerHas() throws {
        var house = house()
        try house.submit(job("train", more: "constraints: { rack: r9 }"))
        try check(house, "why-label")
    }

    @Test func allAreCordoned() throws {
        var house = house()
        house.change(.setEligibilities(["cpu-1", "gpu-1", "gpu-2", "old-1"].map { NodeID($0) }, .cordoned))
        try house.submit(job("train"))
        try check(house, "why-all-cordoned")
    }

    @Test func theOnlyServersThatWouldDoAreClosedOrAway() throws {
        var house = house()
        house.change(.setEligibility(NodeID("gpu-1"), .cordoned))
        house.silent = SortedSet([NodeID("gpu-2")])
        house.run(for: .seconds(10))
        try house.submit(job("train", asks: "cpu: 1, memory: 1Gi, gpus: 8"))
        try check(house, "why-closed")
    }

    /// The servers with the large GPUs are kept.
    private func reserve(_ house: inout House, in ahead: Span, _ namespaces: [String]) {
        let start = house.wall + ahead
        house.change(
            .setReservation(
                name: "launch",
                Reservation(
                    nodes: [NodeID("gpu-1"), NodeID("gpu-2")], start: start, end: start + .seconds(6 * 3_600),
                    namespaces: namespaces)))
    }

    @Test func aReservationIsAhead() throws {
        var house = house()
        reserve(&house, in: .seconds(2 * 3_600), ["blue"])
        try house.submit(job("train", asks: "cpu: 1, memory: 1Gi, gpus: 8", more: "time-limit: 3h"))
        try check(house, "why-reservation-ahead")
    }

    @Test func theServersAreMaintained() throws {
        var house = house()
        reserve(&house, in: .zero, [])
        try house.submit(job("train", asks: "cpu: 1, memory: 1Gi, gpus: { count: 4, model: H100 }"))
        try check(house, "why-maintenance")
    }

    @Test func whatFitsBeforeAReservationRunsAndWhatRanBeforeIsTold() throws {
        var house = house()
        try house.submit(job("stubborn", asks: "cpu: 1, memory: 1Gi, gpus: 8", more: "disruption: { at-most: 0 }"))
        reserve(&house, in: .seconds(3_600), ["blue"])
        try house.submit(job("brief", asks: "cpu: 1, memory: 1Gi, gpus: 8", more: "time-limit: 30m"))
        try GoldenText.check(house.reservation("launch"), is: "reservation-show")
    }

    @Test func theStartOfALargerOneIsKept() throws {
        var house = house()
        for (name, count, limit) in [("night", 8, "4h"), ("day", 6, "2h")] {
            try house.submit(
                job(
                    name, asks: "cpu: 1, memory: 1Gi, gpus: { count: \(count), model: H100 }",
                    more: "time-limit: \(limit)"))
        }
        try house.submit(job("large", asks: "cpu: 1, memory: 1Gi, gpus: { count: 8, model: H100 }"))
        try house.submit(job("train", asks: "cpu: 1, memory: 1Gi, gpus: { count: 2, model: H100 }"))
        try GoldenText.check(house.why("large") + "\n" + house.why("train"), is: "why-start-kept")
    }

    @Test func aDependencyFailed() throws {
        var house = house()
        try house.submit(job("prepare") + "---\n" + job("train", count: 2, more: "after: { ok: [prepare] }"))
        house.end("prepare", .failed, exit: .code(1))
        try check(house, "why-dependency")
    }

    @Test func theJobIsHeld() throws {
        var house = house()
        try house.submit(job("train", count: 2, more: "deadline: 12h"))
        house.change(.holdJob(JobID(name: "train"), reason: "the new data has not come"))
        try check(house, "why-held")
    }

    @Test func theJobIsHeldAndStillEnds() throws {
        var house = house()
        try house.submit(job("train"))
        house.areDeaf = true
        house.change(.holdJob(JobID(name: "train"), reason: ""))
        try check(house, "why-held-ends")
    }

    @Test func theStorageIsFull() throws {
        var house = house()
        try house.submit(job("archive", count: 4, asks: "cpu: 1, memory: 1Gi, storage: 1536Gi", more: "deadline: 12h"))
        try house.submit(job("train", asks: "cpu: 1, memory: 1Gi, storage: 800Gi"))
        try check(house, "why-storage")
    }

    @Test func theBandwidthIsShort() throws {
        var house = house()
        try house.submit(job("mirror", count: 4, asks: "cpu: 1, memory: 1Gi, bandwidth: 20Gbit"))
        try house.submit(job("train", asks: "cpu: 1, memory: 1Gi, bandwidth: 10Gbit"))
        try check(house, "why-bandwidth")
    }

    @Test func differentServersLackDifferentThings() throws {
        var house = house()
        try house.submit(job("wide", count: 2, asks: "cpu: 30, memory: 1Gi", more: "constraints: { rack: r1 }"))
        try house.submit(job("large", count: 2, asks: "cpu: 1, memory: 240Gi", more: "constraints: { rack: r2 }"))
        try house.submit(job("train", asks: "cpu: 4, memory: 32Gi"))
        try check(house, "why-mixed")
    }

    @Test func nothingIsLargeEnough() throws {
        var house = house()
        try house.submit(job("train", asks: "cpu: 64, memory: 512Gi"))
        try check(house, "why-too-large")
    }

    @Test func theDeadlineCannotBeKept() throws {
        var house = house()
        try house.submit(job("night", count: 3, priority: 80, asks: "cpu: 20, memory: 1Gi", more: "time-limit: 4h"))
        try house.submit(job("other", priority: 80, asks: "cpu: 20, memory: 1Gi", more: "time-limit: 5h"))
        try house.submit(
            job("train", asks: "cpu: 20, memory: 1Gi", more: "deadline: 2026-12-01T03:10:00Z\ntime-limit: 8m"))
        try check(house, "why-deadline-waits")
        house.run(for: .seconds(120))
        try check(house, "why-deadline-missed")
    }

    @Test func whatIsAheadInTheQueueIsNamed() throws {
        var house = house()
        try house.submit(job("night", count: 2, priority: 80, asks: "cpu: 1, memory: 1Gi, gpus: 6"))
        try house.submit(job("first", priority: 70, asks: "cpu: 1, memory: 1Gi, gpus: { count: 8, model: H100 }"))
        try house.submit(job("train", asks: "cpu: 1, memory: 1Gi, gpus: { count: 4, model: H100 }"))
        try check(house, "why-ahead")
    }
}
