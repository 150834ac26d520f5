/// What a check found, as people and as programs read it.
public struct CheckReport: Hashable, Sendable {
    /// The program that was checked for.
    public var program: String
    /// Its version.
    public var version: String
    /// The configuration file.
    public var configuration: String
    /// What was found, in the order in which it was looked at.
    public var findings: [Finding]

    /// A report with its parts.
    public init(program: String, version: String, configuration: String, findings: [Finding]) {
        self.program = program
        self.version = version
        self.configuration = configuration
        self.findings = findings
    }

    /// How many findings there are of a level.
    public func count(_ level: Finding.Level) -> Int { findings.count { $0.level == level } }

    /// 0 if there is no error, else 1.
    public var exitCode: Int32 { count(.error) == 0 ? 0 : 1 }

    /// Aligned lines, a finding each, and one with how many there are of each level.
    public var text: String {
        let level = Finding.Level.warning.rawValue.utf8.count
        let subject = findings.map(\.subject.utf8.count).max() ?? 0
        var text = ""
        for finding in findings {
            text += CheckReport.pad(finding.level.rawValue, level) + "  "
            text += CheckReport.pad(finding.subject, subject) + "  " + finding.sentence + "\n"
        }
        let (warnings, errors) = (count(.warning), count(.error))
        return text + "\(count(.ok)) ok, \(warnings) warning\(warnings == 1 ? "" : "s"), "
            + "\(errors) error\(errors == 1 ? "" : "s")\n"
    }

    /// One JSON object: `program`, `version`, `configuration`, `findings` (each with `level`, `subject`, `finding` and
    /// `advice`), and how many there are of each level: `ok`, `warnings`, `errors`.
    public var json: String {
        let items = findings.map { finding in
            "    {"
                + [
                    ("level", finding.level.rawValue), ("subject", finding.subject), ("finding", finding.finding),
                    ("advice", finding.advice),
                ].map { CheckReport.quoted($0.0) + ": " + CheckReport.quoted($0.1) }.joined(separator: ", ") + "}"
        }
        return """
            {
              "program": \(CheckReport.quoted(program)),
              "version": \(CheckReport.quoted(version)),
              "configuration": \(CheckReport.quoted(configuration)),
              "findings": [
            \(items.joined(separator: ",\n"))
              ],
              "ok": \(count(.ok)),
              "warnings": \(count(.warning)),
              "errors": \(count(.error))
            }

            """
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.utf8.count))
    }

    /// A JSON string.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
