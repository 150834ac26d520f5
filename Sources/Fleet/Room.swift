import Determinism

/// What each task of a job asks of its server.
public struct ResourceRequest: Hashable, Sendable {
    /// What can be divided at will.
    public var amounts: Resources
    /// The GPUs.
    public var gpus: GPURequest

    /// A request with its parts.
    public init(amounts: Resources = .zero, gpus: GPURequest = .none) {
        self.amounts = amounts
        self.gpus = gpus
    }
}

extension ResourceRequest: Canonical {
    /// The amounts, then the GPUs.
    public func encode(into writer: inout ByteWriter) {
        writer.write(amounts)
        writer.write(gpus)
    }
    /// Reads both.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        amounts = try reader.read()
        gpus = try reader.read()
    }
}

/// What an attempt holds of its server.
public struct Holding: Hashable, Sendable {
    /// What can be divided at will.
    public var amounts: Resources
    /// The GPUs, or the share of one.
    public var gpus: [GPUShare]

    /// A holding with its parts.
    public init(amounts: Resources = .zero, gpus: [GPUShare] = []) {
        self.amounts = amounts
        self.gpus = gpus
    }
}

/// What is to stay free of a server.
public struct Headroom: Hashable, Sendable {
    /// What can be divided at will.
    public var amounts: Resources
    /// So many GPUs on which nobody is.
    public var gpus: UInt64

    /// Headroom with its parts.
    public init(amounts: Resources = .zero, gpus: UInt64 = 0) {
        self.amounts = amounts
        self.gpus = gpus
    }

    /// Nothing at all.
    public static let none = Headroom()
}

/// What is free of a server: amounts, and of each GPU so many thousandths. GPUs are given by device, since their sum says
/// nothing: two halves of two are not a whole one.
public struct Room: Hashable, Sendable {
    /// What can be divided at will.
    public var amounts: Resources
    /// The server's GPUs.
    public let gpus: [GPU]
    /// What is free of each, in their order.
    public private(set) var freeThousandths: [UInt64]

    /// An empty server's.
    public init(amounts: Resources, gpus: [GPU] = []) {
        self.amounts = amounts
        self.gpus = gpus
        freeThousandths = Array(repeating: GPU.thousandths, count: gpus.count)
    }

    /// No room at all.
    public static let none = Room(amounts: .zero)

    // MARK: Questions

    /// The places in `gpus` of the GPUs that a request would be given, with `headroom` left beside it; nil where it does
    /// not fit.
    public func places(for request: ResourceRequest, beside headroom: Headroom = .none) -> [Int]? {
        guard (request.amounts + headroom.amounts).fits(in: amounts) else { return nil }
        guard request.gpus.count > 0 else { return [] }
        guard let places = request.gpus.places(among: gpus, free: freeThousandths),
            keepsWhole(headroom.gpus, without: places)
        else { return nil }
        return places
    }

    /// The places of the GPUs with these numbers, if they are what the request asks for, fits on them, and `headroom` is
    /// left; else nil.
    public func places(
        named indexes: [UInt64], for request: ResourceRequest, beside headroom: Headroom = .none
    ) -> [Int]? {
        guard (request.amounts + headroom.amounts).fits(in: amounts), UInt64(indexes.count) == request.gpus.count else {
            return nil
        }
        var places: [Int] = []
        for index in indexes {
            guard let place = gpus.firstIndex(where: { $0.index == index }), !places.contains(place),
                request.gpus.admits(gpus[place]), freeThousandths[place] >= request.gpus.thousandths
            else { return nil }
            places.append(place)
        }
        return indexes.isEmpty || keepsWhole(headroom.gpus, without: places) ? places : nil
    }

    /// Whether a request fits, with `headroom` left beside it.
    public func takes(_ request: ResourceRequest, beside headroom: Headroom = .none) -> Bool {
        places(for: request, beside: headroom) != nil
    }

    /// Whether so many GPUs stay on which nobody is, when those at these places are given away.
    public func keepsWhole(_ count: UInt64, without places: [Int]) -> Bool {
        guard count > 0 else { return true }
        let whole = freeThousandths.indices.count { freeThousandths[$0] >= GPU.thousandths && !places.contains($0) }
        return UInt64(whole) >= count
    }

    /// What is in both: a task that is placed now must leave what is kept for later.
    public func common(with other: Room) -> Room {
        var both = self
        for place in both.freeThousandths.indices where place < other.freeThousandths.count {
            both.freeThousandths[place] = min(freeThousandths[place], other.freeThousandths[place])
        }
        both.amounts = amounts - (amounts - other.amounts)
        return both
    }

    /// The sum of what is free of GPUs, in thousandths.
    public var totalThousandths: UInt64 { freeThousandths.reduce(0, +) }

    // MARK: Changes

    /// Gives a request what it asks for, on the GPUs at these places.
    public mutating func take(_ request: ResourceRequest, at places: [Int]) {
        amounts = amounts - request.amounts
        for place in places { take(request.gpus.thousandths, at: place) }
    }

    /// Gives a request what it asks for, or as much of it as there is. Tells whether it fitted.
    @discardableResult
    public mutating func take(_ request: ResourceRequest) -> Bool {
        let places = places(for: request)
        take(request, at: places ?? [])
        return places != nil
    }

    /// Takes away what an attempt holds.
    public mutating func take(_ holding: Holding) {
        amounts = amounts - holding.amounts
        for share in holding.gpus {
            guard let place = place(of: share) else { continue }
            take(share.thousandths, at: place)
        }
    }

    /// Gives back what an attempt holds.
    public mutating func release(_ holding: Holding) {
        amounts = amounts + holding.amounts
        for share in holding.gpus {
            guard let place = place(of: share) else { continue }
            let gap = GPU.thousandths - min(freeThousandths[place], GPU.thousandths)
            freeThousandths[place] += min(gap, share.thousandths)
        }
    }

    private mutating func take(_ thousandths: UInt64, at place: Int) {
        freeThousandths[place] -= min(freeThousandths[place], thousandths)
    }

    /// Where the GPU of a share is; nil where it is not there any more.
    public func place(of share: GPUShare) -> Int? { gpus.firstIndex { share.isOf($0) } }
}
