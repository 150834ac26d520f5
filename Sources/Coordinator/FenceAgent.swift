import CLinux
import CoordinatorCore
import Determinism
import Fleet
import Glibc
import Wire

/// Speaks with a BMC by a fence agent of ClusterLabs, as their FenceAgentAPI says: options as `name=value` lines on standard
/// input, exit code 0 for power or success, 2 for no power. Blocks until the agent has ended or its time is over; any thread.
struct FenceAgent: Sendable {
    /// Where the fence agents are.
    var directory: String
    /// Where the passwords are: one file each, readable by nobody else.
    var secrets: String

    /// How long a reading may take, and how long switching, in nanoseconds.
    static let statusLimit: UInt64 = 20_000_000_000
    static let actLimit: UInt64 = 60_000_000_000
    /// Bytes of a password's file, and of an agent's output that are looked at, at the most.
    private static let secretBytes = 4_096
    private static let outputBytes = 16_384

    /// A sentence about what went wrong, without secrets.
    private struct Trouble: Error {
        var sentence: String
    }

    /// Carries out a request.
    func carryOut(_ request: PowerRequest) -> PowerAnswer {
        // Before anything is done: what is read later was so then or later.
        let beganAt = Instant(nanoseconds: MonotonicClock.now())
        do {
            return PowerAnswer(number: request.number, beganAt: beganAt, result: try ask(request))
        } catch {
            let sentence = (error as? Trouble)?.sentence ?? "\(error)"
            return PowerAnswer(number: request.number, beganAt: beganAt, result: .failed(sentence))
        }
    }

    private func ask(_ request: PowerRequest) throws -> PowerAnswer.Result {
        let secret = try request.bmc.secret.map { try password($0) }
        let isStatus = request.action == .status
        let limit = isStatus ? FenceAgent.statusLimit : FenceAgent.actLimit
        let run = try run(request.bmc.agent, input: text(of: request, secret), limit: limit)
        guard isStatus else {
            guard run.code == 0 else { throw trouble(request.bmc.agent, run, secret) }
            return .done
        }
        // A program that cannot even start may end with 2, too: only what also says so has read that there is no power.
        switch (run.code, FenceAgent.saidStatus(run.output)) {
        case (0, "on"), (0, nil): return .on
        case (2, "off"): return .off
        case (2, nil):
            throw Trouble(
                sentence:
                    "\(request.bmc.agent) ended with 2 and did not say `Status: OFF`, which would be needed to believe it"
            )
        case (0, _), (2, _):
            throw Trouble(sentence: "\(request.bmc.agent) says one thing and its exit code another")
        default: throw trouble(request.bmc.agent, run, secret)
        }
    }

    /// What the agent is told. Option names and values have no line breaks (`BMC.problem`).
    private func text(of request: PowerRequest, _ secret: String?) -> String {
        let action: String =
            switch request.action {
            case .status: "status"
            case .act(.off): "off"
            case .act(.on): "on"
            }
        var text = "action=\(action)\n"
        for (name, value) in request.bmc.options { text += "\(name)=\(value)\n" }
        if let secret { text += "password=\(secret)\n" }
        return text
    }

    /// The word after `Status:` in an agent's output, in lower case.
    static func saidStatus(_ output: String) -> String? {
        for line in output.split(separator: "\n") {
            let words = line.lowercased().split(separator: " ")
            if words.count == 2, words[0] == "status:" { return String(words[1]) }
        }
        return nil
    }

    private func trouble(_ agent: String, _ run: Run, _ secret: String?) -> Trouble {
        let lines = (run.errors.isEmpty ? run.output : run.errors).split(separator: "\n").map(String.init)
        // The last word of many is how to use them.
        let telling = lines.last { !$0.allSatisfy(\.isWhitespace) && !$0.contains("'-h' for usage") }
        var word = telling ?? "it said nothing"
        if let secret, !secret.isEmpty {
            while let place = word.firstRange(of: secret) { word.replaceSubrange(place, with: "***") }
        }
        let plain = word.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }.joined()
        let end = run.signal.map { "was ended by signal \($0)" } ?? "failed with \(run.code)"
        return Trouble(sentence: "\(agent) \(end): \(String(plain.prefix(300)))")
    }

    // MARK: The password

    private func password(_ name: String) throws -> String {
        let path = secrets + "/" + name
        let file = muster_open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0)
        guard file >= 0 else {
            throw Trouble(
                sentence:
                    "the password file \(path) cannot be opened on this coordinator: \(String(cString: strerror(errno)))"
            )
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Trouble(sentence: "the password file \(path) is no plain file")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw Trouble(sentence: "the password file \(path) can be read by others: `chmod 600` it")
        }
        var bytes = [UInt8](repeating: 0, count: FenceAgent.secretBytes)
        let count = read(file, &bytes, bytes.count)
        guard count > 0, count < bytes.count else {
            throw Trouble(sentence: "the password file \(path) is empty or too large")
        }
        bytes.removeLast(bytes.count - count)
        while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        let secret = String(decoding: bytes, as: UTF8.self)
        guard !secret.isEmpty, secret.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw Trouble(sentence: "the password file \(path) does not hold one line")
        }
        return secret
    }

    // MARK: The process

    private struct Run {
        var code: Int32 = -1
        var signal: Int32?
        var output = ""
        var errors = ""
    }

    /// One end of a pipe, or a process; closed with its last reference, or before.
    private final class Handle {
        private(set) var number: Int32
        init(_ number: Int32) { self.number = number }
        deinit { end() }
        func end() {
            if number >= 0 { close(number) }
            number = -1
        }
    }

    private static func pipe() throws -> (read: Handle, write: Handle) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else {
            throw Trouble(sentence: "no pipe can be made: \(String(cString: strerror(errno)))")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (Handle(ends[0]), Handle(ends[1]))
    }

    private func run(_ agent: String, input: String, limit: UInt64) throws -> Run {
        let path = directory + "/" + agent
        let (given, output, errors) = (try FenceAgent.pipe(), try FenceAgent.pipe(), try FenceAgent.pipe())
        // It fits into the pipe, so that nothing waits and nobody's end is missed.
        let bytes = Array(input.utf8)
        guard write(given.write.number, bytes, bytes.count) == bytes.count else {
            throw Trouble(sentence: "the options do not fit into a pipe")
        }
        // An agent reads to the end, which is there once nobody can write any more.
        given.write.end()
        let child = try start(path, [given.read.number, output.write.number, errors.write.number])
        return listen(to: child, output: output.read, errors: errors.read, until: MonotonicClock.now() + limit, path)
    }

    private func start(_ path: String, _ descriptors: [Int32]) throws -> (pid: pid_t, handle: Handle) {
        let argv = [strdup(path), nil]
        let envp = [strdup("PATH=/usr/sbin:/usr/bin:/sbin:/bin"), strdup("LC_ALL=C.UTF-8"), nil]
        defer { for text in argv + envp { free(text) } }
        var result = muster_spawn_result()
        let outcome = argv.withUnsafeBufferPointer { argv in
            envp.withUnsafeBufferPointer { envp in
                descriptors.withUnsafeBufferPointer { descriptors in
                    path.withCString { path in
                        var options = muster_spawn_options()
                        options.path = path
                        options.argv = argv.baseAddress
                        options.envp = envp.baseAddress
                        options.descriptors = descriptors.baseAddress
                        options.descriptor_count = Int32(descriptors.count)
                        // Should this process end, nobody would hear the answer.
                        options.parent_death_signal = SIGKILL
                        return muster_spawn(&options, &result)
                    }
                }
            }
        }
        guard outcome == 0 else {
            throw Trouble(
                sentence:
                    "cannot start \(path): \(String(cString: strerror(result.error))); install the fence agents on each "
                    + "coordinator, or set `fence_agents` in its file to where they are")
        }
        return (result.pid, Handle(result.pidfd))
    }

    /// Reads what the agent says until it has ended; ends it when its time is over.
    private func listen(
        to child: (pid: pid_t, handle: Handle), output: Handle, errors: Handle, until deadline: UInt64, _ path: String
    ) -> Run {
        // The ends that this process held for the agent are closed by now only when their owners are gone: the process's own
        // end is what is waited for, and then what is in the pipes.
        for handle in [output, errors] {
            _ = fcntl(handle.number, F_SETFL, O_NONBLOCK)
        }
        var heard: [[UInt8]] = [[], []]
        var buffer = [UInt8](repeating: 0, count: 4_096)
        func drain() {
            for (place, handle) in [output, errors].enumerated() {
                while true {
                    let count = read(handle.number, &buffer, buffer.count)
                    guard count > 0 else { break }
                    let room = FenceAgent.outputBytes - heard[place].count
                    heard[place] += buffer.prefix(min(count, max(room, 0)))
                }
            }
        }
        var isLate = false
        while true {
            let now = MonotonicClock.now()
            isLate = now >= deadline
            if isLate { break }
            var items = [child.handle, output, errors].map { pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0) }
            let wait = Int32(min((deadline - now + 999_999) / 1_000_000, 60_000))
            if poll(&items, nfds_t(items.count), wait) > 0 { drain() }
            if items[0].revents != 0 { break }
        }
        if isLate {
            // The whole of its session; what it started may hold the pipes, which nobody reads any more.
            kill(-child.pid, SIGKILL)
        }
        var status: Int32 = 0
        while waitpid(child.pid, &status, 0) < 0, errno == EINTR {}
        drain()
        var run = Run(
            output: String(decoding: heard[0], as: UTF8.self), errors: String(decoding: heard[1], as: UTF8.self))
        var value: Int32 = 0
        if muster_wait_status(status, &value) == 1 { run.code = value } else { run.signal = value }
        if isLate { (run.code, run.signal, run.errors) = (-1, SIGKILL, "it took too long") }
        return run
    }
}
