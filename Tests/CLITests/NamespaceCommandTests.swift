import Testing
import Wire

@testable import CLI

@Suite struct NamespaceCommandTests {
    private func terms(_ arguments: String...) throws -> IdleGpuTerms? {
        let command = try NamespaceCommand.Set.parse(["ml"] + arguments)
        return try command.terms()
    }

    @Test func settingsAreReadAsTheyAreWritten() throws {
        let minute: UInt64 = 60_000_000_000
        #expect(
            try terms("--idle-gpus-warn", "30m", "--idle-gpus-reclaim", "2h")
                == IdleGpuTerms(warnAfterNs: 30 * minute, reclaimAfterNs: 120 * minute))
        #expect(try terms("--idle-gpus-warn", "90s") == IdleGpuTerms(warnAfterNs: 90_000_000_000))
        #expect(try terms("--idle-gpus-keep") == IdleGpuTerms())
        #expect(try terms("--idle-gpus-default") == nil)
    }

    @Test(arguments: [
        [], ["--idle-gpus-warn", "soon"], ["--idle-gpus-warn", "0s"], ["--idle-gpus-keep", "--idle-gpus-default"],
        ["--idle-gpus-keep", "--idle-gpus-warn", "5m"],
    ])
    func whatSaysNothingOrTwoThingsIsRefused(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try NamespaceCommand.Set.parse(["ml"] + arguments) }
    }

    @Test func theTableSaysWhatHoldsAndWhereItComesFrom() {
        let hour: UInt64 = 3_600_000_000_000
        let terms = IdleGpuTerms(warnAfterNs: hour / 2, reclaimAfterNs: 2 * hour)
        let views = [
            NamespaceView(namespaceName: "*", own: terms, idleGpus: terms),
            NamespaceView(namespaceName: "ml", idleGpus: terms, jobs: 7, held: 1, warned: 2),
            NamespaceView(namespaceName: "web", own: IdleGpuTerms(), idleGpus: IdleGpuTerms(), jobs: 3),
        ]
        #expect(
            NamespaceCommand.table(views) == """
                NAMESPACE  JOBS  HELD  WARNED  IDLE GPUS
                *          -     -     -       warn after 30m, reclaim after 2h
                ml         7     1     2       warn after 30m, reclaim after 2h (as *)
                web        3     0     0       keep
                """)
        #expect(
            NamespaceCommand.words(views[1]) == """
                namespace ml: 7 jobs, 1 held, 2 warned
                GPUs that do nothing: warn after 30m, reclaim after 2h (as *)
                """)
        #expect(
            NamespaceCommand.words(NamespaceView(namespaceName: "*")) == """
                all namespaces without settings of their own
                GPUs that do nothing: keep
                """)
    }

    @Test func statusNamesSomeOfTheJobsWhoseGPUsDoNothing() {
        var status = StatusView(cluster: "c", jobsRunning: 9, jobsHeld: 2)
        #expect(!StatusCommand.text(status).contains("idle gpus"))
        status.idleGpus = (1...7).map { "job j\($0): idle" }
        let text = StatusCommand.text(status)
        #expect(text.contains("9 wanted (2 held); allocations"))
        #expect(text.contains("idle gpus  job j1: idle\n           job j2: idle"))
        #expect(text.contains("and 2 more") && !text.contains("job j6"))
    }
}
