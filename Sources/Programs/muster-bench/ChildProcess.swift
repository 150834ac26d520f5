import Glibc

/// A process of the bench's own, which ends with it at the latest. Used on the main thread: the kernel ends a child with
/// the thread that started it.
final class ChildProcess {
    let pid: pid_t
    /// To be written to, where it was asked for; −1 otherwise.
    let input: Int32
    private let output: Int32
    private var buffered: [UInt8] = []
    private var hasEnded = false

    /// Starts a program. With `talks` its standard input and output are pipes; otherwise what it says goes to `log`. Only with
    /// `outlives` it is left alive when this process is killed.
    init(_ command: [String], log: String, talks: Bool = false, outlives: Bool = false) throws {
        // `setpriv` lets the kernel end it when this process ends, however that happens.
        let words = outlives ? command : ["setpriv", "--pdeathsig", "KILL"] + command
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var toChild: [Int32] = [-1, -1]
        var fromChild: [Int32] = [-1, -1]
        posix_spawn_file_actions_addopen(&actions, 2, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        if talks {
            guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else {
                throw BenchError(sentence: "no pipe can be made: \(String(cString: strerror(errno)))")
            }
            for descriptor in toChild + fromChild { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
            posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
            posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_adddup2(&actions, 2, 1)
        }
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var started: pid_t = 0
        let code = posix_spawnp(&started, words[0], &actions, nil, &arguments, environ)
        if talks {
            close(toChild[0])
            close(fromChild[1])
        }
        guard code == 0 else {
            throw BenchError(sentence: "\(words[0]) cannot be started: \(String(cString: strerror(code)))")
        }
        pid = started
        input = toChild[1]
        output = fromChild[0]
    }

    deinit { end() }

    /// Sends a signal.
    func signal(_ number: Int32) { if !hasEnded { kill(pid, number) } }

    /// Kills it and waits for its end.
    func end() {
        guard !hasEnded else { return }
        hasEnded = true
        kill(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        if input >= 0 { close(input) }
        if output >= 0 { close(output) }
    }

    /// Waits for its end; its exit status.
    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        hasEnded = true
        return (status >> 8) & 0xFF
    }

    /// Whether it still runs.
    var isRunning: Bool {
        guard !hasEnded else { return false }
        var status: Int32 = 0
        if waitpid(pid, &status, WNOHANG) == pid { hasEnded = true }
        return !hasEnded
    }

    /// Says a line.
    func say(_ line: String) throws {
        let bytes = Array((line + "\n").utf8)
        guard write(input, bytes, bytes.count) == bytes.count else {
            throw BenchError(sentence: "the peer's client does not listen any more; look into its log")
        }
    }

    /// Waits for the next line.
    func line() throws -> String {
        while true {
            if let end = buffered.firstIndex(of: 10) {
                defer { buffered.removeFirst(end + 1) }
                return String(decoding: buffered[..<end], as: UTF8.self)
            }
            var piece = [UInt8](repeating: 0, count: 4_096)
            let count = read(output, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw BenchError(sentence: "the peer's client has ended; look into its log") }
            buffered += piece[..<count]
        }
    }
}
