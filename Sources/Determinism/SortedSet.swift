/// A set that is iterated in the order of its elements, whatever the process's hash seed. Membership is a binary search;
/// a new element costs a move of those behind it, which is nothing for elements that mostly grow.
public struct SortedSet<Element: Comparable & Sendable>: Sendable, Equatable {
    /// The elements, ascending.
    @inlinable
    public var elements: [Element] { ordered }
    @usableFromInline
    var ordered: [Element] = []

    /// An empty set.
    @inlinable
    public init() {}

    /// The set of these elements, which may come in any order and more than once.
    @inlinable
    public init(_ elements: [Element]) {
        for element in elements.sorted() where ordered.last != element { ordered.append(element) }
    }

    /// How many elements there are.
    @inlinable
    public var count: Int { ordered.count }
    /// Whether there is no element.
    @inlinable
    public var isEmpty: Bool { ordered.isEmpty }

    /// Whether `element` is in the set.
    @inlinable
    public func contains(_ element: Element) -> Bool {
        let place = position(of: element)
        return place < ordered.count && ordered[place] == element
    }

    /// Puts `element` in; tells whether it was not there before.
    @inlinable
    @discardableResult
    public mutating func insert(_ element: Element) -> Bool {
        let place = position(of: element)
        if place < ordered.count && ordered[place] == element { return false }
        ordered.insert(element, at: place)
        return true
    }

    /// Takes `element` out; tells whether it was there.
    @inlinable
    @discardableResult
    public mutating func remove(_ element: Element) -> Bool {
        let place = position(of: element)
        guard place < ordered.count && ordered[place] == element else { return false }
        ordered.remove(at: place)
        return true
    }

    /// Takes the least `count` elements out, or all where there are fewer.
    @inlinable
    public mutating func removeFirst(_ count: Int) {
        ordered.removeFirst(Swift.min(count, ordered.count))
    }

    @inlinable
    func position(of element: Element) -> Int {
        var low = 0
        var high = ordered.count
        while low < high {
            let middle = (low + high) / 2
            if ordered[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension SortedSet: Sequence {
    /// Visits the elements, ascending.
    @inlinable
    public func makeIterator() -> IndexingIterator<[Element]> { ordered.makeIterator() }
}

extension SortedSet: Hashable where Element: Hashable {}
