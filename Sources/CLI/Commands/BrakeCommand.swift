import ArgumentParser
import Wire

struct BrakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "brake", abstract: "The bound on how many servers may be given up automatically.",
        subcommands: [Show.self, Release.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "How many verdicts it holds back.")
        @OptionGroup var cluster: ClusterOptions
        func run() throws {
            let held = try cluster.client().query(.status).status?.brakeHeld ?? 0
            print(
                cluster.output == .json
                    ? try JSON.text(["held": held])
                    : held == 0 ? "the brake holds nothing" : "the brake holds \(held) verdicts back")
        }
    }

    struct Release: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The servers that it holds back are really lost: let their work move.")
        @OptionGroup var cluster: ClusterOptions
        func run() throws {
            try ChangeOutput.show(cluster.client().change(.releaseBrake(true)), cluster.output)
        }
    }
}
