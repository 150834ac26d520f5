import Foundation
import Glibc

/// The BMCs of a test cluster: a program with the interface of a fence agent, and a file for each server that says whether it
/// has power. An order to take the power waits until the test has taken it.
struct SimulatedBMC {
    static let password = "correct-horse"
    private let agents: String
    private let secrets: String

    /// Puts the program and the password where the coordinators of the cluster look for them.
    init(_ cluster: TestCluster) throws {
        agents = cluster.directory + "/fence-agents"
        secrets = cluster.directory + "/bmc"
        for path in [agents, secrets] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        try """
        #!/bin/sh
        # Options come as lines on standard input; the exit code says what there is to say.
        while IFS='=' read -r name value; do
            case "$name" in action) action=$value;; plug) plug=$value;; password) password=$value;; esac
        done
        cd "$(dirname "$0")" || exit 1
        [ "$password" = "\(SimulatedBMC.password)" ] || { echo "login refused" >&2; exit 1; }
        power=$(cat "$plug.power") || exit 1
        case "$action" in
        status) [ "$power" = broken ] && exit 1
            [ "$power" = off ] && { echo "Status: OFF"; exit 2; }
            echo "Status: ON";;
        off) : > "$plug.falls"
            for _ in $(seq 200); do [ "$(cat "$plug.power")" = off ] && exit 0; sleep 0.05; done
            exit 1;;
        on) echo on > "$plug.power";;
        *) exit 1;;
        esac
        """.write(toFile: agents + "/fence_simulated", atomically: true, encoding: .utf8)
        chmod(agents + "/fence_simulated", 0o755)
        try (SimulatedBMC.password + "\n").write(toFile: secrets + "/rack", atomically: true, encoding: .utf8)
        chmod(secrets + "/rack", 0o600)
        for server in cluster.servers { try set(server.name, "on") }
    }

    /// What the BMC says of a server's power from now on: `on`, `off`, or `broken` for nothing.
    func set(_ server: String, _ power: String) throws {
        try (power + "\n").write(toFile: "\(agents)/\(server).power", atomically: true, encoding: .utf8)
    }

    /// What the BMC says now.
    func power(_ server: String) throws -> String {
        try String(contentsOfFile: "\(agents)/\(server).power", encoding: .utf8).trimmingCharacters(in: .newlines)
    }

    /// Whether somebody has asked that the server loses its power.
    func isAskedToFall(_ server: String) -> Bool { access("\(agents)/\(server).falls", F_OK) == 0 }
}
