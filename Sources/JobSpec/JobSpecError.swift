/// What is wrong with a job spec: every mistake that was found, each with its place.
public struct JobSpecError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One mistake.
    public struct Mistake: Hashable, Sendable, CustomStringConvertible {
        /// The file's name, as given.
        public var file: String
        /// The line, from 1; 0 where there is none.
        public var line: Int
        /// The column, from 1; 0 where there is none.
        public var column: Int
        /// What was wrong and what to do.
        public var sentence: String

        /// `file:line:column: sentence`.
        public var description: String {
            line > 0 ? "\(file):\(line):\(column): \(sentence)" : "\(file): \(sentence)"
        }
    }
    /// The mistakes in the order of the file.
    public var mistakes: [Mistake]

    /// A line for each mistake.
    public var description: String { mistakes.map(\.description).joined(separator: "\n") }
}
