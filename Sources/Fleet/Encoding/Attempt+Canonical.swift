import Determinism

extension ExitStatus: Canonical {
    /// 0 and the code, or 1 and the signal.
    public func encode(into writer: inout ByteWriter) {
        switch self {
        case .code(let code):
            writer.write(byte: 0)
            writer.write(code)
        case .signal(let signal):
            writer.write(byte: 1)
            writer.write(signal)
        }
    }
    /// Reads a code or a signal.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.readByte() {
        case 0: self = .code(try reader.readUInt64())
        case 1: self = .signal(try reader.readUInt64())
        case let other: throw reader.malformed("an exit status of kind \(other)")
        }
    }
}

extension AttemptEnd: Canonical {
    /// Cause, exit and message.
    public func encode(into writer: inout ByteWriter) {
        writer.write(case: cause)
        writer.write(exit)
        writer.write(message)
    }
    /// Reads cause, exit and message.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        cause = try reader.readCase()
        exit = try reader.readOptional()
        message = try reader.readString()
    }
}

extension AttemptState: Canonical {
    /// 0 assigned, 1 running, 2 and the end.
    public func encode(into writer: inout ByteWriter) {
        switch self {
        case .assigned: writer.write(byte: 0)
        case .running: writer.write(byte: 1)
        case .ended(let end):
            writer.write(byte: 2)
            writer.write(end)
        }
    }
    /// Reads a state.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.readByte() {
        case 0: self = .assigned
        case 1: self = .running
        case 2: self = .ended(try reader.read())
        case let other: throw reader.malformed("an attempt in state \(other)")
        }
    }
}

extension Attempt: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(id)
        writer.write(session)
        writer.write(token)
        writer.write(jobVersion)
        writer.write(resources)
        writer.write(gpus)
        writer.write(lease)
        writer.write(owner)
        writer.write(state)
        writer.write(stopping != nil)
        if let stopping {
            writer.write(case: stopping)
            writer.write(beneficiary)
            writer.write(stopNote)
        }
        writer.write(placementNote)
        writer.write(notDead)
        writer.write(assignedAt)
        writer.write(runningAt)
        writer.write(endedAt)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        id = try reader.read()
        session = try reader.read()
        token = try reader.read()
        jobVersion = try reader.readUInt64()
        resources = try reader.read()
        gpus = try reader.readArray()
        lease = try reader.read()
        owner = try reader.readString()
        state = try reader.read()
        stopNote = ""
        if try reader.readBool() {
            stopping = try reader.readCase()
            beneficiary = try reader.readOptional()
            stopNote = try reader.readString()
        }
        placementNote = try reader.readString()
        notDead = try reader.readBool()
        assignedAt = try reader.read()
        runningAt = try reader.read()
        endedAt = try reader.read()
    }
}

extension Allocation.State: Canonical {
    /// 0 pending, 1 active, 2 and the result.
    public func encode(into writer: inout ByteWriter) {
        switch self {
        case .pending: writer.write(byte: 0)
        case .active: writer.write(byte: 1)
        case .finished(let result):
            writer.write(byte: 2)
            writer.write(case: result)
        }
    }
    /// Reads a state.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.readByte() {
        case 0: self = .pending
        case 1: self = .active
        case 2: self = .finished(try reader.readCase())
        case let other: throw reader.malformed("an allocation in state \(other)")
        }
    }
}

extension Allocation: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(id)
        writer.write(job)
        writer.write(index)
        writer.write(pinned)
        writer.write(state)
        writer.write(attempts)
        writer.write(attemptCount)
        writer.write(failover)
        writer.write(notBefore)
        writer.write(recentRestarts)
        writer.write(pendingSince)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        id = try reader.read()
        job = try reader.read()
        index = try reader.readUInt64()
        pinned = try reader.readOptional()
        state = try reader.read()
        attempts = try reader.readArray()
        attemptCount = try reader.readUInt64()
        failover = try reader.readBool()
        notBefore = try reader.read()
        recentRestarts = try reader.readArray()
        pendingSince = try reader.read()
    }
}
