import Fleet

/// The fleet's own job definition, apart from the wire's message of the same name.
typealias FleetJob = Fleet.JobDefinition
