/// The random source of every core: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). It is part of a core's state, so that
/// the same seed and inputs give the same decisions. Not for keys or nonces.
public struct SeededGenerator: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    /// A generator whose whole future is decided by `seed`.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number in `0..<bound`; 0 when `bound` is 0.
    public mutating func below(_ bound: UInt64) -> UInt64 {
        bound == 0 ? 0 : next().multipliedFullWidth(by: bound).high
    }

    /// A span in `shortest...longest`.
    public mutating func span(from shortest: Span, through longest: Span) -> Span {
        let width = (longest - shortest).nanoseconds
        return shortest + Span(nanoseconds: below(width &+ 1))
    }

    /// True once in `odds` times on average; never when `odds` is 0.
    public mutating func oneIn(_ odds: UInt64) -> Bool {
        odds != 0 && below(odds) == 0
    }
}
