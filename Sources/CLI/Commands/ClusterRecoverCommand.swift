import ArgumentParser
import Consensus
import Determinism
import Fleet
import Foundation
import LogStore
import Settings

struct ClusterRecoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Makes one stopped survivor the only voter, after a majority was lost for good.",
        discussion: """
            Only when a majority of the coordinators will never come back: with a majority, start those instead, and nothing is \
            lost. Choose the survivor with the highest index. The others must not be started again from their old directories: \
            add them as new ones. The old store is kept beside the new one.
            """)
    @Option(help: "The survivor's directory, in which coordinator.conf is.") var directory: String
    @Option(
        name: .customLong("longest-lease"),
        help: "Seconds to wait before anything is placed (the longest lease that its state knows, by default).")
    var longestLease: UInt64?

    func run() throws {
        let configuration: CoordinatorConfiguration
        do {
            configuration = try CoordinatorConfiguration(SettingsFile(path: directory + "/coordinator.conf"))
        } catch {
            throw CLIError(.failed, sentence: "\(error)")
        }
        let log = configuration.directory + "/log"
        let survivor = try Survivor(log: log, member: MemberID(configuration.member), configuration: configuration)
        var state = survivor.state
        let hold = try RecoveredStore.hold(state, option: longestLease, atLeast: .seconds(5))
        let index = LogIndex(
            state.beginRecovery(hold: hold, act: "cluster recover from member \(configuration.member)"))
        var peer = survivor.peer
        peer.store = StoreID(high: .random(in: 1...(.max)), low: .random(in: 0...(.max)))
        let next = log + ".recovering"
        let old = log + ".before-generation-\(state.generation)"
        try? FileManager.default.removeItem(atPath: next)
        try RecoveredStore.write(
            state, at: index, term: survivor.term.next, configuration: Configuration(voters: [peer]), store: peer.store,
            origin: survivor.origin, in: next)
        try survivor.moveAway(to: old, inPlaceOf: next, at: log)

        print("Member \(configuration.member) is the only voter now, in generation \(state.generation).")
        print(
            "Its store held everything through index \(survivor.lastIndex.rawValue) of term \(survivor.lastTerm.rawValue). What the lost "
                + "members accepted behind that is lost; what stood at the very end may be there although it was never "
                + "acknowledged.")
        for line in RecoveredStore.warnings(state, hold: hold) { print(line) }
        print("The old store is kept as \(old).")
        print("Start it:  muster-coordinator --config \(directory)/coordinator.conf")
        print("Then add new members:  muster coordinator add HOST:PORT")
        let others = survivor.others.map { "\($0.id.rawValue) (\($0.address))" }.joined(separator: ", ")
        if !others.isEmpty {
            print("Never start these again from their old directories: \(others).")
        }
    }
}

/// What the store of a stopped member holds.
private struct Survivor {
    let state: FleetState
    let lastIndex: LogIndex
    let lastTerm: Term
    let term: Term
    let peer: Configuration.Peer
    let origin: StoreID
    let others: [Configuration.Peer]

    init(log: String, member: MemberID, configuration: CoordinatorConfiguration) throws {
        let recovered: Recovered
        do {
            let (store, held) = try LogStore.open(directory: log)
            origin = store.origin
            store.close()
            recovered = held
        } catch {
            throw CLIError(.failed, sentence: "\(error)")
        }
        var state = FleetState()
        var members = recovered.snapshot?.configuration
        lastIndex = recovered.entries.last?.index ?? recovered.snapshot?.lastIndex ?? .zero
        lastTerm = recovered.entries.last?.term ?? recovered.snapshot?.lastTerm ?? .zero
        term = recovered.hardState.term
        do {
            if let snapshot = recovered.snapshot { state = try FleetState(canonicalBytes: snapshot.data.bytes) }
            for entry in recovered.entries {
                switch entry.kind {
                case .command:
                    _ = state.apply(try FleetEntry.decode(entry.payload), index: entry.index.rawValue)
                case .configuration: members = try Configuration(canonicalBytes: entry.payload)
                default: break
                }
            }
        } catch {
            throw CLIError(
                .failed,
                "\(log) cannot be read by this version (\(error)); use the version of muster that the coordinators ran."
            )
        }
        guard !state.cluster.isEmpty, let members else {
            throw CLIError(
                .failed, "\(log) holds no cluster: this member never took part in one. Choose another survivor.")
        }
        guard let endpoint = configuration.members.first(where: { $0.endpoint.member == member.rawValue })?.endpoint
        else { throw CLIError(.failed, "coordinator.conf names no member \(member.rawValue).") }
        let written = Configuration.Peer(
            id: member, store: recovered.store, address: "\(endpoint.host):\(endpoint.basePort + 3)",
            publicKey: endpoint.publicKey)
        self.state = state
        peer = members.peers.first { $0.id == member } ?? written
        others = members.peers.filter { $0.id != member }
    }

    /// Puts the new store in the place of the old one, which is kept.
    func moveAway(to old: String, inPlaceOf next: String, at log: String) throws {
        guard access(old, F_OK) != 0 else {
            throw CLIError(.failed, "\(old) is there already; move it away first.")
        }
        guard rename(log, old) == 0 else {
            throw CLIError(.failed, "\(log) cannot be renamed: \(String(cString: strerror(errno))).")
        }
        guard rename(next, log) == 0 else {
            let reason = String(cString: strerror(errno))
            rename(old, log)
            throw CLIError(.failed, "\(next) cannot be renamed: \(reason).")
        }
    }
}
