import CZMQ
import Glibc

/// The one loop of a program: a thread that owns all sockets and waits for them, for plain descriptors and for timers. It
/// sleeps until something is due. Everything but `Mailbox` is used on that thread only.
public final class EventLoop {
    /// A repeating question to the program: when it wants to be called next, and what to do then.
    public final class Timer {
        /// When to call, by `MonotonicClock`; `UInt64.max` for never. May be changed at any time.
        public var deadline: UInt64
        let handler: () -> Void

        init(deadline: UInt64, handler: @escaping () -> Void) {
            self.deadline = deadline
            self.handler = handler
        }
    }

    private enum Source {
        case socket(UnsafeMutableRawPointer)
        case descriptor(Int32)
    }

    private struct Watch {
        var id: UInt64
        var source: Source
        /// Called when there is something to read; carries out a bounded amount of work.
        var handler: () -> Void
    }

    private var watches: [Watch] = []
    private var timers: [Timer] = []
    private var items: [zmq_pollitem_t] = []
    private var isChanged = true
    private var isStopping = false
    private var nextID: UInt64 = 1
    /// Called at the end of every turn, after all handlers.
    public var endOfTurn: (() -> Void)?

    /// An empty loop.
    public init() {}

    /// Now, by `MonotonicClock`.
    public var now: UInt64 { MonotonicClock.now() }

    /// Watches a plain descriptor; returns an id for `unwatch`. The handler is called while there is something to read.
    @discardableResult
    public func watch(descriptor: Int32, _ handler: @escaping () -> Void) -> UInt64 {
        add(.descriptor(descriptor), handler)
    }

    @discardableResult
    func watch(socket: UnsafeMutableRawPointer, _ handler: @escaping () -> Void) -> UInt64 {
        add(.socket(socket), handler)
    }

    private func add(_ source: Source, _ handler: @escaping () -> Void) -> UInt64 {
        defer { nextID += 1 }
        watches.append(Watch(id: nextID, source: source, handler: handler))
        isChanged = true
        return nextID
    }

    /// Ends a watch. A handler that is due in this turn is not called any more.
    public func unwatch(_ id: UInt64) {
        watches.removeAll { $0.id == id }
        isChanged = true
    }

    /// A timer that fires at its deadline, whenever that is set.
    public func timer(deadline: UInt64 = .max, _ handler: @escaping () -> Void) -> Timer {
        let timer = Timer(deadline: deadline, handler: handler)
        timers.append(timer)
        return timer
    }

    /// Takes a timer out for good.
    public func remove(_ timer: Timer) {
        timers.removeAll { $0 === timer }
    }

    /// Runs until `stop`.
    public func run() throws(SocketError) {
        isStopping = false
        while !isStopping { try turn() }
    }

    /// Ends `run` after this turn.
    public func stop() { isStopping = true }

    /// Waits until `condition` holds or the deadline has passed; tells whether it holds.
    public func run(until deadline: UInt64, while condition: () -> Bool) throws(SocketError) {
        let limit = timer(deadline: deadline) {}
        defer { remove(limit) }
        while condition(), now < deadline { try turn() }
    }

    /// One turn: waits, then calls every handler that is due once.
    private func turn() throws(SocketError) {
        if isChanged { rebuild() }
        let ready = zmq_poll(&items, Int32(items.count), timeout())
        if ready < 0, zmq_errno() != EINTR { throw .last("waiting for messages") }
        if ready > 0 {
            let due = zip(watches, items).filter { $0.1.revents != 0 }.map(\.0)
            for watch in due where watches.contains(where: { $0.id == watch.id }) { watch.handler() }
        }
        let now = self.now
        for timer in timers where timer.deadline <= now {
            timer.deadline = .max
            timer.handler()
        }
        endOfTurn?()
    }

    /// Milliseconds to the next deadline, rounded up so that it has passed on waking; −1 for no deadline.
    private func timeout() -> Int {
        guard let next = timers.map(\.deadline).min(), next != .max else { return -1 }
        let now = self.now
        if next <= now { return 0 }
        return Int(min((next - now + 999_999) / 1_000_000, 60_000))
    }

    private func rebuild() {
        isChanged = false
        items = watches.map { watch in
            switch watch.source {
            case .socket(let raw): zmq_pollitem_t(socket: raw, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
            case .descriptor(let fd): zmq_pollitem_t(socket: nil, fd: fd, events: Int16(ZMQ_POLLIN), revents: 0)
            }
        }
    }
}
