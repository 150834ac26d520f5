import Determinism
import Fleet
import Glibc
import Testing
import Wire

extension EndToEndTests {
    /// What the loss of coordinators does, and does not do.
    @Suite("Losses of coordinators")
    struct CoordinatorLossTests {
        @Test("a leader's death is over before anybody notices: the next write is accepted, and no task is disturbed")
        func leaderKilled() throws {
            try TestCluster.run(agents: 2) { cluster in
                try cluster.submit(cluster.witnessJob("calm", lease: .seconds(5), count: 2))
                let before = try cluster.running("calm", count: 2)
                let leader = try cluster.leader()

                leader.process?.signal(SIGKILL)
                let killed = monotonicNow()
                try cluster.submit(cluster.witnessJob("next"))
                print("leader killed: the next write was accepted after \((monotonicNow() - killed) / 1_000_000) ms")
                try #require(leader.process?.isRunning == false)

                _ = try cluster.running("next")
                for (old, new) in zip(before, try cluster.running("calm", count: 2)) {
                    #expect(new.attempt == old.attempt && new.node == old.node)
                }
                // Past the lease: the new leader must have renewed it.
                let end = monotonicNow() + 6_000_000_000
                while monotonicNow() < end {
                    try #require(before.allSatisfy { ProcessTable.isAlive(pid_t($0.supervisor)) })
                    usleep(100_000)
                }
                #expect(try cluster.running("calm", count: 2).map(\.supervisor) == before.map(\.supervisor))

                // It comes back from its disk and follows.
                try cluster.start(leader)
                let survivor = try cluster.leader()
                survivor.process?.kill()
                try cluster.submit(cluster.witnessJob("third"))
                _ = try cluster.running("third")
                #expect(try cluster.running("calm", count: 2).map(\.supervisor) == before.map(\.supervisor))
            }
        }

        @Test("a frozen leader is replaced although nothing closes, and changes nothing when it wakes")
        func leaderFrozen() throws {
            try TestCluster.run(agents: 2) { cluster in
                try cluster.submit(cluster.witnessJob("calm", lease: .seconds(8), count: 2))
                let before = try cluster.running("calm", count: 2)
                let old = try cluster.leader()

                old.process?.signal(SIGSTOP)
                let frozen = monotonicNow()
                let others = cluster.coordinators.filter { $0 !== old }.map(\.endpoint)
                let client = try AdministrationClient(others, keys: cluster.administrator)
                try client.change(.setPool(SetPool(name: "written", nodes: ["node-2"])))
                print("leader frozen: the next write was accepted after \((monotonicNow() - frozen) / 1_000_000) ms")

                old.process?.signal(SIGCONT)
                let id = AdministrationClient.newID()
                // The connections that it slept through are closed when it wakes: then the same request is asked again.
                let answer = try eventually("the woken leader answers") {
                    try cluster.client().askOnce(old.member, seconds: 10) {
                        .mutation(
                            Mutation(
                                correlation: $0, id: id,
                                change: .setPool(SetPool(name: "late", nodes: ["node-1"]))))
                    }
                }
                if case .mutationOutcome(let outcome) = answer {
                    // It leads again, by election: then it knows what was written meanwhile.
                    #expect(outcome.code == 0)
                } else if case .refusal(let refusal) = answer {
                    #expect(refusal.code == .notLeader || refusal.code == .unavailable, "\(refusal)")
                } else {
                    Issue.record("the woken leader answered \(answer)")
                }
                #expect(try cluster.client().view(.pools).pools.contains { $0.name == "written" })
                let after = try cluster.running("calm", count: 2)
                #expect(after.map(\.supervisor) == before.map(\.supervisor))
            }
        }

        @Test("with one coordinator lost all goes on; with two lost nothing is answered, and nothing is lost")
        func majorityLost() throws {
            try TestCluster.run(agents: 2) { cluster in
                let long = Fleet.JobDefinition(
                    id: JobID(namespace: "default", name: "long"), type: .batch, command: ["sleep", "1000"],
                    resources: Fleet.Resources(cpuMillicores: 100), lease: .seconds(60))
                try cluster.submit(long)
                let before = try cluster.runningOne("long")
                let identity = ProcessTable.identity(pid_t(before.supervisor))
                let tasks = try eventually("the task has begun") { () -> [String]? in
                    let found = cluster.taskProcesses(before).map(ProcessTable.identity)
                    return found.isEmpty ? nil : found
                }

                let followers = try cluster.followers()
                followers[0].process?.kill()
                try cluster.submit(cluster.witnessJob("minority"))
                _ = try cluster.running("minority")
                try cluster.client().change(
                    .stopJob(JobRef(namespaceName: "default", name: "minority")))

                let leader = try cluster.leader()
                followers[1].process?.kill()
                let lost = monotonicNow()
                let client = try cluster.client()
                let id = AdministrationClient.newID()
                for attempt in 0..<2 {
                    let asked = monotonicNow()
                    let read = try client.askOnce(leader.member, seconds: 15) {
                        .query(Query(correlation: $0, topic: .status))
                    }
                    let write = try client.askOnce(leader.member, seconds: 15) {
                        .mutation(
                            Mutation(
                                correlation: $0, id: id,
                                change: .setPool(SetPool(name: "unsure", nodes: ["node-2"]))))
                    }
                    for answer in [read, write] {
                        guard case .refusal(let refusal)? = answer else {
                            Issue.record(
                                "try \(attempt): neither refused nor answered in time: \(String(describing: answer))")
                            continue
                        }
                        #expect(refusal.code == .unavailable)
                        #expect(!refusal.message.isEmpty)
                        if attempt == 1 { print("majority lost: \(refusal.message)") }
                    }
                    #expect(monotonicNow() - asked < 20_000_000_000)
                }

                // Half of the lease without any quorum.
                while monotonicNow() < lost + 30_000_000_000 {
                    try #require(
                        ProcessTable.identity(pid_t(before.supervisor)) == identity
                            && cluster.taskProcesses(before).map(ProcessTable.identity) == tasks)
                    usleep(200_000)
                }

                for follower in followers { try cluster.start(follower) }
                let after = try cluster.runningOne("long")
                #expect(after.attempt == before.attempt && after.supervisor == before.supervisor)
                #expect(ProcessTable.identity(pid_t(after.supervisor)) == identity)
                let jobs = try client.view(.jobs).jobs.compactMap { $0.definition?.name }
                #expect(jobs.contains("long") && jobs.contains("minority"))
                // The same id again has one answer, whatever became of the first.
                let answer = try client.ask { correlation in
                    .mutation(
                        Mutation(
                            correlation: correlation, id: id,
                            change: .setPool(SetPool(name: "unsure", nodes: ["node-2"]))))
                }
                guard case .mutationOutcome(let outcome) = answer else { throw Failure("\(answer)") }
                #expect(outcome.code == 0)
            }
        }

        @Test("coordinators that all stop come back from their disks with everything, and tasks do not notice")
        func allRestarted() throws {
            try TestCluster.run(agents: 2) { cluster in
                var job = cluster.witnessJob("kept", lease: .seconds(60), count: 2)
                job.type = .batch
                try cluster.submit(job)
                let before = try cluster.running("kept", count: 2)
                let client = try cluster.client()
                let command = try client.change(
                    .acceptCommand(
                        AcceptCommand(
                            definition: Fleet.CommandDefinition(arguments: ["true"]).wire, target: "*")))
                try eventually("the command is settled") {
                    try client.view(.command, "\(command.identifier)").command?.isSettled == true
                }
                let hash = try client.view(.status).status?.stateHash

                for coordinator in cluster.coordinators { coordinator.process?.signal(SIGKILL) }
                for coordinator in cluster.coordinators { _ = coordinator.process?.waitForEnd() }
                try #require(before.allSatisfy { ProcessTable.isAlive(pid_t($0.supervisor)) })
                for coordinator in cluster.coordinators { try cluster.start(coordinator) }

                let after = try cluster.running("kept", count: 2)
                #expect(after.map(\.supervisor) == before.map(\.supervisor))
                #expect(after.map(\.attempt) == before.map(\.attempt))
                let kept = try client.view(.command, "\(command.identifier)").command
                #expect(kept?.isSettled == true && kept?.runs.count == 2)
                #expect(hash != nil && hash != 0)
                for server in cluster.servers { try cluster.node(server.name, is: "ready") }
                let witnesses = try Witnesses.check(cluster.shared, name: "kept")
                #expect(witnesses.attempts.count == 2)
            }
        }
    }
}
