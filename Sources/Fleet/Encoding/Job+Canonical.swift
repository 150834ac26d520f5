import Determinism

extension Resources: Canonical {
    /// The amounts in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writeAmounts(into: &writer)
        writer.write(extras)
    }
    /// Reads the amounts.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        try self.init(amountsFrom: &reader)
        extras = try reader.readMap()
    }

    private func writeAmounts(into writer: inout ByteWriter) {
        writer.write(cpuMillicores)
        writer.write(memoryBytes)
        writer.write(storageBytes)
        writer.write(bandwidthBitsPerSecond)
    }

    private init(amountsFrom reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init()
        cpuMillicores = try reader.readUInt64()
        memoryBytes = try reader.readUInt64()
        storageBytes = try reader.readUInt64()
        bandwidthBitsPerSecond = try reader.readUInt64()
    }

    /// The amounts without extras, and how many GPUs: all that there was before GPUs had names.
    func encodePlain(gpus: UInt64, into writer: inout ByteWriter) {
        writeAmounts(into: &writer)
        writer.write(gpus)
    }

    /// Reads what `encodePlain` wrote.
    static func readPlain(
        from reader: inout ByteReader
    ) throws(ByteReader.Malformed) -> (amounts: Resources, gpus: UInt64) {
        let amounts = try Resources(amountsFrom: &reader)
        return (amounts, try reader.readUInt64())
    }
}

extension ResourceLimits: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(cpuMillicores)
        writer.write(memoryBytes)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init()
        cpuMillicores = try reader.readOptional()
        memoryBytes = try reader.readOptional()
    }
}

extension RestartPolicy: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(case: condition)
        writer.write(attempts)
        writer.write(window)
        writer.write(delay)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init()
        condition = try reader.readCase()
        attempts = try reader.readUInt64()
        window = try reader.read()
        delay = try reader.read()
    }
}

extension StopContract: Canonical {
    /// Signal and grace.
    public func encode(into writer: inout ByteWriter) {
        writer.write(signal)
        writer.write(grace)
    }
    /// Reads signal and grace.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init()
        signal = try reader.readUInt64()
        grace = try reader.read()
    }
}

extension CheckpointContract: Canonical {
    /// Signal, grace and path.
    public func encode(into writer: inout ByteWriter) {
        writer.write(signal)
        writer.write(grace)
        writer.write(path)
    }
    /// Reads signal, grace and path.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init()
        signal = try reader.readUInt64()
        grace = try reader.read()
        path = try reader.readString()
    }
}

extension JobDefinition: Canonical {
    /// The fields in the order of their declaration; a byte says which of those that can be left out follow it, so that a job
    /// that uses none of the newer ones stands as it did before there were any.
    public func encode(into writer: inout ByteWriter) {
        writer.write(id)
        writer.write(case: type)
        writer.write(priority)
        writer.write(count)
        writer.write(command)
        writer.write(environment)
        writer.write(directory)
        writer.write(user)
        resources.encodePlain(gpus: gpus.count, into: &writer)
        writer.write(constraints)
        writer.write(lease)
        writer.write(duplicatesAllowed)
        writer.write(gang)
        writer.write(restart)
        writer.write(stop)
        writer.write(
            byte: (checkpoint == nil ? 0 : 1) | (disruption == nil ? 0 : 2) | (hasPlainResources ? 0 : 4)
                | (isSequenced ? 8 : 0) | (timeLimit == nil ? 0 : 16) | (rules == .none ? 0 : 64)
                | (scaling == nil ? 0 : 128))
        if let checkpoint { writer.write(checkpoint) }
        if let disruption { writer.write(disruption) }
        if !hasPlainResources { writeResourceTerms(into: &writer) }
        if isSequenced {
            writer.write(after)
            writer.write(deadline)
            writer.write(atMost)
        }
        if let timeLimit { writer.write(timeLimit) }
        if rules != .none { writer.write(rules) }
        if let scaling { writer.write(scaling) }
    }
    /// Reads the fields; does not check what `validated()` checks.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init(id: try reader.read())
        type = try reader.readCase()
        priority = try reader.readUInt64()
        count = try reader.readUInt64()
        command = try reader.readArray()
        environment = try reader.readMap()
        directory = try reader.readString()
        user = try reader.readString()
        (resources, gpus.count) = try Resources.readPlain(from: &reader)
        constraints = try reader.readMap()
        lease = try reader.read()
        duplicatesAllowed = try reader.readBool()
        gang = try reader.readBool()
        restart = try reader.read()
        stop = try reader.read()
        let parts = try reader.readByte()
        guard parts & 32 == 0 else { throw reader.malformed("a job with parts \(parts)") }
        checkpoint = parts & 1 == 0 ? nil : try reader.read()
        disruption = parts & 2 == 0 ? nil : try reader.read()
        if parts & 4 != 0 { try readResourceTerms(from: &reader) }
        if parts & 8 != 0 {
            after = try reader.readArray()
            deadline = try reader.readOptional()
            atMost = try reader.readOptional()
            guard isSequenced else { throw reader.malformed("a job with an empty part of its order") }
        }
        timeLimit = parts & 16 == 0 ? nil : try reader.read()
        if parts & 64 != 0 { rules = try reader.read() }
        scaling = parts & 128 == 0 ? nil : try reader.read()
    }

    /// Whether four amounts and a number of GPUs say all that it asks for.
    var hasPlainResources: Bool { gpus.isPlain && resources.extras.isEmpty && limits == nil }

    /// A byte that says which of them follow: what is asked of GPUs beside their number, the extras, the limits.
    private func writeResourceTerms(into writer: inout ByteWriter) {
        writer.write(byte: (gpus.isPlain ? 0 : 1) | (resources.extras.isEmpty ? 0 : 2) | (limits == nil ? 0 : 4))
        if !gpus.isPlain {
            writer.write(gpus.thousandths)
            writer.write(gpus.models)
            writer.write(gpus.memoryBytes)
        }
        if !resources.extras.isEmpty { writer.write(resources.extras) }
        if let limits { writer.write(limits) }
    }

    private mutating func readResourceTerms(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let terms = try reader.readByte()
        guard (1...7).contains(terms) else { throw reader.malformed("a job with terms \(terms) of its resources") }
        if terms & 1 != 0 {
            gpus.thousandths = try reader.readUInt64()
            gpus.models = try reader.readArray()
            gpus.memoryBytes = try reader.readUInt64()
        }
        if terms & 2 != 0 { resources.extras = try reader.readMap() }
        if terms & 4 != 0 { limits = try reader.read() }
        if gpus.isPlain != (terms & 1 == 0) || resources.extras.isEmpty != (terms & 2 == 0) {
            throw reader.malformed("a job with terms of its resources that say nothing")
        }
    }

    /// Whether it has a part that says when it may run beside other work.
    var isSequenced: Bool { !after.isEmpty || deadline != nil || atMost != nil }
}

extension Job: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(definition)
        writer.write(version)
        writer.write(owner)
        writer.write(case: desired)
        writer.write(submittedAt)
        writer.write(submittedIndex)
        writer.write(allocations)
        writer.write(waitsFor)
        writer.write(hasBegun)
        writer.write(missedDependency)
        writer.write(isPastDeadline)
        writer.write(displaced)
        writer.write(scaled)
        writer.write(hold)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        definition = try reader.read()
        version = try reader.readUInt64()
        owner = try reader.readString()
        desired = try reader.readCase()
        submittedAt = try reader.read()
        submittedIndex = try reader.readUInt64()
        allocations = try reader.readArray()
        waitsFor = try reader.readArray()
        hasBegun = try reader.readBool()
        missedDependency = try reader.readOptional()
        isPastDeadline = try reader.readBool()
        displaced = try reader.readArray()
        scaled = try reader.readOptional()
        hold = try reader.readOptional()
    }
}
