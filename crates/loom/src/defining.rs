//! Which files define a name for others.

use std::collections::{BTreeMap, BTreeSet};

use kinglet_domain::path::RelPath;
use kinglet_index::{Document, Index, Kind};

use crate::error::Error;

/// In which files of the project's own code names are defined, each file by its path; nothing that lies within another
/// symbol counts.
///
/// # Errors
/// [`Error::Index`].
pub fn defining(index: &Index, names: &BTreeSet<String>) -> Result<BTreeMap<String, Vec<RelPath>>, Error> {
    let mut defining: BTreeMap<String, Vec<RelPath>> = BTreeMap::new();
    for name in names {
        let known: Vec<Document> = index.definitions(name)?.into_iter().map(|(id, _)| id).collect();
        if known.is_empty() {
            continue;
        }
        let files = index.files().iter().filter(|file| file.kind == Kind::Source);
        for file in files.filter(|file| known.contains(&file.id)) {
            if index.outline(file)?.symbols.iter().any(|symbol| symbol.name == *name) {
                defining.entry(name.clone()).or_default().push(file.path.clone());
            }
        }
    }
    Ok(defining)
}
