/// The release that the sources are of. This is the one place where it is written: the programs tell it, and the packages are
/// named after it.
public enum Release {
    /// Its version, as `MAJOR.MINOR.PATCH`.
    public static let version = "0.1.0"
}
