import Foundation
import Settings
import Wire

/// A client that writes one change after another, on a thread of its own, until it is told to stop. Each request is repeated
/// with its id until it is answered, as `muster` does it.
final class WriteLoad: @unchecked Sendable {
    /// What became of the writes.
    struct Tally: Sendable {
        var written = 0
        var longestMilliseconds: UInt64 = 0
        var failures: [String] = []
    }

    private let lock = NSLock()
    private var tally = Tally()
    private var isStopping = false
    private let ended = DispatchSemaphore(value: 0)

    init(_ cluster: TestCluster) {
        let endpoints = cluster.coordinators.map(\.endpoint)
        let keys = cluster.administrator
        let thread = Thread { [self] in
            write(endpoints, keys)
            ended.signal()
        }
        thread.start()
    }

    /// How many writes were accepted so far.
    var written: Int { lock.withLock { tally.written } }

    /// Waits for so many more writes.
    func advance(_ count: Int) throws {
        let goal = written + count
        try eventually("\(count) more writes are accepted", within: 20) { written >= goal }
    }

    /// Ends the writing and tells what became of it.
    func stop() -> Tally {
        lock.withLock { isStopping = true }
        ended.wait()
        return lock.withLock { tally }
    }

    private func write(_ endpoints: [Endpoint], _ keys: CurveKeyPair) {
        do {
            let client = try AdministrationClient(endpoints, keys: keys)
            var number = 0
            while !lock.withLock({ isStopping }) {
                let began = monotonicNow()
                var failure: String?
                do {
                    let nodes = number % 2 == 0 ? ["node-1"] : []
                    try client.change(.setPool(SetPool(name: "load-\(number / 2 % 16)", nodes: nodes)))
                } catch {
                    failure = "\(error)"
                }
                let took = (monotonicNow() - began) / 1_000_000
                lock.withLock {
                    if let failure { tally.failures.append(failure) } else { tally.written += 1 }
                    tally.longestMilliseconds = max(tally.longestMilliseconds, took)
                }
                number += 1
            }
        } catch {
            lock.withLock { tally.failures.append("\(error)") }
        }
    }
}
