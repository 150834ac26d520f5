import Foundation
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

    /// Each of etcd's stories is told here under the same name, or the README says why not.
    @Test func everyStoryOfEtcdIsCarriedOverOrExplained() throws {
        let readme = try String(
            contentsOf: GoldenFile.data.appendingPathComponent("conversations/README.md"), encoding: .utf8)
        let notCarried = try #require(readme.components(separatedBy: "Not carried over:").last)
        let told = GoldenFile.names(in: "conversations").map { $0.split(separator: "/").last }
        let stories = GoldenFile.names(in: "etcd-raft/interaction")
        #expect(stories.count == 28)
        for story in stories.compactMap({ $0.split(separator: "/").last }) {
            let isExplained = notCarried.contains("\n- `\(story.dropLast(".txt".count))`")
            #expect(told.contains(story) != isExplained, "\(story)")
        }
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
