import CLinux

/// Limits of this process, which those of a service may differ from.
public struct LimitFacts: Hashable, Sendable {
    /// How many descriptors may be open once the program has raised its soft limit to the hard one; `.max` for no limit.
    public var descriptors: UInt64
    /// Bytes that may be locked in memory without CAP_IPC_LOCK; `.max` for no limit.
    public var lockedMemory: UInt64

    /// Facts with their parts.
    public init(descriptors: UInt64, lockedMemory: UInt64 = .max) {
        self.descriptors = descriptors
        self.lockedMemory = lockedMemory
    }

    /// What this process has.
    public static func gather() -> LimitFacts {
        var (files, memory) = (muster_limit(), muster_limit())
        _ = muster_descriptor_limit(&files)
        _ = muster_memory_lock_limit(&memory)
        return LimitFacts(descriptors: files.hard, lockedMemory: memory.hard)
    }

    /// What is to be said of the descriptors, of which so many are needed, and more wanted; `enough` says for what they do.
    public func descriptorFindings(needed: UInt64, wanted: UInt64, enough: (UInt64) -> String) -> [Finding] {
        let have = descriptors == .max ? "any number of" : "\(descriptors)"
        guard descriptors < wanted else {
            return [.ok("limits", "\(have) open files (the hard limit of who made this check): \(enough(descriptors))")]
        }
        let finding =
            "\(have) open files are the hard limit of who made this check, and \(descriptors < needed ? needed : wanted) are "
            + (descriptors < needed ? "needed" : "wanted")
        let advice = "raise LimitNOFILE in the unit, or `ulimit -Hn` where it is started by hand"
        return [descriptors < needed ? .error("limits", finding, advice) : .warning("limits", finding, advice)]
    }
}
