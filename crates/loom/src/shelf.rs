//! Where the index of a tree is kept, for whoever asks it now and then.

use std::path::PathBuf;

use kinglet_domain::unit::Millis;
use kinglet_index::Index;

use crate::error::Error;

/// Where the index of a tree is kept, and which program makes it.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// The tree's top folder.
    pub root: PathBuf,
    /// The index's file; `None` to make it in memory each time.
    pub file: Option<PathBuf>,
    /// Which program this is: what another one made is made anew.
    pub maker: String,
}

impl Shelf {
    /// Asks the index, brought up to date with the tree. If it turns out to be damaged, it is made anew and asked again.
    ///
    /// # Errors
    /// Those of the question; [`Error::Index`] if the tree cannot be read.
    pub fn ask<T>(&self, now: Millis, question: impl Fn(&Index) -> Result<T, Error>) -> Result<T, Error> {
        let mut index = Index::open(&self.root, self.file.as_deref(), &self.maker)?;
        index.refresh(now, &mut |_, _| {})?;
        match question(&index) {
            Err(error) if error.is_damage() => {
                index.empty()?;
                index.refresh(now, &mut |_, _| {})?;
                question(&index)
            }
            answer => answer,
        }
    }
}
