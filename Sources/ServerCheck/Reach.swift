import CLinux
import Glibc
import Synchronization

/// Whether a host is found and its ports answer.
public enum Reach: Hashable, Sendable {
    /// How a port answered.
    public enum Answer: Hashable, Sendable {
        /// It takes connections.
        case open
        /// It does not: the errno.
        case refused(Int32)
        /// It said nothing in time.
        case silent
    }

    /// The name is not found: why.
    case unresolved(String)
    /// The name service said nothing in time.
    case slow
    /// The host's addresses, and how its ports answered.
    case found(addresses: [String], ports: [UInt64: Answer])

    /// Whether all ports answered.
    public var isOpen: Bool {
        guard case .found(_, let ports) = self else { return false }
        return ports.values.allSatisfy { $0 == .open }
    }

    /// What is wrong, in words that follow the host's name; nil if nothing is.
    public var complaint: String? {
        switch self {
        case .unresolved(let reason): return "is not found: \(reason)"
        case .slow: return "is not found: the name service does not answer"
        case .found(_, let ports):
            let bad = ports.keys.sorted().compactMap { port -> String? in
                switch ports[port] {
                case .refused(let code): "port \(port) answers \"\(Words.error(code))\""
                case .silent: "port \(port) does not answer within 2 s"
                default: nil
                }
            }
            return bad.isEmpty ? nil : Words.list(bad)
        }
    }

    /// A host and the ports that matter.
    public struct Place: Hashable, Sendable {
        /// Name or address.
        public var host: String
        /// The ports.
        public var ports: [UInt64]

        /// A place with its parts.
        public init(host: String, ports: [UInt64]) {
            self.host = host
            self.ports = ports
        }
    }

    /// How long a port may take, and how long a name, in milliseconds.
    static let portPatience: Int32 = 2_000
    static let namePatience: Int32 = 5_000

    /// What a thread looks at, and what it found.
    private final class Errand: Sendable {
        let place: Place
        let done: Int32
        let outcome = Mutex<Reach>(.slow)
        init(_ place: Place, done: Int32) {
            self.place = place
            self.done = done
        }
    }

    /// Tries all places at the same time; takes 7 s at the longest.
    public static func of(_ places: [Place]) -> [Reach] {
        let done = muster_eventfd()
        guard done >= 0 else { return places.map { _ in .unresolved(Words.error(errno)) } }
        let errands = places.map { Errand($0, done: done) }
        for errand in errands { begin(errand) }
        let deadline = now() + UInt64(portPatience + namePatience) * 1_000_000
        var finished: UInt64 = 0
        while finished < UInt64(errands.count), now() < deadline {
            var entry = pollfd(fd: done, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, Int32((deadline - now()) / 1_000_000 + 1)) > 0 else { continue }
            var count: UInt64 = 0
            if read(done, &count, 8) == 8 { finished += count }
        }
        // A thread that still waits for the name service keeps the descriptor: it stays open.
        if finished == UInt64(errands.count) { close(done) }
        return errands.map { $0.outcome.withLock { $0 } }
    }

    private static func begin(_ errand: Errand) {
        let held = Unmanaged.passRetained(errand)
        var thread = pthread_t()
        let failure = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let errand = Unmanaged<Errand>.fromOpaque(argument).takeRetainedValue()
                let reach = Reach.look(at: errand.place)
                errand.outcome.withLock { $0 = reach }
                var one: UInt64 = 1
                _ = write(errand.done, &one, 8)
                return nil
            }, held.toOpaque())
        guard failure == 0 else {
            held.release()
            errand.outcome.withLock { $0 = .unresolved(Words.error(failure)) }
            var one: UInt64 = 1
            _ = write(errand.done, &one, 8)
            return
        }
        pthread_detach(thread)
    }

    /// Looks a host up and tries its ports on all of its addresses at once. Blocks.
    private static func look(at place: Place) -> Reach {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(place.host, nil, &hints, &list)
        guard code == 0, let list else { return .unresolved(String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(list) }
        var addresses: [String] = []
        var attempts: [(port: UInt64, descriptor: Int32)] = []
        defer { for attempt in attempts { close(attempt.descriptor) } }
        var answers: [UInt64: Answer] = [:]
        for port in place.ports { answers[port] = .silent }
        var next: UnsafeMutablePointer<addrinfo>? = list
        while let entry = next?.pointee {
            next = entry.ai_next
            guard let address = entry.ai_addr else { continue }
            addresses.append(text(address, entry.ai_addrlen))
            for port in place.ports where answers[port] != .open {
                let descriptor = socket(entry.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
                guard descriptor >= 0 else {
                    answers[port] = .refused(errno)
                    continue
                }
                setPort(port, in: address)
                if connect(descriptor, address, entry.ai_addrlen) == 0 {
                    answers[port] = .open
                    close(descriptor)
                } else if errno == EINPROGRESS {
                    attempts.append((port, descriptor))
                } else {
                    answers[port] = .refused(errno)
                    close(descriptor)
                }
            }
        }
        wait(for: &attempts, answers: &answers)
        return .found(addresses: addresses, ports: answers)
    }

    private static func wait(for attempts: inout [(port: UInt64, descriptor: Int32)], answers: inout [UInt64: Answer]) {
        let deadline = now() + UInt64(portPatience) * 1_000_000
        while !attempts.isEmpty, now() < deadline {
            var entries = attempts.map { pollfd(fd: $0.descriptor, events: Int16(POLLOUT), revents: 0) }
            guard poll(&entries, nfds_t(entries.count), Int32((deadline - now()) / 1_000_000 + 1)) > 0 else { continue }
            for (index, entry) in entries.enumerated().reversed() where entry.revents != 0 {
                let attempt = attempts.remove(at: index)
                var (code, size) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
                getsockopt(attempt.descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
                close(attempt.descriptor)
                // One address that answers is enough.
                if code == 0 {
                    answers[attempt.port] = .open
                } else if answers[attempt.port] != .open {
                    answers[attempt.port] = .refused(code)
                }
            }
        }
    }

    private static func setPort(_ port: UInt64, in address: UnsafeMutablePointer<sockaddr>) {
        // The port stands at the same place in both kinds of addresses.
        UnsafeMutableRawPointer(address).storeBytes(
            of: UInt16(truncatingIfNeeded: port).bigEndian, toByteOffset: 2, as: UInt16.self)
    }

    private static func text(_ address: UnsafeMutablePointer<sockaddr>, _ length: socklen_t) -> String {
        var host = [CChar](repeating: 0, count: 1_025)
        guard getnameinfo(address, length, &host, socklen_t(host.count), nil, 0, NI_NUMERICHOST) == 0 else { return "" }
        return String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
