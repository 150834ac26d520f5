import Glibc

/// Whether storage that remembers the highest token refuses an older writer, tried with the example that jobs are told to use.
enum StaleToken {
    /// Nil where the example or its interpreter is not there.
    static func isRefused(_ old: String, after new: String, in store: String) throws -> Bool? {
        guard let python = Programs.find("python3"), let module else { return nil }
        let script = """
            import sys
            sys.path.insert(0, sys.argv[1])
            from fenced_store import FencedStore, StaleToken, Token
            new = FencedStore(sys.argv[2], Token.parse(sys.argv[3]))
            new.claim()
            new.save(1, {"step": 1})
            try:
                FencedStore(sys.argv[2], Token.parse(sys.argv[4])).save(2, {"step": 2})
            except StaleToken:
                sys.exit(3)
            """
        let status = try ChildProcess([python, "-c", script, module, store, new, old], log: store + ".log").wait()
        guard status == 0 || status == 3 else {
            throw BenchError(sentence: "the fenced store cannot be tried: look into \(store).log")
        }
        return status == 3
    }

    /// The example's directory: below the current one, or where this program was built.
    private static var module: String? {
        ["examples/train", Programs.ownDirectory + "/../../../examples/train"].first {
            access($0 + "/fenced_store.py", R_OK) == 0
        }
    }
}
