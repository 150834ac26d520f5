/// What a follower of a command has been told of each server's output: after a change of leader it is sent again from the
/// beginning, in other pieces, and only what is new is told.
struct FollowedOutput {
    private var told: [String: UInt64] = [:]

    /// What of a piece was not told before, with its place; nil for nothing.
    mutating func news(
        node: String, stream: UInt32, offset: UInt64, data: [UInt8]
    ) -> (offset: UInt64, data: [UInt8])? {
        let key = "\(node) \(stream)"
        let known = told[key] ?? 0
        let (end, isTooFar) = offset.addingReportingOverflow(UInt64(data.count))
        guard !isTooFar, end > known else { return nil }
        told[key] = end
        return offset >= known ? (offset, data) : (known, Array(data.dropFirst(Int(known - offset))))
    }
}
