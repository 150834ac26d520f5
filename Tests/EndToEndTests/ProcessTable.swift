import Foundation
import Glibc

/// The machine's processes, as /proc tells them.
enum ProcessTable {
    /// All pids.
    static var pids: [pid_t] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }
    }

    /// The arguments of a process; none if it is over.
    static func arguments(of pid: pid_t) -> [String] {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") else { return [] }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Supervisors of attempts below a directory.
    static func supervisors(below directory: String) -> [pid_t] {
        pids.filter { pid in
            let arguments = arguments(of: pid)
            return arguments.count == 2 && arguments[0] == "muster-supervisor"
                && arguments[1].hasPrefix(directory + "/")
        }
    }

    /// Everything that descends from these processes, nearest first, without themselves.
    static func descendants(of roots: [pid_t]) -> [pid_t] {
        var children: [pid_t: [pid_t]] = [:]
        for pid in pids {
            if let parent = field(3, of: pid).flatMap({ pid_t($0) }) { children[parent, default: []].append(pid) }
        }
        var found: [pid_t] = []
        var next = roots
        while let pid = next.popLast() {
            let below = children[pid] ?? []
            found += below
            next += below
        }
        return found
    }

    /// Whether the process is there and no zombie.
    static func isAlive(_ pid: pid_t) -> Bool {
        guard let state = field(2, of: pid) else { return false }
        return state != "Z" && state != "X"
    }

    /// A process and its start, which together name it for good.
    static func identity(_ pid: pid_t) -> String { "\(pid)/\(field(21, of: pid) ?? "gone")" }

    /// A field of /proc/PID/stat, counted from 0; the name in brackets is field 1.
    private static func field(_ number: Int, of pid: pid_t) -> String? {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let close = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: close)...].split(whereSeparator: \.isWhitespace)
        return fields.count > number - 2 ? String(fields[number - 2]) : nil
    }
}
