import CZMQ
import Glibc
import Testing

@testable import Wire

@Suite(.serialized) struct SocketTests {
    /// A station with one listener and clients whose keys are admitted.
    private func station(
        clients: Int, _ heard: Record, budget: Int = 256, quota: PeerQuota = PeerQuota(perSecond: 1e6, burst: 1e6)
    ) throws -> (Station, Listener, [CurveKeyPair]) {
        let station = try Station()
        let keys = try (0..<clients).map { _ in try CurveKeyPair.generate() }
        station.admission.admit(Set(keys.map(\.publicKey)), to: .control)
        station.admission.admit(Set(keys.map(\.publicKey)), to: .telemetry)
        return (station, try station.listen(budget: budget, quota: quota, handlers: heard.listener), keys)
    }

    @Test func everyMessageBearsTheKeyThatWasProved() throws {
        let heard = Record()
        let (station, listener, keys) = try station(clients: 3, heard)
        let connections = try keys.map { try station.connect(listener, as: $0) }
        try station.wait("all connections") { connections.allSatisfy(\.isUp) }
        for round in 0..<20 as Range<UInt8> {
            for (index, connection) in connections.enumerated() {
                #expect(connection.send([UInt8(index), round]) == .sent)
            }
        }
        try station.wait("all messages") { heard.messages.count == 60 }
        for (peer, frame) in heard.messages { #expect(peer.key == keys[Int(frame[0])].publicKey) }
    }

    @Test func anAnswerReachesItsPeerAlone() throws {
        let heard = Record()
        let clients = Record()
        let (station, listener, keys) = try station(clients: 2, heard)
        let first = try station.connect(listener, as: keys[0], handlers: clients.client("a "))
        let second = try station.connect(listener, as: keys[1], handlers: clients.client("b "))
        try station.wait("connections") { first.isUp && second.isUp }
        first.send([1])
        try station.wait("the message") { heard.messages.count == 1 }
        #expect(listener.send([7], to: heard.messages[0].peer) == .sent)
        second.send([2])
        try station.wait("the answer") { clients.count("a message [7]") == 1 && heard.messages.count == 2 }
        #expect(listener.send([8], to: heard.messages[1].peer) == .sent)
        try station.wait("the second answer") { clients.count("b message [8]") == 1 }
        #expect(clients.entries.count { $0.contains("message") } == 2)
    }

    @Test func nobodyTakesOverAnothersRoutingID() throws {
        let heard = Record()
        let (station, listener, keys) = try station(clients: 3, heard)
        let honest = try station.rawClient(listener, as: keys[0], routingID: "agent1")
        #expect(honest.send([1]) == .sent)
        try station.wait("the honest message") { heard.messages.count == 1 }
        let thief = try station.rawClient(listener, as: keys[1], routingID: "agent1")
        #expect(thief.send([2]) == .sent)
        // A third, later peer shows that the listener has gone past the thief's connection.
        let witness = try station.connect(listener, as: keys[2])
        try station.wait("the witness") { witness.isUp }
        #expect(honest.send([3]) == .sent)
        witness.send([4])
        try station.wait("what follows") { heard.messages.count >= 3 }
        #expect(!heard.messages.contains { $0.peer.key == keys[1].publicKey })
        #expect(listener.send([9], to: heard.messages[0].peer) == .sent)
        var answer: ZMQSocket.Received?
        let watch = station.loop.watch(socket: honest) { answer = honest.receive(isRouter: false) }
        try station.wait("the answer") { answer != nil }
        station.loop.unwatch(watch)
        #expect(answer?.frame == [9] && answer?.frameCount == 1)
        #expect(thief.receive(isRouter: false) == nil)
    }

    @Test func aPeerThatIsNotConnectedIsUnreachable() throws {
        let (station, listener, keys) = try station(clients: 1, Record())
        let peer = Listener.Peer(key: keys[0].publicKey, routingID: [0, 1, 2, 3, 4])
        #expect(listener.send([1], to: peer) == .unreachable)
        withExtendedLifetime(station) {}
    }

    @Test func aFrameThatIsTooLargeIsRefusedAtSendingAndHarmsNobody() throws {
        let heard = Record()
        let clients = Record()
        let (station, listener, keys) = try station(clients: 1, heard)
        let connection = try station.connect(listener, as: keys[0], handlers: clients.client())
        try station.wait("the connection") { connection.isUp }
        let limit = Conversation.control.limits.maximumFrame
        #expect(connection.send([UInt8](repeating: 1, count: limit + 1)) == .tooLarge)
        #expect(connection.send([UInt8](repeating: 2, count: limit)) == .sent)
        try station.wait("the largest frame") { heard.messages.count == 1 }
        let peer = heard.messages[0].peer
        #expect(listener.send([UInt8](repeating: 3, count: limit + 1), to: peer) == .tooLarge)
        #expect(listener.send([UInt8](repeating: 4, count: limit), to: peer) == .sent)
        try station.wait("the largest answer") { clients.entries.contains { $0.hasPrefix("message [4, 4") } }
        #expect(clients.count("down") == 0)
    }

    @Test func aMessageOfSeveralPartsIsDroppedAndCounted() throws {
        let heard = Record()
        let (station, listener, keys) = try station(clients: 1, heard)
        let client = try station.rawClient(listener, as: keys[0])
        for parts in [2, 3, 200] {
            for part in 0..<parts {
                let byte = [UInt8(part)]
                #expect(zmq_send(client.raw, byte, 1, part + 1 < parts ? ZMQ_SNDMORE : 0) == 1)
            }
        }
        #expect(client.send([1]) == .sent)
        try station.wait("the good message") { heard.messages.count == 1 }
        #expect(heard.dropped == [.malformed: 3])
        #expect(heard.messages[0].frame == [1])
    }

    @Test func theListenerNoticesWhoseConnectionClosed() throws {
        let heard = Record()
        let (station, listener, keys) = try station(clients: 2, heard)
        let first = try station.connect(listener, as: keys[0])
        let second = try station.connect(listener, as: keys[1])
        try station.wait("connections") { first.isUp && second.isUp }
        first.send([1])
        second.send([2])
        try station.wait("messages") { heard.messages.count == 2 }
        first.close()
        try station.wait("the closing") { !heard.entries.isEmpty }
        #expect(heard.entries == ["disconnected \(keys[0].publicKey)"])
    }

    @Test func aPeerIsGoneOnlyWithItsLastConnection() throws {
        let heard = Record()
        let (station, listener, keys) = try station(clients: 1, heard)
        let first = try station.connect(listener, as: keys[0])
        let second = try station.connect(listener, as: keys[0])
        try station.wait("connections") { first.isUp && second.isUp }
        first.send([1])
        second.send([2])
        try station.wait("messages") { heard.messages.count == 2 }
        first.close()
        second.send([3])
        try station.wait("the message") { heard.messages.count == 3 }
        second.send([4])
        second.close()
        try station.wait("the closing") { !heard.entries.isEmpty }
        #expect(heard.entries == ["disconnected \(keys[0].publicKey)"])
    }

    @Test func cuttingAKeyEndsItsConnectionAndItIsRefusedAfterwards() throws {
        let heard = Record()
        let client = Record()
        let (station, listener, keys) = try station(clients: 1, heard)
        let connection = try station.connect(listener, as: keys[0], handlers: client.client())
        try station.wait("the connection") { connection.isUp }
        connection.send([1])
        try station.wait("the message") { heard.messages.count == 1 }
        station.admission.admit([], to: .control)
        listener.cut(keys[0].publicKey)
        try station.wait("the refusal") { client.count("refused") >= 1 && !heard.entries.isEmpty }
        #expect(client.entries.prefix(3) == ["up", "down", "refused"])
        #expect(heard.entries == ["disconnected \(keys[0].publicKey)"])
        #expect(listener.send([1], to: heard.messages[0].peer) == .unreachable)
    }

    @Test func aConnectionComesBackWithItsListener() throws {
        let station = try Station()
        let keys = try CurveKeyPair.generate()
        station.admission.admit([keys.publicKey], to: .control)
        var heard = Record()
        var listener: Listener? = try Listener(
            station.context, loop: station.loop, address: "127.0.0.1", port: 0, keys: station.server,
            conversation: .control, budget: 10, quota: PeerQuota(perSecond: 1e6, burst: 1e6), handlers: heard.listener)
        let port = try #require(listener?.port)
        let client = Record()
        let connection = try station.connect(
            port: port, serverKey: station.server.publicKey, as: keys, handlers: client.client())
        try station.wait("the connection") { connection.isUp }
        listener = nil
        try station.wait("the closing") { client.count("down") == 1 }
        #expect(connection.send([1]) == .full)
        heard = Record()
        try station.wait("the port to be free") {
            if listener != nil { return true }
            listener = try? Listener(
                station.context, loop: station.loop, address: "127.0.0.1", port: port, keys: station.server,
                conversation: .control, budget: 10, quota: PeerQuota(perSecond: 1e6, burst: 1e6),
                handlers: heard.listener)
            return listener != nil
        }
        try station.wait("the connection again") { connection.isUp }
        #expect(client.entries == ["up", "down", "up"])
        withExtendedLifetime(listener) {}
    }

    @Test func aHelloCanBeSaidAsSoonAsTheConnectionIsUp() throws {
        let heard = Record()
        let (station, listener, keys) = try station(clients: 40, heard)
        var results: [ZMQSocket.SendResult] = []
        var connections: [Connection] = []
        for (index, key) in keys.enumerated() {
            var handlers = Connection.Handlers()
            handlers.up = { results.append(connections[index].send([UInt8(index)])) }
            connections.append(try station.connect(listener, as: key, handlers: handlers))
        }
        try station.wait("all hellos") { heard.messages.count == keys.count }
        #expect(results == Array(repeating: .sent, count: keys.count))
    }

    @Test func aClosedConnectionIsSilent() throws {
        let heard = Record()
        let client = Record()
        let (station, listener, keys) = try station(clients: 1, heard)
        let connection = try station.connect(listener, as: keys[0], handlers: client.client())
        try station.wait("the connection") { connection.isUp }
        connection.send([1])
        try station.wait("the message") { heard.messages.count == 1 }
        connection.close()
        connection.close()
        #expect(!connection.isUp)
        #expect(connection.send([2]) == .full)
        try station.wait("the closing") { heard.entries.count == 1 }
        try station.wait("its peer to be gone") { listener.send([1], to: heard.messages[0].peer) == .unreachable }
        #expect(client.entries == ["up"])
    }

    @Test func aFloodingPeerIsBoundedByItsQuotaAndTheOtherIsHeard() throws {
        let heard = Record()
        let (station, listener, keys) = try station(
            clients: 2, heard, budget: 16, quota: PeerQuota(perSecond: 0, burst: 50))
        let flood = try station.connect(listener, as: keys[0])
        let quiet = try station.connect(listener, as: keys[1])
        try station.wait("connections") { flood.isUp && quiet.isUp }
        var sent = 0
        for _ in 0..<900 where flood.send([1]) == .sent { sent += 1 }
        #expect(sent > 500)
        #expect(quiet.send([2]) == .sent)
        try station.wait("the quiet one") { heard.messages.contains { $0.frame == [2] } }
        try station.wait("the flood to pass") { heard.dropped[.overQuota] == sent - 50 }
        #expect(heard.messages.count { $0.frame == [1] } == 50)
        #expect(heard.messages.count { $0.frame == [2] } == 1)
    }

    @Test func noConversationTakesMoreThanItsBudgetOfATurn() throws {
        let control = Record()
        let telemetry = Record()
        let (station, listener, keys) = try station(clients: 1, control)
        let samples = try station.listen(.telemetry, budget: 5, handlers: telemetry.listener)
        let connection = try station.connect(listener, as: keys[0])
        let publisher = try station.connect(samples, as: keys[0], conversation: .telemetry)
        try station.wait("connections") { connection.isUp && publisher.isUp }
        // A PUB sends only after the subscription has arrived: send until one is heard.
        try station.wait("the subscription") {
            publisher.send([0])
            return !telemetry.messages.isEmpty
        }
        var most = 0
        var before = telemetry.messages.count
        station.loop.endOfTurn = {
            most = max(most, telemetry.messages.count - before)
            before = telemetry.messages.count
        }
        // Fewer than the queue holds: a PUB drops what is beyond.
        for number in 0..<18 as Range<UInt8> { publisher.send([number]) }
        publisher.send([99])
        connection.send([1])
        try station.wait("both") { !control.messages.isEmpty && telemetry.messages.last?.frame == [99] }
        #expect(most > 0 && most <= 5)
    }

    @Test func bytesBeforeTheHandshakeCannotAskForMemory() throws {
        let heard = Record()
        let (station, listener, keys) = try station(clients: 1, heard)
        let descriptor = try Loopback.connect(port: listener.port)
        defer { close(descriptor) }
        var greeting: [UInt8] = [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 0] + Array("CURVE".utf8)
        greeting += [UInt8](repeating: 0, count: 64 - greeting.count)
        // A command frame that announces one tebibyte.
        let frame: [UInt8] = [0x06, 0, 0, 1, 0, 0, 0, 0, 0]
        try Loopback.send(greeting + frame, on: descriptor)
        #expect(Loopback.readToEnd(descriptor), "the listener closes the connection")
        let connection = try station.connect(listener, as: keys[0])
        try station.wait("an honest peer") { connection.isUp }
        #expect(heard.messages.isEmpty)
    }

    @Test func manyRawConnectionsDoNotStallTheListener() throws {
        let heard = Record()
        let (station, listener, keys) = try station(clients: 1, heard)
        for _ in 0..<600 {
            let descriptor = try Loopback.connect(port: listener.port)
            try Loopback.send([1, 2, 3], on: descriptor)
            close(descriptor)
        }
        let connection = try station.connect(listener, as: keys[0])
        try station.wait("the honest peer") { connection.isUp }
        connection.send([1])
        try station.wait("its message") { heard.messages.count == 1 }
        #expect(heard.entries.isEmpty)
    }

    @Test(.enabled(if: Loopback.hasIPv6, "this machine has no IPv6 loopback"))
    func addressesOfIPv6Work() throws {
        let station = try Station()
        let keys = try CurveKeyPair.generate()
        station.admission.admit([keys.publicKey], to: .control)
        let listener = try station.listen(address: "::1", handlers: Record().listener)
        let connection = try station.connect(listener, as: keys, host: "::1")
        try station.wait("the connection") { connection.isUp }
    }
}
