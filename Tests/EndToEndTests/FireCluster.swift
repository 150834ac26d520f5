import Foundation
import Glibc
import Settings
import Wire

/// Coordinators as real processes, each in a network of its own, and clients on the bridge between them. Everything ends
/// with the run. Used from one thread.
final class FireCluster {
    /// A coordinator, its process and its disk.
    final class Member {
        let number: Int
        let directory: String
        fileprivate(set) var process: RunningProcess?
        /// Whether its store lies on a small file system of its own, which can be filled.
        fileprivate(set) var hasDisk = false
        /// Since the last start something was done to it that may end it.
        fileprivate(set) var mayEnd = false
        init(number: Int, directory: String) {
            self.number = number
            self.directory = directory
        }
        var log: String { directory + "/log" }
        var data: String { directory + "/data" }
    }

    let directory: String
    let network: FireNetwork
    private(set) var members: [Member] = []
    private(set) var endpoints: [Endpoint] = []
    /// A key pair for each client.
    private(set) var clientKeys: [CurveKeyPair] = []
    private var watchdog: Watchdog?
    private let program: String
    /// Members that ended although nothing had been done to them that explains it.
    private(set) var surprises: [String] = []

    /// How often a member ended because of its full disk, and was started again.
    private(set) var endsByFullDisk = 0

    /// Megabytes of a member's disk: some segments and a snapshot.
    private static let diskMegabytes = 96

    init(members count: Int, clients: Int) throws {
        var template = Array("/tmp/muster-fire-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure("no temporary directory can be made") }
        directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        program = try Machine.program("muster-coordinator")
        network = try FireNetwork(members: count)
        do {
            try lay(count, clients: clients)
            watchdog = try Watchdog(
                directory: directory, cleaning: members.map { "umount -l \($0.data)" } + network.removal)
            for member in members { try start(member) }
        } catch {
            end()
            throw error
        }
    }

    private func lay(_ count: Int, clients: Int) throws {
        var keys: [CoordinatorConfiguration.Key] = []
        for number in 0..<clients {
            let pair = try CurveKeyPair.generate()
            clientKeys.append(pair)
            keys.append(.init(role: "admin", name: "client-\(number)", publicKey: pair.publicKey))
        }
        for server in FireRegisters.servers {
            keys.append(.init(role: "agent", name: server, publicKey: try CurveKeyPair.generate().publicKey))
        }
        let pairs = try (1...count).map { _ in try CurveKeyPair.generate() }
        endpoints = (1...count).map {
            Endpoint(
                member: UInt64($0), host: network.address($0), basePort: 20_000, publicKey: pairs[$0 - 1].publicKey)
        }
        let configured = endpoints.map {
            CoordinatorConfiguration.Member(
                endpoint: $0, store: String(repeating: "0", count: 31) + "\($0.member)")
        }
        for number in 1...count {
            let member = Member(number: number, directory: "\(directory)/member-\(number)")
            members.append(member)
            try FileManager.default.createDirectory(atPath: member.data, withIntermediateDirectories: true)
            member.hasDisk = mountDisk(member)
            try pairs[number - 1].store(member.directory + "/key")
            try "".write(toFile: member.data + "/new-store", atomically: true, encoding: .utf8)
            let configuration = CoordinatorConfiguration(
                cluster: "fire", member: UInt64(number), directory: "data", keyFile: "key",
                listen: network.address(number), members: configured, keys: keys)
            try configuration.text.write(
                toFile: member.directory + "/coordinator.conf", atomically: true, encoding: .utf8)
        }
    }

    private func mountDisk(_ member: Member) -> Bool {
        guard let mount = Machine.find("mount") else { return false }
        let options = "size=\(FireCluster.diskMegabytes)m"
        return (try? Machine.run([mount, "-t", "tmpfs", "-o", options, "tmpfs", member.data]))?.status == 0
    }

    // MARK: Processes

    func start(_ member: Member) throws {
        member.mayEnd = false
        member.process = try RunningProcess(
            network.prefix(member.number) + [program, "--config", member.directory + "/coordinator.conf"],
            log: member.log)
    }

    /// The member dies at once.
    func kill(_ member: Member) { member.process?.kill() }

    /// Freezes a member, or lets it go on.
    func freeze(_ member: Member, _ frozen: Bool) { member.process?.signal(frozen ? SIGSTOP : SIGCONT) }

    /// Whether the member's process runs, frozen or not.
    func isRunning(_ member: Member) -> Bool { member.process?.isRunning == true }

    /// Starts a member that has ended by itself, as a service manager would, and remembers it if that has no reason.
    func revive(_ member: Member) throws {
        guard member.process?.hasEndedByItself == true else { return }
        if member.mayEnd {
            endsByFullDisk += 1
        } else {
            surprises.append("member \(member.number) ended by itself: \(lines(of: member).last ?? "without a word")")
        }
        try start(member)
    }

    /// Takes all the space of a member's disk.
    func fillDisk(_ member: Member) throws {
        member.mayEnd = true
        let descriptor = open(member.data + "/filler", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure("\(member.data)/filler cannot be made") }
        defer { close(descriptor) }
        for size in [1 << 20, 4_096] {
            let zeros = [UInt8](repeating: 0, count: size)
            while write(descriptor, zeros, size) == size {}
        }
    }

    /// Gives the space back.
    func emptyDisk(_ member: Member) { unlink(member.data + "/filler") }

    // MARK: End

    /// Words in the logs that must not be there.
    var complaints: [String] {
        members.flatMap { member in
            lines(of: member).filter { line in
                let isOfFullDisk = member.hasDisk && line.contains("The log cannot be written")
                return line.contains("Fatal error") || line.contains(" critical ") && !isOfFullDisk
            }.map { "member \(member.number): \($0)" }
        }
    }

    /// Shows the end of each log.
    func showLogs() {
        for member in members {
            let lines = lines(of: member)
            print("---- \(member.log), the last of \(lines.count) lines")
            for line in lines.suffix(30) { print(line) }
        }
    }

    private func lines(of member: Member) -> [String] {
        ((try? String(contentsOfFile: member.log, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
    }

    /// Ends everything that was started and removes everything that was made.
    func end() {
        for member in members { member.process?.kill() }
        if let umount = Machine.find("umount") {
            for member in members where member.hasDisk { _ = try? Machine.run([umount, "-l", member.data]) }
        }
        network.remove()
        try? FileManager.default.removeItem(atPath: directory)
        watchdog?.dismiss()
    }
}
