import Consensus
import CoordinatorCore
import Determinism
import Fleet
import Wire

/// A connection to another coordinator.
struct PeerLink {
    /// Where it goes.
    var address: Fleet.CoordinatorAddress
    /// The connection.
    var connection: Connection
    /// Its member has no part any more: until then it is told so.
    var endsAt: UInt64?
}

/// The conversation of the coordinators among themselves: a ROUTER to hear by, and a connection to each other member to
/// speak by, made and closed as the configuration changes. A connection that closes is the hint that its member may have died.
extension CoordinatorServer {
    /// How long a member that was removed is told so.
    private static let farewell: UInt64 = 5_000_000_000
    /// How long this member may be refused by most others, and be heard by none, until it takes itself for removed.
    private static let refusalPatience: UInt64 = 30_000_000_000

    func listenToPeers() throws {
        peerListener = try Listener(
            context, loop: loop, address: configuration.listen, port: port(.consensus), keys: keys,
            conversation: .consensus, budget: 1_024, quota: PeerQuota(perSecond: 200_000, burst: 200_000),
            handlers: Listener.Handlers(
                message: { [unowned self] peer, frame in hearPeer(frame, key: peer.key) },
                dropped: { [unowned self] reason, peer in drop(reason, .consensus, peer: peer.key) }))
        meetPeers()
        peerTimer = loop.timer(deadline: loop.now + 1_000_000_000) { [unowned self] in
            attendPeers()
            peerTimer?.deadline = loop.now + 1_000_000_000
        }
    }

    /// Brings the connections in line with the configuration, when it has changed.
    func followConfiguration() {
        let present = member.raft.configuration
        guard present != metConfiguration else { return }
        metConfiguration = present
        neighbours.take(member.raft.configuration.peers.isEmpty ? [] : member.addresses)
        meetPeers()
        if !neighbours.includesOwn, leavesAt == nil { leavesAt = loop.now + CoordinatorServer.farewell }
        if neighbours.includesOwn { leavesAt = nil }
        clients.mustPush = true
    }

    /// Connects to whom it should and to no others.
    private func meetPeers() {
        let wanted = neighbours.wanted
        for (id, link) in peers where wanted[id] != link.address {
            if wanted[id] == nil, link.connection.isUp, link.endsAt == nil {
                peers.update(id) { $0.endsAt = loop.now + CoordinatorServer.farewell }
                tellMembers(id)
            } else if wanted[id] != nil {
                drop(id)
            }
        }
        for (id, address) in wanted {
            if peers[id] != nil {
                peers.update(id) { $0.endsAt = nil }
            } else {
                connect(id, address)
            }
        }
        admission.admit(neighbours.keys, to: .consensus)
    }

    private func connect(_ id: MemberID, _ address: Fleet.CoordinatorAddress) {
        do {
            let connection = try Connection(
                context, loop: loop, host: address.host,
                port: address.basePort + CoordinatorServer.offset(.consensus), serverKey: address.publicKey, keys: keys,
                conversation: .consensus, patience: .quick,
                handlers: Connection.Handlers(
                    up: { [unowned self] in
                        refusedSince[id] = nil
                        tellMembers(id)
                        feed(.peerConnected(id))
                    },
                    down: { [unowned self] in feed(.peerDisconnected(id)) },
                    refused: { [unowned self] in
                        guard refusedSince[id] == nil else { return }
                        refusedSince[id] = loop.now
                        log.error(
                            "Member \(id.rawValue) refuses this member's key: it knows no member of it, or not yet.")
                    }))
            peers[id] = PeerLink(address: address, connection: connection)
        } catch {
            log.error("Member \(id.rawValue) at \(address.host):\(address.basePort): \(error)")
        }
    }

    private func drop(_ id: MemberID) {
        peers[id]?.connection.close()
        peers[id] = nil
        refusedSince[id] = nil
        feed(.peerDisconnected(id))
    }

    /// Once a second: what this member is, for the others; and whether it still has a part.
    private func attendPeers() {
        backups.expire(now: loop.now)
        for (id, link) in peers {
            tellMembers(id)
            if let end = link.endsAt, loop.now >= end { drop(id) }
        }
        if let leavesAt, loop.now >= leavesAt {
            leave("This member was removed from the cluster and has stopped; its directory is not needed any more.")
        }
        let refused = refusedSince.values.filter { loop.now - $0 >= CoordinatorServer.refusalPatience }.count
        if refused * 2 > peers.count, !peers.contains(where: { $0.value.connection.isUp }) {
            leave(
                "Most coordinators have refused this member's key for \(CoordinatorServer.refusalPatience / 1_000_000_000) s: it "
                    + "was removed from the cluster meanwhile, or its key is not the one that the cluster knows; `muster "
                    + "coordinator list` shows the members, `muster coordinator add` makes a new one.")
        }
    }

    private func hearPeer(_ frame: [UInt8], key: String) {
        // A leader that was removed hands over with its last words.
        let leaving = peers.first { $0.value.endsAt != nil && $0.value.address.publicKey == key }?.key
        guard let id = neighbours.member(withKey: key) ?? leaving else {
            drop(.forbidden, .consensus, peer: key)
            return
        }
        switch Codec.decode(frame, as: ConsensusMessage.self) {
        case .unknown(let version, let kind):
            drop(.unknownKind, .consensus, peer: "member \(id.rawValue)", detail: "version \(version), kind \(kind)")
        case .malformed(let error):
            drop(.malformed, .consensus, peer: "member \(id.rawValue)", detail: "\(error)")
        case .message(.memberNews(let news)):
            hear(news, from: id)
        case .message(let wire):
            do {
                feed(.peer(from: id, try PeerMessage(wire: wire)))
            } catch {
                drop(.invalid, .consensus, peer: "member \(id.rawValue)", detail: "\(error)")
            }
        }
    }

    /// What another member tells of itself and of the members.
    private func hear(_ news: Wire.MemberNews, from id: MemberID) {
        peerNews[id] = PeerNews(news: news, heardAt: loop.now)
        var members: [Fleet.CoordinatorAddress] = []
        do {
            for each in news.members { members.append(try Fleet.CoordinatorAddress(wire: each)) }
        } catch {
            drop(.invalid, .consensus, peer: "member \(id.rawValue)", detail: "\(error)")
            return
        }
        let word = Neighbours.Word(appliedIndex: news.appliedIndex, members: members)
        if neighbours.hear(word, appliedIndex: member.appliedIndex.rawValue) {
            leave("This member was removed from the cluster and has stopped; its directory is not needed any more.")
        } else {
            meetPeers()
        }
    }

    private func tellMembers(_ id: MemberID) {
        guard let link = peers[id], link.connection.isUp else { return }
        let news = Wire.MemberNews(
            members: member.addresses.map(\.wire), appliedIndex: member.appliedIndex.rawValue,
            storedIndex: member.raft.lastIndex.rawValue, version: member.setup.version, disk: disk,
            residentBytes: ProcessMemory.resident)
        do throws(WireError) {
            link.connection.send(try Codec.encode(ConsensusMessage.memberNews(news)))
        } catch {
            drop(.notSent, .consensus, peer: "member \(id.rawValue)", detail: "\(error)")
        }
    }

    func send(_ message: PeerMessage, to id: MemberID) {
        guard let peer = peers[id] else { return }
        do throws(WireError) {
            // Raft says again what gets lost, and members that are down are no news.
            peer.connection.send(try frames.frame(of: message))
        } catch {
            drop(.notSent, .consensus, peer: "member \(id.rawValue)", detail: "\(error)")
        }
    }
}

/// What another member told of itself last.
struct PeerNews {
    var news: Wire.MemberNews
    var heardAt: UInt64
}
