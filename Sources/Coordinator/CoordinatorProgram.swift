import CLinux
import Consensus
import Glibc
import LogStore
import Logging
import Settings
import Wire

/// The program `muster-coordinator`: reads its configuration, opens its store and runs until it is told to stop.
public enum CoordinatorProgram {
    /// The version that it tells.
    public static let version = "0.1.0"

    static let usage = """
        usage: muster-coordinator --config FILE
               muster-coordinator --version

        Runs one member of a Muster cluster in the foreground. `muster cluster init` writes configurations.
        """

    /// Runs with the arguments of the process and ends it: 0 after a signal asked it to stop, 1 on failure, 2 for wrong usage.
    public static func main() -> Never {
        exit(run(Array(CommandLine.arguments.dropFirst())))
    }

    static func run(_ arguments: [String]) -> Int32 {
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        switch arguments.first {
        case "--version":
            print("muster-coordinator \(version)")
            return 0
        case "--help", "-h":
            print(usage)
            return 0
        case "--config" where arguments.count == 2:
            return serve(configuration: arguments[1])
        default:
            complain(usage)
            return 2
        }
    }

    private static func serve(configuration path: String) -> Int32 {
        do {
            let configuration = try CoordinatorConfiguration(SettingsFile(path: path))
            let keys = try CurveKeyPair.load(configuration.keyFile)
            let (store, recovered) = try open(configuration)
            let server = try CoordinatorServer(
                configuration: configuration, keys: keys, store: store, recovered: recovered)
            return try server.run()
        } catch {
            complain("muster-coordinator: \(error)")
            return 1
        }
    }

    /// Opens the store; makes it where `muster cluster init` left word that this is a new member. An emptied disk has no such
    /// word, so that a member that has forgotten its votes does not come back as if it had none.
    private static func open(_ configuration: CoordinatorConfiguration) throws -> (LogStore, Recovered) {
        let marker = configuration.directory + "/new-store"
        let data = configuration.directory + "/log"
        guard let own = configuration.members.first(where: { $0.endpoint.member == configuration.member }) else {
            throw SettingsError("this member is not among the configured members.")
        }
        let number = own.storeNumber
        let id = StoreID(high: number.high, low: number.low)
        if access(marker, F_OK) == 0 {
            if access(data, F_OK) != 0 { try LogStore.create(directory: data, store: id) }
            unlink(marker)
        }
        guard access(data, F_OK) == 0 else {
            throw SettingsError(
                "\(data): the store is not there, and this is not a new member; restore the directory, or remove this "
                    + "member from the cluster and add it anew.")
        }
        let (store, recovered) = try LogStore.open(directory: data)
        return (store, recovered)
    }

    private static func complain(_ text: String) {
        let line = Array((text + "\n").utf8)
        _ = write(2, line, line.count)
    }
}
