/// Powers of one half, with exponents in steps of 1/1024, in whole numbers: the same on every member.
enum HalfPower {
    /// Steps until something is halved.
    static let steps: UInt64 = 1_024
    /// What stands for 1.
    static let one: UInt64 = 1 << 62

    /// 2^-(2^i / 1024) for i from 0 to 15. From a half downwards each is the square root of the one before, upwards a shift.
    private static let table: [UInt64] = {
        var table = [UInt64](repeating: one >> 1, count: 16)
        for index in (0..<10).reversed() { table[index] = root(of: table[index + 1]) }
        for index in 11..<16 { table[index] = one >> (1 << UInt64(index - 10)) }
        return table
    }()

    /// `one` times 2^-(n / 1024), rounded down; 0 where that is less than a unit.
    static func power(_ n: UInt64) -> UInt64 {
        guard n < 1 << 16 else { return 0 }
        var result = one
        for index in 0..<16 where n >> UInt64(index) & 1 == 1 { result = product(result, table[index]) }
        return result
    }

    /// The sum of the powers 1 to n of 2^-(1/1024), times 2^20.
    static func sum(_ n: UInt64) -> UInt64 {
        let first = power(1)
        let all = (one - first).dividingFullWidth((first >> 44, first << 20)).quotient
        return product(all, one - power(n))
    }

    /// A number times a part of `one`, rounded down.
    static func product(_ number: UInt64, _ part: UInt64) -> UInt64 {
        let wide = number.multipliedFullWidth(by: part)
        return wide.high << 2 | wide.low >> 62
    }

    /// The square root of a part of `one`, as one, rounded down.
    private static func root(of part: UInt64) -> UInt64 {
        let (high, low) = (part >> 2, part << 62)
        var result: UInt64 = 0
        var bit = one
        while bit > 0 {
            let trial = result | bit
            let square = trial.multipliedFullWidth(by: trial)
            if square.high < high || square.high == high && square.low <= low { result = trial }
            bit >>= 1
        }
        return result
    }
}
