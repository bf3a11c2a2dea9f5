//! Chooses the code that matters for a task, deterministically, with reasons.
//!
//! [`Repository::read`] parses the tree; [`survey`] decides, without IO, which symbols may have to change:
//! those in a traceback, those that the task names, and those that failing tests reach and passing ones do not.

mod bugs;
mod case;
mod defining;
mod error;
mod graph;
mod left_out;
pub mod look;
pub mod map;
mod outline;
mod repository;
pub mod retrieve;
mod score;
mod shelf;
mod survey;
mod suspect;
mod swapped;
pub mod tokens;
mod upon;
mod words;

pub use defining::defining;
pub use error::Error;
pub use left_out::{LeftOut, Why};
pub use outline::{
    beginning, beside, failing, item, named_part, new_files, outline, overview, parts, places,
};
pub use repository::{File, Listing, Repository, is_test_path, list};
pub use shelf::Shelf;
pub use survey::{Query, Survey, candidates, survey};
pub use suspect::suspicious_lines;
pub use upon::{LEFT_OUT, built_upon};
