import ArgumentParser
import Foundation
import Wire

struct CommandCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "command", abstract: "Fleet commands that were given before.", subcommands: [Show.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One command and how it ended on each server.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var watching: WatchOption
        @Argument(help: "Its number.") var number: UInt64

        func run() throws {
            let client = try cluster.client()
            try watching.run {
                guard let command = try client.query(.command, object: String(number)).command else {
                    throw CLIError(.failed, "there is no command \(number).")
                }
                return cluster.output == .json
                    ? try JSON.text(JSON.command(command)) : CommandCommand.table(command)
            }
        }
    }

    static func table(_ command: CommandView) -> String {
        var heading = Table("COMMAND", "BY", "TARGET", "STATE", "WHAT")
        heading.add(
            "\(command.id)", command.owner, command.target, command.isSettled ? "settled" : "under way",
            (command.definition?.arguments ?? []).joined(separator: " "))
        var runs = Table("SERVER", "RESULT")
        for run in command.runs { runs.add(run.node, CommandEnd(run.result).words) }
        return heading.text + "\n\n" + runs.text(orElse: "No server was meant.")
    }
}
