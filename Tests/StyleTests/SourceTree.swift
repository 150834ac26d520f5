import Foundation

/// The repository's own Swift sources, as the style tests see them.
enum SourceTree {
    /// The repository's root, seen from this file.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// One source file.
    struct File {
        /// Its path from the repository's root.
        let path: String
        /// Its lines, with comments and the insides of string literals blanked out.
        let code: [String]
    }

    /// The Swift files below a folder of the repository, sorted by path. Generated ones are left out if asked.
    static func files(under folder: String, generated: Bool = true) throws -> [File] {
        try paths(under: folder, generated: generated).map { path in
            let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
            return File(path: path, code: SourceCode.withoutCommentsAndStrings(text))
        }
    }

    /// The paths of the Swift files below a folder, sorted. Generated ones are left out if asked.
    static func paths(under folder: String, generated: Bool = true) throws -> [String] {
        let below = root.appendingPathComponent(folder)
        guard let walk = FileManager.default.enumerator(atPath: below.path) else {
            throw CocoaError(.fileReadNoSuchFile, userInfo: [NSFilePathErrorKey: below.path])
        }
        return walk.compactMap { $0 as? String }
            .filter { $0.hasSuffix(".swift") && (generated || !$0.split(separator: "/").contains("Generated")) }
            .map { "\(folder)/\($0)" }
            .sorted()
    }
}
