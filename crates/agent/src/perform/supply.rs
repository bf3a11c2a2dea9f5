//! Puts the imports of the files right that an edit changes, and leaves out what it repeats of other files.

use std::collections::BTreeMap;

use kinglet_loom::defining;
use kinglet_refactor::{Supplied, supply};

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

/// An edit with the imports that it forgot, and without what it repeats; refused if nothing is left of it.
pub(crate) async fn supplied(tree: Tree, mut prepared: Prepared, task: &str) -> Result<Event, Error> {
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
            if let Some(Supplied { text, notes }) =
                supply(tree.root(), &change.path, (&before, &after), moves, &definers)
            {
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
