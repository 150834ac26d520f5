import Foundation
import Settings
import Wire

/// The client's configuration file, whose list of coordinators follows the cluster's.
struct ClientFile {
    private let path: String

    init(_ options: ClusterOptions) throws { path = try options.configurationFile() }

    init(path: String) { self.path = path }

    /// Lets the file name these coordinators; everything else in it stays as it is. A sentence about what was done; nil where
    /// nothing had to be.
    func renew(_ members: [MemberView]) throws -> String? {
        let endpoints = members.endpoints
        guard !endpoints.isEmpty, let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let new = ClientFile.text(text, naming: endpoints)
        guard new != text else { return nil }
        do {
            try new.write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            return "\(path) could not be written; name the present coordinators in it: \(error.localizedDescription)"
        }
        return "\(path) names \(endpoints.count) coordinators now."
    }

    /// The text with these coordinators in place of its own.
    static func text(_ text: String, naming endpoints: [Endpoint]) -> String {
        var lines: [String] = []
        var isNamed = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            guard line.split(separator: "=").first?.trimmingCharacters(in: .whitespaces) == "coordinator" else {
                lines.append(line)
                continue
            }
            if !isNamed { lines += endpoints.map { "coordinator = \($0.line)" } }
            isNamed = true
        }
        return lines.joined(separator: "\n")
    }
}

extension [MemberView] {
    /// Where they are, of those that say it: an older coordinator does not.
    var endpoints: [Endpoint] {
        filter { !$0.host.isEmpty && $0.publicKey.utf8.count == 40 }.map {
            Endpoint(member: $0.id, host: $0.host, basePort: UInt64($0.basePort), publicKey: $0.publicKey)
        }
    }
}
