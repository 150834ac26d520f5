import Agent
import Foundation
import Testing

/// The control groups of tasks.
enum ControlGroups {
    /// Whether tasks have control groups here that count CPU and memory.
    static var areThere: Bool {
        let root = TaskCgroup.root
        func canWrite(_ path: String) -> Bool { geteuid() == 0 && access(root + path + "/cgroup.procs", W_OK) == 0 }
        if let controllers = try? String(contentsOfFile: root + "/cgroup.controllers", encoding: .utf8) {
            return canWrite("")
                && ["cpu", "memory"].allSatisfy {
                    controllers.split(whereSeparator: \.isWhitespace).contains(Substring($0))
                }
        }
        return canWrite("/cpu") && canWrite("/memory") && canWrite("/cpuacct")
    }

    /// Why a test that needs them is skipped.
    static let needed: Comment = "needs root and writable control groups for CPU and memory below /sys/fs/cgroup"

    /// Removes those of every attempt below an agent's state directory.
    static func removeAll(below state: String) {
        for attempt in (try? AttemptDirectory.list(in: state + "/attempts")) ?? [] {
            TaskCgroup.removeRemainder(named: TaskCgroup.name(of: attempt))
        }
    }
}
