/// Devices of one server, by index.
public struct GPUSet: Hashable, Sendable, Sequence {
    var bits: UInt64

    init(bits: UInt64) { self.bits = bits }

    /// A set of these devices; indexes outside `0..<64` are left out.
    public init(_ devices: [Int] = []) {
        bits = devices.reduce(0) { (0..<64).contains($1) ? $0 | 1 << UInt64($1) : $0 }
    }

    /// How many.
    public var count: Int { bits.nonzeroBitCount }

    /// Whether a device is among them.
    public func contains(_ device: Int) -> Bool { (0..<64).contains(device) && bits >> UInt64(device) & 1 == 1 }

    /// The devices, lowest first.
    public func makeIterator() -> Iterator { Iterator(rest: bits) }

    /// Goes through the devices, lowest first.
    public struct Iterator: IteratorProtocol {
        var rest: UInt64

        /// The next device.
        public mutating func next() -> Int? {
            guard rest != 0 else { return nil }
            let device = rest.trailingZeroBitCount
            rest &= rest - 1
            return device
        }
    }
}
