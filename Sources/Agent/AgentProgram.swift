import Enrolment
import Glibc
import Logging
import Settings
import Wire

/// The program `muster-agent`, which is also the program of its supervisors.
public enum AgentProgram {
    /// The version that it tells.
    public static let version = "0.1.0"

    static let usage = """
        usage: muster-agent --config FILE
               muster-agent join [HOST...] --token-file FILE
               muster-agent --version

        Runs the agent of one server in the foreground. `muster-agent join --help` tells how a server joins a cluster.
        """

    /// Runs the program that the arguments name and ends the process: 0 after a signal asked it to stop, 1 on failure, 2 for
    /// wrong usage.
    public static func main() -> Never {
        exit(run(CommandLine.arguments))
    }

    /// Runs the program that the arguments name; returns the exit code.
    public static func run(_ arguments: [String]) -> Int32 {
        if arguments.first == SupervisorProgram.name { return SupervisorProgram.run(arguments) }
        switch arguments.dropFirst().first {
        case "supervise":
            return SupervisorProgram.run(Array(arguments.dropFirst()))
        case "join": return join(Array(arguments.dropFirst(2)))
        case "--version":
            print("muster-agent \(version)")
            return 0
        case "--help", "-h":
            print(usage)
            return 0
        case "--config" where arguments.count == 3:
            return serve(configuration: arguments[2])
        default:
            complain(usage)
            return 2
        }
    }

    private static func serve(configuration path: String) -> Int32 {
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        do {
            let configuration = try AgentConfiguration(SettingsFile(path: path))
            let keys = try CurveKeyPair.load(configuration.keyFile)
            let server = try AgentServer(configuration: configuration, keys: keys)
            try server.run()
            return 0
        } catch {
            complain("muster-agent: \(error)")
            return 1
        }
    }

    private static func join(_ words: [String]) -> Int32 {
        if words.contains("--help") || words.contains("-h") {
            print(AgentJoinCommand.usage)
            return 0
        }
        do {
            let command = try AgentJoinCommand(words)
            do {
                print(try command.run { complain("muster-agent: \($0)") })
                return 0
            } catch {
                complain("muster-agent: \(error)")
                return 1
            }
        } catch {
            complain("muster-agent: \(error)")
            return 2
        }
    }

    private static func complain(_ text: String) {
        let line = Array((text + "\n").utf8)
        _ = write(2, line, line.count)
    }
}
