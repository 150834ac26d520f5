import Foundation
import Settings
import Testing
import Wire

@testable import CLI

@Suite("New members and the client's file")
struct NewMemberTests {
    private func member(_ id: UInt64, port: UInt32 = 1_000) -> MemberView {
        MemberView(
            id: id, host: "10.0.0.\(id)", basePort: port, role: "follower", standing: "voter",
            publicKey: String(repeating: "k", count: 39) + "\(id)", store: String(repeating: "a", count: 31) + "\(id)")
    }

    @Test("a new member's directory names everybody, says that it joins, and holds its own key")
    func directory() throws {
        let plan = try NewMember(
            number: 4, host: "10.0.0.4", port: 1_000, listen: nil, cluster: "muster", members: [member(1), member(2)],
            key: nil, store: nil)
        let path = FileManager.default.temporaryDirectory.path + "/muster-new-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try plan.write(to: path)
        let configuration = try CoordinatorConfiguration(SettingsFile(path: path + "/coordinator.conf"))
        #expect(configuration.joins && configuration.member == 4 && configuration.listen == "10.0.0.4")
        #expect(configuration.members.map(\.endpoint.member) == [1, 2, 4])
        #expect(configuration.members.last?.store == plan.peer.store)
        #expect(try CurveKeyPair.load(configuration.keyFile).publicKey == plan.peer.publicKey)
        #expect(throws: CLIError.self) { try plan.write(to: path) }
    }

    @Test("a number or a port that is taken is refused")
    func refusals() {
        func plan(_ number: UInt64, _ host: String, _ port: UInt64) throws -> NewMember {
            try NewMember(
                number: number, host: host, port: port, listen: nil, cluster: "muster", members: [member(1)], key: nil,
                store: nil)
        }
        #expect(throws: CLIError.self) { try plan(1, "10.0.0.9", 1_000) }
        #expect(throws: CLIError.self) { try plan(2, "10.0.0.1", 1_004) }
        #expect(throws: Never.self) { try plan(2, "10.0.0.1", 1_005) }
    }

    @Test("the client's file names the present coordinators, and keeps everything else")
    func clientFile() {
        let text = "# Mine.\ncoordinator = 1 a 1000 old\nkey_file = key\ncoordinator = 2 b 1000 old\n"
        let new = ClientFile.text(
            text, naming: [3, 4].map { Endpoint(member: $0, host: "c\($0)", basePort: 1_000, publicKey: "new") })
        #expect(new == "# Mine.\ncoordinator = 3 c3 1000 new\ncoordinator = 4 c4 1000 new\nkey_file = key\n")
    }
}
