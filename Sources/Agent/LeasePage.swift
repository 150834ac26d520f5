import CLinux
import Determinism
import Glibc

/// The page of shared memory in which the agent tells all supervisors when the newest acknowledged beat was sent. The file
/// stays the same over restarts of the agent, so that supervisors that live on see the next agent's renewals.
///
/// Layout, little-endian, 4096 bytes: 0 magic "MUSTLEAS"; 8 version (1); 16 boot id, 36 bytes of text; 56 session nonce;
/// 64 renewedAt in nanoseconds of `LeaseClock`, 0 for never; 72 sequence, counts renewals. Words of 8 bytes are accessed
/// atomically.
///
/// One thread uses a page object; any number of processes read the memory.
public final class LeasePage: @unchecked Sendable {
    // Unchecked: immutable but for the mapped memory, which is only accessed through atomics once the page is open.

    /// Why a page cannot be used.
    public enum Failure: Error, CustomStringConvertible {
        /// Another program's or a later version's page.
        case unknownFormat(path: String)

        /// One sentence for a person.
        public var description: String {
            switch self {
            case .unknownFormat(let path):
                "\(path) is not a lease page of this version; stop the tasks of the other agent and remove the file"
            }
        }
    }

    /// The page's size in bytes.
    public static let size = 4096
    private static let magic: UInt64 = 0x5341_454C_5453_554D
    private static let version: UInt64 = 1

    /// The open file, to be handed to supervisors.
    public let descriptor: Descriptor
    private let memory: UnsafeMutableRawPointer

    private init(descriptor: Descriptor, memory: UnsafeMutableRawPointer) {
        self.descriptor = descriptor
        self.memory = memory
    }

    deinit { munmap(memory, LeasePage.size) }

    /// Opens or makes the page of this agent. A page of this boot keeps its lease, so that supervisors live on over a restart
    /// of the agent; a page of an earlier boot is expired at once.
    public static func create(at path: String, bootID: String, nonce: UInt64) throws -> LeasePage {
        let file = try Descriptor(open: path, O_RDWR | O_CREAT, mode: 0o600)
        var info = stat()
        guard fstat(file.number, &info) == 0 else { throw SystemError("cannot inspect", path) }
        let isNew = info.st_size == 0
        if info.st_size < LeasePage.size, ftruncate(file.number, off_t(LeasePage.size)) != 0 {
            throw SystemError("cannot size", path)
        }
        let page = LeasePage(descriptor: file, memory: try map(file, PROT_READ | PROT_WRITE, path))
        if !isNew && muster_load64(page.memory) != 0 && !page.isKnown { throw Failure.unknownFormat(path: path) }
        if !page.isKnown || page.bootID != bootID {
            muster_store64(page.memory + 64, 0)
            muster_store64(page.memory + 72, 0)
            muster_store64(page.memory + 8, version)
            var text = Array(bootID.utf8.prefix(36))
            text.append(contentsOf: repeatElement(0, count: 36 - text.count))
            (page.memory + 16).copyMemory(from: text, byteCount: 36)
            muster_store64(page.memory, magic)
        }
        muster_store64(page.memory + 56, nonce)
        return page
    }

    /// Maps a page for reading, from a descriptor that was handed over.
    public static func open(_ descriptor: Descriptor) throws -> LeasePage {
        let page = LeasePage(descriptor: descriptor, memory: try map(descriptor, PROT_READ, "the lease page"))
        guard page.isKnown else { throw Failure.unknownFormat(path: "the lease page") }
        return page
    }

    /// Writes the time at which the newest acknowledged beat was sent. An earlier time than the page's is ignored.
    public func renew(sentAt: Instant) {
        guard sentAt.nanoseconds > muster_load64(memory + 64) else { return }
        muster_store64(memory + 64, sentAt.nanoseconds)
        muster_store64(memory + 72, muster_load64(memory + 72) &+ 1)
    }

    /// When the newest acknowledged beat was sent; `origin` for never and for a page of another boot.
    public func renewedAt(bootID: String) -> Instant {
        isKnown && self.bootID == bootID ? Instant(nanoseconds: muster_load64(memory + 64)) : .origin
    }

    /// How many renewals there were in this boot.
    public var sequence: UInt64 { muster_load64(memory + 72) }
    /// The session that the agent wrote last.
    public var nonce: UInt64 { muster_load64(memory + 56) }
    /// The boot that the page belongs to.
    public var bootID: String {
        String(decoding: UnsafeRawBufferPointer(start: memory + 16, count: 36).prefix { $0 != 0 }, as: UTF8.self)
    }

    private var isKnown: Bool {
        muster_load64(memory) == LeasePage.magic && muster_load64(memory + 8) == LeasePage.version
    }

    private static func map(_ file: Descriptor, _ protection: Int32, _ path: String) throws -> UnsafeMutableRawPointer {
        guard let memory = mmap(nil, size, protection, MAP_SHARED, file.number, 0), memory != MAP_FAILED else {
            throw SystemError("cannot map", path)
        }
        return memory
    }
}
