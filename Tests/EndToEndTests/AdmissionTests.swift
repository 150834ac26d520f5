import Foundation
import Settings
import Testing
import Wire

extension EndToEndTests {
    /// Who is let in, and what they may say.
    @Suite("Admission")
    struct AdmissionTests {
        private func counter(_ name: String, _ cluster: TestCluster) throws -> UInt64 {
            try cluster.client().view(.status).status?.counters.first { $0.name == name }?.value ?? 0
        }

        private func log(_ coordinator: TestCluster.Coordinator) throws -> String {
            try String(contentsOfFile: coordinator.log, encoding: .utf8)
        }

        @Test("strangers, wrong keys and keys of other roles are refused, logged and counted")
        func refused() throws {
            try TestCluster.run(agents: 2) { cluster in
                let leader = try cluster.leader()

                // A key that nobody knows, and an agent's key: neither is an administrator's.
                for (index, keys) in [try CurveKeyPair.generate(), cluster.servers[0].keys].enumerated() {
                    let client = try AdministrationClient([leader.endpoint], keys: keys)
                    #expect(try client.pump(seconds: 20) { client.keyRefusals > 0 })
                    #expect(!client.isUp(leader.member))
                    #expect(try counter("refused_handshakes_administration", cluster) > UInt64(index))
                    try eventually("the refusal is logged") { try log(leader).contains(keys.publicKey) }
                }

                // An administrator who expects another coordinator's key talks to nobody.
                var impostor = leader.endpoint
                impostor.publicKey = try CurveKeyPair.generate().publicKey
                let misled = try AdministrationClient([impostor], keys: cluster.administrator)
                #expect(try !misled.pump(seconds: 1.5) { misled.isUp(leader.member) })

                // A viewer reads and changes nothing; without its key it is a stranger.
                let viewer = try CurveKeyPair.generate()
                try cluster.client().change(
                    .putKey(PutKey(publicKey: viewer.publicKey, name: "watcher", role: "viewer")))
                let reader = try AdministrationClient([leader.endpoint], keys: viewer)
                _ = try reader.view(.status)
                do {
                    _ = try reader.change(.setPool(SetPool(name: "mine", nodes: ["node-1"])))
                    Issue.record("a viewer changed something")
                } catch let refusal as AdministrationClient.Refused {
                    #expect(refusal.code == .forbidden && refusal.message.contains("watcher"), "\(refusal)")
                }
                #expect(try counter("dropped_administration_forbidden", cluster) >= 1)
                try cluster.client().change(.removeKey(viewer.publicKey))
                do {
                    _ = try reader.view(.status, seconds: 2)
                    Issue.record("a removed key reads on")
                } catch let refusal as AdministrationClient.Refused {
                    #expect(refusal.code == .forbidden || refusal.code == .unavailable, "\(refusal)")
                }
            }
        }

        @Test("an agent's key cannot speak for another server")
        func speaksForAnother() throws {
            try TestCluster.run(agents: 2) { cluster in
                let leader = try cluster.leader()
                let victim = try cluster.client().view(.node, "node-2").nodes[0]
                let boot = try String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
                    .trimmingCharacters(in: .whitespacesAndNewlines)
                let session = Session(node: "node-2", boot: boot, nonce: victim.sessionNonce)
                try cluster.submit(cluster.witnessJob("undisturbed", count: 2))
                let before = try cluster.running("undisturbed", count: 2)

                // It says that the other server leaves, empty: believed, this would start its work a second time.
                let context = try ZMQContext()
                let loop = EventLoop()
                var isUp = false
                let intruder = try Connection(
                    context, loop: loop, host: leader.endpoint.host, port: leader.endpoint.basePort + 1,
                    serverKey: leader.endpoint.publicKey, keys: cluster.servers[0].keys, conversation: .control,
                    patience: .quick, handlers: Connection.Handlers(up: { isUp = true }))
                defer { intruder.close() }
                try loop.run(until: loop.now + 20_000_000_000, while: { !isUp })
                try #require(isUp)
                intruder.send(try Codec.encode(ControlMessage.goodbye(Goodbye(session: session, isEmpty: true))))

                try eventually("it is counted") { try counter("dropped_control_forbidden", cluster) >= 1 }
                let text = try log(leader)
                #expect(text.contains("forbidden") && text.contains("node-1"), "\(text)")
                let after = try cluster.running("undisturbed", count: 2)
                #expect(after.map(\.supervisor) == before.map(\.supervisor))
                #expect(try cluster.client().view(.node, "node-2").nodes[0].sessionNonce == victim.sessionNonce)
            }
        }
    }
}
