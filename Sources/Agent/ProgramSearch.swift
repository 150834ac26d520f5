import Glibc

/// Finds programs as a shell would.
enum ProgramSearch {
    /// Where the program is: as named if the name holds a slash, else the first of `path` that can be executed.
    static func locate(_ program: String, in path: String) -> String? {
        if program.utf8.contains(UInt8(ascii: "/")) { return program }
        for directory in path.split(separator: ":") {
            let candidate = directory + "/" + program
            var info = stat()
            if stat(candidate, &info) == 0, info.st_mode & S_IFMT == S_IFREG, info.st_mode & 0o111 != 0 {
                return candidate
            }
        }
        return nil
    }
}
