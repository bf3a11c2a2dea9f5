//! Files as servers name them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const SCHEME: &str = "file://";

/// The address of a file.
///
/// - `path`: an absolute one.
pub(crate) fn of(path: &Path) -> String {
    let mut uri = SCHEME.to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(byte) {
            uri.push(char::from(*byte));
        } else {
            // Writing to a string cannot fail.
            let _written = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

/// The file at an address; `None` if that is none of a file on this machine, or its name is not UTF-8.
pub(crate) fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix(SCHEME)?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    if !rest.starts_with('/') {
        return None;
    }
    let mut bytes = Vec::with_capacity(rest.len());
    let mut left = rest.bytes();
    while let Some(byte) = left.next() {
        if byte == b'%' {
            let digits = [left.next()?, left.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_escaped() {
        assert_eq!(of(Path::new("/a b/ä#.rs")), "file:///a%20b/%C3%A4%23.rs");
        assert_eq!(path("file:///c%3a/x"), Some(PathBuf::from("/c:/x")));
        assert_eq!(path("untitled:Untitled-1"), None);
        assert_eq!(path("file:///a%2"), None);
    }

    proptest! {
        #[test]
        fn an_address_leads_back(name in "/.{0,20}") {
            prop_assert_eq!(path(&of(Path::new(&name))), Some(PathBuf::from(name)));
        }

        #[test]
        fn any_text_is_read(uri: String) {
            let _read = path(&uri);
        }
    }
}
