//! What tells one thing from others in a state that is kept. Pure.

/// A digest of the parts of something.
pub(crate) fn digest<const N: usize>(parts: [&str; N]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes()).update(b"\0");
    }
    hasher.finalize().to_hex().to_string()
}
