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

    private final class Watch {
        let id: UInt64
        let descriptor: Int32
        /// Nil for a plain descriptor.
        let socket: (any WatchedSocket)?
        /// Called when there is something to read; carries out a bounded amount of work.
        let handler: () -> Void
        var isWatched = true

        init(id: UInt64, descriptor: Int32, socket: (any WatchedSocket)?, handler: @escaping () -> Void) {
            self.id = id
            self.descriptor = descriptor
            self.socket = socket
            self.handler = handler
        }
    }

    private var watches: [Watch] = []
    private var timers: [Timer] = []
    private var items: [pollfd] = []
    private var due: [Int] = []
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
        add(descriptor, nil, handler)
    }

    @discardableResult
    func watch(socket: any WatchedSocket, _ handler: @escaping () -> Void) -> UInt64 {
        socket.mustLook = true
        return add(socket.descriptor, socket, handler)
    }

    private func add(_ descriptor: Int32, _ socket: (any WatchedSocket)?, _ handler: @escaping () -> Void) -> UInt64 {
        defer { nextID += 1 }
        watches.append(Watch(id: nextID, descriptor: descriptor, socket: socket, handler: handler))
        isChanged = true
        return nextID
    }

    /// Ends a watch. A handler that is due in this turn is not called any more.
    public func unwatch(_ id: UInt64) {
        for watch in watches where watch.id == id { watch.isWatched = false }
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
        // What is left from before, or came with a socket's last use, is not announced again.
        due.removeAll(keepingCapacity: true)
        for (index, watch) in watches.enumerated() {
            if let socket = watch.socket, socket.mustLook, socket.look() { due.append(index) }
        }
        let ready = poll(&items, nfds_t(items.count), due.isEmpty ? timeout() : 0)
        if ready < 0, errno != EINTR { throw .last("waiting for messages") }
        if ready > 0 {
            for index in items.indices where items[index].revents != 0 && !due.contains(index) {
                let watch = watches[index]
                if watch.socket?.look() ?? true { due.append(index) }
            }
        }
        if !due.isEmpty {
            due.sort()
            let called = due.map { watches[$0] }
            for watch in called where watch.isWatched { watch.handler() }
        }
        let now = self.now
        for timer in timers where timer.deadline <= now {
            timer.deadline = .max
            timer.handler()
        }
        endOfTurn?()
    }

    /// Milliseconds to the next deadline, rounded up so that it has passed on waking; −1 for no deadline.
    private func timeout() -> Int32 {
        guard let next = timers.map(\.deadline).min(), next != .max else { return -1 }
        let now = self.now
        if next <= now { return 0 }
        return Int32(min((next - now + 999_999) / 1_000_000, 60_000))
    }

    private func rebuild() {
        isChanged = false
        items = watches.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    }
}
