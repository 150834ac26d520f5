/// FNV-1a, 64 bits: a hash that is the same in every process, for comparing states. Not for keys from strangers.
public struct StableHash: Hashable, Sendable {
    /// The hash so far.
    public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of nothing.
    public init() {}

    /// The hash of `bytes`.
    public init(of bytes: [UInt8]) {
        combine(bytes)
    }

    /// Takes in more bytes.
    public mutating func combine(_ bytes: [UInt8]) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }
}
