import ArgumentParser
import Testing

@testable import CLI

@Suite("The command line")
struct CommandLineTests {
    private func parse(_ words: String...) throws -> any ParsableCommand {
        try MusterCommand.parseAsRoot(ClusterOptions.last(words))
    }

    @Test("what makes no sense ends with 2")
    func usage() {
        for words in [
            ["frobnicate"], ["job"], ["job", "shwo"], ["node", "list", "--colour"], ["exec", "--", "true"],
            ["exec", "-t", "*"], ["job", "run"], ["node", "list", "-o", "xml"], ["status", "--timeout", "soon"],
            ["pool", "set"], ["pool", "set", "p", "n", "-t", "*"], ["pool", "set", "p", "-t", "*", "--size", "many"],
            ["pool", "set", "p", "n", "--refill", "4h"], ["pool", "set", "p", "-t", "*", "--refill", "soon"],
            ["pool", "headroom", "p"], ["pool", "headroom", "p", "-t", "*", "--share", "5"],
            ["command", "show", "last"],
        ] {
            // Nouns without a verb show their help, which is no error.
            let expected: Int32 = words == ["job"] ? 0 : 2
            #expect(MusterProgram.run(words) == expected, "\(words)")
        }
    }

    @Test("a configuration that is not there is a failure, told in one sentence")
    func noConfiguration() {
        #expect(MusterProgram.run(["status", "--config", "/nonexistent/client.conf"]) == 1)
        let error = #expect(throws: CLIError.self) {
            try ClusterOptions.configurationFile(nil, ["HOME": "/home/a"]) { _ in false }
        }
        #expect(error?.code == .failed && error?.description.contains("`muster dev`") == true)
    }

    @Test("the configuration is the option's, else the environment's, else the user's, else the machine's")
    func configurationOrder() throws {
        let environment = ["MUSTER_CONFIG": "/env", "HOME": "/home/a"]
        #expect(try ClusterOptions.configurationFile("/given", environment) { _ in true } == "/given")
        #expect(try ClusterOptions.configurationFile(nil, environment) { _ in true } == "/env")
        let home = ["HOME": "/home/a", "MUSTER_CONFIG": ""]
        #expect(
            try ClusterOptions.configurationFile(nil, home) { _ in true } == "/home/a/.config/muster/client.conf")
        #expect(
            try ClusterOptions.configurationFile(nil, home) { $0.hasPrefix("/etc") } == "/etc/muster/client.conf")
    }

    @Test("options may stand before the noun, and never get behind `--`")
    func optionsFirst() throws {
        #expect(
            ClusterOptions.last(["-o", "json", "--timeout=3", "exec", "-t", "*", "--", "ls", "-o"])
                == ["exec", "-t", "*", "-o", "json", "--timeout=3", "--", "ls", "-o"])
        #expect(ClusterOptions.last(["node", "list"]) == ["node", "list"])
        #expect(ClusterOptions.last(["-o"]) == ["-o"])
        let list = try #require(try parse("-o", "json", "node", "list") as? NodeCommand.List)
        #expect(list.cluster.output == .json)
        let exec = try #require(try parse("exec", "-t", "*", "--", "ls", "-o", "x") as? ExecCommand)
        #expect(exec.command == ["ls", "-o", "x"] && exec.cluster.output == .table)
    }

    @Test("each code tells the shell something else")
    func codes() {
        let codes: [CLIError.Code] = [.failed, .usage, .unreachable, .unavailable]
        #expect(codes.map(\.rawValue) == [1, 2, 3, 4])
        let help = MusterCommand.helpMessage()
        for code in 0...4 { #expect(help.contains("\(code) ")) }
    }

    @Test("sentences of the cluster end with one full stop")
    func sentences() {
        #expect(CLIError(.failed, sentence: "there is no job").description == "there is no job.")
        #expect(CLIError(.failed, sentence: "did you mean x?").description == "did you mean x?")
        #expect(CLIError(.failed, sentence: "").description == "the cluster refused it.")
    }

    @Test("waiting for a job ends when it is over, and fails if the job failed")
    func wait() throws {
        #expect(try JobWaitCommand.end(of: "complete", awaiting: .ended, job: "a") == "a is complete")
        #expect(try JobWaitCommand.end(of: "running", awaiting: .ended, job: "a") == nil)
        #expect(try JobWaitCommand.end(of: "running", awaiting: .running, job: "a") == "a is running")
        #expect(try JobWaitCommand.end(of: "pending", awaiting: .running, job: "a") == nil)
        for state in ["failed", "cancelled", "deadline passed", "time limit"] {
            #expect(throws: CLIError.self) { try JobWaitCommand.end(of: state, awaiting: .running, job: "a") }
        }
        #expect(try JobWaitCommand.end(of: "waiting", awaiting: .running, job: "a") == nil)
    }

    @Test("a job is named with or without its namespace")
    func jobNames() {
        #expect(JobName("web").namespace == "default" && JobName("web").name == "web")
        #expect(JobName("ml/web").namespace == "ml" && JobName("ml/web").name == "web")
    }
}
