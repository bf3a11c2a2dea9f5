//! Reads, prepares and writes the user's files.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use kinglet_domain::context::Candidate;
use kinglet_domain::edit::{Change, Edit};
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_edit::{OnDisk, Plan};
use kinglet_loom::{LEFT_OUT, Query, Survey};
use kinglet_syntax::{Source, new_errors, render_errors};

use super::{Tree, aside};
use crate::error::Error;
use crate::event::{Event, Prepared};
use crate::state::{Red, State};

/// Chooses the code that matters for the failure at hand.
pub(crate) async fn survey(tree: Tree, state: &State) -> Result<Event, Error> {
    // What an investigation found counts like words of the task.
    let task = [std::slice::from_ref(&state.job.task), &state.investigation.found].concat().join("\n");
    let report = state.red.as_ref().map(|red| red.report.clone());
    aside(move || {
        let Some(report) = report else { return Ok(Event::Surveyed(Survey::default())) };
        let query = Query { task: &task, report: &report };
        let repository = tree.repository(query)?;
        Ok(Event::Surveyed(kinglet_loom::survey(&repository, query)))
    })
    .await
}

/// The files whose code is no longer what it was when it was chosen.
///
/// - `places`: so many of the candidates may be changed. The others are only shown, some of them with parts left out.
pub(crate) fn stale(root: &Path, red: &Red, places: usize) -> Vec<RelPath> {
    let tests = red.tests.iter().map(|test| (&test.path, &test.text, false));
    let candidates = red.candidates.iter().enumerate();
    let pieces = tests.chain(candidates.map(|(at, it)| (&it.path, &it.text, at >= places)));
    let mut stale: Vec<RelPath> = pieces
        .filter(|(path, text, is_shown)| {
            let now = std::fs::read_to_string(path.under(root));
            // What cannot be read any more is not what it was either; what is to be written is not there yet.
            !text.is_empty()
                && !now.is_ok_and(|now| now.contains(text.as_str()) || *is_shown && is_part_in(&now, text))
        })
        .map(|(path, ..)| path.clone())
        .collect();
    stale.sort();
    stale.dedup();
    stale
}

/// Whether code of which parts were left out where it was shown stands in a file, but for these.
fn is_part_in(now: &str, code: &str) -> bool {
    let mut said = code.lines().map(|line| line.split(LEFT_OUT).next().unwrap_or_default().trim_end());
    code.contains(LEFT_OUT) && said.all(|said| now.contains(said))
}

/// Has the file of a place parsed that is asked about, so that what an edit changes in it is all that is to be parsed then.
pub(crate) async fn expect_edits(root: &Path, about: Option<&Candidate>) {
    let Some(path) = about.map(|about| about.path.clone()) else { return };
    let Some(language) = Language::of(&path) else { return };
    let root = root.to_owned();
    let parse = move || {
        let bytes = kinglet_edit::current(&root, &path)?;
        if let Some(text) = text(bytes.as_deref()) {
            kinglet_syntax::expect_edits(language, text);
        }
        Ok(())
    };
    // It is only to save time: why a file cannot be read is told when it is edited.
    let _unread = aside(parse).await;
}

/// Works out what an edit makes of the files. Nothing is written.
pub(crate) fn prepare(root: &Path, edit: &Edit) -> Event {
    // A file without text is as good as none.
    let written = match edit {
        Edit::Create { path, text }
            if path.under(root).metadata().is_ok_and(|it| it.is_file() && it.len() == 0) =>
        {
            Some(Edit::File { path: path.clone(), text: text.clone() })
        }
        _ => None,
    };
    match prepared(root, std::slice::from_ref(written.as_ref().unwrap_or(edit))) {
        Ok(prepared) => Event::Prepared(prepared),
        // A model that writes what is there sees no mistake: it needs another question, not the same one.
        Err(error) => Event::Unprepared {
            is_repairable: !matches!(error, kinglet_edit::Error::NothingChanged { .. }),
            reason: error.to_string(),
        },
    }
}

/// What edits make of the files, with the syntax errors that they bring in.
pub(crate) fn prepared(root: &Path, edits: &[Edit]) -> Result<Prepared, kinglet_edit::Error> {
    let Plan { changes, repairs } = kinglet_edit::plan(root, edits, &locate)?;
    let syntax_errors = changes.iter().flat_map(syntax_errors).collect();
    let (diff, opinions) = (kinglet_edit::diff(&changes), Vec::new());
    Ok(Prepared { changes, diff, syntax_errors, repairs, opinions })
}

/// Writes changes. Those that are on the disk already (after an interruption) are left alone.
pub(crate) fn write(root: &Path, changes: &[Change]) -> Result<Event, Error> {
    let mut due = Vec::new();
    for change in changes {
        match kinglet_edit::state_of(root, change)? {
            OnDisk::Before => due.push(change.clone()),
            OnDisk::After => {}
            OnDisk::Other => {
                let reason =
                    format!("{} was changed by someone else while the run was at work on it", change.path);
                return Ok(Event::Conflict { reason });
            }
        }
    }
    kinglet_edit::apply(root, &due)?;
    Ok(Event::Written)
}

/// The change that takes an edit back and leaves alone what else was changed in the file since; `None` if there is
/// nothing left to take back.
///
/// - `back`: takes it back in a file that is still what the edit made of it.
/// - `touched`: what the files have become since.
pub(crate) fn around(back: Change, touched: &[Change]) -> Option<Change> {
    let Some(since) = touched.iter().find(|since| since.path == back.path) else { return Some(back) };
    // Where both changed the same lines, the edit stands as it was recorded; that it cannot be taken back will show.
    let Some(merged) = kinglet_edit::merge(&back, since) else { return Some(back) };
    (merged.before != merged.after).then_some(merged)
}

/// Removes the temporary files that a process left beside the changed files when it was killed while it wrote.
pub(crate) fn sweep<'c>(root: &Path, changes: impl Iterator<Item = &'c Change>) {
    let folder = |change: &Change| {
        let place = change.path.under(root);
        // Beside the file itself, where the path is a link to it.
        let file = place.canonicalize().unwrap_or(place);
        file.parent().filter(|folder| folder.starts_with(root)).map(Path::to_owned)
    };
    let folders: BTreeSet<PathBuf> = changes.filter_map(folder).collect();
    let entries = folders.iter().filter_map(|folder| folder.read_dir().ok()).flatten();
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let is_temporary = name.to_str().is_some_and(|name| {
            name.starts_with(".kinglet-") && Path::new(name).extension().is_some_and(|ending| ending == "tmp")
        });
        if is_temporary && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            // What cannot be removed disturbs nobody but the eye.
            let _stays = std::fs::remove_file(entry.path());
        }
    }
}

/// Where a file defines a symbol.
fn locate(path: &RelPath, text: &str, symbol: &str) -> Vec<Range<usize>> {
    let Some(language) = Language::of(path) else { return Vec::new() };
    let symbols = Source::parse(language, text).symbols();
    symbols.into_iter().filter(|it| it.name == symbol).map(|it| it.span).collect()
}

/// The syntax errors that a change brings in.
pub(crate) fn syntax_errors(change: &Change) -> Vec<String> {
    let (Some(language), Some(after)) = (Language::of(&change.path), text(change.after.as_deref())) else {
        return Vec::new();
    };
    let new = new_errors(language, text(change.before.as_deref()).unwrap_or_default(), after);
    render_errors(&new).into_iter().map(|error| format!("{}: {error}", change.path)).collect()
}

fn text(bytes: Option<&[u8]>) -> Option<&str> {
    std::str::from_utf8(bytes?).ok()
}
