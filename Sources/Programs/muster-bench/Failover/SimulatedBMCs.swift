import Glibc

/// BMCs of servers that are processes: a program with the interface of a fence agent, which looks into a file.
enum SimulatedBMCs {
    static let agent = "fence_bench"

    /// Where the program and the files are.
    static func directory(in cluster: String) -> String { cluster + "/fence-agents" }

    /// Puts the program there.
    static func install(in cluster: String) throws {
        let place = directory(in: cluster)
        mkdir(place, 0o755)
        try WorkingDirectory.write(
            """
            #!/bin/sh
            while IFS='=' read -r name value; do [ "$name" = plug ] && plug=$value; done
            read -r power < "$(dirname "$0")/$plug" || exit 1
            echo "Status: $power"
            [ "$power" = ON ] || exit 2

            """, to: place + "/" + agent)
        guard chmod(place + "/" + agent, 0o755) == 0 else {
            throw BenchError(sentence: "\(place)/\(agent) cannot be made a program")
        }
    }

    /// What a server's BMC says from now on.
    static func tell(_ server: String, isOn: Bool, in cluster: String) throws {
        try WorkingDirectory.write(isOn ? "ON\n" : "OFF\n", to: directory(in: cluster) + "/" + server)
    }
}
