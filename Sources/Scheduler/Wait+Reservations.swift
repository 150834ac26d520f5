import Determinism
import Fleet

/// Words about reservations that keep servers from something that waits.
extension Wait {
    /// The reservations that keep servers from it which would suit it, with how many, in the order of the servers.
    private var reserved: [(name: String, reservation: Reservation, servers: Int)] {
        var counts: [(name: String, servers: Int)] = []
        for closed in survey.closed {
            guard case .reserved(let name) = closed.rule else { continue }
            if let place = counts.firstIndex(where: { $0.name == name }) {
                counts[place].servers += 1
            } else {
                counts.append((name, 1))
            }
        }
        return counts.compactMap { count in
            state.reservations[count.name].map { (count.name, $0, count.servers) }
        }
    }

    /// How many servers are kept by which reservation, for whom, and when.
    var notesOnReservations: [String] {
        reserved.map { name, reservation, servers in
            let subject = servers == 1 ? "1 server that suits it is" : "\(servers) servers that suit it are"
            let clause =
                reservation.start <= inquiry.circumstances.now
                ? "" : ": what begins there has to end before, or to be movable"
            return "\(subject) \(reservation) by reservation \(name)\(clause)"
        }
    }

    /// What lets it have servers that a reservation keeps.
    func openings(of name: String) -> [String] {
        guard let reservation = state.reservations[name] else { return [] }
        let definition = job.definition
        let now = inquiry.circumstances.now
        var openings: [String] = []
        if now < reservation.start {
            if let longest = reservation.longestTimeLimit(for: definition, at: now) {
                let has = definition.timeLimit.map { " (it has \($0.inWords))" } ?? ""
                openings.append(
                    "submit it with a `time-limit` of \(longest.asLimit) at most\(has), so that it ends before reservation "
                        + "\(name) starts")
            }
            if !definition.movesBeforeReservations, now < reservation.leave(of: definition) {
                openings.append("let it be moved in time\(wayToMove(definition))")
            }
        }
        if !reservation.isMaintenance {
            let names = reservation.namespaces
            openings.append(
                "submit it in namespace \(names.prefix(3).joined(separator: " or "))\(names.count > 3 ? " ..." : "")")
        }
        openings.append("wait until \(reservation.end), when reservation \(name) ends")
        return openings
    }

    /// What a job lacks to be moved.
    private func wayToMove(_ definition: JobDefinition) -> String {
        let disruption = definition.tolerance > 0 ? nil : "`disruption` of 1 at least"
        let checkpoint = definition.type == .batch && definition.checkpoint == nil ? "a `checkpoint`" : nil
        return " by " + [checkpoint, disruption].compactMap { $0 }.joined(separator: " and ")
    }
}

extension Span {
    /// As it is written in a spec, rounded down: in minutes where these are many, else in seconds.
    var asLimit: String {
        let seconds = nanoseconds / 1_000_000_000
        return seconds >= 600 ? "\(seconds / 60)m" : "\(seconds)s"
    }
}
