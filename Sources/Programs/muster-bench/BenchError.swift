/// Why a case could not be measured.
struct BenchError: Error, CustomStringConvertible {
    var sentence: String
    /// The exit status that says so.
    var status: Int32 = 1
    var description: String { sentence }
}
