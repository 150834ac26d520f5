import Fleet
import Wire

// Conversions of the rules for a job's places.

extension Fleet.PlacementRules {
    /// From the fields of a job.
    init(wire: Wire.JobDefinition) throws(ConversionError) {
        self.init(
            conditions: try all(wire.conditions, Fleet.LabelCondition.init(wire:)),
            topology: try wire.topology.map(Fleet.GangTopology.init(wire:)),
            spread: try wire.spread.map(Fleet.Spread.init(wire:)), apartFrom: wire.apartFrom.map(JobID.init(wireName:)),
            near: wire.near.map(JobID.init(wireName:)))
    }
}

extension Fleet.TopologyLevel {
    /// The level of a number on the wire; nil for 0.
    init?(wire number: UInt32, _ field: String) throws(ConversionError) {
        guard number > 0 else { return nil }
        self = try known(number - 1, field)
    }
}

extension Optional where Wrapped == Fleet.TopologyLevel {
    /// Its number on the wire; 0 for none.
    var wire: UInt32 { map { UInt32($0.rawValue) + 1 } ?? 0 }
}

extension Fleet.GangTopology {
    /// From the wire.
    public init(wire: Wire.GangTopology) throws(ConversionError) {
        self.init(
            within: try TopologyLevel(wire: wire.within, "gang_topology.within"),
            prefer: try TopologyLevel(wire: wire.prefer, "gang_topology.prefer"))
    }
    /// To the wire.
    public var wire: Wire.GangTopology { Wire.GangTopology(within: within.wire, prefer: prefer.wire) }
}

extension Fleet.Spread {
    /// From the wire.
    public init(wire: Wire.Spread) throws(ConversionError) {
        self.init(over: try known(wire.over, "spread.over"), atMost: wire.atMost > 0 ? wire.atMost : nil)
    }
    /// To the wire.
    public var wire: Wire.Spread { Wire.Spread(over: UInt32(over.rawValue), atMost: atMost ?? 0) }
}

extension JobID {
    init(wireName wire: Wire.JobName) { self.init(namespace: wire.namespaceName, name: wire.name) }
    var wireName: Wire.JobName { Wire.JobName(namespaceName: namespace, name: name) }
}

extension Fleet.LabelCondition {
    /// From the wire.
    public init(wire: Wire.LabelCondition) throws(ConversionError) {
        guard let test = Test(code: UInt64(wire.test), values: wire.values, bound: wire.bound) else {
            throw ConversionError("label_condition.test", "is \(wire.test), which is not known")
        }
        self.init(wire.label, test)
    }
    /// To the wire.
    public var wire: Wire.LabelCondition {
        Wire.LabelCondition(label: label, test: UInt32(test.code), values: test.values, bound: test.bound)
    }
}
