import Settings
import Testing

@Suite("Known coordinators")
struct KnownCoordinatorsTests {
    private func endpoint(_ member: UInt64) -> Endpoint {
        Endpoint(member: member, host: "c\(member)", basePort: 1_000, publicKey: String(repeating: "k", count: 40))
    }

    @Test("what was told counts until an administrator changes the configuration")
    func toldAndConfigured() throws {
        let known = KnownCoordinators(configured: [endpoint(1)], told: [endpoint(2), endpoint(3)])
        let read = try KnownCoordinators(SettingsFile(name: "file", text: known.text))
        #expect(read == known)
        #expect(read.present(configured: [endpoint(1)]) == [endpoint(2), endpoint(3)])
        #expect(read.present(configured: [endpoint(9)]) == [endpoint(9)])
        #expect(
            KnownCoordinators(configured: [endpoint(1)], told: []).present(configured: [endpoint(1)]) == [endpoint(1)])
    }
}
