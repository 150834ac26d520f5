/// Where a coordinator is reached, and by which key it is known.
public struct Endpoint: Hashable, Sendable {
    /// The member's number, at least 1.
    public var member: UInt64
    /// Host name or address.
    public var host: String
    /// The administration port; control is +1, telemetry +2, peers +3.
    public var basePort: UInt64
    /// Its CURVE public key, 40 characters of Z85.
    public var publicKey: String

    /// An endpoint with its parts.
    public init(member: UInt64, host: String, basePort: UInt64, publicKey: String) {
        self.member = member
        self.host = host
        self.basePort = basePort
        self.publicKey = publicKey
    }

    /// The value of a `coordinator` line: `MEMBER HOST BASEPORT PUBLICKEY`.
    public var line: String { "\(member) \(host) \(basePort) \(publicKey)" }

    /// Reads the value of a `coordinator` line.
    public init(_ line: SettingsFile.Line, of file: SettingsFile) throws(SettingsError) {
        let parts = line.value.split(separator: " ").map(String.init)
        guard parts.count == 4 else { throw file.error(line, "write `MEMBER HOST BASEPORT PUBLICKEY`") }
        self.init(
            member: try file.integer(parts[0], in: 1...UInt64(UInt32.max), at: line), host: parts[1],
            basePort: try file.integer(parts[2], in: 1...65_532, at: line),
            publicKey: try Endpoint.key(parts[3], at: line, of: file))
    }

    static func key(_ text: String, at line: SettingsFile.Line, of file: SettingsFile) throws(SettingsError) -> String {
        guard text.utf8.count == 40 else {
            throw file.error(line, "a public key has 40 characters, and `\(text)` has \(text.utf8.count)")
        }
        return text
    }
}
