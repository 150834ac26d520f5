import Foundation
import Testing

@testable import Settings

/// The manual pages tell all keys of the configuration files, and no others.
@Suite("Manual pages")
struct ManualPageTests {
    private static let pages = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("deploy/man")

    /// The keys that a page explains: those that stand alone behind `.TP`, before the section EXAMPLE; and the text behind each.
    private func explained(_ page: String) throws -> [(key: String, text: String)] {
        let text = try String(contentsOf: Self.pages.appendingPathComponent(page), encoding: .utf8)
        return text.components(separatedBy: "\n.TP\n").dropFirst().compactMap { piece in
            guard piece.hasPrefix(".B "), let end = piece.firstIndex(of: "\n") else { return nil }
            return (String(piece[piece.index(piece.startIndex, offsetBy: 3)..<end]), String(piece[end...]))
        }
    }

    private func require(_ page: String, tells keys: [String]) throws {
        let found = try explained(page)
        #expect(Set(found.map(\.key)) == Set(keys), "\(page) and the keys of the file differ")
        #expect(found.count == keys.count, "\(page) explains a key twice")
        for (key, text) in found {
            #expect(text.contains("Default: ") || text.contains("Required."), "\(page): \(key) has no default")
            #expect(text.contains("\n\(key) = "), "\(page): \(key) has no example")
        }
    }

    @Test("every key of an agent's file is explained, with its default and an example")
    func agent() throws { try require("muster-agent.conf.5", tells: AgentConfiguration.keys.map(\.name)) }

    @Test("every key of a coordinator's file is explained, with its default and an example")
    func coordinator() throws {
        try require("muster-coordinator.conf.5", tells: CoordinatorConfiguration.keys.map(\.name))
    }
}
