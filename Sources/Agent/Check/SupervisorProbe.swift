import CLinux
import Glibc
import ServerCheck

/// Whether supervisors can work on this server: the agent's own program is started as a supervisor would be, in PID and mount
/// namespaces of its own, does what a supervisor does first, and says how that went.
enum SupervisorProbe {
    /// The argument by which the program is told to be the probe; for nobody else.
    static let argument = "supervisor-probe"

    /// What a line begins with that says why it does not work; all others say what it has to do without.
    private static let failure = "failed: "

    /// The probe itself. Ends with 0 when it could say what it found.
    static func run() -> Int32 {
        guard getpid() == 1 else {
            print("\(failure)it is not the first process of a PID namespace")
            return 0
        }
        guard muster_private_proc() == 0 else {
            print("\(failure)/proc cannot be mounted: \(SystemError.text(errno))")
            return 0
        }
        if !KernelFile.write("/proc/self/oom_score_adj", "-1000") {
            print("supervisors are not spared by the out-of-memory killer: \(SystemError.text(errno))")
        }
        if muster_lock_memory() != 0 { print("supervisors are not locked in memory: \(SystemError.text(errno))") }
        return 0
    }

    /// Starts the probe; `executable` is the agent's program.
    static func tried(_ executable: String, by viewer: Viewer) -> AgentCheckFacts.Supervisor {
        guard viewer.has(.administer) else { return .notTried }
        do {
            let program = TimedProgram(
                path: executable, arguments: [argument], timeLimit: 5_000_000_000, namespaces: true)
            let lines = try program.run().split(separator: "\n").map(String.init)
            if let line = lines.first(where: { $0.hasPrefix(failure) }) {
                return .failed(String(line.dropFirst(failure.utf8.count)))
            }
            return .works(lines)
        } catch {
            return .failed("\(error)")
        }
    }
}
