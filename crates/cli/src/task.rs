//! What is to be done, as the user gave it.

use std::path::Path;

use crate::arguments::Run;
use crate::exit::Failure;
use crate::input;

/// The most bytes of a task: it stands in every question to the model.
const LONGEST: u64 = 32 << 10;

/// The task that was written on the command line, or in a file.
pub(crate) fn read(options: &Run) -> Result<String, Failure> {
    text(options.task.as_deref(), options.task_file.as_deref())
}

/// The same of any command's options.
pub(crate) fn text(task: Option<&str>, file: Option<&Path>) -> Result<String, Failure> {
    let bytes = match (task, file) {
        // A list that was given in words has a line before it that is not its own.
        (Some(task), _) => task.trim_start_matches('\n').as_bytes().to_vec(),
        (None, Some(path)) => input::piped("task", path, LONGEST)?,
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
