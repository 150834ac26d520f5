/// A set that is iterated in the order of its elements, whatever the process's hash seed. Membership is a binary search;
/// a new element costs a move of those behind it, which is nothing for elements that mostly grow.
public struct SortedSet<Element: Comparable & Sendable>: Sendable, Equatable {
    /// The elements, ascending.
    public private(set) var elements: [Element] = []

    /// An empty set.
    public init() {}

    /// The set of these elements, which may come in any order and more than once.
    public init(_ elements: [Element]) {
        for element in elements.sorted() where self.elements.last != element { self.elements.append(element) }
    }

    /// How many elements there are.
    public var count: Int { elements.count }
    /// Whether there is no element.
    public var isEmpty: Bool { elements.isEmpty }

    /// Whether `element` is in the set.
    public func contains(_ element: Element) -> Bool {
        let place = position(of: element)
        return place < elements.count && elements[place] == element
    }

    /// Puts `element` in; tells whether it was not there before.
    @discardableResult
    public mutating func insert(_ element: Element) -> Bool {
        let place = position(of: element)
        if place < elements.count && elements[place] == element { return false }
        elements.insert(element, at: place)
        return true
    }

    /// Takes `element` out; tells whether it was there.
    @discardableResult
    public mutating func remove(_ element: Element) -> Bool {
        let place = position(of: element)
        guard place < elements.count && elements[place] == element else { return false }
        elements.remove(at: place)
        return true
    }

    private func position(of element: Element) -> Int {
        var low = 0
        var high = elements.count
        while low < high {
            let middle = (low + high) / 2
            if elements[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension SortedSet: Sequence {
    /// Visits the elements, ascending.
    public func makeIterator() -> IndexingIterator<[Element]> { elements.makeIterator() }
}
