import Glibc

/// Where programs are found.
enum Programs {
    /// The directory of this program.
    static var ownDirectory: String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let path = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    /// A program of Muster's, beside this one.
    static func beside(_ name: String) throws -> String {
        let path = "\(ownDirectory)/\(name)"
        guard access(path, X_OK) == 0 else {
            throw BenchError(sentence: "\(path) is not there; build it: `swift build -c release`")
        }
        return path
    }

    /// A program on the search path, or nil.
    static func find(_ name: String) -> String? {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return (path.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"]).map { "\($0)/\(name)" }
            .first { access($0, X_OK) == 0 }
    }

    /// Throws, naming the package, where a program is missing.
    static func need(_ name: String, package: String) throws {
        guard find(name) != nil else {
            throw BenchError(sentence: "`\(name)` is not installed: `apt-get install \(package)`")
        }
    }
}
