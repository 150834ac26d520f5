import Determinism
import Testing

@testable import Simulation

@Suite("Simulated networks")
struct SimulatedNetworkTests {
    /// Three coordinators, two servers and the operator.
    private func network() -> SimulatedNetwork { SimulatedNetwork(hosts: 6, lossPerMille: 0) }

    @Test("Bad lines of one conversation leave the others as they are, and end")
    func troublesOneConversation() {
        var network = network()
        var random = SeededGenerator(seed: 3)
        let number = network.begin(.init(lost: 1_000, late: 0, doubled: 0, lateBy: .seconds(1)), over: .servers)
        #expect(!network.isFair(3, 0) && !network.isFair(1, 4))
        #expect(network.isFair(0, 1) && network.isFair(5, 0) && network.isFair(0, 5))
        for _ in 0..<100 {
            #expect(network.deliveries(from: 3, to: 0, isCalm: false, random: &random).isEmpty)
            #expect(!network.deliveries(from: 0, to: 1, isCalm: false, random: &random).isEmpty)
            #expect(!network.deliveries(from: 5, to: 2, isCalm: false, random: &random).isEmpty)
        }
        network.end(number)
        #expect(network.isFair(3, 0))
        #expect(!network.deliveries(from: 3, to: 0, isCalm: false, random: &random).isEmpty)
    }

    @Test("Messages of bad lines are doubled and late")
    func doublesAndDelays() {
        var network = network()
        var random = SeededGenerator(seed: 4)
        _ = network.begin(.init(lost: 0, late: 1_000, doubled: 1_000, lateBy: .seconds(2)), over: .operators)
        for _ in 0..<100 {
            let delays = network.deliveries(from: 5, to: 1, isCalm: false, random: &random)
            #expect(delays.count == 2)
            #expect((delays.max() ?? .zero) >= .milliseconds(20))
        }
        #expect(network.doubled == 100 && network.late == 100)
    }
}
