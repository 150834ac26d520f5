import Determinism

/// What will happen, ordered by virtual time and, at one instant, by the order in which it was scheduled: a binary heap.
struct EventQueue: Sendable {
    private struct Item: Sendable {
        var at: Instant
        var order: UInt64
        var event: SimulatedEvent

        func comes(before other: Item) -> Bool { (at, order) < (other.at, other.order) }
    }

    private var heap: [Item] = []
    private var scheduled: UInt64 = 0

    var count: Int { heap.count }
    var nextAt: Instant? { heap.first?.at }

    mutating func schedule(_ event: SimulatedEvent, at: Instant) {
        scheduled += 1
        heap.append(Item(at: at, order: scheduled, event: event))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].comes(before: heap[parent]) else { break }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func next() -> (at: Instant, event: SimulatedEvent)? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        if heap.isEmpty { return (first.at, first.event) }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].comes(before: heap[least]) { least = child }
            guard least != parent else { break }
            heap.swapAt(parent, least)
            parent = least
        }
        return (first.at, first.event)
    }
}
