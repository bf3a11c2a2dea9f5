//! Which files define a name for others.

use std::collections::{BTreeMap, BTreeSet};

use kinglet_domain::path::RelPath;
use kinglet_index::{Document, File, Index, Kind};

use crate::error::Error;

/// From which file each name can be taken: the one of the project's own code that defines it by all of its name
/// (`Cart.total` is no `total`). `None` of a name if that is not clear: several files define it, or tests and examples do. What nobody defines is
/// left out.
///
/// # Errors
/// [`Error::Index`].
pub fn defining(index: &Index, names: &BTreeSet<String>) -> Result<BTreeMap<String, Option<RelPath>>, Error> {
    let mut defining = BTreeMap::new();
    for name in names {
        let short = name.rsplit('.').next().unwrap_or(name);
        let known: Vec<Document> = index.definitions(short)?.into_iter().map(|(id, _)| id).collect();
        if known.is_empty() {
            continue;
        }
        let mut files: Vec<&File> = Vec::new();
        for file in index.files().iter().filter(|file| known.contains(&file.id)) {
            if index.outline(file)?.symbols.iter().any(|symbol| symbol.name == *name) {
                files.push(file);
            }
        }
        let only = files.first().filter(|file| files.len() == 1 && file.kind == Kind::Source);
        if !files.is_empty() {
            defining.insert(name.clone(), only.map(|file| file.path.clone()));
        }
    }
    Ok(defining)
}
