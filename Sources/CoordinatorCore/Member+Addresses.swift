import Consensus
import Determinism
import Fleet

extension CoordinatorAddress {
    /// Where agents and administrators reach a member of the configuration: its peer socket is the fourth of its ports. Nil
    /// where its address is not `host:port`.
    public init?(_ peer: Configuration.Peer) {
        guard let colon = peer.address.lastIndex(of: ":"), colon > peer.address.startIndex,
            let port = UInt64(peer.address[peer.address.index(after: colon)...]),
            (1 + CoordinatorAddress.peerOffset...65_535).contains(port)
        else { return nil }
        self.init(
            member: peer.id.rawValue, host: String(peer.address[..<colon]),
            basePort: port - CoordinatorAddress.peerOffset, publicKey: peer.publicKey)
    }

    /// How far the port of the peer socket is from the administration port.
    public static let peerOffset: UInt64 = 3
}

/// Where the members are, as the configuration in force says. Agents are told by the leader.
extension Member {
    /// Where every member is reached by agents and administrators, in the order of their numbers.
    public var addresses: [CoordinatorAddress] {
        let peers = raft.configuration.peers
        return peers.isEmpty ? setup.addresses : peers.compactMap { address(of: $0) }
    }

    /// Where a member is reached. What it was started with says it where the configuration does not.
    public func address(of peer: Configuration.Peer) -> CoordinatorAddress? {
        CoordinatorAddress(peer) ?? setup.addresses.first { $0.member == peer.id.rawValue }
    }

    /// How long after an agent was told where the coordinators are it is told again: what was sent may have been lost.
    private static var addressesInterval: Span { .seconds(60) }

    /// Tells an agent that beats where the coordinators are, when they have changed, or it was long ago.
    mutating func tellAddresses(to node: NodeID, now: Instant) {
        guard leadership != nil else { return }
        let configuration = raft.configuration
        if leadership?.toldConfiguration != configuration {
            leadership?.toldConfiguration = configuration
            let list = addresses
            if leadership?.toldAddresses != list {
                leadership?.toldAddresses = list
                leadership?.addressesToldAt.removeAll()
            }
        }
        if let told = leadership?.addressesToldAt[node], now < told + Member.addressesInterval {
            return
        }
        leadership?.addressesToldAt[node] = now
        send(.coordinators(leadership?.toldAddresses ?? []), to: node, now: now)
    }
}
