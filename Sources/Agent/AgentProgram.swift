import Glibc

/// The program `muster-agent`, which is also the program of its supervisors.
public enum AgentProgram {
    /// Runs the program that the arguments name and ends the process.
    public static func main() -> Never {
        exit(run(CommandLine.arguments))
    }

    /// Runs the program that the arguments name; returns the exit code.
    public static func run(_ arguments: [String]) -> Int32 {
        if arguments.first == SupervisorProgram.name { return SupervisorProgram.run(arguments) }
        if arguments.count > 1 && arguments[1] == "supervise" {
            return SupervisorProgram.run(Array(arguments.dropFirst()))
        }
        return 2
    }
}
