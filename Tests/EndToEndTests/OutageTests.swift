import Determinism
import Fleet
import Foundation
import Glibc
import Testing
import Wire

/// As long as `MUSTER_OUTAGE_SECONDS` says: ten minutes are 600. Alone, because nothing else may be held up for so long.
@Suite(
    .enabled(if: Machine.isPrivileged, Machine.needsRoot),
    .enabled(if: Machine.outageSeconds != nil, "only with MUSTER_OUTAGE_SECONDS"), .timeLimit(.minutes(30)))
struct LongOutageTests {
    @Test("without any coordinator for long tasks of unlimited lease go on, others end and run again afterwards")
    func allGoneForLong() throws {
        try EndToEndTests.OutageTests.loseAll(for: try #require(Machine.outageSeconds))
    }
}

extension EndToEndTests {
    /// No coordinator at all for a while.
    @Suite("Outages of all coordinators")
    struct OutageTests {
        @Test(
            "without any coordinator tasks of unlimited lease go on, others end with their lease and run again afterwards"
        )
        func allGone() throws { try Self.loseAll(for: 20) }

        static func loseAll(for seconds: Double) throws {
            try TestCluster.run(agents: 2) { cluster in
                let lease = Span.seconds(3)
                try cluster.submit(cluster.witnessJobs("endless", lease: .unlimited, count: 2))
                try cluster.submit(cluster.witnessJobs("bounded", lease: lease, count: 2))
                let endless = try cluster.running("endless", count: 2)
                let bounded = try cluster.running("bounded", count: 2)
                try cluster.requireWitnesses("endless", count: 2, expect: 2)
                try cluster.requireWitnesses("bounded", count: 2, expect: 2)
                let identities = try Self.identities(endless, of: cluster)
                try #require(identities.count == 4, "two supervisors with a task each")

                for coordinator in cluster.coordinators { coordinator.process?.signal(SIGKILL) }
                for coordinator in cluster.coordinators { _ = coordinator.process?.waitForEnd() }
                let (lost, lostWall) = (monotonicNow(), Self.wallNow())
                while monotonicNow() < lost + UInt64(seconds * 1e9) {
                    try #require(try Self.identities(endless, of: cluster) == identities)
                    if monotonicNow() > lost + UInt64(lease.nanoseconds) + 1_000_000_000 {
                        try #require(bounded.allSatisfy { !ProcessTable.isAlive(pid_t($0.supervisor)) })
                    }
                    usleep(200_000)
                }
                // Nothing was started while nobody could authorise it, and nothing outlived its lease.
                for attempt in try cluster.requireWitnesses("bounded", count: 2, expect: 2) {
                    #expect(
                        attempt.lastWallNs < lostWall + UInt64(lease.nanoseconds),
                        "it outlived its lease by \((Int64(attempt.lastWallNs) - Int64(lostWall)) / 1_000_000 - 3_000) ms"
                    )
                }

                for coordinator in cluster.coordinators { try cluster.start(coordinator) }
                let again = try cluster.running("bounded", count: 2) { $0.attempt == 2 }
                #expect(Set(again.map(\.id)) == Set(bounded.map(\.id)))
                try cluster.requireWitnesses("bounded", count: 2, expect: 4)
                let after = try cluster.running("endless", count: 2)
                #expect(after.map(\.attempt) == endless.map(\.attempt))
                #expect(after.map(\.supervisor) == endless.map(\.supervisor))
                #expect(try Self.identities(after, of: cluster) == identities)
                try cluster.requireWitnesses("endless", count: 2, expect: 2)
                print("without coordinators for \(seconds) s: the same processes \(identities), and no overlap")
            }
        }

        /// Supervisors and tasks, each with its start.
        private static func identities(_ allocations: [AllocationView], of cluster: TestCluster) throws -> [String] {
            allocations.flatMap { [pid_t($0.supervisor)] + cluster.taskProcesses($0) }.map(ProcessTable.identity)
        }

        private static func wallNow() -> UInt64 {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
        }
    }
}
