import Foundation
import Settings
import Testing
import Wire

/// The program itself, with one member on this machine.
@Suite("muster-coordinator check", .serialized)
struct CoordinatorCheckProgramTests {
    private static func program() throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("muster-coordinator")
            .path
        try #require(FileManager.default.isExecutableFile(atPath: path), "\(path) was not built")
        return path
    }

    private func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try CoordinatorCheckProgramTests.program())
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    /// Levels by subject, and the exit code.
    private func check(_ path: String) throws -> (status: Int32, levels: [String: String], output: String) {
        let (status, output) = try run(["check", "--config", path, "--json"])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any], "\(output)")
        let findings = try #require(object["findings"] as? [[String: String]])
        var levels: [String: String] = [:]
        for finding in findings { levels[finding["subject"] ?? ""] = finding["level"] }
        return (status, levels, output)
    }

    /// Five free ports in a row, below those that the system gives out by itself.
    private func freePorts() throws -> UInt64 {
        for _ in 0..<200 {
            let base = UInt64.random(in: 1_200..<1_900) * 10
            if (0..<5).allSatisfy({ canListen(base + $0) }) { return base }
        }
        throw CocoaError(.featureUnsupported)
    }

    private func withSocket<Result>(_ body: (Int32) throws -> Result) rethrows -> Result {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        return try body(descriptor)
    }

    private func bindTo(_ port: UInt64, _ descriptor: Int32) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private func canListen(_ port: UInt64) -> Bool { withSocket { bindTo(port, $0) } }

    /// A member's directory with a sound configuration.
    private func member(_ body: (_ path: String, _ directory: String, _ base: UInt64) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.path + "/muster-check-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: directory + "/data", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let pair = try CurveKeyPair.generate()
        try pair.store(directory + "/key")
        try Data().write(to: URL(fileURLWithPath: directory + "/data/new-store"))
        let base = try freePorts()
        let configuration = CoordinatorConfiguration(
            cluster: "test", member: 1, directory: "data", keyFile: "key", listen: "127.0.0.1",
            members: [
                .init(
                    endpoint: Endpoint(member: 1, host: "127.0.0.1", basePort: base, publicKey: pair.publicKey),
                    store: String(repeating: "a", count: 32))
            ], keys: [.init(role: "admin", name: "admin", publicKey: try CurveKeyPair.generate().publicKey)])
        let path = directory + "/coordinator.conf"
        try configuration.text.write(toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o644)
        try body(path, directory, base)
    }

    @Test("before its start all is free; while it runs it is known again, and its limit of open files is raised")
    func life() throws {
        try member { path, directory, base in
            let before = try check(path)
            #expect(before.status == 0, "\(before.output)")
            for subject in ["configuration", "key", "members", "store", "ports"] {
                #expect(before.levels[subject] == "ok", "\(before.output)")
            }
            for subject in ["directory", "clock", "limits", "fencing"] { #expect(before.levels[subject] != nil) }
            #expect(before.output.contains("this member is new"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory + "/data") == ["new-store"])

            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = [
                "-c", "ulimit -Sn 500; exec \"$0\" --config \"$1\"", try CoordinatorCheckProgramTests.program(), path,
            ]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            defer {
                process.terminate()
                process.waitUntilExit()
            }
            var during = try check(path)
            let deadline = Date(timeIntervalSinceNow: 20)
            while !(during.output.contains("are held by the coordinator")
                && during.output.contains("runs with the store")),
                Date() < deadline
            {
                during = try check(path)
            }
            #expect(during.status == 0, "\(during.output)")
            #expect(during.output.contains("are held by the coordinator that runs with this store"), "\(during.output)")
            #expect(during.output.contains("process \(process.processIdentifier) runs with the store"))
            let limits = try String(contentsOfFile: "/proc/\(process.processIdentifier)/limits", encoding: .utf8)
            let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max open files") })
            let words = line.split(separator: " ")
            #expect(words[3] == words[4] && words[3] != "500", "\(line)")
        }
    }

    @Test("a port that another program holds, a foreign key and a missing directory are errors")
    func errors() throws {
        try member { path, directory, base in
            try withSocket { descriptor in
                try #require(bindTo(base + 1, descriptor) && listen(descriptor, 1) == 0)
                let held = try check(path)
                #expect(held.status == 1 && held.levels["ports"] == "error", "\(held.output)")
                #expect(held.output.contains("port \(base + 1) (control) is held by"))
            }
            try FileManager.default.removeItem(atPath: directory + "/key")
            try CurveKeyPair.generate().store(directory + "/key")
            try FileManager.default.removeItem(atPath: directory + "/data")
            let wrong = try check(path)
            #expect(wrong.status == 1 && wrong.levels["key"] == "error" && wrong.levels["directory"] == "error")
            #expect(wrong.levels["ports"] == "ok")
        }
    }

    @Test(
        "a mistake in the file is told with its line and column, also by the coordinator itself; wrong usage ends with 2"
    )
    func brokenFile() throws {
        try member { path, _, _ in
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try text.replacing("beat_interval = 1s", with: "beat_interval = 0s")
                .write(toFile: path, atomically: true, encoding: .utf8)
            let line = try #require(
                text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex(of: "beat_interval = 1s"))
            for arguments in [["check", "--config", path], ["--config", path]] {
                let (status, output) = try run(arguments)
                #expect(status == 1)
                #expect(
                    output.contains("\(path):\(line + 1):17: beat_interval: `0s` is not from 10ms to 60s"), "\(output)")
            }
        }
        let (wrong, complaint) = try run(["check", "now"])
        #expect(wrong == 2 && complaint.contains("`check` has no argument `now`"))
        let (help, usage) = try run(["--help"])
        #expect(help == 0 && usage.contains("muster-coordinator check [--config FILE] [--json]"))
    }
}
