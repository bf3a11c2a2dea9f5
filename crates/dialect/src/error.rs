//! Why a reply cannot be used. The texts are read by the model.

/// Why a reply cannot be used; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is nothing in it.
    #[error("the reply is empty; answer with the corrected code in one fenced block")]
    Empty,
    /// There is text, but no code.
    #[error("the reply holds no code; answer with the corrected `{wanted}` in one fenced block")]
    NoCode {
        /// What was asked for.
        wanted: String,
    },
    /// There is code, but not what was asked for.
    #[error("the reply's code does not define `{wanted}`; answer with the whole corrected `{wanted}`")]
    NotIncluded {
        /// What was asked for.
        wanted: String,
    },
    /// The code is defined twice, differently, in one block.
    #[error("the reply defines `{wanted}` more than once; answer with one version of it")]
    Ambiguous {
        /// What was asked for.
        wanted: String,
    },
    /// The reply is a diff of something else than what was shown, or of more than one place of it.
    #[error(
        "the reply is a diff that does not fit the shown `{wanted}` in exactly one place; \
         answer with the whole corrected `{wanted}` instead of a diff"
    )]
    UnfitDiff {
        /// What was asked for.
        wanted: String,
    },
    /// The code is some of the file that was asked for, and what of it is not clear.
    #[error(
        "it is not clear where in `{wanted}` the reply's code belongs; \
         answer with whole functions and classes, each under a name that `{wanted}` has once"
    )]
    Unplaced {
        /// What was asked for.
        wanted: String,
    },
    /// A block of SEARCH/REPLACE is not complete.
    #[error("the SEARCH/REPLACE block is not complete: {missing} is missing")]
    HalfBlock {
        /// The marker that is missing.
        missing: &'static str,
    },
}
