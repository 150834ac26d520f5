import Determinism

/// The outcomes of the newest requests, so that a retry is answered and not repeated.
struct RequestLedger: Sendable {
    private struct Row: Canonical, Sendable {
        var request: RequestID
        var time: WallTime
        var outcome: Outcome

        init(request: RequestID, time: WallTime, outcome: Outcome) {
            self.request = request
            self.time = time
            self.outcome = outcome
        }

        func encode(into writer: inout ByteWriter) {
            writer.write(request)
            writer.write(time)
            writer.write(outcome)
        }

        init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
            request = try reader.read()
            time = try reader.read()
            outcome = try reader.read()
        }
    }

    /// How many outcomes are kept at the most.
    static let kept = 20_000
    /// How many more may gather before the oldest go together: to drop one at a time would move the whole list each time.
    static let slack = 1_000

    /// Oldest first.
    private var rows: [Row] = []
    /// Where each request stands, counted from the first that was ever recorded here; dropped ones stay until their whole
    /// half goes, which costs less than to take each out. Only looked up, never iterated.
    private var places: [RequestID: Int] = [:]
    private var formerPlaces: [RequestID: Int] = [:]
    private var dropped = 0
    private(set) var digest = RowDigest()

    var count: Int { rows.count }

    subscript(request: RequestID) -> Outcome? {
        guard let place = places[request] ?? formerPlaces[request], place >= dropped else { return nil }
        return rows[place - dropped].outcome
    }

    mutating func record(_ request: RequestID, outcome: Outcome, time: WallTime) {
        guard append(Row(request: request, time: time, outcome: outcome)) else { return }
        if rows.count >= RequestLedger.kept + RequestLedger.slack { drop(rows.count - RequestLedger.kept) }
    }

    /// Forgets outcomes that are older than `time`.
    mutating func forget(before time: WallTime) {
        drop(rows.firstIndex { $0.time >= time } ?? rows.count)
    }

    private mutating func append(_ row: Row) -> Bool {
        let place = dropped + rows.count
        if let known = formerPlaces[row.request], known >= dropped { return false }
        if let known = places.updateValue(place, forKey: row.request), known >= dropped {
            places[row.request] = known
            return false
        }
        rows.append(row)
        digest.append(row)
        return true
    }

    private mutating func drop(_ count: Int) {
        rows.removeFirst(count)
        digest.removeFirst(count)
        dropped += count
        // Whatever was recorded before the present half began is dropped by now.
        if places.count >= RequestLedger.kept + RequestLedger.slack {
            formerPlaces = places
            places = Dictionary(minimumCapacity: RequestLedger.kept + RequestLedger.slack)
        }
    }
}

extension RequestLedger: Canonical {
    func encode(into writer: inout ByteWriter) { writer.write(rows) }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        for _ in 0..<(try reader.readCount()) {
            guard append(try reader.read()) else {
                throw reader.malformed("a request that stands twice in the ledger")
            }
        }
    }
}
