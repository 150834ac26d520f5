import DocumentedCommands
import Foundation
import Testing

extension EndToEndTests {
    /// What the documents tell people to type is typed, at a real cluster.
    @Suite("Commands of the documents, run")
    struct DocumentedCommandsRunTests {
        typealias Muster = CommandLineTests.Muster

        /// Calls that begin so are parsed by a test of their own, and not run: they found, take apart or recover clusters, take
        /// long, or need no cluster.
        private static let notRun = [
            "dev", "simulate", "cluster init", "cluster restore", "cluster recover", "coordinator add",
            "coordinator remove",
        ]

        /// Calls that begin so need nothing that the documents only suppose, and must succeed.
        private static let mustSucceed = [
            "status", "node list", "coordinator list", "token create", "token list", "audit list", "key", "job list",
            "job run examples/hello", "capacity examples", "rebalance", "reservation list", "namespace", "quota",
            "report", "brake show", "pool list", "exec", "cluster backup", "job run examples/web",
            "job hold web", "job release web",
        ]

        @Test("each is understood and answered, and those that suppose nothing are carried out")
        func run() throws {
            try TestCluster.run(agents: 2) { cluster in
                let muster = try Muster(cluster)
                let place = cluster.directory + "/typed"
                let files = FileManager.default
                try files.createDirectory(atPath: place, withIntermediateDirectories: true)
                try files.createSymbolicLink(
                    atPath: place + "/examples", withDestinationPath: Machine.root + "/examples")
                var calls: [[String]] = []
                for document in ["README.md", "docs/operations.md"] {
                    calls += try DocumentedCommands.lines(document).flatMap(DocumentedCommands.calls)
                }
                #expect(calls.count > 80)
                var succeeded = 0
                for call in calls {
                    let text = call.joined(separator: " ")
                    guard !Self.notRun.contains(where: { text.hasPrefix($0) }) else { continue }
                    // A second time the same file is refused, as it should be.
                    for file in ["c2.token", "r7.token", "ada", "FILE"] {
                        try? files.removeItem(atPath: place + "/" + file)
                    }
                    if call.contains("FILE"), !call.contains("backup") {
                        try files.copyItem(
                            atPath: Machine.root + "/examples/hello.yaml", toPath: place + "/FILE")
                    }
                    let ended = try Machine.run(
                        [
                            "/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", place, muster.program,
                            "--config",
                            muster.configuration, "--timeout", "5",
                        ] + call)
                    #expect([0, 1, 3, 5, 6].contains(ended.status), "muster \(text): \(ended)")
                    #expect(ended.status == 0 || !ended.output.isEmpty, "muster \(text) fails without a word")
                    #expect(!ended.output.contains("Fatal error"), "muster \(text): \(ended)")
                    if ended.status == 0 { succeeded += 1 }
                    if Self.mustSucceed.contains(where: { text.hasPrefix($0) }) {
                        #expect(ended.status == 0, "muster \(text): \(ended)")
                    }
                }
                #expect(succeeded > 50, "\(succeeded) of \(calls.count)")
            }
        }
    }
}
