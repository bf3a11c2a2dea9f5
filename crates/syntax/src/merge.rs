//! Puts the definitions of a piece of code into a file: each takes the place of the one of its name, or is added; what the
//! piece leaves out stays.

mod above;
mod beside;
mod entries;
mod header;
mod imports;
mod kept;
mod stray;

use std::ops::Range;

use kinglet_domain::language::Language;
use tree_sitter::Node;

pub use self::above::with_comments_above;
use self::beside::Side;
use self::imports::{Doubtful, names};
use self::kept::Kept;
use crate::Source;
use crate::part::{self, Kind, Part, line_start};

/// What a piece of code is to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// All of it anew, or nothing that has parts.
    Whole,
    /// A part of it, which was put in.
    Part(Merged),
    /// A part of it of which is not clear where it belongs.
    Unclear,
}

/// What a piece of code makes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The file's new text.
    pub text: String,
    /// What takes the place of something of its name.
    pub replaced: Vec<String>,
    /// What is new.
    pub added: Vec<String>,
}

/// Puts the definitions of a piece of code into a file.
///
/// - A piece with syntax errors counts as whole: they tell more than what could be made of it.
/// - Whatever comes of it has all that the file defines, and nothing twice.
#[must_use]
pub fn merge(language: Language, file: &str, piece: &str) -> Piece {
    let (before, said) = (Source::parse(language, file), Source::parse(language, piece));
    let trees = before.parsed.as_ref().zip(said.parsed.as_ref()).filter(|_| language.is_program());
    let Some(((_, old), (_, new))) = trees else { return Piece::Whole };
    if file.trim().is_empty() || new.root_node().has_error() {
        return Piece::Whole;
    }
    let kept = Kept::of(&before, &said);
    let whole = || if kept.is_in_piece() { Piece::Whole } else { Piece::Unclear };
    if old.root_node().has_error() {
        return whole();
    }
    let old = unguarded(old.root_node());
    let meant = header::declared((old, file), new, piece)
        .or_else(|| stray::housed(language, (old, file), (unguarded(new.root_node()), piece)));
    if let Some(text) = meant {
        return match merge(language, file, &text) {
            Piece::Whole if !Source::parse(language, &text).errors().is_empty() => Piece::Unclear,
            Piece::Whole => Piece::Part(Merged { text, replaced: Vec::new(), added: Vec::new() }),
            other => other,
        };
    }
    let new = unguarded(new.root_node());
    let Some((old, new)) = part::of(old, file).zip(part::of(new, piece)) else { return whole() };
    if old.is_empty() || is_complete((&old, file), (&new, piece)) && kept.is_in_piece() {
        return Piece::Whole;
    }
    let (cuts, doubtful, replaced, added) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut merge = Merge { language, file, piece, cuts, doubtful, replaced, added };
    let merged = merge.parts(&old, &new, file.len()).map(|()| merge.finish());
    match merged {
        Ok(merged) if kept.holds_in(&Source::parse(language, &merged.text)) => Piece::Part(merged),
        _ => Piece::Unclear,
    }
}

/// Whether a piece has all the parts of a file, those within others too. Statements change with their words: half of their lines
/// will do.
fn is_complete((old, file): (&[Part<'_>], &str), (new, piece): (&[Part<'_>], &str)) -> bool {
    let (was, is) = (statements(old, file), statements(new, piece));
    let is_half = 2 * was.iter().filter(|line| is.contains(line)).count() >= was.len();
    let is_there = |known: &Part<'_>| {
        let part = new.iter().find(|part| part.key == known.key);
        let bodies = part.and_then(|part| known.body.zip(part.body));
        !is_left_out(known, old, new)
            && bodies.is_none_or(|(was, is)| match part::of(was, file).zip(part::of(is, piece)) {
                Some((was, is)) => is_complete((&was, file), (&is, piece)),
                None => false,
            })
    };
    is_half && old.iter().filter(|part| part.kind != Kind::Statement).all(is_there)
}

/// The lines of all statements.
fn statements<'t>(parts: &[Part<'_>], text: &'t str) -> Vec<&'t str> {
    let statements = parts.iter().filter(|part| part.kind == Kind::Statement);
    let lines = statements.flat_map(|part| text.get(part.span.clone()).unwrap_or_default().lines());
    lines.map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// Whether a part of the file is not in the piece, or less often.
fn is_left_out(part: &Part<'_>, old: &[Part<'_>], new: &[Part<'_>]) -> bool {
    let count = |parts: &[Part<'_>]| parts.iter().filter(|it| it.key == part.key).count();
    count(new) < count(old)
}

/// What an include guard surrounds, if that is all there is.
fn unguarded(root: Node<'_>) -> Node<'_> {
    let mut cursor = root.walk();
    let mut inner = root.named_children(&mut cursor).filter(|node| node.kind() != "comment");
    match (inner.next(), inner.next()) {
        (Some(only), None) if only.kind() == "preproc_ifdef" => only,
        _ => root,
    }
}

/// A text that takes the place of a range of the file.
struct Cut {
    range: Range<usize>,
    text: String,
}

/// It is not clear what of a file is meant.
struct Unclear;

struct Merge<'a> {
    language: Language,
    file: &'a str,
    piece: &'a str,
    cuts: Vec<Cut>,
    doubtful: Vec<Doubtful>,
    replaced: Vec<String>,
    added: Vec<String>,
}

impl Merge<'_> {
    /// - `end`: where something can be added that belongs behind all there is.
    fn parts(&mut self, old: &[Part<'_>], new: &[Part<'_>], end: usize) -> Result<(), Unclear> {
        // What has no name is told by its words: where they are others, it is another statement, or the same changed.
        let is_statement = |part: &&Part<'_>| part.kind == Kind::Statement;
        let is_gone = old.iter().filter(is_statement).any(|part| is_left_out(part, old, new));
        if is_gone && new.iter().filter(is_statement).any(|part| is_left_out(part, new, old)) {
            return Err(Unclear);
        }
        let places = new.iter().map(|part| self.place(part, old, new));
        let places: Vec<Option<usize>> = places.collect::<Result<_, _>>()?;
        let mut taken: Vec<usize> = places.iter().copied().flatten().collect();
        taken.sort_unstable();
        let is_twice = |pair: &[usize]| {
            pair.first() == pair.last()
                && pair.first().and_then(|at| old.get(*at)).is_some_and(|it| it.kind != Kind::Import)
        };
        if taken.windows(2).any(is_twice) {
            return Err(Unclear);
        }
        for (index, (part, place)) in new.iter().zip(&places).enumerate() {
            match place.and_then(|at| old.get(at)) {
                Some(known) => self.replace(known, part)?,
                None if self.is_known(part, old) || self.is_copied_in(part) => {}
                None => {
                    let is_anchor = |part: &Part<'_>| part.kind == Kind::Definition;
                    let of = |at: &usize| places.get(*at).copied().flatten().and_then(|at| old.get(at));
                    let before = (0..index).rev().filter_map(|at| of(&at)).find(|it| is_anchor(it));
                    let behind = (index + 1..new.len()).filter_map(|at| of(&at)).find(|it| is_anchor(it));
                    let user = self.first_user(part, old, |at| {
                        new.iter().zip(&places).find(|(_, place)| **place == Some(at)).map(|(part, _)| part)
                    });
                    let cut = self.add(part, old, (before, behind, user), end);
                    if let Some(by) = cut.filter(|_| part.kind == Kind::Import) {
                        self.doubt(part, by, old, new);
                    }
                }
            }
        }
        Ok(())
    }

    /// The position of what a part of the piece is in the file, if it is there; an error if that is not clear.
    fn place(&self, part: &Part<'_>, old: &[Part<'_>], new: &[Part<'_>]) -> Result<Option<usize>, Unclear> {
        let alike = || old.iter().enumerate().filter(|(_, it)| it.key == part.key).map(|(at, _)| at);
        let is_one_of_many = new.iter().filter(|other| other.key == part.key).count() > 1;
        match alike().count() {
            0 => Ok(None),
            1 if !is_one_of_many => Ok(alike().next()),
            _ if part.kind == Kind::Import => Ok(alike().next()),
            _ => {
                let wanted = part::overload(part, self.piece);
                let is_same =
                    |at: &usize| old.get(*at).is_some_and(|it| part::overload(it, self.file) == wanted);
                let mut same = alike().filter(is_same);
                match (same.next(), same.next()) {
                    (Some(at), None) => Ok(Some(at)),
                    (None, _) if is_one_of_many => Ok(None),
                    _ => Err(Unclear),
                }
            }
        }
    }

    fn replace(&mut self, known: &Part<'_>, part: &Part<'_>) -> Result<(), Unclear> {
        if part.kind == Kind::Import {
            return Ok(());
        }
        if let (Some(old_body), Some(new_body)) = (known.body, part.body)
            && let Some((old, new)) = part::of(old_body, self.file).zip(part::of(new_body, self.piece))
            && let Some(last) = old.last()
        {
            let (was, is) = (head(self.file, known, old_body), head(self.piece, part, new_body));
            // A head that only leaves out what is there is short for it.
            let is_short = names(is).iter().all(|word| names(was).contains(word));
            if !is_short && known.inner.kind() == part.inner.kind() {
                let (range, text) = (known.start..known.start + was.len(), is.to_owned());
                self.cuts.push(Cut { range, text });
            }
            let end = last.span.end;
            return self.parts(&old, &new, end);
        }
        if known.kind == Kind::Last
            && let Some(text) = self.united(known, part)
        {
            self.cuts.push(Cut { range: known.span.clone(), text });
            return Ok(());
        }
        // What stands before it, and right above it, stays where the piece has nothing of the kind.
        let is_wrapped = |part: &Part<'_>| part.inner.start_byte() != part.start;
        let lead = self.piece.get(part.span.start..part.start).unwrap_or_default();
        let known_lead = self.file.get(known.span.start..known.start).unwrap_or_default();
        // Attributes are more than words.
        let is_lead_kept = known_lead.contains("#[") && !lead.contains("#[") || known_lead.contains("#!");
        let has_lead = !lead.trim().is_empty() && !is_lead_kept;
        let (from, taken) = match has_lead {
            _ if is_wrapped(known) && !is_wrapped(part) => (known.inner.start_byte(), part.start),
            true => (first_word(self.file, known.span.start), first_word(self.piece, part.span.start)),
            false => (known.start, part.start),
        };
        let new = self.shifted(taken..part.span.end, known.start).ok_or(Unclear)?;
        let new = self.annotations(known, from, &new) + &new;
        if self.file.get(from..known.span.end) != Some(new.as_str()) {
            self.replaced.push(part.name.clone());
        }
        self.cuts.push(Cut { range: from..known.span.end, text: new });
        Ok(())
    }

    /// The lines with annotations that a definition begins with; empty if what takes its place has some of its own.
    fn annotations(&self, known: &Part<'_>, from: usize, new: &str) -> String {
        let is_annotation = |line: &&str| line.trim_start().starts_with('@');
        let own = self.file.get(from..known.span.end).unwrap_or_default();
        let kept: String = own.split_inclusive('\n').take_while(is_annotation).collect();
        // Decorators that stand before the definition itself are not in it.
        let is_within = from == known.start && known.inner.start_byte() == known.start;
        if kept.is_empty() || !is_within || is_annotation(&new) {
            return String::new();
        }
        kept + self.margin(known)
    }

    fn margin(&self, part: &Part<'_>) -> &str {
        self.file.get(line_start(self.file, part.start)..part.start).unwrap_or_default()
    }

    fn united(&self, known: &Part<'_>, part: &Part<'_>) -> Option<String> {
        entries::united(self.file.get(known.span.clone())?, self.piece.get(part.span.clone())?)
    }

    /// Where names have to be known before they are used: the first part of the file that will use the name of a new one, a type
    /// wherever it is named, a function where it is called. None if the new one names that part itself.
    ///
    /// - `instead`: what the piece has in the place of a part of the file.
    fn first_user<'p, 'tree, 'n: 'p>(
        &self,
        part: &Part<'_>,
        old: &'p [Part<'tree>],
        instead: impl Fn(usize) -> Option<&'n Part<'n>>,
    ) -> Option<&'p Part<'tree>> {
        if !matches!(self.language, Language::C | Language::Cpp) || part.kind != Kind::Definition {
            return None;
        }
        let is_function = part.inner.kind() == "function_definition";
        let own = names(self.piece.get(part.start..part.span.end).unwrap_or_default());
        let uses = |text: &str, other: &Part<'_>| {
            let said = text.get(other.start..other.span.end).unwrap_or_default();
            let is_called = || {
                let is_function = other.inner.kind() == "function_definition";
                is_function && said.contains(&format!("{}(", part.name))
            };
            let is_named = if is_function { is_called() } else { names(said).contains(&part.name.as_str()) };
            is_named && !own.contains(&other.name.as_str())
        };
        let is_user = |(at, other): &(usize, &Part<'_>)| match instead(*at) {
            Some(instead) => uses(self.piece, instead),
            None => uses(self.file, other),
        };
        let all = old.iter().enumerate().filter(|(_, other)| other.kind != Kind::Import);
        all.clone().find(is_user).map(|(_, user)| user)
    }

    /// Adds a part; returns the position of the cut that does.
    ///
    /// - `around`: the definitions of the file nearest before and behind it in the piece, and the first that uses it.
    fn add(
        &mut self,
        part: &Part<'_>,
        old: &[Part<'_>],
        (before, behind, user): (Option<&Part<'_>>, Option<&Part<'_>>, Option<&Part<'_>>),
        end: usize,
    ) -> Option<usize> {
        let beside = beside::of(part, old, (before, behind));
        let is_late = |user: &&Part<'_>| beside.is_none_or(|(neighbour, _)| neighbour.start >= user.start);
        let beside = user.filter(is_late).map(|user| (user, Side::Before)).or(beside);
        let start = beside.map_or(end, |(neighbour, _)| neighbour.start);
        let text = match (self.language, part.kind) {
            (Language::Go, Kind::Import) => self.missing_specs(part, old),
            _ => self.shifted(self.without_elision(part)..part.span.end, start)?,
        };
        let cut = match beside {
            Some((neighbour, side)) => {
                let (gap, margin) = (self.gap(part, neighbour), self.margin(neighbour));
                let (at, text) = match side {
                    Side::Behind => (neighbour.span.end, format!("{gap}{margin}{text}")),
                    Side::Before => {
                        let at = neighbour.span.start;
                        let above = self.file.get(..at).unwrap_or_default();
                        let is_close = gap.len() > 1 && !above.is_empty() && !above.ends_with("\n\n");
                        (at, format!("{}{margin}{text}{gap}", if is_close { "\n" } else { "" }))
                    }
                };
                Cut { range: at..at, text }
            }
            None => Cut { range: end..end, text: format!("\n{text}\n") },
        };
        self.added.push(part.name.clone());
        self.cuts.push(cut);
        Some(self.cuts.len() - 1)
    }

    /// What stands between a part that is added and its neighbour.
    fn gap(&self, part: &Part<'_>, neighbour: &Part<'_>) -> &'static str {
        let is_line =
            |text: &str, span: &Range<usize>| !text.get(span.clone()).unwrap_or_default().contains('\n');
        let is_dense = is_line(self.piece, &part.span) && is_line(self.file, &neighbour.span);
        let is_outermost = self.margin(neighbour).is_empty() && self.language == Language::Python;
        if is_dense && neighbour.kind == part.kind {
            "\n"
        } else if is_outermost && part.kind == Kind::Definition {
            "\n\n\n"
        } else {
            "\n\n"
        }
    }

    /// Where a part begins without comments that stand for code that was left out.
    fn without_elision(&self, part: &Part<'_>) -> usize {
        let lead = self.piece.get(part.span.start..part.start).unwrap_or_default();
        let mut from = part.span.start;
        for line in lead.split_inclusive('\n') {
            let said = line.to_lowercase();
            if !["...", "…", "existing code", "rest of the"].iter().any(|word| said.contains(word)) {
                break;
            }
            from += line.len();
        }
        first_word(self.piece, from)
    }

    /// A range of the piece as it is to stand in the file.
    ///
    /// - `start`: where it, or its neighbour, begins in the file.
    fn shifted(&self, range: Range<usize>, start: usize) -> Option<String> {
        let from = self.piece.get(line_start(self.piece, range.start)..range.start)?;
        let from = from.get(..from.len() - from.trim_start().len())?;
        let to = self.file.get(line_start(self.file, start)..start)?;
        let to = to.get(..to.len() - to.trim_start().len())?;
        let mut lines = self.piece.get(range)?.trim_end().split('\n');
        let mut text = lines.next()?.to_owned();
        for line in lines {
            text.push('\n');
            match line.strip_prefix(from) {
                Some(rest) if !line.trim().is_empty() => text = text + to + rest,
                _ if line.trim().is_empty() => {}
                _ => text.push_str(line),
            }
        }
        Some(text)
    }

    /// Whether a definition within another one is a copy of one that stands by itself in the file: copied along, and put into the
    /// wrong place.
    fn is_copied_in(&self, part: &Part<'_>) -> bool {
        let margin = line_start(self.piece, part.start)..part.start;
        let is_within =
            self.piece.get(margin).is_some_and(|margin| !margin.is_empty() && margin.trim().is_empty());
        if part.kind != Kind::Definition || !is_within {
            return false;
        }
        // As if it stood where the file begins.
        let Some(alone) = self.shifted(part.start..part.span.end, 0) else { return false };
        let alone = format!("{}\n", alone.trim_end());
        let is_whole = |at: usize| {
            let rest = self.file.get(at + alone.len()..).unwrap_or_default().trim_start_matches(['\r', '\n']);
            let before = self.file.get(..at).unwrap_or_default();
            (before.is_empty() || before.ends_with('\n')) && !rest.starts_with(char::is_whitespace)
        };
        // Whoever speaks of it as a member wants it there.
        let is_member = [".", "::"].iter().any(|of| self.piece.contains(&format!("{of}{}(", part.name)));
        alone.lines().count() > 1 && !is_member && self.file.match_indices(&alone).any(|(at, _)| is_whole(at))
    }

    fn finish(mut self) -> Merged {
        self.drop_doubtful();
        Merged { text: self.text(), replaced: self.replaced, added: self.added }
    }

    fn text(&self) -> String {
        let mut cuts: Vec<&Cut> = self.cuts.iter().collect();
        // The sort is stable: what is added at one place stays in its order, before what is replaced there.
        cuts.sort_by_key(|cut| (cut.range.start, cut.range.end));
        let (mut text, mut at) = (String::new(), 0);
        for Cut { range, text: new } in cuts {
            text.push_str(self.file.get(at..range.start).unwrap_or_default());
            text.push_str(new);
            at = at.max(range.end);
        }
        text + self.file.get(at..).unwrap_or_default()
    }
}

/// What stands before the body of a definition, without comments behind it.
fn head<'t>(text: &'t str, part: &Part<'_>, body: Node<'_>) -> &'t str {
    let mut head = text.get(part.start..body.start_byte()).unwrap_or_default().trim_end();
    while let Some((before, last)) = head.rsplit_once('\n') {
        if !["#", "//", "/*", "*"].iter().any(|mark| last.trim_start().starts_with(mark)) {
            break;
        }
        head = before.trim_end();
    }
    head
}

/// Where the first word of a line stands.
fn first_word(text: &str, line: usize) -> usize {
    let rest = text.get(line..).unwrap_or_default();
    line + rest.len() - rest.trim_start_matches([' ', '\t']).len()
}
