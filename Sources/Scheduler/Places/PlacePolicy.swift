/// The parameters by which a place is chosen. The default is what ships; others are for experiments.
public struct PlacePolicy: Hashable, Sendable {
    /// How many arrivals must have been seen before the mix of work is believed; best fit chooses until then. What is placed
    /// first stays longest: even the poorest guess at the mix does better than none.
    public var firstArrivals: UInt64 = 1
    /// The mix is looked at anew whenever what was seen has grown by the part that this is the divisor of...
    public var growth: UInt64 = 8
    /// ...and if the shares of the kinds then differ so much, summed, from what they were.
    public var leastDifference = 0.03
    /// How many kinds the mix is made of at the most: the most frequent ones.
    public var kindsAtMost = 1_024
    /// How many random sequences of tasks are offered to a server.
    public var sequences = 64
    /// How many tasks a sequence has for a server without idle GPUs.
    public var offersAtLeast = 100
    /// How many more for each idle GPU.
    public var offersPerGPU = 10
    /// At most so many times as many, for servers that fit what few others fit.
    public var scarcityAtMost = 4.0
    /// What room for tasks with several GPUs is worth, relative to what they are expected to use.
    public var wholeServers = 0.25
    /// How much a GPU is spared whose model others demand.
    public var modelPressure = 0.3
    /// Sizes of shares that come less often than this are left out when it is judged how much of a GPU is of use: fewer states are
    /// then told apart, and decisions are several times as fast.
    public var commonShare = 0.01
    /// How much more often a task is offered that few servers hold: by the share of them to the power of minus so many
    /// sixteenths.
    public var scarcitySixteenths = 11
    /// The seed of the sequences.
    public var seed: UInt64 = 0x6D75_7374_6572
    /// Into how many levels a server's CPU and memory are rounded down before what is left of it is valued. Whether a task fits
    /// is decided exactly.
    public var levels = 256

    /// The default.
    public init() {}
}
