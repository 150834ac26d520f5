import Determinism
import Fleet
import Wire

// Messages that several conversations use, to the fleet's values (`init(wire:)`) and back (`wire`).

extension SessionID {
    /// From the wire.
    public init(wire: Wire.Session) throws(ConversionError) {
        guard !wire.node.isEmpty, wire.node.utf8.count <= 63 else {
            throw ConversionError("session.node", "is empty or longer than 63 bytes")
        }
        guard wire.boot.utf8.count <= 64 else { throw ConversionError("session.boot", "is longer than 64 bytes") }
        self.init(node: NodeID(wire.node), boot: wire.boot, nonce: wire.nonce)
    }
    /// To the wire.
    public var wire: Wire.Session { Wire.Session(node: node.name, boot: boot, nonce: nonce) }
}

extension AttemptID {
    /// From the wire.
    public init(wire: Wire.AttemptRef) {
        self.init(allocation: AllocationID(wire.allocation), number: wire.number)
    }
    /// To the wire.
    public var wire: Wire.AttemptRef { Wire.AttemptRef(allocation: allocation.number, number: number) }
}

extension FencingToken {
    /// From the wire.
    public init(wire: Wire.Token) { self.init(generation: wire.generation, index: wire.index) }
    /// To the wire.
    public var wire: Wire.Token { Wire.Token(generation: generation, index: index) }
}

extension Fleet.Resources {
    /// From the wire; of two extras of one name the last counts, and none is 0.
    public init(wire: Wire.Resources) {
        self.init(
            cpuMillicores: wire.cpuMillicores, memoryBytes: wire.memoryBytes, storageBytes: wire.storageBytes,
            bandwidthBitsPerSecond: wire.bandwidthBits)
        for extra in wire.extras { extras[extra.name] = extra.amount > 0 ? extra.amount : nil }
    }
    /// To the wire, with how many GPUs there are, are asked for, or are in use, and how much of them.
    public func wire(gpus: UInt64, gpuThousandths: UInt64 = 0) -> Wire.Resources {
        Wire.Resources(
            cpuMillicores: cpuMillicores, memoryBytes: memoryBytes, storageBytes: storageBytes,
            bandwidthBits: bandwidthBitsPerSecond, gpus: gpus, gpuThousandths: gpuThousandths,
            extras: extras.map { Wire.Amount(name: $0.key, amount: $0.value) })
    }
}

extension GPU {
    /// From the wire.
    public init(wire: Wire.GpuDevice) throws(ConversionError) {
        guard Names.isPlainText(wire.model, atMost: GPU.nameBytes) else {
            throw ConversionError("gpu_device.model", "is longer than \(GPU.nameBytes) bytes or not plain text")
        }
        guard Names.isPlainText(wire.uuid, atMost: GPU.nameBytes) else {
            throw ConversionError("gpu_device.uuid", "is longer than \(GPU.nameBytes) bytes or not plain text")
        }
        self.init(index: wire.index, model: wire.model, memoryBytes: wire.memoryBytes, uuid: wire.uuid)
    }
    /// To the wire.
    public var wire: Wire.GpuDevice {
        Wire.GpuDevice(index: index, model: model, memoryBytes: memoryBytes, uuid: uuid)
    }
}

extension GPUShare {
    /// From the wire.
    public init(wire: Wire.GpuShare) { self.init(index: wire.index, uuid: wire.uuid, thousandths: wire.thousandths) }
    /// To the wire.
    public var wire: Wire.GpuShare { Wire.GpuShare(index: index, uuid: uuid, thousandths: thousandths) }
}

extension GPURequest {
    /// From the wire; without terms any whole ones will do.
    init(count: UInt64, terms: Wire.GpuTerms?) {
        self.init(count: count)
        guard let terms else { return }
        thousandths = terms.thousandths
        models = terms.models
        memoryBytes = terms.memoryBytes
    }
    /// What it says beside its number, to the wire.
    var terms: Wire.GpuTerms? {
        isPlain ? nil : Wire.GpuTerms(thousandths: thousandths, models: models, memoryBytes: memoryBytes)
    }
}

extension Fleet.ResourceLimits {
    /// From the wire.
    init(wire: Wire.ResourceLimits) {
        self.init(
            cpuMillicores: wire.cpuMillicores > 0 ? wire.cpuMillicores : nil,
            memoryBytes: wire.memoryBytes > 0 ? wire.memoryBytes : nil)
    }
    /// To the wire.
    var wire: Wire.ResourceLimits {
        Wire.ResourceLimits(cpuMillicores: cpuMillicores ?? 0, memoryBytes: memoryBytes ?? 0)
    }
}

extension ExitStatus {
    /// From the wire.
    public init(wire: Wire.Exit) throws(ConversionError) {
        switch try required(wire.how, "exit.how") {
        case .code(let code): self = .code(code)
        case .signal(let signal): self = .signal(signal)
        }
    }
    /// To the wire.
    public var wire: Wire.Exit {
        switch self {
        case .code(let code): Wire.Exit(how: .code(code))
        case .signal(let signal): Wire.Exit(how: .signal(signal))
        }
    }
}

extension Fleet.AttemptEnd {
    /// From the wire.
    public init(wire: Wire.AttemptEnd) throws(ConversionError) {
        self.init(
            cause: try known(wire.cause, "attempt_end.cause"), exit: try wire.exit.map(ExitStatus.init(wire:)),
            message: wire.message)
    }
    /// To the wire.
    public var wire: Wire.AttemptEnd {
        Wire.AttemptEnd(cause: UInt32(cause.rawValue), exit: exit?.wire, message: message)
    }
}

extension Fleet.CommandResult {
    /// From the wire.
    public init(wire: Wire.CommandResult) throws(ConversionError) {
        switch try required(wire.how, "command_result.how") {
        case .exited(let exit): self = .exited(try ExitStatus(wire: exit))
        case .notStarted(let why): self = .notStarted(why)
        case .unknown(let why): self = .unknown(why)
        case .unreachable(let why): self = .unreachable(why)
        }
    }
    /// To the wire.
    public var wire: Wire.CommandResult {
        switch self {
        case .exited(let exit): Wire.CommandResult(how: .exited(exit.wire))
        case .notStarted(let why): Wire.CommandResult(how: .notStarted(why))
        case .unknown(let why): Wire.CommandResult(how: .unknown(why))
        case .unreachable(let why): Wire.CommandResult(how: .unreachable(why))
        }
    }
}

extension Fleet.CommandDefinition {
    /// From the wire.
    public init(wire: Wire.CommandDefinition) throws(ConversionError) {
        guard !wire.arguments.isEmpty else { throw ConversionError("command_definition.arguments", "is empty") }
        self.init(
            arguments: wire.arguments, user: wire.user, timeLimit: Span(nanoseconds: wire.timeLimitNs),
            startWithin: Span(nanoseconds: wire.startWithinNs))
    }
    /// To the wire.
    public var wire: Wire.CommandDefinition {
        Wire.CommandDefinition(
            arguments: arguments, user: user, timeLimitNs: timeLimit.nanoseconds, startWithinNs: startWithin.nanoseconds
        )
    }
}

extension SortedMap where Key == String, Value == String {
    /// From the wire; of two pairs of one name the last counts.
    public init(wire pairs: [Wire.Pair]) {
        self.init()
        for pair in pairs { self[pair.name] = pair.value }
    }
    /// To the wire, by name.
    public var wire: [Wire.Pair] { map { Wire.Pair(name: $0.key, value: $0.value) } }
}

extension ToleratedDisruption {
    /// From the wire.
    public init(wire: Wire.Disruption) throws(ConversionError) {
        switch wire.unit {
        case 0: self = .atMost(wire.amount)
        case 1: self = .percent(wire.amount)
        default: throw ConversionError("disruption.unit", "has the unknown code \(wire.unit)")
        }
    }
    /// To the wire.
    public var wire: Wire.Disruption {
        switch self {
        case .atMost(let number): Wire.Disruption(unit: 0, amount: number)
        case .percent(let share): Wire.Disruption(unit: 1, amount: share)
        }
    }
}

extension Fleet.Dependency {
    /// From the wire.
    public init(wire: Wire.Dependency) throws(ConversionError) {
        self.init(
            try known(wire.condition, "dependency.condition"), JobID(namespace: wire.namespaceName, name: wire.name))
    }
    /// To the wire.
    public var wire: Wire.Dependency {
        Wire.Dependency(condition: UInt32(condition.rawValue), namespaceName: job.namespace, name: job.name)
    }
}

extension Fleet.Scaling {
    /// From the wire.
    init(wire: Wire.Scaling) throws(ConversionError) {
        self.init(
            least: wire.least, most: wire.most, cpuPercent: wire.cpuPercent > 0 ? wire.cpuPercent : nil,
            downAfter: Span(nanoseconds: wire.downAfterNs),
            schedule: try all(wire.schedule, Fleet.ScalingWindow.init(wire:)))
    }
    /// To the wire.
    var wire: Wire.Scaling {
        Wire.Scaling(
            least: least, most: most, cpuPercent: cpuPercent ?? 0, downAfterNs: downAfter.nanoseconds,
            schedule: schedule.map(\.wire))
    }
}

extension Fleet.ScalingWindow {
    /// From the wire.
    init(wire: Wire.ScalingWindow) throws(ConversionError) {
        guard let bits = UInt8(exactly: wire.days) else {
            throw ConversionError("scaling_window.days", "has unknown days")
        }
        self.init(
            days: Days(bits: bits), from: wire.from, to: wire.to, least: wire.least > 0 ? wire.least : nil,
            most: wire.most > 0 ? wire.most : nil)
    }
    /// To the wire.
    var wire: Wire.ScalingWindow {
        Wire.ScalingWindow(days: UInt32(days.bits), from: from, to: to, least: least ?? 0, most: most ?? 0)
    }
}

extension Fleet.JobDefinition {
    /// From the wire. The values' ranges are `JobDefinition.validated()`'s affair.
    public init(wire: Wire.JobDefinition) throws(ConversionError) {
        let restart = try required(wire.restart, "job_definition.restart")
        let stop = try required(wire.stop, "job_definition.stop")
        let resources = try required(wire.resources, "job_definition.resources")
        self.init(
            id: JobID(namespace: wire.namespaceName, name: wire.name),
            type: try known(wire.type, "job_definition.type"),
            priority: wire.priority, count: wire.count, command: wire.command,
            environment: SortedMap(wire: wire.environment), directory: wire.directory, user: wire.user,
            resources: Fleet.Resources(wire: resources),
            gpus: GPURequest(count: resources.gpus, terms: wire.gpuTerms),
            limits: wire.limits.map(Fleet.ResourceLimits.init(wire:)),
            constraints: SortedMap(wire: wire.constraints), lease: Span(nanoseconds: wire.leaseNs),
            duplicatesAllowed: wire.duplicatesAllowed, gang: wire.gang,
            restart: RestartPolicy(
                condition: try known(restart.condition, "restart.condition"), attempts: restart.attempts,
                window: Span(nanoseconds: restart.windowNs), delay: Span(nanoseconds: restart.delayNs)),
            stop: StopContract(signal: stop.signal, grace: Span(nanoseconds: stop.graceNs)),
            checkpoint: wire.checkpoint.map {
                CheckpointContract(signal: $0.signal, grace: Span(nanoseconds: $0.graceNs), path: $0.path)
            }, disruption: try wire.disruption.map(ToleratedDisruption.init(wire:)),
            after: try all(wire.after, Fleet.Dependency.init(wire:)),
            deadline: wire.deadlineAt > 0
                ? .at(WallTime(nanoseconds: wire.deadlineAt))
                : wire.deadlineWithinNs > 0 ? .within(Span(nanoseconds: wire.deadlineWithinNs)) : nil,
            timeLimit: wire.timeLimitNs > 0 ? Span(nanoseconds: wire.timeLimitNs) : nil,
            atMost: wire.atMost > 0 ? wire.atMost : nil, rules: try PlacementRules(wire: wire),
            scaling: try wire.scaling.map(Fleet.Scaling.init(wire:)))
    }
    /// To the wire.
    public var wire: Wire.JobDefinition {
        var (deadlineAt, deadlineWithin): (UInt64, UInt64) = (0, 0)
        switch deadline {
        case .at(let time)?: deadlineAt = time.nanoseconds
        case .within(let span)?: deadlineWithin = span.nanoseconds
        case nil: break
        }
        return Wire.JobDefinition(
            namespaceName: id.namespace, name: id.name, type: UInt32(type.rawValue), priority: priority, count: count,
            command: command, environment: environment.wire, directory: directory, user: user,
            resources: resources.wire(gpus: gpus.count), constraints: constraints.wire, leaseNs: lease.nanoseconds,
            duplicatesAllowed: duplicatesAllowed, gang: gang,
            restart: Wire.Restart(
                condition: UInt32(restart.condition.rawValue), attempts: restart.attempts,
                windowNs: restart.window.nanoseconds, delayNs: restart.delay.nanoseconds),
            stop: Wire.Stop(signal: stop.signal, graceNs: stop.grace.nanoseconds),
            checkpoint: checkpoint.map {
                Wire.Checkpoint(signal: $0.signal, graceNs: $0.grace.nanoseconds, path: $0.path)
            }, disruption: disruption?.wire, gpuTerms: gpus.terms, limits: limits?.wire, after: after.map(\.wire),
            deadlineAt: deadlineAt, deadlineWithinNs: deadlineWithin, timeLimitNs: timeLimit?.nanoseconds ?? 0,
            atMost: atMost ?? 0, conditions: rules.conditions.map(\.wire),
            topology: rules.topology?.wire, spread: rules.spread?.wire, apartFrom: rules.apartFrom.map(\.wireName),
            near: rules.near.map(\.wireName), scaling: scaling?.wire)
    }
}

extension Fleet.CoordinatorAddress {
    /// From the wire.
    public init(wire: Wire.CoordinatorAddress) throws(ConversionError) {
        guard wire.basePort >= 1, wire.basePort <= 65_532 else {
            throw ConversionError("coordinator_address.base_port", "is \(wire.basePort), not in 1 to 65532")
        }
        self.init(
            member: wire.member, host: wire.host, basePort: UInt64(wire.basePort), publicKey: wire.publicKey)
    }
    /// To the wire.
    public var wire: Wire.CoordinatorAddress {
        Wire.CoordinatorAddress(
            member: member, host: host, basePort: UInt32(truncatingIfNeeded: basePort), publicKey: publicKey)
    }
}
