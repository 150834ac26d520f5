/// What a program needs of its directory.
public struct DirectoryNeeds: Hashable, Sendable {
    /// The findings' subject.
    public var subject: String
    /// Whether the program makes it itself.
    public var isMade: Bool
    /// Bytes below which it will soon be full.
    public var roomWanted: UInt64
    /// Bytes below which nothing works.
    public var roomNeeded: UInt64
    /// What a server's restart takes where the directory is in memory.
    public var lossInMemory: String
    /// Nanoseconds that a durable write may take; nil where it does not matter.
    public var syncAtMost: UInt64?

    /// Needs with their parts.
    public init(
        subject: String, isMade: Bool, roomWanted: UInt64, roomNeeded: UInt64, lossInMemory: String,
        syncAtMost: UInt64? = nil
    ) {
        self.subject = subject
        self.isMade = isMade
        self.roomWanted = roomWanted
        self.roomNeeded = roomNeeded
        self.lossInMemory = lossInMemory
        self.syncAtMost = syncAtMost
    }
}

extension DirectoryFacts {
    /// What is to be said of it: all that is wrong, or that nothing is.
    public func findings(_ viewer: Viewer, _ needs: DirectoryNeeds) -> [Finding] {
        if let finding = absence(viewer, needs) { return [finding] }
        let problems = [access(viewer, needs), space(needs), fileSystem(needs), speed(needs)].compactMap { $0 }
        return problems.isEmpty ? [.ok(needs.subject, summary(needs))] : problems
    }

    private func absence(_ viewer: Viewer, _ needs: DirectoryNeeds) -> Finding? {
        switch state {
        case .there: nil
        case .noDirectory: .error(needs.subject, "\(path) is not a directory", "name another one by `directory`")
        case .hidden(let code) where viewer.isBarred(by: code):
            .unseen(needs.subject, "\(path) cannot be looked at by \(viewer.name)")
        case .hidden(let code):
            .error(needs.subject, "\(path): \(Words.error(code))", "correct `directory`, or what it stands on")
        case .missing where !needs.isMade:
            .error(
                needs.subject, "there is no directory \(path)",
                "mount its disk if it has one; for a new member make it: mkdir -m 700 \(path)")
        case .missing: nil
        }
    }

    private var isMissing: Bool { if case .missing = state { true } else { false } }

    private func access(_ viewer: Viewer, _ needs: DirectoryNeeds) -> Finding? {
        if !isMissing, mode & 0o022 != 0 {
            return .error(
                needs.subject, "others than its owner may write in \(path)", "chmod go-w \(path)")
        }
        guard case .failed(let step, let code) = trial else { return nil }
        if viewer.isBarred(by: code) {
            return .unseen(
                needs.subject, "\(viewer.name) may not write in \(path), which belongs to \(owner.name)")
        }
        return .error(
            needs.subject, "\(step) in \(path) failed: \(Words.error(code))", "mend that file system, or take another")
    }

    private func space(_ needs: DirectoryNeeds) -> Finding? {
        guard let free, free < needs.roomWanted else { return nil }
        let finding = "\(path) has \(Words.bytes(free)) free"
        return free < needs.roomNeeded
            ? .error(
                needs.subject, finding + ", and \(Words.bytes(needs.roomNeeded)) are needed to work at all", "free some"
            )
            : .warning(needs.subject, finding, "free some, so that there are \(Words.bytes(needs.roomWanted))")
    }

    private func fileSystem(_ needs: DirectoryNeeds) -> Finding? {
        guard let mount else { return nil }
        switch mount.kind {
        case .memory:
            return .warning(
                needs.subject, "\(path) is in memory (\(mount.type) at \(mount.place)): \(needs.lossInMemory)",
                "take a directory on a disk, unless that is wanted")
        case .network:
            return .warning(
                needs.subject,
                "\(path) is on another server (\(mount.type) at \(mount.place)), without which this one stands still",
                "take a directory on a local disk")
        case .layer:
            return .warning(
                needs.subject,
                "\(path) is in a container's own layer (\(mount.type) at \(mount.place)) and goes with it",
                "mount a directory of the server's disk there")
        case .local where mount.forgoesBarriers:
            return .warning(
                needs.subject,
                "\(mount.place) is mounted with nobarrier: what was synced there may be lost in a power cut",
                "mount it without")
        case .local: return nil
        }
    }

    private func speed(_ needs: DirectoryNeeds) -> Finding? {
        guard let limit = needs.syncAtMost, let slowest = trial.slowest, let median = trial.median, slowest > limit
        else { return nil }
        return .warning(
            needs.subject,
            "a durable write in \(path) takes up to \(Words.milliseconds(slowest)), \(Words.milliseconds(median)) in the median, "
                + "and every change of the fleet waits for one",
            "take a disk that needs less than \(Words.milliseconds(limit))")
    }

    private func summary(_ needs: DirectoryNeeds) -> String {
        var text = isMissing ? "\(path) is made at the first start" : "\(path) can be written"
        if let free { text += ", \(Words.bytes(free)) free" }
        if let mount { text += " on \(mount.type)" }
        if needs.syncAtMost != nil, let slowest = trial.slowest, let median = trial.median {
            text += ", a durable write takes \(Words.milliseconds(median)), at most \(Words.milliseconds(slowest))"
        }
        return text
    }
}
