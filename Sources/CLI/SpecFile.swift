import Foundation
import JobSpec

/// A file of job specs that a command line names.
struct SpecFile {
    /// Its name as people know it.
    var name: String
    private var text: String

    /// The file at that path, or standard input for `-`.
    init(_ path: String) throws(CLIError) {
        if path == "-" {
            name = "standard input"
            text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
            return
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CLIError(.failed, "\(path) cannot be read; name a file with a job spec.")
        }
        name = path
        text = String(decoding: data, as: UTF8.self)
    }

    /// Its jobs; throws `code` with the place of what is wrong.
    func jobs(orElse code: CLIError.Code = .failed) throws(CLIError) -> [FleetJob] {
        do {
            return try JobSpecReader.read(text, file: name)
        } catch {
            throw CLIError(code, "\(error)")
        }
    }
}
