/// A cluster of three that is measured.
protocol MeasuredCluster: AnyObject {
    /// Its name in the table.
    var name: String { get }
    /// Keeps so many writes of about 200 bytes outstanding for so long.
    func write(depth: Int, milliseconds: Int) throws -> LoadResult
    /// The same with linearizable reads.
    func read(depth: Int, milliseconds: Int) throws -> LoadResult
    /// The number of the leading member, from 1; waits for one.
    func leader() throws -> Int
    /// Waits until all members are there and follow one leader.
    func settle() throws
    /// Tries to write, to every member every 5 ms, until one write is accepted; begins after `start` was called.
    func firstWrite(after start: () throws -> Void) throws -> Double
    /// The process of a member.
    func process(_ member: Int) -> ChildProcess
    /// Starts a member that was killed.
    func restart(_ member: Int) throws
    /// Where the members are.
    var place: MemberPlace { get }
}
