/// The newest events of a history as lines for people. A reference, so that noting a line is no change of the simulator;
/// nothing that happens depends on it.
final class Trace {
    private(set) var lines: [String] = []
    private let length: Int

    init(length: Int) { self.length = length }

    func add(_ line: String) {
        lines.append(line)
        if lines.count >= length * 2 { lines.removeFirst(lines.count - length) }
    }
}
