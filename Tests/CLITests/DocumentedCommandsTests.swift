import DocumentedCommands
import Testing

@testable import CLI

/// The commands that the documents show are commands: each is parsed as it would be if somebody typed it.
@Suite("Commands of the documents")
struct DocumentedCommandsTests {
    @Test("each can be parsed", arguments: ["README.md", "docs/operations.md", "CONTRIBUTING.md"])
    func parse(_ document: String) throws {
        let calls = try DocumentedCommands.lines(document).flatMap(DocumentedCommands.calls)
        if document != "CONTRIBUTING.md" { #expect(calls.count > 20) }
        for call in calls {
            do {
                _ = try MusterCommand.parseAsRoot(ClusterOptions.last(call))
            } catch {
                Issue.record("muster \(call.joined(separator: " ")): \(MusterCommand.message(for: error))")
            }
        }
    }

    @Test("lines are split as a shell splits them")
    func split() {
        #expect(DocumentedCommands.calls("muster a 'b c' # d") == [["a", "b c"]])
        #expect(DocumentedCommands.calls("muster a; muster b > c") == [["a"], ["b"]])
        #expect(
            DocumentedCommands.calls("muster node drain NODE... [--wait] [--within S] # x") == [
                ["node", "drain", "NODE"]
            ])
        #expect(DocumentedCommands.calls("export A=b; muster status") == [["status"]])
        #expect(DocumentedCommands.calls("muster x train[3] -t rack=r1") == [["x", "train[3]", "-t", "rack=r1"]])
    }
}
