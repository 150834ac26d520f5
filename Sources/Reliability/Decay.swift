/// What is left, and what is gone, of something that decays: `e^(−x)` and `1 − e^(−x)`.
///
/// Made of the four operations that IEEE 754 defines to the last bit, and of no system library, so that every machine gets the
/// same. The series is taken at `x / 2^m`, at most 1/32, and doubled m times: `1 − e^(−2r) = g · (2 − g)`, which loses
/// nothing where `x` is small. The relative error is below 10⁻¹¹ wherever `x` is below 700.
public struct Decay: Hashable, Sendable {
    /// `1 − e^(−x)`, from 0 to 1.
    public let gone: Double
    /// `e^(−x)`, from 1 to 0.
    public let left: Double

    /// The decay at `x`, at least 0; nil for a negative or undefined one.
    public init?(_ x: Double) {
        guard x >= 0 else { return nil }
        // The smallest number above 0 is e^(−745).
        guard x < 745 else {
            (gone, left) = (1, 0)
            return
        }
        var (rest, doublings) = (x, 0)
        while rest > 1.0 / 32 {
            rest /= 2
            doublings += 1
        }
        // r − r²/2! + r³/3! − …: the tenth term is below 10⁻²¹ of the first.
        var (sum, term) = (0.0, rest)
        for place in 1...10 {
            sum += term
            term *= -rest / Double(place + 1)
        }
        var (gone, left) = (sum, 1 - sum)
        for _ in 0..<doublings {
            gone *= 2 - gone
            left *= left
        }
        (self.gone, self.left) = (gone, left)
    }
}
