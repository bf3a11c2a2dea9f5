//! The files that may have to do with a failure, of many: what its words say, and what it runs through.

use kinglet_domain::path::RelPath;
use kinglet_index::{Document, File, Index};
use rustc_hash::{FxHashMap, FxHashSet};

use super::links::{resolve, stem};
use super::points::Table;
use super::retrieve;
use crate::error::Error;
use crate::survey::Query;

/// So many failures are read for their words.
const FAILURES: usize = 5;

/// So many files are followed from the failing ones over their imports.
const MOST: usize = 300;

/// The paths of files that are ranked for the task and the failures, or that the failing ones import, however indirectly.
pub(crate) fn related_files(index: &Index, query: Query<'_>) -> Result<FxHashSet<RelPath>, Error> {
    let failures = &query.report.failures;
    let said = failures.iter().take(FAILURES).map(|it| format!("{}\n{}", it.name, it.message));
    let text = std::iter::once(query.task.to_owned()).chain(said).collect::<Vec<_>>().join("\n");
    let ranking = retrieve(index, &text, &[], &Table::default())?;
    let mut paths: FxHashSet<RelPath> = ranking.files.into_iter().map(|file| file.path).collect();
    let failing = |file: &&File| {
        failures.iter().any(|it| {
            it.frames.iter().any(|frame| frame.path == file.path) || it.name.contains(file.path.as_str())
        })
    };
    paths.extend(imported(index, index.files().iter().filter(failing).collect())?);
    Ok(paths)
}

/// Files and what they import, what lies nearest first.
fn imported(index: &Index, from: Vec<&File>) -> Result<Vec<RelPath>, Error> {
    let mut by_stem: FxHashMap<&str, Vec<&File>> = FxHashMap::default();
    let mut there: FxHashMap<Document, &File> = FxHashMap::default();
    for file in index.files() {
        by_stem.entry(stem(file)).or_default().push(file);
        there.insert(file.id, file);
    }
    let mut found = from;
    let mut next = 0;
    while let Some(&file) = found.get(next).filter(|_| found.len() < MOST) {
        next += 1;
        for import in &index.outline(file)?.imports {
            for used in resolve(file, import, &by_stem) {
                if let Some(&used) = there.get(&used)
                    && !found.iter().any(|it| it.id == used.id)
                {
                    found.push(used);
                }
            }
        }
    }
    Ok(found.into_iter().map(|file| file.path.clone()).collect())
}
