import Glibc

/// Ends what a run started when the bench itself is killed or interrupted and cannot do it: a shell in a session of its own,
/// which waits for the end of a pipe that comes with the death of its writer, and then kills every process that names the run's
/// directory and removes what else was made.
final class Janitor {
    private let process: ChildProcess

    init(directory: String, cleaning commands: [String]) throws {
        let script = """
            trap '' INT TERM HUP
            read -r line && [ "$line" = dismissed ] && exit 0
            for round in 1 2 3; do
                for process in /proc/[0-9]*; do
                    pid=${process#/proc/}
                    [ "$pid" = $$ ] && continue
                    if tr '\\0' ' ' <"$process/cmdline" 2>/dev/null | grep -q -F "$0/"; then kill -9 "$pid"; fi
                done
                sleep 0.2
            done
            \(commands.joined(separator: "\n"))
            for mount in $(grep -F "$0/" /proc/mounts | cut -d ' ' -f 2); do umount -l "$mount"; done
            rm -rf "$0"
            """
        process = try ChildProcess(
            ["setsid", "/bin/sh", "-c", script, directory], log: "/dev/null", talks: true, outlives: true)
    }

    /// Everything was ended in order.
    func dismiss() {
        try? process.say("dismissed")
        _ = process.wait()
    }
}
