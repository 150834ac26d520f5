import Determinism

extension Resources: Canonical {
    /// The amounts in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(cpuMillicores)
        writer.write(memoryBytes)
        writer.write(storageBytes)
        writer.write(bandwidthBitsPerSecond)
        writer.write(gpus)
    }
    /// Reads the amounts.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init()
        cpuMillicores = try reader.readUInt64()
        memoryBytes = try reader.readUInt64()
        storageBytes = try reader.readUInt64()
        bandwidthBitsPerSecond = try reader.readUInt64()
        gpus = try reader.readUInt64()
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
    /// The fields in the order of their declaration; a byte before the last two says which of them follow, so that a job
    /// without a tolerated disruption stands as it did before there was any.
    public func encode(into writer: inout ByteWriter) {
        writer.write(id)
        writer.write(case: type)
        writer.write(priority)
        writer.write(count)
        writer.write(command)
        writer.write(environment)
        writer.write(directory)
        writer.write(user)
        writer.write(resources)
        writer.write(constraints)
        writer.write(lease)
        writer.write(duplicatesAllowed)
        writer.write(gang)
        writer.write(restart)
        writer.write(stop)
        writer.write(byte: (checkpoint == nil ? 0 : 1) | (disruption == nil ? 0 : 2))
        if let checkpoint { writer.write(checkpoint) }
        if let disruption { writer.write(disruption) }
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
        resources = try reader.read()
        constraints = try reader.readMap()
        lease = try reader.read()
        duplicatesAllowed = try reader.readBool()
        gang = try reader.readBool()
        restart = try reader.read()
        stop = try reader.read()
        let parts = try reader.readByte()
        guard parts <= 3 else { throw reader.malformed("a job with parts \(parts)") }
        checkpoint = parts & 1 == 0 ? nil : try reader.read()
        disruption = parts & 2 == 0 ? nil : try reader.read()
    }
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
    }
}
