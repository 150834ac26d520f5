import CLinux
import Glibc

/// A program that is run for what it writes, and killed when it takes too long. Blocks the calling thread.
struct TimedProgram {
    /// Why there is nothing to read.
    enum Failure: Error, Hashable, CustomStringConvertible {
        /// It took longer than it may.
        case timeLimit(seconds: UInt64)
        /// It ended with an error, or something else went wrong; a sentence.
        case failed(String)

        var description: String {
            switch self {
            case .timeLimit(let seconds): "it did not end within \(seconds) s"
            case .failed(let sentence): sentence
            }
        }
    }

    /// The program.
    var path: String
    /// What it is given, without its name.
    var arguments: [String]
    /// Nanoseconds that it may take.
    var timeLimit: UInt64
    /// Whether it gets PID and mount namespaces of its own.
    var namespaces: Bool
    private static let outputAtMost = 1 << 20

    init(path: String, arguments: [String], timeLimit: UInt64, namespaces: Bool = false) {
        self.path = path
        self.arguments = arguments
        self.timeLimit = timeLimit
        self.namespaces = namespaces
    }

    /// What it wrote to its standard output, if it ended well.
    func run() throws -> String {
        var ends: [Int32] = [0, 0]
        guard muster_pipe(&ends) == 0 else { throw SystemError("cannot make", "a pipe") }
        let readEnd = Descriptor(owning: ends[0])
        let null = try Descriptor(open: "/dev/null", O_RDWR)
        let process: SpawnedProcess
        do {
            let writeEnd = Descriptor(owning: ends[1])
            var spawn = Spawn(
                path: path, arguments: [path] + arguments, environment: ["PATH=\(GPUInventory.usualPath)", "LC_ALL=C"],
                descriptors: [null, writeEnd, null])
            spawn.namespaces = namespaces
            process = try spawn.start()
        }
        let deadline = TimedProgram.now() + timeLimit
        var output: [UInt8] = []
        var isOver = false
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while !isOver, let left = TimedProgram.milliseconds(until: deadline), readEnd.isReadable(within: left) {
            let count = read(readEnd.number, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { isOver = true } else { output += chunk[..<count] }
            if output.count > TimedProgram.outputAtMost { break }
        }
        if isOver, let left = TimedProgram.milliseconds(until: deadline) {
            isOver = process.pidfd.isReadable(within: left)
        }
        guard isOver else {
            _ = muster_pidfd_send_signal(process.pidfd.number, SIGKILL)
            // One that sleeps within the driver dies when the driver lets it; nobody waits for that.
            if process.pidfd.isReadable(within: 100) { waitpid(process.pid, nil, WNOHANG) }
            throw Failure.timeLimit(seconds: timeLimit / 1_000_000_000)
        }
        var status: Int32 = 0
        waitpid(process.pid, &status, 0)
        guard status == 0 else { throw Failure.failed("it ended with wait status \(status)") }
        return String(decoding: output, as: UTF8.self)
    }

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    private static func milliseconds(until deadline: UInt64) -> Int32? {
        let now = now()
        return now < deadline ? Int32(clamping: (deadline - now) / 1_000_000 + 1) : nil
    }
}
