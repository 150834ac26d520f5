import Determinism

/// What will happen, ordered by virtual time and, at one instant, by the order in which it was scheduled: a binary heap.
struct EventQueue: Sendable {
    /// Names an event by where it lies, so that putting the heap in order moves numbers alone.
    private struct Item: Sendable {
        var at: Instant
        var order: UInt64
        var slot: Int

        func comes(before other: Item) -> Bool { at == other.at ? order < other.order : at < other.at }
    }

    private var heap: [Item] = []
    private var events: [SimulatedEvent?] = []
    private var freeSlots: [Int] = []
    private var scheduled: UInt64 = 0

    var count: Int { heap.count }
    var nextAt: Instant? { heap.first?.at }

    mutating func schedule(_ event: SimulatedEvent, at: Instant) {
        scheduled += 1
        let item = Item(at: at, order: scheduled, slot: store(event))
        var child = heap.count
        heap.append(item)
        while child > 0 {
            let parent = (child - 1) / 2
            guard item.comes(before: heap[parent]) else { break }
            heap[child] = heap[parent]
            child = parent
        }
        heap[child] = item
    }

    mutating func next() -> (at: Instant, event: SimulatedEvent)? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        if !heap.isEmpty {
            var parent = 0
            while true {
                var least = 2 * parent + 1
                guard least < heap.count else { break }
                if least + 1 < heap.count, heap[least + 1].comes(before: heap[least]) { least += 1 }
                guard heap[least].comes(before: last) else { break }
                heap[parent] = heap[least]
                parent = least
            }
            heap[parent] = last
        }
        guard let event = events[first.slot] else { return nil }
        events[first.slot] = nil
        freeSlots.append(first.slot)
        return (first.at, event)
    }

    private mutating func store(_ event: SimulatedEvent) -> Int {
        guard let slot = freeSlots.popLast() else {
            events.append(event)
            return events.count - 1
        }
        events[slot] = event
        return slot
    }
}
