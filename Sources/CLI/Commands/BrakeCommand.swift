import ArgumentParser
import Wire

struct BrakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "brake", abstract: "The bound on how many servers may be given up automatically.",
        subcommands: [Show.self, Hold.self, Release.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What it has let through and what it holds back.")
        @OptionGroup var cluster: ClusterOptions
        func run() throws {
            guard let status = try cluster.client().query(.status).status else {
                throw CLIError(.failed, "the answer holds no status.")
            }
            let brake = status.brake ?? BrakeView(held: [])
            print(
                cluster.output == .json
                    ? try JSON.text(JSON.brake(brake).merging(["held_count": status.brakeHeld]) { first, _ in first })
                    : BrakeCommand.words(brake))
        }
    }

    struct Hold: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give no server up automatically until `muster brake release`, as before work on the network.")
        @OptionGroup var cluster: ClusterOptions
        func run() throws {
            try ChangeOutput.show(cluster.client().change(.holdBrake(true)), cluster.output)
        }
    }

    struct Release: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The servers that it holds back are really lost: let their work move. Ends a hold.")
        @OptionGroup var cluster: ClusterOptions
        func run() throws {
            try ChangeOutput.show(cluster.client().change(.releaseBrake(true)), cluster.output)
        }
    }

    static func words(_ brake: BrakeView) -> String {
        let window = Units.span(nanoseconds: brake.windowNs)
        var text = "\(brake.taken.count) of \(brake.limit) servers given up within \(window)"
        if !brake.taken.isEmpty { text += ": " + brake.taken.joined(separator: ", ") }
        if brake.held.isEmpty {
            text += "\nthe brake holds nothing"
        } else {
            text += "\nholds \(brake.held.count) verdicts back: " + brake.held.joined(separator: ", ")
        }
        if brake.isOnHold {
            text += "\non hold: no server is given up automatically until `muster brake release`"
        } else if !brake.held.isEmpty {
            text +=
                "\nroom for the next one in \(Units.span(nanoseconds: brake.reopensInNs)), or by `muster brake release`"
        }
        return text
    }
}
