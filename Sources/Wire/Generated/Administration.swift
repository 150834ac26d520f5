// Generated from administration.proto by wire-generator: change that, then run Protocols/generate.sh.
// swift-format-ignore-file

import CWire

/// What can be read.
/// A value that this version does not know reads as the case of number 0.
public enum Topic: UInt32, CaseIterable, Hashable, Sendable {
    /// The value `TOPIC_UNSPECIFIED`.
    case unspecified = 0
    /// The value `TOPIC_STATUS`.
    case status = 1
    /// The value `TOPIC_NODES`.
    case nodes = 2
    /// The value `TOPIC_JOBS`.
    case jobs = 3
    /// The value `TOPIC_JOB`.
    case job = 4
    /// The value `TOPIC_WHY`.
    case why = 5
    /// The value `TOPIC_POOLS`.
    case pools = 6
    /// The value `TOPIC_AUDIT`.
    case audit = 7
    /// The value `TOPIC_COMMAND`.
    case command = 8
    /// The value `TOPIC_NODE`.
    case node = 9
    /// The value `TOPIC_FAILURES`.
    case failures = 70
    /// The value `TOPIC_USAGE`.
    case usage = 140
    /// The value `TOPIC_ATTEMPTS`.
    case attempts = 141
    /// The value `TOPIC_QUOTAS`.
    case quotas = 142
    /// The value `TOPIC_PLAN`.
    case plan = 170
    /// The value `TOPIC_CAPACITY`.
    case capacity = 171
    /// The value `TOPIC_RESERVATIONS`.
    case reservations = 200
    /// The value `TOPIC_ADVICE`.
    case advice = 220
    /// The value `TOPIC_NAMESPACES`.
    case namespaces = 260
    /// The value `TOPIC_BALANCE`.
    case balance = 280
    /// The value `TOPIC_DECISIONS`.
    case decisions = 281
    /// The value `TOPIC_TOKENS`.
    case tokens = 300
    /// The value `TOPIC_KEYS`.
    case keys = 301
}

extension Topic {
    init(c: Muster__Topic) { self = Self(rawValue: c.rawValue) ?? .unspecified }
    var c: Muster__Topic { Muster__Topic(rawValue: rawValue) }
}

/// Why a request was not carried out by this coordinator.
/// A value that this version does not know reads as the case of number 0.
public enum RefusalCode: UInt32, CaseIterable, Hashable, Sendable {
    /// The value `REFUSAL_CODE_UNSPECIFIED`.
    case unspecified = 0
    /// Ask the named leader.
    case notLeader = 1
    /// No leader, or no quorum: nothing was changed as far as this coordinator knows; the same id may be sent again.
    case unavailable = 2
    /// The key's role does not allow it.
    case forbidden = 3
    /// Too much at once.
    case overloaded = 4
    /// The request makes no sense.
    case invalid = 5
    /// What it names is not there.
    case notFound = 6
}

extension RefusalCode {
    init(c: Muster__RefusalCode) { self = Self(rawValue: c.rawValue) ?? .unspecified }
    var c: Muster__RefusalCode { Muster__RefusalCode(rawValue: rawValue) }
}

/// Made by the client for each request that changes something; the same id again is answered, not repeated.
public struct MutationID: WireMessage {
    /// Upper 64 bits.
    public var high: UInt64
    /// Lower 64 bits.
    public var low: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        high: UInt64 = 0,
        low: UInt64 = 0
    ) {
        self.high = high
        self.low = low
    }
}

extension MutationID: CRepresented {
    init(reading pointer: UnsafePointer<Muster__MutationID>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.high = c.high
        self.low = c.low
    }

    func write(to c: UnsafeMutablePointer<Muster__MutationID>, _ arena: WireArena) throws(WireError) {
        muster__mutation_id__init(c)
        c.pointee.high = self.high
        c.pointee.low = self.low
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__MutationID>) -> Int {
        muster__mutation_id__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__MutationID>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__mutation_id__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__MutationID>? {
        muster__mutation_id__unpack(allocator, count, data)
    }
}

/// Makes a job, or a new version of it.
public struct SubmitJob: WireMessage {
    /// The job as it shall be.
    public var definition: JobDefinition?

    /// Every field has its proto3 default unless given.
    public init(
        definition: JobDefinition? = nil
    ) {
        self.definition = definition
    }
}

extension SubmitJob: CRepresented {
    init(reading pointer: UnsafePointer<Muster__SubmitJob>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.definition = try reader.optional(c.definition)
    }

    func write(to c: UnsafeMutablePointer<Muster__SubmitJob>, _ arena: WireArena) throws(WireError) {
        muster__submit_job__init(c)
        c.pointee.definition = try arena.optional(self.definition)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__SubmitJob>) -> Int {
        muster__submit_job__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__SubmitJob>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__submit_job__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__SubmitJob>? {
        muster__submit_job__unpack(allocator, count, data)
    }
}

/// Names a job.
public struct JobRef: WireMessage {
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

extension JobRef: CRepresented {
    init(reading pointer: UnsafePointer<Muster__JobRef>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.namespaceName = try reader.string(c.namespace_name)
        self.name = try reader.string(c.name)
    }

    func write(to c: UnsafeMutablePointer<Muster__JobRef>, _ arena: WireArena) throws(WireError) {
        muster__job_ref__init(c)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.name = try arena.string(self.name)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__JobRef>) -> Int {
        muster__job_ref__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__JobRef>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__job_ref__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__JobRef>? {
        muster__job_ref__unpack(allocator, count, data)
    }
}

/// Gives a job that runs another number of tasks.
public struct ScaleJob: WireMessage {
    /// The job.
    public var job: JobRef?
    /// How many tasks it shall have.
    public var count: UInt64
    /// How many it must have now; 0 for however many.
    public var from: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        job: JobRef? = nil,
        count: UInt64 = 0,
        from: UInt64 = 0
    ) {
        self.job = job
        self.count = count
        self.from = from
    }
}

extension ScaleJob: CRepresented {
    init(reading pointer: UnsafePointer<Muster__ScaleJob>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.job = try reader.optional(c.job)
        self.count = c.count
        self.from = c.from
    }

    func write(to c: UnsafeMutablePointer<Muster__ScaleJob>, _ arena: WireArena) throws(WireError) {
        muster__scale_job__init(c)
        c.pointee.job = try arena.optional(self.job)
        c.pointee.count = self.count
        c.pointee.from = self.from
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__ScaleJob>) -> Int {
        muster__scale_job__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__ScaleJob>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__scale_job__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__ScaleJob>? {
        muster__scale_job__unpack(allocator, count, data)
    }
}

/// Lets a job keep its place in the order, and have none on a server until it is released.
public struct HoldJob: WireMessage {
    /// The job.
    public var job: JobRef?
    /// Why; may be empty.
    public var reason: String

    /// Every field has its proto3 default unless given.
    public init(
        job: JobRef? = nil,
        reason: String = ""
    ) {
        self.job = job
        self.reason = reason
    }
}

extension HoldJob: CRepresented {
    init(reading pointer: UnsafePointer<Muster__HoldJob>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.job = try reader.optional(c.job)
        self.reason = try reader.string(c.reason)
    }

    func write(to c: UnsafeMutablePointer<Muster__HoldJob>, _ arena: WireArena) throws(WireError) {
        muster__hold_job__init(c)
        c.pointee.job = try arena.optional(self.job)
        c.pointee.reason = try arena.string(self.reason)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__HoldJob>) -> Int {
        muster__hold_job__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__HoldJob>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__hold_job__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__HoldJob>? {
        muster__hold_job__unpack(allocator, count, data)
    }
}

/// Cordon, drain, and back.
public struct SetEligibility: WireMessage {
    /// The server.
    public var node: String
    /// The code of Fleet's Eligibility.
    public var eligibility: UInt32
    /// In place of the one server: several, all or none.
    public var nodes: [String]

    /// Every field has its proto3 default unless given.
    public init(
        node: String = "",
        eligibility: UInt32 = 0,
        nodes: [String] = []
    ) {
        self.node = node
        self.eligibility = eligibility
        self.nodes = nodes
    }
}

extension SetEligibility: CRepresented {
    init(reading pointer: UnsafePointer<Muster__SetEligibility>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.node = try reader.string(c.node)
        self.eligibility = c.eligibility
        self.nodes = try reader.strings(c.nodes, c.n_nodes)
    }

    func write(to c: UnsafeMutablePointer<Muster__SetEligibility>, _ arena: WireArena) throws(WireError) {
        muster__set_eligibility__init(c)
        c.pointee.node = try arena.string(self.node)
        c.pointee.eligibility = self.eligibility
        (c.pointee.nodes, c.pointee.n_nodes) = try arena.strings(self.nodes)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__SetEligibility>) -> Int {
        muster__set_eligibility__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__SetEligibility>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__set_eligibility__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__SetEligibility>? {
        muster__set_eligibility__unpack(allocator, count, data)
    }
}

/// The servers of a standby pool; none deletes it.
public struct SetPool: WireMessage {
    /// The pool's name.
    public var name: String
    /// Its servers.
    public var nodes: [String]

    /// Every field has its proto3 default unless given.
    public init(
        name: String = "",
        nodes: [String] = []
    ) {
        self.name = name
        self.nodes = nodes
    }
}

extension SetPool: CRepresented {
    init(reading pointer: UnsafePointer<Muster__SetPool>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.name = try reader.string(c.name)
        self.nodes = try reader.strings(c.nodes, c.n_nodes)
    }

    func write(to c: UnsafeMutablePointer<Muster__SetPool>, _ arena: WireArena) throws(WireError) {
        muster__set_pool__init(c)
        c.pointee.name = try arena.string(self.name)
        (c.pointee.nodes, c.pointee.n_nodes) = try arena.strings(self.nodes)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__SetPool>) -> Int {
        muster__set_pool__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__SetPool>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__set_pool__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__SetPool>? {
        muster__set_pool__unpack(allocator, count, data)
    }
}

/// A pool that is kept by a rule from now on.
public struct SetPoolRule: WireMessage {
    /// The pool's name.
    public var name: String
    /// The servers that it stands in for: `*`, names with commas, globs, `label=value`.
    public var target: String
    /// The code of Fleet's PoolRule.Reserve: 0 whole servers, 1 a share of each.
    public var reserve: UInt32
    /// Its size follows from the measured failure rate.
    public var isAutomatic: Bool
    /// Otherwise: how many servers, or the share in thousandths.
    public var size: UInt64
    /// How long what was used stays away; 0 for as long as was measured.
    public var refillNs: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        name: String = "",
        target: String = "",
        reserve: UInt32 = 0,
        isAutomatic: Bool = false,
        size: UInt64 = 0,
        refillNs: UInt64 = 0
    ) {
        self.name = name
        self.target = target
        self.reserve = reserve
        self.isAutomatic = isAutomatic
        self.size = size
        self.refillNs = refillNs
    }
}

extension SetPoolRule: CRepresented {
    init(reading pointer: UnsafePointer<Muster__SetPoolRule>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.name = try reader.string(c.name)
        self.target = try reader.string(c.target)
        self.reserve = c.reserve
        self.isAutomatic = c.is_automatic != 0
        self.size = c.size
        self.refillNs = c.refill_ns
    }

    func write(to c: UnsafeMutablePointer<Muster__SetPoolRule>, _ arena: WireArena) throws(WireError) {
        muster__set_pool_rule__init(c)
        c.pointee.name = try arena.string(self.name)
        c.pointee.target = try arena.string(self.target)
        c.pointee.reserve = self.reserve
        c.pointee.is_automatic = self.isAutomatic ? 1 : 0
        c.pointee.size = self.size
        c.pointee.refill_ns = self.refillNs
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__SetPoolRule>) -> Int {
        muster__set_pool_rule__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__SetPoolRule>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__set_pool_rule__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__SetPoolRule>? {
        muster__set_pool_rule__unpack(allocator, count, data)
    }
}

/// What a namespace is due, and may have. The amounts are by `cpu` (thousandths of a core), `memory` (bytes), `gpus`
/// (thousandths) and `tasks`.
public struct QuotaTerms: WireMessage {
    /// What it is due; of kinds that are not named nothing.
    public var guaranteed: [Amount]
    /// What it may have at the most; of kinds that are not named everything.
    public var burst: [Amount]
    /// Its part of what is shared out, relative to others'.
    public var share: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        guaranteed: [Amount] = [],
        burst: [Amount] = [],
        share: UInt64 = 0
    ) {
        self.guaranteed = guaranteed
        self.burst = burst
        self.share = share
    }
}

extension QuotaTerms: CRepresented {
    init(reading pointer: UnsafePointer<Muster__QuotaTerms>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.guaranteed = try reader.messages(c.guaranteed, c.n_guaranteed)
        self.burst = try reader.messages(c.burst, c.n_burst)
        self.share = c.share
    }

    func write(to c: UnsafeMutablePointer<Muster__QuotaTerms>, _ arena: WireArena) throws(WireError) {
        muster__quota_terms__init(c)
        (c.pointee.guaranteed, c.pointee.n_guaranteed) = try arena.messages(self.guaranteed)
        (c.pointee.burst, c.pointee.n_burst) = try arena.messages(self.burst)
        c.pointee.share = self.share
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__QuotaTerms>) -> Int {
        muster__quota_terms__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__QuotaTerms>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__quota_terms__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__QuotaTerms>? {
        muster__quota_terms__unpack(allocator, count, data)
    }
}

/// Sets the quota of a namespace in place of what it had.
public struct SetQuota: WireMessage {
    /// The namespace.
    public var namespaceName: String
    /// The quota; absent to delete it.
    public var quota: QuotaTerms?

    /// Every field has its proto3 default unless given.
    public init(
        namespaceName: String = "",
        quota: QuotaTerms? = nil
    ) {
        self.namespaceName = namespaceName
        self.quota = quota
    }
}

extension SetQuota: CRepresented {
    init(reading pointer: UnsafePointer<Muster__SetQuota>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.namespaceName = try reader.string(c.namespace_name)
        self.quota = try reader.optional(c.quota)
    }

    func write(to c: UnsafeMutablePointer<Muster__SetQuota>, _ arena: WireArena) throws(WireError) {
        muster__set_quota__init(c)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.quota = try arena.optional(self.quota)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__SetQuota>) -> Int {
        muster__set_quota__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__SetQuota>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__set_quota__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__SetQuota>? {
        muster__set_quota__unpack(allocator, count, data)
    }
}

/// What becomes of jobs whose GPUs do nothing; 0 for never.
public struct IdleGpuTerms: WireMessage {
    /// After how long people are warned, in nanoseconds.
    public var warnAfterNs: UInt64
    /// After how long the job is held, in nanoseconds.
    public var reclaimAfterNs: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        warnAfterNs: UInt64 = 0,
        reclaimAfterNs: UInt64 = 0
    ) {
        self.warnAfterNs = warnAfterNs
        self.reclaimAfterNs = reclaimAfterNs
    }
}

extension IdleGpuTerms: CRepresented {
    init(reading pointer: UnsafePointer<Muster__IdleGpuTerms>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.warnAfterNs = c.warn_after_ns
        self.reclaimAfterNs = c.reclaim_after_ns
    }

    func write(to c: UnsafeMutablePointer<Muster__IdleGpuTerms>, _ arena: WireArena) throws(WireError) {
        muster__idle_gpu_terms__init(c)
        c.pointee.warn_after_ns = self.warnAfterNs
        c.pointee.reclaim_after_ns = self.reclaimAfterNs
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__IdleGpuTerms>) -> Int {
        muster__idle_gpu_terms__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__IdleGpuTerms>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__idle_gpu_terms__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__IdleGpuTerms>? {
        muster__idle_gpu_terms__unpack(allocator, count, data)
    }
}

/// Sets what becomes of a namespace's jobs whose GPUs do nothing.
public struct SetIdleGpuPolicy: WireMessage {
    /// The namespace, or `*` for all that have no policy of their own.
    public var namespaceName: String
    /// The policy; absent for none of its own.
    public var terms: IdleGpuTerms?

    /// Every field has its proto3 default unless given.
    public init(
        namespaceName: String = "",
        terms: IdleGpuTerms? = nil
    ) {
        self.namespaceName = namespaceName
        self.terms = terms
    }
}

extension SetIdleGpuPolicy: CRepresented {
    init(reading pointer: UnsafePointer<Muster__SetIdleGpuPolicy>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.namespaceName = try reader.string(c.namespace_name)
        self.terms = try reader.optional(c.terms)
    }

    func write(to c: UnsafeMutablePointer<Muster__SetIdleGpuPolicy>, _ arena: WireArena) throws(WireError) {
        muster__set_idle_gpu_policy__init(c)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.terms = try arena.optional(self.terms)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__SetIdleGpuPolicy>) -> Int {
        muster__set_idle_gpu_policy__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__SetIdleGpuPolicy>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__set_idle_gpu_policy__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__SetIdleGpuPolicy>? {
        muster__set_idle_gpu_policy__unpack(allocator, count, data)
    }
}

/// Whether running tasks are moved for the load's sake.
public struct BalanceTerms: WireMessage {
    /// Off servers with more to do than they can.
    public var relieves: Bool
    /// Off servers with little on them.
    public var consolidates: Bool
    /// Such moves under way at a time.
    public var movesAtOnce: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        relieves: Bool = false,
        consolidates: Bool = false,
        movesAtOnce: UInt64 = 0
    ) {
        self.relieves = relieves
        self.consolidates = consolidates
        self.movesAtOnce = movesAtOnce
    }
}

extension BalanceTerms: CRepresented {
    init(reading pointer: UnsafePointer<Muster__BalanceTerms>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.relieves = c.relieves != 0
        self.consolidates = c.consolidates != 0
        self.movesAtOnce = c.moves_at_once
    }

    func write(to c: UnsafeMutablePointer<Muster__BalanceTerms>, _ arena: WireArena) throws(WireError) {
        muster__balance_terms__init(c)
        c.pointee.relieves = self.relieves ? 1 : 0
        c.pointee.consolidates = self.consolidates ? 1 : 0
        c.pointee.moves_at_once = self.movesAtOnce
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__BalanceTerms>) -> Int {
        muster__balance_terms__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__BalanceTerms>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__balance_terms__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__BalanceTerms>? {
        muster__balance_terms__unpack(allocator, count, data)
    }
}

/// Servers that are kept for a time.
public struct ReservationTerms: WireMessage {
    /// The servers.
    public var nodes: [String]
    /// From then on nothing of others is started there: nanoseconds since 1970-01-01.
    public var start: UInt64
    /// From then on they are like any others.
    public var end: UInt64
    /// For whom they are kept; none for maintenance.
    public var namespaces: [String]

    /// Every field has its proto3 default unless given.
    public init(
        nodes: [String] = [],
        start: UInt64 = 0,
        end: UInt64 = 0,
        namespaces: [String] = []
    ) {
        self.nodes = nodes
        self.start = start
        self.end = end
        self.namespaces = namespaces
    }
}

extension ReservationTerms: CRepresented {
    init(reading pointer: UnsafePointer<Muster__ReservationTerms>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.nodes = try reader.strings(c.nodes, c.n_nodes)
        self.start = c.start
        self.end = c.end
        self.namespaces = try reader.strings(c.namespaces, c.n_namespaces)
    }

    func write(to c: UnsafeMutablePointer<Muster__ReservationTerms>, _ arena: WireArena) throws(WireError) {
        muster__reservation_terms__init(c)
        (c.pointee.nodes, c.pointee.n_nodes) = try arena.strings(self.nodes)
        c.pointee.start = self.start
        c.pointee.end = self.end
        (c.pointee.namespaces, c.pointee.n_namespaces) = try arena.strings(self.namespaces)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__ReservationTerms>) -> Int {
        muster__reservation_terms__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__ReservationTerms>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__reservation_terms__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__ReservationTerms>? {
        muster__reservation_terms__unpack(allocator, count, data)
    }
}

/// Sets a reservation in place of what one of that name kept.
public struct SetReservation: WireMessage {
    /// Its name.
    public var name: String
    /// What it keeps; absent to delete it.
    public var reservation: ReservationTerms?

    /// Every field has its proto3 default unless given.
    public init(
        name: String = "",
        reservation: ReservationTerms? = nil
    ) {
        self.name = name
        self.reservation = reservation
    }
}

extension SetReservation: CRepresented {
    init(reading pointer: UnsafePointer<Muster__SetReservation>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.name = try reader.string(c.name)
        self.reservation = try reader.optional(c.reservation)
    }

    func write(to c: UnsafeMutablePointer<Muster__SetReservation>, _ arena: WireArena) throws(WireError) {
        muster__set_reservation__init(c)
        c.pointee.name = try arena.string(self.name)
        c.pointee.reservation = try arena.optional(self.reservation)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__SetReservation>) -> Int {
        muster__set_reservation__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__SetReservation>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__set_reservation__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__SetReservation>? {
        muster__set_reservation__unpack(allocator, count, data)
    }
}

/// Runs a command on servers.
public struct AcceptCommand: WireMessage {
    /// What to run.
    public var definition: CommandDefinition?
    /// The target as written: `*`, names with commas, globs, `label=value`.
    public var target: String

    /// Every field has its proto3 default unless given.
    public init(
        definition: CommandDefinition? = nil,
        target: String = ""
    ) {
        self.definition = definition
        self.target = target
    }
}

extension AcceptCommand: CRepresented {
    init(reading pointer: UnsafePointer<Muster__AcceptCommand>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.definition = try reader.optional(c.definition)
        self.target = try reader.string(c.target)
    }

    func write(to c: UnsafeMutablePointer<Muster__AcceptCommand>, _ arena: WireArena) throws(WireError) {
        muster__accept_command__init(c)
        c.pointee.definition = try arena.optional(self.definition)
        c.pointee.target = try arena.string(self.target)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__AcceptCommand>) -> Int {
        muster__accept_command__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__AcceptCommand>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__accept_command__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__AcceptCommand>? {
        muster__accept_command__unpack(allocator, count, data)
    }
}

/// Admits a key.
public struct PutKey: WireMessage {
    /// CURVE public key in Z85.
    public var publicKey: String
    /// Whose it is.
    public var name: String
    /// `agent`, `viewer`, `operator` or `admin`.
    public var role: String

    /// Every field has its proto3 default unless given.
    public init(
        publicKey: String = "",
        name: String = "",
        role: String = ""
    ) {
        self.publicKey = publicKey
        self.name = name
        self.role = role
    }
}

extension PutKey: CRepresented {
    init(reading pointer: UnsafePointer<Muster__PutKey>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.publicKey = try reader.string(c.public_key)
        self.name = try reader.string(c.name)
        self.role = try reader.string(c.role)
    }

    func write(to c: UnsafeMutablePointer<Muster__PutKey>, _ arena: WireArena) throws(WireError) {
        muster__put_key__init(c)
        c.pointee.public_key = try arena.string(self.publicKey)
        c.pointee.name = try arena.string(self.name)
        c.pointee.role = try arena.string(self.role)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__PutKey>) -> Int {
        muster__put_key__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__PutKey>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__put_key__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__PutKey>? {
        muster__put_key__unpack(allocator, count, data)
    }
}

/// Makes a token by which machines may join.
public struct CreateToken: WireMessage {
    /// The public half of the token's key pair, in Z85. The secret half stays with whoever made it.
    public var publicKey: String
    /// Whether new coordinators may join with it; else servers.
    public var forCoordinators: Bool
    /// How often it may be used.
    public var uses: UInt64
    /// For how long it may be used.
    public var lifetimeNs: UInt64
    /// Labels of the servers that join with it.
    public var labels: [Pair]

    /// Every field has its proto3 default unless given.
    public init(
        publicKey: String = "",
        forCoordinators: Bool = false,
        uses: UInt64 = 0,
        lifetimeNs: UInt64 = 0,
        labels: [Pair] = []
    ) {
        self.publicKey = publicKey
        self.forCoordinators = forCoordinators
        self.uses = uses
        self.lifetimeNs = lifetimeNs
        self.labels = labels
    }
}

extension CreateToken: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CreateToken>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.publicKey = try reader.string(c.public_key)
        self.forCoordinators = c.for_coordinators != 0
        self.uses = c.uses
        self.lifetimeNs = c.lifetime_ns
        self.labels = try reader.messages(c.labels, c.n_labels)
    }

    func write(to c: UnsafeMutablePointer<Muster__CreateToken>, _ arena: WireArena) throws(WireError) {
        muster__create_token__init(c)
        c.pointee.public_key = try arena.string(self.publicKey)
        c.pointee.for_coordinators = self.forCoordinators ? 1 : 0
        c.pointee.uses = self.uses
        c.pointee.lifetime_ns = self.lifetimeNs
        (c.pointee.labels, c.pointee.n_labels) = try arena.messages(self.labels)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CreateToken>) -> Int {
        muster__create_token__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CreateToken>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__create_token__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CreateToken>? {
        muster__create_token__unpack(allocator, count, data)
    }
}

/// Takes a server out for good.
public struct RemoveNode: WireMessage {
    /// The server.
    public var node: String
    /// Cut it off although something lives there.
    public var force: Bool

    /// Every field has its proto3 default unless given.
    public init(
        node: String = "",
        force: Bool = false
    ) {
        self.node = node
        self.force = force
    }
}

extension RemoveNode: CRepresented {
    init(reading pointer: UnsafePointer<Muster__RemoveNode>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.node = try reader.string(c.node)
        self.force = c.force != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__RemoveNode>, _ arena: WireArena) throws(WireError) {
        muster__remove_node__init(c)
        c.pointee.node = try arena.string(self.node)
        c.pointee.force = self.force ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__RemoveNode>) -> Int {
        muster__remove_node__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__RemoveNode>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__remove_node__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__RemoveNode>? {
        muster__remove_node__unpack(allocator, count, data)
    }
}

/// A coordinator as it shall take part.
public struct CoordinatorPeer: WireMessage {
    /// Its number.
    public var member: UInt64
    /// Host name or address.
    public var host: String
    /// Administration port; control +1, telemetry +2, peers +3, enrolment +4.
    public var basePort: UInt32
    /// CURVE public key in Z85.
    public var publicKey: String
    /// Its store's number, 32 hexadecimal digits.
    public var store: String

    /// Every field has its proto3 default unless given.
    public init(
        member: UInt64 = 0,
        host: String = "",
        basePort: UInt32 = 0,
        publicKey: String = "",
        store: String = ""
    ) {
        self.member = member
        self.host = host
        self.basePort = basePort
        self.publicKey = publicKey
        self.store = store
    }
}

extension CoordinatorPeer: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CoordinatorPeer>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.member = c.member
        self.host = try reader.string(c.host)
        self.basePort = c.base_port
        self.publicKey = try reader.string(c.public_key)
        self.store = try reader.string(c.store)
    }

    func write(to c: UnsafeMutablePointer<Muster__CoordinatorPeer>, _ arena: WireArena) throws(WireError) {
        muster__coordinator_peer__init(c)
        c.pointee.member = self.member
        c.pointee.host = try arena.string(self.host)
        c.pointee.base_port = self.basePort
        c.pointee.public_key = try arena.string(self.publicKey)
        c.pointee.store = try arena.string(self.store)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CoordinatorPeer>) -> Int {
        muster__coordinator_peer__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CoordinatorPeer>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__coordinator_peer__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CoordinatorPeer>? {
        muster__coordinator_peer__unpack(allocator, count, data)
    }
}

/// Admits a coordinator: a learner first, which becomes a voter by itself once it has caught up.
public struct AddCoordinator: WireMessage {
    /// The coordinator; one of that number with another store replaces the old store.
    public var peer: CoordinatorPeer?
    /// It stays a learner, which receives everything and does not vote.
    public var learnsOnly: Bool

    /// Every field has its proto3 default unless given.
    public init(
        peer: CoordinatorPeer? = nil,
        learnsOnly: Bool = false
    ) {
        self.peer = peer
        self.learnsOnly = learnsOnly
    }
}

extension AddCoordinator: CRepresented {
    init(reading pointer: UnsafePointer<Muster__AddCoordinator>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.peer = try reader.optional(c.peer)
        self.learnsOnly = c.learns_only != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__AddCoordinator>, _ arena: WireArena) throws(WireError) {
        muster__add_coordinator__init(c)
        c.pointee.peer = try arena.optional(self.peer)
        c.pointee.learns_only = self.learnsOnly ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__AddCoordinator>) -> Int {
        muster__add_coordinator__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__AddCoordinator>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__add_coordinator__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__AddCoordinator>? {
        muster__add_coordinator__unpack(allocator, count, data)
    }
}

/// A coordinator takes no part any more.
public struct RemoveCoordinator: WireMessage {
    /// Its number.
    public var member: UInt64
    /// Also where the members that are left and heard would be no majority.
    public var force: Bool

    /// Every field has its proto3 default unless given.
    public init(
        member: UInt64 = 0,
        force: Bool = false
    ) {
        self.member = member
        self.force = force
    }
}

extension RemoveCoordinator: CRepresented {
    init(reading pointer: UnsafePointer<Muster__RemoveCoordinator>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.member = c.member
        self.force = c.force != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__RemoveCoordinator>, _ arena: WireArena) throws(WireError) {
        muster__remove_coordinator__init(c)
        c.pointee.member = self.member
        c.pointee.force = self.force ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__RemoveCoordinator>) -> Int {
        muster__remove_coordinator__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__RemoveCoordinator>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__remove_coordinator__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__RemoveCoordinator>? {
        muster__remove_coordinator__unpack(allocator, count, data)
    }
}

/// A person has seen a death.
public struct ConfirmDead: WireMessage {
    /// The session that the person was shown: a later life of the server is not meant.
    public var session: Session?
    /// Only these attempts of it, which its agent reports as not dead; none for the whole session.
    public var attempts: [AttemptRef]

    /// Every field has its proto3 default unless given.
    public init(
        session: Session? = nil,
        attempts: [AttemptRef] = []
    ) {
        self.session = session
        self.attempts = attempts
    }
}

extension ConfirmDead: CRepresented {
    init(reading pointer: UnsafePointer<Muster__ConfirmDead>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.session = try reader.optional(c.session)
        self.attempts = try reader.messages(c.attempts, c.n_attempts)
    }

    func write(to c: UnsafeMutablePointer<Muster__ConfirmDead>, _ arena: WireArena) throws(WireError) {
        muster__confirm_dead__init(c)
        c.pointee.session = try arena.optional(self.session)
        (c.pointee.attempts, c.pointee.n_attempts) = try arena.messages(self.attempts)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__ConfirmDead>) -> Int {
        muster__confirm_dead__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__ConfirmDead>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__confirm_dead__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__ConfirmDead>? {
        muster__confirm_dead__unpack(allocator, count, data)
    }
}

/// How a server's power is reached beside it. Nothing here is secret.
public struct SetBmc: WireMessage {
    /// The server.
    public var node: String
    /// The name of the fence agent; empty to forget the BMC.
    public var agent: String
    /// The agent's options by their names.
    public var options: [Pair]
    /// The name of the password's file in each coordinator's directory of secrets; empty for none.
    public var secret: String
    /// How long something must have been not dead until the server is switched off without a person's word; 0 for never.
    public var fenceAfterNs: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        node: String = "",
        agent: String = "",
        options: [Pair] = [],
        secret: String = "",
        fenceAfterNs: UInt64 = 0
    ) {
        self.node = node
        self.agent = agent
        self.options = options
        self.secret = secret
        self.fenceAfterNs = fenceAfterNs
    }
}

extension SetBmc: CRepresented {
    init(reading pointer: UnsafePointer<Muster__SetBmc>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.node = try reader.string(c.node)
        self.agent = try reader.string(c.agent)
        self.options = try reader.messages(c.options, c.n_options)
        self.secret = try reader.string(c.secret)
        self.fenceAfterNs = c.fence_after_ns
    }

    func write(to c: UnsafeMutablePointer<Muster__SetBmc>, _ arena: WireArena) throws(WireError) {
        muster__set_bmc__init(c)
        c.pointee.node = try arena.string(self.node)
        c.pointee.agent = try arena.string(self.agent)
        (c.pointee.options, c.pointee.n_options) = try arena.messages(self.options)
        c.pointee.secret = try arena.string(self.secret)
        c.pointee.fence_after_ns = self.fenceAfterNs
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__SetBmc>) -> Int {
        muster__set_bmc__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__SetBmc>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__set_bmc__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__SetBmc>? {
        muster__set_bmc__unpack(allocator, count, data)
    }
}

/// Switches a server's power.
public struct OrderPower: WireMessage {
    /// The server.
    public var node: String
    /// The session that the person was shown, absent for none: a later life of the server is not meant.
    public var session: Session?
    /// `on` or `off`.
    public var action: String

    /// Every field has its proto3 default unless given.
    public init(
        node: String = "",
        session: Session? = nil,
        action: String = ""
    ) {
        self.node = node
        self.session = session
        self.action = action
    }
}

extension OrderPower: CRepresented {
    init(reading pointer: UnsafePointer<Muster__OrderPower>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.node = try reader.string(c.node)
        self.session = try reader.optional(c.session)
        self.action = try reader.string(c.action)
    }

    func write(to c: UnsafeMutablePointer<Muster__OrderPower>, _ arena: WireArena) throws(WireError) {
        muster__order_power__init(c)
        c.pointee.node = try arena.string(self.node)
        c.pointee.session = try arena.optional(self.session)
        c.pointee.action = try arena.string(self.action)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__OrderPower>) -> Int {
        muster__order_power__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__OrderPower>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__order_power__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__OrderPower>? {
        muster__order_power__unpack(allocator, count, data)
    }
}

/// Something that changes the replicated state, or who keeps it.
public struct Mutation: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 80
    /// The conversation that carries this message.
    public static let conversation = Conversation.administration
    /// Correlates the answer on this connection.
    public var correlation: UInt64
    /// The same for each retry.
    public var id: MutationID?
    /// The choice `change`; nil if the sender set none.
    public var change: Change?

    /// The choices of `change`.
    public enum Change: Hashable, Sendable {
        /// The choice `submit_job`.
        case submitJob(SubmitJob)
        /// The choice `stop_job`.
        case stopJob(JobRef)
        /// The choice `set_eligibility`.
        case setEligibility(SetEligibility)
        /// The choice `set_pool`.
        case setPool(SetPool)
        /// The choice `accept_command`.
        case acceptCommand(AcceptCommand)
        /// The choice `put_key`.
        case putKey(PutKey)
        /// The public key to be removed.
        case removeKey(String)
        /// Lets the verdicts that the brake holds go on.
        case releaseBrake(Bool)
        /// The choice `add_coordinator`.
        case addCoordinator(AddCoordinator)
        /// The choice `remove_coordinator`.
        case removeCoordinator(RemoveCoordinator)
        /// The member that shall lead.
        case transferLeadership(UInt64)
        /// How quickly failures are noticed: `default`, `fast` or `patient`.
        case setProfile(String)
        /// Holds every automatic verdict until the brake is released.
        case holdBrake(Bool)
        /// The server whose penalty for flapping is over.
        case undamp(String)
        /// The choice `confirm_dead`.
        case confirmDead(ConfirmDead)
        /// The choice `set_pool_rule`.
        case setPoolRule(SetPoolRule)
        /// The choice `set_bmc`.
        case setBmc(SetBmc)
        /// The choice `order_power`.
        case orderPower(OrderPower)
        /// The server whose power is to be read now; nothing is changed.
        case testPower(String)
        /// The choice `set_quota`.
        case setQuota(SetQuota)
        /// How long it takes until half of what namespaces used is forgotten, in nanoseconds.
        case setHalfLife(UInt64)
        /// The choice `set_reservation`.
        case setReservation(SetReservation)
        /// The choice `scale_job`.
        case scaleJob(ScaleJob)
        /// The choice `hold_job`.
        case holdJob(HoldJob)
        /// That job is held no longer.
        case releaseJob(JobRef)
        /// The choice `set_idle_gpu_policy`.
        case setIdleGpuPolicy(SetIdleGpuPolicy)
        /// The choice `set_balancing`.
        case setBalancing(BalanceTerms)
        /// The choice `create_token`.
        case createToken(CreateToken)
        /// The number of the token by which nobody may join any more.
        case revokeToken(UInt64)
        /// The choice `remove_node`.
        case removeNode(RemoveNode)
    }

    /// Every field has its proto3 default unless given.
    public init(
        correlation: UInt64 = 0,
        id: MutationID? = nil,
        change: Change? = nil
    ) {
        self.correlation = correlation
        self.id = id
        self.change = change
    }
}

extension Mutation: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Mutation>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.correlation = c.correlation
        self.id = try reader.optional(c.id)
        switch c.change_case.rawValue {
        case 3: self.change = .submitJob(try reader.required(c.submit_job))
        case 4: self.change = .stopJob(try reader.required(c.stop_job))
        case 5: self.change = .setEligibility(try reader.required(c.set_eligibility))
        case 6: self.change = .setPool(try reader.required(c.set_pool))
        case 7: self.change = .acceptCommand(try reader.required(c.accept_command))
        case 8: self.change = .putKey(try reader.required(c.put_key))
        case 9: self.change = .removeKey(try reader.string(c.remove_key))
        case 11: self.change = .releaseBrake(c.release_brake != 0)
        case 12: self.change = .addCoordinator(try reader.required(c.add_coordinator))
        case 13: self.change = .removeCoordinator(try reader.required(c.remove_coordinator))
        case 14: self.change = .transferLeadership(c.transfer_leadership)
        case 40: self.change = .setProfile(try reader.string(c.set_profile))
        case 41: self.change = .holdBrake(c.hold_brake != 0)
        case 42: self.change = .undamp(try reader.string(c.undamp))
        case 50: self.change = .confirmDead(try reader.required(c.confirm_dead))
        case 70: self.change = .setPoolRule(try reader.required(c.set_pool_rule))
        case 80: self.change = .setBmc(try reader.required(c.set_bmc))
        case 81: self.change = .orderPower(try reader.required(c.order_power))
        case 82: self.change = .testPower(try reader.string(c.test_power))
        case 140: self.change = .setQuota(try reader.required(c.set_quota))
        case 141: self.change = .setHalfLife(c.set_half_life)
        case 200: self.change = .setReservation(try reader.required(c.set_reservation))
        case 240: self.change = .scaleJob(try reader.required(c.scale_job))
        case 260: self.change = .holdJob(try reader.required(c.hold_job))
        case 261: self.change = .releaseJob(try reader.required(c.release_job))
        case 262: self.change = .setIdleGpuPolicy(try reader.required(c.set_idle_gpu_policy))
        case 280: self.change = .setBalancing(try reader.required(c.set_balancing))
        case 300: self.change = .createToken(try reader.required(c.create_token))
        case 301: self.change = .revokeToken(c.revoke_token)
        case 302: self.change = .removeNode(try reader.required(c.remove_node))
        default: self.change = nil
        }
    }

    func write(to c: UnsafeMutablePointer<Muster__Mutation>, _ arena: WireArena) throws(WireError) {
        muster__mutation__init(c)
        c.pointee.correlation = self.correlation
        c.pointee.id = try arena.optional(self.id)
        switch self.change {
        case nil: break
        case .submitJob(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 3)
            c.pointee.submit_job = try arena.message(value)
        case .stopJob(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 4)
            c.pointee.stop_job = try arena.message(value)
        case .setEligibility(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 5)
            c.pointee.set_eligibility = try arena.message(value)
        case .setPool(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 6)
            c.pointee.set_pool = try arena.message(value)
        case .acceptCommand(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 7)
            c.pointee.accept_command = try arena.message(value)
        case .putKey(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 8)
            c.pointee.put_key = try arena.message(value)
        case .removeKey(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 9)
            c.pointee.remove_key = try arena.string(value)
        case .releaseBrake(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 11)
            c.pointee.release_brake = value ? 1 : 0
        case .addCoordinator(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 12)
            c.pointee.add_coordinator = try arena.message(value)
        case .removeCoordinator(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 13)
            c.pointee.remove_coordinator = try arena.message(value)
        case .transferLeadership(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 14)
            c.pointee.transfer_leadership = value
        case .setProfile(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 40)
            c.pointee.set_profile = try arena.string(value)
        case .holdBrake(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 41)
            c.pointee.hold_brake = value ? 1 : 0
        case .undamp(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 42)
            c.pointee.undamp = try arena.string(value)
        case .confirmDead(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 50)
            c.pointee.confirm_dead = try arena.message(value)
        case .setPoolRule(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 70)
            c.pointee.set_pool_rule = try arena.message(value)
        case .setBmc(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 80)
            c.pointee.set_bmc = try arena.message(value)
        case .orderPower(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 81)
            c.pointee.order_power = try arena.message(value)
        case .testPower(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 82)
            c.pointee.test_power = try arena.string(value)
        case .setQuota(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 140)
            c.pointee.set_quota = try arena.message(value)
        case .setHalfLife(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 141)
            c.pointee.set_half_life = value
        case .setReservation(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 200)
            c.pointee.set_reservation = try arena.message(value)
        case .scaleJob(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 240)
            c.pointee.scale_job = try arena.message(value)
        case .holdJob(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 260)
            c.pointee.hold_job = try arena.message(value)
        case .releaseJob(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 261)
            c.pointee.release_job = try arena.message(value)
        case .setIdleGpuPolicy(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 262)
            c.pointee.set_idle_gpu_policy = try arena.message(value)
        case .setBalancing(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 280)
            c.pointee.set_balancing = try arena.message(value)
        case .createToken(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 300)
            c.pointee.create_token = try arena.message(value)
        case .revokeToken(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 301)
            c.pointee.revoke_token = value
        case .removeNode(let value):
            c.pointee.change_case = Muster__Mutation__ChangeCase(rawValue: 302)
            c.pointee.remove_node = try arena.message(value)
        }
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Mutation>) -> Int {
        muster__mutation__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Mutation>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__mutation__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Mutation>? {
        muster__mutation__unpack(allocator, count, data)
    }
}

/// What became of a mutation.
public struct MutationOutcome: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 81
    /// The conversation that carries this message.
    public static let conversation = Conversation.administration
    /// As asked.
    public var correlation: UInt64
    /// The code of Fleet's Outcome.Code.
    public var code: UInt32
    /// A sentence.
    public var message: String
    /// Number of what was made (command, job version).
    public var identifier: UInt64
    /// Log index of the entry.
    public var index: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        correlation: UInt64 = 0,
        code: UInt32 = 0,
        message: String = "",
        identifier: UInt64 = 0,
        index: UInt64 = 0
    ) {
        self.correlation = correlation
        self.code = code
        self.message = message
        self.identifier = identifier
        self.index = index
    }
}

extension MutationOutcome: CRepresented {
    init(reading pointer: UnsafePointer<Muster__MutationOutcome>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.correlation = c.correlation
        self.code = c.code
        self.message = try reader.string(c.message)
        self.identifier = c.identifier
        self.index = c.index
    }

    func write(to c: UnsafeMutablePointer<Muster__MutationOutcome>, _ arena: WireArena) throws(WireError) {
        muster__mutation_outcome__init(c)
        c.pointee.correlation = self.correlation
        c.pointee.code = self.code
        c.pointee.message = try arena.string(self.message)
        c.pointee.identifier = self.identifier
        c.pointee.index = self.index
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__MutationOutcome>) -> Int {
        muster__mutation_outcome__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__MutationOutcome>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__mutation_outcome__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__MutationOutcome>? {
        muster__mutation_outcome__unpack(allocator, count, data)
    }
}

/// A day in UTC.
public struct DayRef: WireMessage {
    /// Days since 1970-01-01.
    public var day: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        day: UInt64 = 0
    ) {
        self.day = day
    }
}

extension DayRef: CRepresented {
    init(reading pointer: UnsafePointer<Muster__DayRef>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.day = c.day
    }

    func write(to c: UnsafeMutablePointer<Muster__DayRef>, _ arena: WireArena) throws(WireError) {
        muster__day_ref__init(c)
        c.pointee.day = self.day
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__DayRef>) -> Int {
        muster__day_ref__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__DayRef>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__day_ref__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__DayRef>? {
        muster__day_ref__unpack(allocator, count, data)
    }
}

/// Asks for a view, as of now (linearizable).
public struct Query: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 82
    /// The conversation that carries this message.
    public static let conversation = Conversation.administration
    /// Correlates the answer.
    public var correlation: UInt64
    /// What is asked.
    public var topic: Topic
    /// The object: a node, a job's or reservation's name, a command's number, the allocation after which to go on; empty for
    /// all.
    public var object: String
    /// The job's namespace.
    public var namespaceName: String
    /// Rows at the most; 0 for the default.
    public var limit: UInt32
    /// For TOPIC_USAGE and TOPIC_ATTEMPTS: only what that user submitted; empty for all.
    public var user: String
    /// For TOPIC_USAGE: the first day, counted from 1970-01-01; absent from the beginning.
    public var since: DayRef?
    /// For TOPIC_USAGE: the last day; absent until now.
    public var until: DayRef?
    /// For TOPIC_PLAN: the jobs, in the order in which they would be submitted. For TOPIC_CAPACITY: the jobs of whose tasks.
    public var definitions: [JobDefinition]
    /// For TOPIC_CAPACITY: the label by which servers are grouped; empty for none.
    public var groupBy: String

    /// Every field has its proto3 default unless given.
    public init(
        correlation: UInt64 = 0,
        topic: Topic = .unspecified,
        object: String = "",
        namespaceName: String = "",
        limit: UInt32 = 0,
        user: String = "",
        since: DayRef? = nil,
        until: DayRef? = nil,
        definitions: [JobDefinition] = [],
        groupBy: String = ""
    ) {
        self.correlation = correlation
        self.topic = topic
        self.object = object
        self.namespaceName = namespaceName
        self.limit = limit
        self.user = user
        self.since = since
        self.until = until
        self.definitions = definitions
        self.groupBy = groupBy
    }
}

extension Query: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Query>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.correlation = c.correlation
        self.topic = Topic(c: c.topic)
        self.object = try reader.string(c.object)
        self.namespaceName = try reader.string(c.namespace_name)
        self.limit = c.limit
        self.user = try reader.string(c.user)
        self.since = try reader.optional(c.since)
        self.until = try reader.optional(c.until)
        self.definitions = try reader.messages(c.definitions, c.n_definitions)
        self.groupBy = try reader.string(c.group_by)
    }

    func write(to c: UnsafeMutablePointer<Muster__Query>, _ arena: WireArena) throws(WireError) {
        muster__query__init(c)
        c.pointee.correlation = self.correlation
        c.pointee.topic = self.topic.c
        c.pointee.object = try arena.string(self.object)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.limit = self.limit
        c.pointee.user = try arena.string(self.user)
        c.pointee.since = try arena.optional(self.since)
        c.pointee.until = try arena.optional(self.until)
        (c.pointee.definitions, c.pointee.n_definitions) = try arena.messages(self.definitions)
        c.pointee.group_by = try arena.string(self.groupBy)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Query>) -> Int {
        muster__query__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Query>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__query__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Query>? {
        muster__query__unpack(allocator, count, data)
    }
}

/// A member of the cluster.
public struct MemberView: WireMessage {
    /// Its number.
    public var id: UInt64
    /// Host name or address.
    public var host: String
    /// Administration port.
    public var basePort: UInt32
    /// `leader`, `follower`, `learner` or `unreachable`.
    public var role: String
    /// The last index that it was known to have applied.
    public var appliedIndex: UInt64
    /// Its version.
    public var version: String
    /// Resident memory in bytes, 0 if not known.
    public var residentBytes: UInt64
    /// `voter`, `leaving` (a voter until the change is through), `joining` (a learner that becomes a voter by itself) or `learner`.
    public var standing: String
    /// The last index that the leader knows to be durable there.
    public var storedIndex: UInt64
    /// What is to be said of its disk; empty for nothing.
    public var disk: String
    /// CURVE public key in Z85.
    public var publicKey: String
    /// Nanoseconds since the answering coordinator heard it last; 2^64-1 for never.
    public var silentNs: UInt64
    /// Its store's number, 32 hexadecimal digits.
    public var store: String

    /// Every field has its proto3 default unless given.
    public init(
        id: UInt64 = 0,
        host: String = "",
        basePort: UInt32 = 0,
        role: String = "",
        appliedIndex: UInt64 = 0,
        version: String = "",
        residentBytes: UInt64 = 0,
        standing: String = "",
        storedIndex: UInt64 = 0,
        disk: String = "",
        publicKey: String = "",
        silentNs: UInt64 = 0,
        store: String = ""
    ) {
        self.id = id
        self.host = host
        self.basePort = basePort
        self.role = role
        self.appliedIndex = appliedIndex
        self.version = version
        self.residentBytes = residentBytes
        self.standing = standing
        self.storedIndex = storedIndex
        self.disk = disk
        self.publicKey = publicKey
        self.silentNs = silentNs
        self.store = store
    }
}

extension MemberView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__MemberView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.id = c.id
        self.host = try reader.string(c.host)
        self.basePort = c.base_port
        self.role = try reader.string(c.role)
        self.appliedIndex = c.applied_index
        self.version = try reader.string(c.version)
        self.residentBytes = c.resident_bytes
        self.standing = try reader.string(c.standing)
        self.storedIndex = c.stored_index
        self.disk = try reader.string(c.disk)
        self.publicKey = try reader.string(c.public_key)
        self.silentNs = c.silent_ns
        self.store = try reader.string(c.store)
    }

    func write(to c: UnsafeMutablePointer<Muster__MemberView>, _ arena: WireArena) throws(WireError) {
        muster__member_view__init(c)
        c.pointee.id = self.id
        c.pointee.host = try arena.string(self.host)
        c.pointee.base_port = self.basePort
        c.pointee.role = try arena.string(self.role)
        c.pointee.applied_index = self.appliedIndex
        c.pointee.version = try arena.string(self.version)
        c.pointee.resident_bytes = self.residentBytes
        c.pointee.standing = try arena.string(self.standing)
        c.pointee.stored_index = self.storedIndex
        c.pointee.disk = try arena.string(self.disk)
        c.pointee.public_key = try arena.string(self.publicKey)
        c.pointee.silent_ns = self.silentNs
        c.pointee.store = try arena.string(self.store)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__MemberView>) -> Int {
        muster__member_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__MemberView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__member_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__MemberView>? {
        muster__member_view__unpack(allocator, count, data)
    }
}

/// How many frames were dropped and why, on the answering coordinator.
public struct Counter: WireMessage {
    /// What is counted.
    public var name: String
    /// How many since the start.
    public var value: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        name: String = "",
        value: UInt64 = 0
    ) {
        self.name = name
        self.value = value
    }
}

extension Counter: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Counter>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.name = try reader.string(c.name)
        self.value = c.value
    }

    func write(to c: UnsafeMutablePointer<Muster__Counter>, _ arena: WireArena) throws(WireError) {
        muster__counter__init(c)
        c.pointee.name = try arena.string(self.name)
        c.pointee.value = self.value
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Counter>) -> Int {
        muster__counter__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Counter>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__counter__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Counter>? {
        muster__counter__unpack(allocator, count, data)
    }
}

/// How quickly failures are noticed, as committed.
public struct SettingsView: WireMessage {
    /// `default`, `fast`, `patient`, or `custom`.
    public var profile: String
    /// How often agents beat.
    public var beatIntervalNs: UInt64
    /// Beats missed until a server is suspect.
    public var suspectAfterBeats: UInt64
    /// The leader's grace.
    public var leaderGraceNs: UInt64
    /// The shortest lease that a job may have.
    public var shortestLeaseNs: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        profile: String = "",
        beatIntervalNs: UInt64 = 0,
        suspectAfterBeats: UInt64 = 0,
        leaderGraceNs: UInt64 = 0,
        shortestLeaseNs: UInt64 = 0
    ) {
        self.profile = profile
        self.beatIntervalNs = beatIntervalNs
        self.suspectAfterBeats = suspectAfterBeats
        self.leaderGraceNs = leaderGraceNs
        self.shortestLeaseNs = shortestLeaseNs
    }
}

extension SettingsView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__SettingsView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.profile = try reader.string(c.profile)
        self.beatIntervalNs = c.beat_interval_ns
        self.suspectAfterBeats = c.suspect_after_beats
        self.leaderGraceNs = c.leader_grace_ns
        self.shortestLeaseNs = c.shortest_lease_ns
    }

    func write(to c: UnsafeMutablePointer<Muster__SettingsView>, _ arena: WireArena) throws(WireError) {
        muster__settings_view__init(c)
        c.pointee.profile = try arena.string(self.profile)
        c.pointee.beat_interval_ns = self.beatIntervalNs
        c.pointee.suspect_after_beats = self.suspectAfterBeats
        c.pointee.leader_grace_ns = self.leaderGraceNs
        c.pointee.shortest_lease_ns = self.shortestLeaseNs
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__SettingsView>) -> Int {
        muster__settings_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__SettingsView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__settings_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__SettingsView>? {
        muster__settings_view__unpack(allocator, count, data)
    }
}

/// The bound on how many servers automatic verdicts may take.
public struct BrakeView: WireMessage {
    /// Whether a person holds every automatic verdict.
    public var isOnHold: Bool
    /// How many servers verdicts may take within the window.
    public var limit: UInt64
    /// The window.
    public var windowNs: UInt64
    /// Servers that were taken within the window, oldest first.
    public var taken: [String]
    /// Servers whose verdict is held back.
    public var held: [String]
    /// When the window next has room for one, from now; 0 where it has room, 2^64-1 where only a release makes any.
    public var reopensInNs: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        isOnHold: Bool = false,
        limit: UInt64 = 0,
        windowNs: UInt64 = 0,
        taken: [String] = [],
        held: [String] = [],
        reopensInNs: UInt64 = 0
    ) {
        self.isOnHold = isOnHold
        self.limit = limit
        self.windowNs = windowNs
        self.taken = taken
        self.held = held
        self.reopensInNs = reopensInNs
    }
}

extension BrakeView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__BrakeView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.isOnHold = c.is_on_hold != 0
        self.limit = c.limit
        self.windowNs = c.window_ns
        self.taken = try reader.strings(c.taken, c.n_taken)
        self.held = try reader.strings(c.held, c.n_held)
        self.reopensInNs = c.reopens_in_ns
    }

    func write(to c: UnsafeMutablePointer<Muster__BrakeView>, _ arena: WireArena) throws(WireError) {
        muster__brake_view__init(c)
        c.pointee.is_on_hold = self.isOnHold ? 1 : 0
        c.pointee.limit = self.limit
        c.pointee.window_ns = self.windowNs
        (c.pointee.taken, c.pointee.n_taken) = try arena.strings(self.taken)
        (c.pointee.held, c.pointee.n_held) = try arena.strings(self.held)
        c.pointee.reopens_in_ns = self.reopensInNs
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__BrakeView>) -> Int {
        muster__brake_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__BrakeView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__brake_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__BrakeView>? {
        muster__brake_view__unpack(allocator, count, data)
    }
}

/// The fleet in short.
public struct StatusView: WireMessage {
    /// The cluster's name.
    public var cluster: String
    /// The leader.
    public var leader: UInt64
    /// Its term.
    public var term: UInt64
    /// Recovery generation.
    public var generation: UInt64
    /// Commit index.
    public var commitIndex: UInt64
    /// The replicated state's hash at that index; 0 where the state is too large to be hashed for each question.
    public var stateHash: UInt64
    /// Members.
    public var members: [MemberView]
    /// Servers by what the leader thinks: ready, suspect, down, cordoned, draining, standby.
    public var nodesReady: UInt32
    /// Suspect servers.
    public var nodesSuspect: UInt32
    /// Servers without a session.
    public var nodesDown: UInt32
    /// Cordoned or draining servers.
    public var nodesCordoned: UInt32
    /// Servers in standby pools.
    public var nodesStandby: UInt32
    /// Jobs that shall run.
    public var jobsRunning: UInt32
    /// Allocations that run.
    public var allocationsActive: UInt32
    /// Allocations that wait.
    public var allocationsPending: UInt32
    /// Sum over all servers with a session.
    public var capacity: Resources?
    /// Sum held by live attempts.
    public var used: Resources?
    /// Whether the brake holds verdicts back, and how many.
    public var brakeHeld: UInt32
    /// Counters of the answering coordinator.
    public var counters: [Counter]
    /// Since when the answering coordinator leads.
    public var leadingSince: UInt64
    /// The settings in force.
    public var settings: SettingsView?
    /// The brake.
    public var brake: BrakeView?
    /// Pools that have fewer free servers than their rule asks for: `spare (1 of 2)`.
    public var poolsShort: [String]
    /// Jobs that shall run and are held.
    public var jobsHeld: UInt32
    /// Jobs whose GPUs do nothing, each with what comes of it.
    public var idleGpus: [String]

    /// Every field has its proto3 default unless given.
    public init(
        cluster: String = "",
        leader: UInt64 = 0,
        term: UInt64 = 0,
        generation: UInt64 = 0,
        commitIndex: UInt64 = 0,
        stateHash: UInt64 = 0,
        members: [MemberView] = [],
        nodesReady: UInt32 = 0,
        nodesSuspect: UInt32 = 0,
        nodesDown: UInt32 = 0,
        nodesCordoned: UInt32 = 0,
        nodesStandby: UInt32 = 0,
        jobsRunning: UInt32 = 0,
        allocationsActive: UInt32 = 0,
        allocationsPending: UInt32 = 0,
        capacity: Resources? = nil,
        used: Resources? = nil,
        brakeHeld: UInt32 = 0,
        counters: [Counter] = [],
        leadingSince: UInt64 = 0,
        settings: SettingsView? = nil,
        brake: BrakeView? = nil,
        poolsShort: [String] = [],
        jobsHeld: UInt32 = 0,
        idleGpus: [String] = []
    ) {
        self.cluster = cluster
        self.leader = leader
        self.term = term
        self.generation = generation
        self.commitIndex = commitIndex
        self.stateHash = stateHash
        self.members = members
        self.nodesReady = nodesReady
        self.nodesSuspect = nodesSuspect
        self.nodesDown = nodesDown
        self.nodesCordoned = nodesCordoned
        self.nodesStandby = nodesStandby
        self.jobsRunning = jobsRunning
        self.allocationsActive = allocationsActive
        self.allocationsPending = allocationsPending
        self.capacity = capacity
        self.used = used
        self.brakeHeld = brakeHeld
        self.counters = counters
        self.leadingSince = leadingSince
        self.settings = settings
        self.brake = brake
        self.poolsShort = poolsShort
        self.jobsHeld = jobsHeld
        self.idleGpus = idleGpus
    }
}

extension StatusView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__StatusView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.cluster = try reader.string(c.cluster)
        self.leader = c.leader
        self.term = c.term
        self.generation = c.generation
        self.commitIndex = c.commit_index
        self.stateHash = c.state_hash
        self.members = try reader.messages(c.members, c.n_members)
        self.nodesReady = c.nodes_ready
        self.nodesSuspect = c.nodes_suspect
        self.nodesDown = c.nodes_down
        self.nodesCordoned = c.nodes_cordoned
        self.nodesStandby = c.nodes_standby
        self.jobsRunning = c.jobs_running
        self.allocationsActive = c.allocations_active
        self.allocationsPending = c.allocations_pending
        self.capacity = try reader.optional(c.capacity)
        self.used = try reader.optional(c.used)
        self.brakeHeld = c.brake_held
        self.counters = try reader.messages(c.counters, c.n_counters)
        self.leadingSince = c.leading_since
        self.settings = try reader.optional(c.settings)
        self.brake = try reader.optional(c.brake)
        self.poolsShort = try reader.strings(c.pools_short, c.n_pools_short)
        self.jobsHeld = c.jobs_held
        self.idleGpus = try reader.strings(c.idle_gpus, c.n_idle_gpus)
    }

    func write(to c: UnsafeMutablePointer<Muster__StatusView>, _ arena: WireArena) throws(WireError) {
        muster__status_view__init(c)
        c.pointee.cluster = try arena.string(self.cluster)
        c.pointee.leader = self.leader
        c.pointee.term = self.term
        c.pointee.generation = self.generation
        c.pointee.commit_index = self.commitIndex
        c.pointee.state_hash = self.stateHash
        (c.pointee.members, c.pointee.n_members) = try arena.messages(self.members)
        c.pointee.nodes_ready = self.nodesReady
        c.pointee.nodes_suspect = self.nodesSuspect
        c.pointee.nodes_down = self.nodesDown
        c.pointee.nodes_cordoned = self.nodesCordoned
        c.pointee.nodes_standby = self.nodesStandby
        c.pointee.jobs_running = self.jobsRunning
        c.pointee.allocations_active = self.allocationsActive
        c.pointee.allocations_pending = self.allocationsPending
        c.pointee.capacity = try arena.optional(self.capacity)
        c.pointee.used = try arena.optional(self.used)
        c.pointee.brake_held = self.brakeHeld
        (c.pointee.counters, c.pointee.n_counters) = try arena.messages(self.counters)
        c.pointee.leading_since = self.leadingSince
        c.pointee.settings = try arena.optional(self.settings)
        c.pointee.brake = try arena.optional(self.brake)
        (c.pointee.pools_short, c.pointee.n_pools_short) = try arena.strings(self.poolsShort)
        c.pointee.jobs_held = self.jobsHeld
        (c.pointee.idle_gpus, c.pointee.n_idle_gpus) = try arena.strings(self.idleGpus)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__StatusView>) -> Int {
        muster__status_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__StatusView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__status_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__StatusView>? {
        muster__status_view__unpack(allocator, count, data)
    }
}

/// A server.
public struct NodeView: WireMessage {
    /// Its name.
    public var name: String
    /// `ready`, `suspect`, `down` or `unseen`.
    public var state: String
    /// `eligible`, `cordoned`, `draining` or `evacuating` (a drain by force).
    public var eligibility: String
    /// Its standby pool; empty for none.
    public var pool: String
    /// What tasks may use.
    public var capacity: Resources?
    /// What they hold.
    public var used: Resources?
    /// Labels.
    public var labels: [Pair]
    /// The agent's version.
    public var agentVersion: String
    /// Nonce of the session; 0 for none.
    public var sessionNonce: UInt64
    /// Since when the session is open.
    public var sessionSince: UInt64
    /// Nanoseconds since the last beat; 2^64-1 for never.
    public var silentNs: UInt64
    /// Live attempts.
    public var allocations: [AllocationView]
    /// Newest telemetry in short: busy share of the processors, 0 to 1; negative if not known.
    public var cpuBusy: Double
    /// Memory in use by everything, bytes.
    public var memoryUsed: UInt64
    /// Load average of one minute.
    public var load: Double
    /// Bytes a second received and sent.
    public var networkBytesPerSecond: Double
    /// Series kept.
    public var series: UInt32
    /// Resident memory of the agent, bytes.
    public var agentResidentBytes: UInt64
    /// Anonymous memory of the agent, bytes.
    public var agentAnonymousBytes: UInt64
    /// Why it is not simply ready: `agent gone`, `host silent`, `relayed`, `slow`, `flapping` or `session over`; empty for nothing.
    public var reason: String
    /// For how long that has been so (for `flapping`: for how long it will be); 2^64-1 if not known.
    public var reasonNs: UInt64
    /// The reason in words.
    public var reasonWords: String
    /// Automatic losses within the last hour.
    public var recentLosses: UInt32
    /// Sentences about what is out of order.
    public var notes: [String]
    /// The present session, and former ones of which something is left (only when one server is asked for).
    public var sessions: [SessionView]
    /// How its power is reached; absent where that is not set.
    public var bmc: BmcView?
    /// Its GPUs, with who has them.
    public var gpus: [GpuView]
    /// The reservation that keeps it now; empty for none.
    public var reservedBy: String
    /// What keeps it now or later, in words, by start.
    public var reservations: [String]

    /// Every field has its proto3 default unless given.
    public init(
        name: String = "",
        state: String = "",
        eligibility: String = "",
        pool: String = "",
        capacity: Resources? = nil,
        used: Resources? = nil,
        labels: [Pair] = [],
        agentVersion: String = "",
        sessionNonce: UInt64 = 0,
        sessionSince: UInt64 = 0,
        silentNs: UInt64 = 0,
        allocations: [AllocationView] = [],
        cpuBusy: Double = 0,
        memoryUsed: UInt64 = 0,
        load: Double = 0,
        networkBytesPerSecond: Double = 0,
        series: UInt32 = 0,
        agentResidentBytes: UInt64 = 0,
        agentAnonymousBytes: UInt64 = 0,
        reason: String = "",
        reasonNs: UInt64 = 0,
        reasonWords: String = "",
        recentLosses: UInt32 = 0,
        notes: [String] = [],
        sessions: [SessionView] = [],
        bmc: BmcView? = nil,
        gpus: [GpuView] = [],
        reservedBy: String = "",
        reservations: [String] = []
    ) {
        self.name = name
        self.state = state
        self.eligibility = eligibility
        self.pool = pool
        self.capacity = capacity
        self.used = used
        self.labels = labels
        self.agentVersion = agentVersion
        self.sessionNonce = sessionNonce
        self.sessionSince = sessionSince
        self.silentNs = silentNs
        self.allocations = allocations
        self.cpuBusy = cpuBusy
        self.memoryUsed = memoryUsed
        self.load = load
        self.networkBytesPerSecond = networkBytesPerSecond
        self.series = series
        self.agentResidentBytes = agentResidentBytes
        self.agentAnonymousBytes = agentAnonymousBytes
        self.reason = reason
        self.reasonNs = reasonNs
        self.reasonWords = reasonWords
        self.recentLosses = recentLosses
        self.notes = notes
        self.sessions = sessions
        self.bmc = bmc
        self.gpus = gpus
        self.reservedBy = reservedBy
        self.reservations = reservations
    }
}

extension NodeView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__NodeView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.name = try reader.string(c.name)
        self.state = try reader.string(c.state)
        self.eligibility = try reader.string(c.eligibility)
        self.pool = try reader.string(c.pool)
        self.capacity = try reader.optional(c.capacity)
        self.used = try reader.optional(c.used)
        self.labels = try reader.messages(c.labels, c.n_labels)
        self.agentVersion = try reader.string(c.agent_version)
        self.sessionNonce = c.session_nonce
        self.sessionSince = c.session_since
        self.silentNs = c.silent_ns
        self.allocations = try reader.messages(c.allocations, c.n_allocations)
        self.cpuBusy = c.cpu_busy
        self.memoryUsed = c.memory_used
        self.load = c.load
        self.networkBytesPerSecond = c.network_bytes_per_second
        self.series = c.series
        self.agentResidentBytes = c.agent_resident_bytes
        self.agentAnonymousBytes = c.agent_anonymous_bytes
        self.reason = try reader.string(c.reason)
        self.reasonNs = c.reason_ns
        self.reasonWords = try reader.string(c.reason_words)
        self.recentLosses = c.recent_losses
        self.notes = try reader.strings(c.notes, c.n_notes)
        self.sessions = try reader.messages(c.sessions, c.n_sessions)
        self.bmc = try reader.optional(c.bmc)
        self.gpus = try reader.messages(c.gpus, c.n_gpus)
        self.reservedBy = try reader.string(c.reserved_by)
        self.reservations = try reader.strings(c.reservations, c.n_reservations)
    }

    func write(to c: UnsafeMutablePointer<Muster__NodeView>, _ arena: WireArena) throws(WireError) {
        muster__node_view__init(c)
        c.pointee.name = try arena.string(self.name)
        c.pointee.state = try arena.string(self.state)
        c.pointee.eligibility = try arena.string(self.eligibility)
        c.pointee.pool = try arena.string(self.pool)
        c.pointee.capacity = try arena.optional(self.capacity)
        c.pointee.used = try arena.optional(self.used)
        (c.pointee.labels, c.pointee.n_labels) = try arena.messages(self.labels)
        c.pointee.agent_version = try arena.string(self.agentVersion)
        c.pointee.session_nonce = self.sessionNonce
        c.pointee.session_since = self.sessionSince
        c.pointee.silent_ns = self.silentNs
        (c.pointee.allocations, c.pointee.n_allocations) = try arena.messages(self.allocations)
        c.pointee.cpu_busy = self.cpuBusy
        c.pointee.memory_used = self.memoryUsed
        c.pointee.load = self.load
        c.pointee.network_bytes_per_second = self.networkBytesPerSecond
        c.pointee.series = self.series
        c.pointee.agent_resident_bytes = self.agentResidentBytes
        c.pointee.agent_anonymous_bytes = self.agentAnonymousBytes
        c.pointee.reason = try arena.string(self.reason)
        c.pointee.reason_ns = self.reasonNs
        c.pointee.reason_words = try arena.string(self.reasonWords)
        c.pointee.recent_losses = self.recentLosses
        (c.pointee.notes, c.pointee.n_notes) = try arena.strings(self.notes)
        (c.pointee.sessions, c.pointee.n_sessions) = try arena.messages(self.sessions)
        c.pointee.bmc = try arena.optional(self.bmc)
        (c.pointee.gpus, c.pointee.n_gpus) = try arena.messages(self.gpus)
        c.pointee.reserved_by = try arena.string(self.reservedBy)
        (c.pointee.reservations, c.pointee.n_reservations) = try arena.strings(self.reservations)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__NodeView>) -> Int {
        muster__node_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__NodeView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__node_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__NodeView>? {
        muster__node_view__unpack(allocator, count, data)
    }
}

/// How a server's power is reached, and what is known of it.
public struct BmcView: WireMessage {
    /// The name of the fence agent.
    public var agent: String
    /// The agent's options.
    public var options: [Pair]
    /// The name of the password's file; empty for none.
    public var secret: String
    /// After how long it is fenced without a person's word; 0 for never.
    public var fenceAfterNs: UInt64
    /// What the leader read last: `on`, `off`, or why it is not known; empty for nothing.
    public var reading: String
    /// How long ago that was.
    public var readingAgeNs: UInt64
    /// What is under way, in words; empty for nothing.
    public var order: String
    /// What became of the last order, in words; empty for none.
    public var outcome: String

    /// Every field has its proto3 default unless given.
    public init(
        agent: String = "",
        options: [Pair] = [],
        secret: String = "",
        fenceAfterNs: UInt64 = 0,
        reading: String = "",
        readingAgeNs: UInt64 = 0,
        order: String = "",
        outcome: String = ""
    ) {
        self.agent = agent
        self.options = options
        self.secret = secret
        self.fenceAfterNs = fenceAfterNs
        self.reading = reading
        self.readingAgeNs = readingAgeNs
        self.order = order
        self.outcome = outcome
    }
}

extension BmcView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__BmcView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.agent = try reader.string(c.agent)
        self.options = try reader.messages(c.options, c.n_options)
        self.secret = try reader.string(c.secret)
        self.fenceAfterNs = c.fence_after_ns
        self.reading = try reader.string(c.reading)
        self.readingAgeNs = c.reading_age_ns
        self.order = try reader.string(c.order)
        self.outcome = try reader.string(c.outcome)
    }

    func write(to c: UnsafeMutablePointer<Muster__BmcView>, _ arena: WireArena) throws(WireError) {
        muster__bmc_view__init(c)
        c.pointee.agent = try arena.string(self.agent)
        (c.pointee.options, c.pointee.n_options) = try arena.messages(self.options)
        c.pointee.secret = try arena.string(self.secret)
        c.pointee.fence_after_ns = self.fenceAfterNs
        c.pointee.reading = try arena.string(self.reading)
        c.pointee.reading_age_ns = self.readingAgeNs
        c.pointee.order = try arena.string(self.order)
        c.pointee.outcome = try arena.string(self.outcome)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__BmcView>) -> Int {
        muster__bmc_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__BmcView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__bmc_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__BmcView>? {
        muster__bmc_view__unpack(allocator, count, data)
    }
}

/// An attempt of a session that is not over.
public struct LiveAttempt: WireMessage {
    /// The attempt.
    public var attempt: AttemptRef?
    /// The job and the index within it, `NAME[INDEX]`.
    public var name: String
    /// Whether its agent reports that it cannot be killed.
    public var notDead: Bool

    /// Every field has its proto3 default unless given.
    public init(
        attempt: AttemptRef? = nil,
        name: String = "",
        notDead: Bool = false
    ) {
        self.attempt = attempt
        self.name = name
        self.notDead = notDead
    }
}

extension LiveAttempt: CRepresented {
    init(reading pointer: UnsafePointer<Muster__LiveAttempt>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.attempt = try reader.optional(c.attempt)
        self.name = try reader.string(c.name)
        self.notDead = c.not_dead != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__LiveAttempt>, _ arena: WireArena) throws(WireError) {
        muster__live_attempt__init(c)
        c.pointee.attempt = try arena.optional(self.attempt)
        c.pointee.name = try arena.string(self.name)
        c.pointee.not_dead = self.notDead ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__LiveAttempt>) -> Int {
        muster__live_attempt__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__LiveAttempt>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__live_attempt__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__LiveAttempt>? {
        muster__live_attempt__unpack(allocator, count, data)
    }
}

/// A life of a server's agent.
public struct SessionView: WireMessage {
    /// The session.
    public var session: Session?
    /// Whether it is the one that counts.
    public var isPresent: Bool
    /// What is left of it.
    public var attempts: [LiveAttempt]

    /// Every field has its proto3 default unless given.
    public init(
        session: Session? = nil,
        isPresent: Bool = false,
        attempts: [LiveAttempt] = []
    ) {
        self.session = session
        self.isPresent = isPresent
        self.attempts = attempts
    }
}

extension SessionView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__SessionView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.session = try reader.optional(c.session)
        self.isPresent = c.is_present != 0
        self.attempts = try reader.messages(c.attempts, c.n_attempts)
    }

    func write(to c: UnsafeMutablePointer<Muster__SessionView>, _ arena: WireArena) throws(WireError) {
        muster__session_view__init(c)
        c.pointee.session = try arena.optional(self.session)
        c.pointee.is_present = self.isPresent ? 1 : 0
        (c.pointee.attempts, c.pointee.n_attempts) = try arena.messages(self.attempts)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__SessionView>) -> Int {
        muster__session_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__SessionView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__session_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__SessionView>? {
        muster__session_view__unpack(allocator, count, data)
    }
}

/// An allocation with its newest attempt.
public struct AllocationView: WireMessage {
    /// Its number.
    public var id: UInt64
    /// The job's namespace.
    public var namespaceName: String
    /// The job's name.
    public var job: String
    /// Index within the job.
    public var index: UInt64
    /// `pending`, `assigned`, `running`, `stopping`, `not dead`, `complete`, `failed`, `stopped`.
    public var state: String
    /// Number of the newest attempt; 0 for none.
    public var attempt: UInt64
    /// Its server.
    public var node: String
    /// Its fencing token.
    public var token: Token?
    /// When it was assigned.
    public var assignedAt: UInt64
    /// When it was first reported running.
    public var runningAt: UInt64
    /// When its end was committed.
    public var endedAt: UInt64
    /// How the last one ended, in words.
    public var end: String
    /// Whether it runs, or waits, because a server was lost.
    public var failover: Bool
    /// Since when it waits.
    public var pendingSince: UInt64
    /// The supervisor's process id on its server.
    public var supervisor: UInt64
    /// Earlier attempts, in words, oldest first.
    public var history: [String]
    /// What is out of order and what to do, a sentence; empty for nothing.
    public var note: String
    /// The GPUs that the newest attempt has, while it lives.
    public var gpus: [GpuShare]
    /// What the newest attempt uses, while it lives and is measured.
    public var use: TaskUse?
    /// What the GPUs that it has do, whoever uses them; absent where none is measured.
    public var gpuUse: GpuUse?

    /// Every field has its proto3 default unless given.
    public init(
        id: UInt64 = 0,
        namespaceName: String = "",
        job: String = "",
        index: UInt64 = 0,
        state: String = "",
        attempt: UInt64 = 0,
        node: String = "",
        token: Token? = nil,
        assignedAt: UInt64 = 0,
        runningAt: UInt64 = 0,
        endedAt: UInt64 = 0,
        end: String = "",
        failover: Bool = false,
        pendingSince: UInt64 = 0,
        supervisor: UInt64 = 0,
        history: [String] = [],
        note: String = "",
        gpus: [GpuShare] = [],
        use: TaskUse? = nil,
        gpuUse: GpuUse? = nil
    ) {
        self.id = id
        self.namespaceName = namespaceName
        self.job = job
        self.index = index
        self.state = state
        self.attempt = attempt
        self.node = node
        self.token = token
        self.assignedAt = assignedAt
        self.runningAt = runningAt
        self.endedAt = endedAt
        self.end = end
        self.failover = failover
        self.pendingSince = pendingSince
        self.supervisor = supervisor
        self.history = history
        self.note = note
        self.gpus = gpus
        self.use = use
        self.gpuUse = gpuUse
    }
}

extension AllocationView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__AllocationView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.id = c.id
        self.namespaceName = try reader.string(c.namespace_name)
        self.job = try reader.string(c.job)
        self.index = c.index
        self.state = try reader.string(c.state)
        self.attempt = c.attempt
        self.node = try reader.string(c.node)
        self.token = try reader.optional(c.token)
        self.assignedAt = c.assigned_at
        self.runningAt = c.running_at
        self.endedAt = c.ended_at
        self.end = try reader.string(c.end)
        self.failover = c.failover != 0
        self.pendingSince = c.pending_since
        self.supervisor = c.supervisor
        self.history = try reader.strings(c.history, c.n_history)
        self.note = try reader.string(c.note)
        self.gpus = try reader.messages(c.gpus, c.n_gpus)
        self.use = try reader.optional(c.use)
        self.gpuUse = try reader.optional(c.gpu_use)
    }

    func write(to c: UnsafeMutablePointer<Muster__AllocationView>, _ arena: WireArena) throws(WireError) {
        muster__allocation_view__init(c)
        c.pointee.id = self.id
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.job = try arena.string(self.job)
        c.pointee.index = self.index
        c.pointee.state = try arena.string(self.state)
        c.pointee.attempt = self.attempt
        c.pointee.node = try arena.string(self.node)
        c.pointee.token = try arena.optional(self.token)
        c.pointee.assigned_at = self.assignedAt
        c.pointee.running_at = self.runningAt
        c.pointee.ended_at = self.endedAt
        c.pointee.end = try arena.string(self.end)
        c.pointee.failover = self.failover ? 1 : 0
        c.pointee.pending_since = self.pendingSince
        c.pointee.supervisor = self.supervisor
        (c.pointee.history, c.pointee.n_history) = try arena.strings(self.history)
        c.pointee.note = try arena.string(self.note)
        (c.pointee.gpus, c.pointee.n_gpus) = try arena.messages(self.gpus)
        c.pointee.use = try arena.optional(self.use)
        c.pointee.gpu_use = try arena.optional(self.gpuUse)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__AllocationView>) -> Int {
        muster__allocation_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__AllocationView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__allocation_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__AllocationView>? {
        muster__allocation_view__unpack(allocator, count, data)
    }
}

/// What a task uses at present.
public struct TaskUse: WireMessage {
    /// Thousandths of a core, as a mean over the last minutes; -1 for not known.
    public var millicores: Double
    /// Bytes of memory (the working set); -1 for not known.
    public var memoryBytes: Double

    /// Every field has its proto3 default unless given.
    public init(
        millicores: Double = 0,
        memoryBytes: Double = 0
    ) {
        self.millicores = millicores
        self.memoryBytes = memoryBytes
    }
}

extension TaskUse: CRepresented {
    init(reading pointer: UnsafePointer<Muster__TaskUse>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.millicores = c.millicores
        self.memoryBytes = c.memory_bytes
    }

    func write(to c: UnsafeMutablePointer<Muster__TaskUse>, _ arena: WireArena) throws(WireError) {
        muster__task_use__init(c)
        c.pointee.millicores = self.millicores
        c.pointee.memory_bytes = self.memoryBytes
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__TaskUse>) -> Int {
        muster__task_use__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__TaskUse>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__task_use__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__TaskUse>? {
        muster__task_use__unpack(allocator, count, data)
    }
}

/// A GPU of a server, with who has it.
public struct GpuView: WireMessage {
    /// The GPU.
    public var device: GpuDevice?
    /// What of it is free, in thousandths.
    public var freeThousandths: UInt64
    /// Who has a share of it: `JOB[INDEX]`, or `NAMESPACE/JOB[INDEX]`.
    public var holders: [GpuHolder]
    /// What it does; absent where it is not measured.
    public var use: GpuUse?

    /// Every field has its proto3 default unless given.
    public init(
        device: GpuDevice? = nil,
        freeThousandths: UInt64 = 0,
        holders: [GpuHolder] = [],
        use: GpuUse? = nil
    ) {
        self.device = device
        self.freeThousandths = freeThousandths
        self.holders = holders
        self.use = use
    }
}

extension GpuView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__GpuView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.device = try reader.optional(c.device)
        self.freeThousandths = c.free_thousandths
        self.holders = try reader.messages(c.holders, c.n_holders)
        self.use = try reader.optional(c.use)
    }

    func write(to c: UnsafeMutablePointer<Muster__GpuView>, _ arena: WireArena) throws(WireError) {
        muster__gpu_view__init(c)
        c.pointee.device = try arena.optional(self.device)
        c.pointee.free_thousandths = self.freeThousandths
        (c.pointee.holders, c.pointee.n_holders) = try arena.messages(self.holders)
        c.pointee.use = try arena.optional(self.use)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__GpuView>) -> Int {
        muster__gpu_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__GpuView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__gpu_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__GpuView>? {
        muster__gpu_view__unpack(allocator, count, data)
    }
}

/// What a GPU does at present, or several together.
public struct GpuUse: WireMessage {
    /// In how much of the last moment something ran on it, 0 to 1 (of several: the mean); -1 for not known.
    public var busyRatio: Double
    /// Bytes of memory in use (of several: the sum); -1 for not known.
    public var memoryUsedBytes: Double
    /// Watts (of several: the sum); -1 for not known.
    public var powerWatts: Double
    /// Degrees Celsius (of several: the highest); -1 for not known.
    public var temperatureCelsius: Double
    /// Of how many GPUs that is.
    public var gpus: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        busyRatio: Double = 0,
        memoryUsedBytes: Double = 0,
        powerWatts: Double = 0,
        temperatureCelsius: Double = 0,
        gpus: UInt64 = 0
    ) {
        self.busyRatio = busyRatio
        self.memoryUsedBytes = memoryUsedBytes
        self.powerWatts = powerWatts
        self.temperatureCelsius = temperatureCelsius
        self.gpus = gpus
    }
}

extension GpuUse: CRepresented {
    init(reading pointer: UnsafePointer<Muster__GpuUse>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.busyRatio = c.busy_ratio
        self.memoryUsedBytes = c.memory_used_bytes
        self.powerWatts = c.power_watts
        self.temperatureCelsius = c.temperature_celsius
        self.gpus = c.gpus
    }

    func write(to c: UnsafeMutablePointer<Muster__GpuUse>, _ arena: WireArena) throws(WireError) {
        muster__gpu_use__init(c)
        c.pointee.busy_ratio = self.busyRatio
        c.pointee.memory_used_bytes = self.memoryUsedBytes
        c.pointee.power_watts = self.powerWatts
        c.pointee.temperature_celsius = self.temperatureCelsius
        c.pointee.gpus = self.gpus
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__GpuUse>) -> Int {
        muster__gpu_use__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__GpuUse>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__gpu_use__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__GpuUse>? {
        muster__gpu_use__unpack(allocator, count, data)
    }
}

/// Who has a share of a GPU.
public struct GpuHolder: WireMessage {
    /// The allocation by its name.
    public var allocation: String
    /// How much it has, in thousandths.
    public var thousandths: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        allocation: String = "",
        thousandths: UInt64 = 0
    ) {
        self.allocation = allocation
        self.thousandths = thousandths
    }
}

extension GpuHolder: CRepresented {
    init(reading pointer: UnsafePointer<Muster__GpuHolder>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.allocation = try reader.string(c.allocation)
        self.thousandths = c.thousandths
    }

    func write(to c: UnsafeMutablePointer<Muster__GpuHolder>, _ arena: WireArena) throws(WireError) {
        muster__gpu_holder__init(c)
        c.pointee.allocation = try arena.string(self.allocation)
        c.pointee.thousandths = self.thousandths
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__GpuHolder>) -> Int {
        muster__gpu_holder__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__GpuHolder>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__gpu_holder__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__GpuHolder>? {
        muster__gpu_holder__unpack(allocator, count, data)
    }
}

/// A job.
public struct JobView: WireMessage {
    /// As it shall be.
    public var definition: JobDefinition?
    /// Its version.
    public var version: UInt64
    /// Who submitted it.
    public var owner: String
    /// `running`, `starting`, `pending`, `waiting`, `complete`, `failed`, `stopped`, `cancelled`,
    /// `deadline passed`, `time limit`, `stopping`, `degraded`.
    public var state: String
    /// When it was submitted.
    public var submittedAt: UInt64
    /// Allocations that run.
    public var running: UInt32
    /// Allocations that wait.
    public var pending: UInt32
    /// Allocations that are over.
    public var finished: UInt32
    /// The allocations (only when one job is asked for).
    public var allocations: [AllocationView]
    /// What is to be said of it beside its state, such as what it waits for; may be empty.
    public var note: String
    /// How many allocations are not listed: of a large job those that wait for their first attempt, or have completed.
    public var unlisted: UInt64
    /// What was ended or moved elsewhere to make room for it, the oldest first (only when one job is asked for).
    public var displaced: [DisplacedView]
    /// When and why it last got another number of tasks while it ran; absent for never.
    public var scaled: ScalingView?
    /// That it is held; absent for a job that is not.
    public var hold: HoldView?
    /// That its GPUs do nothing, and what comes of it; absent for nothing.
    public var idleWarning: IdleWarningView?

    /// Every field has its proto3 default unless given.
    public init(
        definition: JobDefinition? = nil,
        version: UInt64 = 0,
        owner: String = "",
        state: String = "",
        submittedAt: UInt64 = 0,
        running: UInt32 = 0,
        pending: UInt32 = 0,
        finished: UInt32 = 0,
        allocations: [AllocationView] = [],
        note: String = "",
        unlisted: UInt64 = 0,
        displaced: [DisplacedView] = [],
        scaled: ScalingView? = nil,
        hold: HoldView? = nil,
        idleWarning: IdleWarningView? = nil
    ) {
        self.definition = definition
        self.version = version
        self.owner = owner
        self.state = state
        self.submittedAt = submittedAt
        self.running = running
        self.pending = pending
        self.finished = finished
        self.allocations = allocations
        self.note = note
        self.unlisted = unlisted
        self.displaced = displaced
        self.scaled = scaled
        self.hold = hold
        self.idleWarning = idleWarning
    }
}

extension JobView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__JobView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.definition = try reader.optional(c.definition)
        self.version = c.version
        self.owner = try reader.string(c.owner)
        self.state = try reader.string(c.state)
        self.submittedAt = c.submitted_at
        self.running = c.running
        self.pending = c.pending
        self.finished = c.finished
        self.allocations = try reader.messages(c.allocations, c.n_allocations)
        self.note = try reader.string(c.note)
        self.unlisted = c.unlisted
        self.displaced = try reader.messages(c.displaced, c.n_displaced)
        self.scaled = try reader.optional(c.scaled)
        self.hold = try reader.optional(c.hold)
        self.idleWarning = try reader.optional(c.idle_warning)
    }

    func write(to c: UnsafeMutablePointer<Muster__JobView>, _ arena: WireArena) throws(WireError) {
        muster__job_view__init(c)
        c.pointee.definition = try arena.optional(self.definition)
        c.pointee.version = self.version
        c.pointee.owner = try arena.string(self.owner)
        c.pointee.state = try arena.string(self.state)
        c.pointee.submitted_at = self.submittedAt
        c.pointee.running = self.running
        c.pointee.pending = self.pending
        c.pointee.finished = self.finished
        (c.pointee.allocations, c.pointee.n_allocations) = try arena.messages(self.allocations)
        c.pointee.note = try arena.string(self.note)
        c.pointee.unlisted = self.unlisted
        (c.pointee.displaced, c.pointee.n_displaced) = try arena.messages(self.displaced)
        c.pointee.scaled = try arena.optional(self.scaled)
        c.pointee.hold = try arena.optional(self.hold)
        c.pointee.idle_warning = try arena.optional(self.idleWarning)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__JobView>) -> Int {
        muster__job_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__JobView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__job_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__JobView>? {
        muster__job_view__unpack(allocator, count, data)
    }
}

/// That a job's GPUs do nothing.
public struct IdleWarningView: WireMessage {
    /// How many it holds.
    public var gpus: UInt64
    /// Since when they have been seen to do nothing.
    public var since: UInt64
    /// When it is held if that goes on; 0 for never.
    public var reclaimAt: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        gpus: UInt64 = 0,
        since: UInt64 = 0,
        reclaimAt: UInt64 = 0
    ) {
        self.gpus = gpus
        self.since = since
        self.reclaimAt = reclaimAt
    }
}

extension IdleWarningView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__IdleWarningView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.gpus = c.gpus
        self.since = c.since
        self.reclaimAt = c.reclaim_at
    }

    func write(to c: UnsafeMutablePointer<Muster__IdleWarningView>, _ arena: WireArena) throws(WireError) {
        muster__idle_warning_view__init(c)
        c.pointee.gpus = self.gpus
        c.pointee.since = self.since
        c.pointee.reclaim_at = self.reclaimAt
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__IdleWarningView>) -> Int {
        muster__idle_warning_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__IdleWarningView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__idle_warning_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__IdleWarningView>? {
        muster__idle_warning_view__unpack(allocator, count, data)
    }
}

/// That a job is held.
public struct HoldView: WireMessage {
    /// Since when.
    public var since: UInt64
    /// By whom: an administrator's name, or `leader`.
    public var actor: String
    /// Why; may be empty.
    public var reason: String

    /// Every field has its proto3 default unless given.
    public init(
        since: UInt64 = 0,
        actor: String = "",
        reason: String = ""
    ) {
        self.since = since
        self.actor = actor
        self.reason = reason
    }
}

extension HoldView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__HoldView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.since = c.since
        self.actor = try reader.string(c.actor)
        self.reason = try reader.string(c.reason)
    }

    func write(to c: UnsafeMutablePointer<Muster__HoldView>, _ arena: WireArena) throws(WireError) {
        muster__hold_view__init(c)
        c.pointee.since = self.since
        c.pointee.actor = try arena.string(self.actor)
        c.pointee.reason = try arena.string(self.reason)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__HoldView>) -> Int {
        muster__hold_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__HoldView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__hold_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__HoldView>? {
        muster__hold_view__unpack(allocator, count, data)
    }
}

/// A change of how many tasks a job has.
public struct ScalingView: WireMessage {
    /// When.
    public var at: UInt64
    /// How many there were to be before.
    public var from: UInt64
    /// How many there are to be since.
    public var to: UInt64
    /// Who: an administrator's name, or `leader`.
    public var actor: String
    /// Why; may be empty.
    public var reason: String

    /// Every field has its proto3 default unless given.
    public init(
        at: UInt64 = 0,
        from: UInt64 = 0,
        to: UInt64 = 0,
        actor: String = "",
        reason: String = ""
    ) {
        self.at = at
        self.from = from
        self.to = to
        self.actor = actor
        self.reason = reason
    }
}

extension ScalingView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__ScalingView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.at = c.at
        self.from = c.from
        self.to = c.to
        self.actor = try reader.string(c.actor)
        self.reason = try reader.string(c.reason)
    }

    func write(to c: UnsafeMutablePointer<Muster__ScalingView>, _ arena: WireArena) throws(WireError) {
        muster__scaling_view__init(c)
        c.pointee.at = self.at
        c.pointee.from = self.from
        c.pointee.to = self.to
        c.pointee.actor = try arena.string(self.actor)
        c.pointee.reason = try arena.string(self.reason)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__ScalingView>) -> Int {
        muster__scaling_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__ScalingView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__scaling_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__ScalingView>? {
        muster__scaling_view__unpack(allocator, count, data)
    }
}

/// A task of another job that was ended or moved to make room.
public struct DisplacedView: WireMessage {
    /// Its job's namespace.
    public var namespaceName: String
    /// Its job's name.
    public var job: String
    /// Its index within the job.
    public var index: UInt64
    /// The number of the attempt.
    public var attempt: UInt64
    /// The server that it was on.
    public var node: String
    /// It was to go on elsewhere, for its priority was no lower; else it was preempted.
    public var moved: Bool
    /// Where it stands: `ending`, `waiting`, `running`, `assigned`, or how it ended.
    public var state: String
    /// Where it is now; empty where it is nowhere.
    public var nowOn: String

    /// Every field has its proto3 default unless given.
    public init(
        namespaceName: String = "",
        job: String = "",
        index: UInt64 = 0,
        attempt: UInt64 = 0,
        node: String = "",
        moved: Bool = false,
        state: String = "",
        nowOn: String = ""
    ) {
        self.namespaceName = namespaceName
        self.job = job
        self.index = index
        self.attempt = attempt
        self.node = node
        self.moved = moved
        self.state = state
        self.nowOn = nowOn
    }
}

extension DisplacedView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__DisplacedView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.namespaceName = try reader.string(c.namespace_name)
        self.job = try reader.string(c.job)
        self.index = c.index
        self.attempt = c.attempt
        self.node = try reader.string(c.node)
        self.moved = c.moved != 0
        self.state = try reader.string(c.state)
        self.nowOn = try reader.string(c.now_on)
    }

    func write(to c: UnsafeMutablePointer<Muster__DisplacedView>, _ arena: WireArena) throws(WireError) {
        muster__displaced_view__init(c)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.job = try arena.string(self.job)
        c.pointee.index = self.index
        c.pointee.attempt = self.attempt
        c.pointee.node = try arena.string(self.node)
        c.pointee.moved = self.moved ? 1 : 0
        c.pointee.state = try arena.string(self.state)
        c.pointee.now_on = try arena.string(self.nowOn)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__DisplacedView>) -> Int {
        muster__displaced_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__DisplacedView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__displaced_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__DisplacedView>? {
        muster__displaced_view__unpack(allocator, count, data)
    }
}

/// A rule that kept servers away from an allocation.
public struct RemovedBy: WireMessage {
    /// The rule in words.
    public var rule: String
    /// How many servers.
    public var nodes: UInt32
    /// Some of their names.
    public var examples: String
    /// What they have too little of, with how much is asked and the most that there is; empty where the rule says all.
    public var detail: String

    /// Every field has its proto3 default unless given.
    public init(
        rule: String = "",
        nodes: UInt32 = 0,
        examples: String = "",
        detail: String = ""
    ) {
        self.rule = rule
        self.nodes = nodes
        self.examples = examples
        self.detail = detail
    }
}

extension RemovedBy: CRepresented {
    init(reading pointer: UnsafePointer<Muster__RemovedBy>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.rule = try reader.string(c.rule)
        self.nodes = c.nodes
        self.examples = try reader.string(c.examples)
        self.detail = try reader.string(c.detail)
    }

    func write(to c: UnsafeMutablePointer<Muster__RemovedBy>, _ arena: WireArena) throws(WireError) {
        muster__removed_by__init(c)
        c.pointee.rule = try arena.string(self.rule)
        c.pointee.nodes = self.nodes
        c.pointee.examples = try arena.string(self.examples)
        c.pointee.detail = try arena.string(self.detail)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__RemovedBy>) -> Int {
        muster__removed_by__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__RemovedBy>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__removed_by__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__RemovedBy>? {
        muster__removed_by__unpack(allocator, count, data)
    }
}

/// Why an allocation waits, or why it is where it is.
public struct WhyView: WireMessage {
    /// The allocation.
    public var allocation: AllocationView?
    /// One sentence.
    public var summary: String
    /// What removed servers.
    public var removed: [RemovedBy]
    /// The best remaining servers with their scores, in words.
    public var candidates: [String]
    /// What would have to change.
    public var remedy: String
    /// What else is to be known, a clause each: who holds the room, who comes first.
    public var notes: [String]
    /// When there is room at the latest, by the time limits and deadlines of what runs, if nothing else takes it; 0 if not known.
    public var roomBy: UInt64
    /// How many more of the job's tasks fare alike, in the same words.
    public var alike: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        allocation: AllocationView? = nil,
        summary: String = "",
        removed: [RemovedBy] = [],
        candidates: [String] = [],
        remedy: String = "",
        notes: [String] = [],
        roomBy: UInt64 = 0,
        alike: UInt64 = 0
    ) {
        self.allocation = allocation
        self.summary = summary
        self.removed = removed
        self.candidates = candidates
        self.remedy = remedy
        self.notes = notes
        self.roomBy = roomBy
        self.alike = alike
    }
}

extension WhyView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__WhyView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.allocation = try reader.optional(c.allocation)
        self.summary = try reader.string(c.summary)
        self.removed = try reader.messages(c.removed, c.n_removed)
        self.candidates = try reader.strings(c.candidates, c.n_candidates)
        self.remedy = try reader.string(c.remedy)
        self.notes = try reader.strings(c.notes, c.n_notes)
        self.roomBy = c.room_by
        self.alike = c.alike
    }

    func write(to c: UnsafeMutablePointer<Muster__WhyView>, _ arena: WireArena) throws(WireError) {
        muster__why_view__init(c)
        c.pointee.allocation = try arena.optional(self.allocation)
        c.pointee.summary = try arena.string(self.summary)
        (c.pointee.removed, c.pointee.n_removed) = try arena.messages(self.removed)
        (c.pointee.candidates, c.pointee.n_candidates) = try arena.strings(self.candidates)
        c.pointee.remedy = try arena.string(self.remedy)
        (c.pointee.notes, c.pointee.n_notes) = try arena.strings(self.notes)
        c.pointee.room_by = self.roomBy
        c.pointee.alike = self.alike
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__WhyView>) -> Int {
        muster__why_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__WhyView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__why_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__WhyView>? {
        muster__why_view__unpack(allocator, count, data)
    }
}

/// Tasks of a job that would run on one server.
public struct PlannedPlaceView: WireMessage {
    /// The server.
    public var node: String
    /// How many tasks.
    public var tasks: UInt64
    /// The numbers of the GPUs that they would have, ascending.
    public var gpus: [UInt64]
    /// They begin only once tasks that are asked to end have ended.
    public var waitsForEnds: Bool

    /// Every field has its proto3 default unless given.
    public init(
        node: String = "",
        tasks: UInt64 = 0,
        gpus: [UInt64] = [],
        waitsForEnds: Bool = false
    ) {
        self.node = node
        self.tasks = tasks
        self.gpus = gpus
        self.waitsForEnds = waitsForEnds
    }
}

extension PlannedPlaceView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__PlannedPlaceView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.node = try reader.string(c.node)
        self.tasks = c.tasks
        self.gpus = try reader.array(c.gpus, c.n_gpus)
        self.waitsForEnds = c.waits_for_ends != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__PlannedPlaceView>, _ arena: WireArena) throws(WireError) {
        muster__planned_place_view__init(c)
        c.pointee.node = try arena.string(self.node)
        c.pointee.tasks = self.tasks
        (c.pointee.gpus, c.pointee.n_gpus) = try arena.array(self.gpus)
        c.pointee.waits_for_ends = self.waitsForEnds ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__PlannedPlaceView>) -> Int {
        muster__planned_place_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__PlannedPlaceView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__planned_place_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__PlannedPlaceView>? {
        muster__planned_place_view__unpack(allocator, count, data)
    }
}

/// Tasks of a job that would wait, all for the same reason.
public struct PlannedWaitView: WireMessage {
    /// How many tasks.
    public var tasks: UInt64
    /// What would be said of the first of them.
    public var why: WhyView?

    /// Every field has its proto3 default unless given.
    public init(
        tasks: UInt64 = 0,
        why: WhyView? = nil
    ) {
        self.tasks = tasks
        self.why = why
    }
}

extension PlannedWaitView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__PlannedWaitView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.tasks = c.tasks
        self.why = try reader.optional(c.why)
    }

    func write(to c: UnsafeMutablePointer<Muster__PlannedWaitView>, _ arena: WireArena) throws(WireError) {
        muster__planned_wait_view__init(c)
        c.pointee.tasks = self.tasks
        c.pointee.why = try arena.optional(self.why)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__PlannedWaitView>) -> Int {
        muster__planned_wait_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__PlannedWaitView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__planned_wait_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__PlannedWaitView>? {
        muster__planned_wait_view__unpack(allocator, count, data)
    }
}

/// What a submission would change of a job that is known and not over.
public struct PlannedChangeView: WireMessage {
    /// Tasks that run on as they are.
    public var kept: UInt64
    /// Tasks that would be ended for good.
    public var stopped: UInt64
    /// Tasks that would be ended and started anew.
    public var replaced: UInt64
    /// Tasks that there would be more.
    public var added: UInt64
    /// Tasks that wait now already, and go on waiting for a place.
    public var waiting: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        kept: UInt64 = 0,
        stopped: UInt64 = 0,
        replaced: UInt64 = 0,
        added: UInt64 = 0,
        waiting: UInt64 = 0
    ) {
        self.kept = kept
        self.stopped = stopped
        self.replaced = replaced
        self.added = added
        self.waiting = waiting
    }
}

extension PlannedChangeView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__PlannedChangeView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.kept = c.kept
        self.stopped = c.stopped
        self.replaced = c.replaced
        self.added = c.added
        self.waiting = c.waiting
    }

    func write(to c: UnsafeMutablePointer<Muster__PlannedChangeView>, _ arena: WireArena) throws(WireError) {
        muster__planned_change_view__init(c)
        c.pointee.kept = self.kept
        c.pointee.stopped = self.stopped
        c.pointee.replaced = self.replaced
        c.pointee.added = self.added
        c.pointee.waiting = self.waiting
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__PlannedChangeView>) -> Int {
        muster__planned_change_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__PlannedChangeView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__planned_change_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__PlannedChangeView>? {
        muster__planned_change_view__unpack(allocator, count, data)
    }
}

/// What would become of a job that is submitted now.
public struct PlannedJobView: WireMessage {
    /// The job's namespace.
    public var namespaceName: String
    /// The job's name.
    public var job: String
    /// Why the submission would be refused; empty where it would not.
    public var refusal: String
    /// Why nothing of it would ever start although the submission would be accepted; empty where something may.
    public var inVain: String
    /// The version that it would have.
    public var version: UInt64
    /// What would change; absent for a job that is new or begins anew.
    public var change: PlannedChangeView?
    /// Where tasks would be started, those that can begin at once first; not more than the answer has room for.
    public var places: [PlannedPlaceView]
    /// What would wait.
    public var waits: [PlannedWaitView]
    /// Tasks that would begin at once, and those that would once tasks that are asked to end have ended.
    public var startingNow: UInt64
    /// See above.
    public var startingSoon: UInt64
    /// Places that are left out.
    public var unlisted: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        namespaceName: String = "",
        job: String = "",
        refusal: String = "",
        inVain: String = "",
        version: UInt64 = 0,
        change: PlannedChangeView? = nil,
        places: [PlannedPlaceView] = [],
        waits: [PlannedWaitView] = [],
        startingNow: UInt64 = 0,
        startingSoon: UInt64 = 0,
        unlisted: UInt64 = 0
    ) {
        self.namespaceName = namespaceName
        self.job = job
        self.refusal = refusal
        self.inVain = inVain
        self.version = version
        self.change = change
        self.places = places
        self.waits = waits
        self.startingNow = startingNow
        self.startingSoon = startingSoon
        self.unlisted = unlisted
    }
}

extension PlannedJobView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__PlannedJobView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.namespaceName = try reader.string(c.namespace_name)
        self.job = try reader.string(c.job)
        self.refusal = try reader.string(c.refusal)
        self.inVain = try reader.string(c.in_vain)
        self.version = c.version
        self.change = try reader.optional(c.change)
        self.places = try reader.messages(c.places, c.n_places)
        self.waits = try reader.messages(c.waits, c.n_waits)
        self.startingNow = c.starting_now
        self.startingSoon = c.starting_soon
        self.unlisted = c.unlisted
    }

    func write(to c: UnsafeMutablePointer<Muster__PlannedJobView>, _ arena: WireArena) throws(WireError) {
        muster__planned_job_view__init(c)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.job = try arena.string(self.job)
        c.pointee.refusal = try arena.string(self.refusal)
        c.pointee.in_vain = try arena.string(self.inVain)
        c.pointee.version = self.version
        c.pointee.change = try arena.optional(self.change)
        (c.pointee.places, c.pointee.n_places) = try arena.messages(self.places)
        (c.pointee.waits, c.pointee.n_waits) = try arena.messages(self.waits)
        c.pointee.starting_now = self.startingNow
        c.pointee.starting_soon = self.startingSoon
        c.pointee.unlisted = self.unlisted
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__PlannedJobView>) -> Int {
        muster__planned_job_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__PlannedJobView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__planned_job_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__PlannedJobView>? {
        muster__planned_job_view__unpack(allocator, count, data)
    }
}

/// A task of another job that would be asked to end.
public struct PlannedVictimView: WireMessage {
    /// Its job's namespace.
    public var namespaceName: String
    /// Its job's name.
    public var job: String
    /// Its index within the job.
    public var index: UInt64
    /// Its job's priority.
    public var priority: UInt64
    /// Its server.
    public var node: String
    /// For how long it has run.
    public var ranNs: UInt64
    /// Its job has a contract by which it saves its work first.
    public var savesItsWork: Bool
    /// How long it may take to end.
    public var graceNs: UInt64
    /// Where it would run next; empty where it would wait.
    public var next: String
    /// It would be moved elsewhere, for its priority is no lower.
    public var moved: Bool

    /// Every field has its proto3 default unless given.
    public init(
        namespaceName: String = "",
        job: String = "",
        index: UInt64 = 0,
        priority: UInt64 = 0,
        node: String = "",
        ranNs: UInt64 = 0,
        savesItsWork: Bool = false,
        graceNs: UInt64 = 0,
        next: String = "",
        moved: Bool = false
    ) {
        self.namespaceName = namespaceName
        self.job = job
        self.index = index
        self.priority = priority
        self.node = node
        self.ranNs = ranNs
        self.savesItsWork = savesItsWork
        self.graceNs = graceNs
        self.next = next
        self.moved = moved
    }
}

extension PlannedVictimView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__PlannedVictimView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.namespaceName = try reader.string(c.namespace_name)
        self.job = try reader.string(c.job)
        self.index = c.index
        self.priority = c.priority
        self.node = try reader.string(c.node)
        self.ranNs = c.ran_ns
        self.savesItsWork = c.saves_its_work != 0
        self.graceNs = c.grace_ns
        self.next = try reader.string(c.next)
        self.moved = c.moved != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__PlannedVictimView>, _ arena: WireArena) throws(WireError) {
        muster__planned_victim_view__init(c)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.job = try arena.string(self.job)
        c.pointee.index = self.index
        c.pointee.priority = self.priority
        c.pointee.node = try arena.string(self.node)
        c.pointee.ran_ns = self.ranNs
        c.pointee.saves_its_work = self.savesItsWork ? 1 : 0
        c.pointee.grace_ns = self.graceNs
        c.pointee.next = try arena.string(self.next)
        c.pointee.moved = self.moved ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__PlannedVictimView>) -> Int {
        muster__planned_victim_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__PlannedVictimView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__planned_victim_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__PlannedVictimView>? {
        muster__planned_victim_view__unpack(allocator, count, data)
    }
}

/// What would happen if jobs were submitted now.
public struct PlanView: WireMessage {
    /// The jobs, as far as they would be submitted: none comes after one that would be refused.
    public var jobs: [PlannedJobView]
    /// What would be asked to end for them, lowest priority first.
    public var victims: [PlannedVictimView]
    /// What keeps the leader from placing anything at present; empty for nothing.
    public var note: String

    /// Every field has its proto3 default unless given.
    public init(
        jobs: [PlannedJobView] = [],
        victims: [PlannedVictimView] = [],
        note: String = ""
    ) {
        self.jobs = jobs
        self.victims = victims
        self.note = note
    }
}

extension PlanView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__PlanView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.jobs = try reader.messages(c.jobs, c.n_jobs)
        self.victims = try reader.messages(c.victims, c.n_victims)
        self.note = try reader.string(c.note)
    }

    func write(to c: UnsafeMutablePointer<Muster__PlanView>, _ arena: WireArena) throws(WireError) {
        muster__plan_view__init(c)
        (c.pointee.jobs, c.pointee.n_jobs) = try arena.messages(self.jobs)
        (c.pointee.victims, c.pointee.n_victims) = try arena.messages(self.victims)
        c.pointee.note = try arena.string(self.note)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__PlanView>) -> Int {
        muster__plan_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__PlanView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__plan_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__PlanView>? {
        muster__plan_view__unpack(allocator, count, data)
    }
}

/// A kind of resource that runs out first.
public struct CapacityLimit: WireMessage {
    /// The kind: `GPUs`, `memory`.
    public var kind: String
    /// On how many servers.
    public var servers: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        kind: String = "",
        servers: UInt64 = 0
    ) {
        self.kind = kind
        self.servers = servers
    }
}

extension CapacityLimit: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CapacityLimit>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.kind = try reader.string(c.kind)
        self.servers = c.servers
    }

    func write(to c: UnsafeMutablePointer<Muster__CapacityLimit>, _ arena: WireArena) throws(WireError) {
        muster__capacity_limit__init(c)
        c.pointee.kind = try arena.string(self.kind)
        c.pointee.servers = self.servers
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CapacityLimit>) -> Int {
        muster__capacity_limit__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CapacityLimit>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__capacity_limit__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CapacityLimit>? {
        muster__capacity_limit__unpack(allocator, count, data)
    }
}

/// What a group of servers has room for.
public struct CapacityGroup: WireMessage {
    /// The value of the label by which they are grouped; empty for all servers, or those without the label.
    public var value: String
    /// How many servers may have such a task, and could hold one while nothing runs.
    public var servers: UInt64
    /// Tasks that fit now; 2^64-1 for any number.
    public var now: UInt64
    /// Tasks that would fit if nothing ran; 2^64-1 for any number.
    public var empty: UInt64
    /// What runs out first, the most frequent first.
    public var limits: [CapacityLimit]

    /// Every field has its proto3 default unless given.
    public init(
        value: String = "",
        servers: UInt64 = 0,
        now: UInt64 = 0,
        empty: UInt64 = 0,
        limits: [CapacityLimit] = []
    ) {
        self.value = value
        self.servers = servers
        self.now = now
        self.empty = empty
        self.limits = limits
    }
}

extension CapacityGroup: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CapacityGroup>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.value = try reader.string(c.value)
        self.servers = c.servers
        self.now = c.now
        self.empty = c.empty
        self.limits = try reader.messages(c.limits, c.n_limits)
    }

    func write(to c: UnsafeMutablePointer<Muster__CapacityGroup>, _ arena: WireArena) throws(WireError) {
        muster__capacity_group__init(c)
        c.pointee.value = try arena.string(self.value)
        c.pointee.servers = self.servers
        c.pointee.now = self.now
        c.pointee.empty = self.empty
        (c.pointee.limits, c.pointee.n_limits) = try arena.messages(self.limits)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CapacityGroup>) -> Int {
        muster__capacity_group__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CapacityGroup>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__capacity_group__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CapacityGroup>? {
        muster__capacity_group__unpack(allocator, count, data)
    }
}

/// What a namespace's quota lets begin.
public struct CapacityQuota: WireMessage {
    /// How many more tasks.
    public var tasks: UInt64
    /// The kind of which nothing more may be held then, with what is held and may be: amounts as in QuotaTerms.
    public var kind: String
    /// What is held.
    public var held: UInt64
    /// What may be held.
    public var limit: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        tasks: UInt64 = 0,
        kind: String = "",
        held: UInt64 = 0,
        limit: UInt64 = 0
    ) {
        self.tasks = tasks
        self.kind = kind
        self.held = held
        self.limit = limit
    }
}

extension CapacityQuota: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CapacityQuota>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.tasks = c.tasks
        self.kind = try reader.string(c.kind)
        self.held = c.held
        self.limit = c.limit
    }

    func write(to c: UnsafeMutablePointer<Muster__CapacityQuota>, _ arena: WireArena) throws(WireError) {
        muster__capacity_quota__init(c)
        c.pointee.tasks = self.tasks
        c.pointee.kind = try arena.string(self.kind)
        c.pointee.held = self.held
        c.pointee.limit = self.limit
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CapacityQuota>) -> Int {
        muster__capacity_quota__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CapacityQuota>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__capacity_quota__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CapacityQuota>? {
        muster__capacity_quota__unpack(allocator, count, data)
    }
}

/// How many more tasks of a job's kind fit.
public struct CapacityView: WireMessage {
    /// The job's namespace.
    public var namespaceName: String
    /// The job's name.
    public var job: String
    /// All servers together.
    public var all: CapacityGroup?
    /// By the values of a label, where one was asked for.
    public var groups: [CapacityGroup]
    /// How many tasks start together; 1 for tasks that are no gang.
    public var gangSize: UInt64
    /// What the quota lets begin; absent where it bounds nothing of this.
    public var quota: CapacityQuota?
    /// Tasks of all jobs that wait for a place: what they will take is not counted.
    public var waiting: UInt64
    /// The servers that may have none.
    public var removed: [RemovedBy]
    /// Groups that are left out.
    public var unlisted: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        namespaceName: String = "",
        job: String = "",
        all: CapacityGroup? = nil,
        groups: [CapacityGroup] = [],
        gangSize: UInt64 = 0,
        quota: CapacityQuota? = nil,
        waiting: UInt64 = 0,
        removed: [RemovedBy] = [],
        unlisted: UInt64 = 0
    ) {
        self.namespaceName = namespaceName
        self.job = job
        self.all = all
        self.groups = groups
        self.gangSize = gangSize
        self.quota = quota
        self.waiting = waiting
        self.removed = removed
        self.unlisted = unlisted
    }
}

extension CapacityView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CapacityView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.namespaceName = try reader.string(c.namespace_name)
        self.job = try reader.string(c.job)
        self.all = try reader.optional(c.all)
        self.groups = try reader.messages(c.groups, c.n_groups)
        self.gangSize = c.gang_size
        self.quota = try reader.optional(c.quota)
        self.waiting = c.waiting
        self.removed = try reader.messages(c.removed, c.n_removed)
        self.unlisted = c.unlisted
    }

    func write(to c: UnsafeMutablePointer<Muster__CapacityView>, _ arena: WireArena) throws(WireError) {
        muster__capacity_view__init(c)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.job = try arena.string(self.job)
        c.pointee.all = try arena.optional(self.all)
        (c.pointee.groups, c.pointee.n_groups) = try arena.messages(self.groups)
        c.pointee.gang_size = self.gangSize
        c.pointee.quota = try arena.optional(self.quota)
        c.pointee.waiting = self.waiting
        (c.pointee.removed, c.pointee.n_removed) = try arena.messages(self.removed)
        c.pointee.unlisted = self.unlisted
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CapacityView>) -> Int {
        muster__capacity_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CapacityView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__capacity_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CapacityView>? {
        muster__capacity_view__unpack(allocator, count, data)
    }
}

/// A resource as a job's tasks request and use it: CPU in thousandths of a core, or memory in bytes.
public struct AdvisedResource: WireMessage {
    /// What each task requests.
    public var requested: UInt64
    /// What each may use at the most; 0 for no bound.
    public var limit: UInt64
    /// Whether use was measured; else the three that follow are 0.
    public var isMeasured: Bool
    /// Half of what was seen lies at or below it.
    public var median: UInt64
    /// 95 of 100 of what was seen lie at or below it.
    public var ninetyFive: UInt64
    /// The highest of the last days.
    public var highest: UInt64
    /// 0 too little is known, 1 the request fits, 2 less would do, 3 it needs more.
    public var verdict: UInt32
    /// Why it needs more: 1 its limit holds it back, 2 tasks were killed for want of it, 3 it comes near its limit, 4 it uses more
    /// than it requests; else 0.
    public var reason: UInt32
    /// What each task should request; as requested where nothing else is proposed.
    public var proposed: UInt64
    /// What each should be allowed at the most; 0 for what it requests.
    public var proposedLimit: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        requested: UInt64 = 0,
        limit: UInt64 = 0,
        isMeasured: Bool = false,
        median: UInt64 = 0,
        ninetyFive: UInt64 = 0,
        highest: UInt64 = 0,
        verdict: UInt32 = 0,
        reason: UInt32 = 0,
        proposed: UInt64 = 0,
        proposedLimit: UInt64 = 0
    ) {
        self.requested = requested
        self.limit = limit
        self.isMeasured = isMeasured
        self.median = median
        self.ninetyFive = ninetyFive
        self.highest = highest
        self.verdict = verdict
        self.reason = reason
        self.proposed = proposed
        self.proposedLimit = proposedLimit
    }
}

extension AdvisedResource: CRepresented {
    init(reading pointer: UnsafePointer<Muster__AdvisedResource>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.requested = c.requested
        self.limit = c.limit
        self.isMeasured = c.is_measured != 0
        self.median = c.median
        self.ninetyFive = c.ninety_five
        self.highest = c.highest
        self.verdict = c.verdict
        self.reason = c.reason
        self.proposed = c.proposed
        self.proposedLimit = c.proposed_limit
    }

    func write(to c: UnsafeMutablePointer<Muster__AdvisedResource>, _ arena: WireArena) throws(WireError) {
        muster__advised_resource__init(c)
        c.pointee.requested = self.requested
        c.pointee.limit = self.limit
        c.pointee.is_measured = self.isMeasured ? 1 : 0
        c.pointee.median = self.median
        c.pointee.ninety_five = self.ninetyFive
        c.pointee.highest = self.highest
        c.pointee.verdict = self.verdict
        c.pointee.reason = self.reason
        c.pointee.proposed = self.proposed
        c.pointee.proposed_limit = self.proposedLimit
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__AdvisedResource>) -> Int {
        muster__advised_resource__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__AdvisedResource>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__advised_resource__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__AdvisedResource>? {
        muster__advised_resource__unpack(allocator, count, data)
    }
}

/// What a job's tasks use against what they request.
public struct AdviceView: WireMessage {
    /// The job's namespace.
    public var namespaceName: String
    /// The job's name.
    public var job: String
    /// Its tasks that are not over: what is freed is freed so many times.
    public var live: UInt64
    /// How many attempts were measured.
    public var tasks: UInt64
    /// From the first reading to the newest.
    public var watchedNs: UInt64
    /// The time of all measured attempts together.
    public var taskTimeNs: UInt64
    /// How sure the numbers are, from 0 to 1 (a day).
    public var confidence: Double
    /// CPU in thousandths of a core.
    public var cpu: AdvisedResource?
    /// Memory in bytes.
    public var memory: AdvisedResource?
    /// For which share of the time CPU limits held tasks back; more than 1 where several threads of a task were.
    public var throttled: Double
    /// How many of the attempts that are remembered were killed for want of memory, of the job's present version.
    public var memoryKills: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        namespaceName: String = "",
        job: String = "",
        live: UInt64 = 0,
        tasks: UInt64 = 0,
        watchedNs: UInt64 = 0,
        taskTimeNs: UInt64 = 0,
        confidence: Double = 0,
        cpu: AdvisedResource? = nil,
        memory: AdvisedResource? = nil,
        throttled: Double = 0,
        memoryKills: UInt64 = 0
    ) {
        self.namespaceName = namespaceName
        self.job = job
        self.live = live
        self.tasks = tasks
        self.watchedNs = watchedNs
        self.taskTimeNs = taskTimeNs
        self.confidence = confidence
        self.cpu = cpu
        self.memory = memory
        self.throttled = throttled
        self.memoryKills = memoryKills
    }
}

extension AdviceView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__AdviceView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.namespaceName = try reader.string(c.namespace_name)
        self.job = try reader.string(c.job)
        self.live = c.live
        self.tasks = c.tasks
        self.watchedNs = c.watched_ns
        self.taskTimeNs = c.task_time_ns
        self.confidence = c.confidence
        self.cpu = try reader.optional(c.cpu)
        self.memory = try reader.optional(c.memory)
        self.throttled = c.throttled
        self.memoryKills = c.memory_kills
    }

    func write(to c: UnsafeMutablePointer<Muster__AdviceView>, _ arena: WireArena) throws(WireError) {
        muster__advice_view__init(c)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.job = try arena.string(self.job)
        c.pointee.live = self.live
        c.pointee.tasks = self.tasks
        c.pointee.watched_ns = self.watchedNs
        c.pointee.task_time_ns = self.taskTimeNs
        c.pointee.confidence = self.confidence
        c.pointee.cpu = try arena.optional(self.cpu)
        c.pointee.memory = try arena.optional(self.memory)
        c.pointee.throttled = self.throttled
        c.pointee.memory_kills = self.memoryKills
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__AdviceView>) -> Int {
        muster__advice_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__AdviceView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__advice_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__AdviceView>? {
        muster__advice_view__unpack(allocator, count, data)
    }
}

/// A standby pool.
public struct PoolView: WireMessage {
    /// Its name.
    public var name: String
    /// Its servers.
    public var nodes: [String]
    /// How many of them are free.
    public var free: UInt32
    /// How it is kept, where no person keeps it.
    public var rule: PoolRuleView?
    /// Its servers that keep room for the work of suspect ones, each with these: `node-5 for node-2`.
    public var prepared: [String]

    /// Every field has its proto3 default unless given.
    public init(
        name: String = "",
        nodes: [String] = [],
        free: UInt32 = 0,
        rule: PoolRuleView? = nil,
        prepared: [String] = []
    ) {
        self.name = name
        self.nodes = nodes
        self.free = free
        self.rule = rule
        self.prepared = prepared
    }
}

extension PoolView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__PoolView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.name = try reader.string(c.name)
        self.nodes = try reader.strings(c.nodes, c.n_nodes)
        self.free = c.free
        self.rule = try reader.optional(c.rule)
        self.prepared = try reader.strings(c.prepared, c.n_prepared)
    }

    func write(to c: UnsafeMutablePointer<Muster__PoolView>, _ arena: WireArena) throws(WireError) {
        muster__pool_view__init(c)
        c.pointee.name = try arena.string(self.name)
        (c.pointee.nodes, c.pointee.n_nodes) = try arena.strings(self.nodes)
        c.pointee.free = self.free
        c.pointee.rule = try arena.optional(self.rule)
        (c.pointee.prepared, c.pointee.n_prepared) = try arena.strings(self.prepared)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__PoolView>) -> Int {
        muster__pool_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__PoolView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__pool_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__PoolView>? {
        muster__pool_view__unpack(allocator, count, data)
    }
}

/// How a pool is kept, with the arithmetic of its size.
public struct PoolRuleView: WireMessage {
    /// The code of Fleet's PoolRule.Reserve.
    public var reserve: UInt32
    /// The servers that it stands in for.
    public var target: String
    /// Its size follows from the measured failure rate.
    public var isAutomatic: Bool
    /// How long what was used stays away.
    public var refillNs: UInt64
    /// How many servers it shall have, or which share of each in thousandths.
    public var wanted: UInt64
    /// The target's servers in service.
    public var servers: UInt64
    /// Their losses.
    public var losses: UInt64
    /// The time in which they had these, all servers' together.
    public var serviceNs: UInt64
    /// The estimate of how often one of them is lost.
    public var lossesPerYear: Double
    /// How many standbys the rule asks for.
    public var standbys: UInt64
    /// How likely these suffice.
    public var coverage: Double
    /// Where the refill time comes from: `given`, `measured` or `assumed`.
    public var refillSource: String

    /// Every field has its proto3 default unless given.
    public init(
        reserve: UInt32 = 0,
        target: String = "",
        isAutomatic: Bool = false,
        refillNs: UInt64 = 0,
        wanted: UInt64 = 0,
        servers: UInt64 = 0,
        losses: UInt64 = 0,
        serviceNs: UInt64 = 0,
        lossesPerYear: Double = 0,
        standbys: UInt64 = 0,
        coverage: Double = 0,
        refillSource: String = ""
    ) {
        self.reserve = reserve
        self.target = target
        self.isAutomatic = isAutomatic
        self.refillNs = refillNs
        self.wanted = wanted
        self.servers = servers
        self.losses = losses
        self.serviceNs = serviceNs
        self.lossesPerYear = lossesPerYear
        self.standbys = standbys
        self.coverage = coverage
        self.refillSource = refillSource
    }
}

extension PoolRuleView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__PoolRuleView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.reserve = c.reserve
        self.target = try reader.string(c.target)
        self.isAutomatic = c.is_automatic != 0
        self.refillNs = c.refill_ns
        self.wanted = c.wanted
        self.servers = c.servers
        self.losses = c.losses
        self.serviceNs = c.service_ns
        self.lossesPerYear = c.losses_per_year
        self.standbys = c.standbys
        self.coverage = c.coverage
        self.refillSource = try reader.string(c.refill_source)
    }

    func write(to c: UnsafeMutablePointer<Muster__PoolRuleView>, _ arena: WireArena) throws(WireError) {
        muster__pool_rule_view__init(c)
        c.pointee.reserve = self.reserve
        c.pointee.target = try arena.string(self.target)
        c.pointee.is_automatic = self.isAutomatic ? 1 : 0
        c.pointee.refill_ns = self.refillNs
        c.pointee.wanted = self.wanted
        c.pointee.servers = self.servers
        c.pointee.losses = self.losses
        c.pointee.service_ns = self.serviceNs
        c.pointee.losses_per_year = self.lossesPerYear
        c.pointee.standbys = self.standbys
        c.pointee.coverage = self.coverage
        c.pointee.refill_source = try arena.string(self.refillSource)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__PoolRuleView>) -> Int {
        muster__pool_rule_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__PoolRuleView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__pool_rule_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__PoolRuleView>? {
        muster__pool_rule_view__unpack(allocator, count, data)
    }
}

/// How often something is lost.
public struct FailureView: WireMessage {
    /// What: a class of servers or of jobs, or a server.
    public var subject: String
    /// How many there are now.
    public var count: UInt64
    /// Their losses.
    public var losses: UInt64
    /// The time in which they had these, all together.
    public var serviceNs: UInt64
    /// The estimate of how often one of them is lost.
    public var lossesPerYear: Double

    /// Every field has its proto3 default unless given.
    public init(
        subject: String = "",
        count: UInt64 = 0,
        losses: UInt64 = 0,
        serviceNs: UInt64 = 0,
        lossesPerYear: Double = 0
    ) {
        self.subject = subject
        self.count = count
        self.losses = losses
        self.serviceNs = serviceNs
        self.lossesPerYear = lossesPerYear
    }
}

extension FailureView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__FailureView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.subject = try reader.string(c.subject)
        self.count = c.count
        self.losses = c.losses
        self.serviceNs = c.service_ns
        self.lossesPerYear = c.losses_per_year
    }

    func write(to c: UnsafeMutablePointer<Muster__FailureView>, _ arena: WireArena) throws(WireError) {
        muster__failure_view__init(c)
        c.pointee.subject = try arena.string(self.subject)
        c.pointee.count = self.count
        c.pointee.losses = self.losses
        c.pointee.service_ns = self.serviceNs
        c.pointee.losses_per_year = self.lossesPerYear
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__FailureView>) -> Int {
        muster__failure_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__FailureView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__failure_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__FailureView>? {
        muster__failure_view__unpack(allocator, count, data)
    }
}

/// What a user's jobs in a namespace used.
public struct UsageView: WireMessage {
    /// The namespace; empty for those together that came when there were too many to keep apart.
    public var namespaceName: String
    /// Who submitted the jobs.
    public var user: String
    /// Thousandths of a core times seconds.
    public var cpuMillicoreSeconds: UInt64
    /// Thousandths of a GPU times seconds.
    public var gpuThousandthSeconds: UInt64
    /// Mebibytes of memory times seconds.
    public var memoryMebibyteSeconds: UInt64
    /// Attempts that ended.
    public var ended: UInt64
    /// Attempts that live.
    public var live: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        namespaceName: String = "",
        user: String = "",
        cpuMillicoreSeconds: UInt64 = 0,
        gpuThousandthSeconds: UInt64 = 0,
        memoryMebibyteSeconds: UInt64 = 0,
        ended: UInt64 = 0,
        live: UInt64 = 0
    ) {
        self.namespaceName = namespaceName
        self.user = user
        self.cpuMillicoreSeconds = cpuMillicoreSeconds
        self.gpuThousandthSeconds = gpuThousandthSeconds
        self.memoryMebibyteSeconds = memoryMebibyteSeconds
        self.ended = ended
        self.live = live
    }
}

extension UsageView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__UsageView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.namespaceName = try reader.string(c.namespace_name)
        self.user = try reader.string(c.user)
        self.cpuMillicoreSeconds = c.cpu_millicore_seconds
        self.gpuThousandthSeconds = c.gpu_thousandth_seconds
        self.memoryMebibyteSeconds = c.memory_mebibyte_seconds
        self.ended = c.ended
        self.live = c.live
    }

    func write(to c: UnsafeMutablePointer<Muster__UsageView>, _ arena: WireArena) throws(WireError) {
        muster__usage_view__init(c)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.user = try arena.string(self.user)
        c.pointee.cpu_millicore_seconds = self.cpuMillicoreSeconds
        c.pointee.gpu_thousandth_seconds = self.gpuThousandthSeconds
        c.pointee.memory_mebibyte_seconds = self.memoryMebibyteSeconds
        c.pointee.ended = self.ended
        c.pointee.live = self.live
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__UsageView>) -> Int {
        muster__usage_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__UsageView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__usage_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__UsageView>? {
        muster__usage_view__unpack(allocator, count, data)
    }
}

/// A namespace with what it may have and what it has.
public struct QuotaView: WireMessage {
    /// The namespace.
    public var namespaceName: String
    /// Its quota; absent where it has none.
    public var quota: QuotaTerms?
    /// What its live tasks hold, by kind.
    public var held: [Amount]
    /// How many of its tasks wait for a place.
    public var waiting: UInt64
    /// Its part of what all namespaces used of late, in thousandths.
    public var usedThousandths: UInt64
    /// Its part of what is shared out, in thousandths.
    public var dueThousandths: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        namespaceName: String = "",
        quota: QuotaTerms? = nil,
        held: [Amount] = [],
        waiting: UInt64 = 0,
        usedThousandths: UInt64 = 0,
        dueThousandths: UInt64 = 0
    ) {
        self.namespaceName = namespaceName
        self.quota = quota
        self.held = held
        self.waiting = waiting
        self.usedThousandths = usedThousandths
        self.dueThousandths = dueThousandths
    }
}

extension QuotaView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__QuotaView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.namespaceName = try reader.string(c.namespace_name)
        self.quota = try reader.optional(c.quota)
        self.held = try reader.messages(c.held, c.n_held)
        self.waiting = c.waiting
        self.usedThousandths = c.used_thousandths
        self.dueThousandths = c.due_thousandths
    }

    func write(to c: UnsafeMutablePointer<Muster__QuotaView>, _ arena: WireArena) throws(WireError) {
        muster__quota_view__init(c)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.quota = try arena.optional(self.quota)
        (c.pointee.held, c.pointee.n_held) = try arena.messages(self.held)
        c.pointee.waiting = self.waiting
        c.pointee.used_thousandths = self.usedThousandths
        c.pointee.due_thousandths = self.dueThousandths
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__QuotaView>) -> Int {
        muster__quota_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__QuotaView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__quota_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__QuotaView>? {
        muster__quota_view__unpack(allocator, count, data)
    }
}

/// A namespace with its settings.
public struct NamespaceView: WireMessage {
    /// Its name, or `*` for what holds for all others.
    public var namespaceName: String
    /// Its own policy for GPUs that do nothing; absent for none.
    public var own: IdleGpuTerms?
    /// The policy that holds for it.
    public var idleGpus: IdleGpuTerms?
    /// Jobs that shall run.
    public var jobs: UInt64
    /// Those of them that are held.
    public var held: UInt64
    /// Those that are warned, since their GPUs do nothing.
    public var warned: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        namespaceName: String = "",
        own: IdleGpuTerms? = nil,
        idleGpus: IdleGpuTerms? = nil,
        jobs: UInt64 = 0,
        held: UInt64 = 0,
        warned: UInt64 = 0
    ) {
        self.namespaceName = namespaceName
        self.own = own
        self.idleGpus = idleGpus
        self.jobs = jobs
        self.held = held
        self.warned = warned
    }
}

extension NamespaceView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__NamespaceView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.namespaceName = try reader.string(c.namespace_name)
        self.own = try reader.optional(c.own)
        self.idleGpus = try reader.optional(c.idle_gpus)
        self.jobs = c.jobs
        self.held = c.held
        self.warned = c.warned
    }

    func write(to c: UnsafeMutablePointer<Muster__NamespaceView>, _ arena: WireArena) throws(WireError) {
        muster__namespace_view__init(c)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.own = try arena.optional(self.own)
        c.pointee.idle_gpus = try arena.optional(self.idleGpus)
        c.pointee.jobs = self.jobs
        c.pointee.held = self.held
        c.pointee.warned = self.warned
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__NamespaceView>) -> Int {
        muster__namespace_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__NamespaceView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__namespace_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__NamespaceView>? {
        muster__namespace_view__unpack(allocator, count, data)
    }
}

/// A task on a reserved server of somebody for whom that is not kept.
public struct ReservedTask: WireMessage {
    /// The job and the index within it, `NAME[INDEX]`.
    public var name: String
    /// Its server.
    public var node: String
    /// What becomes of it, as a clause without its subject.
    public var fate: String

    /// Every field has its proto3 default unless given.
    public init(
        name: String = "",
        node: String = "",
        fate: String = ""
    ) {
        self.name = name
        self.node = node
        self.fate = fate
    }
}

extension ReservedTask: CRepresented {
    init(reading pointer: UnsafePointer<Muster__ReservedTask>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.name = try reader.string(c.name)
        self.node = try reader.string(c.node)
        self.fate = try reader.string(c.fate)
    }

    func write(to c: UnsafeMutablePointer<Muster__ReservedTask>, _ arena: WireArena) throws(WireError) {
        muster__reserved_task__init(c)
        c.pointee.name = try arena.string(self.name)
        c.pointee.node = try arena.string(self.node)
        c.pointee.fate = try arena.string(self.fate)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__ReservedTask>) -> Int {
        muster__reserved_task__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__ReservedTask>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__reserved_task__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__ReservedTask>? {
        muster__reserved_task__unpack(allocator, count, data)
    }
}

/// A reservation with what lives there of others.
public struct ReservationView: WireMessage {
    /// Its name.
    public var name: String
    /// What it keeps.
    public var terms: ReservationTerms?
    /// How many tasks of others live on its servers.
    public var others: UInt64
    /// Some of them with what becomes of them (only when one reservation is asked for).
    public var tasks: [ReservedTask]

    /// Every field has its proto3 default unless given.
    public init(
        name: String = "",
        terms: ReservationTerms? = nil,
        others: UInt64 = 0,
        tasks: [ReservedTask] = []
    ) {
        self.name = name
        self.terms = terms
        self.others = others
        self.tasks = tasks
    }
}

extension ReservationView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__ReservationView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.name = try reader.string(c.name)
        self.terms = try reader.optional(c.terms)
        self.others = c.others
        self.tasks = try reader.messages(c.tasks, c.n_tasks)
    }

    func write(to c: UnsafeMutablePointer<Muster__ReservationView>, _ arena: WireArena) throws(WireError) {
        muster__reservation_view__init(c)
        c.pointee.name = try arena.string(self.name)
        c.pointee.terms = try arena.optional(self.terms)
        c.pointee.others = self.others
        (c.pointee.tasks, c.pointee.n_tasks) = try arena.messages(self.tasks)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__ReservationView>) -> Int {
        muster__reservation_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__ReservationView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__reservation_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__ReservationView>? {
        muster__reservation_view__unpack(allocator, count, data)
    }
}

/// An attempt, or an allocation that has none yet, for accounts.
public struct AttemptView: WireMessage {
    /// The allocation's number.
    public var allocation: UInt64
    /// The job's namespace.
    public var namespaceName: String
    /// The job's name.
    public var job: String
    /// The log index of the job's first submission.
    public var jobNumber: UInt64
    /// Index within the job.
    public var index: UInt64
    /// Number of the attempt; 0 for an allocation that waits for its first.
    public var attempt: UInt64
    /// Who submitted the job.
    public var user: String
    /// The code of Fleet's JobType.
    public var type: UInt32
    /// `PENDING`, `RUNNING`, `COMPLETED`, `FAILED`, `CANCELLED`, `PREEMPTED`, `REQUEUED`, `NODE_FAIL`, `TIMEOUT` or `DEADLINE`.
    public var state: String
    /// The task's exit code.
    public var exitCode: UInt64
    /// The signal that ended the task; 0 for none.
    public var exitSignal: UInt64
    /// When the job was submitted.
    public var submittedAt: UInt64
    /// When it was assigned; 0 for not yet.
    public var assignedAt: UInt64
    /// When its end was committed; 0 for not yet.
    public var endedAt: UInt64
    /// What it held, or asks for.
    public var resources: Resources?
    /// Its server; empty for none.
    public var node: String

    /// Every field has its proto3 default unless given.
    public init(
        allocation: UInt64 = 0,
        namespaceName: String = "",
        job: String = "",
        jobNumber: UInt64 = 0,
        index: UInt64 = 0,
        attempt: UInt64 = 0,
        user: String = "",
        type: UInt32 = 0,
        state: String = "",
        exitCode: UInt64 = 0,
        exitSignal: UInt64 = 0,
        submittedAt: UInt64 = 0,
        assignedAt: UInt64 = 0,
        endedAt: UInt64 = 0,
        resources: Resources? = nil,
        node: String = ""
    ) {
        self.allocation = allocation
        self.namespaceName = namespaceName
        self.job = job
        self.jobNumber = jobNumber
        self.index = index
        self.attempt = attempt
        self.user = user
        self.type = type
        self.state = state
        self.exitCode = exitCode
        self.exitSignal = exitSignal
        self.submittedAt = submittedAt
        self.assignedAt = assignedAt
        self.endedAt = endedAt
        self.resources = resources
        self.node = node
    }
}

extension AttemptView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__AttemptView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.allocation = c.allocation
        self.namespaceName = try reader.string(c.namespace_name)
        self.job = try reader.string(c.job)
        self.jobNumber = c.job_number
        self.index = c.index
        self.attempt = c.attempt
        self.user = try reader.string(c.user)
        self.type = c.type
        self.state = try reader.string(c.state)
        self.exitCode = c.exit_code
        self.exitSignal = c.exit_signal
        self.submittedAt = c.submitted_at
        self.assignedAt = c.assigned_at
        self.endedAt = c.ended_at
        self.resources = try reader.optional(c.resources)
        self.node = try reader.string(c.node)
    }

    func write(to c: UnsafeMutablePointer<Muster__AttemptView>, _ arena: WireArena) throws(WireError) {
        muster__attempt_view__init(c)
        c.pointee.allocation = self.allocation
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.job = try arena.string(self.job)
        c.pointee.job_number = self.jobNumber
        c.pointee.index = self.index
        c.pointee.attempt = self.attempt
        c.pointee.user = try arena.string(self.user)
        c.pointee.type = self.type
        c.pointee.state = try arena.string(self.state)
        c.pointee.exit_code = self.exitCode
        c.pointee.exit_signal = self.exitSignal
        c.pointee.submitted_at = self.submittedAt
        c.pointee.assigned_at = self.assignedAt
        c.pointee.ended_at = self.endedAt
        c.pointee.resources = try arena.optional(self.resources)
        c.pointee.node = try arena.string(self.node)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__AttemptView>) -> Int {
        muster__attempt_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__AttemptView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__attempt_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__AttemptView>? {
        muster__attempt_view__unpack(allocator, count, data)
    }
}

/// One administrative act.
public struct AuditView: WireMessage {
    /// Log index.
    public var index: UInt64
    /// When.
    public var time: UInt64
    /// Who.
    public var actor: String
    /// What.
    public var act: String
    /// `ok` or why not.
    public var outcome: String

    /// Every field has its proto3 default unless given.
    public init(
        index: UInt64 = 0,
        time: UInt64 = 0,
        actor: String = "",
        act: String = "",
        outcome: String = ""
    ) {
        self.index = index
        self.time = time
        self.actor = actor
        self.act = act
        self.outcome = outcome
    }
}

extension AuditView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__AuditView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.index = c.index
        self.time = c.time
        self.actor = try reader.string(c.actor)
        self.act = try reader.string(c.act)
        self.outcome = try reader.string(c.outcome)
    }

    func write(to c: UnsafeMutablePointer<Muster__AuditView>, _ arena: WireArena) throws(WireError) {
        muster__audit_view__init(c)
        c.pointee.index = self.index
        c.pointee.time = self.time
        c.pointee.actor = try arena.string(self.actor)
        c.pointee.act = try arena.string(self.act)
        c.pointee.outcome = try arena.string(self.outcome)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__AuditView>) -> Int {
        muster__audit_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__AuditView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__audit_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__AuditView>? {
        muster__audit_view__unpack(allocator, count, data)
    }
}

/// One server's part of a command.
public struct CommandRunView: WireMessage {
    /// The server.
    public var node: String
    /// How it ended; absent while it runs.
    public var result: CommandResult?

    /// Every field has its proto3 default unless given.
    public init(
        node: String = "",
        result: CommandResult? = nil
    ) {
        self.node = node
        self.result = result
    }
}

extension CommandRunView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CommandRunView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.node = try reader.string(c.node)
        self.result = try reader.optional(c.result)
    }

    func write(to c: UnsafeMutablePointer<Muster__CommandRunView>, _ arena: WireArena) throws(WireError) {
        muster__command_run_view__init(c)
        c.pointee.node = try arena.string(self.node)
        c.pointee.result = try arena.optional(self.result)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CommandRunView>) -> Int {
        muster__command_run_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CommandRunView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__command_run_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CommandRunView>? {
        muster__command_run_view__unpack(allocator, count, data)
    }
}

/// A command.
public struct CommandView: WireMessage {
    /// Its number.
    public var id: UInt64
    /// What it does.
    public var definition: CommandDefinition?
    /// The target as written.
    public var target: String
    /// Who gave it.
    public var owner: String
    /// When.
    public var acceptedAt: UInt64
    /// Its runs.
    public var runs: [CommandRunView]
    /// Whether every run has a result.
    public var isSettled: Bool

    /// Every field has its proto3 default unless given.
    public init(
        id: UInt64 = 0,
        definition: CommandDefinition? = nil,
        target: String = "",
        owner: String = "",
        acceptedAt: UInt64 = 0,
        runs: [CommandRunView] = [],
        isSettled: Bool = false
    ) {
        self.id = id
        self.definition = definition
        self.target = target
        self.owner = owner
        self.acceptedAt = acceptedAt
        self.runs = runs
        self.isSettled = isSettled
    }
}

extension CommandView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CommandView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.id = c.id
        self.definition = try reader.optional(c.definition)
        self.target = try reader.string(c.target)
        self.owner = try reader.string(c.owner)
        self.acceptedAt = c.accepted_at
        self.runs = try reader.messages(c.runs, c.n_runs)
        self.isSettled = c.is_settled != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__CommandView>, _ arena: WireArena) throws(WireError) {
        muster__command_view__init(c)
        c.pointee.id = self.id
        c.pointee.definition = try arena.optional(self.definition)
        c.pointee.target = try arena.string(self.target)
        c.pointee.owner = try arena.string(self.owner)
        c.pointee.accepted_at = self.acceptedAt
        (c.pointee.runs, c.pointee.n_runs) = try arena.messages(self.runs)
        c.pointee.is_settled = self.isSettled ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CommandView>) -> Int {
        muster__command_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CommandView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__command_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CommandView>? {
        muster__command_view__unpack(allocator, count, data)
    }
}

/// The answer to a query: one of the lists is filled.
public struct View: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 83
    /// The conversation that carries this message.
    public static let conversation = Conversation.administration
    /// As asked.
    public var correlation: UInt64
    /// The log index at which it was true.
    public var index: UInt64
    /// The topic.
    public var topic: Topic
    /// For TOPIC_STATUS.
    public var status: StatusView?
    /// For TOPIC_NODES and TOPIC_NODE.
    public var nodes: [NodeView]
    /// For TOPIC_JOBS and TOPIC_JOB.
    public var jobs: [JobView]
    /// For TOPIC_WHY.
    public var whys: [WhyView]
    /// For TOPIC_POOLS.
    public var pools: [PoolView]
    /// For TOPIC_AUDIT.
    public var audit: [AuditView]
    /// For TOPIC_COMMAND.
    public var command: CommandView?
    /// For TOPIC_FAILURES.
    public var failures: [FailureView]
    /// For TOPIC_USAGE.
    public var usage: [UsageView]
    /// For TOPIC_ATTEMPTS, ascending by allocation; as many as were asked for where there are more.
    public var attempts: [AttemptView]
    /// For TOPIC_USAGE, TOPIC_ATTEMPTS and TOPIC_RESERVATIONS: the leader's time.
    public var now: UInt64
    /// For TOPIC_QUOTAS.
    public var quotas: [QuotaView]
    /// For TOPIC_QUOTAS: how long it takes until half of what was used is forgotten.
    public var halfLifeNs: UInt64
    /// For TOPIC_PLAN.
    public var plan: PlanView?
    /// For TOPIC_CAPACITY, in the order of the question.
    public var capacities: [CapacityView]
    /// For TOPIC_RESERVATIONS, by name.
    public var reservations: [ReservationView]
    /// For TOPIC_ADVICE: what would free the most first.
    public var advices: [AdviceView]
    /// For TOPIC_NAMESPACES, by name.
    public var namespaces: [NamespaceView]
    /// For TOPIC_BALANCE.
    public var balance: BalanceView?
    /// For TOPIC_DECISIONS, oldest first.
    public var decisions: [DecisionView]
    /// For TOPIC_TOKENS, by number.
    public var tokens: [TokenView]
    /// For TOPIC_KEYS, by name.
    public var keys: [KeyView]

    /// Every field has its proto3 default unless given.
    public init(
        correlation: UInt64 = 0,
        index: UInt64 = 0,
        topic: Topic = .unspecified,
        status: StatusView? = nil,
        nodes: [NodeView] = [],
        jobs: [JobView] = [],
        whys: [WhyView] = [],
        pools: [PoolView] = [],
        audit: [AuditView] = [],
        command: CommandView? = nil,
        failures: [FailureView] = [],
        usage: [UsageView] = [],
        attempts: [AttemptView] = [],
        now: UInt64 = 0,
        quotas: [QuotaView] = [],
        halfLifeNs: UInt64 = 0,
        plan: PlanView? = nil,
        capacities: [CapacityView] = [],
        reservations: [ReservationView] = [],
        advices: [AdviceView] = [],
        namespaces: [NamespaceView] = [],
        balance: BalanceView? = nil,
        decisions: [DecisionView] = [],
        tokens: [TokenView] = [],
        keys: [KeyView] = []
    ) {
        self.correlation = correlation
        self.index = index
        self.topic = topic
        self.status = status
        self.nodes = nodes
        self.jobs = jobs
        self.whys = whys
        self.pools = pools
        self.audit = audit
        self.command = command
        self.failures = failures
        self.usage = usage
        self.attempts = attempts
        self.now = now
        self.quotas = quotas
        self.halfLifeNs = halfLifeNs
        self.plan = plan
        self.capacities = capacities
        self.reservations = reservations
        self.advices = advices
        self.namespaces = namespaces
        self.balance = balance
        self.decisions = decisions
        self.tokens = tokens
        self.keys = keys
    }
}

extension View: CRepresented {
    init(reading pointer: UnsafePointer<Muster__View>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.correlation = c.correlation
        self.index = c.index
        self.topic = Topic(c: c.topic)
        self.status = try reader.optional(c.status)
        self.nodes = try reader.messages(c.nodes, c.n_nodes)
        self.jobs = try reader.messages(c.jobs, c.n_jobs)
        self.whys = try reader.messages(c.whys, c.n_whys)
        self.pools = try reader.messages(c.pools, c.n_pools)
        self.audit = try reader.messages(c.audit, c.n_audit)
        self.command = try reader.optional(c.command)
        self.failures = try reader.messages(c.failures, c.n_failures)
        self.usage = try reader.messages(c.usage, c.n_usage)
        self.attempts = try reader.messages(c.attempts, c.n_attempts)
        self.now = c.now
        self.quotas = try reader.messages(c.quotas, c.n_quotas)
        self.halfLifeNs = c.half_life_ns
        self.plan = try reader.optional(c.plan)
        self.capacities = try reader.messages(c.capacities, c.n_capacities)
        self.reservations = try reader.messages(c.reservations, c.n_reservations)
        self.advices = try reader.messages(c.advices, c.n_advices)
        self.namespaces = try reader.messages(c.namespaces, c.n_namespaces)
        self.balance = try reader.optional(c.balance)
        self.decisions = try reader.messages(c.decisions, c.n_decisions)
        self.tokens = try reader.messages(c.tokens, c.n_tokens)
        self.keys = try reader.messages(c.keys, c.n_keys)
    }

    func write(to c: UnsafeMutablePointer<Muster__View>, _ arena: WireArena) throws(WireError) {
        muster__view__init(c)
        c.pointee.correlation = self.correlation
        c.pointee.index = self.index
        c.pointee.topic = self.topic.c
        c.pointee.status = try arena.optional(self.status)
        (c.pointee.nodes, c.pointee.n_nodes) = try arena.messages(self.nodes)
        (c.pointee.jobs, c.pointee.n_jobs) = try arena.messages(self.jobs)
        (c.pointee.whys, c.pointee.n_whys) = try arena.messages(self.whys)
        (c.pointee.pools, c.pointee.n_pools) = try arena.messages(self.pools)
        (c.pointee.audit, c.pointee.n_audit) = try arena.messages(self.audit)
        c.pointee.command = try arena.optional(self.command)
        (c.pointee.failures, c.pointee.n_failures) = try arena.messages(self.failures)
        (c.pointee.usage, c.pointee.n_usage) = try arena.messages(self.usage)
        (c.pointee.attempts, c.pointee.n_attempts) = try arena.messages(self.attempts)
        c.pointee.now = self.now
        (c.pointee.quotas, c.pointee.n_quotas) = try arena.messages(self.quotas)
        c.pointee.half_life_ns = self.halfLifeNs
        c.pointee.plan = try arena.optional(self.plan)
        (c.pointee.capacities, c.pointee.n_capacities) = try arena.messages(self.capacities)
        (c.pointee.reservations, c.pointee.n_reservations) = try arena.messages(self.reservations)
        (c.pointee.advices, c.pointee.n_advices) = try arena.messages(self.advices)
        (c.pointee.namespaces, c.pointee.n_namespaces) = try arena.messages(self.namespaces)
        c.pointee.balance = try arena.optional(self.balance)
        (c.pointee.decisions, c.pointee.n_decisions) = try arena.messages(self.decisions)
        (c.pointee.tokens, c.pointee.n_tokens) = try arena.messages(self.tokens)
        (c.pointee.keys, c.pointee.n_keys) = try arena.messages(self.keys)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__View>) -> Int {
        muster__view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__View>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__View>? {
        muster__view__unpack(allocator, count, data)
    }
}

/// A token by which machines may join.
public struct TokenView: WireMessage {
    /// Its number.
    public var id: UInt64
    /// Whether coordinators join with it; else servers.
    public var forCoordinators: Bool
    /// How often it may be used.
    public var uses: UInt64
    /// How often it was.
    public var used: UInt64
    /// Until when, in nanoseconds since 1970-01-01 by the leader's time.
    public var expiresAt: UInt64
    /// Labels of the servers that join with it.
    public var labels: [Pair]
    /// Who made it.
    public var owner: String
    /// When.
    public var createdAt: UInt64
    /// Why nobody may join with it any more, a sentence's end; empty while somebody may.
    public var refusal: String

    /// Every field has its proto3 default unless given.
    public init(
        id: UInt64 = 0,
        forCoordinators: Bool = false,
        uses: UInt64 = 0,
        used: UInt64 = 0,
        expiresAt: UInt64 = 0,
        labels: [Pair] = [],
        owner: String = "",
        createdAt: UInt64 = 0,
        refusal: String = ""
    ) {
        self.id = id
        self.forCoordinators = forCoordinators
        self.uses = uses
        self.used = used
        self.expiresAt = expiresAt
        self.labels = labels
        self.owner = owner
        self.createdAt = createdAt
        self.refusal = refusal
    }
}

extension TokenView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__TokenView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.id = c.id
        self.forCoordinators = c.for_coordinators != 0
        self.uses = c.uses
        self.used = c.used
        self.expiresAt = c.expires_at
        self.labels = try reader.messages(c.labels, c.n_labels)
        self.owner = try reader.string(c.owner)
        self.createdAt = c.created_at
        self.refusal = try reader.string(c.refusal)
    }

    func write(to c: UnsafeMutablePointer<Muster__TokenView>, _ arena: WireArena) throws(WireError) {
        muster__token_view__init(c)
        c.pointee.id = self.id
        c.pointee.for_coordinators = self.forCoordinators ? 1 : 0
        c.pointee.uses = self.uses
        c.pointee.used = self.used
        c.pointee.expires_at = self.expiresAt
        (c.pointee.labels, c.pointee.n_labels) = try arena.messages(self.labels)
        c.pointee.owner = try arena.string(self.owner)
        c.pointee.created_at = self.createdAt
        c.pointee.refusal = try arena.string(self.refusal)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__TokenView>) -> Int {
        muster__token_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__TokenView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__token_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__TokenView>? {
        muster__token_view__unpack(allocator, count, data)
    }
}

/// A key that is admitted.
public struct KeyView: WireMessage {
    /// CURVE public key in Z85.
    public var publicKey: String
    /// Whose it is.
    public var name: String
    /// `agent NODE`, `viewer`, `operator` or `admin`.
    public var role: String

    /// Every field has its proto3 default unless given.
    public init(
        publicKey: String = "",
        name: String = "",
        role: String = ""
    ) {
        self.publicKey = publicKey
        self.name = name
        self.role = role
    }
}

extension KeyView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__KeyView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.publicKey = try reader.string(c.public_key)
        self.name = try reader.string(c.name)
        self.role = try reader.string(c.role)
    }

    func write(to c: UnsafeMutablePointer<Muster__KeyView>, _ arena: WireArena) throws(WireError) {
        muster__key_view__init(c)
        c.pointee.public_key = try arena.string(self.publicKey)
        c.pointee.name = try arena.string(self.name)
        c.pointee.role = try arena.string(self.role)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__KeyView>) -> Int {
        muster__key_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__KeyView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__key_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__KeyView>? {
        muster__key_view__unpack(allocator, count, data)
    }
}

/// What was decided about a task or its job, or became of it.
public struct DecisionView: WireMessage {
    /// When: nanoseconds since 1970-01-01 by the leader's time.
    public var time: UInt64
    /// The task; empty for the whole job.
    public var task: String
    /// A clause.
    public var what: String

    /// Every field has its proto3 default unless given.
    public init(
        time: UInt64 = 0,
        task: String = "",
        what: String = ""
    ) {
        self.time = time
        self.task = task
        self.what = what
    }
}

extension DecisionView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__DecisionView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.time = c.time
        self.task = try reader.string(c.task)
        self.what = try reader.string(c.what)
    }

    func write(to c: UnsafeMutablePointer<Muster__DecisionView>, _ arena: WireArena) throws(WireError) {
        muster__decision_view__init(c)
        c.pointee.time = self.time
        c.pointee.task = try arena.string(self.task)
        c.pointee.what = try arena.string(self.what)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__DecisionView>) -> Int {
        muster__decision_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__DecisionView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__decision_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__DecisionView>? {
        muster__decision_view__unpack(allocator, count, data)
    }
}

/// A move for the load's sake.
public struct BalanceMoveView: WireMessage {
    /// The job's namespace.
    public var namespaceName: String
    /// Its name.
    public var job: String
    /// The task's index.
    public var index: UInt64
    /// The server that it leaves.
    public var from: String
    /// The server that it would go to; empty where that is not known yet.
    public var to: String
    /// Whether the server that it leaves has too much to do; else it is to rest.
    public var relieves: Bool
    /// A clause that says why.
    public var why: String

    /// Every field has its proto3 default unless given.
    public init(
        namespaceName: String = "",
        job: String = "",
        index: UInt64 = 0,
        from: String = "",
        to: String = "",
        relieves: Bool = false,
        why: String = ""
    ) {
        self.namespaceName = namespaceName
        self.job = job
        self.index = index
        self.from = from
        self.to = to
        self.relieves = relieves
        self.why = why
    }
}

extension BalanceMoveView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__BalanceMoveView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.namespaceName = try reader.string(c.namespace_name)
        self.job = try reader.string(c.job)
        self.index = c.index
        self.from = try reader.string(c.from)
        self.to = try reader.string(c.to)
        self.relieves = c.relieves != 0
        self.why = try reader.string(c.why)
    }

    func write(to c: UnsafeMutablePointer<Muster__BalanceMoveView>, _ arena: WireArena) throws(WireError) {
        muster__balance_move_view__init(c)
        c.pointee.namespace_name = try arena.string(self.namespaceName)
        c.pointee.job = try arena.string(self.job)
        c.pointee.index = self.index
        c.pointee.from = try arena.string(self.from)
        c.pointee.to = try arena.string(self.to)
        c.pointee.relieves = self.relieves ? 1 : 0
        c.pointee.why = try arena.string(self.why)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__BalanceMoveView>) -> Int {
        muster__balance_move_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__BalanceMoveView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__balance_move_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__BalanceMoveView>? {
        muster__balance_move_view__unpack(allocator, count, data)
    }
}

/// What is, and would be, moved for the load's sake.
public struct BalanceView: WireMessage {
    /// What is moved.
    public var terms: BalanceTerms?
    /// What would be moved now if all of it were wanted.
    public var moves: [BalanceMoveView]
    /// What is under way.
    public var underWay: [BalanceMoveView]
    /// Servers with a session.
    public var servers: UInt64
    /// Of how many of these enough is known.
    public var measured: UInt64
    /// The time over which they are judged.
    public var windowNs: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        terms: BalanceTerms? = nil,
        moves: [BalanceMoveView] = [],
        underWay: [BalanceMoveView] = [],
        servers: UInt64 = 0,
        measured: UInt64 = 0,
        windowNs: UInt64 = 0
    ) {
        self.terms = terms
        self.moves = moves
        self.underWay = underWay
        self.servers = servers
        self.measured = measured
        self.windowNs = windowNs
    }
}

extension BalanceView: CRepresented {
    init(reading pointer: UnsafePointer<Muster__BalanceView>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.terms = try reader.optional(c.terms)
        self.moves = try reader.messages(c.moves, c.n_moves)
        self.underWay = try reader.messages(c.under_way, c.n_under_way)
        self.servers = c.servers
        self.measured = c.measured
        self.windowNs = c.window_ns
    }

    func write(to c: UnsafeMutablePointer<Muster__BalanceView>, _ arena: WireArena) throws(WireError) {
        muster__balance_view__init(c)
        c.pointee.terms = try arena.optional(self.terms)
        (c.pointee.moves, c.pointee.n_moves) = try arena.messages(self.moves)
        (c.pointee.under_way, c.pointee.n_under_way) = try arena.messages(self.underWay)
        c.pointee.servers = self.servers
        c.pointee.measured = self.measured
        c.pointee.window_ns = self.windowNs
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__BalanceView>) -> Int {
        muster__balance_view__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__BalanceView>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__balance_view__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__BalanceView>? {
        muster__balance_view__unpack(allocator, count, data)
    }
}

/// Follow a command's output and results from its beginning.
public struct FollowCommand: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 84
    /// The conversation that carries this message.
    public static let conversation = Conversation.administration
    /// Correlates the stream.
    public var correlation: UInt64
    /// The command.
    public var command: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        correlation: UInt64 = 0,
        command: UInt64 = 0
    ) {
        self.correlation = correlation
        self.command = command
    }
}

extension FollowCommand: CRepresented {
    init(reading pointer: UnsafePointer<Muster__FollowCommand>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.correlation = c.correlation
        self.command = c.command
    }

    func write(to c: UnsafeMutablePointer<Muster__FollowCommand>, _ arena: WireArena) throws(WireError) {
        muster__follow_command__init(c)
        c.pointee.correlation = self.correlation
        c.pointee.command = self.command
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__FollowCommand>) -> Int {
        muster__follow_command__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__FollowCommand>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__follow_command__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__FollowCommand>? {
        muster__follow_command__unpack(allocator, count, data)
    }
}

/// One piece of a followed command.
public struct CommandEvent: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 85
    /// The conversation that carries this message.
    public static let conversation = Conversation.administration
    /// As asked.
    public var correlation: UInt64
    /// The server.
    public var node: String
    /// A piece of output, or absent.
    public var output: OutputChunk?
    /// The server's committed result, or absent.
    public var result: CommandResult?
    /// Nothing follows: every result is committed.
    public var isSettled: Bool

    /// Every field has its proto3 default unless given.
    public init(
        correlation: UInt64 = 0,
        node: String = "",
        output: OutputChunk? = nil,
        result: CommandResult? = nil,
        isSettled: Bool = false
    ) {
        self.correlation = correlation
        self.node = node
        self.output = output
        self.result = result
        self.isSettled = isSettled
    }
}

extension CommandEvent: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CommandEvent>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.correlation = c.correlation
        self.node = try reader.string(c.node)
        self.output = try reader.optional(c.output)
        self.result = try reader.optional(c.result)
        self.isSettled = c.is_settled != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__CommandEvent>, _ arena: WireArena) throws(WireError) {
        muster__command_event__init(c)
        c.pointee.correlation = self.correlation
        c.pointee.node = try arena.string(self.node)
        c.pointee.output = try arena.optional(self.output)
        c.pointee.result = try arena.optional(self.result)
        c.pointee.is_settled = self.isSettled ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CommandEvent>) -> Int {
        muster__command_event__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CommandEvent>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__command_event__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CommandEvent>? {
        muster__command_event__unpack(allocator, count, data)
    }
}

/// Read a task's log.
public struct LogQuery: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 86
    /// The conversation that carries this message.
    public static let conversation = Conversation.administration
    /// Correlates the answer.
    public var correlation: UInt64
    /// The allocation.
    public var allocation: UInt64
    /// The attempt; 0 for the newest.
    public var attempt: UInt64
    /// 0 for standard output, 1 for standard error.
    public var stream: UInt32
    /// Where to begin; 2^64-1 for `limit` bytes before the end.
    public var offset: UInt64
    /// Bytes at the most.
    public var limit: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        correlation: UInt64 = 0,
        allocation: UInt64 = 0,
        attempt: UInt64 = 0,
        stream: UInt32 = 0,
        offset: UInt64 = 0,
        limit: UInt64 = 0
    ) {
        self.correlation = correlation
        self.allocation = allocation
        self.attempt = attempt
        self.stream = stream
        self.offset = offset
        self.limit = limit
    }
}

extension LogQuery: CRepresented {
    init(reading pointer: UnsafePointer<Muster__LogQuery>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.correlation = c.correlation
        self.allocation = c.allocation
        self.attempt = c.attempt
        self.stream = c.stream
        self.offset = c.offset
        self.limit = c.limit
    }

    func write(to c: UnsafeMutablePointer<Muster__LogQuery>, _ arena: WireArena) throws(WireError) {
        muster__log_query__init(c)
        c.pointee.correlation = self.correlation
        c.pointee.allocation = self.allocation
        c.pointee.attempt = self.attempt
        c.pointee.stream = self.stream
        c.pointee.offset = self.offset
        c.pointee.limit = self.limit
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__LogQuery>) -> Int {
        muster__log_query__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__LogQuery>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__log_query__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__LogQuery>? {
        muster__log_query__unpack(allocator, count, data)
    }
}

/// A piece of a task's log.
public struct LogPiece: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 87
    /// The conversation that carries this message.
    public static let conversation = Conversation.administration
    /// As asked.
    public var correlation: UInt64
    /// The piece.
    public var chunk: OutputChunk?
    /// The server that it comes from.
    public var node: String

    /// Every field has its proto3 default unless given.
    public init(
        correlation: UInt64 = 0,
        chunk: OutputChunk? = nil,
        node: String = ""
    ) {
        self.correlation = correlation
        self.chunk = chunk
        self.node = node
    }
}

extension LogPiece: CRepresented {
    init(reading pointer: UnsafePointer<Muster__LogPiece>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.correlation = c.correlation
        self.chunk = try reader.optional(c.chunk)
        self.node = try reader.string(c.node)
    }

    func write(to c: UnsafeMutablePointer<Muster__LogPiece>, _ arena: WireArena) throws(WireError) {
        muster__log_piece__init(c)
        c.pointee.correlation = self.correlation
        c.pointee.chunk = try arena.optional(self.chunk)
        c.pointee.node = try arena.string(self.node)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__LogPiece>) -> Int {
        muster__log_piece__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__LogPiece>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__log_piece__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__LogPiece>? {
        muster__log_piece__unpack(allocator, count, data)
    }
}

/// A request was not carried out.
public struct Refusal: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 88
    /// The conversation that carries this message.
    public static let conversation = Conversation.administration
    /// As asked.
    public var correlation: UInt64
    /// Why.
    public var code: RefusalCode
    /// A sentence.
    public var message: String
    /// Where the leader is, with REFUSAL_CODE_NOT_LEADER, if known.
    public var leader: CoordinatorAddress?

    /// Every field has its proto3 default unless given.
    public init(
        correlation: UInt64 = 0,
        code: RefusalCode = .unspecified,
        message: String = "",
        leader: CoordinatorAddress? = nil
    ) {
        self.correlation = correlation
        self.code = code
        self.message = message
        self.leader = leader
    }
}

extension Refusal: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Refusal>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.correlation = c.correlation
        self.code = RefusalCode(c: c.code)
        self.message = try reader.string(c.message)
        self.leader = try reader.optional(c.leader)
    }

    func write(to c: UnsafeMutablePointer<Muster__Refusal>, _ arena: WireArena) throws(WireError) {
        muster__refusal__init(c)
        c.pointee.correlation = self.correlation
        c.pointee.code = self.code.c
        c.pointee.message = try arena.string(self.message)
        c.pointee.leader = try arena.optional(self.leader)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Refusal>) -> Int {
        muster__refusal__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Refusal>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__refusal__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Refusal>? {
        muster__refusal__unpack(allocator, count, data)
    }
}

/// Asks for a piece of a backup of the replicated state.
public struct BackupQuery: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 89
    /// The conversation that carries this message.
    public static let conversation = Conversation.administration
    /// Correlates the answer.
    public var correlation: UInt64
    /// The backup that was begun; 0 begins one, of the state as of now.
    public var backup: UInt64
    /// Place of the piece.
    public var offset: UInt64
    /// Bytes at the most.
    public var limit: UInt64
    /// The member whose state is meant, as far as it has got; 0 for the leader's, which has everything.
    public var member: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        correlation: UInt64 = 0,
        backup: UInt64 = 0,
        offset: UInt64 = 0,
        limit: UInt64 = 0,
        member: UInt64 = 0
    ) {
        self.correlation = correlation
        self.backup = backup
        self.offset = offset
        self.limit = limit
        self.member = member
    }
}

extension BackupQuery: CRepresented {
    init(reading pointer: UnsafePointer<Muster__BackupQuery>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.correlation = c.correlation
        self.backup = c.backup
        self.offset = c.offset
        self.limit = c.limit
        self.member = c.member
    }

    func write(to c: UnsafeMutablePointer<Muster__BackupQuery>, _ arena: WireArena) throws(WireError) {
        muster__backup_query__init(c)
        c.pointee.correlation = self.correlation
        c.pointee.backup = self.backup
        c.pointee.offset = self.offset
        c.pointee.limit = self.limit
        c.pointee.member = self.member
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__BackupQuery>) -> Int {
        muster__backup_query__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__BackupQuery>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__backup_query__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__BackupQuery>? {
        muster__backup_query__unpack(allocator, count, data)
    }
}

/// A piece of a backup.
public struct BackupPiece: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 90
    /// The conversation that carries this message.
    public static let conversation = Conversation.administration
    /// As asked.
    public var correlation: UInt64
    /// The backup's number on this coordinator; it is kept for a minute after each question.
    public var backup: UInt64
    /// The cluster's name.
    public var cluster: String
    /// The last entry that the state contains.
    public var index: UInt64
    /// Its term.
    public var term: UInt64
    /// Recovery generation.
    public var generation: UInt64
    /// Canonical bytes of Consensus's Configuration.
    public var configuration: [UInt8]
    /// Length of the whole.
    public var total: UInt64
    /// Place of the piece.
    public var offset: UInt64
    /// The bytes.
    public var data: [UInt8]
    /// When it was begun.
    public var takenAt: UInt64
    /// The member that answers.
    public var member: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        correlation: UInt64 = 0,
        backup: UInt64 = 0,
        cluster: String = "",
        index: UInt64 = 0,
        term: UInt64 = 0,
        generation: UInt64 = 0,
        configuration: [UInt8] = [],
        total: UInt64 = 0,
        offset: UInt64 = 0,
        data: [UInt8] = [],
        takenAt: UInt64 = 0,
        member: UInt64 = 0
    ) {
        self.correlation = correlation
        self.backup = backup
        self.cluster = cluster
        self.index = index
        self.term = term
        self.generation = generation
        self.configuration = configuration
        self.total = total
        self.offset = offset
        self.data = data
        self.takenAt = takenAt
        self.member = member
    }
}

extension BackupPiece: CRepresented {
    init(reading pointer: UnsafePointer<Muster__BackupPiece>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.correlation = c.correlation
        self.backup = c.backup
        self.cluster = try reader.string(c.cluster)
        self.index = c.index
        self.term = c.term
        self.generation = c.generation
        self.configuration = try reader.bytes(c.configuration)
        self.total = c.total
        self.offset = c.offset
        self.data = try reader.bytes(c.data)
        self.takenAt = c.taken_at
        self.member = c.member
    }

    func write(to c: UnsafeMutablePointer<Muster__BackupPiece>, _ arena: WireArena) throws(WireError) {
        muster__backup_piece__init(c)
        c.pointee.correlation = self.correlation
        c.pointee.backup = self.backup
        c.pointee.cluster = try arena.string(self.cluster)
        c.pointee.index = self.index
        c.pointee.term = self.term
        c.pointee.generation = self.generation
        c.pointee.configuration = try arena.bytes(self.configuration)
        c.pointee.total = self.total
        c.pointee.offset = self.offset
        c.pointee.data = try arena.bytes(self.data)
        c.pointee.taken_at = self.takenAt
        c.pointee.member = self.member
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__BackupPiece>) -> Int {
        muster__backup_piece__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__BackupPiece>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__backup_piece__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__BackupPiece>? {
        muster__backup_piece__unpack(allocator, count, data)
    }
}

/// Every message of the administration conversation that can stand alone in a frame.
public enum AdministrationMessage: ConversationMessage {
    /// Something that changes the replicated state, or who keeps it.
    case mutation(Mutation)
    /// What became of a mutation.
    case mutationOutcome(MutationOutcome)
    /// Asks for a view, as of now (linearizable).
    case query(Query)
    /// The answer to a query: one of the lists is filled.
    case view(View)
    /// Follow a command's output and results from its beginning.
    case followCommand(FollowCommand)
    /// One piece of a followed command.
    case commandEvent(CommandEvent)
    /// Read a task's log.
    case logQuery(LogQuery)
    /// A piece of a task's log.
    case logPiece(LogPiece)
    /// A request was not carried out.
    case refusal(Refusal)
    /// Asks for a piece of a backup of the replicated state.
    case backupQuery(BackupQuery)
    /// A piece of a backup.
    case backupPiece(BackupPiece)

    /// The conversation of these messages.
    public static let conversation = Conversation.administration
    /// The numbers in use, in the order of the `.proto` file.
    public static let kinds: [UInt16] = [80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90]

    /// The message inside.
    public var message: any FramedMessage {
        switch self {
        case .mutation(let message): message
        case .mutationOutcome(let message): message
        case .query(let message): message
        case .view(let message): message
        case .followCommand(let message): message
        case .commandEvent(let message): message
        case .logQuery(let message): message
        case .logPiece(let message): message
        case .refusal(let message): message
        case .backupQuery(let message): message
        case .backupPiece(let message): message
        }
    }

    /// Reads the body of a frame; nil if the kind is not of this conversation.
    public static func decodeBody(kind: UInt16, _ body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) -> AdministrationMessage? {
        switch kind {
        case Mutation.kind: .mutation(try Mutation(decodingBody: body, limits: limits))
        case MutationOutcome.kind: .mutationOutcome(try MutationOutcome(decodingBody: body, limits: limits))
        case Query.kind: .query(try Query(decodingBody: body, limits: limits))
        case View.kind: .view(try View(decodingBody: body, limits: limits))
        case FollowCommand.kind: .followCommand(try FollowCommand(decodingBody: body, limits: limits))
        case CommandEvent.kind: .commandEvent(try CommandEvent(decodingBody: body, limits: limits))
        case LogQuery.kind: .logQuery(try LogQuery(decodingBody: body, limits: limits))
        case LogPiece.kind: .logPiece(try LogPiece(decodingBody: body, limits: limits))
        case Refusal.kind: .refusal(try Refusal(decodingBody: body, limits: limits))
        case BackupQuery.kind: .backupQuery(try BackupQuery(decodingBody: body, limits: limits))
        case BackupPiece.kind: .backupPiece(try BackupPiece(decodingBody: body, limits: limits))
        default: nil
        }
    }
}
