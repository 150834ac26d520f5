import Foundation
import Testing

/// The committed files are what the generators write, and what is outside the subset is refused by name and place.
@Suite struct GeneratorTests {
    private static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static var generator: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("wire-generator")
    }
    private static var builtGenerator: URL? {
        [generator, repository.appendingPathComponent(".build/debug/wire-generator")]
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
    private static let hasProtocC = FileManager.default.isExecutableFile(atPath: "/usr/bin/protoc-c")

    private func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, error: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let error = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: error, as: UTF8.self))
    }

    private func temporaryDirectory() throws -> URL {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("wire-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        return directory
    }

    @Test(
        .enabled(if: hasProtocC, "protoc-c is not installed"),
        .enabled(if: builtGenerator != nil, "wire-generator is not built"))
    func theCommittedFilesAreWhatTheGeneratorsWrite() throws {
        let root = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(at: root) }
        let script = Self.repository.appendingPathComponent("Sources/Wire/Protocols/generate.sh").path
        let generator = try #require(Self.builtGenerator).path
        let result = try run("/bin/sh", [script, root.path, generator])
        try #require(result.status == 0, "\(result.error)")
        var compared = 0
        for directory in ["Sources/CWire", "Sources/CWire/include", "Sources/Wire/Generated", "Tests/WireTests"] {
            let fresh = root.appendingPathComponent(directory)
            for name in try FileManager.default.contentsOfDirectory(atPath: fresh.path) where name != "include" {
                let written = try String(contentsOf: fresh.appendingPathComponent(name), encoding: .utf8)
                let committed = try String(
                    contentsOf: Self.repository.appendingPathComponent("\(directory)/\(name)"), encoding: .utf8)
                #expect(written == committed, "\(directory)/\(name) is stale: run Sources/Wire/Protocols/generate.sh")
                compared += 1
            }
        }
        #expect(compared >= 16)
    }

    @Test(
        .enabled(if: builtGenerator != nil, "wire-generator is not built"),
        arguments: [
            ("message A { message B { uint32 x = 1; } }", "outside the subset"),
            ("message A { map<string, string> x = 1; }", "outside the subset"),
            ("message A { optional uint32 x = 1; }", "outside the subset"),
            ("message A { uint32 fooBar = 1; }", "snake_case"),
            ("message A { B b = 1; }\nmessage B { A a = 1; }", "contains itself"),
            ("message A { repeated A a = 1; }", "contains itself"),
            ("message A { Nothing a = 1; }", "unknown type"),
            ("enum E { ONE = 1; }", "must be 0"),
            ("// kind: 5\nmessage A { uint32 x = 1; }\n// kind: 5\nmessage B { uint32 x = 1; }", "belongs to 'A'"),
            ("// kind: 0\nmessage A { uint32 x = 1; }", "not in 1...65535"),
            ("message A { uint32 x = 1; }\nmessage A { uint32 x = 1; }", "declared twice"),
            ("message A { uint32 x = 1;", "ends in the middle"),
        ])
    func whatIsOutsideTheSubsetIsRefused(text: String, reason: String) throws {
        let root = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(at: root) }
        try "syntax = \"proto3\";\npackage muster;\n\(text)\n"
            .write(to: root.appendingPathComponent("control.proto"), atomically: true, encoding: .utf8)
        let result = try run(try #require(Self.builtGenerator).path, [root.path, root.path])
        #expect(result.status == 1)
        #expect(result.error.contains(reason), "\(result.error)")
        #expect(result.error.count { $0 == "\n" } == 1, "one line: \(result.error)")
    }
}
