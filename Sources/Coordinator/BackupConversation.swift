import Consensus
import CoordinatorCore
import Determinism
import Fleet
import Wire

/// Backups: the whole state at one instant, fetched piece by piece by an administrator.
extension CoordinatorServer {
    /// Bytes of a piece at the most.
    private static let backupPiece: UInt64 = 1 << 20

    /// A question about a backup that was begun, or for one of this member's own state, whoever leads.
    func serve(_ query: Wire.BackupQuery, _ peer: Listener.Peer) {
        guard query.backup != 0 else {
            beginBackup(query, peer)
            return
        }
        guard var backup = backups.open[query.backup], backup.key == peer.key else {
            refuse(
                peer, query.correlation, .notFound,
                "that backup is not kept any more: each is for a minute; begin it again")
            return
        }
        backup.expiresAt = loop.now + Backups.patience
        if backup.bytes == nil { backup.asked = (query, peer) }
        backups.open[query.backup] = backup
        sendPiece(of: backup, query, peer)
    }

    /// Begins a backup of the state as it is now.
    func beginBackup(_ query: Wire.BackupQuery, _ peer: Listener.Peer) {
        backups.expire(now: loop.now)
        guard backups.open.count < Backups.atMost else {
            refuse(peer, query.correlation, .overloaded, "other backups are being made; try again in a minute")
            return
        }
        guard !member.fleet.cluster.isEmpty else {
            refuse(peer, query.correlation, .unavailable, "this coordinator has no state yet; ask again")
            return
        }
        let number = UInt64.random(in: 1...(.max))
        let head = Wire.BackupPiece(
            backup: number, cluster: member.fleet.cluster, index: member.appliedIndex.rawValue,
            term: member.raft.term.rawValue, generation: member.fleet.generation,
            configuration: member.raft.configuration.canonicalBytes, takenAt: MonotonicClock.wall(),
            member: configuration.member)
        backups.open[number] = Backups.Backup(
            head: head, key: peer.key, bytes: nil, asked: (query, peer), expiresAt: loop.now + Backups.patience)
        backupEncoder.begin(number, member.fleet)
    }

    /// The bytes of some backups are made.
    func takeBackups() {
        for result in backupEncoder.take() {
            guard var backup = backups.open[result.backup] else { continue }
            backup.bytes = result.bytes
            let asked = backup.asked
            backup.asked = nil
            backups.open[result.backup] = backup
            if let asked { sendPiece(of: backup, asked.query, asked.peer) }
        }
    }

    private func sendPiece(of backup: Backups.Backup, _ query: Wire.BackupQuery, _ peer: Listener.Peer) {
        guard let bytes = backup.bytes else { return }
        var piece = backup.head
        piece.correlation = query.correlation
        piece.total = UInt64(bytes.count)
        piece.offset = min(query.offset, piece.total)
        let end = min(piece.total, piece.offset + min(query.limit, CoordinatorServer.backupPiece))
        piece.data = Array(bytes[Int(piece.offset)..<Int(end)])
        send(.backupPiece(piece), to: peer)
        // The last piece may be asked for once more; then the memory is wanted back.
        if end == piece.total { backups.open[piece.backup]?.expiresAt = loop.now + Backups.patience / 6 }
    }
}
