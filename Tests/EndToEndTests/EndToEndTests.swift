import Testing

/// Real processes, one scenario after the other, since they share the machine.
@Suite("End to end", .serialized, .enabled(if: Machine.isPrivileged, Machine.needsRoot), .timeLimit(.minutes(3)))
enum EndToEndTests {}
