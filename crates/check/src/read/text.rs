//! Plain text out of what a terminal would show, and cuts that say so.

use std::iter::Peekable;
use std::str::Chars;

const ESCAPE: char = '\u{1b}';
const BELL: char = '\u{7}';
/// A longer line is data, not a message.
const MOST_LINE_CHARS: usize = 240;

/// The text without terminal escapes and control characters, each carriage return a line end.
///
/// Escapes: ECMA-48, sections 5.4 (CSI) and 5.6 (OSC).
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            ESCAPE => skip_escape(&mut chars),
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    plain.push('\n');
                }
            }
            '\n' | '\t' => plain.push(char),
            control if control.is_control() => {}
            char => plain.push(char),
        }
    }
    plain
}

fn skip_escape(chars: &mut Peekable<Chars>) {
    match chars.peek() {
        Some('[') => {
            chars.next();
            // Parameters and intermediates lie below `@`; the first character past them ends the sequence.
            while chars.next_if(|char| (' '..'@').contains(char)).is_some() {}
            chars.next_if(|char| ('@'..='~').contains(char));
        }
        Some(']') => {
            // Ends at a bell or at ESC \. One that was cut off ends with its line.
            while chars.next_if(|char| !matches!(*char, BELL | ESCAPE | '\n')).is_some() {}
            if chars.next_if_eq(&ESCAPE).is_some() {
                chars.next_if_eq(&'\\');
            }
        }
        Some('\n') | None => {}
        Some(_) => {
            chars.next();
        }
    }
}

/// The first lines of a text, with a note of how many were left out; blank lines at both ends are dropped.
///
/// - `lines`: the most lines, the note not counted.
/// - `chars`: the most characters altogether.
pub(super) fn clip(text: &str, lines: usize, chars: usize) -> String {
    let text = text.trim_end().trim_start_matches('\n');
    let total = text.lines().count();
    let mut kept = String::new();
    let mut count = 0;
    let mut room = chars;
    for line in text.lines().take(lines) {
        let line = clip_line(line.trim_end(), room.min(MOST_LINE_CHARS));
        let length = line.chars().count() + 1;
        if count > 0 {
            if length > room {
                break;
            }
            kept.push('\n');
        }
        kept.push_str(&line);
        room = room.saturating_sub(length);
        count += 1;
    }
    match total.saturating_sub(count) {
        0 => kept,
        _ if lines == 1 => kept + " …",
        left => format!("{kept}\n… ({left} more lines)"),
    }
}

/// The first characters of a line, with a mark if there are more.
pub(super) fn clip_line(line: &str, chars: usize) -> String {
    match line.char_indices().nth(chars) {
        None => line.to_owned(),
        Some(_) => line.chars().take(chars.saturating_sub(1)).chain(['…']).collect(),
    }
}

/// The number of spaces and tabs that a line starts with.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// The lines without the white space that all of them (blank ones aside) start with, and without blank lines
/// at the end.
pub(super) fn dedent(lines: &[&str]) -> String {
    let common =
        lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(line)).min().unwrap_or(0);
    let mut text = String::new();
    for line in lines {
        text.push_str(line.get(common..).unwrap_or_default().trim_end());
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text
}

/// The lines dedented and without blank ones.
pub(super) fn compact(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().copied().filter(|line| !line.trim().is_empty()).collect();
    dedent(&lines)
}

/// What an error says: its first line, which runners often indent unlike the rest, and the rest compacted.
pub(super) fn said(lines: &[&str]) -> String {
    let mut lines = lines.iter().copied().skip_while(|line| line.trim().is_empty());
    let first = lines.next().map_or("", str::trim);
    let rest = compact(&lines.collect::<Vec<_>>());
    if rest.is_empty() { first.to_owned() } else { format!("{first}\n{rest}") }
}

/// The number that follows directly before ` word` in a text such as `3 failed, 1 passed`.
pub(super) fn count_of(text: &str, word: &str) -> Option<u32> {
    text.split([',', ';', '|', '.', '(', ')', ':'])
        .map(str::trim)
        .find_map(|part| part.strip_suffix(word)?.strip_suffix(' ')?.rsplit(' ').next()?.parse().ok())
}
