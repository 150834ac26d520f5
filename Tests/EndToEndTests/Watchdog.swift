import CLinux
import Glibc

/// Ends what a scenario started when the test's own process is killed and cannot do it: a shell that waits for the end of a
/// pipe, which comes with the death of its writer, and then kills every process that names the scenario's directory.
final class Watchdog {
    private let process: RunningProcess
    private let writer: Int32

    /// Watches over a directory that no other process names; the commands remove what else was made.
    init(directory: String, cleaning commands: [String]) throws {
        var ends: [Int32] = [-1, -1]
        guard muster_pipe(&ends) == 0 else { throw Failure("no pipe can be made") }
        // The shell waits in its read.
        _ = fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) & ~O_NONBLOCK)
        writer = ends[1]
        defer { close(ends[0]) }
        let script = """
            read -r line
            for process in /proc/[0-9]*; do
                pid=${process#/proc/}
                [ "$pid" = $$ ] && continue
                if tr '\\0' ' ' <"$process/cmdline" 2>/dev/null | grep -q -F "$0/"; then kill -9 "$pid"; fi
            done
            \(commands.joined(separator: "\n"))
            rm -rf "$0"
            """
        process = try RunningProcess(["/bin/sh", "-c", script, directory], log: "/dev/null", input: ends[0])
    }

    /// Everything was ended in order.
    func dismiss() {
        process.kill()
        close(writer)
    }
}
