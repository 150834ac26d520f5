import ArgumentParser
import Determinism
import Testing
import Wire

@testable import CLI

struct ReservationCommandTests {
    private let now = WallTime.epoch + .seconds(1_000_000)

    private func set(_ arguments: String...) throws -> ReservationCommand.Set {
        try ReservationCommand.Set.parse(["r"] + arguments)
    }

    @Test func timesAreRFC3339NowOrSoLongAfterNow() throws {
        #expect(WallTime(written: "now", now: now) == now)
        #expect(WallTime(written: "+2h", now: now) == now + .seconds(7_200))
        #expect(WallTime(written: "1970-01-12T13:46:41Z", now: now) == now + .seconds(1))
        for text in ["", "+", "2h", "+2", "tomorrow", "2026-12-01", "+-1h"] {
            #expect(WallTime(written: text, now: now) == nil, "\(text)")
        }
        let one = try set("--nodes", "n1", "--from", "now", "--for", "90m", "--namespace", "blue").times(at: now)
        #expect(one.start == now && one.end == now + .seconds(5_400))
        let other = try set("-t", "rack=r1", "--from", "+1h", "--to", "+3h", "--maintenance").times(at: now)
        #expect(other.start == now + .seconds(3_600) && other.end == now + .seconds(3 * 3_600))
        let late = try set("-t", "*", "--from", "+1h", "--for", "1h", "--maintenance").times(at: now)
        #expect(late.end == now + .seconds(7_200), "from its start")
    }

    @Test func severalNamespacesAndServersMayBeNamed() throws {
        let command = try set(
            "--nodes", "n1,n2", "--from", "now", "--for", "1d", "--namespace", "blue", "--namespace", "red")
        #expect(command.nodes == "n1,n2" && command.namespaces == ["blue", "red"] && !command.maintenance)
    }

    @Test(
        arguments: [
            (["--from", "now", "--for", "1h", "--maintenance"], "name the servers"),
            (["-t", "*", "--from", "now", "--for", "1h"], "for whom"),
            (["-t", "*", "--from", "now", "--for", "1h", "--maintenance", "--namespace", "a"], "for whom"),
            (["-t", "*", "--from", "now", "--maintenance"], "either --to, or --for"),
            (["-t", "*", "--from", "now", "--to", "+1h", "--for", "1h", "--maintenance"], "either --to, or --for"),
            (["-t", "*", "--from", "soon", "--for", "1h", "--maintenance"], "and not `soon`"),
            (["-t", "*", "--from", "now", "--for", "long", "--maintenance"], "and not `long`"),
            (["-t", "*", "--from", "now", "--to", "noon", "--maintenance"], "and not `noon`"),
        ])
    func whatMakesNoSenseIsRefused(arguments: [String], words: String) {
        #expect {
            try ReservationCommand.Set.parse(["r"] + arguments)
        } throws: { error in
            ReservationCommand.Set.message(for: error).contains(words)
        }
    }

    @Test func serversAreFoundByNameAndByTarget() throws {
        let known = [("n1", "r1"), ("n2", "r1"), ("n3", "r2")].map { name, rack in
            NodeView(name: name, labels: [Pair(name: "rack", value: rack)])
        }
        #expect(try ServerChoice.names(of: known, called: ["n3"], target: "rack=r1") == ["n1", "n2", "n3"])
        #expect(throws: CLIError.self) { try ServerChoice.names(of: known, called: ["n9"], target: nil) }
        #expect(throws: CLIError.self) { try ServerChoice.names(of: known, called: [], target: "rack=r9") }
    }

    @Test func tablesTellWhoseServersAreWhen() {
        let second: UInt64 = 1_000_000_000
        var view = ReservationView(
            name: "launch",
            terms: ReservationTerms(
                nodes: ["n1", "n2", "n3", "n4", "n5"], start: 3_600 * second, end: 7_200 * second, namespaces: ["blue"]),
            others: 2)
        #expect(
            ReservationCommand.table([view], now: 1_800 * second)
                == """
                RESERVATION  FOR   FROM                  TO                    STATE   OTHERS  SERVERS
                launch       blue  1970-01-01T01:00:00Z  1970-01-01T02:00:00Z  in 30m  2       n1, n2, n3, n4 and 1 more
                """)
        view.terms?.namespaces = []
        view.tasks = [ReservedTask(name: "default/web[0]", node: "n1", fate: "is to be moved")]
        #expect(
            ReservationCommand.words(view, now: 3_600 * second)
                == """
                RESERVATION  launch
                for          maintenance
                from         1970-01-01T01:00:00Z
                to           1970-01-01T02:00:00Z
                state        now, for 1h more
                servers      n1, n2, n3, n4, n5

                TASK OF OTHERS  SERVER  WHAT BECOMES OF IT
                default/web[0]  n1      is to be moved
                and 1 more
                """)
        #expect(ReservationCommand.table([], now: 0).hasPrefix("There are no reservations"))
        #expect(JSON.reservation(view, now: 7_200 * second)["state"] as? String == "over")
    }
}
