// Generated from shared.proto by wire-generator: change that, then run Protocols/generate.sh.
// swift-format-ignore-file

import CWire

/// One life of an agent on one server.
public struct Session: WireMessage {
    /// The server's name.
    public var node: String
    /// The kernel's boot id.
    public var boot: String
    /// Chosen at random by the agent at its start.
    public var nonce: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        node: String = "",
        boot: String = "",
        nonce: UInt64 = 0
    ) {
        self.node = node
        self.boot = boot
        self.nonce = nonce
    }
}

extension Session: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Session>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.node = try reader.string(c.node)
        self.boot = try reader.string(c.boot)
        self.nonce = c.nonce
    }

    func write(to c: UnsafeMutablePointer<Muster__Session>, _ arena: WireArena) throws(WireError) {
        muster__session__init(c)
        c.pointee.node = try arena.string(self.node)
        c.pointee.boot = try arena.string(self.boot)
        c.pointee.nonce = self.nonce
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Session>) -> Int {
        muster__session__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Session>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__session__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Session>? {
        muster__session__unpack(allocator, count, data)
    }
}

/// One authorised start of an allocation.
public struct AttemptRef: WireMessage {
    /// The allocation's number.
    public var allocation: UInt64
    /// Counts the attempts of that allocation from 1.
    public var number: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        allocation: UInt64 = 0,
        number: UInt64 = 0
    ) {
        self.allocation = allocation
        self.number = number
    }
}

extension AttemptRef: CRepresented {
    init(reading pointer: UnsafePointer<Muster__AttemptRef>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.allocation = c.allocation
        self.number = c.number
    }

    func write(to c: UnsafeMutablePointer<Muster__AttemptRef>, _ arena: WireArena) throws(WireError) {
        muster__attempt_ref__init(c)
        c.pointee.allocation = self.allocation
        c.pointee.number = self.number
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__AttemptRef>) -> Int {
        muster__attempt_ref__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__AttemptRef>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__attempt_ref__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__AttemptRef>? {
        muster__attempt_ref__unpack(allocator, count, data)
    }
}

/// Orders attempts for storage: the greater (generation, index) was authorised later.
public struct Token: WireMessage {
    /// Recovery generation of the cluster.
    public var generation: UInt64
    /// Log index of the entry that authorised the attempt.
    public var index: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        generation: UInt64 = 0,
        index: UInt64 = 0
    ) {
        self.generation = generation
        self.index = index
    }
}

extension Token: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Token>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.generation = c.generation
        self.index = c.index
    }

    func write(to c: UnsafeMutablePointer<Muster__Token>, _ arena: WireArena) throws(WireError) {
        muster__token__init(c)
        c.pointee.generation = self.generation
        c.pointee.index = self.index
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Token>) -> Int {
        muster__token__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Token>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__token__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Token>? {
        muster__token__unpack(allocator, count, data)
    }
}

/// A name with a value: labels, environment.
public struct Pair: WireMessage {
    /// The name.
    public var name: String
    /// The value.
    public var value: String

    /// Every field has its proto3 default unless given.
    public init(
        name: String = "",
        value: String = ""
    ) {
        self.name = name
        self.value = value
    }
}

extension Pair: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Pair>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.name = try reader.string(c.name)
        self.value = try reader.string(c.value)
    }

    func write(to c: UnsafeMutablePointer<Muster__Pair>, _ arena: WireArena) throws(WireError) {
        muster__pair__init(c)
        c.pointee.name = try arena.string(self.name)
        c.pointee.value = try arena.string(self.value)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Pair>) -> Int {
        muster__pair__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Pair>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__pair__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Pair>? {
        muster__pair__unpack(allocator, count, data)
    }
}

/// What a server has or a task asks for.
public struct Resources: WireMessage {
    /// Thousandths of a core.
    public var cpuMillicores: UInt64
    /// Bytes of memory.
    public var memoryBytes: UInt64
    /// Bytes of local storage.
    public var storageBytes: UInt64
    /// Bits a second of network bandwidth.
    public var bandwidthBits: UInt64
    /// GPUs: how many there are, are asked for, or are in use.
    public var gpus: UInt64
    /// What of GPUs is in use, in thousandths of one.
    public var gpuThousandths: UInt64
    /// What operators count beside these.
    public var extras: [Amount]

    /// Every field has its proto3 default unless given.
    public init(
        cpuMillicores: UInt64 = 0,
        memoryBytes: UInt64 = 0,
        storageBytes: UInt64 = 0,
        bandwidthBits: UInt64 = 0,
        gpus: UInt64 = 0,
        gpuThousandths: UInt64 = 0,
        extras: [Amount] = []
    ) {
        self.cpuMillicores = cpuMillicores
        self.memoryBytes = memoryBytes
        self.storageBytes = storageBytes
        self.bandwidthBits = bandwidthBits
        self.gpus = gpus
        self.gpuThousandths = gpuThousandths
        self.extras = extras
    }
}

extension Resources: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Resources>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.cpuMillicores = c.cpu_millicores
        self.memoryBytes = c.memory_bytes
        self.storageBytes = c.storage_bytes
        self.bandwidthBits = c.bandwidth_bits
        self.gpus = c.gpus
        self.gpuThousandths = c.gpu_thousandths
        self.extras = try reader.messages(c.extras, c.n_extras)
    }

    func write(to c: UnsafeMutablePointer<Muster__Resources>, _ arena: WireArena) throws(WireError) {
        muster__resources__init(c)
        c.pointee.cpu_millicores = self.cpuMillicores
        c.pointee.memory_bytes = self.memoryBytes
        c.pointee.storage_bytes = self.storageBytes
        c.pointee.bandwidth_bits = self.bandwidthBits
        c.pointee.gpus = self.gpus
        c.pointee.gpu_thousandths = self.gpuThousandths
        (c.pointee.extras, c.pointee.n_extras) = try arena.messages(self.extras)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Resources>) -> Int {
        muster__resources__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Resources>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__resources__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Resources>? {
        muster__resources__unpack(allocator, count, data)
    }
}

/// An amount of something with a name.
public struct Amount: WireMessage {
    /// The name.
    public var name: String
    /// The amount.
    public var amount: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        name: String = "",
        amount: UInt64 = 0
    ) {
        self.name = name
        self.amount = amount
    }
}

extension Amount: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Amount>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.name = try reader.string(c.name)
        self.amount = c.amount
    }

    func write(to c: UnsafeMutablePointer<Muster__Amount>, _ arena: WireArena) throws(WireError) {
        muster__amount__init(c)
        c.pointee.name = try arena.string(self.name)
        c.pointee.amount = self.amount
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Amount>) -> Int {
        muster__amount__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Amount>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__amount__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Amount>? {
        muster__amount__unpack(allocator, count, data)
    }
}

/// A GPU of a server.
public struct GpuDevice: WireMessage {
    /// Its number on the server.
    public var index: UInt64
    /// Its model; empty where it is not known.
    public var model: String
    /// Its memory; 0 where it is not known.
    public var memoryBytes: UInt64
    /// The driver's name for it; empty where there is none.
    public var uuid: String

    /// Every field has its proto3 default unless given.
    public init(
        index: UInt64 = 0,
        model: String = "",
        memoryBytes: UInt64 = 0,
        uuid: String = ""
    ) {
        self.index = index
        self.model = model
        self.memoryBytes = memoryBytes
        self.uuid = uuid
    }
}

extension GpuDevice: CRepresented {
    init(reading pointer: UnsafePointer<Muster__GpuDevice>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.index = c.index
        self.model = try reader.string(c.model)
        self.memoryBytes = c.memory_bytes
        self.uuid = try reader.string(c.uuid)
    }

    func write(to c: UnsafeMutablePointer<Muster__GpuDevice>, _ arena: WireArena) throws(WireError) {
        muster__gpu_device__init(c)
        c.pointee.index = self.index
        c.pointee.model = try arena.string(self.model)
        c.pointee.memory_bytes = self.memoryBytes
        c.pointee.uuid = try arena.string(self.uuid)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__GpuDevice>) -> Int {
        muster__gpu_device__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__GpuDevice>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__gpu_device__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__GpuDevice>? {
        muster__gpu_device__unpack(allocator, count, data)
    }
}

/// What an attempt holds of one GPU.
public struct GpuShare: WireMessage {
    /// The GPU's number when it was given.
    public var index: UInt64
    /// Its UUID; empty where there is none.
    public var uuid: String
    /// How much of it.
    public var thousandths: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        index: UInt64 = 0,
        uuid: String = "",
        thousandths: UInt64 = 0
    ) {
        self.index = index
        self.uuid = uuid
        self.thousandths = thousandths
    }
}

extension GpuShare: CRepresented {
    init(reading pointer: UnsafePointer<Muster__GpuShare>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.index = c.index
        self.uuid = try reader.string(c.uuid)
        self.thousandths = c.thousandths
    }

    func write(to c: UnsafeMutablePointer<Muster__GpuShare>, _ arena: WireArena) throws(WireError) {
        muster__gpu_share__init(c)
        c.pointee.index = self.index
        c.pointee.uuid = try arena.string(self.uuid)
        c.pointee.thousandths = self.thousandths
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__GpuShare>) -> Int {
        muster__gpu_share__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__GpuShare>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__gpu_share__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__GpuShare>? {
        muster__gpu_share__unpack(allocator, count, data)
    }
}

/// What is asked of GPUs beside their number.
public struct GpuTerms: WireMessage {
    /// How much of each; 1,000 for the whole.
    public var thousandths: UInt64
    /// The models that will do; none for any.
    public var models: [String]
    /// Memory of each at least.
    public var memoryBytes: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        thousandths: UInt64 = 0,
        models: [String] = [],
        memoryBytes: UInt64 = 0
    ) {
        self.thousandths = thousandths
        self.models = models
        self.memoryBytes = memoryBytes
    }
}

extension GpuTerms: CRepresented {
    init(reading pointer: UnsafePointer<Muster__GpuTerms>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.thousandths = c.thousandths
        self.models = try reader.strings(c.models, c.n_models)
        self.memoryBytes = c.memory_bytes
    }

    func write(to c: UnsafeMutablePointer<Muster__GpuTerms>, _ arena: WireArena) throws(WireError) {
        muster__gpu_terms__init(c)
        c.pointee.thousandths = self.thousandths
        (c.pointee.models, c.pointee.n_models) = try arena.strings(self.models)
        c.pointee.memory_bytes = self.memoryBytes
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__GpuTerms>) -> Int {
        muster__gpu_terms__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__GpuTerms>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__gpu_terms__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__GpuTerms>? {
        muster__gpu_terms__unpack(allocator, count, data)
    }
}

/// What a task may use beyond what it asks for.
public struct ResourceLimits: WireMessage {
    /// Thousandths of a core; 0 for what is asked for.
    public var cpuMillicores: UInt64
    /// Bytes of memory; 0 for what is asked for.
    public var memoryBytes: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        cpuMillicores: UInt64 = 0,
        memoryBytes: UInt64 = 0
    ) {
        self.cpuMillicores = cpuMillicores
        self.memoryBytes = memoryBytes
    }
}

extension ResourceLimits: CRepresented {
    init(reading pointer: UnsafePointer<Muster__ResourceLimits>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.cpuMillicores = c.cpu_millicores
        self.memoryBytes = c.memory_bytes
    }

    func write(to c: UnsafeMutablePointer<Muster__ResourceLimits>, _ arena: WireArena) throws(WireError) {
        muster__resource_limits__init(c)
        c.pointee.cpu_millicores = self.cpuMillicores
        c.pointee.memory_bytes = self.memoryBytes
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__ResourceLimits>) -> Int {
        muster__resource_limits__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__ResourceLimits>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__resource_limits__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__ResourceLimits>? {
        muster__resource_limits__unpack(allocator, count, data)
    }
}

/// How a process ended.
public struct Exit: WireMessage {
    /// The choice `how`; nil if the sender set none.
    public var how: How?

    /// The choices of `how`.
    public enum How: Hashable, Sendable {
        /// It returned this code.
        case code(UInt64)
        /// This signal ended it.
        case signal(UInt64)
    }

    /// Every field has its proto3 default unless given.
    public init(
        how: How? = nil
    ) {
        self.how = how
    }
}

extension Exit: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Exit>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        switch c.how_case.rawValue {
        case 1: self.how = .code(c.code)
        case 2: self.how = .signal(c.signal)
        default: self.how = nil
        }
    }

    func write(to c: UnsafeMutablePointer<Muster__Exit>, _ arena: WireArena) throws(WireError) {
        muster__exit__init(c)
        switch self.how {
        case nil: break
        case .code(let value):
            c.pointee.how_case = Muster__Exit__HowCase(rawValue: 1)
            c.pointee.code = value
        case .signal(let value):
            c.pointee.how_case = Muster__Exit__HowCase(rawValue: 2)
            c.pointee.signal = value
        }
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Exit>) -> Int {
        muster__exit__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Exit>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__exit__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Exit>? {
        muster__exit__unpack(allocator, count, data)
    }
}

/// How and why an attempt ended.
public struct AttemptEnd: WireMessage {
    /// The code of Fleet's EndCause.
    public var cause: UInt32
    /// The task's own exit, where it was seen.
    public var exit: Exit?
    /// A sentence for people.
    public var message: String

    /// Every field has its proto3 default unless given.
    public init(
        cause: UInt32 = 0,
        exit: Exit? = nil,
        message: String = ""
    ) {
        self.cause = cause
        self.exit = exit
        self.message = message
    }
}

extension AttemptEnd: CRepresented {
    init(reading pointer: UnsafePointer<Muster__AttemptEnd>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.cause = c.cause
        self.exit = try reader.optional(c.exit)
        self.message = try reader.string(c.message)
    }

    func write(to c: UnsafeMutablePointer<Muster__AttemptEnd>, _ arena: WireArena) throws(WireError) {
        muster__attempt_end__init(c)
        c.pointee.cause = self.cause
        c.pointee.exit = try arena.optional(self.exit)
        c.pointee.message = try arena.string(self.message)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__AttemptEnd>) -> Int {
        muster__attempt_end__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__AttemptEnd>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__attempt_end__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__AttemptEnd>? {
        muster__attempt_end__unpack(allocator, count, data)
    }
}

/// How one server's part of a command ended.
public struct CommandResult: WireMessage {
    /// The choice `how`; nil if the sender set none.
    public var how: How?

    /// The choices of `how`.
    public enum How: Hashable, Sendable {
        /// It ran to its end.
        case exited(Exit)
        /// It could not be started; why.
        case notStarted(String)
        /// It may or may not have run; why.
        case unknown(String)
        /// It certainly did not run; why.
        case unreachable(String)
    }

    /// Every field has its proto3 default unless given.
    public init(
        how: How? = nil
    ) {
        self.how = how
    }
}

extension CommandResult: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CommandResult>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        switch c.how_case.rawValue {
        case 1: self.how = .exited(try reader.required(c.exited))
        case 2: self.how = .notStarted(try reader.string(c.not_started))
        case 3: self.how = .unknown(try reader.string(c.unknown))
        case 4: self.how = .unreachable(try reader.string(c.unreachable))
        default: self.how = nil
        }
    }

    func write(to c: UnsafeMutablePointer<Muster__CommandResult>, _ arena: WireArena) throws(WireError) {
        muster__command_result__init(c)
        switch self.how {
        case nil: break
        case .exited(let value):
            c.pointee.how_case = Muster__CommandResult__HowCase(rawValue: 1)
            c.pointee.exited = try arena.message(value)
        case .notStarted(let value):
            c.pointee.how_case = Muster__CommandResult__HowCase(rawValue: 2)
            c.pointee.not_started = try arena.string(value)
        case .unknown(let value):
            c.pointee.how_case = Muster__CommandResult__HowCase(rawValue: 3)
            c.pointee.unknown = try arena.string(value)
        case .unreachable(let value):
            c.pointee.how_case = Muster__CommandResult__HowCase(rawValue: 4)
            c.pointee.unreachable = try arena.string(value)
        }
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CommandResult>) -> Int {
        muster__command_result__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CommandResult>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__command_result__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CommandResult>? {
        muster__command_result__unpack(allocator, count, data)
    }
}

/// A fleet command.
public struct CommandDefinition: WireMessage {
    /// The program and its arguments.
    public var arguments: [String]
    /// The user that it runs as; empty for root.
    public var user: String
    /// How long it may run.
    public var timeLimitNs: UInt64
    /// How long after acceptance it may still be started.
    public var startWithinNs: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        arguments: [String] = [],
        user: String = "",
        timeLimitNs: UInt64 = 0,
        startWithinNs: UInt64 = 0
    ) {
        self.arguments = arguments
        self.user = user
        self.timeLimitNs = timeLimitNs
        self.startWithinNs = startWithinNs
    }
}

extension CommandDefinition: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CommandDefinition>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.arguments = try reader.strings(c.arguments, c.n_arguments)
        self.user = try reader.string(c.user)
        self.timeLimitNs = c.time_limit_ns
        self.startWithinNs = c.start_within_ns
    }

    func write(to c: UnsafeMutablePointer<Muster__CommandDefinition>, _ arena: WireArena) throws(WireError) {
        muster__command_definition__init(c)
        (c.pointee.arguments, c.pointee.n_arguments) = try arena.strings(self.arguments)
        c.pointee.user = try arena.string(self.user)
        c.pointee.time_limit_ns = self.timeLimitNs
        c.pointee.start_within_ns = self.startWithinNs
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CommandDefinition>) -> Int {
        muster__command_definition__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CommandDefinition>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__command_definition__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CommandDefinition>? {
        muster__command_definition__unpack(allocator, count, data)
    }
}

/// When a task that ended by itself is started again.
public struct Restart: WireMessage {
    /// The code of Fleet's RestartPolicy.Condition.
    public var condition: UInt32
    /// Restarts within the window at the most.
    public var attempts: UInt64
    /// The window.
    public var windowNs: UInt64
    /// How long to wait before a restart.
    public var delayNs: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        condition: UInt32 = 0,
        attempts: UInt64 = 0,
        windowNs: UInt64 = 0,
        delayNs: UInt64 = 0
    ) {
        self.condition = condition
        self.attempts = attempts
        self.windowNs = windowNs
        self.delayNs = delayNs
    }
}

extension Restart: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Restart>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.condition = c.condition
        self.attempts = c.attempts
        self.windowNs = c.window_ns
        self.delayNs = c.delay_ns
    }

    func write(to c: UnsafeMutablePointer<Muster__Restart>, _ arena: WireArena) throws(WireError) {
        muster__restart__init(c)
        c.pointee.condition = self.condition
        c.pointee.attempts = self.attempts
        c.pointee.window_ns = self.windowNs
        c.pointee.delay_ns = self.delayNs
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Restart>) -> Int {
        muster__restart__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Restart>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__restart__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Restart>? {
        muster__restart__unpack(allocator, count, data)
    }
}

/// How a task is asked to end.
public struct Stop: WireMessage {
    /// The signal's number.
    public var signal: UInt64
    /// How long it may take.
    public var graceNs: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        signal: UInt64 = 0,
        graceNs: UInt64 = 0
    ) {
        self.signal = signal
        self.graceNs = graceNs
    }
}

extension Stop: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Stop>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.signal = c.signal
        self.graceNs = c.grace_ns
    }

    func write(to c: UnsafeMutablePointer<Muster__Stop>, _ arena: WireArena) throws(WireError) {
        muster__stop__init(c)
        c.pointee.signal = self.signal
        c.pointee.grace_ns = self.graceNs
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Stop>) -> Int {
        muster__stop__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Stop>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__stop__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Stop>? {
        muster__stop__unpack(allocator, count, data)
    }
}

/// How a task saves its work before a planned end.
public struct Checkpoint: WireMessage {
    /// The signal's number.
    public var signal: UInt64
    /// How long it may take.
    public var graceNs: UInt64
    /// Where checkpoints are kept.
    public var path: String

    /// Every field has its proto3 default unless given.
    public init(
        signal: UInt64 = 0,
        graceNs: UInt64 = 0,
        path: String = ""
    ) {
        self.signal = signal
        self.graceNs = graceNs
        self.path = path
    }
}

extension Checkpoint: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Checkpoint>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.signal = c.signal
        self.graceNs = c.grace_ns
        self.path = try reader.string(c.path)
    }

    func write(to c: UnsafeMutablePointer<Muster__Checkpoint>, _ arena: WireArena) throws(WireError) {
        muster__checkpoint__init(c)
        c.pointee.signal = self.signal
        c.pointee.grace_ns = self.graceNs
        c.pointee.path = try arena.string(self.path)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Checkpoint>) -> Int {
        muster__checkpoint__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Checkpoint>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__checkpoint__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Checkpoint>? {
        muster__checkpoint__unpack(allocator, count, data)
    }
}

/// How many of a job's allocations planned moves may keep from their work at a time.
public struct Disruption: WireMessage {
    /// 0 for a number, 1 for hundredths of the job's count.
    public var unit: UInt32
    /// The number, or the hundredths.
    public var amount: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        unit: UInt32 = 0,
        amount: UInt64 = 0
    ) {
        self.unit = unit
        self.amount = amount
    }
}

extension Disruption: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Disruption>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.unit = c.unit
        self.amount = c.amount
    }

    func write(to c: UnsafeMutablePointer<Muster__Disruption>, _ arena: WireArena) throws(WireError) {
        muster__disruption__init(c)
        c.pointee.unit = self.unit
        c.pointee.amount = self.amount
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Disruption>) -> Int {
        muster__disruption__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Disruption>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__disruption__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Disruption>? {
        muster__disruption__unpack(allocator, count, data)
    }
}

/// Another job whose end a job waits for.
public struct Dependency: WireMessage {
    /// The code of Fleet's Dependency.Condition.
    public var condition: UInt32
    /// The other job's namespace.
    public var namespaceName: String
    /// Its name.
    public var name: String

    /// Every field has its proto3 default unless given.
    public init(
        condition: UInt32 = 0,
        namespaceName: String = "",
        name: String = ""
    ) {
        self.condition = condition
        self.namespaceName = namespaceName
        self.name = name
    }
}

extension Dependency: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Dependency>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.condition = c.condition
        self.namespaceName = try reader.string(c.namespace_name)
        self.name = try reader.string(c.name)
    }

    func write(to c: UnsafeMutablePointer<Muster__Dependency>, _ arena: WireArena) throws(WireError) {
        muster__dependency__init(c)
        c.pointee.condition = self.condition
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.name = try arena.string(self.name)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Dependency>) -> Int {
        muster__dependency__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Dependency>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__dependency__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Dependency>? {
        muster__dependency__unpack(allocator, count, data)
    }
}

/// What a job asks of one label of its servers.
public struct LabelCondition: WireMessage {
    /// The label; `node` for the server's name.
    public var label: String
    /// The code of Fleet's LabelCondition.Test.
    public var test: UInt32
    /// The values that it names.
    public var values: [String]
    /// The number that it names.
    public var bound: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        label: String = "",
        test: UInt32 = 0,
        values: [String] = [],
        bound: UInt64 = 0
    ) {
        self.label = label
        self.test = test
        self.values = values
        self.bound = bound
    }
}

extension LabelCondition: CRepresented {
    init(reading pointer: UnsafePointer<Muster__LabelCondition>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.label = try reader.string(c.label)
        self.test = c.test
        self.values = try reader.strings(c.values, c.n_values)
        self.bound = c.bound
    }

    func write(to c: UnsafeMutablePointer<Muster__LabelCondition>, _ arena: WireArena) throws(WireError) {
        muster__label_condition__init(c)
        c.pointee.label = try arena.string(self.label)
        c.pointee.test = self.test
        (c.pointee.values, c.pointee.n_values) = try arena.strings(self.values)
        c.pointee.bound = self.bound
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__LabelCondition>) -> Int {
        muster__label_condition__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__LabelCondition>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__label_condition__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__LabelCondition>? {
        muster__label_condition__unpack(allocator, count, data)
    }
}

/// How near to each other the members of a gang are to be. Levels are the numbers of Fleet's TopologyLevel and one; 0 for none.
public struct GangTopology: WireMessage {
    /// All of them within one part of the fleet at this level.
    public var within: UInt32
    /// The narrowest level that is looked for.
    public var prefer: UInt32

    /// Every field has its proto3 default unless given.
    public init(
        within: UInt32 = 0,
        prefer: UInt32 = 0
    ) {
        self.within = within
        self.prefer = prefer
    }
}

extension GangTopology: CRepresented {
    init(reading pointer: UnsafePointer<Muster__GangTopology>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.within = c.within
        self.prefer = c.prefer
    }

    func write(to c: UnsafeMutablePointer<Muster__GangTopology>, _ arena: WireArena) throws(WireError) {
        muster__gang_topology__init(c)
        c.pointee.within = self.within
        c.pointee.prefer = self.prefer
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__GangTopology>) -> Int {
        muster__gang_topology__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__GangTopology>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__gang_topology__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__GangTopology>? {
        muster__gang_topology__unpack(allocator, count, data)
    }
}

/// How a job's tasks are spread over the parts of the fleet at a level, which is the number of Fleet's TopologyLevel.
public struct Spread: WireMessage {
    /// The level.
    public var over: UInt32
    /// How many may live in one part; 0 where the part with the fewest is merely preferred.
    public var atMost: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        over: UInt32 = 0,
        atMost: UInt64 = 0
    ) {
        self.over = over
        self.atMost = atMost
    }
}

extension Spread: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Spread>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.over = c.over
        self.atMost = c.at_most
    }

    func write(to c: UnsafeMutablePointer<Muster__Spread>, _ arena: WireArena) throws(WireError) {
        muster__spread__init(c)
        c.pointee.over = self.over
        c.pointee.at_most = self.atMost
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Spread>) -> Int {
        muster__spread__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Spread>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__spread__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Spread>? {
        muster__spread__unpack(allocator, count, data)
    }
}

/// A job by its name.
public struct JobName: WireMessage {
    /// Its namespace.
    public var namespaceName: String
    /// Its name.
    public var name: String

    /// Every field has its proto3 default unless given.
    public init(
        namespaceName: String = "",
        name: String = ""
    ) {
        self.namespaceName = namespaceName
        self.name = name
    }
}

extension JobName: CRepresented {
    init(reading pointer: UnsafePointer<Muster__JobName>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.namespaceName = try reader.string(c.namespace_name)
        self.name = try reader.string(c.name)
    }

    func write(to c: UnsafeMutablePointer<Muster__JobName>, _ arena: WireArena) throws(WireError) {
        muster__job_name__init(c)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.name = try arena.string(self.name)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__JobName>) -> Int {
        muster__job_name__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__JobName>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__job_name__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__JobName>? {
        muster__job_name__unpack(allocator, count, data)
    }
}

/// A job as it shall be.
public struct JobDefinition: WireMessage {
    /// Its namespace.
    public var namespaceName: String
    /// Its name.
    public var name: String
    /// The code of Fleet's JobType.
    public var type: UInt32
    /// 0 to 100.
    public var priority: UInt64
    /// How many allocations.
    public var count: UInt64
    /// The program and its arguments.
    public var command: [String]
    /// Additional environment.
    public var environment: [Pair]
    /// The working directory.
    public var directory: String
    /// The user that the task runs as.
    public var user: String
    /// What each allocation asks for.
    public var resources: Resources?
    /// Labels that a server must have.
    public var constraints: [Pair]
    /// How long a task goes on without word from the coordinators; 2^64-1 for unlimited.
    public var leaseNs: UInt64
    /// Whether two attempts may run at once.
    public var duplicatesAllowed: Bool
    /// All allocations or none.
    public var gang: Bool
    /// What happens when a task ends by itself.
    public var restart: Restart?
    /// How a task is asked to end.
    public var stop: Stop?
    /// How a task saves its work; absent where it cannot.
    public var checkpoint: Checkpoint?
    /// What planned moves may do; absent for what suits the type.
    public var disruption: Disruption?
    /// What is asked of GPUs beside their number; absent where any whole ones will do.
    public var gpuTerms: GpuTerms?
    /// What a task may use; absent for what it asks for.
    public var limits: ResourceLimits?
    /// The jobs whose end it waits for.
    public var after: [Dependency]
    /// When it is to be over at the latest, in nanoseconds since the epoch; 0 for none.
    public var deadlineAt: UInt64
    /// The same, so long after its submission; 0 for none.
    public var deadlineWithinNs: UInt64
    /// How long each attempt may run; 0 for as long as it takes.
    public var timeLimitNs: UInt64
    /// How many of its tasks may be live at a time; 0 for all.
    public var atMost: UInt64
    /// What is asked of the servers' labels beyond one certain value.
    public var conditions: [LabelCondition]
    /// How near to each other a gang's members are to be; absent for as near as they fit.
    public var topology: GangTopology?
    /// How its tasks are spread; absent for however they fit.
    public var spread: Spread?
    /// The jobs of which no task may live on a server of this one's.
    public var apartFrom: [JobName]
    /// The jobs near to whose tasks its own are put where they fit.
    public var near: [JobName]
    /// Between which bounds its replicas are kept, and by what; absent for always `count`.
    public var scaling: Scaling?

    /// Every field has its proto3 default unless given.
    public init(
        namespaceName: String = "",
        name: String = "",
        type: UInt32 = 0,
        priority: UInt64 = 0,
        count: UInt64 = 0,
        command: [String] = [],
        environment: [Pair] = [],
        directory: String = "",
        user: String = "",
        resources: Resources? = nil,
        constraints: [Pair] = [],
        leaseNs: UInt64 = 0,
        duplicatesAllowed: Bool = false,
        gang: Bool = false,
        restart: Restart? = nil,
        stop: Stop? = nil,
        checkpoint: Checkpoint? = nil,
        disruption: Disruption? = nil,
        gpuTerms: GpuTerms? = nil,
        limits: ResourceLimits? = nil,
        after: [Dependency] = [],
        deadlineAt: UInt64 = 0,
        deadlineWithinNs: UInt64 = 0,
        timeLimitNs: UInt64 = 0,
        atMost: UInt64 = 0,
        conditions: [LabelCondition] = [],
        topology: GangTopology? = nil,
        spread: Spread? = nil,
        apartFrom: [JobName] = [],
        near: [JobName] = [],
        scaling: Scaling? = nil
    ) {
        self.namespaceName = namespaceName
        self.name = name
        self.type = type
        self.priority = priority
        self.count = count
        self.command = command
        self.environment = environment
        self.directory = directory
        self.user = user
        self.resources = resources
        self.constraints = constraints
        self.leaseNs = leaseNs
        self.duplicatesAllowed = duplicatesAllowed
        self.gang = gang
        self.restart = restart
        self.stop = stop
        self.checkpoint = checkpoint
        self.disruption = disruption
        self.gpuTerms = gpuTerms
        self.limits = limits
        self.after = after
        self.deadlineAt = deadlineAt
        self.deadlineWithinNs = deadlineWithinNs
        self.timeLimitNs = timeLimitNs
        self.atMost = atMost
        self.conditions = conditions
        self.topology = topology
        self.spread = spread
        self.apartFrom = apartFrom
        self.near = near
        self.scaling = scaling
    }
}

extension JobDefinition: CRepresented {
    init(reading pointer: UnsafePointer<Muster__JobDefinition>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.namespaceName = try reader.string(c.namespace_name)
        self.name = try reader.string(c.name)
        self.type = c.type
        self.priority = c.priority
        self.count = c.count
        self.command = try reader.strings(c.command, c.n_command)
        self.environment = try reader.messages(c.environment, c.n_environment)
        self.directory = try reader.string(c.directory)
        self.user = try reader.string(c.user)
        self.resources = try reader.optional(c.resources)
        self.constraints = try reader.messages(c.constraints, c.n_constraints)
        self.leaseNs = c.lease_ns
        self.duplicatesAllowed = c.duplicates_allowed != 0
        self.gang = c.gang != 0
        self.restart = try reader.optional(c.restart)
        self.stop = try reader.optional(c.stop)
        self.checkpoint = try reader.optional(c.checkpoint)
        self.disruption = try reader.optional(c.disruption)
        self.gpuTerms = try reader.optional(c.gpu_terms)
        self.limits = try reader.optional(c.limits)
        self.after = try reader.messages(c.after, c.n_after)
        self.deadlineAt = c.deadline_at
        self.deadlineWithinNs = c.deadline_within_ns
        self.timeLimitNs = c.time_limit_ns
        self.atMost = c.at_most
        self.conditions = try reader.messages(c.conditions, c.n_conditions)
        self.topology = try reader.optional(c.topology)
        self.spread = try reader.optional(c.spread)
        self.apartFrom = try reader.messages(c.apart_from, c.n_apart_from)
        self.near = try reader.messages(c.near, c.n_near)
        self.scaling = try reader.optional(c.scaling)
    }

    func write(to c: UnsafeMutablePointer<Muster__JobDefinition>, _ arena: WireArena) throws(WireError) {
        muster__job_definition__init(c)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.name = try arena.string(self.name)
        c.pointee.type = self.type
        c.pointee.priority = self.priority
        c.pointee.count = self.count
        (c.pointee.command, c.pointee.n_command) = try arena.strings(self.command)
        (c.pointee.environment, c.pointee.n_environment) = try arena.messages(self.environment)
        c.pointee.directory = try arena.string(self.directory)
        c.pointee.user = try arena.string(self.user)
        c.pointee.resources = try arena.optional(self.resources)
        (c.pointee.constraints, c.pointee.n_constraints) = try arena.messages(self.constraints)
        c.pointee.lease_ns = self.leaseNs
        c.pointee.duplicates_allowed = self.duplicatesAllowed ? 1 : 0
        c.pointee.gang = self.gang ? 1 : 0
        c.pointee.restart = try arena.optional(self.restart)
        c.pointee.stop = try arena.optional(self.stop)
        c.pointee.checkpoint = try arena.optional(self.checkpoint)
        c.pointee.disruption = try arena.optional(self.disruption)
        c.pointee.gpu_terms = try arena.optional(self.gpuTerms)
        c.pointee.limits = try arena.optional(self.limits)
        (c.pointee.after, c.pointee.n_after) = try arena.messages(self.after)
        c.pointee.deadline_at = self.deadlineAt
        c.pointee.deadline_within_ns = self.deadlineWithinNs
        c.pointee.time_limit_ns = self.timeLimitNs
        c.pointee.at_most = self.atMost
        (c.pointee.conditions, c.pointee.n_conditions) = try arena.messages(self.conditions)
        c.pointee.topology = try arena.optional(self.topology)
        c.pointee.spread = try arena.optional(self.spread)
        (c.pointee.apart_from, c.pointee.n_apart_from) = try arena.messages(self.apartFrom)
        (c.pointee.near, c.pointee.n_near) = try arena.messages(self.near)
        c.pointee.scaling = try arena.optional(self.scaling)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__JobDefinition>) -> Int {
        muster__job_definition__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__JobDefinition>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__job_definition__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__JobDefinition>? {
        muster__job_definition__unpack(allocator, count, data)
    }
}

/// Between which bounds a service's replicas are kept, and by what.
public struct Scaling: WireMessage {
    /// Replicas at the least.
    public var least: UInt64
    /// Replicas at the most.
    public var most: UInt64
    /// What they are to use on average of the processor time that each asks for, in percent; 0 for whatever they use.
    public var cpuPercent: UInt64
    /// How long fewer must have been enough before some end.
    public var downAfterNs: UInt64
    /// Other bounds at times of the week; the first that holds counts.
    public var schedule: [ScalingWindow]

    /// Every field has its proto3 default unless given.
    public init(
        least: UInt64 = 0,
        most: UInt64 = 0,
        cpuPercent: UInt64 = 0,
        downAfterNs: UInt64 = 0,
        schedule: [ScalingWindow] = []
    ) {
        self.least = least
        self.most = most
        self.cpuPercent = cpuPercent
        self.downAfterNs = downAfterNs
        self.schedule = schedule
    }
}

extension Scaling: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Scaling>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.least = c.least
        self.most = c.most
        self.cpuPercent = c.cpu_percent
        self.downAfterNs = c.down_after_ns
        self.schedule = try reader.messages(c.schedule, c.n_schedule)
    }

    func write(to c: UnsafeMutablePointer<Muster__Scaling>, _ arena: WireArena) throws(WireError) {
        muster__scaling__init(c)
        c.pointee.least = self.least
        c.pointee.most = self.most
        c.pointee.cpu_percent = self.cpuPercent
        c.pointee.down_after_ns = self.downAfterNs
        (c.pointee.schedule, c.pointee.n_schedule) = try arena.messages(self.schedule)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Scaling>) -> Int {
        muster__scaling__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Scaling>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__scaling__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Scaling>? {
        muster__scaling__unpack(allocator, count, data)
    }
}

/// Bounds that hold for a part of each of some days, in UTC.
public struct ScalingWindow: WireMessage {
    /// Bit 0 for Monday to bit 6 for Sunday.
    public var days: UInt32
    /// The minute of the day with which it begins.
    public var from: UInt64
    /// The minute of the day before which it ends.
    public var to: UInt64
    /// Replicas at the least; 0 for as at other times.
    public var least: UInt64
    /// Replicas at the most; 0 for as at other times.
    public var most: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        days: UInt32 = 0,
        from: UInt64 = 0,
        to: UInt64 = 0,
        least: UInt64 = 0,
        most: UInt64 = 0
    ) {
        self.days = days
        self.from = from
        self.to = to
        self.least = least
        self.most = most
    }
}

extension ScalingWindow: CRepresented {
    init(reading pointer: UnsafePointer<Muster__ScalingWindow>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.days = c.days
        self.from = c.from
        self.to = c.to
        self.least = c.least
        self.most = c.most
    }

    func write(to c: UnsafeMutablePointer<Muster__ScalingWindow>, _ arena: WireArena) throws(WireError) {
        muster__scaling_window__init(c)
        c.pointee.days = self.days
        c.pointee.from = self.from
        c.pointee.to = self.to
        c.pointee.least = self.least
        c.pointee.most = self.most
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__ScalingWindow>) -> Int {
        muster__scaling_window__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__ScalingWindow>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__scaling_window__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__ScalingWindow>? {
        muster__scaling_window__unpack(allocator, count, data)
    }
}

/// Where a coordinator is reached.
public struct CoordinatorAddress: WireMessage {
    /// The member's number.
    public var member: UInt64
    /// Host name or address, without a port.
    public var host: String
    /// The administration port; control is +1, telemetry +2, peers +3, enrolment +4.
    public var basePort: UInt32
    /// Its CURVE public key in Z85.
    public var publicKey: String

    /// Every field has its proto3 default unless given.
    public init(
        member: UInt64 = 0,
        host: String = "",
        basePort: UInt32 = 0,
        publicKey: String = ""
    ) {
        self.member = member
        self.host = host
        self.basePort = basePort
        self.publicKey = publicKey
    }
}

extension CoordinatorAddress: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CoordinatorAddress>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.member = c.member
        self.host = try reader.string(c.host)
        self.basePort = c.base_port
        self.publicKey = try reader.string(c.public_key)
    }

    func write(to c: UnsafeMutablePointer<Muster__CoordinatorAddress>, _ arena: WireArena) throws(WireError) {
        muster__coordinator_address__init(c)
        c.pointee.member = self.member
        c.pointee.host = try arena.string(self.host)
        c.pointee.base_port = self.basePort
        c.pointee.public_key = try arena.string(self.publicKey)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CoordinatorAddress>) -> Int {
        muster__coordinator_address__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CoordinatorAddress>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__coordinator_address__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CoordinatorAddress>? {
        muster__coordinator_address__unpack(allocator, count, data)
    }
}
