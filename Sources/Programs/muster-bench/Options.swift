/// What the command line asks for.
struct Options {
    /// Groups of figures of the consensus case.
    enum Group: String, CaseIterable {
        case writes
        case reads
        case failover
    }

    /// One object a line instead of a table.
    var asJSON = false
    /// The groups to be measured.
    var groups = Set(Group.allCases)
    /// Whether etcd is measured too.
    var hasPeer = true
    /// How often a leader is killed, frozen and cut off.
    var rounds = 9
    /// How often each load is run; the slices of the systems alternate.
    var slices = 3
    /// How long one slice is.
    var sliceMilliseconds = 2_000
    /// Outstanding requests.
    var depths = [1, 8, 64, 512]
    /// How long to wait for elections that nobody needs.
    var minutes = 10
    /// How large the state is from which a lost member is restored.
    var megabytes = 200
    /// Faults to be tried, each so many times, in clusters of these profiles.
    var faults = Fault.allCases
    var runs = 10
    var profiles = MeasuredProfile.all.filter { $0.name != "patient" }
    /// Instead of faults: troubles that must not be taken for any.
    var isCalm = false
    /// A trace's nodes and its arrivals (`-`: standard input, each decision on standard output).
    var nodes: String?
    var arrivals: String?
    /// Where the decisions are written, if anywhere.
    var dump: String?
    /// Who decides.
    var policy = TracePolicy.shipped
    /// The folder that holds the trace `openb`.
    var data: String?
    /// Servers that tasks are handed to, and how many tasks.
    var servers = 200
    var tasks = 40_000
    /// Leaves the run's files where they are.
    var keep = false

    static let usage = """
        usage: muster-bench CASE [--json]
          log                    a durable entry, beside bare fdatasync
          consensus              three coordinators beside three members of etcd, on loopback
              --only writes|reads|failover   one group of figures; may be repeated
              --peer none                    without etcd
              --rounds N                     leaders to be killed, frozen and cut off (9)
              --slices N --slice MS          loads, by turns (3 of 2000 ms)
              --depths 1,8,64,512            outstanding requests
              --keep                         leave logs and data
          elections --minutes N  elections of an idle cluster while both processors are busy
          failover               servers and coordinators lost, with real processes in network namespaces (root)
              --fault NAME                   one fault; may be repeated
              --profile default|fast|patient may be repeated (default and fast)
              --runs N                       of each fault in each profile (10)
              --calm --minutes N             instead: packet loss and short freezes, which must move nothing
          snapshot --megabytes N a member restored from nothing while writes go on (200)
          placement              how much of a trace's GPUs is allocated, beside best fit
              --nodes FILE                   sn,cpu_milli,memory_mib,gpu,model
              --arrivals FILE|-              name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec; with - each is
                                             decided on before the next is read
              --policy NAME                  default, best-fit, fgd or first-fit (default)
              --dump FILE                    order,pod,node,gpu_indexes,gpu_milli_each
          scale                  decisions a second in large fleets that are 90 % full, on one core
              --data FOLDER                  where openb's files are ($MUSTER_TEST_DATA/openb)
          handout                tasks a second that three coordinators place, commit and hand to agents
              --servers N                    simulated agents, each with a connection to each coordinator (200)
              --tasks N                      tasks, which run for half a second (40000)
        """

    /// Reads the words after the case's name.
    init(_ words: [String]) throws {
        var only: Set<Group> = []
        var faults: [Fault] = []
        var profiles: [MeasuredProfile] = []
        var rest = words[...]
        func number(_ word: String, _ value: String?) throws -> Int {
            guard let value, let number = Int(value), number > 0 else {
                throw BenchError(sentence: "\(word) needs a number from 1 on")
            }
            return number
        }
        func text(_ word: String, _ value: String?) throws -> String {
            guard let value else { throw BenchError(sentence: "\(word) needs a value") }
            return value
        }
        while let word = rest.popFirst() {
            switch word {
            case "--json": asJSON = true
            case "--keep": keep = true
            case "--only":
                guard let group = rest.popFirst().flatMap(Group.init(rawValue:)) else {
                    throw BenchError(sentence: "--only is writes, reads or failover")
                }
                only.insert(group)
            case "--fault":
                guard let fault = rest.popFirst().flatMap(Fault.init(rawValue:)) else {
                    throw BenchError(
                        sentence: "--fault is one of " + Fault.allCases.map(\.rawValue).joined(separator: ", "))
                }
                faults.append(fault)
            case "--profile":
                let name = rest.popFirst()
                guard let profile = MeasuredProfile.all.first(where: { $0.name == name }) else {
                    throw BenchError(sentence: "--profile is default, fast or patient")
                }
                profiles.append(profile)
            case "--nodes": nodes = try text(word, rest.popFirst())
            case "--arrivals": arrivals = try text(word, rest.popFirst())
            case "--dump": dump = try text(word, rest.popFirst())
            case "--data": data = try text(word, rest.popFirst())
            case "--policy":
                guard let policy = rest.popFirst().flatMap(TracePolicy.init(rawValue:)) else {
                    throw BenchError(
                        sentence: "--policy is one of "
                            + TracePolicy.allCases.map(\.rawValue).joined(separator: ", "))
                }
                self.policy = policy
            case "--runs": runs = try number(word, rest.popFirst())
            case "--calm": isCalm = true
            case "--peer":
                guard let peer = rest.popFirst(), ["none", "etcd"].contains(peer) else {
                    throw BenchError(sentence: "--peer is etcd or none")
                }
                hasPeer = peer == "etcd"
            case "--rounds": rounds = try number(word, rest.popFirst())
            case "--slices": slices = try number(word, rest.popFirst())
            case "--slice": sliceMilliseconds = try number(word, rest.popFirst())
            case "--minutes": minutes = try number(word, rest.popFirst())
            case "--servers": servers = try number(word, rest.popFirst())
            case "--tasks": tasks = try number(word, rest.popFirst())
            case "--megabytes": megabytes = try number(word, rest.popFirst())
            case "--depths":
                depths = try (rest.popFirst() ?? "").split(separator: ",").map { try number(word, String($0)) }
            default: throw BenchError(sentence: "`\(word)` is not known\n\(Self.usage)")
            }
        }
        if !only.isEmpty { groups = only }
        if !faults.isEmpty { self.faults = faults }
        if !profiles.isEmpty {
            self.profiles = profiles
        } else if isCalm {
            self.profiles.removeAll { $0.name != "default" }
        }
    }
}
