import Determinism

extension Placement: Canonical {
    /// Allocation, session and GPUs.
    public func encode(into writer: inout ByteWriter) {
        encodePlain(into: &writer)
        writer.write(gpus)
    }
    /// Reads allocation, session and GPUs.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        try self.init(plainFrom: &reader)
        gpus = try reader.readArray()
    }

    /// Allocation and session: all that there was before GPUs were chosen by the leader.
    func encodePlain(into writer: inout ByteWriter) {
        writer.write(allocation)
        writer.write(session)
    }

    /// Reads what `encodePlain` wrote.
    init(plainFrom reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init(allocation: try reader.read(), session: try reader.read())
    }
}

extension PlannedStop: Canonical {
    /// Attempt and reason.
    public func encode(into writer: inout ByteWriter) {
        writer.write(attempt)
        writer.write(case: reason)
    }
    /// Reads attempt and reason.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        attempt = try reader.read()
        reason = try reader.readCase()
    }
}

extension Plan: Canonical {
    /// Placements and stops.
    public func encode(into writer: inout ByteWriter) {
        writer.write(placements)
        writer.write(stops)
    }
    /// Reads placements and stops.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        placements = try reader.readArray()
        stops = try reader.readArray()
    }
}

extension Plan {
    /// Whether no placement names GPUs.
    var isPlain: Bool { placements.allSatisfy(\.gpus.isEmpty) }

    /// Placements without GPUs, and stops.
    func encodePlain(into writer: inout ByteWriter) {
        writer.write(UInt64(placements.count))
        for placement in placements { placement.encodePlain(into: &writer) }
        writer.write(stops)
    }

    /// Reads what `encodePlain` wrote.
    init(plainFrom reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init()
        for _ in 0..<(try reader.readCount()) { placements.append(try Placement(plainFrom: &reader)) }
        stops = try reader.readArray()
    }
}

extension AttemptReport: Canonical {
    /// Attempt, then 0 running, 1 not dead, or 2 and the end.
    public func encode(into writer: inout ByteWriter) {
        writer.write(attempt)
        switch progress {
        case .running: writer.write(byte: 0)
        case .notDead: writer.write(byte: 1)
        case .ended(let end):
            writer.write(byte: 2)
            writer.write(end)
        }
    }
    /// Reads attempt and progress.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        attempt = try reader.read()
        switch try reader.readByte() {
        case 0: progress = .running
        case 1: progress = .notDead
        case 2: progress = .ended(try reader.read())
        case let other: throw reader.malformed("a report of kind \(other)")
        }
    }
}
