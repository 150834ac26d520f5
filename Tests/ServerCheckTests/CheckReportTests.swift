import Testing

@testable import ServerCheck

@Suite("Reports of checks")
struct CheckReportTests {
    private let report = CheckReport(
        program: "muster-agent", version: "0.1.0", configuration: "/etc/muster/agent.conf",
        findings: [
            .ok("clock", "synchronised, 0.3 ms off"),
            .warning("limits", "256 open files", "raise LimitNOFILE in the unit"),
            .error("coordinator 1", "\"c1\" is not found:\tno\\such name", "correct its line"),
        ])

    @Test("people get aligned lines and the counts, and errors are in the exit code")
    func text() {
        #expect(
            report.text == """
                ok       clock          synchronised, 0.3 ms off
                warning  limits         256 open files: raise LimitNOFILE in the unit
                error    coordinator 1  "c1" is not found:\tno\\such name: correct its line
                1 ok, 1 warning, 1 error

                """)
        #expect(report.exitCode == 1)
        var calm = report
        calm.findings.removeLast()
        #expect(calm.exitCode == 0)
    }

    @Test("programs get an object with stable names")
    func json() {
        #expect(
            report.json == """
                {
                  "program": "muster-agent",
                  "version": "0.1.0",
                  "configuration": "/etc/muster/agent.conf",
                  "findings": [
                    {"level": "ok", "subject": "clock", "finding": "synchronised, 0.3 ms off", "advice": ""},
                    {"level": "warning", "subject": "limits", "finding": "256 open files", "advice": "raise LimitNOFILE in the unit"},
                    {"level": "error", "subject": "coordinator 1", "finding": "\\"c1\\" is not found:\\tno\\\\such name", "advice": "correct its line"}
                  ],
                  "ok": 1,
                  "warnings": 1,
                  "errors": 1
                }

                """)
        #expect(CheckReport.quoted("\u{1}\né") == "\"\\u0001\\né\"")
    }

    @Test("arguments come in any order, and what is unknown is refused")
    func arguments() {
        func read(_ words: String...) -> CheckArguments { CheckArguments(words, configuration: "/usual") }
        #expect(read() == .check(configuration: "/usual", json: false))
        #expect(read("--json", "--config", "f") == .check(configuration: "f", json: true))
        #expect(read("--config", "f", "--json") == .check(configuration: "f", json: true))
        #expect(read("--help") == .help && read("--json", "-h") == .help)
        #expect(read("--config") == .wrong("`--config` takes one file, and comes once."))
        #expect(read("--config", "a", "--config", "b") == .wrong("`--config` takes one file, and comes once."))
        #expect(read("now") == .wrong("`check` has no argument `now`."))
    }

    @Test("amounts are told as people say them")
    func words() {
        #expect(Words.bytes(0) == "0 bytes" && Words.bytes(1_023) == "1023 bytes")
        #expect(Words.bytes(1_536) == "1.5 KiB" && Words.bytes(120 << 30) == "120 GiB")
        #expect(Words.bytes(.max) == "16777215 TiB")
        #expect(Words.milliseconds(340_000) == "0.3 ms" && Words.milliseconds(134_000_000) == "134 ms")
        #expect(Words.list([]).isEmpty && Words.list(["a"]) == "a" && Words.list(["a", "b", "c"]) == "a, b and c")
        #expect(Words.count(1, "voter") == "1 voter" && Words.count(0, "key") == "0 keys")
    }
}
