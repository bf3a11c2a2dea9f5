//! Why a file's need cannot be told.

use std::io;

/// Why a file's need cannot be told. The file's path is for the caller to add.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("it cannot be read")]
    Read(#[from] io::Error),
    /// The file begins with something else.
    #[error("it is not a GGUF file")]
    NotGguf,
    /// The file is of a version that nobody writes any more, or not yet, or has its bytes in the other order.
    #[error(
        "its GGUF version, {0}, is not one of those understood, 2 and 3; convert it again with llama.cpp's tools"
    )]
    Version(u32),
    /// The header promises more than there is.
    #[error("its header is cut short at byte {at}; delete the file and fetch it again")]
    Truncated {
        /// Where something was to follow.
        at: u64,
    },
    /// The header contradicts the format.
    #[error("its header is damaged at byte {at}: {what}; delete the file and fetch it again")]
    Malformed {
        /// Where.
        at: u64,
        /// What is wrong there.
        what: &'static str,
    },
    /// A tensor's bytes cannot be counted.
    #[error("its tensor `{tensor}` is of type {id}, which is not known; a newer kinglet may know it")]
    TensorType {
        /// The tensor's name.
        tensor: String,
        /// The type's number in the format.
        id: u32,
    },
    /// The header does not say what is needed, or says something impossible.
    #[error("its header has no usable `{key}`, without which the memory for a context cannot be computed")]
    Lacks {
        /// What was looked for.
        key: String,
    },
    /// The file is a later part of a model.
    #[error(
        "it is part {part} of {parts} of a model; name the first part, whose name ends in `-00001-of-{parts:05}.gguf`"
    )]
    LaterPart {
        /// Which part it is, counted from 1.
        part: u64,
        /// How many there are.
        parts: u64,
    },
    /// Another part of the model cannot be used.
    #[error("its part {part} of {parts}, {path}, cannot be used; all parts belong into one folder")]
    Part {
        /// Which part, counted from 1.
        part: u64,
        /// How many there are.
        parts: u64,
        /// Where it was looked for.
        path: String,
        /// Why not.
        source: Box<Error>,
    },
    /// The file is a part of a model, and its name does not tell how the others are called.
    #[error(
        "it is one of {parts} parts of a model, but its name does not end in `-00001-of-{parts:05}.gguf`; rename the parts"
    )]
    PartName {
        /// How many there are.
        parts: u64,
    },
}
