import Foundation
import Glibc
import Testing

extension EndToEndTests {
    /// The first thing that a newcomer starts.
    @Suite("The playground")
    struct PlaygroundTests {
        @Test("`muster dev` runs jobs, is used from a second terminal, and leaves nothing behind after Ctrl-C")
        func dev() throws {
            var template = Array("/tmp/muster-e2e-dev-XXXXXX".utf8CString)
            try #require(mkdtemp(&template) != nil)
            let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let place = folder + "/playground"
            let program = try Machine.program("muster")
            let port = try FreePorts.base(host: "127.0.0.1", avoiding: [], blocks: 3)
            let playground = try RunningProcess(
                [program, "dev", "--directory", place, "--agents", "3", "--port", "\(port)"], log: folder + "/log")
            defer {
                // Only a failure leaves it running.
                if playground.isRunning {
                    playground.signal(SIGINT)
                    try? eventually("the playground has ended", within: 15) { !playground.isRunning }
                    playground.kill()
                }
            }
            func muster(_ words: String...) throws -> Machine.Ended {
                try Machine.run([program] + words + ["--config", place + "/admin/client.conf"])
            }
            do {
                try eventually("two servers are ready and one stands by") {
                    let status = try muster("status")
                    return status.status == 0 && status.output.contains("2 ready, 1 standby")
                }
                #expect(try muster("job", "run", Machine.root + "/examples/hello.yaml").status == 0)
                #expect(try muster("job", "wait", "hello").status == 0)
                #expect(try !muster("job", "logs", "hello").output.isEmpty)
                let file = folder + "/stay.yaml"
                try "job: stay\ncommand: [\"sleep\", \"1000\"]\n".write(
                    toFile: file, atomically: true, encoding: .utf8)
                #expect(try muster("job", "run", file).status == 0)
                try eventually("the task runs") { !ProcessTable.supervisors(below: place).isEmpty }

                playground.signal(SIGINT)
                try eventually("it has ended", within: 30) { !playground.isRunning }
                #expect(playground.waitForEnd() == 0)
                let left = ProcessTable.pids.filter { pid in
                    ProcessTable.isAlive(pid) && ProcessTable.arguments(of: pid).contains { $0.hasPrefix(place) }
                }
                #expect(left.isEmpty, "\(left.map(ProcessTable.arguments))")
                #expect(!FileManager.default.fileExists(atPath: place))
            } catch {
                print((try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "")
                throw error
            }
        }
    }
}
