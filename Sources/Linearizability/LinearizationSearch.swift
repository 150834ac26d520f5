/// The search for an order of one object's operations. Operations with a known outcome must all be placed, each before
/// the search passes its return; those with an unknown outcome may be placed at any time after their call, or never.
///
/// Known operations are tried before unknown ones, and only so many orders with unknown ones as are needed: one that changes
/// nothing is not placed; after one that was placed comes only an operation that makes a difference to it, since otherwise
/// the order without it, or with the two exchanged, comes to the same state and is visited too; and of equal ones the one
/// that was called first is placed first. So the many timed-out writes of a long history cost little.
struct LinearizationSearch<M: Model> {
    enum Outcome { case found, impossible, exhausted }

    /// Where the search goes on in one configuration: at an event of the list, then at an unknown operation.
    private enum Cursor {
        case event(EventList.Node)
        case unknown(Int, horizon: Int)
    }

    /// A placed operation, and what is needed to take it back.
    private struct Frame {
        var operation: Int
        var before: M.State
        var unknownBefore: PlacedUnknown?
        var cursor: Cursor
    }

    /// The unknown operation that was placed last, and the state before it.
    private struct PlacedUnknown {
        var operation: Int
        var before: M.State
    }

    private struct Configuration: Hashable {
        var placed: OperationSet.Signature
        var optional: OperationSet.Signature
        var state: M.State
    }

    private let model: M
    private let bound: Int
    private let initial: M.State
    /// Known operations in the order of their calls, then unknown ones in the order of theirs.
    private let operations: [History<M>.Record]
    private let knownCount: Int
    /// Each unknown operation's place in the order of events.
    private var unknownPlaces: [Int] = []
    /// For each unknown operation the equal one before it.
    private var equalBefore: [Int?] = []
    /// Whether each unknown operation is blind: then it makes no difference to an unknown one before it.
    private let isBlind: [Bool]
    private var events: EventList
    private var placed: OperationSet
    private var optional: OperationSet
    private var stack: [Frame] = []
    private var longest: [Int] = []
    private var longestKnown = 0
    private(set) var steps = 0

    init(_ model: M, _ records: [History<M>.Record], initial: M.State, bound: Int) {
        self.model = model
        self.bound = bound
        self.initial = initial
        let inOrder = records.sorted { $0.invoked < $1.invoked }
        let known = inOrder.filter { $0.returned != nil }
        let unknown = inOrder.filter { $0.returned == nil }
        operations = known + unknown
        knownCount = known.count
        isBlind = unknown.map { model.isBlind($0.operation) }
        events = EventList(operations: known.count)
        placed = OperationSet(count: known.count)
        optional = OperationSet(count: unknown.count)

        var last: [M.Operation: Int] = [:]
        for (index, record) in unknown.enumerated() {
            equalBefore.append(last.updateValue(index, forKey: record.operation))
        }
        var moments: [(moment: History<M>.Moment, operation: Int, isReturn: Bool)] = []
        for (index, record) in operations.enumerated() {
            moments.append((record.invoked, index, false))
            if let returned = record.returned { moments.append((returned.moment, index, true)) }
        }
        moments.sort { $0.moment < $1.moment }
        for (place, event) in moments.enumerated() {
            if event.operation < known.count {
                events.append(operation: event.operation, isReturn: event.isReturn, place: place)
            } else {
                unknownPlaces.append(place)
            }
        }
    }

    /// Searches; once only.
    mutating func run() -> Outcome {
        var state = initial
        // Nil unless the operation that was placed last is unknown.
        var lastUnknown: PlacedUnknown?
        var cursor = Cursor.event(events.first)
        var seen: Set<Configuration> = []
        var remaining = knownCount

        while remaining > 0 {
            guard let operation = nextCandidate(&cursor, afterUnknown: lastUnknown != nil) else {
                if knownCount - remaining > longestKnown || longest.isEmpty { keepLongest(knownCount - remaining) }
                guard let frame = stack.popLast() else { return .impossible }
                takeBack(frame.operation, &remaining)
                state = frame.before
                lastUnknown = frame.unknownBefore
                cursor = frame.cursor
                continue
            }
            guard steps < bound else { return .exhausted }
            steps += 1
            let record = operations[operation]
            guard let after = model.step(state, record.operation, record.returned?.output) else { continue }
            let isUnknown = operation >= knownCount
            if isUnknown, after == state { continue }
            if let lastUnknown, isIndifferent(lastUnknown, to: record, giving: after) { continue }
            place(operation, &remaining)
            let configuration = Configuration(
                placed: placed.signature, optional: optional.signature, state: after)
            guard seen.insert(configuration).inserted else {
                takeBack(operation, &remaining)
                continue
            }
            stack.append(
                Frame(operation: operation, before: state, unknownBefore: lastUnknown, cursor: cursor))
            lastUnknown = isUnknown ? PlacedUnknown(operation: operation, before: state) : nil
            state = after
            cursor = .event(events.first)
        }
        return .found
    }

    /// Whether the same state comes about without the unknown operation, or with it after the record's.
    private func isIndifferent(
        _ unknown: PlacedUnknown, to record: History<M>.Record, giving after: M.State
    ) -> Bool {
        guard let without = model.step(unknown.before, record.operation, record.returned?.output) else { return false }
        return without == after || model.step(without, operations[unknown.operation].operation, nil) == after
    }

    /// The next operation that may come next: its call lies before the first return that is left.
    private func nextCandidate(_ cursor: inout Cursor, afterUnknown: Bool) -> Int? {
        if case .event(let node) = cursor {
            let event = events.event(node)
            if !event.isReturn, node != 0 {
                cursor = .event(events.following(node))
                return event.operation
            }
            cursor = .unknown(0, horizon: node == 0 ? .max : events.position(node))
        }
        guard case .unknown(var index, let horizon) = cursor else { return nil }
        while index < unknownPlaces.count, unknownPlaces[index] < horizon {
            defer { index += 1 }
            if afterUnknown, isBlind[index] { continue }
            if !optional.contains(index), equalBefore[index].map(optional.contains) != false {
                cursor = .unknown(index + 1, horizon: horizon)
                return knownCount + index
            }
        }
        cursor = .unknown(unknownPlaces.count, horizon: horizon)
        return nil
    }

    /// Keeps the order so far, without unknown operations at its end: they place nothing that must be placed.
    private mutating func keepLongest(_ known: Int) {
        longestKnown = known
        longest = stack.map(\.operation)
        while let last = longest.last, last >= knownCount { longest.removeLast() }
    }

    private mutating func place(_ operation: Int, _ remaining: inout Int) {
        if operation < knownCount {
            events.lift(operation)
            placed.insert(operation)
            remaining -= 1
        } else {
            optional.insert(operation - knownCount)
        }
    }

    private mutating func takeBack(_ operation: Int, _ remaining: inout Int) {
        if operation < knownCount {
            events.putBack(operation)
            placed.remove(operation)
            remaining += 1
        } else {
            optional.remove(operation - knownCount)
        }
    }

    /// What stopped the search, after it found the order to be impossible.
    func counterexample(key: String) -> Counterexample {
        var prefix: [String] = []
        var state = initial
        var left = events
        for operation in longest {
            let record = operations[operation]
            state = model.step(state, record.operation, record.returned?.output) ?? state
            if operation < knownCount { left.lift(operation) }
            prefix.append("\(line(record)); now \(model.describe(state))")
        }
        var stuck: [String] = []
        var node = left.first
        while node != 0, !left.event(node).isReturn {
            stuck.append(line(operations[left.event(node).operation]))
            node = left.following(node)
        }
        return Counterexample(
            key: key, initial: model.describe(initial), placed: longest.count, prefix: prefix.suffix(12), stuck: stuck)
    }

    private func line(_ record: History<M>.Record) -> String {
        let end = record.returned.map { seconds($0.moment.instant.nanoseconds) } ?? "never"
        let times = "[\(seconds(record.invoked.instant.nanoseconds)), \(end)]"
        return "client \(record.client) \(times) \(model.describe(record.operation, record.returned?.output))"
    }

    private func seconds(_ nanoseconds: UInt64) -> String {
        let micro = "\(nanoseconds / 1_000 % 1_000_000)"
        return "\(nanoseconds / 1_000_000_000).\(String(repeating: "0", count: 6 - micro.count))\(micro)"
    }
}
