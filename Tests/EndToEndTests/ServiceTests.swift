import Determinism
import Fleet
import Foundation
import Glibc
import Testing

extension EndToEndTests {
    /// The programs under a service manager, which is played by a socket.
    @Suite("Service manager")
    struct ServiceTests {
        @Test("both programs tell that they serve, how they are and that they end, and tasks inherit nothing of it")
        func told() throws {
            try TestCluster.run(agents: 1) { cluster in
                let server = try cluster.server("node-1")
                let agentSocket = try NotifySocket(cluster.directory + "/notify-agent")
                server.process?.kill()
                let agent = try start(
                    try Machine.program("muster-agent"), server.directory + "/agent.conf", server.log, agentSocket)
                defer { agent.kill() }
                try eventually("the agent is ready") { agentSocket.hear().contains("READY=1") }
                try eventually("the agent tells who leads") {
                    agentSocket.hear().last { $0.hasPrefix("STATUS=") }?.contains("leads, in term") == true
                }

                let follower = try #require(try cluster.followers().first)
                let socket = try NotifySocket(cluster.directory + "/notify-coordinator")
                follower.process?.kill()
                let coordinator = try start(
                    try Machine.program("muster-coordinator"), follower.directory + "/coordinator.conf", follower.log,
                    socket)
                defer { coordinator.kill() }
                try eventually("the coordinator is ready") { socket.hear().contains("READY=1") }
                try eventually("the coordinator tells whom it follows") {
                    socket.hear().last { $0.hasPrefix("STATUS=") }?.hasPrefix("STATUS=Follows member ") == true
                }

                let record = cluster.shared + "/environment"
                var job = Fleet.JobDefinition(
                    id: JobID(namespace: "default", name: "environment"), type: .service, priority: 50, count: 1,
                    command: ["/bin/sh", "-c", "env > \(record).new; mv \(record).new \(record); exec sleep 600"],
                    resources: Fleet.Resources(cpuMillicores: 100, memoryBytes: 64 << 20), lease: .seconds(5))
                job.stop = StopContract(signal: 15, grace: .seconds(1))
                try cluster.submit(job)
                try cluster.running("environment")
                let environment = try eventually("the task has told its environment") {
                    try? String(contentsOfFile: record, encoding: .utf8)
                }
                #expect(environment.contains("MUSTER_TOKEN="))
                #expect(!environment.contains("NOTIFY_SOCKET") && !environment.contains("WATCHDOG"))
                try eventually("the agent tells of its task") {
                    agentSocket.hear().last { $0.hasPrefix("STATUS=") }?.hasSuffix("; 1 task.") == true
                }
                // Two seconds are what the service manager bears: a sign of life each second.
                let before = agentSocket.hear().count { $0 == "WATCHDOG=1" }
                try eventually("the agent gives signs of life") {
                    agentSocket.hear().count { $0 == "WATCHDOG=1" } >= before + 3
                }

                // A loop that does not turn is silent.
                agent.signal(SIGSTOP)
                _ = agentSocket.hear()
                let stopped = agentSocket.hear().count
                usleep(2_500_000)
                #expect(agentSocket.hear().count == stopped)
                agent.signal(SIGCONT)

                for (process, socket) in [(agent, agentSocket), (coordinator, socket)] {
                    process.signal(SIGTERM)
                    #expect(process.waitForEnd() == 0)
                    #expect(socket.hear().contains("STOPPING=1"))
                }
            }
        }

        private func start(
            _ program: String, _ configuration: String, _ log: String, _ socket: NotifySocket
        ) throws -> RunningProcess {
            try RunningProcess(
                [
                    "/usr/bin/env", "NOTIFY_SOCKET=\(socket.path)", "WATCHDOG_USEC=2000000", program, "--config",
                    configuration,
                ], log: log)
        }
    }
}

/// The socket at which a service manager listens.
private final class NotifySocket {
    let path: String
    private let descriptor: Int32
    private var lines: [String] = []

    init(_ path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw Failure("\(path) is too long")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard descriptor >= 0, bound == 0 else { throw Failure("\(path) cannot be bound") }
    }

    deinit { close(descriptor) }

    /// All lines that were heard until now.
    func hear() -> [String] {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { return lines }
            lines += String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
        }
    }
}
