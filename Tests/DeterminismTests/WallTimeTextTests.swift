import Determinism
import Testing

struct WallTimeTextTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-12-01T06:00:00Z", 1_796_104_800_000_000_000),
            ("2000-02-29T23:59:59Z", 951_868_799_000_000_000), ("2100-03-01T00:00:00Z", 4_107_542_400_000_000_000),
            ("2026-12-01T06:00:00.000000001Z", 1_796_104_800_000_000_001),
            ("2026-12-01T06:00:00.25Z", 1_796_104_800_250_000_000),
        ] as [(String, UInt64)])
    func timesAreWrittenAndReadByTheCalendar(text: String, nanoseconds: UInt64) {
        #expect(WallTime(nanoseconds: nanoseconds).description == text)
        #expect(WallTime(rfc3339: text)?.nanoseconds == nanoseconds)
    }

    @Test func offsetsAreTakenOff() {
        let noon = WallTime(rfc3339: "2026-12-01T12:00:00Z")
        #expect(WallTime(rfc3339: "2026-12-01T13:30:00+01:30") == noon)
        #expect(WallTime(rfc3339: "2026-12-01t07:00:00-05:00") == noon)
        #expect(WallTime(rfc3339: "1970-01-01T00:30:00+01:00") == nil)
    }

    @Test func everyDayOfFourCenturiesComesBack() {
        for day: UInt64 in 0..<146_097 {
            let time = WallTime(nanoseconds: day * 86_400_000_000_000)
            guard WallTime(rfc3339: time.description) == time else {
                Issue.record("day \(day) is written as \(time)")
                return
            }
        }
    }

    @Test(arguments: [
        "", "2026-12-01", "2026-12-01T06:00Z", "2026-12-01 06:00:00Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-00-10T00:00:00Z", "2026-04-31T00:00:00Z", "2026-04-00T00:00:00Z", "2026-12-01T24:00:00Z",
        "2026-12-01T06:60:00Z", "2026-12-01T06:00:60Z", "2026-12-01T06:00:00", "2026-12-01T06:00:00Zx",
        "2026-12-01T06:00:00.Z", "2026-12-01T06:00:00.1234567890Z", "2026-12-01T06:00:00+24:00",
        "2026-12-01T06:00:00+1:00", "1969-12-31T23:59:59Z", "2600-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
        "+026-12-01T06:00:00Z", "2026-1２-01T06:00:00Z",
    ])
    func whatIsNoTimeIsNotRead(text: String) { #expect(WallTime(rfc3339: text) == nil) }
}
