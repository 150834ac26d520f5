import ServerCheck
import Settings
import Testing

@testable import Coordinator

@Suite("What a coordinator's check says")
struct CoordinatorCheckTests {
    private static func key(_ number: UInt64) -> String { String(repeating: "\(number)", count: 40) }

    private static func endpoint(_ number: UInt64, host: String? = nil) -> Endpoint {
        Endpoint(member: number, host: host ?? "10.0.0.\(number)", basePort: 7_400, publicKey: key(number))
    }

    private static func configuration(members: [Endpoint]) -> CoordinatorConfiguration {
        CoordinatorConfiguration(
            cluster: "muster", member: 1, directory: "/var/lib/muster/coordinator",
            keyFile: "/etc/muster/coordinator.key", listen: "10.0.0.1",
            members: members.map { .init(endpoint: $0, store: String(repeating: "\($0.member)", count: 32)) },
            keys: [
                .init(role: "admin", name: "admin", publicKey: key(9)),
                .init(role: "agent", name: "n1", publicKey: key(8)),
            ])
    }

    /// A server on which all is well.
    private static let sound: CoordinatorCheckFacts = {
        var facts = CoordinatorCheckFacts(
            viewer: Viewer(user: 0, name: "root", capabilities: .max),
            configuration: ConfigurationFacts(
                path: "/etc/muster/coordinator.conf", summary: "member 1 of `muster`, 3 members, 2 keys"),
            clock: ClockFacts(isSynchronised: true, offset: 340_000), limits: LimitFacts(descriptors: 20_000))
        facts.settings = configuration(members: [endpoint(1), endpoint(2), endpoint(3)])
        facts.key = KeyFileFacts(path: "/etc/muster/coordinator.key", outcome: .pair(publicKey: key(1)))
        facts.directory = DirectoryFacts(
            path: "/var/lib/muster/coordinator", mode: 0o700, trial: .worked([120_000, 140_000, 400_000]))
        facts.store = .new
        facts.ports = zip(7_400..., ["administration", "control", "telemetry", "peers", "joining"]).map {
            .init(number: $0, purpose: $1, use: .free, isOptional: $1 == "joining")
        }
        facts.fencing = .init(isNamed: false, agents: 0, secretsMode: nil)
        facts.peers = [2, 3].map {
            .init(endpoint: endpoint($0), reach: .found(addresses: ["10.0.0.\($0)"], ports: [7_403: .open]))
        }
        return facts
    }()

    /// Where the lines are others, both are shown.
    private func same(_ told: [String], _ lines: [String], at place: SourceLocation = #_sourceLocation) {
        #expect(told == lines, sourceLocation: place)
    }

    private func problems(_ change: (inout CoordinatorCheckFacts) -> Void) -> [String] {
        var facts = CoordinatorCheckTests.sound
        change(&facts)
        return CoordinatorCheck.findings(facts).filter { $0.level != .ok }
            .map { "\($0.level.rawValue) \($0.subject): \($0.sentence)" }
    }

    @Test("a server on which all is well")
    func soundServer() {
        let report = CheckReport(
            program: "muster-coordinator", version: "1", configuration: "/etc/muster/coordinator.conf",
            findings: CoordinatorCheck.findings(CoordinatorCheckTests.sound))
        #expect(
            report.text == """
                ok       configuration  /etc/muster/coordinator.conf is sound: member 1 of `muster`, 3 members, 2 keys
                ok       key            /etc/muster/coordinator.key is a key pair (mode 600, of root), public key \(CoordinatorCheckTests.key(1))
                ok       members        3 voters on as many machines
                ok       directory      /var/lib/muster/coordinator can be written, 100 GiB free on ext4, a durable write takes 0.1 ms, at most 0.4 ms
                ok       store          this member is new: it begins with an empty store
                ok       ports          7400 to 7404 of 10.0.0.1 are free
                ok       clock          synchronised, 0.3 ms off
                ok       limits         20000 open files (the hard limit of who made this check): enough for 9872 agents
                ok       fencing        no fence agents in /usr/sbin: BMCs are not spoken with
                ok       member 2       10.0.0.2 answers at port 7403
                ok       member 3       10.0.0.3 answers at port 7403
                11 ok, 0 warnings, 0 errors

                """)
    }

    @Test("a key that is not the one of the member's line is an error")
    func foreignKey() {
        let told = problems { $0.key?.outcome = .pair(publicKey: CoordinatorCheckTests.key(7)) }
        #expect(told.count == 1)
        #expect(told[0].hasPrefix("error key: /etc/muster/coordinator.key has the public key 7777"))
        #expect(told[0].contains("the line of member 1 in /etc/muster/coordinator.conf has 1111"))
    }

    @Test("members that are an even number, or on one machine, are told")
    func members() {
        func told(_ hosts: [String], joins: Bool = false) -> [String] {
            problems {
                $0.settings = CoordinatorCheckTests.configuration(
                    members: hosts.enumerated().map {
                        var endpoint = CoordinatorCheckTests.endpoint(UInt64($0.offset + 1), host: $0.element)
                        endpoint.basePort += UInt64($0.offset) * 10
                        return endpoint
                    })
                $0.settings?.joins = joins
            }
        }
        #expect(
            told(["a", "b", "c", "d"]) == [
                "warning members: 4 voters bear no more losses than 3: make it an odd number of members"
            ])
        #expect(told(["a", "b", "c", "d"], joins: true).isEmpty)
        #expect(told(["a"]).isEmpty)
        #expect(
            told(["a", "a", "a"]) == [
                "warning members: all 3 members are on a: with it all are lost: give each its own machine"
            ])
        #expect(
            told(["a", "b", "a"]) == [
                "warning members: 2 of 3 members are on a: without it nothing is decided: give each its own machine"
            ])
        #expect(told(["a", "a", "b", "c", "d"]).isEmpty)
        #expect(told(["a", "a", "b", "c"]).count == 2)
    }

    @Test("what a directory without a store means depends on what else there is")
    func stores() {
        #expect(problems { $0.store = .held }.isEmpty)
        #expect(
            problems { $0.store = .missing } == [
                "warning store: there is no store in /var/lib/muster/coordinator/log: the member will begin anew and not vote until "
                    + "it has caught up: mount its disk if it has one; otherwise nothing"
            ])
        let alone = problems {
            $0.settings = CoordinatorCheckTests.configuration(members: [CoordinatorCheckTests.endpoint(1)])
            $0.store = .missing
        }
        #expect(alone.count == 1 && alone[0].hasPrefix("error store:"))
        #expect(problems { $0.store = .abandoned }[0].hasPrefix("warning store: the store in"))
        #expect(problems { $0.store = .hidden }[0].hasPrefix("warning store: whether there is a store"))
        let unmounted = problems { $0.directory?.state = .missing(above: "/var/lib") }
        #expect(unmounted.count == 1 && unmounted[0].hasPrefix("error directory: there is no directory"))
        same(
            problems { $0.directory?.trial = .worked([1_000_000, 2_000_000, 45_000_000]) },
            [
                "warning directory: a durable write in /var/lib/muster/coordinator takes up to 45.0 ms, 2.0 ms in the median, and "
                    + "every change of the fleet waits for one: take a disk that needs less than 20.0 ms"
            ])
        same(
            problems { $0.directory?.owner = FileOwner(user: 990, name: "muster") },
            [
                "warning owners: the key belongs to root, and /var/lib/muster/coordinator to muster: give both to the user that the "
                    + "coordinator runs as"
            ])
    }

    @Test("ports that the member itself holds are well; held by others, or on another address, they are errors")
    func ports() {
        func told(_ use: PortUse, holder: Int32? = nil, isComplete: Bool = true, process: Int32? = nil) -> [String] {
            problems { facts in
                facts.process = process
                facts.ports[1].use = use
                facts.ports[1].holders = FileHolders(
                    holder.map { [.init(process: $0, program: "/usr/sbin/nginx")] } ?? [], isComplete: isComplete)
            }
        }
        #expect(told(.taken, holder: 12, process: 12).isEmpty)
        #expect(told(.taken, isComplete: false, process: 12).isEmpty)
        #expect(
            told(.taken, holder: 13, process: 12) == [
                "error ports: port 7401 (control) is held by nginx (process 13): end that program, or take other ports"
            ])
        #expect(told(.taken)[0].hasPrefix("error ports: port 7401 (control) is held by another program"))
        #expect(
            told(.taken, isComplete: false)[0].hasPrefix(
                "warning ports: port 7401 (control) is held by a program that cannot be seen"))
        #expect(
            told(.failed(99)) == [
                "error ports: 10.0.0.1 is not an address of this machine: correct `listen`, or write 0.0.0.0 for all addresses"
            ])
        #expect(told(.failed(13))[0].contains("port 7401 (control) is not for root to listen on"))
        let all = problems { facts in
            for index in facts.ports.indices {
                facts.ports[index].use = .taken
                facts.ports[index].holders = FileHolders([.init(process: 13, program: "/usr/sbin/nginx")])
            }
        }
        #expect(
            all == [
                "error ports: ports 7400 (administration), 7401 (control), 7402 (telemetry) and 7403 (peers) are held by nginx "
                    + "(process 13): end that program, or take other ports",
                "warning ports: port 7404 (joining) is held by nginx (process 13), so that no machine can join at this member: end "
                    + "that program, or take other ports",
            ])
        #expect(problems { $0.isOwnHost = false }[0].hasPrefix("warning address: 10.0.0.1, by which the others"))
        same(
            problems { $0.settings?.listen = "127.0.0.1" },
            [
                "error address: the others reach this member at 10.0.0.1, and it listens on 127.0.0.1 alone: correct `listen`, or "
                    + "write 0.0.0.0 for all addresses"
            ])
    }

    @Test("descriptors are counted against the agents that the file names")
    func limits() {
        #expect(problems { $0.limits.descriptors = 4_096 }.isEmpty)
        #expect(problems { $0.limits.descriptors = 1_024 }[0].hasPrefix("warning limits: 1024 open files"))
        #expect(problems { $0.limits.descriptors = 257 }[0].hasPrefix("error limits: 257 open files"))
        let many = problems {
            $0.settings?.keys += (0..<10_000).map { .init(role: "agent", name: "m\($0)", publicKey: "") }
        }
        #expect(
            many == [
                "error limits: 20000 open files are the hard limit of who made this check, and 20258 are needed: raise LimitNOFILE "
                    + "in the unit, or `ulimit -Hn` where it is started by hand"
            ])
    }

    @Test("fence agents matter where they are named, and passwords are nobody else's")
    func fencing() {
        #expect(problems { $0.fencing = .init(isNamed: false, agents: 90, secretsMode: 0o700) }.isEmpty)
        #expect(
            problems { $0.fencing = .init(isNamed: true, agents: nil, secretsMode: nil) } == [
                "warning fencing: there are no fence agents in /usr/sbin, which `fence_agents` names: install fence-agents, or "
                    + "correct the line"
            ])
        #expect(
            problems { $0.fencing = .init(isNamed: false, agents: 90, secretsMode: 0o755) } == [
                "warning fencing: others than its owner see into /etc/muster/bmc, where passwords of BMCs are: chmod 700 "
                    + "/etc/muster/bmc"
            ])
    }

    @Test("members that are not reached are a warning: they may not have been started yet")
    func peers() {
        #expect(
            problems { $0.peers[0].reach = .found(addresses: ["10.0.0.2"], ports: [7_403: .silent]) } == [
                "warning member 2: 10.0.0.2 port 7403 does not answer within 2 s: start it, let the network through, or correct "
                    + "its line"
            ])
    }
}
