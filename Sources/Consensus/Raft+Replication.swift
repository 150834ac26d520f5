import Determinism

/// Log replication (thesis, 3.5), pipelined (10.2), with the leader's disk working while the followers' do.
extension Raft {
    // MARK: Follower

    mutating func append(
        _ entries: [LogEntry], after previousIndex: LogIndex, previousTerm: Term, commit: LogIndex, from: MemberID
    ) {
        guard isPlausible(entries, after: previousIndex, previousTerm: previousTerm), let last = entries.last else {
            return
        }
        if last.index <= commitIndex {
            // Committed entries agree everywhere; nothing is new.
            return sendWhenSaved(.appendResponse(success: true, index: commitIndex, hintTerm: .zero), to: from)
        }
        if previousIndex > commitIndex || previousIndex >= log.base {
            guard log.term(at: previousIndex) == previousTerm else {
                return reject(previousIndex, previousTerm: previousTerm, from: from)
            }
        }
        for entry in entries where entry.index > commitIndex {
            if let there = log.term(at: entry.index) {
                if there == entry.term { continue }
                truncateLog(after: entry.index.previous)
            }
            guard entry.index == log.lastIndex.next else { return }
            appendToLog(entry)
        }
        commitIndex = max(commitIndex, min(commit, last.index))
        sendWhenSaved(.appendResponse(success: true, index: last.index, hintTerm: .zero), to: from)
    }

    /// Whether the entries could come from a leader: no gaps, terms that do not fall, configurations that can be read.
    private func isPlausible(_ entries: [LogEntry], after previousIndex: LogIndex, previousTerm: Term) -> Bool {
        guard previousIndex.rawValue < .max - UInt64(entries.count) else { return false }
        var index = previousIndex
        var newest = previousTerm
        for entry in entries {
            guard entry.index == index.next, entry.term >= newest, entry.term <= term else { return false }
            if entry.kind == .configuration, !Self.isConfiguration(entry.payload) { return false }
            index = entry.index
            newest = entry.term
        }
        return true
    }

    private static func isConfiguration(_ payload: [UInt8]) -> Bool {
        guard let configuration = try? Configuration(canonicalBytes: payload) else { return false }
        return !configuration.voters.isEmpty
    }

    /// Names the last place where the logs may agree, so that the leader skips a term at a time (thesis, 3.5).
    private mutating func reject(_ previousIndex: LogIndex, previousTerm: Term, from: MemberID) {
        let hint = max(commitIndex, log.lastIndex(atMost: min(previousIndex, log.lastIndex), term: previousTerm))
        send(.appendResponse(success: false, index: hint, hintTerm: log.term(at: hint) ?? .zero), to: from)
    }

    // MARK: Leader

    mutating func propose(_ payload: [UInt8], ticket: UInt64) {
        if let refusal = refusalOfProposal(payload) { return effects.append(.refused(ticket: ticket, refusal)) }
        let index = log.lastIndex.next
        appendToLog(LogEntry(index: index, term: term, kind: .command, payload: payload))
        effects.append(.proposed(ticket: ticket, index: index, term: term))
    }

    private func refusalOfProposal(_ payload: [UInt8]) -> RaftRefusal? {
        guard role == .leader else { return .notLeader(leader) }
        if let transfer { return .notLeader(transfer.target) }
        if payload.count > settings.largestPayload { return .tooLarge }
        if isSpaceLow { return .noSpace }
        let uncommitted = log.lastIndex.rawValue - commitIndex.rawValue
        return uncommitted >= UInt64(settings.uncommittedLimit) ? .overloaded : nil
    }

    mutating func acknowledged(_ index: LogIndex, by peer: MemberID) {
        guard index <= log.lastIndex else { return }
        let round = heartbeatRound
        progress.update(peer) { progress in
            progress.heardAt = now
            if case .regressed = progress.mode { return }
            if index > progress.match {
                progress.match = index
                progress.movedAt = now
                progress.matchRound = round
            }
            progress.inFlight.removeAll { $0 <= index }
            progress.next = max(progress.next, progress.match.next)
            switch progress.mode {
            case .probe: progress.mode = .replicate
            case .replicate, .regressed: break
            case .snapshot(let transfer):
                if progress.match >= transfer.snapshot.lastIndex { progress.mode = .replicate }
            }
        }
    }

    mutating func rejected(_ index: LogIndex, hintTerm: Term, by peer: MemberID) {
        // What it had acknowledged it cannot lack: such an answer is old, or its store has regressed, which the answers to
        // heartbeats prove.
        guard let known = progress[peer], known.isFed, index >= known.match, index < log.lastIndex else { return }
        let place = log.lastIndex(atMost: index, term: hintTerm)
        // Where the search ends at the log's start without agreement, only a snapshot helps.
        let isGone = index < log.base || log.term(at: place).map { $0 > hintTerm } ?? true
        let next = isGone ? log.base : place.next
        progress.update(peer) {
            $0.inFlight.removeAll()
            $0.next = max($0.match.next, next)
            $0.mode = .probe(isWaiting: false)
            $0.movedAt = now
        }
    }

    mutating func answered(round: UInt64, lastIndex: LogIndex, isSpaceLow: Bool, by peer: MemberID) {
        guard round <= heartbeatRound else { return }
        let patience = settings.heartbeatInterval * 4
        let end = log.lastIndex
        var hasRegressed = false
        progress.update(peer) { progress in
            progress.heardAt = now
            progress.isSpaceLow = isSpaceLow
            if case .regressed = progress.mode { return }
            if round > progress.matchRound, lastIndex > .zero, lastIndex < progress.match {
                // The round was sent after the acknowledgement had arrived, and its answer does not know of it.
                progress.mode = .regressed
                progress.match = .zero
                progress.inFlight.removeAll()
                hasRegressed = true
                return
            }
            progress.answeredRound = max(progress.answeredRound, round)
            if case .probe = progress.mode {
                // What was sent before the round is answered by now, or lost.
                if round > progress.probeRound { progress.mode = .probe(isWaiting: false) }
            } else if progress.match < end || progress.isSendingSnapshot, now.since(progress.movedAt) > patience {
                progress.probeAnew(now: now)
            }
        }
        if hasRegressed { effects.append(.peerRegressed(peer)) }
        countRounds()
    }

    /// Everything that a leader does as a consequence of a step.
    mutating func lead() {
        guard role == .leader else { return }
        advanceCommit()
        guard role == .leader else { return }
        for peer in progress.keys { feed(peer) }
        handOverFromTroubledDisk()
        proceedWithTransfer()
        proceedWithReads()
    }

    /// Commits what a quorum has, if it is of this term (thesis, 3.6.2: earlier terms follow, and are never counted).
    private mutating func advanceCommit() {
        while true {
            let own = durableIndex
            let reached =
                configuration.quorumValue { [progress, id, store] (peer) -> LogIndex in
                    if peer.matches(id, store) { return own }
                    guard let known = progress[peer.id], known.counts(for: peer) else { return .zero }
                    return known.match
                } ?? .zero
            if reached > commitIndex, log.term(at: reached) == term { commitIndex = reached }
            guard proceedWithConfiguration() else { return }
        }
    }

    /// Sends a peer what it lacks, as far as the limits in flight allow.
    private mutating func feed(_ peer: MemberID) {
        guard var progress = progress[peer] else { return }
        if case .replicate = progress.mode, progress.next > log.lastIndex { return }
        defer { self.progress[peer] = progress }
        while true {
            if case .regressed = progress.mode { return }
            if case .snapshot = progress.mode { return feedSnapshot(to: peer, &progress) }
            if progress.next <= log.base {
                progress.mode = snapshotMode() ?? progress.mode
                if case .snapshot = progress.mode { continue }
            }
            if case .probe(isWaiting: true) = progress.mode { return }
            guard progress.next <= log.lastIndex, let previousTerm = log.term(at: progress.next.previous),
                progress.inFlight.count < settings.appendsInFlight
            else { return }
            let batch = batch(from: progress.next)
            guard let last = batch.last else { return }
            let previous = progress.next.previous
            send(
                .append(previousIndex: previous, previousTerm: previousTerm, entries: batch, commit: commitIndex),
                to: peer)
            if case .probe = progress.mode {
                progress.mode = .probe(isWaiting: true)
                progress.probeRound = heartbeatRound
                return
            }
            if progress.inFlight.isEmpty { progress.movedAt = now }
            progress.inFlight.append(last.index)
            progress.next = last.index.next
        }
    }

    private func batch(from first: LogIndex) -> [LogEntry] {
        var batch: [LogEntry] = []
        var bytes = 0
        for entry in log.entries(from: first, through: log.lastIndex).prefix(max(1, settings.entriesPerAppend)) {
            bytes += entry.payload.count
            if bytes > settings.bytesPerAppend, !batch.isEmpty { break }
            batch.append(entry)
        }
        return batch
    }
}

extension Progress {
    /// Whether entries are being sent, rather than a snapshot or nothing.
    var isFed: Bool {
        switch mode {
        case .probe, .replicate: true
        case .snapshot, .regressed: false
        }
    }

    /// Whether what is tracked here counts for that voter: the same member may be there with another store.
    func counts(for peer: Configuration.Peer) -> Bool { Configuration.Peer.accepts(peer.store, store) }
}
