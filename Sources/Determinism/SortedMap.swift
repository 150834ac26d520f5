/// A dictionary that is iterated in the order of its keys, whatever the process's hash seed: cores never iterate a
/// `Dictionary` or a `Set`. Lookup is a hash; a new key costs a binary search and a move of the keys behind it, which is
/// nothing for keys that mostly grow.
public struct SortedMap<Key: Hashable & Comparable & Sendable, Value> {
    /// The keys, ascending.
    public private(set) var keys: [Key] = []
    private var table: [Key: Value] = [:]

    /// An empty map.
    public init() {}

    /// How many pairs there are.
    public var count: Int { keys.count }
    /// Whether there is no pair.
    public var isEmpty: Bool { keys.isEmpty }

    /// The value at `key`; assigning nil removes the pair.
    public subscript(key: Key) -> Value? {
        get { table[key] }
        set {
            if let newValue {
                if table.updateValue(newValue, forKey: key) == nil { keys.insert(key, at: position(of: key)) }
            } else if table.removeValue(forKey: key) != nil {
                keys.remove(at: position(of: key))
            }
        }
    }

    /// The value at `key`, or `fallback`, which modification in place inserts.
    public subscript(key: Key, default fallback: @autoclosure () -> Value) -> Value {
        get { table[key] ?? fallback() }
        _modify {
            if table[key] == nil { keys.insert(key, at: position(of: key)) }
            yield &table[key, default: fallback()]
        }
    }

    /// Changes the value at `key` where there is one, in place, and tells what `body` returned.
    @discardableResult
    public mutating func update<Result>(_ key: Key, _ body: (inout Value) throws -> Result) rethrows -> Result? {
        guard let index = table.index(forKey: key) else { return nil }
        return try body(&table.values[index])
    }

    /// Removes the pair at `key` and returns its value.
    @discardableResult
    public mutating func removeValue(forKey key: Key) -> Value? {
        guard let value = table.removeValue(forKey: key) else { return nil }
        keys.remove(at: position(of: key))
        return value
    }

    /// Removes the pairs at all of `doomed`, in one pass over the keys.
    public mutating func removeValues(for doomed: SortedSet<Key>) {
        guard !doomed.isEmpty else { return }
        for key in doomed { table[key] = nil }
        keys.removeAll { doomed.contains($0) }
    }

    /// Removes everything.
    public mutating func removeAll() {
        keys.removeAll()
        table.removeAll()
    }

    /// The values in the order of their keys.
    public var values: [Value] { keys.compactMap { table[$0] } }

    /// The first key that is not less than `key`, as an index into `keys`.
    public func position(of key: Key) -> Int {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension SortedMap: Sequence {
    /// Visits the pairs in the order of their keys.
    public func makeIterator() -> AnyIterator<(key: Key, value: Value)> {
        var index = 0
        return AnyIterator {
            while index < keys.count {
                let key = keys[index]
                index += 1
                if let value = table[key] { return (key, value) }
            }
            return nil
        }
    }
}

extension SortedMap: Sendable where Value: Sendable {}

extension SortedMap: Equatable where Value: Equatable {
    /// Two maps are equal when they hold the same pairs.
    public static func == (left: SortedMap, right: SortedMap) -> Bool { left.table == right.table }
}

extension SortedMap: Hashable where Value: Hashable {
    /// Takes in the pairs in the order of their keys.
    public func hash(into hasher: inout Hasher) {
        for (key, value) in self {
            hasher.combine(key)
            hasher.combine(value)
        }
    }
}
