import Determinism

/// Decides whether a history is linearizable (Herlihy and Wing 1990): by the search of Wing and Gong (1993), with Lowe's
/// memory of configurations that were seen ("Testing for linearizability", 2016), object by object as Horn and Kroening
/// do ("Faster linearizability checking via P-compositionality", 2015).
public struct LinearizabilityChecker<M: Model>: Sendable {
    /// Steps of the model that a check may take when nothing else is said: some seconds and some hundred MiB at most.
    public static var defaultBound: Int { 5_000_000 }

    private let model: M
    private let bound: Int

    /// A checker that gives up after so many steps of the model.
    public init(_ model: M, bound: Int = defaultBound) {
        self.model = model
        self.bound = bound
    }

    /// The verdict. The first key, in ascending order, that is not linearizable gives the counterexample.
    public func check(_ history: History<M>) -> Verdict {
        var parts = SortedMap<M.Key, [History<M>.Record]>()
        for record in history.records where !record.failed {
            let key = model.partition(record.operation)
            parts[key, default: []].append(record)
        }
        var left = bound
        var exhausted: M.Key?
        for (key, records) in parts {
            var search = LinearizationSearch(model, records, initial: model.initial(key), bound: left)
            switch search.run() {
            case .found: break
            case .impossible: return .notLinearizable(search.counterexample(key: "\(key)"))
            case .exhausted: exhausted = exhausted ?? key
            }
            // A key that used everything up leaves the others a little: one of them may still be found wrong.
            left = max(left - search.steps, bound / 16)
        }
        if let exhausted {
            return .unknown(reason: "key \(exhausted): no answer within \(bound) steps")
        }
        return .linearizable
    }
}
