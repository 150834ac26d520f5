import Determinism

/// Another job whose end a job waits for before it begins.
///
/// A dependency is on the run that the other job is in when the waiting job is submitted: the present one, or the last one
/// where that is over. Once met it stays met, whatever becomes of the other job later. A job that is submitted again before
/// it is over is still the same run to those who wait for it.
public struct Dependency: Hashable, Comparable, Sendable {
    /// The wanted end.
    public enum Condition: UInt8, Sendable, CaseIterable {
        /// It completed.
        case ok = 0
        /// It is over, however it ended.
        case any = 1
        /// It is over, and did not complete.
        case failed = 2
    }
    /// The wanted end.
    public var condition: Condition
    /// The other job.
    public var job: JobID

    /// A dependency with its parts.
    public init(_ condition: Condition, _ job: JobID) {
        self.condition = condition
        self.job = job
    }

    /// Orders by job, then condition.
    public static func < (left: Dependency, right: Dependency) -> Bool {
        left.job == right.job ? left.condition.rawValue < right.condition.rawValue : left.job < right.job
    }

    /// Whether the end of the other job is the wanted one.
    public func isMet(by result: Allocation.Result) -> Bool {
        switch condition {
        case .ok: result == .complete
        case .any: true
        case .failed: result != .complete
        }
    }
}

/// A dependency that can never be met any more: the other job is over, and ended otherwise.
public struct MissedDependency: Hashable, Sendable {
    /// The dependency.
    public var dependency: Dependency
    /// How the other job ended.
    public var result: Allocation.Result

    /// A missed dependency with its parts.
    public init(_ dependency: Dependency, result: Allocation.Result) {
        self.dependency = dependency
        self.result = result
    }
}

extension Dependency.Condition: CustomStringConvertible {
    /// The key of a job's spec.
    public var description: String {
        switch self {
        case .ok: "ok"
        case .any: "any"
        case .failed: "failed"
        }
    }
}

extension Dependency: CustomStringConvertible {
    /// What is waited for: `job NAME to complete`.
    public var description: String {
        switch condition {
        case .ok: "job \(job) to complete"
        case .any: "job \(job) to be over"
        case .failed: "job \(job) to fail"
        }
    }
}

extension MissedDependency: CustomStringConvertible {
    /// What was waited for and what came: `it waited for job NAME to complete, and that job failed`.
    public var description: String { "it waited for \(dependency), and that job \(result.clause)" }
}

extension Dependency: Canonical {
    /// Condition and job.
    public func encode(into writer: inout ByteWriter) {
        writer.write(case: condition)
        writer.write(job)
    }
    /// Reads condition and job.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let condition: Condition = try reader.readCase()
        self.init(condition, try reader.read())
    }
}

extension MissedDependency: Canonical {
    /// The dependency and the result.
    public func encode(into writer: inout ByteWriter) {
        writer.write(dependency)
        writer.write(case: result)
    }
    /// Reads the dependency and the result.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let dependency: Dependency = try reader.read()
        self.init(dependency, result: try reader.readCase())
    }
}
