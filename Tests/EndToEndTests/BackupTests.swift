import Fleet
import Foundation
import Glibc
import Testing
import Wire

extension EndToEndTests {
    /// The cluster comes back from a backup, or from one survivor.
    @Suite("Backup and recovery")
    struct BackupTests {
        typealias Muster = CommandLineTests.Muster

        private func generation(_ cluster: TestCluster) throws -> UInt64 {
            try cluster.client().view(.status, seconds: 5).status?.generation ?? 0
        }

        @Test("one survivor of three goes on with everything, and the cluster is made whole again")
        func recover() throws {
            try TestCluster.run(agents: 1) { cluster in
                let muster = try Muster(cluster)
                try cluster.submit(cluster.witnessJob("calm", lease: .seconds(30)))
                let before = try cluster.runningOne("calm")
                let survivor = try #require(try cluster.followers().first)
                // What is acknowledged is on two of three; the survivor has it once it has applied it.
                let index = try cluster.client().view(.status).index
                try eventually("the survivor has everything") {
                    let members = try cluster.client().view(.status).status?.members ?? []
                    return members.contains { $0.id == survivor.member && $0.storedIndex >= index }
                }
                let program = try Machine.program("muster")
                let running = try Machine.run(
                    [program, "cluster", "recover", "--directory", survivor.directory])
                #expect(running.status == 1 && running.output.contains("open in another process"), "\(running)")
                for coordinator in cluster.coordinators { coordinator.process?.kill() }
                for lost in cluster.coordinators where lost !== survivor { cluster.forget(lost) }

                let recovered = try Machine.run(
                    [
                        program, "cluster", "recover", "--directory", survivor.directory, "--longest-lease", "3",
                    ])
                #expect(recovered.status == 0 && recovered.output.contains("generation 2"), "\(recovered)")
                let started = monotonicNow()
                try cluster.start(survivor)
                try eventually("the survivor leads") { try generation(cluster) == 2 }

                try cluster.submit(cluster.witnessJob("next"))
                _ = try cluster.running("next")
                #expect(monotonicNow() - started >= 3_000_000_000, "it was placed before the longest lease was over")
                #expect(try cluster.runningOne("calm").supervisor == before.supervisor)
                for _ in 0..<2 { _ = try MembershipTests.grow(cluster, muster) }
                #expect(try MembershipTests.parts(muster).values.sorted() == ["voter", "voter", "voter"])
                #expect(try cluster.runningOne("calm").supervisor == before.supervisor)
            }
        }

        @Test("a backup is restored as a new cluster; what came after it is over, and what it knows goes on")
        func restore() throws {
            try TestCluster.run(agents: 1) { cluster in
                let muster = try Muster(cluster)
                try cluster.submit(cluster.witnessJob("kept", lease: .seconds(30)))
                let kept = try cluster.runningOne("kept")
                let file = cluster.directory + "/backup"
                let made = try muster("cluster", "backup", file)
                #expect(made.status == 0 && made.output.contains("index"), "\(made)")
                #expect(try muster("cluster", "backup", file).status == 1)
                let follower = try #require(try cluster.followers().first)
                let second = try muster(
                    "cluster", "backup", file + "-2", options: ["--from", "\(follower.member)"])
                #expect(second.status == 0 && second.output.contains("member \(follower.member)"), "\(second)")
                try cluster.submit(cluster.witnessJob("late", lease: .seconds(30)))
                let late = try cluster.runningOne("late")

                for coordinator in cluster.coordinators { coordinator.process?.kill() }
                let old = cluster.directory + "/old"
                for coordinator in cluster.coordinators {
                    try FileManager.default.createDirectory(
                        atPath: "\(old)/c\(coordinator.member)", withIntermediateDirectories: true)
                    try FileManager.default.copyItem(
                        atPath: coordinator.directory + "/key", toPath: "\(old)/c\(coordinator.member)/key")
                    cluster.forget(coordinator)
                }
                let new = cluster.directory + "/restored"
                let program = try Machine.program("muster")
                let restored = try Machine.run(
                    [
                        program, "cluster", "restore", file, "--directory", new, "--keys", old, "--longest-lease", "3",
                    ])
                #expect(restored.status == 0 && restored.output.contains("is lost"), "\(restored)")
                for number in 1...3 { try cluster.start(try cluster.adopt("\(new)/coordinators/c\(number)")) }

                try eventually("the restored cluster leads") { try generation(cluster) == 2 }
                let jobs = try cluster.client().view(.jobs).jobs.compactMap { $0.definition?.name }
                #expect(jobs == ["kept"])
                #expect(try cluster.runningOne("kept").supervisor == kept.supervisor)
                try eventually("what the backup does not know is ended") {
                    !ProcessTable.isAlive(pid_t(late.supervisor))
                }
                try cluster.submit(cluster.witnessJob("next"))
                let next = try cluster.runningOne("next")
                #expect(next.id > 1_000_000_000, "a number was given out twice")
                // The administrator of the new files is one, too.
                let ended = try Machine.run(
                    [program, "status", "--config", "\(new)/admin/client.conf"])
                #expect(ended.status == 0, "\(ended)")
            }
        }
    }
}
