import Determinism

/// When a job is to be over at the latest, whatever became of it.
public enum Deadline: Hashable, Sendable {
    /// At that time.
    case at(WallTime)
    /// So long after its submission.
    case within(Span)
}

extension Job {
    /// When this run is to be over at the latest; nil for whenever.
    public var deadline: WallTime? {
        switch definition.deadline {
        case .at(let time)?: time
        case .within(let span)?: submittedAt + span
        case nil: nil
        }
    }

    /// After that time nothing of this run is started any more: with its time limit it could not end before its deadline.
    public var latestStart: WallTime? {
        deadline.map { WallTime(nanoseconds: $0.since(.epoch + (definition.timeLimit ?? .zero)).nanoseconds) }
    }
}

extension Deadline: Canonical {
    /// 0 and the time, or 1 and the span.
    public func encode(into writer: inout ByteWriter) {
        switch self {
        case .at(let time):
            writer.write(byte: 0)
            writer.write(time)
        case .within(let span):
            writer.write(byte: 1)
            writer.write(span)
        }
    }
    /// Reads it; does not check the range.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.readByte() {
        case 0: self = .at(try reader.read())
        case 1: self = .within(try reader.read())
        case let other: throw reader.malformed("a deadline of kind \(other)")
        }
    }
}
