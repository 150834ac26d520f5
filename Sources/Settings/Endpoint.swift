/// Where a coordinator is reached, and by which key it is known.
public struct Endpoint: Hashable, Sendable {
    /// How many ports a coordinator cannot do without, from its base port on. The one behind them, by which machines join, may
    /// be another's.
    public static let ports: UInt64 = 4

    /// The member's number, at least 1.
    public var member: UInt64
    /// Host name or address.
    public var host: String
    /// The administration port; control is +1, telemetry +2, peers +3, joining +4.
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
            member: try file.integer(parts[0], in: 1...UInt64(UInt32.max), at: line),
            host: try Endpoint.host(parts[1], at: line, of: file),
            basePort: try file.integer(parts[2], in: 1...65_532, at: line),
            publicKey: try Endpoint.key(parts[3], at: line, of: file))
    }

    /// Reads all `coordinator` lines, of which there must be one, and no two for the same coordinator.
    static func all(of file: SettingsFile) throws(SettingsError) -> [Endpoint] {
        let lines = file.all("coordinator")
        var endpoints: [Endpoint] = []
        for line in lines {
            let endpoint = try Endpoint(line, of: file)
            try endpoint.requireOther(than: endpoints, in: lines, at: line, of: file)
            endpoints.append(endpoint)
        }
        guard !endpoints.isEmpty else {
            throw SettingsError(
                "\(file.name): there is no coordinator; add a line `coordinator = MEMBER HOST BASEPORT PUBLICKEY`.")
        }
        return endpoints
    }

    /// Throws if one of those that were read before, from the first of the lines, is the same coordinator.
    func requireOther(
        than others: [Endpoint], in lines: [SettingsFile.Line], at line: SettingsFile.Line, of file: SettingsFile
    ) throws(SettingsError) {
        for (other, earlier) in zip(others, lines) {
            let there = "in line \(earlier.number)"
            if other.member == member { throw file.error(line, "member \(member) stands already \(there)") }
            if other.publicKey == publicKey {
                throw file.error(line, "member \(other.member) has this public key already \(there)")
            }
            let distance = max(other.basePort, basePort) - min(other.basePort, basePort)
            if other.host == host, distance < Endpoint.ports {
                throw file.error(
                    line,
                    "its ports on \(host) overlap with those of member \(other.member) \(there): each uses "
                        + "\(Endpoint.ports) from its base port on")
            }
        }
    }

    static func host(_ text: String, at line: SettingsFile.Line, of file: SettingsFile) throws(SettingsError) -> String
    {
        guard SettingsRules.isHost(text) else {
            throw file.error(line, "`\(text)` is not a host; write its name or address alone, such as `10.0.0.1`")
        }
        return text
    }

    static func key(_ text: String, at line: SettingsFile.Line, of file: SettingsFile) throws(SettingsError) -> String {
        guard text.utf8.count == 40 else {
            throw file.error(line, "a public key has 40 characters, and `\(text)` has \(text.utf8.count)")
        }
        guard SettingsRules.isKey(text) else {
            throw file.error(line, "`\(text)` is not a public key: it has characters that are not of Z85")
        }
        return text
    }
}
