import Determinism
import Foundation
import JobSpec

extension WallTime {
    /// A time as people write it on a command line: RFC 3339, `now`, or so long after now as `+2h`; nil for anything else.
    init?(written text: String, now: WallTime) {
        if text == "now" {
            self = now
        } else if text.hasPrefix("+") {
            guard let span = Quantity.span(String(text.dropFirst())) else { return nil }
            self = now + span
        } else {
            self.init(rfc3339: text)
        }
    }

    /// What this machine's clock says, in whole seconds.
    static var present: WallTime { .epoch + .seconds(UInt64(max(0, Date().timeIntervalSince1970))) }
}
