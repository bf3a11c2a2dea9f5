//! What matters in a repository when there is no task yet.

use kinglet_domain::path::RelPath;
use kinglet_index::{Index, Kind};
use rustc_hash::FxHashMap;

use super::gather::count;
use super::links::stem;
use super::points::{Points, Signal};
use super::rank::most_ranked;
use super::{Match, Ranked, Ranking, Row};
use crate::error::Error;

/// Whether things begin in a file, by its name.
pub(crate) fn is_entry(path: &RelPath) -> bool {
    matches!(first_part(path), "main" | "lib" | "__main__" | "index" | "app" | "cli")
}

/// A file's name up to its first dot.
fn first_part(path: &RelPath) -> &str {
    path.file_name().split('.').next().unwrap_or_default()
}

/// Ranks the code of an index by how many other files use it.
///
/// # Errors
/// [`Error::Index`].
pub fn overview(index: &Index) -> Result<Ranking, Error> {
    let mut scored = Vec::new();
    let mut named: FxHashMap<&str, usize> = FxHashMap::default();
    for file in index.files().iter().filter(|file| file.kind == Kind::Source) {
        *named.entry(stem(file)).or_default() += 1;
    }
    for file in index.files().iter().filter(|file| file.kind == Kind::Source) {
        // Of several files of one name, nobody knows which is meant.
        let importers = index.importers(stem(file))?.len() / named.get(stem(file)).copied().unwrap_or(1);
        let is_entry = is_entry(&file.path) || matches!(first_part(&file.path), "__init__" | "mod");
        let depth = file.path.as_str().matches('/').count();
        scored.push((file, importers, is_entry, depth));
    }
    let mut files = Vec::new();
    for (file, importers, is_entry, depth) in scored {
        let mut rows = vec![Row {
            signal: Signal::Import,
            points: Points::of(10.0 * (1.0 + count(importers)).ln()),
            why: format!("{importers} files import it, or something of its name"),
        }];
        if is_entry {
            rows.push(Row {
                signal: Signal::Path,
                points: Points::of(8.0),
                why: "by its name, things begin here".to_owned(),
            });
        }
        rows.push(Row {
            signal: Signal::Rank,
            points: Points::of(6.0 / (1.0 + count(depth))),
            why: format!("it lies {depth} folders deep"),
        });
        files.push(Ranked {
            id: file.id,
            path: file.path.clone(),
            kind: file.kind,
            rows,
            symbols: Vec::new(),
        });
    }
    files.sort_by(|a, b| (b.points(), &a.path).cmp(&(a.points(), &b.path)));
    most_ranked(&mut files);
    for ranked in files.iter_mut().take(80) {
        let Some(file) = index.file(&ranked.path) else { continue };
        for symbol in index.outline(file)?.symbols {
            // Constants and what lies deep inside are details.
            let users = index.uses(symbol.short_name())?.len();
            let depth = symbol.name.matches('.').count();
            let score = (1.0 + count(users)).ln() / (1.0 + count(depth));
            ranked.symbols.push(Match { symbol, score, words: Vec::new() });
        }
        ranked
            .symbols
            .sort_by(|a, b| b.score.total_cmp(&a.score).then(a.symbol.span.start.cmp(&b.symbol.span.start)));
    }
    Ok(Ranking { files, words: Vec::new() })
}
