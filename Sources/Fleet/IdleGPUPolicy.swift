import Determinism

/// What becomes of a namespace's jobs whose GPUs do nothing.
public struct IdleGPUPolicy: Hashable, Sendable {
    /// After how long people are warned; nil for never.
    public var warnAfter: Span?
    /// After how long the job is held, so that others may have the GPUs; nil for never.
    public var reclaimAfter: Span?

    /// A policy with its parts.
    public init(warnAfter: Span? = nil, reclaimAfter: Span? = nil) {
        self.warnAfter = warnAfter
        self.reclaimAfter = reclaimAfter
    }

    /// Whoever has GPUs keeps them.
    public static let keep = IdleGPUPolicy()
    /// The name under which the policy of all namespaces stands that have none of their own. No namespace can have it.
    public static let everyNamespace = "*"
    /// Spans that can be meant. GPUs are read every few seconds.
    public static let spans = Span.seconds(60)...Span.seconds(30 * 86_400)

    /// What makes no sense about it, a sentence's end; nil for nothing.
    var complaint: String? {
        for (name, span) in [("warn", warnAfter), ("reclaim", reclaimAfter)] {
            guard let span, !IdleGPUPolicy.spans.contains(span) else { continue }
            return "the time after which to \(name) lies between a minute and 30 days"
        }
        guard let reclaimAfter else { return nil }
        guard let warnAfter else { return "nothing is reclaimed without a warning; give a time for that, too" }
        return warnAfter < reclaimAfter ? nil : "the warning must come before GPUs are reclaimed"
    }
}
