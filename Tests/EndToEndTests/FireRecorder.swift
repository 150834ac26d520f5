import Determinism
import Linearizability
import Synchronization

/// What the clients of one run did, by one clock. Threads share it.
final class FireRecorder: Sendable {
    private struct Record {
        var history = History()
        var lastValue: [UInt64: UInt64] = [:]
        var writes = 0
        var reads = 0
        var lastWrite: UInt64 = 0
        var longestGap: UInt64 = 0
        var leader: UInt64?
        var errors: [String] = []
    }

    /// Numbers of one run.
    struct Summary {
        var operations: Int
        var writes: Int
        var reads: Int
        var unknown: Int
        /// The longest time without any write that was acknowledged, in milliseconds.
        var longestGap: UInt64
    }

    typealias ID = History<RegisterModel>.OperationID

    private let record = Mutex(Record())
    private let stopped = Atomic(false)

    /// Whether clients shall end.
    var isStopped: Bool { stopped.load(ordering: .acquiring) }
    /// Tells the clients to end.
    func stop() { stopped.store(true, ordering: .releasing) }

    /// When a write was acknowledged last; 0 if none was.
    var lastWrite: UInt64 { record.withLock { $0.lastWrite } }

    /// The member that answered last.
    var leader: UInt64? { record.withLock { $0.leader } }

    /// Answers that should never come.
    var errors: [String] { record.withLock { $0.errors } }
    /// Notes such an answer.
    func note(_ error: String) { record.withLock { $0.errors.append(error) } }

    /// A write of a value that was never written to that register before, or nil if there is none left.
    func beginWrite(client: UInt64, register: UInt64) -> (id: ID, value: UInt64)? {
        record.withLock { record in
            let value = (record.lastValue[register] ?? 0) + 1
            guard value <= FireRegisters.largestValue else { return nil }
            record.lastValue[register] = value
            let id = record.history.invoke(client: client, operation: .put(register, value), at: now)
            return (id, value)
        }
    }

    /// A write was acknowledged.
    func endWrite(_ id: ID, by member: UInt64) {
        record.withLock { record in
            let now = now
            record.history.complete(id, .done, at: now)
            record.writes += 1
            record.leader = member
            let gap = record.lastWrite > 0 ? now.nanoseconds - record.lastWrite : 0
            if gap > 2_000_000_000 { print("fire: a write is acknowledged, after \(gap / 1_000_000) ms without any") }
            record.longestGap = max(record.longestGap, gap)
            record.lastWrite = now.nanoseconds
        }
    }

    /// A read of all registers.
    func beginRead(client: UInt64) -> [ID] {
        record.withLock { record in
            let now = now
            return (0..<FireRegisters.count).map {
                record.history.invoke(client: client, operation: .get($0), at: now)
            }
        }
    }

    /// What the read saw in each register.
    func endRead(_ ids: [ID], _ values: [UInt64?], by member: UInt64) {
        record.withLock { record in
            let now = now
            for (id, value) in zip(ids, values) { record.history.complete(id, .value(value), at: now) }
            record.reads += 1
            record.leader = member
        }
    }

    /// The read was given up.
    func abandonRead(_ ids: [ID]) { record.withLock { record in ids.forEach { record.history.fail($0) } } }

    /// Everything so far.
    var history: History<RegisterModel> { record.withLock { $0.history } }

    /// Numbers so far.
    var summary: Summary {
        record.withLock {
            Summary(
                operations: $0.history.count, writes: $0.writes, reads: $0.reads, unknown: $0.history.unknownCount,
                longestGap: $0.longestGap / 1_000_000)
        }
    }

    private var now: Instant { Instant(nanoseconds: monotonicNow()) }
}

/// Registers that are made of standby pools: a value's bits say which servers are in the register's pool. The servers exist
/// by name only.
enum FireRegisters {
    /// How many there are.
    static let count: UInt64 = 4
    /// Bits of a register.
    static let bits: UInt64 = 16
    /// The largest value; 0 is the absent pool.
    static let largestValue: UInt64 = 1 << bits - 1

    /// Names of all servers.
    static var servers: [String] {
        (0..<count).flatMap { register in (0..<bits).map { server(register, $0) } }
    }

    /// The pool of a register.
    static func pool(_ register: UInt64) -> String { "register-\(register)" }

    /// The servers that stand for a value.
    static func servers(_ register: UInt64, _ value: UInt64) -> [String] {
        (0..<bits).filter { value & 1 << $0 != 0 }.map { server(register, $0) }
    }

    /// The value that servers stand for; nil for a pool that is not there.
    static func value(_ register: UInt64, _ servers: [String]?) -> UInt64? {
        guard let servers else { return nil }
        return (0..<bits).reduce(into: 0 as UInt64) { value, bit in
            if servers.contains(server(register, bit)) { value |= 1 << bit }
        }
    }

    private static func server(_ register: UInt64, _ bit: UInt64) -> String { "r\(register)-\(bit)" }
}
