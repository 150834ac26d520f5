import Testing

@testable import Consensus

/// What the members of a cluster say to each other, as text that people review (`Data/conversations`).
/// `MUSTER_REWRITE_GOLDEN=1 swift test --filter GoldenConversation` writes new outputs: read their difference.
@Suite struct GoldenConversationTests {
    @Test(arguments: GoldenFile.names(in: "conversations"))
    func membersSpeakAsWrittenDown(_ name: String) throws {
        var conversation = GoldenConversation()
        try GoldenFile(name).run(mayRewrite: true) { try conversation.carryOut($0) }
    }

    @Test func everyConversationSaysWhyItExists() throws {
        let names = GoldenFile.names(in: "conversations")
        #expect(names.count > 10)
        for name in names {
            guard case .text(let line) = try GoldenFile(name).parts.first, line.hasPrefix("# ") else {
                Issue.record("Tests/ConsensusTests/Data/\(name) does not begin with a comment")
                continue
            }
        }
    }
}
