import Determinism
import Fleet
import Testing

@testable import CoordinatorCore
@testable import Scheduler

/// What placements say of the wait before them.
struct WaitDiaryTests {
    private func at(_ second: UInt64) -> WallTime { WallTime(nanoseconds: second * 1_000_000_000) }

    private func allocation(_ index: UInt64 = 0, waitingSince second: UInt64) -> Allocation {
        Allocation(
            id: AllocationID(index + 1), job: JobID(name: "web"), index: index, pinned: nil, pendingSince: at(second))
    }

    @Test func aWaitIsToldWithItsLastReason() {
        var diary = WaitDiary()
        let waiting = allocation(waitingSince: 1_000)
        diary.take([Blocked(allocation: waiting.id, reason: .noServer)], time: at(1_000))
        #expect(diary.note(on: waiting, time: at(1_009)) == "", "not worth a word")
        #expect(diary.note(on: waiting, time: at(1_119)) == "waited 119 s: no server passes its rules")
        diary.take([Blocked(allocation: waiting.id, reason: .noServer)], time: at(1_200))
        diary.take([Blocked(allocation: waiting.id, reason: .noRoom)], time: at(1_300))
        #expect(
            diary.note(on: waiting, time: at(1_330))
                == "waited 5 min, of these the last 30 s: no server that passes its rules has the room")
        diary.take([], time: at(1_400))
        #expect(diary.note(on: waiting, time: at(9_000)) == "waited 2 h", "a leader that has not seen it wait")
    }

    @Test func onlySoMuchIsKept() {
        var diary = WaitDiary()
        let all = (0...UInt64(WaitDiary.kept)).map { allocation($0, waitingSince: 0) }
        diary.take(all.map { Blocked(allocation: $0.id, reason: .noRoom) }, time: at(0))
        #expect(diary.note(on: all[0], time: at(60)).hasPrefix("waited 60 s: no server"))
        #expect(diary.note(on: all[300], time: at(60)) == "", "one of thousands")
        var beyond = all[WaitDiary.kept]
        beyond.index = 5
        #expect(diary.note(on: beyond, time: at(60)) == "waited 60 s")
    }

    @Test func aLeaderNotesTheWaitOfWhatItPlaces() throws {
        var coordinator = LoneCoordinator()
        let agent = BeatingAgent("a")
        coordinator.run(for: .seconds(6), beating: [agent])
        _ = coordinator.ask(.operation(.setEligibility(NodeID("a"), .cordoned)))
        _ = coordinator.ask(.operation(.submitJob(JobDefinition(id: JobID(name: "web"), command: ["x"]))))
        coordinator.run(for: .seconds(30), beating: [agent])
        _ = coordinator.ask(.operation(.setEligibility(NodeID("a"), .eligible)))
        coordinator.run(for: .seconds(1), beating: [agent])
        let placed = try #require(coordinator.member.fleet.allocations.values.first?.current)
        #expect(placed.placementNote == "waited 30 s: no server passes its rules")
    }

    @Test func whatAPlanPlacesIsAnnotated() throws {
        var coordinator = LoneCoordinator()
        coordinator.run(for: .seconds(3))
        _ = coordinator.ask(.operation(.submitJob(JobDefinition(id: JobID(name: "web"), command: ["x"]))))
        coordinator.run(for: .seconds(1))
        let fleet = coordinator.member.fleet
        let waiting = try #require(fleet.allocations.values.first)
        var diary = WaitDiary()
        diary.take([Blocked(allocation: waiting.id, reason: .noServer)], time: waiting.pendingSince)
        let session = SessionID(node: NodeID("a"), boot: "b", nonce: 1)
        var plans = [Plan(placements: [Placement(allocation: waiting.id, session: session)])]
        diary.annotate(&plans, in: fleet, time: waiting.pendingSince + .seconds(20))
        #expect(plans[0].placements[0].note == "waited 20 s: no server passes its rules")
    }
}
