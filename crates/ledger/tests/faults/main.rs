//! The ledger on a disk that fails: every call into the file system fails once, or from then on; the power is lost
//! at every point; the bytes of the files change behind its back.

#![expect(clippy::unwrap_used, reason = "helpers outside of a test function may fail like the test itself")]

mod checkpoint;
mod disk;
mod flipped;
mod injected;
mod power;
mod script;
mod torn;
mod vfs;
