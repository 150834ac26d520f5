import Settings

/// Where a machine that joins looks for coordinators: those of its token, or the hosts that it is told, each with the keys that
/// the token pins.
public enum JoinPlaces {
    /// The administration port where none is named.
    public static let defaultPort: UInt64 = 7_400
    /// How far the enrolment port is from the administration port.
    public static let offset: UInt64 = 4
    /// Hosts at the most.
    static let hostsAtMost = 16

    /// The places to try. A host that the token names has the key that it has there; any other may be any of the token's
    /// coordinators under another name, so that each of their keys is tried.
    ///
    /// - Parameter hosts: each `HOST` or `HOST:PORT` with the administration port; an IPv6 address with a port stands in brackets.
    public static func places(_ hosts: [String], of token: TokenFile) throws(SettingsError) -> [Endpoint] {
        guard !hosts.isEmpty else { return token.coordinators }
        guard hosts.count <= hostsAtMost else {
            throw SettingsError("name at most \(hostsAtMost) hosts: one that is reached is enough.")
        }
        var places: [Endpoint] = []
        for text in hosts {
            let (host, port) = try parse(text)
            let known = token.coordinators.filter { $0.host == host && (port == nil || $0.basePort == port) }
            if !known.isEmpty {
                places += known
                continue
            }
            for coordinator in token.coordinators {
                var place = coordinator
                place.host = host
                place.basePort = port ?? defaultPort
                places.append(place)
            }
        }
        return places
    }

    /// The parts of `HOST`, `HOST:PORT`, an IPv6 address, or `[ADDRESS]:PORT`.
    public static func parse(_ text: String) throws(SettingsError) -> (host: String, port: UInt64?) {
        let complaint = SettingsError(
            "`\(text)` is no host: write HOST or HOST:PORT with the administration port (\(defaultPort) by default).")
        guard !text.isEmpty, !text.contains(where: { $0.isWhitespace || $0 == "/" }), !text.hasPrefix("-") else {
            throw complaint
        }
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { throw complaint }
            let host = String(text[text.index(after: text.startIndex)..<end])
            let rest = text[text.index(after: end)...]
            if rest.isEmpty { return (host, nil) }
            guard rest.hasPrefix(":"), let port = number(rest.dropFirst()) else { throw complaint }
            return (host, port)
        }
        let colons = text.filter { $0 == ":" }.count
        if colons != 1 { return (text, nil) }
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex,
            let port = number(text[text.index(after: colon)...])
        else { throw complaint }
        return (String(text[..<colon]), port)
    }

    private static func number(_ text: Substring) -> UInt64? {
        guard let port = UInt64(text), (1...65_531).contains(port) else { return nil }
        return port
    }
}
