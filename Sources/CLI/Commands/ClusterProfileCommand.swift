import ArgumentParser
import Fleet
import Wire

struct ClusterProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "How quickly failures are noticed: show, default, fast or patient.",
        discussion: "A profile is refused while a job runs whose lease is too short for it.")

    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "`show`, or the profile to be set.") var profile = "show"

    func run() throws {
        guard profile == "show" else {
            let wanted = try ClusterProfileCommand.profile(profile)
            return try ChangeOutput.show(
                cluster.client().change(.setProfile(wanted.description)), cluster.output)
        }
        guard let settings = try cluster.client().query(.status).status?.settings else {
            throw CLIError(.failed, "the coordinators do not tell their settings; bring them to this version.")
        }
        print(cluster.output == .json ? try JSON.text(JSON.settings(settings)) : ClusterProfileCommand.words(settings))
    }

    /// The profile of that name.
    static func profile(_ name: String) throws(CLIError) -> FailureProfile {
        guard let profile = FailureProfile(name: name) else {
            throw CLIError(.usage, "`\(name)` is no profile; it is default, fast or patient.")
        }
        return profile
    }

    static func words(_ settings: SettingsView) -> String {
        func seconds(_ nanoseconds: UInt64) -> String { "\(Double(nanoseconds / 1_000_000) / 1_000) s" }
        return """
            profile         \(settings.profile)
            beat            every \(seconds(settings.beatIntervalNs))
            suspect         after \(settings.suspectAfterBeats) beats without a word \
            (\(seconds(settings.suspectAfterBeats * settings.beatIntervalNs)))
            leader's grace  \(seconds(settings.leaderGraceNs))
            shortest lease  \(seconds(settings.shortestLeaseNs))
            """
    }
}
