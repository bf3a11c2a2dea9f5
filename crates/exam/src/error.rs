use std::io;

/// Why an exam came to no end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The model cannot be asked.
    #[error(transparent)]
    Ask(#[from] kinglet_agent::Error),
    /// The model cannot be asked about its memory.
    #[error(transparent)]
    Model(#[from] kinglet_model::Error),
    /// A question that comes with kinglet cannot be read; a test reads them all.
    #[error("the exam's own questions cannot be read")]
    Questions(#[from] toml::de::Error),
    /// A question names a path that is none.
    #[error("the exam's own questions name `{0}`, which is no path in a repository")]
    Path(String),
    /// The files on which an edit is tried cannot be written.
    #[error("cannot write the files of the exam to the system's folder of temporary files")]
    Files(#[from] io::Error),
}
