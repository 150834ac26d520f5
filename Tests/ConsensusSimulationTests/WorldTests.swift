import Consensus
import Determinism
import Linearizability
import Testing

@testable import ConsensusSimulation

/// The parts that the simulated world is made of.
@Suite struct WorldTests {
    @Test func `events come in the order of their instants, and of scheduling at one instant`() {
        var random = SeededGenerator(seed: 5)
        var queue = EventQueue<Int>()
        var expected: [(at: UInt64, number: Int)] = []
        for number in 0..<500 {
            let at = random.below(60)
            queue.schedule(number, at: Instant(nanoseconds: at))
            expected.append((at, number))
        }
        expected.sort { ($0.at, $0.number) < ($1.at, $1.number) }
        for item in expected {
            let next = queue.next()
            #expect(next?.event == item.number && next?.at.nanoseconds == item.at)
        }
        let end = queue.next()
        #expect(end == nil && queue.count == 0)
    }

    @Test func `a repeated request is answered and not applied again, also after a snapshot`() throws {
        var state = KeyValueState()
        let put = KeyValueCommand(client: 2, number: 1, operation: .put(1, 7))
        let swap = KeyValueCommand(client: 1, number: 1, operation: .compareAndSet(1, expected: 7, new: 8))
        let first = state.apply(put)
        let second = state.apply(swap)
        #expect(first.isFirst && second.output == .swapped(true))
        var restored = try KeyValueState(bytes: state.bytes)
        #expect(restored == state)
        let again = restored.apply(swap)
        #expect(again.output == .swapped(true) && !again.isFirst)
        let late = restored.apply(put)
        #expect(!late.isFirst)
        #expect(restored.value(1) == 8)
        #expect(try KeyValueCommand(canonicalBytes: swap.canonicalBytes) == swap)
    }

    @Test func `a snapshot with a changed byte is not taken for a state`() {
        var bytes = KeyValueState().bytes
        bytes[bytes.count - 1] ^= 1
        #expect(throws: ByteReader.Malformed.self) { try KeyValueState(bytes: bytes) }
    }

    @Test(arguments: [UInt64(900_000), 1_000_000, 1_090_000])
    func `a drifting clock shows a deadline when its instant comes`(rate: UInt64) {
        let start = Instant(nanoseconds: 1_000_000_000)
        var clock = MemberClock(startingAt: start, local: Instant(nanoseconds: 77_000_000_000))
        clock.run(partsPerMillion: rate, from: start + .seconds(3))
        let deadline = clock.local(start + .seconds(3)) + .seconds(2)
        let real = clock.real(deadline)
        #expect(clock.local(real) >= deadline)
        #expect(clock.local(real).since(deadline) < .milliseconds(3))
    }

    @Test(arguments: [UInt64](1...20))
    func `a plan holds enough to count, in the order of its instants, within its time`(seed: UInt64) {
        let plan = Plan(seed: seed, members: nil)
        #expect([3, 5, 7].contains(plan.world.members))
        #expect(zip(plan.events, plan.events.dropFirst()).allSatisfy { $0.at <= $1.at })
        #expect(plan.events.allSatisfy { $0.at < Plan.length })
        let requests = plan.events.filter { if case .request = $0.action { true } else { false } }
        let faults = plan.events.filter { if case .fault = $0.action { true } else { false } }
        #expect(requests.count >= 100 && faults.count >= 15)
    }

    @Test func `events that are left out do not happen, and the others do as before`() {
        let plan = Plan(seed: 3, members: 3)
        var options = ConsensusSimulation.Options(trace: true, mayBeThin: true)
        options.leftOut = plan.events.map(\.id).sorted()
        let quiet = ConsensusSimulation.play(plan, options)
        #expect(quiet.violation == nil)
        #expect(quiet.faults.total == 0)
        // Only the last check asks for something.
        #expect(quiet.operations.total == 5)
    }

    @Test func `a shadow of a log is cut, compacted and replaced like the log`() {
        var log = ShadowLog()
        for index in UInt64(1)...6 {
            log.append(LogEntry(index: LogIndex(index), term: Term(1), kind: .command, payload: []))
        }
        let chain = log.chain(at: LogIndex(4))
        log.truncate(after: LogIndex(5))
        #expect(log.lastIndex == LogIndex(5))
        log.start(
            from: Place(index: LogIndex(3), term: Term(1)), chain: log.chain(at: LogIndex(3)) ?? 0, replacesLog: false)
        #expect(log.lastIndex == LogIndex(5) && log.count == 2 && log.chain(at: LogIndex(4)) == chain)
        log.start(from: Place(index: LogIndex(9), term: Term(2)), chain: 5, replacesLog: true)
        #expect(log.lastIndex == LogIndex(9) && log.count == 0 && log.chain(at: LogIndex(9)) == 5)
    }
}
