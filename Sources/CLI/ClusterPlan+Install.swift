import Enrolment
import Foundation
import Settings

/// The first coordinator of a cluster on this machine, where the packages look for it.
struct InstalledCoordinator {
    /// Stands before every path (tests).
    var prefix = ""
    /// The administrator's own configuration is below it.
    var home: String

    var configuration: String { prefix + "/etc/muster/coordinator.conf" }
    var directory: String { prefix + "/var/lib/muster/coordinator" }
    var client: String { prefix + home + "/.config/muster/client.conf" }
    /// The user that the package runs it as.
    static let account = "muster"
}

extension ClusterPlan {
    /// Writes the configuration of the one coordinator to this machine's places, and makes its caller the administrator.
    func install(_ place: InstalledCoordinator) throws {
        guard let (member, keys) = single else {
            throw CLIError(.usage, "--install is for the first coordinator, this machine: name one --coordinator.")
        }
        let files = JoinedFiles(
            configuration: place.configuration, key: "coordinator.key", account: InstalledCoordinator.account)
        let admin = JoinedFiles(configuration: place.client, key: "key")
        for path in [files.configuration, files.key, admin.configuration, admin.key]
        where FileManager.default.fileExists(atPath: path) {
            throw CLIError(
                .failed, "\(path) is there already: this machine has a part in a cluster; nothing was written.")
        }
        do {
            try files.makeStateDirectory(place.directory, mode: 0o700)
            try files.store(keys)
            // Word that this store is new: an emptied disk has no such word, and does not come back as one that never voted.
            try files.write("", to: place.directory + "/new-store", mode: 0o600)
            try admin.makeDirectory(String(place.client.dropLast("/client.conf".count)), mode: 0o700)
            try admin.store(administrator)
            try admin.write(
                ClientConfiguration(coordinators: [member.endpoint], keyFile: "key").text, to: admin.configuration,
                mode: 0o600)
            // Last: it is what says that this machine has a part.
            try files.write(
                configuration(of: member, directory: place.directory, keyFile: files.key).text, to: files.configuration)
        } catch let error as CLIError {
            throw error
        } catch {
            throw CLIError(.failed, sentence: "\(error)")
        }
    }
}
