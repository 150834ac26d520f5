import Foundation
import Settings
import Testing
import Wire

@testable import ServerCheck

@Suite("What a check looks at, and says of it")
struct FactsTests {
    private static let root = Viewer(user: 0, name: "root", capabilities: .max)
    private static let somebody = Viewer(user: 1_000, name: "ann", capabilities: 0)
    private static let needs = DirectoryNeeds(
        subject: "directory", isMade: true, roomWanted: 1 << 30, roomNeeded: 64 << 20, lossInMemory: "all is lost",
        syncAtMost: 20_000_000)

    /// The findings as lines.
    private func lines(_ findings: [Finding]) -> [String] { findings.map { "\($0.level.rawValue): \($0.sentence)" } }

    /// A directory that goes after the body.
    private func scratch(_ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.path + "/muster-check-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    @Test("clocks: a kernel without the one for leases is an error, a calendar that nobody keeps is a warning")
    func clocks() {
        func level(_ facts: ClockFacts) -> Finding.Level? { facts.findings.first?.level }
        #expect(lines(ClockFacts(isSynchronised: true, offset: 340_000).findings) == ["ok: synchronised, 0.3 ms off"])
        #expect(
            lines(ClockFacts(isSynchronised: true, offset: 250_000_000).findings) == [
                "warning: the calendar clock is synchronised, but 250 ms off: see `chronyc tracking` or "
                    + "`timedatectl timesync-status`"
            ])
        #expect(level(ClockFacts(isSynchronised: false, offset: 0)) == .warning)
        #expect(level(ClockFacts(isSynchronised: nil, offset: 0)) == .warning)
        #expect(level(ClockFacts(isSynchronised: true, offset: 0, countsSuspension: false)) == .error)
        #expect(level(ClockFacts(isSynchronised: true, offset: 0, seconds: 86_400)) == .error)
        // Whatever this machine's clock is, something is said of it, and it can carry leases.
        #expect(ClockFacts.gather().countsSuspension && !ClockFacts.gather().findings.isEmpty)
    }

    @Test("a directory that is well is told with its room, and each thing that is wrong by itself")
    func directories() {
        func told(_ facts: DirectoryFacts, by viewer: Viewer = FactsTests.root) -> [String] {
            lines(facts.findings(viewer, FactsTests.needs))
        }
        let quick = WriteTrial.worked([100_000, 140_000, 300_000])
        #expect(
            told(DirectoryFacts(path: "/d", trial: quick)) == [
                "ok: /d can be written, 100 GiB free on ext4, a durable write takes 0.1 ms, at most 0.3 ms"
            ])
        #expect(
            told(DirectoryFacts(path: "/a/d", state: .missing(above: "/a"), trial: quick))[0].hasPrefix(
                "ok: /a/d is made at the first start"))
        #expect(
            told(DirectoryFacts(path: "/d", state: .noDirectory)) == [
                "error: /d is not a directory: name another one by `directory`"
            ])
        #expect(
            told(DirectoryFacts(path: "/d", mode: 0o777)) == [
                "error: others than its owner may write in /d: chmod go-w /d"
            ])
        #expect(
            told(DirectoryFacts(path: "/d", mount: Mount(place: "/d", type: "tmpfs"), free: 1 << 20)) == [
                "error: /d has 1.0 MiB free, and 64.0 MiB are needed to work at all: free some",
                "warning: /d is in memory (tmpfs at /d): all is lost: take a directory on a disk, unless that is wanted",
            ])
        #expect(
            told(DirectoryFacts(path: "/d", mount: Mount(place: "/", type: "ext4", options: ["rw", "nobarrier"]))) == [
                "warning: / is mounted with nobarrier: what was synced there may be lost in a power cut: mount it without"
            ])
        #expect(
            told(DirectoryFacts(path: "/d", trial: .worked([1_000_000, 30_000_000]))) == [
                "warning: a durable write in /d takes up to 30.0 ms, 30.0 ms in the median, and every change of the fleet waits "
                    + "for one: take a disk that needs less than 20.0 ms"
            ])
        let barred = WriteTrial.failed(step: "making a file", code: EACCES)
        #expect(
            told(DirectoryFacts(path: "/d", trial: barred), by: FactsTests.somebody) == [
                "warning: ann may not write in /d, which belongs to root: check again as root"
            ])
        #expect(
            told(DirectoryFacts(path: "/d", trial: .failed(step: "making a file", code: EROFS))) == [
                "error: making a file in /d failed: Read-only file system: mend that file system, or take another"
            ])
        var needs = FactsTests.needs
        needs.isMade = false
        #expect(
            lines(DirectoryFacts(path: "/d", state: .missing(above: "/")).findings(FactsTests.root, needs)) == [
                "error: there is no directory /d: mount its disk if it has one; for a new member make it: mkdir -m 700 /d"
            ])
    }

    @Test("a real directory is written to, measured, and left as it was; one that is missing by the one above")
    func realDirectory() throws {
        try scratch { path in
            let facts = DirectoryFacts.gather(path, writes: 5)
            #expect(facts.state == .there && facts.mode == 0o711)
            guard case .worked(let times) = facts.trial else {
                Issue.record("\(facts.trial)")
                return
            }
            #expect(times.count == 5 && times == times.sorted())
            #expect(try #require(facts.free) > 0)
            #expect(try #require(facts.mount).place.hasPrefix("/"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
            let missing = DirectoryFacts.gather(path + "/a/b", writes: 1)
            #expect(missing.state == .missing(above: path))
            #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
            try Data().write(to: URL(fileURLWithPath: path + "/file"))
            #expect(DirectoryFacts.gather(path + "/file", writes: 1).state == .noDirectory)
            guard case .failed = WriteTrial.run(in: path + "/none", writes: 1) else {
                Issue.record("there is no such directory")
                return
            }
        }
    }

    @Test("mounts are found by the longest place, the last on top, with blanks in their names")
    func mounts() {
        let text = """
            21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro
            22 21 0:20 / /var rw,nosuid - xfs /dev/sdb1 rw,nobarrier
            23 22 0:21 / /var/lib rw - tmpfs tmpfs rw,size=1024k
            24 22 0:22 / /var/lib rw - nfs4 server:/x rw
            25 21 0:23 / /a\\040b rw shared:2 master:3 - fuse.sshfs u@h: rw
            26 21 0:24 / /disk rw - fuseblk /dev/sdc1 rw
            """
        #expect(Mount.of("/etc", in: text)?.type == "ext4")
        #expect(Mount.of("/var/log", in: text)?.forgoesBarriers == true)
        #expect(Mount.of("/var/lib/muster", in: text)?.kind == .network)
        #expect(Mount.of("/variety", in: text)?.place == "/")
        #expect(Mount.of("/a b/c", in: text)?.kind == .network)
        #expect(Mount.of("/disk", in: text)?.kind == .local)
        #expect(Mount.of("/x", in: "nonsense") == nil)
        #expect(Mount(place: "/", type: "overlay").kind == .layer)
    }

    @Test("key files: a sound one shows its public key, others are told with what to do")
    func keys() throws {
        try scratch { path in
            let file = path + "/key"
            let missing = KeyFileFacts.gather(file)
            #expect(missing.outcome == .closed(ENOENT))
            #expect(missing.findings(FactsTests.root).first?.level == .error)
            let pair = try CurveKeyPair.generate()
            try pair.store(file)
            let facts = KeyFileFacts.gather(file)
            #expect(facts.outcome == .pair(publicKey: pair.publicKey) && facts.mode == 0o600)
            #expect(facts.findings(FactsTests.root).map(\.level) == [.ok])
            #expect(facts.findings(FactsTests.root, expected: pair.publicKey, whose: "x").map(\.level) == [.ok])
            let other = String(repeating: "o", count: 40)
            #expect(
                lines(facts.findings(FactsTests.root, expected: other, whose: "the line of member 1")) == [
                    "error: \(file) has the public key \(pair.publicKey), and the line of member 1 has \(other): put the pair of "
                        + "that key there, or correct the line: the others would refuse this one"
                ])
            #expect(!lines(facts.findings(FactsTests.root)).joined().contains(pair.secretKey))
            chmod(file, 0o644)
            #expect(lines(KeyFileFacts.gather(file).findings(FactsTests.root))[0].hasSuffix("run `chmod 600 \(file)`"))
        }
        let hidden = KeyFileFacts(path: "/k", outcome: .closed(EACCES))
        #expect(
            lines(hidden.findings(FactsTests.somebody)) == ["warning: /k cannot be read by ann: check again as root"])
    }

    @Test("a configuration is told with its place, and one that others may write is not silently well")
    func configurations() {
        let broken = ConfigurationFacts(path: "/c", failure: "/c:3:4: name: `a/b` is no name.")
        #expect(
            lines(broken.findings(FactsTests.root)) == [
                "error: /c:3:4: name: `a/b` is no name: what depends on it is looked at once it is sound"
            ])
        let open = ConfigurationFacts(path: "/c", summary: "`n`", mode: 0o666)
        #expect(
            lines(open.findings(FactsTests.root)) == [
                "warning: /c is sound (`n`), but others than its owner may write it: chmod go-w /c"
            ])
    }

    @Test("limits are told with what they are enough for")
    func limits() {
        func told(_ descriptors: UInt64) -> [String] {
            lines(
                LimitFacts(descriptors: descriptors).descriptorFindings(needed: 100, wanted: 200) { "enough for \($0)" }
            )
        }
        #expect(told(200) == ["ok: 200 open files (the hard limit of who made this check): enough for 200"])
        #expect(told(.max)[0].hasPrefix("ok: any number of open files"))
        #expect(
            told(150) == [
                "warning: 150 open files are the hard limit of who made this check, and 200 are wanted: raise LimitNOFILE in "
                    + "the unit, or `ulimit -Hn` where it is started by hand"
            ])
        #expect(told(99)[0].hasPrefix("error: 99 open files"))
        #expect(LimitFacts.gather().descriptors > 0)
    }

    @Test("who listens and who locks is read from the kernel's tables")
    func tables() {
        let sockets = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1CE8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0
               1: 0100007F:1CE8 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 100 0
               2: 00000000:1CE9 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1 0 100 0
            """
        #expect(FileHolders.sockets(listeningOn: 7_400, in: sockets) == [4_711])
        #expect(FileHolders.sockets(listeningOn: 7_401, in: sockets) == [4_713])
        #expect(FileHolders.sockets(listeningOn: 80, in: sockets).isEmpty)
        let locks = """
            1: POSIX  ADVISORY  WRITE 10 08:01:77 0 EOF
            2: FLOCK  ADVISORY  READ  11 08:01:78 0 EOF
            3: FLOCK  ADVISORY  WRITE 12 08:01:78 0 EOF
            """
        #expect(FileHolders.lockers(ofInode: 78, in: locks) == [12])
        #expect(FileHolders.lockers(ofInode: 77, in: locks).isEmpty)
    }

    @Test("a port that somebody listens on is taken and answers; one that nobody does is free and refuses")
    func ports() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        try #require(isBound && listen(descriptor, 5) == 0)
        let port = UInt64(UInt16(bigEndian: address.sin_port))
        #expect(PortUse.of(port, at: "127.0.0.1") == .taken)
        let reaches = Reach.of([
            .init(host: "127.0.0.1", ports: [port]), .init(host: "not a host", ports: [port]),
        ])
        #expect(reaches[0] == .found(addresses: ["127.0.0.1"], ports: [port: .open]))
        #expect(reaches[0].isOpen && reaches[0].complaint == nil)
        guard case .unresolved = reaches[1] else {
            Issue.record("\(reaches[1])")
            return
        }
        #expect(reaches[1].complaint?.hasPrefix("is not found: ") == true)
        close(descriptor)
        #expect(PortUse.of(port, at: "127.0.0.1") == .free)
        let after = Reach.of([.init(host: "127.0.0.1", ports: [port])])
        #expect(after[0] == .found(addresses: ["127.0.0.1"], ports: [port: .refused(ECONNREFUSED)]))
        #expect(after[0].complaint == "port \(port) answers \"Connection refused\"")
        #expect(PortUse.of(port, at: "192.0.2.1") == .failed(EADDRNOTAVAIL))
    }
}
