//! Beside which part of a file a new one is added.

use crate::part::{Kind, Part};

/// On which side of its neighbour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    Behind,
}

/// The neighbour of a part that is added; `None` if the file has no parts.
///
/// - `before`, `behind`: the definitions of the file nearest before and behind it in the piece.
pub(super) fn of<'p, 'tree>(
    part: &Part<'_>,
    old: &'p [Part<'tree>],
    (before, behind): (Option<&'p Part<'tree>>, Option<&'p Part<'tree>>),
) -> Option<(&'p Part<'tree>, Side)> {
    if part.kind == Kind::Import {
        let import = old.iter().rfind(|it| it.kind == Kind::Import);
        // A file may begin with what it says about itself.
        let said = || {
            let says = |it: &&Part<'_>| it.kind == Kind::Statement && it.name.starts_with(['"', '\'']);
            old.first().filter(says)
        };
        let behind = import.or_else(said).map(|it| (it, Side::Behind));
        return behind.or_else(|| Some((old.first()?, Side::Before)));
    }
    // What a file does when it is run comes behind what it defines.
    let definition = || old.iter().rfind(|it| it.kind == Kind::Definition && part.kind == it.kind);
    let trailing = || {
        let first = old.iter().rposition(|it| it.kind != Kind::Last).map_or(0, |at| at + 1);
        old.get(first)
    };
    let behind_it = |it| (it, Side::Behind);
    let before_it = |it| (it, Side::Before);
    before
        .map(behind_it)
        .or_else(|| behind.map(before_it))
        .or_else(|| definition().map(behind_it))
        .or_else(|| trailing().map(before_it))
        .or_else(|| old.last().map(behind_it))
}
