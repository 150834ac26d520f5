import Determinism
import Fleet
import Testing

@testable import CoordinatorCore
@testable import Scheduler

/// When a leader moves tasks for the load's sake.
struct BalanceWatchTests {
    private let start = Instant.origin + .seconds(1_000)
    private var loads: SortedMap<NodeID, ServerLoad> {
        var loads = SortedMap<NodeID, ServerLoad>()
        loads[NodeID("a")] = ServerLoad(used: Resources(cpuMillicores: 1), all: Resources(cpuMillicores: 2))
        return loads
    }
    private let on = Balancing(relieves: true, consolidates: false)

    @Test func whatWasMeasuredCountsOnce() {
        var watch = BalanceWatch(since: start, rest: .seconds(300))
        #expect(watch.terms(on, now: start) == nil)
        watch.take(loads)
        #expect(watch.terms(on, now: start) == BalanceTerms(on, loads: loads))
        #expect(watch.terms(on, now: start) == nil)
        watch.take(loads)
        #expect(watch.terms(.off, now: start) == nil)
        #expect(watch.terms(on, now: start) == nil, "what was measured before it was wanted is old")
    }

    @Test func whatWasTouchedRests() {
        var watch = BalanceWatch(since: start, rest: .seconds(300))
        let move = BalanceMove(
            attempt: AttemptID(allocation: AllocationID(1), number: 1), from: NodeID("a"), to: NodeID("b"),
            reason: .relieved, why: "")
        watch.note([move], now: start)
        watch.take(loads)
        #expect(watch.terms(on, now: start + .seconds(299))?.resting == SortedSet([NodeID("a"), NodeID("b")]))
        watch.take(loads)
        #expect(watch.terms(on, now: start + .seconds(300))?.resting == SortedSet())
    }

    @Test func aNewLeaderLetsItSettleAndAsksOnlyWhileItIsWanted() throws {
        var coordinator = LoneCoordinator()
        coordinator.run(for: .seconds(3))
        coordinator.run(for: BalanceWatch.rest * 2)
        #expect(coordinator.serversMeasured == 0)
        let refused = coordinator.ask(
            .operation(.setBalancing(Balancing(relieves: true, consolidates: true, movesAtOnce: 0))))
        #expect(coordinator.outcomes[refused]?.code == .invalid)
        #expect(coordinator.outcomes[refused]?.message == "moves at once: 0 is not within 1 to 64")
        let taken = coordinator.ask(.operation(.setBalancing(on)))
        #expect(coordinator.outcomes[taken]?.code == .done)
        #expect(coordinator.member.fleet.balancing == on)
        coordinator.run(for: .seconds(121))
        #expect((2...3).contains(coordinator.serversMeasured))
        let restored = try FleetState(canonicalBytes: coordinator.member.fleet.canonicalBytes)
        #expect(restored.balancing == on)
    }
}
