/// The best servers for one kind, as far as they are known: a heap whose entries may be out of date, and a bound below which
/// it knows every server.
struct BestPlaces: Sendable {
    struct Entry: Sendable {
        var score: Int64
        var server: Int32
        /// The server's version for which the score holds.
        var version: UInt32

        @inline(__always)
        static func < (left: Entry, right: Entry) -> Bool {
            left.score != right.score ? left.score < right.score : left.server < right.server
        }
    }

    private(set) var heap: [Entry] = []
    /// Servers that score at least this, with the index as the second field, may be missing. Nil: none is missing.
    private var bound: Entry?
    /// How far the log of changes was read; nil if the heap holds nothing of use.
    var position: Int?
    private var entriesAtLastRefill = 0

    /// Whether no server is missing.
    var isComplete: Bool { bound == nil }
    /// Whether most entries are likely to be out of date.
    var isCrowded: Bool { heap.count > 3 * entriesAtLastRefill + 256 }

    @inline(__always)
    func mayHold(_ entry: Entry) -> Bool {
        guard let bound else { return true }
        return entry < bound
    }

    /// The best entry, which may be out of date.
    var first: Entry? { heap.first }

    mutating func removeAll() {
        heap.removeAll(keepingCapacity: true)
        bound = nil
        position = nil
    }

    /// Takes over the best `limit` of all entries.
    mutating func refill(_ all: inout [Entry], limit: Int, position: Int) {
        self.position = position
        bound = nil
        if all.count > limit {
            Self.select(&all, limit)
            bound = all[limit...].min(by: <)
            all.removeLast(all.count - limit)
        }
        heap.removeAll(keepingCapacity: true)
        heap.append(contentsOf: all)
        for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(place) }
        entriesAtLastRefill = heap.count
    }

    mutating func push(_ entry: Entry) {
        heap.append(entry)
        var place = heap.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            if !(heap[place] < heap[parent]) { break }
            heap.swapAt(place, parent)
            place = parent
        }
    }

    /// Takes the best entry out.
    mutating func pop() -> Entry? {
        guard let best = heap.first, let last = heap.popLast() else { return nil }
        if !heap.isEmpty {
            heap[0] = last
            sink(0)
        }
        return best
    }

    /// Leaves out what is out of date.
    mutating func tidy(isCurrent: (Entry) -> Bool) {
        heap.removeAll { !isCurrent($0) }
        for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(place) }
        entriesAtLastRefill = heap.count
    }

    private mutating func sink(_ start: Int) {
        var place = start
        while true {
            var least = place
            let left = 2 * place + 1
            if left < heap.count, heap[left] < heap[least] { least = left }
            if left + 1 < heap.count, heap[left + 1] < heap[least] { least = left + 1 }
            if least == place { return }
            heap.swapAt(place, least)
            place = least
        }
    }

    /// Brings the least `count` to the front (Hoare's quickselect).
    private static func select(_ all: inout [Entry], _ count: Int) {
        var low = 0
        var high = all.count - 1
        while low < high {
            let pivot = all[low + (high - low) / 2]
            var left = low
            var right = high
            while left <= right {
                while all[left] < pivot { left += 1 }
                while pivot < all[right] { right -= 1 }
                if left <= right {
                    all.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if count <= right + 1 {
                high = right
            } else if count >= left {
                low = left
            } else {
                return
            }
        }
    }
}
