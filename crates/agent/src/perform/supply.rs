//! Puts the files right that an edit changes: gives them the imports that it forgot, leaves out what it repeats of other files,
//! and mends the well-known mistakes that it makes.

use std::collections::BTreeMap;

use kinglet_domain::language::Language;
use kinglet_loom::defining;
use kinglet_refactor::{Supplied, supply};
use kinglet_syntax::{Bug, Source};

use super::{Tree, aside};
use crate::error::Error;
use crate::event::{Event, Prepared};

/// Words of a task after which code of one file belongs into another.
const MOVES: [&str; 16] = [
    "consolidate",
    "copied",
    "copy",
    "duplicate",
    "extract",
    "factor",
    "inline",
    "into",
    "merge",
    "move",
    "moved",
    "pull",
    "put",
    "refactor",
    "split",
    "transfer",
];

/// So many mistakes of one file are mended.
const MENDED: usize = 4;

/// An edit with the imports that it forgot, and without what it repeats; refused if nothing is left of it.
///
/// - `mends`: whether its well-known mistakes are mended.
pub(crate) async fn supplied(
    tree: Tree,
    mut prepared: Prepared,
    task: &str,
    mends: bool,
) -> Result<Event, Error> {
    let mut words = task.split(|c: char| !c.is_alphanumeric());
    let moves = words.any(|word| MOVES.iter().any(|known| word.eq_ignore_ascii_case(known)));
    aside(move || {
        // Without the index, nothing is known of the project: the checks say what is wrong.
        let definers = |names: &_| {
            tree.shelf.ask(tree.now, |index| defining(index, names)).unwrap_or_else(|error| {
                tracing::warn!(%error, "no import was looked for in the project");
                BTreeMap::new()
            })
        };
        let mut is_supplied = false;
        for change in &mut prepared.changes {
            let text = |bytes: &Option<Vec<u8>>| String::from_utf8(bytes.clone().unwrap_or_default()).ok();
            let Some((before, after)) = text(&change.before).zip(text(&change.after)) else { continue };
            let supplied = supply(tree.root(), &change.path, (&before, &after), moves, &definers);
            let mut supplied = supplied.unwrap_or(Supplied { text: after, notes: Vec::new() });
            if let Some(language) = Language::of(&change.path).filter(|_| mends) {
                mend(language, &before, &mut supplied);
            }
            let Supplied { text, notes } = supplied;
            if !notes.is_empty() {
                prepared.repairs.extend(notes.into_iter().map(|note| format!("{}: {note}", change.path)));
                change.after = Some(text.into_bytes());
                is_supplied = true;
            }
        }
        if is_supplied {
            prepared.diff = kinglet_edit::diff(&prepared.changes);
        }
        if prepared.changes.iter().all(|change| change.before == change.after) {
            let reason = "the edit changes nothing; what it writes is there already".to_owned();
            return Ok(Event::Unprepared { reason, is_repairable: false });
        }
        Ok(Event::Prepared(prepared))
    })
    .await
}

/// Mends the well-known mistakes that a text makes and did not make before, as far as they are next to never right: a model makes
/// them as people do, and no check may look at what is new.
fn mend(language: Language, before: &str, supplied: &mut Supplied) {
    let sure = |text: &str| Source::parse(language, text).sure_bugs();
    let known: Vec<String> = sure(before).into_iter().map(|bug| bug.why).collect();
    for _ in 0..MENDED {
        let bugs = sure(&supplied.text);
        let is_mended = |bug: &&Bug| {
            !known.contains(&bug.why)
                && sure(&bug.mended).len() < bugs.len()
                && Source::parse(language, &bug.mended).errors().is_empty()
        };
        let Some(bug) = bugs.iter().find(is_mended) else { return };
        supplied.notes.push(format!("line {}: {}; mended", bug.line, bug.why));
        supplied.text.clone_from(&bug.mended);
    }
}
