import ArgumentParser
import Consensus
import Determinism
import LogStore
import Wire

struct ClusterBackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Writes the whole replicated state into a file.",
        discussion: """
            The file holds everything that was accepted before the command began: jobs, servers, attempts, keys and the audit \
            log, with checksums; no secret keys. Tasks' output is not in it. `muster cluster restore` makes a new cluster of it.
            """)
    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "The file; must not be there yet.") var file: String
    @Option(
        help: "The member to fetch it from, as far as it has got, instead of the leader, which has everything.")
    var from: UInt64?

    func run() throws {
        let client = try cluster.client()
        if let from, !client.knows(from) { try meetMember(from, client) }
        do {
            let head = try fetch(client)
            let at = "index \(head.index.rawValue) of generation \(head.generation)"
            if cluster.output == .json {
                print(
                    try JSON.text([
                        "file": file, "cluster": head.cluster, "index": head.index.rawValue,
                        "term": head.term.rawValue, "generation": head.generation, "bytes": head.size,
                        "member": head.member.rawValue,
                    ]))
            } else {
                print(
                    "Wrote \(Units.bytes(head.size)) of \(head.cluster) at \(at) from member \(head.member.rawValue) to \(file)."
                )
                if from != nil {
                    print("That member may have been behind the leader: what it had not applied is not in the file.")
                }
                print("What is accepted from now on is not in it.")
            }
        } catch let error as BackupError {
            throw CLIError(.failed, sentence: "\(error)")
        }
    }

    /// A member that the client's file does not name may be known to the leader.
    private func meetMember(_ number: UInt64, _ client: ClusterClient) throws {
        guard let view = try? CoordinatorCommand.status(client).members.first(where: { $0.id == number }) else {
            return
        }
        try client.meet(
            .init(member: view.id, host: view.host, basePort: UInt64(view.basePort), publicKey: view.publicKey))
    }

    private func fetch(_ client: ClusterClient) throws -> BackupFile.Head {
        // A leader that changes meanwhile keeps what it has begun; one that is lost makes a new beginning necessary.
        let first = try client.backup(BackupQuery(limit: 1 << 20, member: from ?? 0), from: from)
        guard let configuration = try? Configuration(canonicalBytes: first.configuration) else {
            throw CLIError(.failed, "the coordinator gave a configuration that this version does not understand.")
        }
        let head = BackupFile.Head(
            cluster: first.cluster, index: LogIndex(first.index), term: Term(first.term),
            generation: first.generation, configuration: configuration,
            takenAt: WallTime(nanoseconds: first.takenAt), member: MemberID(first.member), size: first.total)
        let writer = try BackupWriter(path: file, head: head)
        try writer.append(first.data)
        var offset = UInt64(first.data.count)
        while offset < first.total {
            let piece = try client.backup(
                BackupQuery(backup: first.backup, offset: offset, limit: 1 << 20, member: first.member),
                from: first.member)
            guard piece.offset == offset, !piece.data.isEmpty else {
                throw CLIError(.failed, "the backup was cut short; begin it again.")
            }
            try writer.append(piece.data)
            offset += UInt64(piece.data.count)
        }
        try writer.finish()
        return head
    }
}
