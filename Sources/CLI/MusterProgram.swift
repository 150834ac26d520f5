import ArgumentParser
import Foundation
import Settings

/// The program `muster`: the administrator's face of a cluster.
public enum MusterProgram {
    /// The version that it tells.
    public static let version = Release.version

    /// Runs the command that the arguments name and ends the process.
    public static func main() -> Never {
        // A reader that goes away (`muster ... | head`) ends the program quietly.
        signal(SIGPIPE, SIG_DFL)
        exit(run(Array(CommandLine.arguments.dropFirst())))
    }

    static func run(_ arguments: [String]) -> Int32 {
        do {
            var command = try MusterCommand.parseAsRoot(ClusterOptions.last(arguments))
            try command.run()
            return 0
        } catch let error as CLIError {
            complain("muster: \(error)")
            return error.code.rawValue
        } catch {
            let code = MusterCommand.exitCode(for: error)
            let message = MusterCommand.fullMessage(for: error)
            if code == .success {
                if !message.isEmpty { print(message) }
                return 0
            }
            if !message.isEmpty { complain(message) }
            return code == .validationFailure ? CLIError.Code.usage.rawValue : CLIError.Code.failed.rawValue
        }
    }

    private static func complain(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}

struct MusterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "muster",
        abstract: "Runs a data centre of AI servers.",
        discussion: """
            Which cluster: --config FILE, else $MUSTER_CONFIG, else ~/.config/muster/client.conf, else /etc/muster/client.conf.

            Exit codes: 0 it was done; 1 it was refused or failed; 2 wrong usage; 3 some servers did not answer, or it is not \
            known what happened there; 4 no coordinator can be reached, or a majority of them is lost. `job plan` also: 5 something \
            would wait; 6 something would be refused, or could never start.
            """,
        version: MusterProgram.version,
        subcommands: [
            StatusCommand.self, TopCommand.self, ClusterCommand.self, CoordinatorCommand.self, NodeCommand.self,
            PoolCommand.self, ReservationCommand.self, QuotaCommand.self, NamespaceCommand.self,
            TokenCommand.self, KeyCommand.self, JobCommand.self, CapacityCommand.self,
            ExecCommand.self,
            CommandCommand.self,
            AuditCommand.self,
            BrakeCommand.self, RebalanceCommand.self, ReportCommand.self,
            DevCommand.self, SimulateCommand.self,
        ])
}
