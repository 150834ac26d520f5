/// What is idle on the GPUs of one server, in hundredths of each, sorted: the greatest in the highest byte. Up to 16 GPUs;
/// of more, the 16 that have the most. It is exact enough to value a server by; whether a task fits is decided elsewhere.
struct IdleGPUs: Hashable, Sendable {
    static let most = 16
    private(set) var bytes: UInt128 = 0
    /// The sum, in hundredths of a GPU.
    private(set) var sum: Int = 0

    init() {}

    init(milli: some Collection<UInt16>) {
        for one in milli { insert(UInt128(min(one, 1_000) / 10)) }
    }

    /// The most that one GPU has.
    var greatest: Int { Int(truncatingIfNeeded: bytes >> 120) }

    /// How many are wholly idle.
    var whole: Int {
        // Bytes from the top that are 100: those before the highest bit in which it differs from all hundreds.
        let hundreds: UInt128 = 0x6464_6464_6464_6464 << 64 | 0x6464_6464_6464_6464
        let high = UInt64(truncatingIfNeeded: (bytes ^ hundreds) >> 64)
        if high != 0 { return high.leadingZeroBitCount >> 3 }
        return 8 + UInt64(truncatingIfNeeded: bytes ^ hundreds).leadingZeroBitCount >> 3
    }

    /// Gives away whole GPUs, of which there must be so many.
    mutating func takeWhole(_ count: Int) {
        bytes = count >= Self.most ? 0 : bytes << UInt128(8 * count)
        sum -= 100 * count
    }

    /// Gives away a share of the fullest GPU that has it; what the one with the most has if none does.
    mutating func takeShare(_ share: Int) {
        guard share > 0, bytes != 0 else { return }
        if UInt64(truncatingIfNeeded: bytes) == 0 {
            // Up to eight GPUs: one machine word.
            var high = UInt64(truncatingIfNeeded: bytes >> 64)
            sum -= Self.take(UInt64(truncatingIfNeeded: share), from: &high)
            bytes = UInt128(high) << 64
        } else {
            sum -= Self.take(UInt128(truncatingIfNeeded: share), from: &bytes)
        }
    }

    /// Gives away what a task asks for.
    @inline(__always)
    mutating func take(_ request: Request) {
        if request.count == 0 { return }
        if request.count == 1 { return takeShare(request.hundredths) }
        if request.milli == 1_000 { return takeWhole(Int(request.count)) }
        for _ in 0..<min(Int(request.count), Self.most) { takeShare(request.hundredths) }
    }

    /// What is left where of each GPU only so much counts as `usable` says for its hundredths. `usable` must not fall.
    @inline(__always)
    func reduced(to usable: UnsafeBufferPointer<UInt8>, from first: Int) -> IdleGPUs {
        var result = IdleGPUs()
        var words = (UInt64(truncatingIfNeeded: bytes >> 64), UInt64(truncatingIfNeeded: bytes))
        var reduced: (UInt64, UInt64) = (0, 0)
        var sum = 0
        var place: UInt64 = 56
        while words.0 != 0 {
            let value = usable[first &+ Int(truncatingIfNeeded: words.0 >> 56)]
            reduced.0 |= UInt64(value) &<< place
            sum &+= Int(value)
            words.0 <<= 8
            place &-= 8
        }
        place = 56
        while words.1 != 0 {
            let value = usable[first &+ Int(truncatingIfNeeded: words.1 >> 56)]
            reduced.1 |= UInt64(value) &<< place
            sum &+= Int(value)
            words.1 <<= 8
            place &-= 8
        }
        result.bytes = UInt128(reduced.0) << 64 | UInt128(reduced.1)
        result.sum = sum
        return result
    }

    @inline(__always)
    private static func take<Word: FixedWidthInteger & UnsignedInteger>(_ wanted: Word, from word: inout Word) -> Int {
        let top = Word(truncatingIfNeeded: Word.bitWidth - 8)
        var place = Word(truncatingIfNeeded: word.trailingZeroBitCount & ~7)
        while place < top, (word &>> place) & 0xFF < wanted { place &+= 8 }
        let held = (word &>> place) & 0xFF
        let rest = held > wanted ? held &- wanted : 0
        // What lies below has less than was wanted, and moves up by one place while it has more than what is left.
        var hole = place
        while hole > 0 {
            let below = (word &>> (hole &- 8)) & 0xFF
            if below <= rest { break }
            word = word & ~(0xFF &<< hole) | below &<< hole
            hole &-= 8
        }
        word = word & ~(0xFF &<< hole) | rest &<< hole
        return Int(truncatingIfNeeded: held &- rest)
    }

    private mutating func set(_ place: Int, _ value: UInt128) {
        bytes = bytes & ~(0xFF << UInt128(place)) | value << UInt128(place)
    }

    private mutating func insert(_ value: UInt128) {
        var place = 0
        // The least falls out where there are too many.
        let least = bytes & 0xFF
        if least >= value { return }
        sum += Int(truncatingIfNeeded: value) - Int(truncatingIfNeeded: least)
        while place < 120 {
            let above = (bytes >> UInt128(place + 8)) & 0xFF
            if above >= value { break }
            set(place, above)
            place += 8
        }
        set(place, value)
    }
}
