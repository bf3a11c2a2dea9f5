//! What may be written after `kinglet refactor`.

use clap::{Args, Subcommand};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;

use super::Lsp;

pub(super) const REFACTOR_HELP: &str = "Exit codes: 0 done, or would be; 1 refused, and why, with the places; 2 wrong usage.\n\n\
    Example: kinglet refactor add-parameter price currency --type str --value '\"EUR\"' --dry-run";

#[derive(Debug, Subcommand)]
pub(crate) enum Refactor {
    /// Give a symbol another name.
    Rename {
        #[command(flatten)]
        symbol: Symbol,
        /// Its new name.
        to: String,
        #[command(flatten)]
        how: How,
    },
    /// Give a function another parameter, and each call a value for it.
    AddParameter {
        #[command(flatten)]
        symbol: Symbol,
        /// The parameter's name.
        name: String,
        /// Its type.
        #[arg(long = "type", value_name = "TYPE")]
        of: Option<String>,
        /// What it is where a call gives nothing for it. Without --value, calls stay as they are.
        #[arg(long, value_name = "EXPRESSION", allow_hyphen_values = true)]
        default: Option<String>,
        /// What calls give for it.
        #[arg(long, value_name = "EXPRESSION", allow_hyphen_values = true)]
        value: Option<String>,
        /// What the calls in one line give for it instead; may be given more than once.
        #[arg(long = "at", value_name = "FILE:LINE=EXPRESSION", value_parser = value_at)]
        at: Vec<ValueAt>,
        /// The parameter before which it stands; after all that have no default if not given.
        #[arg(long, value_name = "NAME")]
        before: Option<String>,
        #[command(flatten)]
        how: How,
    },
    /// Take a parameter that a function does not use away, and what calls give for it.
    RemoveParameter {
        #[command(flatten)]
        symbol: Symbol,
        /// The parameter's name.
        name: String,
        #[command(flatten)]
        how: How,
    },
    /// Put the parameters of a function, and what calls give for them, in another order.
    ReorderParameters {
        #[command(flatten)]
        symbol: Symbol,
        /// The names of all parameters in their new order, with commas.
        #[arg(value_delimiter = ',', required = true)]
        order: Vec<String>,
        #[command(flatten)]
        how: How,
    },
    /// Move a symbol to another file. Where it was, it stays known, so that nobody else has to change.
    Move {
        #[command(flatten)]
        symbol: Symbol,
        /// The file, relative to the repository's top folder.
        #[arg(value_parser = RelPath::parse)]
        to: RelPath,
        #[command(flatten)]
        how: How,
    },
    /// Add an import to a file.
    AddImport {
        /// The file, relative to the repository's top folder.
        #[arg(value_parser = RelPath::parse)]
        file: RelPath,
        /// The statement, as the language writes it.
        import: String,
        #[command(flatten)]
        how: How,
    },
}

/// A symbol on the command line.
#[derive(Debug, Args)]
pub(crate) struct Symbol {
    /// The symbol; `Cart.total` where `total` is not the only one.
    pub(crate) symbol: String,
    /// The file that defines it, where the name alone does not tell.
    #[arg(long = "in", value_name = "FILE", value_parser = RelPath::parse)]
    pub(crate) path: Option<RelPath>,
}

/// How a refactoring is done.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct How {
    /// Only show what would change.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Print JSON: `run`, `paths`, `diff`, `calls` and who told where (`by`), or `reason`, `message` and `places`.
    #[arg(long)]
    pub(crate) json: bool,
    /// Whether the language server is asked where a symbol is used. It may execute what the project brings, so it is not
    /// asked unless you say so.
    #[arg(long, value_name = "WHETHER", value_enum, default_value_t = Lsp::Off)]
    pub(crate) lsp: Lsp,
}

/// What is given for a parameter in one line.
#[derive(Debug, Clone)]
pub(crate) struct ValueAt {
    pub(crate) path: RelPath,
    pub(crate) line: Line,
    pub(crate) value: String,
}

fn value_at(text: &str) -> Result<ValueAt, String> {
    let form = || "it is written as src/cart.py:12=VALUE".to_owned();
    let (place, value) = text.split_once('=').ok_or_else(form)?;
    let (path, line) = place.rsplit_once(':').ok_or_else(form)?;
    let path = RelPath::parse(path).map_err(|error| error.to_string())?;
    let line = line.parse().ok().and_then(Line::new).ok_or_else(form)?;
    Ok(ValueAt { path, line, value: value.to_owned() })
}
