//! What a pull reports while it works.

/// Something that happened during a pull, as it happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Bytes of an earlier pull are being hashed before it goes on from there.
    Checking {
        /// How many.
        have: u64,
    },
    /// A source is being tried.
    Trying {
        /// Which, as a person reads it.
        source: String,
    },
    /// A package is being fetched (or is here from an earlier pull).
    Part {
        /// Its place, counted from 1.
        number: u32,
        /// How many there are.
        of: u32,
        /// Its name.
        package: String,
    },
    /// So much of the file is on disk. Comes often (every few kilobytes), and may go back to 0.
    Bytes {
        /// How many bytes.
        have: u64,
        /// The size of the whole file.
        size: u64,
    },
    /// The transfer was cut and goes on.
    Resuming {
        /// From this byte.
        have: u64,
        /// Why it was cut.
        reason: String,
    },
    /// A source failed; the next one is tried, if there is one.
    Failed {
        /// Which.
        source: String,
        /// Why.
        reason: String,
    },
}
