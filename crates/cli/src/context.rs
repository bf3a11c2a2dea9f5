//! `kinglet context`, `map` and `index`: what matters for a task, without a model.

use std::path::Path;
use std::process::ExitCode;

use kinglet_agent::Models as _;
use kinglet_check::detect::{Detected, detect};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Tokens;
use kinglet_index::{Index, Kept, Kind};
use kinglet_loom::retrieve::{Profile, Ranked, Ranking, Table, overview, retrieve};
use kinglet_loom::{map, tokens};
use serde_json::json;

use crate::arguments::{Context, IndexOptions, Map, Model, TaskText};
use crate::exit::{Failure, NOT_DONE, chain};
use crate::fresh::{self, Fresh, failed};
use crate::place::Place;
use crate::source::Wanted;
use crate::task;
use crate::text::{Style, complain, plain, say, say_json, say_more};

/// So many files are shown where not all are asked for.
const SHOWN: usize = 12;

/// So often a model is asked how many tokens a map has.
const MOST_COUNTS: usize = 6;

/// So many symbols of each.
const SYMBOLS: usize = 3;

pub(crate) async fn context(folder: &Path, options: &Context) -> Result<ExitCode, Failure> {
    let task = read(&options.task)?;
    let (fresh, ranking) = ranked(folder, Some(&task)).await?;
    if ranking.files.is_empty() {
        complain(&nothing(&fresh.index));
        return Ok(ExitCode::from(NOT_DONE));
    }
    let style = Style::of_stdout();
    if options.json {
        ranking.files.iter().for_each(|file| say_json(&as_json(file)));
    } else if options.form.files {
        ranking.files.iter().for_each(|file| say(&plain(file.path.as_str())));
    } else if options.form.symbols {
        symbols(&ranking);
    } else if options.form.pack {
        let pack = map::pack(&fresh.index, &ranking, Tokens(options.budget), &tokens::estimate);
        say_more(&plain(&pack.map_err(|error| failed(&error))?));
    } else {
        for (place, file) in ranking.files.iter().take(SHOWN).enumerate() {
            overview_of(place + 1, file, options.explain, style);
        }
        let more = ranking.files.len().saturating_sub(SHOWN);
        if more > 0 {
            say(&style.dim(&format!("{more} more files have points; --files lists them")));
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn map(folder: &Path, options: &Map) -> Result<ExitCode, Failure> {
    if options.profile {
        return profile(folder).await;
    }
    let is_given = options.task.task.is_some() || options.task.task_file.is_some();
    let task = if is_given { Some(read(&options.task)?) } else { None };
    let (fresh, ranking) = ranked(folder, task.as_deref()).await?;
    let budget = Tokens(options.budget);
    let map = if options.model.name.is_some() || options.model.endpoint.is_some() {
        counted(&ranking, budget, &options.model).await?
    } else {
        map::map(&ranking, budget, &tokens::estimate)
    };
    if map.is_empty() {
        let why = match ranking.files.first() {
            Some(file) => format!(
                "kinglet: not even {} fits into {} tokens; give a larger --budget",
                file.path, options.budget
            ),
            None => nothing(&fresh.index),
        };
        complain(&why);
        return Ok(ExitCode::from(NOT_DONE));
    }
    say_more(&plain(&map));
    Ok(ExitCode::SUCCESS)
}

/// The fullest map within a budget by the count of the model itself, which is asked of whole maps: what the estimate
/// allows is corrected by what the model said of the map before.
async fn counted(ranking: &Ranking, budget: Tokens, model: &Model) -> Result<String, Failure> {
    let failed = |error: kinglet_model::Error| Failure::no_model(chain(&error));
    let mut model = Wanted::new(model.clone()).await?.open().await.map_err(failed)?;
    let (mut best, mut size_of_best, mut allowed) = (String::new(), 0, budget.0);
    for _ in 0..MOST_COUNTS {
        let map = map::map(ranking, Tokens(allowed), &tokens::estimate);
        let size = model.count(&map).await.map_err(failed)?.0;
        // The same map again: there is no more to show, or nothing fits.
        if size == size_of_best {
            break;
        }
        if size <= budget.0 && size > size_of_best {
            (best, size_of_best) = (map, size);
        }
        let corrected = u64::from(allowed) * u64::from(budget.0) * 98 / 100 / u64::from(size.max(1));
        allowed = u32::try_from(corrected).unwrap_or(u32::MAX);
    }
    Ok(best)
}

/// The project at a glance.
async fn profile(folder: &Path) -> Result<ExitCode, Failure> {
    let (place, is_repository) = Place::of_tree(folder).await?;
    let Fresh { index, .. } = fresh::fresh(&place, is_repository, false).await?;
    let Profile { languages, entries, layout } = Profile::of(&index);
    if languages.is_empty() {
        complain(&format!("kinglet: there is no code in {}", place.root.display()));
        return Ok(ExitCode::from(NOT_DONE));
    }
    let languages: Vec<String> =
        languages.iter().map(|(language, files)| format!("{language} ({files})")).collect();
    say(&format!("languages: {}", languages.join(", ")));
    let paths: Vec<RelPath> = index.files().iter().map(|file| file.path.clone()).collect();
    let read = |path: &RelPath| std::fs::read_to_string(path.under(&place.root)).ok();
    for Detected { command, reason } in detect(&paths, &read).into_iter().take(SYMBOLS) {
        say(&plain(&format!("checked by: {command} ({reason})")));
    }
    for path in &entries {
        say(&plain(&format!("begins in: {path}")));
    }
    for (folder, code, tests) in &layout {
        say(&plain(&format!("folder: {folder} ({code} files of code, {tests} of tests)")));
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn index(folder: &Path, options: &IndexOptions) -> Result<ExitCode, Failure> {
    let (place, is_repository) = Place::of_tree(folder).await?;
    let Fresh { index, report, .. } = fresh::fresh(&place, is_repository, options.rebuild).await?;
    let of = |kind| index.files().iter().filter(|file| file.kind == kind).count();
    let skipped: Vec<_> = index.files().iter().filter_map(|file| Some((file, file.skipped?))).collect();
    let commits = index.history().map_err(|error| failed(&error))?.len();
    let kept = match index.kept() {
        Kept::OnDisk(path) => Some(path.display().to_string()),
        Kept::InMemory(_) => None,
    };
    if options.json {
        let kinds: serde_json::Map<_, _> =
            Kind::ALL.into_iter().map(|kind| (kind.name().to_owned(), of(kind).into())).collect();
        let skipped: Vec<_> =
            skipped.iter().map(|(file, why)| json!({"path": file.path, "why": why.name()})).collect();
        let passed: Vec<_> =
            report.passed.iter().map(|(path, why)| json!({"path": path, "why": why.name()})).collect();
        say_json(&json!({
            "root": place.root, "file": kept, "files": index.files().len(), "kinds": kinds, "commits": commits,
            "read": report.read, "removed": report.removed, "unchanged": report.unchanged, "not_read": skipped, "passed": passed,
        }));
        return Ok(ExitCode::SUCCESS);
    }
    say(&format!(
        "{} files: {} read now, {} as they were, {} gone",
        index.files().len(),
        report.read,
        report.unchanged,
        report.removed
    ));
    for kind in Kind::ALL.into_iter().filter(|kind| of(*kind) > 0) {
        say(&format!("  {:6} {}", of(kind), kind.name()));
    }
    say(&format!("{commits} commits of the history"));
    for (file, why) in skipped.iter().take(SHOWN) {
        say(&format!("not read: {} ({})", plain(file.path.as_str()), why.name()));
    }
    for (path, why) in report.passed.iter().take(SHOWN) {
        say(&format!("passed over: {} ({})", plain(path), why.name()));
    }
    let more = skipped.len().saturating_sub(SHOWN) + report.passed.len().saturating_sub(SHOWN);
    if more > 0 {
        say(&format!("{more} more were not read or passed over; --json lists them"));
    }
    say(&kept.map_or_else(|| "kept in memory only".to_owned(), |path| format!("kept in {path}")));
    Ok(ExitCode::SUCCESS)
}

fn read(options: &TaskText) -> Result<String, Failure> {
    task::text(options.task.as_deref(), options.task_file.as_deref())
}

/// The files of the tree, ranked for a task, or by what the others lead to if there is none.
async fn ranked(folder: &Path, task: Option<&str>) -> Result<(Fresh, Ranking), Failure> {
    let (place, is_repository) = Place::of_tree(folder).await?;
    let ask = |fresh: &Fresh| match task {
        Some(task) => retrieve(&fresh.index, task, &fresh.modified, &Table::default()),
        None => overview(&fresh.index),
    };
    let mut fresh = fresh::fresh(&place, is_repository, false).await?;
    let mut ranking = ask(&fresh);
    // Some damage shows only where it is read.
    if ranking.as_ref().is_err_and(kinglet_loom::Error::is_damage) {
        fresh = fresh::fresh(&place, is_repository, true).await?;
        ranking = ask(&fresh);
    }
    Ok((fresh, ranking.map_err(|error| failed(&error))?))
}

/// Why there is no answer.
fn nothing(index: &Index) -> String {
    if index.files().is_empty() {
        format!("kinglet: there are no files in {}", index.root().display())
    } else {
        let files = index.files().len();
        format!(
            "kinglet: none of the {files} files has anything of the task; use words, names or messages that the code may have"
        )
    }
}

/// A file with its points, all of them or their sum, and its best symbols.
fn overview_of(place: usize, file: &Ranked, is_explained: bool, style: Style) {
    say(&format!("{place:3}. {} {}", style.bold(&plain(file.path.as_str())), style.dim(&unsigned(file))));
    if is_explained {
        for row in &file.rows {
            say(&format!("     {:>6} {:9} {}", row.points.to_string(), row.signal.name(), plain(&row.why)));
        }
    }
    for it in file.symbols.iter().filter(|it| it.score > 0.0).take(SYMBOLS) {
        let words = if is_explained && !it.words.is_empty() {
            format!("  ({})", it.words.join(", "))
        } else {
            String::new()
        };
        say(&format!(
            "     {:>6} {}{}",
            it.symbol.line,
            plain(&it.symbol.signature),
            style.dim(&plain(&words))
        ));
    }
}

fn unsigned(file: &Ranked) -> String {
    let points = file.points().to_string();
    points.strip_prefix('+').unwrap_or(&points).to_owned()
}

fn symbols(ranking: &Ranking) {
    let mut all: Vec<(usize, &kinglet_loom::retrieve::Match)> = Vec::new();
    for (at, file) in ranking.files.iter().enumerate() {
        all.extend(file.symbols.iter().filter(|it| it.score > 0.0).map(|it| (at, it)));
    }
    for (at, it) in map::best_first(all) {
        if let Some(file) = ranking.files.get(at) {
            say(&plain(&format!("{}:{} {}", file.path, it.symbol.line, it.symbol.name)));
        }
    }
}

fn as_json(file: &Ranked) -> serde_json::Value {
    let points = |points: kinglet_loom::retrieve::Points| f64::from(points.0) / 10.0;
    let rows = file
        .rows
        .iter()
        .map(|row| json!({"signal": row.signal.name(), "points": points(row.points), "why": row.why}));
    let symbols = file.symbols.iter().filter(|it| it.score > 0.0).map(|it| {
        json!({
            "name": it.symbol.name, "line": it.symbol.line.get(), "first": it.symbol.first.get(), "last": it.symbol.last.get(),
            "signature": it.symbol.signature, "words": it.words,
        })
    });
    json!({
        "type": "file", "path": file.path, "kind": file.kind.name(), "points": points(file.points()),
        "rows": rows.collect::<Vec<_>>(), "symbols": symbols.collect::<Vec<_>>(),
    })
}
