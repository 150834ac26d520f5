import Wire

/// A resource about whose requests advice is given, with the words for it.
enum AdvisedKind: CaseIterable {
    case cpu, memory

    /// What is said of it.
    func resource(of view: AdviceView) -> AdvisedResource {
        (self == .cpu ? view.cpu : view.memory) ?? AdvisedResource()
    }

    /// Its name in a sentence.
    var name: String { self == .cpu ? "CPU" : "memory" }

    /// Its name in a spec.
    var key: String { self == .cpu ? "cpu" : "memory" }

    /// An amount in a table: `2.5`, `1.5Gi`.
    func short(_ amount: UInt64) -> String { self == .cpu ? Units.cores(amount) : Units.bytes(amount) }

    /// An amount in a sentence: `2.5 cores`, `1.5Gi`.
    func long(_ amount: UInt64) -> String {
        self == .memory ? Units.bytes(amount) : amount == 1_000 ? "1 core" : "\(Units.cores(amount)) cores"
    }

    /// An amount as it stands in a spec, exactly.
    func written(_ amount: UInt64) -> String {
        switch self {
        case .cpu: return amount % 1_000 == 0 ? "\(amount / 1_000)" : "\(amount)m"
        case .memory:
            if amount > 0, amount % (1 << 30) == 0 { return "\(amount >> 30)Gi" }
            return amount > 0 && amount % (1 << 20) == 0 ? "\(amount >> 20)Mi" : "\(amount)"
        }
    }

    /// What was used, in so many digits as mean something: `2.09`, `0.013`, `1.5Gi`.
    func used(_ amount: UInt64) -> String {
        self == .memory || amount < 100 ? short(amount) : Units.cores((min(amount, .max - 5) + 5) / 10 * 10)
    }

    /// What becomes free where all tasks request what is proposed; nil where nothing does, or more is needed.
    func freed(by view: AdviceView) -> (each: UInt64, all: UInt64)? {
        let resource = resource(of: view)
        guard AdvisedVerdict(resource) == .less, resource.requested > resource.proposed else { return nil }
        let each = resource.requested - resource.proposed
        let (all, overflow) = each.multipliedReportingOverflow(by: view.live)
        return (each, overflow ? .max : all)
    }
}
