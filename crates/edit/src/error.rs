//! Why an edit was refused or could not be stored.

use std::io;
use std::path::PathBuf;

use kinglet_domain::action::Lines;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;

/// Why nothing was changed. Only after [`Error::Torn`] do files differ from what they were.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The root folder cannot be used.
    #[error("cannot work in {}; check that the folder is there", root.display())]
    Root {
        /// The folder.
        root: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is no such file.
    #[error("{path} does not exist; check the path, or create the file")]
    NotFound {
        /// The file.
        path: RelPath,
    },
    /// A file that is to be created is there already.
    #[error("{path} exists already; edit it instead of creating it")]
    Exists {
        /// The file.
        path: RelPath,
    },
    /// The path belongs to git or to tools that would act on what it holds.
    #[error("{path} may not be edited: `{name}` is protected")]
    Protected {
        /// The file.
        path: RelPath,
        /// The protected name in its path.
        name: String,
    },
    /// A symbolic link leads out of the repository.
    #[error("{path} leads outside the repository through a symbolic link; edit the real file there yourself")]
    Outside {
        /// The file.
        path: RelPath,
    },
    /// A folder, a pipe, a device, a dangling link, or something beneath a file.
    #[error("{path} is not a regular file")]
    NotAFile {
        /// The path.
        path: RelPath,
    },
    /// The file is too large to be edited.
    #[error("{path} is larger than {limit} bytes, the most that is edited")]
    TooLarge {
        /// The file.
        path: RelPath,
        /// The most bytes that a file may have.
        limit: u64,
    },
    /// The file holds NUL bytes.
    #[error("{path} is a binary file; only text is edited")]
    Binary {
        /// The file.
        path: RelPath,
    },
    /// The file is text in another encoding.
    #[error("{path} is not UTF-8; convert it first")]
    Encoding {
        /// The file.
        path: RelPath,
    },
    /// The file cannot be read.
    #[error("cannot read {path}; check its permissions")]
    Read {
        /// The file.
        path: RelPath,
        /// What the system said.
        source: io::Error,
    },
    /// The new text could not be stored.
    #[error("cannot write {path}; check its permissions and the free space")]
    Write {
        /// The file.
        path: RelPath,
        /// What the system said.
        source: io::Error,
    },
    /// A SEARCH text is empty, and the file is not.
    #[error("{path}: the SEARCH text is empty; copy the lines to be replaced from the file")]
    EmptySearch {
        /// The file.
        path: RelPath,
    },
    /// A SEARCH text is there more than once; these are the first two places.
    #[error(
        "{path}: the SEARCH text matches at lines {first} and {second}; add neighbouring lines to tell them apart"
    )]
    Ambiguous {
        /// The file.
        path: RelPath,
        /// Where the first match begins.
        first: Line,
        /// Where the second match begins.
        second: Line,
    },
    /// A SEARCH text is not in the file.
    #[error("{path}: the SEARCH text is not in the file; {closest}")]
    NoMatch {
        /// The file.
        path: RelPath,
        /// The lines that resemble it most, numbered, with a sentence that introduces them.
        closest: String,
    },
    /// Two SEARCH texts share lines.
    #[error("{path}: two SEARCH texts overlap at line {line}; join them into one")]
    Overlap {
        /// The file.
        path: RelPath,
        /// Where the second begins.
        line: Line,
    },
    /// The first and the last of the lines that are to be replaced are not told.
    #[error(
        "{path}: the lines are given by their numbers alone; give the text of the first and of the last of them, too"
    )]
    NoAnchor {
        /// The file.
        path: RelPath,
    },
    /// The lines hold something else than was expected, and what was expected is there more than once.
    #[error(
        "{path}: what the lines should hold is there at lines {first} and {second}; give the right numbers"
    )]
    AnchorAmbiguous {
        /// The file.
        path: RelPath,
        /// Where it is first.
        first: Line,
        /// Where it is then.
        second: Line,
    },
    /// The lines hold something else than was expected, which is not elsewhere either.
    #[error("{path}: lines {lines} do not begin and end as expected; {closest}")]
    AnchorMissed {
        /// The file.
        path: RelPath,
        /// The lines.
        lines: Lines,
        /// What they hold, numbered, with a sentence that introduces it.
        closest: String,
    },
    /// Something was left out, and it is not clear what.
    #[error("{path}: `{line}` stands for code, and it is not clear for which; write that code in full")]
    Elided {
        /// The file.
        path: RelPath,
        /// The line that stands for what was left out.
        line: String,
    },
    /// Characters were written as HTML entities, some of them or all.
    #[error("{path}: `{line}` holds an HTML entity; write `<`, `>` and `&` as they are")]
    Entity {
        /// The file.
        path: RelPath,
        /// The line.
        line: String,
    },
    /// The file defines no such symbol.
    #[error("{path} defines no `{symbol}`; check the name, qualified like `Class.method`")]
    NoSuchSymbol {
        /// The file.
        path: RelPath,
        /// Its name.
        symbol: String,
    },
    /// The file defines the symbol more than once; these are the first two places.
    #[error("{path} defines `{symbol}` at lines {first} and {second}; replace it by SEARCH/REPLACE instead")]
    SymbolAmbiguous {
        /// The file.
        path: RelPath,
        /// Its name.
        symbol: String,
        /// Where the first begins.
        first: Line,
        /// Where the second begins.
        second: Line,
    },
    /// The edit leaves the file as it is.
    #[error("the edit of {path} changes nothing; what it writes is there already")]
    NothingChanged {
        /// The file.
        path: RelPath,
    },
    /// The edit brings in a character that cannot be seen or controls a terminal.
    #[error(
        "the edit of {path} brings in the character U+{:04X}, which cannot be seen; leave it out, or write it as an escape",
        u32::from(*character)
    )]
    Unseen {
        /// The file.
        path: RelPath,
        /// The first such character.
        character: char,
    },
    /// The file is not what it was when the change was planned.
    #[error("{path} was changed by someone else meanwhile; read it again")]
    Stale {
        /// The file.
        path: RelPath,
    },
    /// Files were changed after the edits that are to be undone; undoing would destroy that.
    #[error("not undone, because it was changed since: {}", join(paths))]
    Conflict {
        /// The files.
        paths: Vec<RelPath>,
    },
    /// Storing failed in the middle, and what was stored could not be taken back.
    #[error("{path} could not be restored after a failure; {}", saved(backup.as_ref()))]
    Torn {
        /// The file.
        path: RelPath,
        /// Where its former content is.
        backup: Option<PathBuf>,
        /// What the system said.
        source: io::Error,
    },
}

fn join(paths: &[RelPath]) -> String {
    paths.iter().map(RelPath::as_str).collect::<Vec<_>>().join(", ")
}

fn saved(backup: Option<&PathBuf>) -> String {
    backup.map_or("remove it yourself".to_owned(), |backup| {
        format!("its former content is in {}; rename that to restore it", backup.display())
    })
}
