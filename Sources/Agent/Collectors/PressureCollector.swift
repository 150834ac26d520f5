/// Pressure stall information (Documentation/accounting/psi.rst of the kernel): the share of time in which some task, or all
/// tasks, waited for a resource.
public struct PressureCollector: Collector {
    /// `pressure`.
    public let name = "pressure"

    /// A collector.
    public init() {}

    /// See `Collector`.
    public mutating func collect(root: RootDirectory, into samples: inout SampleBuffer) -> CollectorOutcome {
        guard root.has("/proc/pressure") else {
            return .noData("this kernel has no pressure stall information (CONFIG_PSI, or psi=1 at boot)")
        }
        for resource in ["cpu", "memory", "io"] {
            let path = "/proc/pressure/" + resource
            let isWhole = root.read(path) { text in
                while var line = text.nextLine() {
                    guard let kind = line.nextField() else { continue }
                    let isSome = kind.equals("some")
                    guard isSome || kind.equals("full") else { continue }
                    guard let percent = line.nextField()?.after("=")?.decimal, line.nextField() != nil,
                        line.nextField() != nil, let microseconds = line.nextField()?.after("=")?.unsigned
                    else { return false }
                    let name = isSome ? "pressure_some" : "pressure_full"
                    samples.add(name + "_ratio", percent / 100, label: resource)
                    samples.add(name + "_seconds_total", Double(microseconds) / 1e6, label: resource)
                }
                return true
            }
            guard let isWhole else { return root.failure(reading: path) }
            if !isWhole { return .failed("\(path) is not in the known form") }
        }
        return .ok
    }
}
