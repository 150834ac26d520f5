import Determinism
import Fleet
import Testing

@testable import Coordinator

@Suite struct TelemetryStoreTests {
    private let node = NodeID("a")

    private func at(_ second: UInt64) -> WallTime { WallTime(nanoseconds: second * 1_000_000_000) }

    @Test func theNewestReadingsAreKept() {
        var store = TelemetryStore()
        for second in 1...UInt64(TelemetryStore.pointsKept + 5) {
            store.record(node: node, round: second, at: at(second), samples: [("x", "", Double(second))])
        }
        #expect(store.newest(node, "x") == Double(TelemetryStore.pointsKept + 5))
        #expect(store.rate(node, "x") == 1)
    }

    @Test func aMeanIsOfTheTimeAskedFor() {
        var store = TelemetryStore()
        for second in 1...UInt64(TelemetryStore.pointsKept + 50) {
            store.record(node: node, round: second, at: at(second), samples: [("x", "", second > 250 ? 1 : 0)])
        }
        #expect(store.mean(node, "x", over: .seconds(99), knownFor: .seconds(99)) == 1)
        #expect(store.mean(node, "x", over: .seconds(199), knownFor: .seconds(190)) == 0.5)
        #expect(store.mean(node, "x", over: .seconds(1_000), knownFor: .seconds(300)) == nil, "so much is not kept")
        #expect(store.mean(node, "y", over: .seconds(9), knownFor: .zero) == nil)
        // A server's clock that was set back: what was read by the later time counts for nothing.
        store.record(node: node, round: 1_000, at: at(10), samples: [("x", "", 5)])
        #expect(store.mean(node, "x", over: .seconds(99), knownFor: .zero) == 5)
    }

    @Test func theGreatestMeanIsThatOfOneSeries() {
        var store = TelemetryStore()
        for second in 1...UInt64(100) {
            store.record(
                node: node, round: second, at: at(second),
                samples: [("t", "0", 60), ("t", "1", second > 50 ? 90 : 80), ("u", "0", 500)])
        }
        #expect(
            store.greatestMean(node, "t", over: .seconds(98), knownFor: .seconds(90)).map { $0 > 84 && $0 < 86 } == true
        )
        #expect(
            store.greatestMean(node, "t", over: .seconds(98), knownFor: .seconds(99)) == nil, "so much is not known")
        #expect(store.greatestMean(node, "v", over: .seconds(98), knownFor: .zero) == nil)
    }

    @Test func aServerHasOnlySoManySeries() {
        var store = TelemetryStore()
        let samples = (0..<TelemetryStore.seriesAtMost + 10).map { (name: "m\($0)", label: "", value: 1.0) }
        store.record(node: node, round: 1, at: at(1), samples: samples)
        #expect(store.seriesCount(node) == TelemetryStore.seriesAtMost)
        #expect(store.refused == 10)
        // The known ones go on.
        store.record(node: node, round: 2, at: at(2), samples: [("m0", "", 5)])
        #expect(store.newest(node, "m0") == 5)
    }

    @Test func aNameThatIsTooLongAndAValueThatIsNoNumberAreRefused() {
        var store = TelemetryStore()
        store.record(
            node: node, round: 1, at: at(1),
            samples: [
                (String(repeating: "x", count: TelemetryStore.nameBytesAtMost + 1), "", 1), ("nan", "", .nan),
                ("infinity", "", .infinity), ("fine", "", 1),
            ])
        #expect(store.refused == 3)
        #expect(store.seriesCount(node) == 1)
    }

    @Test func aRepeatedRoundIsIgnoredAndARestartedAgentIsNot() {
        var store = TelemetryStore()
        store.record(node: node, round: 5, at: at(5), samples: [("x", "", 1)])
        store.record(node: node, round: 5, at: at(5), samples: [("x", "", 2)])
        store.record(node: node, round: 4, at: at(4), samples: [("x", "", 3)])
        #expect(store.newest(node, "x") == 1)
        store.record(node: node, round: 1, at: at(6), samples: [("x", "", 4)])
        #expect(store.newest(node, "x") == 4)
    }

    @Test func aCounterThatWentBackHasNoRate() {
        var store = TelemetryStore()
        store.record(node: node, round: 1, at: at(1), samples: [("x", "eth0", 100), ("x", "eth1", 10)])
        store.record(node: node, round: 2, at: at(3), samples: [("x", "eth0", 4), ("x", "eth1", 30)])
        #expect(store.rate(node, "x") == 10)
        #expect(store.sum(node, "x") == 34)
    }

    @Test func serversThatAreNoLongerKnownAreForgotten() {
        var store = TelemetryStore()
        store.record(node: node, round: 1, at: at(1), samples: [("x", "", 1)])
        store.keepOnly { _ in false }
        #expect(store.newest(node, "x") == nil)
    }
}
