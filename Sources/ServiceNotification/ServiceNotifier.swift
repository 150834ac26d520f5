import Glibc

/// Tells the service manager that started this process how it is, by the protocol of systemd (sd_notify(3)): datagrams of
/// `NAME=value` lines to the socket that `NOTIFY_SOCKET` names. Where nobody asked to be told, nothing is done.
///
/// Nothing here waits for the service manager: what it does not take at once is tried again at the next turn. The program
/// calls `turn` from its event loop, so that a loop that hangs falls silent, which is what the service manager's watchdog
/// looks for.
///
/// Belongs to one thread.
public final class ServiceNotifier {
    /// Why nothing can be told although that was asked for, in one sentence; nil where nothing is wrong.
    public let problem: String?
    /// When to call `turn` next, by the clock that it is given; `UInt64.max` for never. At first at once.
    public private(set) var nextTurn: UInt64

    private let address: NotifyAddress?
    private let descriptor: Int32
    /// Nanoseconds between two signs of life: half of what the service manager bears; nil where it does not watch.
    private let aliveInterval: UInt64?
    private var aliveAt: UInt64 = 0
    private var isReadyTold = false
    private var toldStatus: String?

    /// How often the status is looked at, in nanoseconds.
    private static let statusInterval: UInt64 = 1_000_000_000
    /// The shortest time between two signs of life, in nanoseconds: a watchdog of microseconds is a mistake, and not to be
    /// obeyed by doing nothing else.
    private static let aliveIntervalAtLeast: UInt64 = 10_000_000
    /// The variables of the protocol.
    private static let variables = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"]

    /// What this process was started with. The variables are taken out of the environment: they are for this process alone,
    /// and nothing that it starts may speak for it. To be called before there is a second thread.
    public static func ofEnvironment() -> ServiceNotifier {
        let values = variables.map { name in getenv(name).map { String(cString: $0) } }
        for name in variables { unsetenv(name) }
        return ServiceNotifier(socket: values[0], watchdogMicroseconds: values[1], watchdogProcess: values[2])
    }

    /// A notifier with the values of `NOTIFY_SOCKET` (a path, or `@` and an abstract name), `WATCHDOG_USEC` and `WATCHDOG_PID`.
    public init(socket name: String?, watchdogMicroseconds: String? = nil, watchdogProcess: String? = nil) {
        var problem: String?
        var address: NotifyAddress?
        var descriptor: Int32 = -1
        if let name, !name.isEmpty {
            address = NotifyAddress(name)
            if address == nil {
                problem =
                    "NOTIFY_SOCKET is `\(name)`, which is neither a path nor an abstract name that fits into a socket's address; nothing is told to the service manager."
            } else {
                let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
                descriptor = Glibc.socket(AF_UNIX, kind, 0)
                if descriptor < 0 {
                    problem =
                        "No socket can be made, so that nothing is told to the service manager: \(String(cString: strerror(errno)))."
                    address = nil
                }
            }
        }
        self.problem = problem
        self.address = address
        self.descriptor = descriptor
        let isMeant = watchdogProcess.map { $0 == String(getpid()) } ?? true
        let patience = watchdogMicroseconds.flatMap(UInt64.init) ?? 0
        aliveInterval =
            isMeant && patience > 0 && patience < .max / 1_000
            ? max(patience * 1_000 / 2, ServiceNotifier.aliveIntervalAtLeast) : nil
        nextTurn = address == nil ? .max : 0
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Tells what is due: at the first turn that the program is ready, then each sign of life in its time, and the status,
    /// one line for people, whenever it has changed. `now` is in nanoseconds by any clock that does not go back.
    public func turn(now: UInt64, status: String) {
        guard address != nil else { return }
        let line = ServiceNotifier.line(status)
        var lines: [String] = []
        if !isReadyTold { lines.append("READY=1") }
        if let aliveInterval, now >= aliveAt {
            lines.append("WATCHDOG=1")
            aliveAt = now + aliveInterval
        }
        if line != toldStatus { lines.append("STATUS=" + line) }
        if !lines.isEmpty {
            if send(lines) {
                isReadyTold = true
                toldStatus = line
            } else {
                // The sign of life was not heard either.
                aliveAt = 0
            }
        }
        nextTurn = now + min(ServiceNotifier.statusInterval, aliveInterval ?? .max)
    }

    /// Tells that the program has begun to stop. Nothing is told after it.
    public func stopping() {
        guard address != nil else { return }
        _ = send(["STOPPING=1", "STATUS=Stopping."])
        nextTurn = .max
    }

    private func send(_ lines: [String]) -> Bool {
        guard let address else { return false }
        let bytes = Array(lines.joined(separator: "\n").utf8)
        return address.withPointer { pointer, length in
            sendto(descriptor, bytes, bytes.count, 0, pointer, length) == bytes.count
        }
    }

    /// The text without what would end the line, or the protocol's patience.
    private static func line(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(500).map { $0.value < 0x20 ? " " : $0 }))
    }
}
