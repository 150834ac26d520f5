import Testing
import Wire

/// Frames that were damaged on purpose: each is a message, unknown or malformed, and nothing crashes.
@Suite struct MutationTests {
    /// SplitMix64: the same frames in every run.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private struct Tally {
        var messages = 0
        var unknown = 0
        var malformed = 0
        var reencoded = 0
        var total: Int { messages + unknown + malformed }
    }

    @Test(arguments: [UInt64(1), 2, 3, 4]) func damagedFramesAreCountedAndNeverCrash(seed: UInt64) throws {
        var generator = Generator(state: seed)
        let frames = try Samples.all.map { try encode($0.message) }
        var tally = Tally()
        let rounds = 30_000
        for round in 0..<rounds {
            var frame = frames[round % frames.count]
            for _ in 0...Int.random(in: 0..<4, using: &generator) { damage(&frame, frames, &generator) }
            // Most damage is meant for the body, so that the reader is reached.
            if round % 8 != 0, frame.count >= 3 {
                frame.replaceSubrange(0..<3, with: frames[round % frames.count][0..<3])
            }
            let kind = frame.count >= 3 ? UInt16(frame[1]) << 8 | UInt16(frame[2]) : 0
            switch kind {
            case 16..<48: try decode(frame, as: ControlMessage.self, &tally)
            case 48..<64: try decode(frame, as: TelemetryMessage.self, &tally)
            case 64..<80: try decode(frame, as: ConsensusMessage.self, &tally)
            case 110..<112: try decode(frame, as: EnrolmentMessage.self, &tally)
            default: try decode(frame, as: AdministrationMessage.self, &tally)
            }
        }
        #expect(tally.total == rounds, "seed \(seed)")
        #expect(tally.messages > 100 && tally.unknown > 100 && tally.malformed > 1_000, "seed \(seed): \(tally)")
        #expect(tally.reencoded == tally.messages, "seed \(seed)")
    }

    private func decode<M: ConversationMessage>(_ frame: [UInt8], as type: M.Type, _ tally: inout Tally) throws {
        switch Codec.decode(frame, as: type) {
        case .unknown: tally.unknown += 1
        case .malformed: tally.malformed += 1
        case .message(let message):
            tally.messages += 1
            // What was let in can be said again, and means the same.
            let limits = WireLimits(maximumFrame: 1 << 24)
            let again = Codec.decode(try Codec.encode(message, limits: limits), as: type, limits: limits)
            if case .message(let second) = again, "\(second)" == "\(message)" { tally.reencoded += 1 }
        }
    }

    private func damage(_ frame: inout [UInt8], _ frames: [[UInt8]], _ generator: inout Generator) {
        guard !frame.isEmpty else { return }
        let place = Int.random(in: 0..<frame.count, using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: frame[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: frame[place] = UInt8.random(in: 0...255, using: &generator)
        case 2: frame.removeSubrange(place...)
        case 3: frame.remove(at: place)
        case 4: frame.insert(UInt8.random(in: 0...255, using: &generator), at: place)
        default:
            let other = frames[Int.random(in: 0..<frames.count, using: &generator)]
            frame.replaceSubrange(place..., with: other[(place % other.count)...])
        }
    }

    private func encode(_ message: any FramedMessage) throws -> [UInt8] {
        func open<M: FramedMessage>(_ message: M) throws -> [UInt8] { try Codec.encode(message) }
        return try open(message)
    }
}
