//! Where the index of a tree is kept, for whoever asks it now and then.

use std::path::{Path, PathBuf};

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
    /// Asks the index, brought up to date with the tree. If it turns out to be damaged, it is made anew and asked again;
    /// it is a cache, so what stands in its file's way (another process, a full disk) stands in nobody's.
    ///
    /// # Errors
    /// Those of the question; [`Error::Index`] if the tree cannot be read.
    pub fn ask<T>(&self, now: Millis, question: impl Fn(&Index) -> Result<T, Error>) -> Result<T, Error> {
        match self.ask_of(self.file.as_deref(), now, &question) {
            Err(error) if self.file.is_some() => {
                tracing::warn!(%error, "the index that is kept cannot be used; it is made in memory");
                self.ask_of(None, now, &question)
            }
            answer => answer,
        }
    }

    fn ask_of<T>(
        &self,
        file: Option<&Path>,
        now: Millis,
        question: impl Fn(&Index) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut index = Index::open(&self.root, file, &self.maker)?;
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
