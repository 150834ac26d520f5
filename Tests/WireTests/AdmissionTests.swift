import CZMQ
import Testing

@testable import Wire

@Suite(.serialized) struct AdmissionTests {
    @Test func aStrangerIsRefusedAndComesInOnceItsKeyIsAdmitted() throws {
        let station = try Station()
        let heard = Record()
        let listener = try station.listen(handlers: heard.listener)
        let keys = try CurveKeyPair.generate()
        let client = Record()
        let connection = try station.connect(listener, as: keys, handlers: client.client())
        try station.wait("two refusals") { client.count("refused") >= 2 }
        #expect(client.count("up") == 0)
        #expect(connection.send([1]) == .full)
        #expect(station.admission.refused.first?.conversation == "control")
        #expect((station.admission.refused.first?.count ?? 0) >= 2)
        #expect(station.admission.takeStrangers() == ["control \(keys.publicKey)"])
        #expect(station.admission.takeStrangers().isEmpty)

        station.admission.admit([keys.publicKey], to: .control)
        try station.wait("the connection") { connection.isUp }
        #expect(connection.send([1, 2, 3]) == .sent)
        try station.wait("the message") { heard.messages.count == 1 }
        #expect(heard.messages[0].peer.key == keys.publicKey)
        #expect(heard.messages[0].frame == [1, 2, 3])
    }

    @Test func aKeyOfOneConversationIsAStrangerInAnother() throws {
        let station = try Station()
        let keys = try CurveKeyPair.generate()
        station.admission.admit([keys.publicKey], to: .control)
        let listener = try station.listen(.administration, handlers: Record().listener)
        let client = Record()
        _ = try station.connect(listener, as: keys, conversation: .administration, handlers: client.client())
        try station.wait("the refusal") { client.count("refused") == 1 }
        #expect(client.count("up") == 0)
        #expect(station.admission.refused.map(\.conversation) == ["administration"])
    }

    @Test func withoutAnAdmissionThreadNobodyComesIn() throws {
        let context = try ZMQContext(sockets: 64)
        defer { context.shutdown() }
        let server = try CurveKeyPair.generate()
        let socket = try ZMQSocket(context, type: ZMQ_ROUTER, conversation: .control, queue: 10)
        try socket.serve(server, domain: "control")
        let monitor = try socket.monitor()
        try socket.bind("tcp://127.0.0.1:0")
        let loop = EventLoop()
        let client = Record()
        let connection = try Connection(
            context, loop: loop, host: "127.0.0.1", port: try #require(socket.boundPort), serverKey: server.publicKey,
            keys: try CurveKeyPair.generate(), conversation: .control, patience: .quick, handlers: client.client())
        let (ups, closings) = try countEvents(monitor, loop: loop, closings: 3)
        #expect(ups == 0)
        #expect(closings >= 3)
        #expect(client.entries.isEmpty)
        connection.close()
    }

    @Test func aClientThatExpectsAnotherServerDoesNotTalk() throws {
        let station = try Station()
        let keys = try CurveKeyPair.generate()
        station.admission.admit([keys.publicKey], to: .control)
        let socket = try ZMQSocket(station.context, type: ZMQ_ROUTER, conversation: .control, queue: 10)
        try socket.serve(station.server, domain: "control")
        let monitor = try socket.monitor()
        try socket.bind("tcp://127.0.0.1:0")
        let other = try CurveKeyPair.generate()
        let connection = try station.connect(
            port: try #require(socket.boundPort), serverKey: other.publicKey, as: keys)
        let (ups, closings) = try countEvents(monitor, loop: station.loop, closings: 2)
        #expect(ups == 0)
        #expect(closings >= 2)
        #expect(!connection.isUp)
        #expect(connection.send([1]) == .full)
        #expect(station.admission.refused.isEmpty)
    }

    @Test func theListOfStrangersIsBounded() throws {
        let station = try Station()
        let listener = try station.listen(handlers: Record().listener)
        let record = Record()
        for _ in 0..<Admission.strangersAtMost + 6 {
            _ = try station.connect(listener, as: try CurveKeyPair.generate(), handlers: record.client())
        }
        try station.wait("all to be refused") { record.count("refused") >= Admission.strangersAtMost + 6 }
        #expect(station.admission.takeStrangers().count == Admission.strangersAtMost)
    }

    /// Reads a server's monitor until so many connections closed; how many handshakes succeeded, and the closings.
    private func countEvents(
        _ monitor: SocketMonitor, loop: EventLoop, closings: Int
    ) throws -> (ups: Int, closings: Int) {
        var ups = 0
        var downs = 0
        let watch = loop.watch(socket: monitor) {
            while let event = monitor.next() {
                if event == .up { ups += 1 }
                if case .down = event { downs += 1 }
            }
        }
        defer { loop.unwatch(watch) }
        try loop.run(until: loop.now + 20_000_000_000, while: { downs < closings })
        return (ups, downs)
    }
}
