import Consensus
import Determinism
import Foundation
import LogStore
import Testing

@Suite("Backup files")
struct BackupFileTests {
    private func write(_ state: [UInt8], to path: String, pieces: Int = 3) throws {
        let peer = Configuration.Peer(
            id: MemberID(1), store: StoreID(high: 1, low: 2), address: "a:1003", publicKey: "k")
        let writer = try BackupWriter(
            path: path,
            head: BackupFile.Head(
                cluster: "test", index: LogIndex(77), term: Term(5), generation: 2,
                configuration: Configuration(voters: [peer]), takenAt: WallTime(nanoseconds: 9), member: MemberID(1),
                size: UInt64(state.count)))
        let step = state.count / pieces + 1
        for start in stride(from: 0, to: state.count, by: step) {
            try writer.append(Array(state[start..<min(state.count, start + step)]))
        }
        try writer.finish()
    }

    private func scratch(_ body: (String) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.path + "/muster-backup-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try body(directory + "/file")
    }

    @Test("what was written piece by piece is read whole")
    func roundTrip() throws {
        try scratch { path in
            let state = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try write(state, to: path)
            let backup = try BackupFile(path: path)
            #expect(backup.state == state && backup.head.index == LogIndex(77) && backup.head.generation == 2)
            #expect(backup.head.configuration.voters.map(\.address) == ["a:1003"])
            #expect(throws: BackupError.self) { try write(state, to: path) }
        }
    }

    @Test("every flipped byte and every cut is noticed")
    func damage() throws {
        try scratch { path in
            try write((0..<200).map { UInt8($0) }, to: path)
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            for place in whole.indices {
                var bad = whole
                bad[place] ^= 0x40
                try bad.write(to: URL(fileURLWithPath: path))
                #expect(throws: BackupError.self, "byte \(place)") { try BackupFile(path: path) }
            }
            for length in [0, 5, 12, 40, whole.count - 1] {
                try whole.prefix(length).write(to: URL(fileURLWithPath: path))
                #expect(throws: BackupError.self, "cut at \(length)") { try BackupFile(path: path) }
            }
        }
    }

    @Test("an unfinished backup leaves no file behind")
    func unfinished() throws {
        try scratch { path in
            do {
                let writer = try BackupWriter(
                    path: path,
                    head: BackupFile.Head(
                        cluster: "test", index: .zero, term: .zero, generation: 1,
                        configuration: Configuration(voters: []), takenAt: .epoch, member: MemberID(1), size: 10))
                try writer.append([1, 2, 3])
                #expect(throws: BackupError.self) { try writer.finish() }
            }
            #expect(!FileManager.default.fileExists(atPath: path))
            #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
        }
    }
}
