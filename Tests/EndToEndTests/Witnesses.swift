import Foundation

/// What the records of witness.py in a directory say.
struct Witnesses: Decodable {
    struct Attempt: Decodable {
        var name: String
        var token: String
        var pid: Int
        var beats: Int
        var ended: String
        var frozenMs: [Double]
        var afterWakingMs: [Double]
        var lastWallNs: UInt64
    }
    struct Gap: Decodable { var ms: Double }
    struct Overlap: Decodable {
        var one: String
        var other: String
        var ms: Double
        var allowed: Bool
    }

    var attempts: [Attempt]
    var overlaps: [Overlap]
    var gaps: [Gap]
    var passed: Bool

    /// Judges the records of one name.
    static func check(_ directory: String, name: String, arguments: [String] = []) throws -> Witnesses {
        guard let python = Machine.python else { throw Failure("python3 is not installed") }
        let script = Machine.root + "/examples/witness/check_witness.py"
        let ended = try Machine.run([python, script, directory, "--name", name, "--json"] + arguments)
        do {
            return try JSONDecoder().decode(Witnesses.self, from: Data(ended.output.utf8))
        } catch {
            throw Failure("check_witness.py ended with \(ended.status) and said: \(ended.output)")
        }
    }
}
