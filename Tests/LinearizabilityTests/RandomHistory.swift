import Determinism
import Linearizability

/// A history in which every operation takes effect at one point between its call and its return: linearizable by
/// construction. Some outcomes stay unknown, with and without effect.
struct RandomHistory {
    struct Event {
        var client: UInt64
        var operation: RegisterModel.Operation
        var output: RegisterModel.Output?
        var from: UInt64
        var to: UInt64
    }

    /// In the order of the calls. An operation without output never returned.
    var events: [Event] = []

    init(seed: UInt64, operations: Int, clients: UInt64, keys: UInt64, values: UInt64, unknownOneIn: UInt64) {
        struct Pending {
            var client: UInt64
            var operation: RegisterModel.Operation
            var from: UInt64
            var output: RegisterModel.Output?
        }
        var random = SeededGenerator(seed: seed)
        let model = RegisterModel()
        var states: [UInt64?] = Array(repeating: nil, count: Int(keys))
        // Nil: the client is idle.
        var pending: [Pending?] = Array(repeating: nil, count: Int(clients))
        var late: [RegisterModel.Operation] = []
        var started = 0
        var now: UInt64 = 0

        func apply(_ operation: RegisterModel.Operation) -> RegisterModel.Output {
            let key = Int(model.partition(operation))
            switch operation {
            case .get: return .value(states[key])
            case .put(_, let new):
                states[key] = new
                return .done
            case .compareAndSet(_, let expected, let new):
                guard states[key] == expected else { return .swapped(false) }
                states[key] = new
                return .swapped(true)
            }
        }

        while started < operations || pending.contains(where: { $0 != nil }) {
            now += 1
            let client = Int(random.below(clients))
            if !late.isEmpty, random.oneIn(4) { _ = apply(late.remove(at: Int(random.below(UInt64(late.count))))) }
            guard var operation = pending[client] else {
                guard started < operations else { continue }
                started += 1
                let key = random.below(keys)
                let new: UInt64? = random.oneIn(8) ? nil : random.below(values)
                let asked: RegisterModel.Operation =
                    switch random.below(5) {
                    case 0, 1: .get(key)
                    case 2, 3: .put(key, new)
                    default:
                        .compareAndSet(
                            key, expected: random.oneIn(2) ? states[Int(key)] : new, new: random.below(values))
                    }
                pending[client] = Pending(client: UInt64(client), operation: asked, from: now)
                continue
            }
            if operation.output == nil {
                if random.oneIn(unknownOneIn) {
                    // It may take effect later, or never.
                    if random.oneIn(2) { late.append(operation.operation) }
                    events.append(
                        Event(
                            client: operation.client, operation: operation.operation, output: nil, from: operation.from,
                            to: 0))
                    pending[client] = nil
                } else {
                    operation.output = apply(operation.operation)
                    pending[client] = operation
                }
            } else {
                events.append(
                    Event(
                        client: operation.client, operation: operation.operation, output: operation.output,
                        from: operation.from, to: now))
                pending[client] = nil
            }
        }
        events.sort { $0.from < $1.from }
    }

    /// Changes one output; whether the history still is linearizable is open then.
    mutating func mutate(seed: UInt64, values: UInt64) {
        var random = SeededGenerator(seed: seed ^ 0xF1EE_F1EE)
        let known = events.indices.filter { events[$0].output != nil }
        guard !known.isEmpty else { return }
        let index = known[Int(random.below(UInt64(known.count)))]
        switch events[index].output {
        case .value: events[index].output = .value(random.oneIn(6) ? nil : random.below(values))
        case .swapped(let swapped): events[index].output = .swapped(!swapped)
        default:
            // A write cannot be answered wrongly: another one's value changes.
            events[index].operation = .put(RegisterModel().partition(events[index].operation), random.below(values))
        }
    }

    var history: History<RegisterModel> {
        var history = History()
        for event in events {
            let id = history.invoke(
                client: event.client, operation: event.operation, at: Instant(nanoseconds: event.from))
            if let output = event.output { history.complete(id, output, at: Instant(nanoseconds: event.to)) }
        }
        return history
    }

    /// Whether it is linearizable, by trying every order of all operations that real time allows, without any cleverness.
    var isLinearizableByBruteForce: Bool {
        let model = RegisterModel()
        func extend(_ left: [Event], _ states: [UInt64: UInt64?]) -> Bool {
            guard left.contains(where: { $0.output != nil }) else { return true }
            for (index, event) in left.enumerated() {
                // Nothing that returned before this one was called may still be missing.
                if left.contains(where: { $0.output != nil && $0.to < event.from }) { continue }
                let key = model.partition(event.operation)
                guard let after = model.step(states[key] ?? nil, event.operation, event.output) else { continue }
                var rest = left
                rest.remove(at: index)
                var next = states
                next[key] = .some(after)
                if extend(rest, next) { return true }
            }
            return false
        }
        return extend(events, [:])
    }
}
