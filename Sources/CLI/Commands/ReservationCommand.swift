import ArgumentParser
import Determinism
import JobSpec
import Wire

struct ReservationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reservation",
        abstract: "Reservations: servers that are kept for namespaces, or for maintenance, for a time.",
        subcommands: [List.self, Show.self, Set.self, Delete.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All reservations.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var watching: WatchOption

        func run() throws {
            let client = try cluster.client()
            try watching.run {
                let view = try client.query(.reservations)
                return cluster.output == .json
                    ? try JSON.text(["reservations": view.reservations.map { JSON.reservation($0, now: view.now) }])
                    : ReservationCommand.table(view.reservations, now: view.now)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One reservation, with what still runs there of others, and what becomes of it.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The reservation's name.") var reservation: String

        func run() throws {
            let answer = try cluster.client().query(.reservations, object: reservation)
            guard let view = answer.reservations.first else {
                throw CLIError(
                    .failed, "there is no reservation `\(reservation)`; `muster reservation list` shows them.")
            }
            print(
                cluster.output == .json
                    ? try JSON.text(JSON.reservation(view, now: answer.now))
                    : ReservationCommand.words(view, now: answer.now))
        }
    }

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes or changes a reservation.",
            discussion: """
                From its start to its end only the named namespaces get work on its servers, with --maintenance nobody. Before the \
                start others get there what ends in time by its `time-limit`, or can be moved; what may not stay is moved off \
                shortly before. Times are written as `2026-12-01T06:00:00Z`, `now`, or `+2h`.
                """)
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The reservation's name.") var reservation: String
        @Option(help: "Servers by name, separated by commas.") var nodes: String?
        @Option(name: [.short, .long], help: "Servers by target: '*', globs separated by commas, or label=value.")
        var target: String?
        @Option(help: "When it starts.") var from: String
        @Option(help: "When it ends.") var to: String?
        @Option(name: .customLong("for"), help: "How long it lasts, in place of --to: a length of time such as `4h`.")
        var length: String?
        @Option(name: .customLong("namespace"), help: "Whom the servers are kept for; may be given again.")
        var namespaces: [String] = []
        @Flag(help: "They are kept for nobody.") var maintenance = false

        func validate() throws {
            if nodes == nil, target == nil {
                throw ValidationError("name the servers (--nodes), or a target (-t), as in `-t rack=r1`.")
            }
            if namespaces.isEmpty != maintenance {
                throw ValidationError("say for whom the servers are kept: --namespace, or --maintenance.")
            }
            _ = try times(at: .epoch)
        }

        func run() throws {
            let (start, end) = try times(at: WallTime.present)
            let client = try cluster.client()
            let called = nodes?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
            let names = try ServerChoice.names(of: client.query(.nodes).nodes, called: called, target: target)
            let terms = ReservationTerms(
                nodes: names, start: start.nanoseconds, end: end.nanoseconds, namespaces: namespaces)
            try ChangeOutput.show(
                client.change(.setReservation(SetReservation(name: reservation, reservation: terms))), cluster.output)
        }

        /// When it starts and ends, where it is now that time.
        func times(at now: WallTime) throws -> (start: WallTime, end: WallTime) {
            guard let start = WallTime(written: from, now: now) else {
                throw ReservationCommand.complaint("--from", from)
            }
            switch (to, length) {
            case (let to?, nil):
                guard let end = WallTime(written: to, now: now) else { throw ReservationCommand.complaint("--to", to) }
                return (start, end)
            case (nil, let length?):
                guard let span = Quantity.span(length), span > .zero else {
                    throw ValidationError("--for is a length of time such as `4h`, and not `\(length)`.")
                }
                return (start, start + span)
            default: throw ValidationError("say when it ends: either --to, or --for.")
            }
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Deletes a reservation; its servers are like any others again.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The reservation's name.") var reservation: String

        func run() throws {
            try ChangeOutput.show(
                cluster.client().change(.setReservation(SetReservation(name: reservation))), cluster.output)
        }
    }

    private static func complaint(_ option: String, _ text: String) -> ValidationError {
        ValidationError("\(option) is a time such as `2026-12-01T06:00:00Z`, `now` or `+2h`, and not `\(text)`.")
    }
}
