//! What is to be done, as the user gave it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::arguments::Run;
use crate::exit::Failure;

/// The most bytes of a task: it stands in every question to the model.
const LONGEST: u64 = 32 << 10;

/// The task that was written on the command line, or in a file.
pub(crate) fn read(options: &Run) -> Result<String, Failure> {
    text(options.task.as_deref(), options.task_file.as_deref())
}

/// The same of any command's options.
pub(crate) fn text(task: Option<&str>, file: Option<&Path>) -> Result<String, Failure> {
    let bytes = match (task, file) {
        (Some(task), _) => task.as_bytes().to_vec(),
        (None, Some(path)) if path.as_os_str() == "-" => bytes("standard input", Ok(io::stdin().lock()))?,
        (None, Some(path)) => bytes(&path.display().to_string(), File::open(path))?,
        (None, None) => {
            return Err(Failure::usage(
                "no task was given; say in quotes what is to be done, or give --task-file",
            ));
        }
    };
    if bytes.len() as u64 > LONGEST {
        return Err(Failure::usage(format!(
            "the task is longer than {LONGEST} bytes; say in fewer words what is to be done"
        )));
    }
    match String::from_utf8(bytes) {
        Ok(task) if task.trim().is_empty() => {
            Err(Failure::usage("the task is empty; say what is to be done"))
        }
        Ok(task) if !task.contains('\0') => Ok(task),
        _ => Err(Failure::usage("the task is not text in UTF-8; convert the file first")),
    }
}

/// What a file holds, or so much of it that it is seen to be too long.
fn bytes(name: &str, file: io::Result<impl Read>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = file.and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes));
    read.map_err(|error| Failure::usage(format!("cannot read the task from {name}: {error}")))?;
    Ok(bytes)
}
