import Consensus
import CoordinatorCore
import Determinism
import Testing
import Wire

@testable import Coordinator

@Suite struct ViewsTests {
    private func views() -> Views {
        let member = Member(
            setup: MemberSetup(id: MemberID(1), bootstrap: nil, genesis: nil),
            recovered: Recovered(store: StoreID(high: 0, low: 1)), seed: 1, now: Instant(nanoseconds: 1))
        return Views(
            member: member, telemetry: TelemetryStore(), now: Instant(nanoseconds: 1), counters: { [] },
            residentBytes: { 7 })
    }

    @Test(
        arguments: [
            (0.9, 0), (4_096.5, 4_096), (-1, 0), (.nan, 0), (.infinity, .max), (-.infinity, 0), (1e300, .max),
        ] as [(Double, UInt64)])
    func anyReadingHasAWholePart(_ reading: Double, _ whole: UInt64) {
        #expect(Views.whole(reading) == whole)
    }

    @Test(arguments: [Topic.node, .job, .why, .command]) func whatIsNotThereIsNotFound(_ topic: Topic) throws {
        guard case .failure(let refusal) = views().answer(Query(correlation: 1, topic: topic, object: "x")) else {
            Issue.record("an answer about nothing")
            return
        }
        #expect(refusal.code == .notFound)
    }

    @Test(arguments: [Topic.status, .nodes, .jobs, .pools, .audit, .failures, .usage, .attempts, .quotas, .advice])
    func aViewOfNothingIsEmpty(
        _ topic: Topic
    ) throws {
        let view = try views().answer(Query(correlation: 9, topic: topic, limit: .max)).get()
        #expect(view.correlation == 9 && view.topic == topic)
        #expect(view.nodes.isEmpty && view.jobs.isEmpty && view.pools.isEmpty && view.audit.isEmpty)
        #expect(view.usage.isEmpty && view.attempts.isEmpty && view.quotas.isEmpty)
        #expect(view.failures.map(\.subject) == (topic == .failures ? ["servers"] : []))
    }

    @Test func aQueryWithoutATopicIsRefused() {
        guard case .failure(let refusal) = views().answer(Query(correlation: 1, topic: .unspecified)) else {
            Issue.record("an answer to nothing")
            return
        }
        #expect(refusal.code == .invalid)
    }
}
