import Testing
import Wire

@testable import CLI

/// What `muster rebalance` says.
struct BalanceWordsTests {
    private func view(
        relieves: Bool = false, consolidates: Bool = false, moves: [BalanceMoveView] = [],
        underWay: [BalanceMoveView] = [], servers: UInt64 = 3, measured: UInt64 = 3
    ) -> BalanceView {
        BalanceView(
            terms: BalanceTerms(relieves: relieves, consolidates: consolidates, movesAtOnce: 4), moves: moves,
            underWay: underWay, servers: servers, measured: measured, windowNs: 240_000_000_000)
    }

    private let relief = BalanceMoveView(
        namespaceName: "default", job: "web", index: 2, from: "n1", to: "n3", relieves: true,
        why: "n1 uses 97% of its CPU, and this task 5.5 cores where it asks for 1.0 cores")
    private let rest = BalanceMoveView(
        namespaceName: "lab", job: "api", index: 0, from: "n2", to: "n3",
        why: "n2 can rest once this task is elsewhere")

    @Test func thePresentTermsAreTold() {
        #expect(
            BalanceWords.present(view(relieves: true)) == """
                off overloaded servers          on
                off servers with little to do   off
                moves at a time                 4
                """)
        let moving = BalanceWords.present(view(underWay: [relief, rest]))
        #expect(
            moving.hasSuffix(
                """
                UNDER WAY   FROM  BECAUSE
                web[2]      n1    it has too much to do, or is too hot
                lab/api[0]  n2    it is to rest
                """))
    }

    @Test func aPlanIsTold() {
        #expect(
            BalanceWords.plan(view(moves: [relief, rest], measured: 1)) == """
                TASK        FROM  TO  BECAUSE
                web[2]      n1    n3  n1 uses 97% of its CPU, and this task 5.5 cores where it asks for 1.0 cores
                lab/api[0]  n2    n3  n2 can rest once this task is elsewhere
                2 of 3 servers are left out: they were not heard through the last 4 minutes.
                Not all of this is done: see `muster rebalance show`, and `muster rebalance set --help`.
                """)
        #expect(
            BalanceWords.plan(view(relieves: true, moves: [relief])).hasSuffix("The leader does this bit by bit."))
        #expect(BalanceWords.plan(view()) == "nothing would be moved.")
        #expect(BalanceWords.plan(view(servers: 0, measured: 0)).hasPrefix("nothing would be moved: of no server"))
    }

    @Test func somethingMustBeSet() throws {
        #expect(throws: (any Error).self) { try MusterCommand.parseAsRoot(["rebalance", "set"]) }
        #expect(throws: (any Error).self) { try MusterCommand.parseAsRoot(["rebalance", "set", "--relieve", "maybe"]) }
        let set = try MusterCommand.parseAsRoot(["rebalance", "set", "--relieve", "on", "--moves-at-once", "8"])
        let parsed = try #require(set as? RebalanceCommand.Set)
        #expect(parsed.relieve == .on && parsed.consolidate == nil && parsed.movesAtOnce == 8)
    }
}
