import Consensus
import Determinism
import Linearizability

/// A client: it does one request after the other, and repeats each until it is answered.
final class SimulatedClient {
    struct Request {
        var kind: OperationKind
        var key: UInt64
        var value: UInt64?
        var guess: UInt64?
        var givesUp: Bool
    }

    struct Current {
        var ticket: Ticket
        var kind: OperationKind
        var id: History<RegisterModel>.OperationID
        /// The newest place that any client was told of when it began.
        var floor: LogIndex
    }

    let id: Int
    var random: SeededGenerator
    var queue: [Request] = []
    var current: Current?
    /// All that it ever asked, by number from 1: late copies of old requests arrive, too.
    var asked: [RegisterModel.Operation] = []
    var target: Int
    /// What it saw last, by key.
    var seen: [UInt64?]

    init(id: Int, seed: UInt64, members: Int) {
        self.id = id
        random = SeededGenerator(seed: seed)
        target = Int(random.below(UInt64(members)))
        seen = Array(repeating: nil, count: KeyValueState.keys)
    }
}
