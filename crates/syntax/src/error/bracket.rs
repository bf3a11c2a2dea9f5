//! Brackets that have no other half.

use std::collections::VecDeque;

use tree_sitter::Node;

use super::{By, Fault};

/// A bracket of the code; those in strings and comments are none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bracket {
    pub(super) at: usize,
    row: usize,
    character: char,
}

/// A bracket without its other half.
pub(super) struct Unmatched {
    pub(super) bracket: Bracket,
    /// Where that was noticed.
    pub(super) until: usize,
}

/// The brackets of a token: `${` has one, `((` has two.
pub(super) fn of(token: Node<'_>) -> impl Iterator<Item = Bracket> {
    let (at, row, kind) = (token.start_byte(), token.start_position().row, token.kind());
    // The kind of a token without a name is its text.
    let opening = kind.trim_end_matches(is_opening).len()..kind.len();
    let closing = 0..kind.len() - kind.trim_start_matches(is_closing).len();
    let chosen = if opening.is_empty() { closing } else { opening };
    let places = kind.char_indices().filter(move |(place, _)| chosen.contains(place));
    places.map(move |(place, character)| Bracket { at: at + place, row, character })
}

fn is_opening(character: char) -> bool {
    matches!(character, '(' | '[' | '{')
}

fn is_closing(character: char) -> bool {
    matches!(character, ')' | ']' | '}')
}

impl Bracket {
    fn closes(self, open: Self) -> bool {
        matches!((open.character, self.character), ('(', ')') | ('[', ']') | ('{', '}'))
    }

    pub(super) fn fault(self) -> Fault {
        let character = self.character;
        let message = if is_opening(character) {
            format!("unbalanced `{character}`: what it opens here is never closed")
        } else {
            format!("unbalanced `{character}`: it closes nothing; remove it, or open what it closes")
        };
        Fault { at: self.at, row: self.row, message, by: By::Rule }
    }
}

/// The brackets of a piece of text that the parser did not take apart; those between two `"` of a line are none.
pub(super) fn of_text(text: &str, at: usize, row: usize) -> Vec<Bracket> {
    let (mut found, mut row, mut is_string) = (Vec::new(), row, false);
    for (place, character) in text.char_indices() {
        match character {
            '\n' => (row, is_string) = (row + 1, false),
            '"' => is_string = !is_string,
            _ if !is_string && (is_opening(character) || is_closing(character)) => {
                found.push(Bracket { at: at + place, row, character });
            }
            _ => {}
        }
    }
    found
}

/// The brackets without their other half, given all in order.
///
/// A closing bracket takes the nearest that it fits, and what was opened since is never closed. Where one is left at
/// the end, or closes nothing, indentation tells which is wrong: the first pair of which the closing bracket begins
/// a line further left than the line of the opening one.
pub(super) fn unmatched(brackets: &[Bracket], text: &str) -> Vec<Unmatched> {
    let mut found = Vec::new();
    let mut open: Vec<Bracket> = Vec::new();
    // How many of each kind are open: whether there is one to close is known without looking through them.
    let mut counts = [0_usize; 3];
    let mut crooked: [VecDeque<(Bracket, Bracket)>; 3] = Default::default();
    for bracket in brackets {
        let kind = kind(bracket.character);
        if is_opening(bracket.character) {
            counts[kind] += 1;
            open.push(*bracket);
            continue;
        }
        if counts[kind] == 0 {
            found.push(match crooked[kind].pop_front() {
                Some((_, close)) => Unmatched { bracket: close, until: bracket.at },
                None => Unmatched { bracket: *bracket, until: bracket.at },
            });
            continue;
        }
        while let Some(last) = open.pop() {
            counts[self::kind(last.character)] -= 1;
            if bracket.closes(last) {
                if is_crooked(last, *bracket, text) {
                    crooked[kind].push_back((last, *bracket));
                }
                break;
            }
            found.push(Unmatched { bracket: last, until: bracket.at });
        }
    }
    for bracket in open {
        let within = crooked[kind(bracket.character)].iter().position(|(open, _)| open.at > bracket.at);
        let mut since = crooked[kind(bracket.character)].drain(..within.map_or(0, |at| at + 1));
        let bracket = since.next_back().map_or(bracket, |(open, _)| open);
        found.push(Unmatched { bracket, until: text.len() });
    }
    found
}

fn kind(character: char) -> usize {
    match character {
        '(' | ')' => 0,
        '[' | ']' => 1,
        _ => 2,
    }
}

/// Whether a closing bracket begins a line that is indented less than the line of its opening one.
fn is_crooked(open: Bracket, close: Bracket, text: &str) -> bool {
    if open.row == close.row {
        return false;
    }
    let line = |bracket: Bracket| {
        let before = text.get(..bracket.at).unwrap_or_default();
        before.get(before.rfind('\n').map_or(0, |at| at + 1)..).unwrap_or_default()
    };
    let (first, last) = (line(open), line(close));
    let indentation = first.len() - first.trim_start_matches([' ', '\t']).len();
    last.trim().is_empty() && last.len() < indentation
}
