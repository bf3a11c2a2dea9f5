//! Paths inside the user's repository.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// A path relative to the repository's root: UTF-8, `/` between parts, no `..`, no `.git`, never empty.
///
/// Whoever holds one need not check again that it stays inside the repository (as far as names go;
/// symbolic links are the business of whoever opens it).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RelPath(String);

/// Why a text is not a path inside the repository.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Nothing was given.
    #[error("the path is empty; name a file relative to the repository's root")]
    Empty,
    /// The path starts at the file system's root.
    #[error("`{0}` is absolute; name the file relative to the repository's root")]
    Absolute(String),
    /// The path leaves the repository.
    #[error("`{0}` leads outside the repository")]
    Outside(String),
    /// The path lies in git's own folder.
    #[error("`{0}` lies in git's own folder, which is never read or edited")]
    GitFolder(String),
    /// The path holds a character that no file name here may have.
    #[error("`{0}` holds a control character")]
    Control(String),
}

impl RelPath {
    /// Reads a path as people and models write it: leading `./`, doubled and trailing slashes and backslashes are mended.
    ///
    /// # Errors
    /// [`Error`] if the path is empty, absolute, leads outside, or lies in a `.git` folder.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        if text.chars().any(char::is_control) {
            return Err(Error::Control(text.escape_default().to_string()));
        }
        let slashed = text.replace('\\', "/");
        if slashed.starts_with('/') || slashed.as_bytes().get(1) == Some(&b':') {
            return Err(Error::Absolute(text.to_owned()));
        }
        let mut parts = Vec::new();
        for part in slashed.split('/') {
            match part {
                "" | "." => {}
                ".." => return Err(Error::Outside(text.to_owned())),
                git if git.eq_ignore_ascii_case(".git") => return Err(Error::GitFolder(text.to_owned())),
                name => parts.push(name),
            }
        }
        let mended = parts.join("/");
        match mended.as_str() {
            "" => Err(Error::Empty),
            same if same == text => Ok(Self(mended)),
            // What was mended may show what else is to be: each time it is shorter, or has fewer backslashes.
            other => Self::parse(other),
        }
    }

    /// The path of `file` relative to `root`; `None` if it lies elsewhere, is not UTF-8, or would have to be mended: the
    /// mended name is another file's.
    #[must_use]
    pub fn beneath(root: &Path, file: &Path) -> Option<Self> {
        let name = file.strip_prefix(root).ok()?.to_str()?;
        Self::parse(name).ok().filter(|path| path.as_str() == name)
    }

    /// The text, with `/` between parts.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file's place on this machine.
    #[must_use]
    pub fn under(&self, root: &Path) -> PathBuf {
        root.join(&self.0)
    }

    /// The folder that it lies in, empty for the topmost.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part of the path.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The file name's ending after the last dot, or an empty text.
    #[must_use]
    pub fn extension(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl TryFrom<String> for RelPath {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        Self::parse(&text)
    }
}

impl From<RelPath> for String {
    fn from(path: RelPath) -> Self {
        path.0
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str) -> String {
        RelPath::parse(text).map_or_else(|error| format!("error: {error}"), |path| path.to_string())
    }

    #[test]
    fn mends_what_models_write() {
        assert_snapshot!(check("./src//auth.rs"), @"src/auth.rs");
        assert_snapshot!(check(" src\\auth.rs "), @"src/auth.rs");
        assert_snapshot!(check("a folder/naïve.py"), @"a folder/naïve.py");
        assert_snapshot!(check("./ a.py"), @"a.py");
    }

    #[test]
    fn refuses_to_leave_the_repository() {
        assert_snapshot!(check("../x"), @"error: `../x` leads outside the repository");
        assert_snapshot!(check("a/../../x"), @"error: `a/../../x` leads outside the repository");
        assert_snapshot!(check("/etc/passwd"), @"error: `/etc/passwd` is absolute; name the file relative to the repository's root");
        assert_snapshot!(check("C:\\x"), @r"error: `C:\x` is absolute; name the file relative to the repository's root");
        assert_snapshot!(check("sub/.GIT/config"), @"error: `sub/.GIT/config` lies in git's own folder, which is never read or edited");
        assert_snapshot!(check("./"), @"error: the path is empty; name a file relative to the repository's root");
        assert_snapshot!(check("a\0b"), @r"error: `a\u{0}b` holds a control character");
    }

    #[test]
    fn a_name_on_disk_is_not_mended_into_another_file() {
        let check = |file: &str| RelPath::beneath(Path::new("/r"), Path::new(file)).map(String::from);
        assert_eq!(check("/r/src/a b.py").as_deref(), Some("src/a b.py"));
        for other in ["/r/ a.py", "/r/a.py ", "/r/a\\b.py", "/r/.git/config", "/elsewhere/a.py", "/r"] {
            assert_eq!(check(other), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn what_parses_parses_to_itself(text in "\\PC{0,40}") {
            if let Ok(path) = RelPath::parse(&text) {
                prop_assert_eq!(RelPath::parse(path.as_str()), Ok(path.clone()));
                prop_assert!(!path.as_str().split('/').any(|part| part == ".."));
            }
        }
    }
}
