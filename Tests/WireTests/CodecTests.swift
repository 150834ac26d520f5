import Testing
import Wire

/// What the codec refuses, skips and lets through.
@Suite struct CodecTests {
    private let beatHeader: [UInt8] = [Codec.version, 0, UInt8(Beat.kind)]

    private func error(_ frame: [UInt8], limits: WireLimits? = nil) -> WireError? {
        guard case .malformed(let error) = Codec.decode(frame, as: ControlMessage.self, limits: limits) else {
            return nil
        }
        return error
    }

    /// A field of wire type 2.
    private func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        precondition(bytes.count < 128)
        return [number << 3 | 2, UInt8(bytes.count)] + bytes
    }

    @Test func aFrameShorterThanItsHeaderIsMalformed() {
        for count in 0..<Codec.headerLength {
            #expect(error([UInt8](repeating: 1, count: count)) == .truncatedHeader)
        }
    }

    @Test func anotherVersionIsUnknownNotMalformed() throws {
        var frame = try Codec.encode(Beat(sequence: 7))
        frame[0] = 2
        #expect(Codec.decode(frame, as: ControlMessage.self) == .unknown(version: 2, kind: Beat.kind))
    }

    @Test func aKindOfAnotherConversationIsUnknown() throws {
        let frame = try Codec.encode(Query())
        #expect(Codec.decode(frame, as: ControlMessage.self) == .unknown(version: 1, kind: Query.kind))
        #expect(Codec.decode([1, 0xFF, 0xFE], as: ControlMessage.self) == .unknown(version: 1, kind: 0xFFFE))
    }

    @Test func unknownFieldsAreSkipped() throws {
        let frame = try Codec.encode(Beat(sequence: 7)) + [0xFA, 0x3F, 2, 1, 2]
        #expect(Codec.decode(frame, as: ControlMessage.self) == .message(.beat(Beat(sequence: 7))))
    }

    @Test func anUnknownEnumValueReadsAsUnspecified() throws {
        let report = TaskReport(state: .running)
        var frame = try Codec.encode(Beat(tasks: [report]))
        #expect(frame.last == UInt8(TaskState.running.rawValue))
        frame[frame.count - 1] = 99
        guard case .message(.beat(let beat)) = Codec.decode(frame, as: ControlMessage.self) else {
            Issue.record("the frame did not parse")
            return
        }
        #expect(beat.tasks == [TaskReport(state: .unspecified)])
    }

    @Test func textIsUTF8WithoutNUL() {
        // Hello.facts.agent_version
        func hello(_ text: [UInt8]) -> [UInt8] {
            [Codec.version, 0, UInt8(Hello.kind)] + field(3, field(3, text))
        }
        #expect(error(hello(Array("1.0".utf8))) == nil)
        #expect(error(hello([])) == nil)
        for text: [UInt8] in [[0xC3], [0xFF, 0xFE], [0x61, 0, 0x62], [0], [0xED, 0xA0, 0x80]] {
            #expect(error(hello(text)) == .invalidString, "\(text)")
        }
        #expect(throws: WireError.invalidString) {
            try Codec.encode(Hello(facts: NodeFacts(agentVersion: "a\0b")))
        }
    }

    @Test func emptyMessagesCannotMultiplyIntoMemory() {
        // Empty reports: two bytes on the wire each, dozens in memory.
        var frame = beatHeader
        for _ in 0..<20_000 { frame += [4 << 3 | 2, 0] }
        #expect(error(frame) == .tooMuchMemory(cap: WireLimits.memoryCap(frame: frame.count - Codec.headerLength)))
        // As unknown fields.
        frame = beatHeader
        for _ in 0..<20_000 { frame += [0xFA, 0x3F, 0] }
        let decoded = error(frame)
        #expect(decoded == nil || decoded == .tooMuchMemory(cap: WireLimits.memoryCap(frame: frame.count - 3)))
    }

    @Test func listsHaveALimit() throws {
        let frame = try Codec.encode(Beat(tasks: (0..<20).map { TaskReport(supervisor: $0) }))
        let limits = WireLimits(maximumFrame: 10_000, maximumElements: 19)
        #expect(error(frame, limits: limits) == .tooManyElements(count: 20, limit: 19))
        #expect(error(frame, limits: WireLimits(maximumFrame: 10_000, maximumElements: 20)) == nil)
    }

    @Test func framesHaveALimitInBothDirections() throws {
        let limit = Conversation.control.limits.maximumFrame
        let chunk = OutputChunk(data: [UInt8](repeating: 7, count: limit))
        #expect(throws: WireError.self) { try Codec.encode(AgentOutput(chunk: chunk)) }
        #expect(error([UInt8](repeating: 0, count: limit + 1)) == .tooLarge(size: limit + 1, limit: limit))
    }

    @Test func messagesInsideMessagesDoNotNestBeyondTheSchema() {
        // 10,000 levels of field 1: each level that the schema does not know is one unknown field, not a recursion.
        var body: [UInt8] = []
        for _ in 0..<10_000 {
            var length = body.count
            var prefix: [UInt8] = [1 << 3 | 2]
            while length > 127 {
                prefix.append(UInt8(length & 127) | 128)
                length >>= 7
            }
            body = prefix + [UInt8(length)] + body
        }
        for kind in ControlMessage.kinds + ConsensusMessage.kinds + AdministrationMessage.kinds
            + EnrolmentMessage.kinds
        {
            _ = decodeAny([Codec.version, UInt8(kind >> 8), UInt8(truncatingIfNeeded: kind)] + body)
        }
    }

    @Test func theLastChoiceWins() throws {
        let first = try Raft(body: .append(Append(commit: 5))).encodedBody()
        let second = try Raft(body: .heartbeat(Heartbeat(round: 6))).encodedBody()
        let frame = [Codec.version, 0, UInt8(Raft.kind)] + first + second
        #expect(
            Codec.decode(frame, as: ConsensusMessage.self)
                == .message(.raft(Raft(body: .heartbeat(Heartbeat(round: 6))))))
    }
}
