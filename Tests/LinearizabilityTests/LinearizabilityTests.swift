import Determinism
import Linearizability
import Testing

@Suite("Linearizability")
struct LinearizabilityTests {
    /// One operation of a hand-made history: who, what, from when to when (nil: the outcome stayed unknown).
    struct Line {
        var client: UInt64
        var operation: RegisterModel.Operation
        var output: RegisterModel.Output?
        var from: UInt64
        var to: UInt64?
        init(
            _ client: UInt64, _ operation: RegisterModel.Operation, _ output: RegisterModel.Output?, _ from: UInt64,
            _ to: UInt64?
        ) {
            (self.client, self.operation, self.output, self.from, self.to) = (client, operation, output, from, to)
        }
    }

    private func history(_ lines: [Line]) -> History<RegisterModel> {
        var history = History()
        for line in lines {
            let id = history.invoke(
                client: line.client, operation: line.operation, at: Instant(nanoseconds: line.from))
            if let output = line.output, let end = line.to {
                history.complete(id, output, at: Instant(nanoseconds: end))
            }
        }
        return history
    }

    @Test("histories that some order explains are accepted", arguments: Self.good)
    func accepted(name: String, lines: [Line]) {
        #expect(history(lines).check() == .linearizable)
    }

    static let good: [(String, [Line])] = [
        ("nothing", []),
        ("an absent register", [Line(1, .get(1), .value(nil), 0, 1)]),
        ("a write and then a read", [Line(1, .put(1, 7), .done, 0, 1), Line(2, .get(1), .value(7), 2, 3)]),
        (
            "reads beside a write see either value",
            [
                Line(1, .put(1, 7), .done, 0, 10), Line(2, .get(1), .value(nil), 1, 2),
                Line(3, .get(1), .value(7), 3, 4),
            ]
        ),
        (
            "writes beside each other in the other order",
            [
                Line(1, .put(1, 1), .done, 0, 10), Line(2, .put(1, 2), .done, 1, 9),
                Line(1, .get(1), .value(1), 11, 12),
            ]
        ),
        (
            "a write that timed out took effect late",
            [
                Line(1, .put(1, 1), .done, 0, 1), Line(2, .put(1, 2), nil, 2, nil), Line(1, .get(1), .value(1), 3, 4),
                Line(1, .put(1, 3), .done, 5, 6), Line(1, .get(1), .value(2), 7, 8),
            ]
        ),
        (
            "a write that timed out never took effect",
            [
                Line(1, .put(1, 1), .done, 0, 1), Line(2, .put(1, 2), nil, 2, nil), Line(1, .get(1), .value(1), 3, 4),
                Line(1, .get(1), .value(1), 7, 8),
            ]
        ),
        (
            "a removal",
            [Line(1, .put(1, 1), .done, 0, 1), Line(1, .put(1, nil), .done, 2, 3), Line(1, .get(1), .value(nil), 4, 5)]
        ),
        (
            "comparisons",
            [
                Line(1, .compareAndSet(1, expected: nil, new: 1), .swapped(true), 0, 1),
                Line(2, .compareAndSet(1, expected: nil, new: 2), .swapped(false), 0, 1),
                Line(1, .compareAndSet(1, expected: 1, new: 3), nil, 2, nil),
                Line(1, .compareAndSet(1, expected: 3, new: 4), .swapped(true), 5, 6),
                Line(1, .get(1), .value(4), 7, 8),
            ]
        ),
        (
            "an unknown write explains a refused comparison",
            [
                Line(1, .put(1, 1), .done, 0, 1), Line(2, .put(1, 2), nil, 0, nil),
                Line(1, .compareAndSet(1, expected: 1, new: 5), .swapped(false), 2, 3),
            ]
        ),
        (
            "keys are apart",
            [
                Line(1, .put(1, 1), .done, 0, 1), Line(1, .get(2), .value(nil), 2, 3),
                Line(1, .get(1), .value(1), 4, 5),
            ]
        ),
    ]

    @Test("histories that no order explains are refused", arguments: Self.bad)
    func refused(name: String, lines: [Line]) {
        guard case .notLinearizable = history(lines).check() else {
            Issue.record("\(name) was accepted")
            return
        }
    }

    static let bad: [(String, [Line])] = [
        (
            "a stale read",
            [
                Line(1, .put(1, 1), .done, 0, 1), Line(1, .put(1, 2), .done, 2, 3), Line(2, .get(1), .value(1), 4, 5),
            ]
        ),
        ("a lost update", [Line(1, .put(1, 1), .done, 0, 1), Line(2, .get(1), .value(nil), 2, 3)]),
        ("a value that nobody wrote", [Line(1, .put(1, 1), .done, 0, 1), Line(2, .get(1), .value(9), 0, 3)]),
        (
            "a value before its write was asked for",
            [Line(1, .get(1), .value(2), 0, 1), Line(2, .put(1, 2), nil, 2, nil)]
        ),
        (
            "a timed-out write that came and went",
            [
                Line(1, .put(1, 1), .done, 0, 1), Line(2, .put(1, 2), nil, 2, nil), Line(1, .get(1), .value(2), 3, 4),
                Line(1, .get(1), .value(1), 5, 6),
            ]
        ),
        (
            "two readers who see two writes in opposite orders",
            [
                Line(1, .put(1, 1), .done, 0, 20), Line(2, .put(1, 2), .done, 0, 20), Line(3, .get(1), .value(1), 1, 2),
                Line(3, .get(1), .value(2), 5, 6), Line(4, .get(1), .value(1), 7, 8),
            ]
        ),
        (
            "two comparisons that both succeed",
            [
                Line(1, .compareAndSet(1, expected: nil, new: 1), .swapped(true), 0, 9),
                Line(2, .compareAndSet(1, expected: nil, new: 2), .swapped(true), 0, 9),
            ]
        ),
        (
            "a refused comparison that must have held",
            [
                Line(1, .put(1, 1), .done, 0, 1),
                Line(1, .compareAndSet(1, expected: 1, new: 2), .swapped(false), 2, 3),
            ]
        ),
        ("an answer that does not belong", [Line(1, .get(1), .done, 0, 1)]),
    ]

    @Test("an operation that failed is left out")
    func failed() {
        var history = History()
        let write = history.invoke(client: 1, operation: .put(1, 1), at: Instant(nanoseconds: 0))
        history.fail(write)
        history.complete(write, .done, at: Instant(nanoseconds: 1))
        let read = history.invoke(client: 1, operation: .get(1), at: Instant(nanoseconds: 2))
        history.complete(read, .value(nil), at: Instant(nanoseconds: 3))
        #expect(history.check() == .linearizable)
        #expect(history.count == 2 && history.unknownCount == 0)
    }

    @Test("what happens at one instant happened in the order of recording")
    func sameInstant() {
        var history = History()
        let now = Instant(nanoseconds: 5)
        let write = history.invoke(client: 1, operation: .put(1, 1), at: now)
        history.complete(write, .done, at: now)
        let read = history.invoke(client: 2, operation: .get(1), at: now)
        history.complete(read, .value(nil), at: now)
        #expect(!history.check().isLinearizable)
    }

    @Test("a counterexample tells how far the order came and what did not fit")
    func counterexample() {
        let verdict = history([
            Line(1, .put(4, 1), .done, 0, 1_000), Line(1, .put(4, 2), .done, 2_000, 3_000),
            Line(2, .get(4), .value(1), 4_000, 5_000),
        ]).check()
        guard case .notLinearizable(let found) = verdict else {
            Issue.record("it was accepted")
            return
        }
        #expect(
            found.description == """
                key 4, at first absent: no order of the operations fits. The longest one has 2:
                    client 1 [0.000000, 0.000001] put(4, 1) = done; now 1
                    client 1 [0.000002, 0.000003] put(4, 2) = done; now 2
                one of these would have to follow, and none can:
                    client 2 [0.000004, 0.000005] get(4) = 1
                """)
    }

    @Test("a bound that is too small gives no verdict, never a wrong one")
    func bounded() {
        for (_, lines) in Self.good + Self.bad {
            let history = history(lines)
            let truth = history.check()
            for bound in 0..<20 {
                let verdict = history.check(bound: bound)
                if case .unknown = verdict { continue }
                #expect(verdict == truth)
            }
        }
        var many = History()
        for client in 0..<40 as Range<UInt64> {
            _ = many.invoke(client: client, operation: .put(1, client), at: .origin)
        }
        let read = many.invoke(client: 99, operation: .get(1), at: Instant(nanoseconds: 1))
        many.complete(read, .value(1_000), at: Instant(nanoseconds: 2))
        guard case .unknown = many.check(bound: 10) else {
            Issue.record("ten steps are not enough for a verdict")
            return
        }
        guard case .notLinearizable = many.check() else {
            Issue.record("nobody wrote 1000")
            return
        }
    }
}
