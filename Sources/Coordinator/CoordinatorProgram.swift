import CLinux
import Consensus
import Glibc
import LogStore
import Logging
import ServerCheck
import Settings
import Wire

/// The program `muster-coordinator`: reads its configuration, opens its store and runs until it is told to stop.
public enum CoordinatorProgram {
    /// The version that it tells.
    public static let version = Release.version

    static let usage = """
        usage: muster-coordinator --config FILE
               muster-coordinator join [HOST...] --token-file FILE --address HOST[:PORT]
               muster-coordinator check [--config FILE] [--json]
               muster-coordinator --version

        Runs one member of a Muster cluster in the foreground. `muster cluster init` writes the configuration of the
        first; `muster-coordinator join --help` tells how more are added.

        `check` says what this server lacks for it: a line for each thing that it looks at, and with --json an object for
        programs. FILE is /etc/muster/coordinator.conf where none is named. It ends with 0 if there is no error, else with 1.
        """

    /// Runs with the arguments of the process and ends it: 0 after a signal asked it to stop, 1 on failure, 2 for wrong usage.
    public static func main() -> Never {
        exit(run(Array(CommandLine.arguments.dropFirst())))
    }

    static func run(_ arguments: [String]) -> Int32 {
        switch arguments.first {
        case "join": return join(Array(arguments.dropFirst()))
        case "--version":
            print("muster-coordinator \(version)")
            return 0
        case "--help", "-h":
            print(usage)
            return 0
        case "check":
            return CheckCommand(
                program: "muster-coordinator", version: version,
                configuration: CoordinatorJoinCommand.defaultConfiguration,
                usage: usage
            ).run(arguments.dropFirst()) { CoordinatorSurvey(path: $0).findings() }
        case "--config" where arguments.count == 2:
            return serve(configuration: arguments[1])
        default:
            complain(usage)
            return 2
        }
    }

    private static func join(_ words: [String]) -> Int32 {
        if words.contains("--help") || words.contains("-h") {
            print(CoordinatorJoinCommand.usage)
            return 0
        }
        do {
            let command = try CoordinatorJoinCommand(words)
            do {
                print(try command.run { complain("muster-coordinator: \($0)") })
                return 0
            } catch {
                complain("muster-coordinator: \(error)")
                return 1
            }
        } catch {
            complain("muster-coordinator: \(error)")
            return 2
        }
    }

    private static func serve(configuration path: String) -> Int32 {
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        if muster_raise_descriptor_limit() != 0 {
            complain("muster-coordinator: the limit of open files cannot be raised: \(Words.error(errno))")
        }
        do {
            let configuration = try CoordinatorConfiguration(SettingsFile(path: path))
            let keys = try CurveKeyPair.load(configuration.keyFile)
            // The store has threads.
            let signals = muster_signalfd([SIGTERM, SIGINT], 2)
            let (store, recovered) = try open(configuration)
            let server = try CoordinatorServer(
                configuration: configuration, keys: keys, store: store, recovered: recovered, signals: signals)
            return try server.run()
        } catch {
            complain("muster-coordinator: \(error)")
            return 1
        }
    }

    /// Opens the store, or what takes its place; see `StoreOpening`.
    private static func open(_ configuration: CoordinatorConfiguration) throws -> (LogStore, Recovered) {
        let stores = configuration.members.map { member in
            let number = member.storeNumber
            return (id: member.endpoint.member, store: StoreID(high: number.high, low: number.low))
        }
        guard let own = stores.first(where: { $0.id == configuration.member }) else {
            throw SettingsError("this member is not among the configured members.")
        }
        let opening = StoreOpening(
            directory: configuration.directory, store: own.store,
            others: stores.filter { $0.id != configuration.member }.map(\.store),
            warn: { complain("muster-coordinator: member \(configuration.member): \($0)") })
        return try opening.open()
    }

    private static func complain(_ text: String) {
        let line = Array((text + "\n").utf8)
        _ = write(2, line, line.count)
    }
}
