import Fleet
import Foundation
import Glibc
import Testing
import Wire

extension EndToEndTests {
    /// The cluster grows, shrinks and is repaired by the commands of docs/operations.md.
    @Suite("Members")
    struct MembershipTests {
        typealias Muster = CommandLineTests.Muster

        /// The members as `muster coordinator list` tells them.
        static func parts(_ muster: Muster) throws -> [UInt64: String] {
            let members = try muster.json("coordinator", "list")["members"] as? [[String: Any]] ?? []
            var parts: [UInt64: String] = [:]
            for member in members {
                if let id = member["id"] as? UInt64, let part = member["standing"] as? String { parts[id] = part }
            }
            return parts
        }

        /// Admits one more member, starts it and waits until it votes.
        static func grow(_ cluster: TestCluster, _ muster: Muster) throws -> TestCluster.Coordinator {
            let directory = cluster.directory + "/added-\(cluster.coordinators.map(\.member).max() ?? 0)"
            let added = try muster("coordinator", "add", try cluster.freePlace(), options: ["--directory", directory])
            guard added.status == 0 else { throw Failure("coordinator add: \(added)") }
            let coordinator = try cluster.adopt(directory)
            try cluster.start(coordinator)
            try eventually("member \(coordinator.member) votes", within: 20) {
                try parts(muster)[coordinator.member] == "voter"
            }
            return coordinator
        }

        /// Removes a member and waits until its program has stopped by itself.
        static func shrink(
            _ cluster: TestCluster, _ muster: Muster, _ coordinator: TestCluster.Coordinator
        ) throws {
            let removed = try muster("coordinator", "remove", "\(coordinator.member)", options: ["--timeout", "20"])
            guard removed.status == 0 else { throw Failure("coordinator remove: \(removed)") }
            try cluster.farewell(coordinator)
        }

        @Test(
            "a cluster grows from three to five and shrinks to three others while a client writes, and no write fails")
        func growAndShrink() throws {
            try TestCluster.run(agents: 1) { cluster in
                let muster = try Muster(cluster)
                let load = WriteLoad(cluster)
                do {
                    try load.advance(20)
                    for _ in 0..<2 {
                        _ = try Self.grow(cluster, muster)
                        try load.advance(20)
                    }
                    #expect(try Self.parts(muster).values.filter { $0 == "voter" }.count == 5)
                    // The leader among them, so that leadership is handed over, too.
                    let leader = try cluster.leader()
                    let other = try #require(cluster.coordinators.first { $0.member <= 3 && $0 !== leader })
                    for coordinator in [leader, other] {
                        try Self.shrink(cluster, muster, coordinator)
                        try load.advance(20)
                    }
                } catch {
                    print("the load: \(load.stop())")
                    throw error
                }
                let tally = load.stop()
                print("3 -> 5 -> 3: \(tally.written) writes, the slowest took \(tally.longestMilliseconds) ms")
                #expect(tally.failures.isEmpty)
                #expect(try Self.parts(muster).values.sorted() == ["voter", "voter", "voter"])
            }
        }

        @Test("every member is replaced by a new one, and agents and their tasks follow")
        func replaceAll() throws {
            try TestCluster.run(agents: 1) { cluster in
                let muster = try Muster(cluster)
                try cluster.submit(cluster.witnessJob("calm", lease: .seconds(8)))
                let before = try cluster.runningOne("calm")
                for old in cluster.coordinators {
                    _ = try Self.grow(cluster, muster)
                    try Self.shrink(cluster, muster, old)
                }
                #expect(try Self.parts(muster) == [4: "voter", 5: "voter", 6: "voter"])
                // Nobody that the agent's file names is there any more.
                try cluster.submit(cluster.witnessJob("next"))
                _ = try cluster.running("next")
                #expect(try cluster.runningOne("calm").supervisor == before.supervisor)
                let server = try cluster.server("node-1")
                server.process?.kill()
                try cluster.startAgent(server)
                try cluster.node("node-1", is: "ready")
                #expect(try cluster.runningOne("calm").supervisor == before.supervisor)
            }
        }

        @Test("a member whose disk was emptied is taken in again as a new store, one after another")
        func emptiedStores() throws {
            try TestCluster.run(agents: 1) { cluster in
                let muster = try Muster(cluster)
                let load = WriteLoad(cluster)
                do {
                    for coordinator in cluster.coordinators {
                        coordinator.process?.kill()
                        try FileManager.default.removeItem(atPath: coordinator.directory + "/data/log")
                        let before = try Self.store(muster, coordinator.member)
                        try cluster.start(coordinator)
                        try eventually("member \(coordinator.member) votes with a new store", within: 20) {
                            let now = try Self.store(muster, coordinator.member)
                            return try now != before && Self.parts(muster)[coordinator.member] == "voter"
                        }
                        try load.advance(20)
                    }
                } catch {
                    print("the load: \(load.stop())")
                    throw error
                }
                let tally = load.stop()
                print("stores emptied: \(tally.written) writes, the slowest took \(tally.longestMilliseconds) ms")
                #expect(tally.failures.isEmpty)
            }
        }

        private static func store(_ muster: Muster, _ member: UInt64) throws -> String? {
            let members = try muster.json("coordinator", "list")["members"] as? [[String: Any]] ?? []
            return members.first { $0["id"] as? UInt64 == member }?["store"] as? String
        }

        @Test("leadership goes to whom it is transferred to; what would break the cluster is refused with a sentence")
        func transferAndRefusals() throws {
            try TestCluster.run(agents: 1) { cluster in
                let muster = try Muster(cluster)
                let target = try #require(try cluster.followers().first)
                let moved = try muster("coordinator", "transfer", "\(target.member)")
                #expect(moved.status == 0 && moved.output.contains("leads"), "\(moved)")
                #expect(try cluster.leader() === target)
                #expect(try muster("coordinator", "transfer", "9").status == 1)

                let taken = try muster(
                    "coordinator", "add", "127.0.0.1:\(target.endpoint.basePort)",
                    options: ["--directory", cluster.directory + "/taken"])
                #expect(taken.status != 0 && taken.output.contains("overlap"), "\(taken)")

                let lost = try #require(try cluster.followers().first)
                let kept = try #require(try cluster.followers().last)
                lost.process?.kill()
                try eventually("the loss is noticed") {
                    let members = try muster.json("coordinator", "list")["members"] as? [[String: Any]] ?? []
                    return members.contains { $0["role"] as? String == "unreachable" }
                }
                let refused = try muster("coordinator", "remove", "\(kept.member)")
                #expect(refused.status == 1 && refused.output.contains("--force"), "\(refused)")
                let removed = try muster("coordinator", "remove", "\(lost.member)")
                #expect(removed.status == 0, "\(removed)")
                cluster.forget(lost)
                let audit = try cluster.client().view(.audit).audit.map(\.act)
                #expect(audit.contains("coordinator transfer \(target.member)"))
                #expect(audit.contains("coordinator remove \(lost.member)"))
                let list = try muster("coordinator", "list")
                #expect(list.output.contains("voter") && list.output.contains("free"), "\(list)")
            }
        }
    }
}
