//! Why a refactoring is refused.

use std::fmt;

use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;

/// A place in the code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The file.
    pub path: RelPath,
    /// The line.
    pub line: Line,
    /// What the line holds.
    pub text: String,
}

impl fmt::Display for Spot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path, self.line, self.text.trim())
    }
}

/// Why a refactoring is refused; nothing is changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The files cannot be listed.
    #[error(transparent)]
    Loom(#[from] kinglet_loom::Error),
    /// There is no such symbol.
    #[error("no file in Python, Rust, JavaScript, TypeScript or Go defines `{symbol}`{}", near(similar))]
    NotFound {
        /// What was looked for.
        symbol: String,
        /// Names that are like it.
        similar: Vec<String>,
    },
    /// Several symbols have this name.
    #[error(
        "`{symbol}` is defined more than once; say which by its qualified name or its file:\n{}",
        list(spots)
    )]
    Ambiguous {
        /// What was looked for.
        symbol: String,
        /// The definitions.
        spots: Vec<Spot>,
    },
    /// Several have this name, and without a language server nobody knows which of them is used where.
    #[error(
        "`{symbol}` is defined here, too, and without a language server its uses cannot be told apart:\n{}",
        list(spots)
    )]
    Indistinct {
        /// The symbol.
        symbol: String,
        /// The other definitions.
        spots: Vec<Spot>,
    },
    /// A method is defined again by what inherits it, or the other way round.
    #[error("`{symbol}` has to stay as it is defined here, too; change these by hand:\n{}", list(spots))]
    Overridden {
        /// The symbol.
        symbol: String,
        /// The other definitions.
        spots: Vec<Spot>,
    },
    /// It is used in ways that do not say what it is called with.
    #[error("`{symbol}` is used here in ways that cannot be rewritten; change these first:\n{}", list(spots))]
    Unfit {
        /// The symbol.
        symbol: String,
        /// Where.
        spots: Vec<Spot>,
    },
    /// It has no parameters that could change.
    #[error("`{symbol}` in {path} is not a function whose parameters can be changed")]
    NotAFunction {
        /// The symbol.
        symbol: String,
        /// The file.
        path: RelPath,
    },
    /// It has no such parameter.
    #[error("`{symbol}` has no parameter `{name}`; it has {}", names(known))]
    NoSuchParameter {
        /// The function.
        symbol: String,
        /// What was looked for.
        name: String,
        /// Those that it has.
        known: Vec<String>,
    },
    /// The order does not name each parameter once.
    #[error("the order has to name each parameter of `{symbol}` once: {}", names(known))]
    Order {
        /// The function.
        symbol: String,
        /// Those that it has.
        known: Vec<String>,
    },
    /// The function uses the parameter itself.
    #[error("`{symbol}` uses its parameter `{name}` here; change that first:\n{}", list(spots))]
    StillUsed {
        /// The function.
        symbol: String,
        /// The parameter.
        name: String,
        /// Where.
        spots: Vec<Spot>,
    },
    /// What is to be made is there already.
    #[error("there is a `{name}` already: {spot}")]
    Taken {
        /// The name.
        name: String,
        /// Where.
        spot: Spot,
    },
    /// Something that is needed was not said.
    #[error("{missing}")]
    Unsaid {
        /// What.
        missing: String,
    },
    /// What was said is not what the language can read.
    #[error("`{text}` is not {what}")]
    Unreadable {
        /// What was said.
        text: String,
        /// What it should be.
        what: String,
    },
    /// The file is not there, or not in a language that can be changed in this way.
    #[error("{path} {what}")]
    File {
        /// The file.
        path: RelPath,
        /// What is the matter.
        what: String,
    },
    /// The symbol cannot be moved there.
    #[error("`{symbol}` cannot be moved: {what}")]
    Immovable {
        /// The symbol.
        symbol: String,
        /// Why.
        what: String,
    },
    /// Two changes of a file overlap.
    #[error("two changes of {path} overlap; make one of them by hand")]
    Overlap {
        /// The file.
        path: RelPath,
    },
}

impl Error {
    /// A word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Loom(_) | Self::File { .. } => "file",
            Self::NotFound { .. } => "not_found",
            Self::Ambiguous { .. } | Self::Indistinct { .. } => "ambiguous",
            Self::Overridden { .. } => "overridden",
            Self::Unfit { .. } | Self::Overlap { .. } => "unfit",
            Self::NotAFunction { .. } => "not_a_function",
            Self::NoSuchParameter { .. } => "no_such_parameter",
            Self::Order { .. } => "order",
            Self::StillUsed { .. } => "still_used",
            Self::Taken { .. } => "taken",
            Self::Unsaid { .. } => "unsaid",
            Self::Unreadable { .. } => "unreadable",
            Self::Immovable { .. } => "immovable",
        }
    }

    /// The places that it is about.
    #[must_use]
    pub fn spots(&self) -> &[Spot] {
        match self {
            Self::Ambiguous { spots, .. }
            | Self::Indistinct { spots, .. }
            | Self::Overridden { spots, .. }
            | Self::Unfit { spots, .. }
            | Self::StillUsed { spots, .. } => spots,
            Self::Taken { spot, .. } => std::slice::from_ref(spot),
            _ => &[],
        }
    }
}

fn list(spots: &[Spot]) -> String {
    spots.iter().map(|spot| format!("  {spot}")).collect::<Vec<_>>().join("\n")
}

fn names(known: &[String]) -> String {
    match known {
        [] => "none".to_owned(),
        _ => known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
    }
}

fn near(similar: &[String]) -> String {
    if similar.is_empty() { String::new() } else { format!("; there is {}", names(similar)) }
}
