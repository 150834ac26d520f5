import Glibc
import Wire

/// The task whose failover is measured. Each attempt writes a file of its own on storage that all servers reach: eight bytes
/// every two milliseconds, the monotonic clock, each by one write, so that a SIGKILL loses nothing that was said. All processes
/// of one machine share that clock, also those of other network namespaces.
enum WitnessTask {
    /// A silence that is longer counts as a freeze, and not as life.
    static let longestBreath: UInt64 = 100_000_000

    /// Writes until it is killed. Its name is that of the job and the index in it.
    static func run(directory: String, job: String) -> Never {
        let name = job + "-" + (getenv("MUSTER_INDEX").map { String(cString: $0) } ?? "0")
        let token = getenv("MUSTER_TOKEN").map { String(cString: $0) } ?? "0.0"
        let started = MonotonicClock.now()
        let path = "\(directory)/\(name)@\(token)@\(started)"
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o644)
        guard file >= 0 else { exit(1) }
        var due = started
        while true {
            var now = MonotonicClock.now()
            guard write(file, &now, 8) == 8 else { exit(1) }
            // After a freeze the missed lines are not made up for: the gap is what shall be seen.
            due = max(due + 2_000_000, now)
            let rest = due - min(due, MonotonicClock.now())
            var pause = timespec(tv_sec: 0, tv_nsec: Int(rest))
            nanosleep(&pause, nil)
        }
    }
}

/// What one attempt has written.
struct WitnessRecord {
    let token: String
    /// (generation, index).
    let order: (UInt64, UInt64)
    /// When it began to live, and when it was last alive, without a longer break between.
    var stretches: [(first: UInt64, last: UInt64)]

    var first: UInt64 { stretches.first?.first ?? .max }
    var last: UInt64 { stretches.last?.last ?? 0 }

    /// The records of one name, the oldest token first. Attempts that have not written yet are left out.
    static func all(in directory: String, name: String) -> [WitnessRecord] {
        var found: [WitnessRecord] = []
        for file in files(in: directory, name: name) {
            let parts = file.split(separator: "@")
            let numbers = parts[1].split(separator: ".").compactMap { UInt64($0) }
            guard parts.count == 3, numbers.count == 2 else { continue }
            let stretches = read("\(directory)/\(file)")
            if !stretches.isEmpty {
                found.append(
                    WitnessRecord(token: String(parts[1]), order: (numbers[0], numbers[1]), stretches: stretches))
            }
        }
        return found.sorted { $0.order < $1.order }
    }

    /// How many attempts of that name have begun.
    static func count(in directory: String, name: String) -> Int { files(in: directory, name: name).count }

    /// How long two attempts were alive together, the longest of all pairs, in nanoseconds; nil where none were. What a frozen
    /// attempt did after it was woken at `woken` is left out: it is told apart.
    static func overlap(of records: [WitnessRecord], except woken: (token: String, at: UInt64)? = nil) -> UInt64? {
        var longest: UInt64?
        for (index, one) in records.enumerated() {
            for other in records[(index + 1)...] {
                for mine in one.stretches {
                    if let woken, woken.token == one.token, mine.first >= woken.at { continue }
                    for its in other.stretches where max(mine.first, its.first) <= min(mine.last, its.last) {
                        longest = max(longest ?? 0, min(mine.last, its.last) - max(mine.first, its.first))
                    }
                }
            }
        }
        return longest
    }

    private static func files(in directory: String, name: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var found: [String] = []
        while let entry = readdir(stream) {
            let file = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if file.hasPrefix(name + "@") { found.append(file) }
        }
        return found
    }

    private static func read(_ path: String) -> [(first: UInt64, last: UInt64)] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var stretches: [(first: UInt64, last: UInt64)] = []
        var lines = [UInt64](repeating: 0, count: 8_192)
        while true {
            let count = Glibc.read(descriptor, &lines, lines.count * 8)
            guard count >= 8 else { return stretches }
            for time in lines[..<(count / 8)] {
                if let open = stretches.last, time - open.last <= WitnessTask.longestBreath {
                    stretches[stretches.count - 1].last = time
                } else {
                    stretches.append((time, time))
                }
            }
        }
    }
}
