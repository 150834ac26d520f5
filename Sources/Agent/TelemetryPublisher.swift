import Fleet
import Glibc
import Settings
import Wire

/// Takes a round of readings and makes the frame of it.
struct TelemetryPublisher {
    private var registry: CollectorRegistry
    private let root: RootDirectory
    private let node: String
    private var round: UInt64 = 0
    private var buffer = SampleBuffer()

    /// `attempts` is the directory of the agent's attempts.
    init(_ configuration: AgentConfiguration, attempts: String) {
        registry = CollectorRegistry(CollectorRegistry.standard(attempts: attempts))
        root = RootDirectory(configuration.root)
        node = configuration.name
    }

    /// The next round's frame; nil when it is too large to be sent. Outcomes that changed are handed to `tell`.
    mutating func next(_ tell: (String, CollectorOutcome) -> Void) -> [UInt8]? {
        round += 1
        buffer.removeAll()
        for (name, outcome) in registry.collect(root: root, into: &buffer) { tell(name, outcome) }
        addOwnMemory()
        let message = Telemetry(
            node: node, takenAt: MonotonicClock.wall(), round: round,
            samples: buffer.samples.map { Sample(name: $0.name, label: $0.label, value: $0.value) })
        return try? Codec.encode(message)
    }

    /// The agent's own memory: what it costs is seen where everything else is.
    private mutating func addOwnMemory() {
        RootDirectory().read("/proc/self/status") { text in
            while var line = text.nextLine() {
                guard let name = line.nextField(), let kibibytes = line.nextField()?.unsigned else { continue }
                if name.equals("VmRSS:") { buffer.add("agent_resident_bytes", kibibytes * 1024) }
                if name.equals("RssAnon:") { buffer.add("agent_anonymous_bytes", kibibytes * 1024) }
            }
        }
    }
}

extension AgentServer {
    /// Publishes a round now and once every interval from then on.
    func publishTelemetry() {
        telemetryTimer = loop.timer(deadline: loop.now) { [unowned self] in
            attendTasks()
            let frame = telemetry.next { [log] name, outcome in
                if case .failed(let reason) = outcome { log.warning("Collector \(name) failed: \(reason)") }
            }
            if let frame {
                for (_, link) in links { link.telemetry.send(frame) }
            }
            telemetryTimer?.deadline = loop.now + configuration.telemetryInterval
        }
    }
}
