import Determinism

/// The outcomes of the newest requests, so that a retry is answered and not repeated.
struct RequestLedger: Sendable {
    private struct Row: Sendable {
        var time: WallTime
        var outcome: Outcome
    }

    /// How many outcomes are kept at the most.
    static let kept = 20_000
    /// How many more may gather before the oldest go together: to drop one at a time would move the whole list each time.
    static let slack = 1_000

    private var rows: [RequestID: Row] = [:]
    private var order: [RequestID] = []

    var count: Int { order.count }

    subscript(request: RequestID) -> Outcome? { rows[request]?.outcome }

    mutating func record(_ request: RequestID, outcome: Outcome, time: WallTime) {
        guard rows.updateValue(Row(time: time, outcome: outcome), forKey: request) == nil else { return }
        order.append(request)
        if order.count >= RequestLedger.kept + RequestLedger.slack { drop(order.count - RequestLedger.kept) }
    }

    /// Forgets outcomes that are older than `time`.
    mutating func forget(before time: WallTime) {
        drop(order.firstIndex { request in rows[request].map { $0.time >= time } ?? true } ?? order.count)
    }

    private mutating func drop(_ count: Int) {
        for request in order.prefix(count) { rows[request] = nil }
        order.removeFirst(count)
    }
}

extension RequestLedger: Canonical {
    func encode(into writer: inout ByteWriter) {
        writer.write(UInt64(order.count))
        for request in order {
            guard let row = rows[request] else { continue }
            writer.write(request)
            writer.write(row.time)
            writer.write(row.outcome)
        }
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        for _ in 0..<(try reader.readCount()) {
            let request = try reader.read(RequestID.self)
            let time = try reader.read(WallTime.self)
            guard rows.updateValue(Row(time: time, outcome: try reader.read()), forKey: request) == nil else {
                throw reader.malformed("a request that stands twice in the ledger")
            }
            order.append(request)
        }
    }
}
