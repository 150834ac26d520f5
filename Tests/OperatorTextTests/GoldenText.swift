import Foundation
import Testing

/// A text in `Golden`, which a person has read. `MUSTER_REGENERATE_GOLDEN=1 swift test --filter OperatorTextTests` writes it anew:
/// read the difference as if it were three in the morning.
enum GoldenText {
    private static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")

    static func check(_ text: String, is name: String, _ location: SourceLocation = #_sourceLocation) throws {
        let file = directory.appendingPathComponent(name + ".txt")
        if ProcessInfo.processInfo.environment["MUSTER_REGENERATE_GOLDEN"] == "1" {
            try (text + "\n").write(to: file, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOf: file, encoding: .utf8)
        #expect(text + "\n" == golden, "differs from Golden/\(name).txt", sourceLocation: location)
    }
}
