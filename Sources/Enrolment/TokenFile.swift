import Glibc
import Settings
import Wire

/// What a machine that joins is given: the secret half of a token's key pair, and the coordinators with the keys by which they
/// are known, so that a stranger in the middle gets nothing.
public struct TokenFile: Sendable, CustomStringConvertible, CustomReflectable {
    /// The token's number, for people.
    public let id: UInt64
    /// Its key pair. The secret half is never printed but by `text`.
    public let keys: CurveKeyPair
    /// The coordinators as they were when it was made.
    public let coordinators: [Endpoint]

    /// A file with its parts.
    public init(id: UInt64, keys: CurveKeyPair, coordinators: [Endpoint]) {
        self.id = id
        self.keys = keys
        self.coordinators = coordinators
    }

    /// Reads what `text` wrote. Errors name the line, and never the secret.
    public init(_ file: SettingsFile) throws(SettingsError) {
        try file.refuseUnknown(["token", "secret", "coordinator"])
        let id = try file.integer("token", in: 1...UInt64.max, default: nil)
        let secret = try file.string("secret")
        guard let keys = CurveKeyPair(secretKey: secret) else {
            throw SettingsError(
                "\(file.name): `secret` is not a secret key of 40 characters; copy the file of `muster token create` anew."
            )
        }
        var coordinators: [Endpoint] = []
        for line in file.all("coordinator") { coordinators.append(try Endpoint(line, of: file)) }
        guard !coordinators.isEmpty else {
            throw SettingsError(
                "\(file.name): there is no `coordinator` line; copy the file of `muster token create` anew.")
        }
        self.init(id: id, keys: keys, coordinators: coordinators)
    }

    /// The file's text, with the secret.
    public var text: String {
        var text = "# A Muster join token: whoever holds this file may join. Delete it once it is used.\n"
        text += "token = \(id)\nsecret = \(keys.secretKey)\n"
        text += "# Member, host, administration port (enrolment +4), public key.\n"
        for coordinator in coordinators { text += "coordinator = \(coordinator.line)\n" }
        return text
    }

    /// Without the secret.
    public var description: String { "token \(id)" }

    /// Without the secret.
    public var customMirror: Mirror { Mirror(self, children: ["id": id]) }

    /// Whether others than its owner can read a file.
    public static func isExposed(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
    }
}
