import Determinism

/// What was held, times how long: exact sums of whole units, which stay at the greatest number rather than overflow.
public struct Usage: Hashable, Sendable {
    /// Thousandths of a core times seconds.
    public var cpuMillicoreSeconds: UInt64
    /// Thousandths of a GPU times seconds.
    public var gpuThousandthSeconds: UInt64
    /// Mebibytes of memory times seconds.
    public var memoryMebibyteSeconds: UInt64
    /// Attempts that ended.
    public var ended: UInt64

    /// Usage with its parts; none by default.
    public init(
        cpuMillicoreSeconds: UInt64 = 0, gpuThousandthSeconds: UInt64 = 0, memoryMebibyteSeconds: UInt64 = 0,
        ended: UInt64 = 0
    ) {
        self.cpuMillicoreSeconds = cpuMillicoreSeconds
        self.gpuThousandthSeconds = gpuThousandthSeconds
        self.memoryMebibyteSeconds = memoryMebibyteSeconds
        self.ended = ended
    }

    /// What an attempt uses that holds its share for so long; parts of a unit are left out.
    public init(of attempt: Attempt, for span: Span) {
        self.init(
            cpuMillicoreSeconds: Usage.product(attempt.resources.cpuMillicores, span),
            gpuThousandthSeconds: Usage.product(attempt.gpuThousandths, span),
            memoryMebibyteSeconds: Usage.product(attempt.resources.memoryBytes, span, dividedBy: 1 << 20))
    }

    /// Both together.
    public static func + (left: Usage, right: Usage) -> Usage {
        Usage(
            cpuMillicoreSeconds: left.cpuMillicoreSeconds.addingSaturated(right.cpuMillicoreSeconds),
            gpuThousandthSeconds: left.gpuThousandthSeconds.addingSaturated(right.gpuThousandthSeconds),
            memoryMebibyteSeconds: left.memoryMebibyteSeconds.addingSaturated(right.memoryMebibyteSeconds),
            ended: left.ended.addingSaturated(right.ended))
    }

    private static func product(_ amount: UInt64, _ span: Span, dividedBy unit: UInt64 = 1) -> UInt64 {
        let divisor = unit * 1_000_000_000
        let product = amount.multipliedFullWidth(by: span.nanoseconds)
        return product.high >= divisor ? .max : divisor.dividingFullWidth(product).quotient
    }
}

/// Whose usage it is.
public struct UsageAccount: Hashable, Comparable, Sendable {
    /// The namespace of the job.
    public var namespace: String
    /// Who submitted it: the name bound to the key.
    public var user: String

    /// An account with its parts.
    public init(namespace: String, user: String) {
        self.namespace = namespace
        self.user = user
    }

    /// All those together that came when there were too many to keep apart.
    public static let others = UsageAccount(namespace: "", user: "")

    /// Orders by namespace, then by user, by their bytes.
    public static func < (left: UsageAccount, right: UsageAccount) -> Bool {
        left.namespace == right.namespace
            ? left.user.precedesByBytes(right.user) : left.namespace.precedesByBytes(right.namespace)
    }
}

/// A day's row of an account.
public struct UsageKey: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01, in UTC.
    public var day: UInt64
    /// Whose it is.
    public var account: UsageAccount

    /// Orders by day, then by account.
    public static func < (left: UsageKey, right: UsageKey) -> Bool {
        left.day == right.day ? left.account < right.account : left.day < right.day
    }
}

extension WallTime {
    /// The days since 1970-01-01, in UTC.
    public var day: UInt64 { seconds / 86_400 }

    /// The beginning of a day; the last time that there is for one that is too late.
    public init(day: UInt64) {
        let (nanoseconds, overflow) = day.multipliedReportingOverflow(by: 86_400_000_000_000)
        self.init(nanoseconds: overflow ? .max : nanoseconds)
    }
}

extension UInt64 {
    /// The sum, or the greatest number.
    public func addingSaturated(_ other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}

extension Attempt {
    /// The thousandths of GPUs that it holds, of all together.
    public var gpuThousandths: UInt64 { gpus.reduce(0) { $0.addingSaturated($1.thousandths) } }
}

extension Usage: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(cpuMillicoreSeconds)
        writer.write(gpuThousandthSeconds)
        writer.write(memoryMebibyteSeconds)
        writer.write(ended)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        cpuMillicoreSeconds = try reader.readUInt64()
        gpuThousandthSeconds = try reader.readUInt64()
        memoryMebibyteSeconds = try reader.readUInt64()
        ended = try reader.readUInt64()
    }
}

extension UsageAccount: Canonical {
    /// Namespace and user.
    public func encode(into writer: inout ByteWriter) {
        writer.write(namespace)
        writer.write(user)
    }
    /// Reads namespace and user.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        namespace = try reader.readString()
        user = try reader.readString()
    }
}

extension UsageKey: Canonical {
    /// Day and account.
    public func encode(into writer: inout ByteWriter) {
        writer.write(day)
        writer.write(account)
    }
    /// Reads day and account.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        day = try reader.readUInt64()
        account = try reader.read()
    }
}
