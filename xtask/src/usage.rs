//! Arguments that make no sense: told apart from failures, because they end with another exit code.

/// What is wrong with the arguments.
#[derive(Debug)]
pub(crate) struct Wrong(String);

impl std::fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

/// The error for arguments that make no sense.
pub(crate) fn wrong(message: String) -> anyhow::Error {
    Wrong(message).into()
}
