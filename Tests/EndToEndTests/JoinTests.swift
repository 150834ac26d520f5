import CLinux
import Enrolment
import Foundation
import Glibc
import Settings
import Testing
import Wire

extension EndToEndTests {
    /// Machines that join by a token, and those that must not.
    @Suite("Joining")
    struct JoinTests {
        typealias Muster = CommandLineTests.Muster

        /// Makes a token; its file.
        private static func token(
            _ cluster: TestCluster, _ muster: Muster, _ name: String, _ options: String...
        ) throws -> String {
            let file = cluster.directory + "/\(name).token"
            let made = try muster("token", "create", options: options + ["--file", file])
            guard made.status == 0 else { throw Failure("token create: \(made)") }
            return file
        }

        private static func join(
            _ cluster: TestCluster, _ name: String, _ token: String, _ options: String...
        ) throws -> Machine.Ended {
            let directory = "\(cluster.directory)/\(name)"
            let program = try Machine.program("muster-agent")
            return try Machine.run(
                [
                    program, "join", "--token-file", token, "--name", name, "--config", directory + "/agent.conf",
                    "--directory", directory + "/state",
                ] + options)
        }

        private func counter(_ name: String, _ cluster: TestCluster) throws -> UInt64 {
            try cluster.client().view(.status).status?.counters.first { $0.name == name }?.value ?? 0
        }

        /// Enough of a task to see that a server works.
        private func work(_ cluster: TestCluster, on node: String, _ name: String) throws {
            var job = cluster.witnessJob(name)
            job.constraints["rack"] = node
            try cluster.submit(job)
        }

        @Test(
            "a server joins by a token with its own key and the token's labels, works, is taken out with its connection cut, and joins anew"
        )
        func comeAndGo() throws {
            try TestCluster.run(agents: 1) { cluster in
                let muster = try Muster(cluster)
                let token = try Self.token(cluster, muster, "two", "--uses", "2", "--label", "rack=r7")
                var mode = stat()
                #expect(stat(token, &mode) == 0 && mode.st_mode & 0o777 == 0o600)
                // Asked where a follower listens, it finds the leader.
                let follower = try cluster.followers()[0].endpoint
                let joined = try Self.join(cluster, "node-2", token, "--label", "zone=z1")
                #expect(joined.status == 0 && joined.output.contains("node-2 has joined test"), "\(joined)")
                let conf = try String(contentsOfFile: cluster.directory + "/node-2/agent.conf", encoding: .utf8)
                #expect(conf.contains("label = rack=r7") && conf.contains("label = zone=z1"), "\(conf)")
                let server = try cluster.adopt(server: 2)
                try cluster.startAgent(server)
                try cluster.node("node-2", is: "ready")
                try work(cluster, on: "r7", "there")
                #expect(try cluster.runningOne("there").node == "node-2")

                let again = try Self.join(cluster, "node-2", token)
                #expect(again.status == 1 && again.output.contains("has joined already"), "\(again)")
                // While it is there nobody else becomes node-2.
                let clone = try Machine.run([
                    try Machine.program("muster-agent"), "join", "127.0.0.1:\(follower.basePort)", "--token-file",
                    token,
                    "--name", "node-2", "--config", cluster.directory + "/clone/agent.conf", "--directory",
                    cluster.directory + "/clone/state", "--timeout", "3",
                ])
                #expect(clone.status == 1 && clone.output.contains("choose another name with --name"), "\(clone)")

                let busy = try muster("node", "remove", "node-2")
                #expect(busy.status == 1 && busy.output.contains("drain it first"), "\(busy)")
                let cut = try muster("node", "remove", "node-2", options: ["--force"])
                #expect(cut.status == 0 && cut.output.contains("is cut off"), "\(cut)")
                try eventually("its agent is refused") {
                    try String(contentsOfFile: server.log, encoding: .utf8).contains("refuse")
                        || counter("refused_handshakes_control", cluster) > 0
                }
                // Its task's lease is over before long; then it goes for good.
                try eventually("node-2 is gone", within: 40) {
                    _ = try muster("node", "remove", "node-2")
                    return try !cluster.client().view(.nodes).nodes.contains { $0.name == "node-2" }
                }
                cluster.dismiss(server)

                // A machine set up anew: no key, no state, the same name.
                try FileManager.default.removeItem(atPath: cluster.directory + "/node-2")
                let anew = try Self.join(cluster, "node-2", token)
                #expect(anew.status == 0, "\(anew)")
                let reborn = try cluster.adopt(server: 2)
                try cluster.startAgent(reborn)
                try cluster.node("node-2", is: "ready")
                #expect(try cluster.runningOne("there").node == "node-2")
                let listed = try muster("token", "list")
                #expect(listed.output.contains("2/2") && listed.output.contains("was used 2 times"), "\(listed)")
                #expect(try muster("audit", "list").output.contains("node join node-2"))
            }
        }

        @Test(
            "used, revoked and guessed tokens, and those of another purpose, let nobody in, and are counted and logged")
        func badTokens() throws {
            try TestCluster.run(agents: 1) { cluster in
                let muster = try Muster(cluster)
                let used = try Self.token(cluster, muster, "used")
                #expect(try Self.join(cluster, "node-2", used).status == 0)
                let late = try Self.join(cluster, "node-3", used)
                #expect(late.status == 1 && late.output.contains("was used already"), "\(late)")

                let revoked = try Self.token(cluster, muster, "revoked")
                let id = try TokenFile(SettingsFile(path: revoked)).id
                #expect(try muster("token", "revoke", "\(id)").status == 0)
                let refused = try Self.join(cluster, "node-3", revoked)
                #expect(refused.status == 1 && refused.output.contains("was revoked"), "\(refused)")

                let members = try Self.token(cluster, muster, "members", "--coordinator")
                let wrong = try Self.join(cluster, "node-3", members)
                #expect(wrong.status == 1 && wrong.output.contains("is not for servers"), "\(wrong)")

                // A guess: a key of one's own in place of the token's.
                let known = try TokenFile(SettingsFile(path: used))
                let guess = TokenFile(id: id, keys: try CurveKeyPair.generate(), coordinators: known.coordinators)
                let file = cluster.directory + "/guess.token"
                try guess.text.write(toFile: file, atomically: true, encoding: .utf8)
                let guessed = try Self.join(cluster, "node-3", file)
                #expect(guessed.status == 1 && guessed.output.contains("do not know token"), "\(guessed)")
                #expect(try counter("refused_handshakes_enrolment", cluster) > 0)
                #expect(try counter("dropped_enrolment_forbidden", cluster) >= 2)
                let leader = try String(contentsOfFile: cluster.leader().log, encoding: .utf8)
                #expect(leader.contains("Dropped a enrolment frame") || leader.contains("token \(id)"), "\(leader)")
                #expect(leader.contains(guess.keys.publicKey))
                #expect(try cluster.client().view(.nodes).nodes.map(\.name).sorted() == ["node-1", "node-2"])
                for text in [late, refused, wrong, guessed].map(\.output) + [leader] {
                    #expect(!text.contains(known.keys.secretKey) && !text.contains(guess.keys.secretKey))
                }
            }
        }

        @Test("who stands in the middle with a key of its own learns nothing, and nobody joins there")
        func manInTheMiddle() throws {
            try TestCluster.run(agents: 1) { cluster in
                let muster = try Muster(cluster)
                let file = try Self.token(cluster, muster, "pinned")
                let token = try TokenFile(SettingsFile(path: file))
                // It answers at the address that the machine is told, and lets everybody in: but its key is another.
                let context = try ZMQContext()
                let admission = try Admission(context)
                admission.admit([token.keys.publicKey], to: .enrolment)
                let loop = EventLoop()
                var heard = 0
                let base = try FreePorts.base(host: "127.0.0.1", avoiding: [])
                let impostor = try Listener(
                    context, loop: loop, address: "127.0.0.1", port: base + JoinPlaces.offset,
                    keys: CurveKeyPair.generate(), conversation: .enrolment, budget: 16,
                    quota: PeerQuota(perSecond: 100, burst: 100),
                    handlers: Listener.Handlers(message: { _, _ in heard += 1 }, dropped: { _, _ in heard += 1 }))
                _ = impostor
                let directory = cluster.directory + "/node-2"
                let victim = try RunningProcess(
                    [
                        try Machine.program("muster-agent"), "join", "127.0.0.1:\(base)", "--token-file", file,
                        "--name",
                        "node-2", "--config", directory + "/agent.conf", "--directory", directory + "/state",
                        "--timeout", "3",
                    ], log: cluster.directory + "/victim.log")
                let end = loop.now + 20_000_000_000
                while victim.isRunning, loop.now < end {
                    try loop.run(until: loop.now + 50_000_000) { true }
                }
                #expect(victim.waitForEnd() == 1 && heard == 0)
                let said = try String(contentsOfFile: victim.log, encoding: .utf8)
                #expect(said.contains("no coordinator with a key of token"), "\(said)")
                #expect(!FileManager.default.fileExists(atPath: directory + "/agent.conf"))
                // The token is as good as before.
                #expect(try Self.join(cluster, "node-2", file).status == 0)
            }
        }

        @Test(
            "a thousand strangers that connect to the enrolment port and say nothing disturb neither the fleet nor who joins"
        )
        func silentStrangers() throws {
            try TestCluster.run(agents: 1) { cluster in
                let muster = try Muster(cluster)
                let file = try Self.token(cluster, muster, "crowd")
                try cluster.submit(cluster.witnessJob("undisturbed"))
                let before = try cluster.runningOne("undisturbed")
                let leader = try cluster.leader()
                var strangers: [Int32] = []
                defer { for descriptor in strangers { close(descriptor) } }
                var limit = rlimit()
                getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                let count = min(1_000, Int(limit.rlim_cur) - 200)
                for _ in 0..<count {
                    if let descriptor = Self.connect(port: leader.endpoint.basePort + JoinPlaces.offset) {
                        strangers.append(descriptor)
                    }
                }
                #expect(strangers.count > count / 2, "\(strangers.count)")
                let joined = try Self.join(cluster, "node-2", file)
                #expect(joined.status == 0, "\(joined)")
                let after = try cluster.runningOne("undisturbed")
                #expect(after.supervisor == before.supervisor && after.attempt == before.attempt)
                #expect(try cluster.leader().member == leader.member)
                // Whoever says nothing is cut off after some seconds, and counted.
                try eventually("the strangers are cut off", within: 30) {
                    strangers.allSatisfy { descriptor in
                        var byte: UInt8 = 0
                        while true {
                            let read = recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT))
                            // The greeting comes first, then the end.
                            if read > 0 { continue }
                            return read == 0 || errno != EAGAIN
                        }
                    }
                }
                try eventually("they are counted and logged", within: 30) {
                    let text = try String(contentsOfFile: leader.log, encoding: .utf8)
                    return try counter("wordless_connections_enrolment", cluster) >= UInt64(strangers.count)
                        && text.contains("ended without a word")
                }
            }
        }

        @Test("a stolen identity used beside its owner takes nothing away from it, and is told to people")
        func stolenIdentity() throws {
            try TestCluster.run(agents: 1) { cluster in
                let owner = try cluster.server("node-1")
                try cluster.submit(cluster.witnessJob("undisturbed"))
                let before = try cluster.runningOne("undisturbed")
                let session = try cluster.client().view(.node, "node-1").nodes[0].sessionNonce
                let place = cluster.directory + "/thief"
                try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
                for file in ["agent.conf", "key"] {
                    try FileManager.default.copyItem(atPath: "\(owner.directory)/\(file)", toPath: "\(place)/\(file)")
                }
                chmod(place + "/key", 0o600)
                let thief = try RunningProcess(
                    [try Machine.program("muster-agent"), "--config", place + "/agent.conf"], log: place + "/log")
                defer { thief.kill() }
                let leader = try cluster.leader()
                try eventually("people are told", within: 20) {
                    try String(contentsOfFile: leader.log, encoding: .utf8).contains(
                        "A second machine speaks with the key of node-1")
                }
                // It goes on for longer than the task's lease.
                let until = monotonicNow() + 5_000_000_000
                try eventually("some beats have passed", within: 10) { monotonicNow() >= until }
                let after = try cluster.runningOne("undisturbed")
                #expect(after.supervisor == before.supervisor && after.attempt == before.attempt)
                let view = try cluster.client().view(.node, "node-1").nodes[0]
                #expect(view.state == "ready" && view.sessionNonce == session)
                let seen = try Witnesses.check(cluster.shared, name: "undisturbed")
                #expect(seen.attempts.count == 1 && seen.overlaps.isEmpty, "\(seen)")
            }
        }

        private static func connect(port: UInt64) -> Int32? {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            guard descriptor >= 0 else { return nil }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = UInt16(port).bigEndian
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            let result = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            if result == 0 { return descriptor }
            close(descriptor)
            return nil
        }

        @Test("a cluster begins with one coordinator on its machine, and two more join by tokens and vote")
        func coordinators() throws {
            try TestCluster.run(agents: 1) { cluster in
                // Beside the test's own cluster: the one that `--install` makes, below a root of its own.
                let root = cluster.directory + "/root"
                let program = try Machine.program("muster")
                let coordinatorProgram = try Machine.program("muster-coordinator")
                let places = try (0..<3).map { _ in "127.0.0.1:\(try FreePorts.base(host: "127.0.0.1", avoiding: []))" }
                let made = try Machine.run([
                    program, "cluster", "init", "--install", "--root", root, "--coordinator", places[0], "--name",
                    "small",
                ])
                #expect(made.status == 0 && made.output.contains("first coordinator of small"), "\(made)")
                let twice = try Machine.run([
                    program, "cluster", "init", "--install", "--root", root, "--coordinator", places[0],
                ])
                #expect(twice.status == 1 && twice.output.contains("is there already"), "\(twice)")
                var running: [RunningProcess] = []
                defer { for process in running { process.kill() } }
                running.append(
                    try RunningProcess(
                        [coordinatorProgram, "--config", root + "/etc/muster/coordinator.conf"], log: root + "/log-1"))
                let client = root + "/root/.config/muster/client.conf"
                func muster(_ words: String...) throws -> Machine.Ended {
                    try Machine.run([program] + words + ["--config", client, "--timeout", "30"])
                }
                for number in 2...3 {
                    let token = "\(root)/\(number).token"
                    let created = try muster("token", "create", "--coordinator", "--file", token)
                    #expect(created.status == 0, "\(created)")
                    let place = "\(root)/c\(number)"
                    let joined = try Machine.run([
                        coordinatorProgram, "join", places[0], "--token-file", token, "--address", places[number - 1],
                        "--config", place + "/coordinator.conf", "--directory", place + "/data",
                    ])
                    #expect(
                        joined.status == 0 && joined.output.contains("Member \(number) has joined small"), "\(joined)")
                    running.append(
                        try RunningProcess(
                            [coordinatorProgram, "--config", place + "/coordinator.conf"], log: "\(root)/log-\(number)")
                    )
                    try eventually("member \(number) votes", within: 30) {
                        let listed = try muster("coordinator", "list", "-o", "json").output
                        return listed.components(separatedBy: "\"voter\"").count - 1 == number
                    }
                }
                // Any two of them are a cluster.
                let saved = try muster("coordinator", "list", "--save")
                #expect(saved.status == 0 && saved.output.contains("names 3 coordinators now"), "\(saved)")
                running[0].kill()
                try eventually("the others go on", within: 20) { try muster("token", "list").status == 0 }
            }
        }
    }
}
