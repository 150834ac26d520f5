import Determinism

extension Placement: Canonical {
    /// Allocation, session and GPUs; not the note.
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
    /// Attempt, reason and beneficiary; not the note.
    public func encode(into writer: inout ByteWriter) {
        encodePlain(into: &writer)
        writer.write(beneficiary)
    }
    /// Reads attempt, reason and beneficiary.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        try self.init(plainFrom: &reader)
        beneficiary = try reader.readOptional()
    }

    /// Attempt and reason: all that there was before a stop named the job that it is for.
    func encodePlain(into writer: inout ByteWriter) {
        writer.write(attempt)
        writer.write(case: reason)
    }

    /// Reads what `encodePlain` wrote.
    init(plainFrom reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init(attempt: try reader.read(), reason: try reader.readCase())
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
    /// The forms in which plans stand in the log, each under a code of its own: the first that says all there is.
    enum Form {
        /// Placements without GPUs, stops without beneficiaries, for the oldest reasons.
        case plain
        /// Placements with GPUs, stops without beneficiaries, for the oldest reasons.
        case withDevices
        /// All but notes.
        case full
        /// All there is.
        case noted
    }

    /// The form that says all of it.
    var form: Form {
        if placements.contains(where: { !$0.note.isEmpty }) || stops.contains(where: { !$0.note.isEmpty }) {
            return .noted
        }
        if stops.contains(where: { $0.beneficiary != nil || $0.reason.isForBalance }) { return .full }
        return placements.allSatisfy(\.gpus.isEmpty) ? .plain : .withDevices
    }

    /// Placements and stops, as that form has them.
    func encode(as form: Form, into writer: inout ByteWriter) {
        if form == .full { return encode(into: &writer) }
        if form == .noted {
            encode(into: &writer)
            for placement in placements { writer.write(placement.note) }
            for stop in stops { writer.write(stop.note) }
            return
        }
        if form == .withDevices {
            writer.write(placements)
        } else {
            writer.write(UInt64(placements.count))
            for placement in placements { placement.encodePlain(into: &writer) }
        }
        writer.write(UInt64(stops.count))
        for stop in stops { stop.encodePlain(into: &writer) }
    }

    /// Reads what `encode(as:into:)` wrote.
    init(from reader: inout ByteReader, as form: Form) throws(ByteReader.Malformed) {
        if form == .full || form == .noted {
            try self.init(from: &reader)
            guard form == .noted else { return }
            for place in placements.indices { placements[place].note = try reader.readString() }
            for place in stops.indices { stops[place].note = try reader.readString() }
            return
        }
        self.init()
        if form == .withDevices {
            placements = try reader.readArray()
        } else {
            for _ in 0..<(try reader.readCount()) { placements.append(try Placement(plainFrom: &reader)) }
        }
        for _ in 0..<(try reader.readCount()) { stops.append(try PlannedStop(plainFrom: &reader)) }
    }
}

extension [Plan] {
    /// The form that says all of every plan.
    var form: Plan.Form {
        var form = Plan.Form.plain
        for plan in self {
            switch plan.form {
            case .plain: continue
            case .withDevices: if form == .plain { form = .withDevices }
            case .full: form = .full
            case .noted: return .noted
            }
        }
        return form
    }

    /// The plans, as that form has them.
    func encode(as form: Plan.Form, into writer: inout ByteWriter) {
        writer.write(UInt64(count))
        for plan in self { plan.encode(as: form, into: &writer) }
    }

    /// Reads what `encode(as:into:)` wrote.
    init(from reader: inout ByteReader, as form: Plan.Form) throws(ByteReader.Malformed) {
        self = []
        for _ in 0..<(try reader.readCount()) { append(try Plan(from: &reader, as: form)) }
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
