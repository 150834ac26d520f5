import Determinism

/// How many of a job's allocations planned moves (drains) may keep from their work at a time. Failures are not asked, but
/// they count: what a failure has taken out of action leaves less for planned moves.
public enum ToleratedDisruption: Hashable, Sendable {
    /// So many; 0 for none: then no planned move touches the job.
    case atMost(UInt64)
    /// That share of the job's count in hundredths, 0 to 100, rounded down, and at least one unless it is 0.
    case percent(UInt64)
}

extension JobDefinition {
    /// How many allocations planned moves may keep from their work at a time, 0 to all. By default a quarter of a service (at
    /// least one), for its users notice; all of a batch job, for only its own time is lost. A system job's tasks belong to
    /// their servers and end with them. A gang moves as one: all, unless it tolerates nothing.
    public var tolerance: UInt64 {
        if type == .system { return .max }
        let chosen: UInt64 =
            switch disruption {
            case .atMost(let number)?: min(number, count)
            case .percent(let share)?: share == 0 ? 0 : max(1, count * min(share, 100) / 100)
            case nil: type == .service && !gang ? max(1, count / 4) : count
            }
        return gang && chosen > 0 ? count : chosen
    }
}

extension ToleratedDisruption: Canonical {
    /// 0 and the number, or 1 and the hundredths.
    public func encode(into writer: inout ByteWriter) {
        switch self {
        case .atMost(let number):
            writer.write(byte: 0)
            writer.write(number)
        case .percent(let share):
            writer.write(byte: 1)
            writer.write(share)
        }
    }
    /// Reads it; does not check the range.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.readByte() {
        case 0: self = .atMost(try reader.readUInt64())
        case 1: self = .percent(try reader.readUInt64())
        case let other: throw reader.malformed("a tolerated disruption of kind \(other)")
        }
    }
}
