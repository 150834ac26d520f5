import Foundation
import Testing
import Wire

@Suite struct KeyTests {
    private func path() -> String { NSTemporaryDirectory() + "wire-key-\(UUID().uuidString)" }

    @Test func aPairComesBackFromItsFile() throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let pair = try CurveKeyPair.generate()
        try pair.store(path)
        #expect(try CurveKeyPair.load(path) == pair)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(throws: KeyFileError.self, "an existing key is never overwritten") { try pair.store(path) }
    }

    @Test func aFileThatOthersCanReadIsRefusedWithTheRemedy() throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try CurveKeyPair.generate().store(path)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let error = #expect(throws: KeyFileError.self) { try CurveKeyPair.load(path) }
        #expect(error?.description.contains("chmod 600 \(path)") == true)
    }

    @Test func halvesThatDoNotBelongTogetherAreRefused() throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let (first, second) = (try CurveKeyPair.generate(), try CurveKeyPair.generate())
        try "\(first.publicKey)\n\(second.secretKey)\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(throws: KeyFileError.self) { try CurveKeyPair.load(path) }
        #expect(throws: KeyFileError.self) { try CurveKeyPair.load(path + "-absent") }
        #expect(CurveKeyPair(secretKey: "short") == nil)
    }

    @Test func theSecretIsNotPrinted() throws {
        let pair = try CurveKeyPair.generate()
        var dumped = ""
        dump(pair, to: &dumped)
        for text in ["\(pair)", String(reflecting: pair), String(describing: pair), dumped] {
            #expect(!text.contains(pair.secretKey))
        }
    }
}
