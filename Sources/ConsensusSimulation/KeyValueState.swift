import Determinism
import Linearizability

/// What a client asks the replicated registers to do; `number` grows with each request of a client, so that a repeated
/// request is known.
struct KeyValueCommand: Equatable, Canonical {
    var client: UInt64
    var number: UInt64
    var operation: RegisterModel.Operation

    init(client: UInt64, number: UInt64, operation: RegisterModel.Operation) {
        self.client = client
        self.number = number
        self.operation = operation
    }

    func encode(into writer: inout ByteWriter) {
        writer.write(client)
        writer.write(number)
        writer.write([UInt8](repeating: 0x5A, count: ballast))
        switch operation {
        case .get(let key):
            writer.write(byte: 0)
            writer.write(key)
        case .put(let key, let value):
            writer.write(byte: 1)
            writer.write(key)
            writer.write(value)
        case .compareAndSet(let key, let expected, let new):
            writer.write(byte: 2)
            writer.write(key)
            writer.write(expected)
            writer.write(new)
        }
    }

    /// Some requests are so large that writing them takes several sectors.
    private var ballast: Int { number % 4 == 3 ? Int(300 + number &* 389 % 1_200) : 0 }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        operation = .get(0)
        client = try reader.readUInt64()
        number = try reader.readUInt64()
        guard try reader.readBytes().count == ballast else { throw reader.malformed("the ballast has changed") }
        switch try reader.readByte() {
        case 0: operation = .get(try reader.readUInt64())
        case 1:
            operation = .put(try reader.readUInt64(), try Self.optional(&reader))
        case 2:
            operation = .compareAndSet(
                try reader.readUInt64(), expected: try Self.optional(&reader), new: try Self.optional(&reader))
        default: throw reader.malformed("an unknown operation")
        }
    }

    private static func optional(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> UInt64? {
        try reader.readBool() ? try reader.readUInt64() : nil
    }
}

/// The replicated state machine of the histories: a few registers, and a session for each client with its newest request
/// and what came of it, so that a repeated request is answered and not applied again (thesis, 6.3).
struct KeyValueState: Equatable {
    static let keys = 4
    static let clients = 5

    private struct Session: Equatable {
        var number: UInt64 = 0
        /// 0: a write was made; 1: a comparison failed; 2: it held.
        var outcome: UInt8 = 0
    }

    private var registers: [UInt64] = Array(repeating: 0, count: keys)
    private var sessions: [Session] = Array(repeating: Session(), count: clients)

    /// What came of a command, and whether it took effect just now.
    struct Applied {
        var output: RegisterModel.Output?
        var isFirst: Bool
    }

    /// A register's value; zero is kept for absent ones.
    func value(_ key: UInt64) -> UInt64? {
        let there = registers[Int(key) % Self.keys]
        return there == 0 ? nil : there
    }

    mutating func apply(_ command: KeyValueCommand) -> Applied {
        let client = Int(command.client) % Self.clients
        let known = sessions[client]
        // An older request than the newest was given up by its client.
        if command.number < known.number { return Applied(output: nil, isFirst: false) }
        if command.number == known.number { return Applied(output: Self.output(known.outcome), isFirst: false) }
        let outcome = carryOut(command.operation)
        sessions[client] = Session(number: command.number, outcome: outcome)
        return Applied(output: Self.output(outcome), isFirst: true)
    }

    private mutating func carryOut(_ operation: RegisterModel.Operation) -> UInt8 {
        switch operation {
        case .get: return 0
        case .put(let key, let new):
            registers[Int(key) % Self.keys] = new ?? 0
            return 0
        case .compareAndSet(let key, let expected, let new):
            guard value(key) == expected else { return 1 }
            registers[Int(key) % Self.keys] = new ?? 0
            return 2
        }
    }

    private static func output(_ outcome: UInt8) -> RegisterModel.Output {
        outcome == 0 ? .done : .swapped(outcome == 2)
    }

    var hash: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for register in registers { hash = (hash ^ register) &* 0x0000_0100_0000_01B3 }
        for session in sessions {
            hash = (hash ^ session.number) &* 0x0000_0100_0000_01B3
            hash = (hash ^ UInt64(session.outcome)) &* 0x0000_0100_0000_01B3
        }
        return hash
    }

    /// The whole state in canonical bytes, as a snapshot holds it.
    var bytes: [UInt8] {
        var writer = ByteWriter()
        for register in registers { writer.write(register) }
        for session in sessions {
            writer.write(session.number)
            writer.write(byte: session.outcome)
        }
        // Some ballast, so that a snapshot needs several pieces.
        for _ in 0..<120 { writer.write(byte: 0xAB) }
        return writer.bytes
    }

    init() {}

    init(bytes: [UInt8]) throws(ByteReader.Malformed) {
        var reader = ByteReader(bytes)
        for key in 0..<Self.keys { registers[key] = try reader.readUInt64() }
        for client in 0..<Self.clients {
            sessions[client].number = try reader.readUInt64()
            sessions[client].outcome = try reader.readByte()
        }
        for _ in 0..<120 {
            if try reader.readByte() != 0xAB { throw reader.malformed("the ballast has changed") }
        }
        try reader.expectEnd()
    }
}
