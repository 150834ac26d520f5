import Foundation
import Glibc
import Testing

/// What the end-to-end tests need of the machine that they run on.
enum Machine {
    /// Tasks run in PID namespaces, which only root may make.
    static let isPrivileged = geteuid() == 0 && python != nil
    static let needsRoot: Comment = "needs root, to make PID namespaces, and python3"

    /// Whether network namespaces can be made, linked and entered.
    static let hasNetworkNamespaces: Bool = {
        guard geteuid() == 0, let ip = find("ip"), find("nsenter") != nil else { return false }
        let name = "musterprobe\(getpid())"
        guard (try? run([ip, "netns", "add", name]))?.status == 0 else { return false }
        defer { _ = try? run([ip, "netns", "del", name]) }
        let link = [ip, "link", "add", "mprobe\(getpid())", "type", "bridge"]
        guard (try? run(link))?.status == 0 else { return false }
        _ = try? run([ip, "link", "del", "mprobe\(getpid())"])
        return true
    }()
    static let needsNamespaces: Comment = "needs `ip netns`, `nsenter`, bridges and root, to cut a server's link"

    /// Whether packets of a server can be dropped by their port.
    static let hasPacketFilter = find("nft") != nil
    static let needsPacketFilter: Comment = "needs `nft`, to drop packets"

    /// For how long the coordinators shall be away in the test that takes long; nil to leave it out.
    static let outageSeconds = ProcessInfo.processInfo.environment["MUSTER_OUTAGE_SECONDS"].flatMap { Double($0) }

    static let python = find("python3")

    /// The repository's root.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// A program that was built beside the tests.
    static func program(_ name: String) throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent(name).path
        try #require(FileManager.default.isExecutableFile(atPath: path), "\(path) was not built")
        return path
    }

    /// The first program of that name in PATH, with links resolved, so that tasks with another PATH find it too.
    static func find(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin:/usr/sbin:/sbin"
        for folder in ["/usr/bin", "/bin", "/usr/sbin", "/sbin"] + path.split(separator: ":").map(String.init) {
            let candidate = "\(folder)/\(name)"
            if access(candidate, X_OK) == 0 { return candidate }
        }
        return nil
    }

    /// What a short program said.
    struct Ended: Sendable {
        var status: Int32
        var output: String
    }

    /// Runs a short program to its end; its output and errors come together.
    static func run(_ arguments: [String]) throws -> Ended {
        var template = Array("/tmp/muster-e2e-output-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        close(descriptor)
        defer { unlink(path) }
        let process = try RunningProcess(arguments, log: path)
        let status = process.waitForEnd()
        return Ended(status: status, output: (try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
    }

    /// Runs a short program that must succeed.
    @discardableResult
    static func must(_ arguments: [String]) throws -> String {
        let ended = try run(arguments)
        guard ended.status == 0 else {
            throw Failure("`\(arguments.joined(separator: " "))` ended with \(ended.status): \(ended.output)")
        }
        return ended.output
    }
}

/// Why a scenario cannot go on.
struct Failure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}

/// Nanoseconds of the monotonic clock that witnesses use too.
func monotonicNow() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// Polls until the condition holds; its value. Throws when the generous bound is over. An error of the condition counts as
/// "not yet" and is told at the end.
@discardableResult
func eventually<Value>(
    _ what: String, within seconds: Double = 40, every milliseconds: UInt32 = 20, _ condition: () throws -> Value?
) throws -> Value {
    let deadline = monotonicNow() + UInt64(seconds * 1e9)
    var last = ""
    while true {
        do {
            if let value = try condition() { return value }
        } catch {
            last = " (\(error))"
        }
        guard monotonicNow() < deadline else { throw Failure("not within \(seconds) s: \(what)\(last)") }
        usleep(milliseconds * 1_000)
    }
}

/// Polls until the condition holds.
func eventually(
    _ what: String, within seconds: Double = 40, every milliseconds: UInt32 = 20, _ condition: () throws -> Bool
) throws {
    _ = try eventually(what, within: seconds, every: milliseconds) { try condition() ? true : nil }
}
