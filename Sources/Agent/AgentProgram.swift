import CLinux
import Enrolment
import Glibc
import Logging
import ServerCheck
import Settings
import Wire

/// The program `muster-agent`, which is also the program of its supervisors.
public enum AgentProgram {
    /// The version that it tells.
    public static let version = Release.version

    static let usage = """
        usage: muster-agent --config FILE
               muster-agent join [HOST...] --token-file FILE
               muster-agent check [--config FILE] [--json]
               muster-agent --version

        Runs the agent of one server in the foreground. `muster-agent join --help` tells how a server joins a cluster.

        `check` says what this server lacks for it: a line for each thing that it looks at, and with --json an object for
        programs. FILE is /etc/muster/agent.conf where none is named. It ends with 0 if there is no error, else with 1.
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
        case "check":
            return CheckCommand(
                program: "muster-agent", version: version, configuration: AgentJoinCommand.defaultConfiguration,
                usage: usage
            ).run(arguments.dropFirst(2)) { AgentSurvey(path: $0).findings() }
        case SupervisorProbe.argument where arguments.count == 2:
            return SupervisorProbe.run()
        case "--config" where arguments.count == 3:
            return serve(configuration: arguments[2])
        default:
            complain(usage)
            return 2
        }
    }

    private static func serve(configuration path: String) -> Int32 {
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        if muster_raise_descriptor_limit() != 0 {
            complain("muster-agent: the limit of open files cannot be raised: \(SystemError.text(errno))")
        }
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
