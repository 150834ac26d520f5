import CLinux
import Glibc

/// A process that a test started, and that it alone ends.
final class RunningProcess {
    let arguments: [String]
    let log: String
    let pid: pid_t
    private let pidfd: Int32
    private var status: Int32?
    private var wasToldToEnd = false

    /// Starts a program in a session of its own; what it says goes to the end of the log file.
    init(_ arguments: [String], log: String, input: Int32? = nil) throws {
        self.arguments = arguments
        self.log = log
        let null = muster_open("/dev/null", O_RDONLY, 0)
        let output = muster_open(log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        defer {
            close(null)
            close(output)
        }
        guard null >= 0, output >= 0 else { throw Failure("\(log) cannot be opened") }
        let variables =
            ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8"]
        let argv = arguments.map { strdup($0) } + [nil]
        let envp = variables.map { strdup($0) } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var result = muster_spawn_result()
        let failed: Int32 = [input ?? null, output, output].withUnsafeBufferPointer { descriptors in
            argv.withUnsafeBufferPointer { argv in
                envp.withUnsafeBufferPointer { envp in
                    var options = muster_spawn_options()
                    options.path = UnsafePointer(argv[0])
                    options.argv = argv.baseAddress
                    options.envp = envp.baseAddress
                    options.descriptors = descriptors.baseAddress
                    options.descriptor_count = 3
                    return muster_spawn(&options, &result)
                }
            }
        }
        guard failed == 0 else {
            throw Failure("\(arguments[0]) cannot be started: \(String(cString: strerror(result.error)))")
        }
        pid = result.pid
        pidfd = result.pidfd
    }

    deinit { close(pidfd) }

    /// Whether it runs.
    var isRunning: Bool {
        reap(blocking: false)
        return status == nil
    }

    /// Whether it is over although nobody here told it to end.
    var hasEndedByItself: Bool { !isRunning && !wasToldToEnd }

    /// Sends exactly this process a signal.
    func signal(_ number: Int32) {
        if [SIGKILL, SIGTERM, SIGINT].contains(number) { wasToldToEnd = true }
        _ = muster_pidfd_send_signal(pidfd, number)
    }

    /// Ends it at once, as a crash would, and waits for its end.
    func kill() {
        signal(SIGKILL)
        _ = waitForEnd()
    }

    /// Waits for its end; the exit code, or 128 and the signal.
    func waitForEnd() -> Int32 {
        reap(blocking: true)
        return status ?? -1
    }

    private func reap(blocking: Bool) {
        guard status == nil else { return }
        var raw: Int32 = 0
        var result = waitpid(pid, &raw, blocking ? 0 : WNOHANG)
        while blocking, result < 0, errno == EINTR { result = waitpid(pid, &raw, 0) }
        guard result == pid else {
            if result < 0 { status = -1 }
            return
        }
        var value: Int32 = 0
        status = muster_wait_status(raw, &value) == 1 ? value : 128 + value
    }
}
