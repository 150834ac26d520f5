/// A dictionary that is iterated in the order of its keys, whatever the process's hash seed: cores never iterate a
/// `Dictionary` or a `Set`. Lookup is a hash; a new key costs a binary search and a move of the keys behind it, which is
/// nothing for keys that mostly grow.
public struct SortedMap<Key: Hashable & Comparable & Sendable, Value> {
    /// The keys, ascending.
    @inlinable
    public var keys: [Key] { orderedKeys }
    @usableFromInline
    var orderedKeys: [Key] = []
    @usableFromInline
    var table: [Key: Value] = [:]

    /// An empty map.
    @inlinable
    public init() {}

    /// How many pairs there are.
    @inlinable
    public var count: Int { orderedKeys.count }
    /// Whether there is no pair.
    @inlinable
    public var isEmpty: Bool { orderedKeys.isEmpty }

    /// The value at `key`; assigning nil removes the pair.
    @inlinable
    public subscript(key: Key) -> Value? {
        get { table[key] }
        set {
            if let newValue {
                if table.updateValue(newValue, forKey: key) == nil { orderedKeys.insert(key, at: position(of: key)) }
            } else if table.removeValue(forKey: key) != nil {
                orderedKeys.remove(at: position(of: key))
            }
        }
    }

    /// The value at `key`, or `fallback`, which modification in place inserts.
    @inlinable
    public subscript(key: Key, default fallback: @autoclosure () -> Value) -> Value {
        get { table[key] ?? fallback() }
        _modify {
            if table[key] == nil { orderedKeys.insert(key, at: position(of: key)) }
            yield &table[key, default: fallback()]
        }
    }

    /// Changes the value at `key` where there is one, in place, and tells what `body` returned.
    @inlinable
    @discardableResult
    public mutating func update<Result>(_ key: Key, _ body: (inout Value) throws -> Result) rethrows -> Result? {
        guard let index = table.index(forKey: key) else { return nil }
        return try body(&table.values[index])
    }

    /// Removes the pair at `key` and returns its value.
    @inlinable
    @discardableResult
    public mutating func removeValue(forKey key: Key) -> Value? {
        guard let value = table.removeValue(forKey: key) else { return nil }
        orderedKeys.remove(at: position(of: key))
        return value
    }

    /// Removes the pairs at all of `doomed`, in one pass over the keys.
    @inlinable
    public mutating func removeValues(for doomed: SortedSet<Key>) {
        guard !doomed.isEmpty else { return }
        for key in doomed { table[key] = nil }
        orderedKeys.removeAll { doomed.contains($0) }
    }

    /// Removes everything.
    @inlinable
    public mutating func removeAll() {
        orderedKeys.removeAll()
        table.removeAll()
    }

    /// The values in the order of their keys.
    @inlinable
    public var values: [Value] { orderedKeys.compactMap { table[$0] } }

    /// The first key that is not less than `key`, as an index into `keys`.
    @inlinable
    public func position(of key: Key) -> Int {
        var low = 0
        var high = orderedKeys.count
        while low < high {
            let middle = (low + high) / 2
            if orderedKeys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension SortedMap: Sequence {
    /// Visits the pairs of a map as it was when it was asked for.
    public struct Iterator: IteratorProtocol {
        @usableFromInline
        let map: SortedMap
        @usableFromInline
        var index = 0

        @inlinable
        init(_ map: SortedMap) { self.map = map }

        /// The next pair; nil at the end.
        @inlinable
        public mutating func next() -> (key: Key, value: Value)? {
            while index < map.orderedKeys.count {
                let key = map.orderedKeys[index]
                index += 1
                if let value = map.table[key] { return (key, value) }
            }
            return nil
        }
    }

    /// Visits the pairs in the order of their keys.
    @inlinable
    public func makeIterator() -> Iterator { Iterator(self) }
}

extension SortedMap: Sendable where Value: Sendable {}

extension SortedMap: Equatable where Value: Equatable {
    /// Two maps are equal when they hold the same pairs.
    @inlinable
    public static func == (left: SortedMap, right: SortedMap) -> Bool { left.table == right.table }
}

extension SortedMap: Hashable where Value: Hashable {
    /// Takes in the pairs in the order of their keys.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        for (key, value) in self {
            hasher.combine(key)
            hasher.combine(value)
        }
    }
}
