/// Why a case could not be measured.
struct BenchError: Error, CustomStringConvertible {
    var sentence: String
    var description: String { sentence }
}
