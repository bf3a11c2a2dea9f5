//! What the task names, as code does or in words: files, places, symbols, messages.

use kinglet_domain::path::RelPath;
use kinglet_index::{Document, File, Index, Kind, words};
use rustc_hash::FxHashMap;

use super::gather::{Gathered, count};
use super::links;
use super::points::{Signal, Table};
use super::rank::Board;
use super::task::Task;
use crate::error::Error;

/// Files that the task names: whole, by their end, or by their name alone if that is no other's.
pub(crate) fn files(board: &mut Board, task: &Task, files: &[File], table: &Table) {
    let mut frames: Vec<(&File, u32)> = Vec::new();
    for (path, line) in &task.paths {
        let ending = format!("/{path}");
        let named: Vec<&File> = files
            .iter()
            // An absolute path ends with ours.
            .filter(|file| {
                let own = file.path.as_str();
                own == path
                    || own.ends_with(&ending)
                    || (path.len() > own.len() && path.ends_with(&format!("/{own}")))
            })
            .take(5)
            .collect();
        let named: Vec<&File> = match named.iter().find(|file| file.path.as_str() == path) {
            Some(exact) => vec![exact],
            None => named,
        };
        let share = table.tagged / count(named.len()).max(1.0);
        for file in named {
            match line {
                Some(line) => frames.push((file, *line)),
                None => board.add(file.id, Signal::Tagged, share, format!("the task names {path}")),
            }
        }
    }
    // Python tells the nearest frame last; those of tests lead to it.
    let nearest =
        frames.iter().rposition(|(file, _)| file.kind == Kind::Source).or(frames.len().checked_sub(1));
    let mut seen: Vec<Document> = Vec::new();
    for (at, (file, line)) in frames.iter().enumerate().rev() {
        if !seen.contains(&file.id) {
            seen.push(file.id);
            let (points, what) = if Some(at) == nearest {
                (table.nearest_frame, "nearest frame")
            } else {
                (table.frame, "frame")
            };
            board.add(file.id, Signal::Frame, points, format!("{what}, line {line}"));
        }
    }
}

/// Files whose own name is in the task, and files in the place that the task begins with or names.
pub(crate) fn places(board: &mut Board, gathered: &Gathered, task: &Task, files: &[File], table: &Table) {
    let own = task.words.iter().enumerate().filter(|(_, (_, word))| word.is_own);
    let number: FxHashMap<&str, usize> = own.map(|(at, (stem, _))| (stem.as_str(), at)).collect();
    let rarity = |word: &String| number.get(word.as_str()).and_then(|&at| gathered.path_rarity.get(at));
    let most = gathered.path_rarity.iter().copied().fold(1.0, f64::max);
    for file in files {
        let parts = || file.path.as_str().split(['/', '.']);
        if let Some(name) = task.names.iter().find(|name| parts().any(|part| part == *name)) {
            board.add(
                file.id,
                Signal::Place,
                table.place,
                format!("the task names {name}, which is in its path"),
            );
        }
        if !gathered.path.contains_key(&file.id) {
            continue;
        }
        let stem = links::stem(file);
        let words = words::of(stem);
        let rare: Option<f64> = words.iter().map(rarity).sum();
        if let Some(rare) = rare.filter(|_| !words.is_empty()) {
            let points = table.place * (rare / most).min(1.0);
            board.add(file.id, Signal::Place, points, format!("the task says {stem}, its name"));
        }
        let path = words::of(file.path.as_str());
        if !task.scope.is_empty() && task.scope.iter().all(|word| path.contains(word)) {
            let why = format!("it lies in {}, with which the task begins", task.scope.join(" "));
            board.add(file.id, Signal::Scope, table.scope, why);
        }
    }
}

/// Files that say how the program is built, where the task is about that.
pub(crate) fn building(board: &mut Board, task: &Task, files: &[File], table: &Table) {
    let Some(word) = &task.builds else { return };
    for file in files.iter().filter(|file| is_build(&file.path)) {
        let why = format!("tells how the program is built, and the task says {word}");
        board.add(file.id, Signal::Build, table.build, why);
    }
}

/// Whether a file says how the program is built or packaged, by its name.
fn is_build(path: &RelPath) -> bool {
    const STEMS: [&str; 10] = [
        "build",
        "conanfile",
        "configure",
        "gemfile",
        "gruntfile",
        "gulpfile",
        "makefile",
        "noxfile",
        "rakefile",
        "setup",
    ];
    const ENDINGS: [&str; 7] =
        [".gemspec", ".gradle", ".gradle.kts", ".cmake", ".config.js", ".config.ts", ".config.mjs"];
    let name = path.file_name().to_lowercase();
    STEMS.contains(&name.split('.').next().unwrap_or(&name)) || ENDINGS.iter().any(|end| name.ends_with(end))
}

/// Files that define what the task names as code does.
pub(crate) fn symbols(board: &mut Board, index: &Index, task: &Task, table: &Table) -> Result<(), Error> {
    let there: FxHashMap<Document, &File> = index.files().iter().map(|file| (file.id, file)).collect();
    let mut names: FxHashMap<Document, Vec<(f64, &str)>> = FxHashMap::default();
    for name in &task.names {
        let mut defined: Vec<Document> =
            index.definitions(name)?.into_iter().map(|(document, _)| document).collect();
        defined.retain(|document| there.contains_key(document));
        defined.sort_unstable();
        defined.dedup();
        // A name with many definitions says little about which is meant.
        let share = 1.0 / count(defined.len()).max(1.0).sqrt();
        for document in defined.iter().filter(|_| defined.len() <= 12) {
            names.entry(*document).or_default().push((share, name));
        }
    }
    for (document, mut names) in names {
        names.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let share: f64 =
            names.iter().enumerate().map(|(at, (share, _))| share / f64::from(1_u32 << at.min(8))).sum();
        let shown = names.iter().take(4).map(|(_, name)| *name).collect::<Vec<_>>().join(", ");
        board.add(
            document,
            Signal::Named,
            table.named * share.min(1.5),
            format!("defines {shown}, which the task names"),
        );
    }
    Ok(())
}

/// Files that define something whose name is made of words of the task.
///
/// - `files`: those that are looked at.
pub(crate) fn in_words(
    board: &mut Board,
    index: &Index,
    gathered: &Gathered,
    files: &[&File],
    table: &Table,
) -> Result<(), Error> {
    let possible = gathered.rarity.iter().sum::<f64>().max(1.0);
    for file in files.iter().filter(|file| file.kind != Kind::Test) {
        let mut best = (0.0, String::new());
        for (chunk, symbol) in (1..).zip(index.outline(file)?.symbols) {
            let Some(found) = gathered.name.get(&(file.id, chunk)).filter(|_| !symbol.is_test()) else {
                continue;
            };
            let all = count(words::of(symbol.short_name()).len()).max(1.0);
            let rare: f64 = found.iter().filter_map(|&word| gathered.rarity.get(word)).sum();
            let value = rare * (count(found.len()) / all).min(1.0).sqrt();
            if value > best.0 {
                best = (value, symbol.name);
            }
        }
        let points = table.name * (2.0 * best.0 / possible).min(1.0);
        board.add(
            file.id,
            Signal::Name,
            points,
            format!("defines {}, whose name has words of the task", best.1),
        );
    }
    Ok(())
}

/// Files that hold a message that the task quotes.
pub(crate) fn messages(board: &mut Board, gathered: &Gathered, task: &Task, table: &Table) {
    let mut best: FxHashMap<Document, (f64, usize)> = FxHashMap::default();
    for (at, (quote, found)) in task.quotes.iter().zip(&gathered.quoted).enumerate() {
        let mut distinct = quote.words.clone();
        distinct.sort_unstable();
        distinct.dedup();
        for ((document, _), words) in found {
            let share = f64::from(*words) / count(distinct.len()).max(1.0);
            let entry = best.entry(*document).or_insert((0.0, at));
            if share > entry.0 {
                *entry = (share, at);
            }
        }
    }
    for (document, (share, at)) in best.into_iter().filter(|(_, (share, _))| *share >= 0.6) {
        let quote = task.quotes.get(at).map_or("", |quote| quote.text.as_str());
        board.add(
            document,
            Signal::Quoted,
            table.quoted * share.min(1.0),
            format!("holds a message like \u{201c}{quote}\u{201d}"),
        );
    }
}
