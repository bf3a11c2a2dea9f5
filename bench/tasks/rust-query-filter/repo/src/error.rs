/// Why a query has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    UnknownColumn(String),
    /// This word, or the end if there is none, is not what belongs here.
    Unexpected(Option<String>),
}
