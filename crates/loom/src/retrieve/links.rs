//! What the best files lead to: changes in common, imports, and the graph of names.

use kinglet_index::{Document, File, Index, Kind, Past};
use rustc_hash::FxHashMap;

use super::gather::count;
use super::points::{Signal, Table};
use super::rank::Board;
use crate::error::Error;

/// So many of the best files lead on.
pub(crate) const SEEDS: usize = 12;

/// A name with more definitions than this leads nowhere.
const COMMONEST: usize = 3;

/// So many names of each are looked up: the first ones of a file say what it is there for.
const NAMES: usize = 30;

/// A commit that changed more files than this says little about what belongs together.
const WIDEST: usize = 15;

/// A file that leads on, and how much of what the best one gives it gives: at most 1.
struct Seed<'f> {
    file: &'f File,
    weight: f64,
}

pub(crate) fn add(
    board: &mut Board,
    index: &Index,
    past: &[Past],
    seeds: &[&File],
    table: &Table,
) -> Result<(), Error> {
    let Some(most) = seeds.first().map(|file| f64::from(board.total(file.id).max(1))) else { return Ok(()) };
    let weight = |file: &File| (f64::from(board.total(file.id)) / most).max(0.0);
    let seeds: Vec<Seed> = seeds.iter().map(|file| Seed { file, weight: weight(file) }).collect();
    together(board, index, past, &seeds, table)?;
    let edges = edges(index, &seeds)?;
    imports(board, &seeds, &edges, table);
    ranks(board, &seeds, &edges, table);
    Ok(())
}

/// Files that changed in the same commits as the best ones.
fn together(
    board: &mut Board,
    index: &Index,
    commits: &[Past],
    seeds: &[Seed],
    table: &Table,
) -> Result<(), Error> {
    let at: FxHashMap<Document, usize> =
        commits.iter().enumerate().map(|(at, commit)| (commit.id, at)).collect();
    let mut shares: FxHashMap<&str, (f64, f64, &str)> = FxHashMap::default();
    for Seed { file: seed, weight } in seeds {
        let changed = index.commits_of(seed.path.as_str())?;
        let mut with: FxHashMap<&str, f64> = FxHashMap::default();
        for commit in changed.iter().filter_map(|id| at.get(id)).filter_map(|&at| commits.get(at)) {
            if commit.paths.len() > WIDEST {
                continue;
            }
            for path in commit.paths.iter().filter(|path| *path != seed.path.as_str()) {
                *with.entry(path).or_default() += 1.0 / count(commit.paths.len() - 1).sqrt();
            }
        }
        for (path, often) in with {
            // A single commit in common may be chance.
            let share = weight * often / (count(changed.len()) + 2.0);
            let entry = shares.entry(path).or_insert((0.0, 0.0, ""));
            entry.0 += share;
            if share > entry.1 {
                (entry.1, entry.2) = (share, seed.path.as_str());
            }
        }
    }
    for file in index.files() {
        if let Some((share, _, path)) = shares.get(file.path.as_str()) {
            board.add(
                file.id,
                Signal::Together,
                table.together * (2.0 * share).min(1.0),
                format!("changes together with {path}"),
            );
        }
    }
    Ok(())
}

/// One file uses another.
struct Edge {
    user: Document,
    used: Document,
    weight: f64,
    is_import: bool,
}

/// The edges from and to the best files.
fn edges(index: &Index, seeds: &[Seed]) -> Result<Vec<Edge>, Error> {
    let there: FxHashMap<Document, &File> = index.files().iter().map(|file| (file.id, file)).collect();
    let mut by_stem: FxHashMap<&str, Vec<&File>> = FxHashMap::default();
    for file in index.files() {
        by_stem.entry(stem(file)).or_default().push(file);
    }
    let mut edges = Vec::new();
    for Seed { file: seed, .. } in seeds {
        let outline = index.outline(seed)?;
        for import in &outline.imports {
            for used in resolve(seed, import, &by_stem) {
                edges.push(Edge { user: seed.id, used, weight: 1.0, is_import: true });
            }
        }
        for (user, _) in index.importers(stem(seed))? {
            let Some(file) = there.get(&user).filter(|file| file.id != seed.id) else { continue };
            // Of many files with this name, which one is meant is looked up there; a test would have to be parsed for that.
            let is_meant = by_stem.get(stem(seed)).is_some_and(|all| all.len() == 1)
                || file.kind != Kind::Test
                    && index
                        .outline(file)?
                        .imports
                        .iter()
                        .any(|import| resolve(file, import, &by_stem).contains(&seed.id));
            if is_meant {
                edges.push(Edge { user, used: seed.id, weight: 1.0, is_import: true });
            }
        }
        for symbol in outline.symbols.iter().filter(|symbol| symbol.short_name().len() > 3).take(NAMES) {
            let mut defined: Vec<Document> = index
                .definitions(symbol.short_name())?
                .into_iter()
                .map(|(id, _)| id)
                .filter(|id| there.contains_key(id))
                .collect();
            defined.dedup();
            if defined.len() > COMMONEST {
                continue;
            }
            let users: Vec<Document> = index
                .uses(symbol.short_name())?
                .into_iter()
                .map(|(user, _)| user)
                .filter(|user| there.contains_key(user) && *user != seed.id)
                .collect();
            let weight = 1.0 / (count(defined.len()) * (1.0 + count(users.len())).sqrt());
            edges.extend(users.into_iter().map(|user| Edge {
                user,
                used: seed.id,
                weight,
                is_import: false,
            }));
        }
    }
    Ok(edges)
}

/// The name under which a file is imported.
pub(crate) fn stem(file: &File) -> &str {
    let name = file.path.file_name();
    let stem = name.split('.').next().unwrap_or(name);
    if matches!(stem, "__init__" | "mod" | "lib" | "index" | "main") {
        file.path.as_str().rsplit('/').nth(1).unwrap_or(stem)
    } else {
        stem
    }
}

/// The files that an import means: those named by its last parts, and of several those that lie nearest.
pub(crate) fn resolve(from: &File, import: &str, by_stem: &FxHashMap<&str, Vec<&File>>) -> Vec<Document> {
    let parts: Vec<&str> = import.split(['/', '.', ':', '\\']).filter(|part| !part.is_empty()).collect();
    for depth in 0..2.min(parts.len()) {
        let Some(last) = parts.get(parts.len() - 1 - depth) else { continue };
        let Some(named) = by_stem.get(last) else { continue };
        let before = parts.len().checked_sub(2 + depth).and_then(|at| parts.get(at));
        let near = |file: &&&File| {
            let same = file
                .path
                .as_str()
                .split('/')
                .zip(from.path.as_str().split('/'))
                .take_while(|(a, b)| a == b)
                .count();
            let is_within = before.is_some_and(|folder| {
                file.path.as_str().split('/').any(|part| part.split('.').next() == Some(folder))
            });
            (is_within, same)
        };
        let best = named.iter().filter(|file| file.id != from.id).map(|file| near(&file)).max();
        let meant: Vec<Document> = named
            .iter()
            .filter(|file| file.id != from.id && Some(near(file)) == best)
            .map(|file| file.id)
            .collect();
        if (1..=2).contains(&meant.len()) {
            return meant;
        }
    }
    Vec::new()
}

fn imports(board: &mut Board, seeds: &[Seed], edges: &[Edge], table: &Table) {
    let weight: FxHashMap<Document, (f64, &str)> =
        seeds.iter().map(|seed| (seed.file.id, (seed.weight, seed.file.path.as_str()))).collect();
    let mut best: FxHashMap<Document, (f64, String)> = FxHashMap::default();
    for edge in edges.iter().filter(|edge| edge.is_import) {
        for (from, to, verb) in [(edge.user, edge.used, "imported by"), (edge.used, edge.user, "imports")] {
            let Some((weight, path)) = weight.get(&from) else { continue };
            let entry = best.entry(to).or_insert((0.0, String::new()));
            if *weight > entry.0 {
                *entry = (*weight, format!("{verb} {path}"));
            }
        }
    }
    for (file, (weight, why)) in best {
        board.add(file, Signal::Import, table.import * weight, why);
    }
}

/// Personalised `PageRank` (Page et al., 1998) over the edges, both ways, from the best files: for what lies between several.
fn ranks(board: &mut Board, seeds: &[Seed], edges: &[Edge], table: &Table) {
    let mut number: FxHashMap<Document, usize> = FxHashMap::default();
    let mut nodes: Vec<Document> = Vec::new();
    let mut at = |document: Document, nodes: &mut Vec<Document>| {
        *number.entry(document).or_insert_with(|| {
            nodes.push(document);
            nodes.len() - 1
        })
    };
    let starts: Vec<(usize, f64)> =
        seeds.iter().map(|seed| (at(seed.file.id, &mut nodes), seed.weight)).collect();
    let mut links: Vec<(usize, usize, f64)> = Vec::new();
    for edge in edges {
        let (from, to) = (at(edge.user, &mut nodes), at(edge.used, &mut nodes));
        links.push((from, to, edge.weight));
        links.push((to, from, edge.weight));
    }
    let mut out = vec![0.0; nodes.len()];
    for (from, _, weight) in &links {
        if let Some(out) = out.get_mut(*from) {
            *out += weight;
        }
    }
    let total = starts.iter().map(|(_, weight)| weight).sum::<f64>().max(f64::MIN_POSITIVE);
    let mut start = vec![0.0; nodes.len()];
    for (seed, weight) in starts {
        if let Some(start) = start.get_mut(seed) {
            *start = weight / total;
        }
    }
    let mut rank = start.clone();
    for _ in 0..12 {
        let mut next: Vec<f64> = start.iter().map(|value| 0.15 * value).collect();
        for (from, to, weight) in &links {
            if let (Some(next), Some(rank), Some(out)) = (next.get_mut(*to), rank.get(*from), out.get(*from))
            {
                *next += 0.85 * rank * weight / out;
            }
        }
        rank = next;
    }
    let most = rank.iter().copied().fold(0.0, f64::max);
    let linked = linked(seeds, edges);
    for (file, rank) in nodes.into_iter().zip(rank).filter(|_| most > 0.0) {
        let why = match linked.get(&file) {
            Some(paths) => format!("shares names or imports with {}", paths.join(", ")),
            None => "is among the best so far".to_owned(),
        };
        board.add(file, Signal::Rank, table.rank * rank / most, why);
    }
}

/// The first two of the best files that each file is linked to.
fn linked<'s>(seeds: &'s [Seed], edges: &[Edge]) -> FxHashMap<Document, Vec<&'s str>> {
    let mut linked: FxHashMap<Document, Vec<&str>> = FxHashMap::default();
    for Seed { file: seed, .. } in seeds {
        let path = seed.path.as_str();
        for edge in edges {
            let other = match (edge.user == seed.id, edge.used == seed.id) {
                (true, false) => edge.used,
                (false, true) => edge.user,
                _ => continue,
            };
            let paths = linked.entry(other).or_default();
            if paths.len() < 2 && !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    linked
}
