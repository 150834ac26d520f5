import Wire

/// What to do about a request.
enum AdvisedVerdict: UInt32 {
    case unknown = 0
    case fits = 1
    case less = 2
    case more = 3

    init(_ resource: AdvisedResource) { self = AdvisedVerdict(rawValue: resource.verdict) ?? .unknown }
}
