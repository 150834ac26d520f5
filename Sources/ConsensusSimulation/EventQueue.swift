import Determinism

/// What will happen, ordered by virtual time and, at one instant, by the order in which it was scheduled. A binary heap of
/// small keys over a pool of events, so that ordering moves no event and a freed place is used again.
struct EventQueue<Event> {
    private struct Key {
        var at: UInt64
        var order: UInt32
        var place: UInt32

        func comes(before other: Key) -> Bool { at != other.at ? at < other.at : order < other.order }
    }

    private var heap: [Key] = []
    private var pool: [Event?] = []
    private var free: [UInt32] = []
    private var scheduled: UInt32 = 0

    init() {
        heap.reserveCapacity(512)
        pool.reserveCapacity(512)
    }

    var count: Int { heap.count }

    mutating func schedule(_ event: Event, at: Instant) {
        scheduled += 1
        let place: UInt32
        if let reused = free.popLast() {
            place = reused
            pool[Int(place)] = event
        } else {
            place = UInt32(pool.count)
            pool.append(event)
        }
        let key = Key(at: at.nanoseconds, order: scheduled, place: place)
        heap.append(key)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard key.comes(before: heap[parent]) else { break }
            heap[child] = heap[parent]
            child = parent
        }
        heap[child] = key
    }

    mutating func next() -> (at: Instant, event: Event)? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        if !heap.isEmpty { sink(last) }
        let place = Int(first.place)
        guard let event = pool[place] else { return nil }
        pool[place] = nil
        free.append(first.place)
        return (Instant(nanoseconds: first.at), event)
    }

    private mutating func sink(_ key: Key) {
        let count = heap.count
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < count else { break }
            if child + 1 < count, heap[child + 1].comes(before: heap[child]) { child += 1 }
            guard heap[child].comes(before: key) else { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = key
    }
}
