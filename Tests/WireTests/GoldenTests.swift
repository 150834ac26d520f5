import Foundation
import Testing
import Wire

/// The bytes of every kind are fixed in Golden/frames.txt. `MUSTER_REGENERATE_GOLDEN=1 swift test --filter GoldenTests`
/// writes the file anew: a change of an existing line breaks agents and coordinators of other releases.
@Suite struct GoldenTests {
    static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden/frames.txt")

    @Test func everyKindHasItsGoldenBytes() throws {
        var lines: [String] = []
        for (name, message) in Samples.all {
            let frame = try encode(message)
            lines.append(name + " " + frame.map { String(format: "%02x", $0) }.joined())
        }
        let text = lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["MUSTER_REGENERATE_GOLDEN"] == "1" {
            try text.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n").map(String.init)
        for (line, expected) in zip(lines, golden) { #expect(line == expected) }
        #expect(lines.count == golden.count)
    }

    @Test func everyKindIsAmongTheSamples() {
        let sampled = Set(Samples.all.map { type(of: $0.message).kind })
        let all =
            ControlMessage.kinds + TelemetryMessage.kinds + ConsensusMessage.kinds + AdministrationMessage.kinds
            + EnrolmentMessage.kinds
        #expect(sampled == Set(all))
        #expect(Set(all).count == all.count)
    }

    @Test func everySampleComesBackAsItWas() throws {
        for (name, message) in Samples.all {
            let frame = try encode(message)
            #expect(decodeAny(frame).contains { $0 == AnyHashable(message) }, "\(name)")
        }
    }

    private func encode(_ message: any FramedMessage) throws -> [UInt8] {
        func open<M: FramedMessage>(_ message: M) throws -> [UInt8] { try Codec.encode(message) }
        return try open(message)
    }
}

/// What a frame means in each of the conversations.
func decodeAny(_ frame: [UInt8]) -> [AnyHashable] {
    var found: [AnyHashable] = []
    func add<M: ConversationMessage>(_ type: M.Type) {
        if case .message(let message) = Codec.decode(frame, as: type) {
            func open<F: FramedMessage>(_ message: F) { found.append(AnyHashable(message)) }
            open(message.message)
        }
    }
    add(ControlMessage.self)
    add(TelemetryMessage.self)
    add(ConsensusMessage.self)
    add(AdministrationMessage.self)
    add(EnrolmentMessage.self)
    return found
}
