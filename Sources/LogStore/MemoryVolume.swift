import Consensus
import Determinism

/// A simulated file system for tests and the simulator: what is not synced may be lost when the power fails, in sectors and
/// in any combination; disks fill up, refuse a sync, and flip bits. Everything that happens is decided by the seed and the
/// calls.
///
/// Changes of names become durable in their order, all of them with any `syncDirectory`, as on a journaling file system.
///
/// It belongs to one thread.
public final class MemoryVolume: Volume {
    /// Writes reach the disk in pieces of this size, aligned.
    public static let sector = 512

    /// A file's content, apart from its name.
    final class Content {
        var bytes: [UInt8] = []
        var durable: [UInt8] = []
        /// Not yet synced, in order.
        var pending: [(offset: Int, bytes: [UInt8])] = []
        /// The opening that has the lock.
        weak var locker: MemoryFile?
    }

    private enum Node {
        case directory
        case file(Content)
    }

    private enum NameChange {
        case make(String, Node)
        case rename(String, String)
        case remove(String)
    }

    private struct Names {
        var nodes = SortedMap<String, Node>()

        mutating func apply(_ change: NameChange) {
            switch change {
            case .make(let path, let node): nodes[path] = node
            case .remove(let path): nodes[path] = nil
            case .rename(let from, let to):
                guard let node = nodes.removeValue(forKey: from) else { return }
                nodes[to] = node
                for path in nodes.keys where path.hasPrefix(from + "/") {
                    nodes[to + path.dropFirst(from.count)] = nodes.removeValue(forKey: path)
                }
            }
        }
    }

    /// The most bytes that all files together may have; nil for no limit.
    public var capacity: Int?
    /// How many of the next syncs of files fail with an input/output error.
    public var syncsToFail = 0
    /// Whether the power is off: every call fails.
    public private(set) var isOff = false
    /// How many changes (writes, syncs, changes of names) were asked for.
    public private(set) var operations = 0

    private var generator: SeededGenerator
    private var names = Names()
    private var durableNames = Names()
    private var pendingNames: [NameChange] = []
    /// Files that were opened before the last loss of power, or end of the process, are dead.
    private(set) var epoch = 0
    private var operationsLeft: Int?
    private var failsInNextWrite = false

    /// An empty volume whose misfortunes are decided by `generator`.
    public init(generator: SeededGenerator) {
        self.generator = generator
    }

    // MARK: Misfortunes

    /// The power fails now: a random part of what was not synced is lost. Files that are open are dead; `powerOn` makes the
    /// volume usable again.
    public func powerLoss() {
        isOff = true
        endEpoch()
        let kept = Int(generator.below(UInt64(pendingNames.count) + 1))
        for change in pendingNames.prefix(kept) { durableNames.apply(change) }
        pendingNames = []
        names = durableNames
        for content in contents(durableNames) { settle(content, keepsView: false) }
    }

    /// The power comes back.
    public func powerOn() { isOff = false }

    /// The process that used the volume ended, and the machine runs on: nothing is lost, files that were open are dead and
    /// their locks free.
    public func processEnds() { endEpoch() }

    /// The power will fail in the middle of the next write to a file, which throws.
    public func powerFailsDuringNextWrite() { failsInNextWrite = true }

    /// The power will fail during the change (write, sync, change of names) that comes after `count` others; nil takes it
    /// back. That call throws, and may have taken effect or not.
    public func powerFails(afterOperations count: Int?) { operationsLeft = count }

    /// The next sync of a file fails. What it should have made durable may be on the disk or not, and later syncs do not
    /// make up for it.
    public func failNextSync() { syncsToFail += 1 }

    /// Flips one random bit of a file below `directory` (everywhere if nil), at rest. Returns where; nil if there is no byte.
    @discardableResult
    public func flipBit(below directory: String? = nil) -> (path: String, offset: Int)? {
        var candidates: [(path: String, content: Content)] = []
        for (path, node) in names.nodes {
            if let directory, !path.hasPrefix(directory + "/") { continue }
            if case .file(let content) = node, !content.bytes.isEmpty { candidates.append((path, content)) }
        }
        guard !candidates.isEmpty else { return nil }
        let (path, content) = candidates[Int(generator.below(UInt64(candidates.count)))]
        // Half of the flips go where something was written: segments are mostly zeros.
        let used = (content.bytes.lastIndex { $0 != 0 } ?? 0) + 1
        let limit = generator.oneIn(2) ? used : content.bytes.count
        let offset = Int(generator.below(UInt64(limit)))
        change(content, at: offset, by: 1 << UInt8(generator.below(8)))
        return (path, offset)
    }

    /// Changes one byte of a file, at rest, by exclusive or with `mask`.
    public func damage(_ path: String, at offset: Int, by mask: UInt8) {
        guard case .file(let content)? = names.nodes[path], content.bytes.indices.contains(offset) else { return }
        change(content, at: offset, by: mask)
    }

    /// A volume with the same files, all of them durable, and no misfortune ahead.
    public func copy(generator: SeededGenerator) -> MemoryVolume {
        let other = MemoryVolume(generator: generator)
        for (path, node) in names.nodes {
            switch node {
            case .directory: other.names.nodes[path] = .directory
            case .file(let content):
                let twin = Content()
                twin.bytes = content.bytes
                twin.durable = content.bytes
                other.names.nodes[path] = .file(twin)
            }
        }
        other.durableNames = other.names
        other.capacity = capacity
        return other
    }

    private func change(_ content: Content, at offset: Int, by mask: UInt8) {
        content.bytes[offset] ^= mask
        if content.durable.indices.contains(offset) { content.durable[offset] ^= mask }
    }

    private func endEpoch() {
        epoch += 1
        operationsLeft = nil
        failsInNextWrite = false
    }

    private func contents(_ names: Names) -> [Content] {
        names.nodes.values.compactMap { if case .file(let content) = $0 { content } else { nil } }
    }

    /// Lets a random part of the pending writes reach the disk. The rest is lost, for readers too unless `keepsView`.
    private func settle(_ content: Content, keepsView: Bool) {
        let manner = generator.below(4)
        for write in content.pending {
            let firstSector = write.offset / Self.sector
            let lastSector = (write.offset + max(write.bytes.count, 1) - 1) / Self.sector
            let prefix = firstSector + Int(generator.below(UInt64(lastSector - firstSector) + 2))
            for sector in firstSector...lastSector {
                let reaches =
                    switch manner {
                    case 0: false
                    case 1: true
                    case 2: sector < prefix
                    default: generator.oneIn(2)
                    }
                guard reaches else { continue }
                let start = max(sector * Self.sector, write.offset)
                let end = min((sector + 1) * Self.sector, write.offset + write.bytes.count)
                Self.put(
                    write.bytes[(start - write.offset)..<max(end - write.offset, start - write.offset)],
                    at: start, into: &content.durable)
            }
        }
        content.pending = []
        if !keepsView { content.bytes = content.durable }
    }

    static func put(_ bytes: ArraySlice<UInt8>, at offset: Int, into content: inout [UInt8]) {
        if content.count < offset + bytes.count {
            content += [UInt8](repeating: 0, count: offset + bytes.count - content.count)
        }
        content.withUnsafeMutableBytes { target in
            bytes.withUnsafeBytes { source in
                guard let target = target.baseAddress, let start = source.baseAddress else { return }
                (target + offset).copyMemory(from: start, byteCount: source.count)
            }
        }
    }

    // MARK: The volume

    /// See `Volume`.
    public func list(_ directory: String) throws(LogStoreError) -> [String] {
        try checkPower("listing", directory)
        let prefix = directory + "/"
        let found = names.nodes.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
        guard !found.isEmpty || names.nodes[directory] != nil else { throw missing("listing", directory) }
        return found.filter { !$0.contains("/") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// See `Volume`.
    public func exists(_ path: String) -> Bool { names.nodes[path] != nil }

    /// See `Volume`. The directories above need not exist.
    public func makeDirectory(_ path: String) throws(LogStoreError) {
        try checkPower("making", path)
        if names.nodes[path] == nil { try change(.make(path, .directory), "making", path) }
    }

    /// See `Volume`.
    public func open(_ path: String, _ mode: VolumeOpenMode) throws(LogStoreError) -> any VolumeFile {
        try checkPower("opening", path)
        if mode == .emptied {
            let content = Content()
            try change(.make(path, .file(content)), "opening", path)
            return MemoryFile(path: path, content: content, volume: self)
        }
        guard case .file(let content)? = names.nodes[path] else { throw missing("opening", path) }
        return MemoryFile(path: path, content: content, volume: self)
    }

    /// See `Volume`.
    public func rename(_ path: String, to target: String) throws(LogStoreError) {
        try checkPower("renaming", path)
        guard names.nodes[path] != nil else { throw missing("renaming", path) }
        try change(.rename(path, target), "renaming", path)
    }

    /// See `Volume`.
    public func remove(_ path: String) throws(LogStoreError) {
        try checkPower("removing", path)
        if names.nodes[path] != nil { try change(.remove(path), "removing", path) }
    }

    /// See `Volume`.
    public func syncDirectory(_ path: String) throws(LogStoreError) {
        try checkPower("syncing", path)
        let fails = takesPower()
        if !fails || generator.oneIn(2) {
            for change in pendingNames { durableNames.apply(change) }
            pendingNames = []
        }
        if fails { throw failPower("syncing", path) }
    }

    /// See `Volume`.
    public func freeSpace(at path: String) throws(LogStoreError) -> Int {
        try checkPower("looking at the space", path)
        return capacity.map { max(0, $0 - usedBytes) } ?? Int.max
    }

    /// How many bytes all files have together.
    public var usedBytes: Int { contents(names).reduce(0) { $0 + $1.bytes.count } }

    /// See `Volume`. It is done at once.
    public func prepare(_ path: String, size: Int) -> any VolumePreparation {
        var failure: LogStoreError?
        do throws(LogStoreError) {
            let file = try open(path, .emptied)
            try file.write([UInt8](repeating: 0, count: size), at: 0)
            try file.sync(metadata: true)
        } catch {
            failure = error
            try? remove(path)
        }
        return MemoryPreparation(size: size, failure: failure)
    }

    private func change(_ change: NameChange, _ operation: String, _ path: String) throws(LogStoreError) {
        let fails = takesPower()
        names.apply(change)
        pendingNames.append(change)
        if fails { throw failPower(operation, path) }
    }

    // MARK: Files

    fileprivate func write(_ bytes: [UInt8], at offset: Int, to file: MemoryFile) throws(LogStoreError) {
        try check(file, "writing")
        let content = file.content
        let growth = max(0, offset + bytes.count - content.bytes.count)
        if growth > 0, let capacity, usedBytes + growth > capacity { throw .full(path: file.path) }
        let fails = takesPower() || failsInNextWrite
        content.pending.append((offset, bytes))
        Self.put(bytes[...], at: offset, into: &content.bytes)
        if fails { throw failPower("writing", file.path) }
    }

    fileprivate func sync(_ file: MemoryFile) throws(LogStoreError) {
        try check(file, "syncing")
        let fails = takesPower()
        if syncsToFail > 0 {
            syncsToFail -= 1
            settle(file.content, keepsView: true)
            throw .failed(operation: "syncing", path: file.path, errno: 5)
        }
        if !fails || generator.oneIn(2) {
            for write in file.content.pending {
                Self.put(write.bytes[...], at: write.offset, into: &file.content.durable)
            }
            file.content.pending = []
        }
        if fails { throw failPower("syncing", file.path) }
    }

    fileprivate func check(_ file: MemoryFile, _ operation: String) throws(LogStoreError) {
        try checkPower(operation, file.path)
        if file.epoch != epoch { throw .failed(operation: operation, path: file.path, errno: 9) }
    }

    private func checkPower(_ operation: String, _ path: String) throws(LogStoreError) {
        if isOff { throw .failed(operation: operation, path: path, errno: 5) }
    }

    /// Counts an operation; true if the power fails during it.
    private func takesPower() -> Bool {
        operations += 1
        guard let left = operationsLeft else { return false }
        operationsLeft = left - 1
        return left <= 0
    }

    private func failPower(_ operation: String, _ path: String) -> LogStoreError {
        powerLoss()
        return .failed(operation: operation, path: path, errno: 5)
    }

    private func missing(_ operation: String, _ path: String) -> LogStoreError {
        .failed(operation: operation, path: path, errno: 2)
    }
}

/// An open file of a simulated volume.
final class MemoryFile: VolumeFile {
    let path: String
    let content: MemoryVolume.Content
    let epoch: Int
    private let volume: MemoryVolume

    init(path: String, content: MemoryVolume.Content, volume: MemoryVolume) {
        self.path = path
        self.content = content
        self.volume = volume
        epoch = volume.epoch
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(LogStoreError) {
        try volume.write(bytes, at: offset, to: self)
    }

    func readAll() throws(LogStoreError) -> [UInt8] {
        try volume.check(self, "reading")
        return content.bytes
    }

    func mapped(from offset: Int, count: Int) throws(LogStoreError) -> SnapshotData {
        SnapshotData(Array(try readAll()[offset..<offset + count]))
    }

    func sync(metadata: Bool) throws(LogStoreError) { try volume.sync(self) }

    func tryLock() throws(LogStoreError) -> Bool {
        try volume.check(self, "locking")
        if let other = content.locker, other !== self, other.epoch == epoch { return false }
        content.locker = self
        return true
    }
}

private final class MemoryPreparation: VolumePreparation {
    let size: Int
    var isDone: Bool { true }
    private let failure: LogStoreError?

    init(size: Int, failure: LogStoreError?) {
        self.size = size
        self.failure = failure
    }

    func finish() throws(LogStoreError) {
        if let failure { throw failure }
    }
}
