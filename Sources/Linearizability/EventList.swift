/// The calls and returns of operations in the order of their moments, as a doubly linked list from which operations are
/// lifted and into which they are put back, last lifted first (Knuth's dancing links).
struct EventList {
    /// A call, a return or the list's head, which is number 0.
    typealias Node = Int

    private var next: [Node] = [0]
    private var previous: [Node] = [0]
    private var owner: [Int] = [-1]
    private var isReturn: [Bool] = [false]
    private var place: [Int] = [-1]
    private var call: [Node] = []
    private var end: [Node] = []

    /// Room for so many operations.
    init(operations: Int) {
        call = Array(repeating: 0, count: operations)
        end = Array(repeating: 0, count: operations)
    }

    /// Appends an event that lies at that place of the whole order.
    mutating func append(operation: Int, isReturn returns: Bool, place position: Int) {
        let node = next.count
        let last = previous[0]
        next.append(0)
        previous.append(last)
        next[last] = node
        previous[0] = node
        owner.append(operation)
        isReturn.append(returns)
        place.append(position)
        if returns { end[operation] = node } else { call[operation] = node }
    }

    /// The first event; 0 if there is none.
    var first: Node { next[0] }
    /// The event after that one; 0 if there is none.
    func following(_ node: Node) -> Node { next[node] }
    /// The operation that an event belongs to, and whether it is its return.
    func event(_ node: Node) -> (operation: Int, isReturn: Bool) { (owner[node], isReturn[node]) }
    /// The event's place in the whole order.
    func position(_ node: Node) -> Int { place[node] }

    /// Takes an operation's call and return out.
    mutating func lift(_ operation: Int) {
        for node in [call[operation], end[operation]] {
            next[previous[node]] = next[node]
            previous[next[node]] = previous[node]
        }
    }

    /// Puts the operation that was lifted last back.
    mutating func putBack(_ operation: Int) {
        for node in [end[operation], call[operation]] {
            next[previous[node]] = node
            previous[next[node]] = node
        }
    }
}
