//! Puts the definitions of a piece of code into a file: each takes the place of the one of its name, or is added; what the
//! piece leaves out stays.

mod header;
mod imports;

use std::ops::Range;

use kinglet_domain::language::Language;
use tree_sitter::Node;

use self::imports::Doubtful;
use crate::grammar;
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
/// What has syntax errors counts as whole: they tell more than what could be made of it.
#[must_use]
pub fn merge(language: Language, file: &str, piece: &str) -> Piece {
    let parsed = grammar::parse(language, file, None).zip(grammar::parse(language, piece, None));
    let Some((old, new)) = parsed.filter(|_| language.is_program()) else { return Piece::Whole };
    if new.root_node().has_error() || old.root_node().has_error() {
        return Piece::Whole;
    }
    let old = unguarded(old.root_node());
    if let Some(declared) = header::declared(old, &new, piece) {
        return merge(language, file, &declared);
    }
    let new = unguarded(new.root_node());
    let Some((old, new)) = part::of(old, file).zip(part::of(new, piece)) else { return Piece::Whole };
    let is_there = |part: &Part<'_>| part.kind == Kind::Statement || !is_left_out(part, &old, &new);
    if old.is_empty() || new.is_empty() || old.iter().all(is_there) {
        return Piece::Whole;
    }
    let mut merge = Merge {
        language,
        file,
        piece,
        cuts: Vec::new(),
        doubtful: Vec::new(),
        replaced: Vec::new(),
        added: Vec::new(),
    };
    match merge.parts(&old, &new, file.len()) {
        Ok(()) => Piece::Part(merge.finish()),
        Err(Unclear) => Piece::Unclear,
    }
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
        for (index, (part, place)) in new.iter().zip(&places).enumerate() {
            match place.and_then(|at| old.get(at)) {
                Some(known) => self.replace(known, part)?,
                None if self.is_known(part, old) => {}
                None => {
                    let is_anchor = |part: &Part<'_>| part.kind == Kind::Definition;
                    let of = |at: &usize| places.get(*at).copied().flatten().and_then(|at| old.get(at));
                    let before = (0..index).rev().filter_map(|at| of(&at)).find(|it| is_anchor(it));
                    let behind = (index + 1..new.len()).filter_map(|at| of(&at)).find(|it| is_anchor(it));
                    if self.add(part, old, (before, behind), end) && part.kind == Kind::Import {
                        self.doubt(part, old, new);
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
        {
            let (was, is) = (head(self.file, known, old_body), head(self.piece, part, new_body));
            if was != is && known.inner.kind() == part.inner.kind() {
                let (range, text) = (known.start..known.start + was.len(), is.to_owned());
                self.cuts.push(Cut { range, text });
            }
            let end = old.last().map_or(old_body.end_byte(), |last| last.span.end);
            return self.parts(&old, &new, end);
        }
        if known.kind == Kind::Last
            && let Some(text) = self.with_all_entries(known, part)
        {
            self.cuts.push(Cut { range: known.span.clone(), text });
            return Ok(());
        }
        // What stands before it, and right above it, stays where the piece has nothing of the kind.
        let is_wrapped = |part: &Part<'_>| part.inner.start_byte() != part.start;
        let has_lead = part.span.start != line_start(self.piece, part.start);
        let (from, taken) = match has_lead {
            _ if is_wrapped(known) && !is_wrapped(part) => (known.inner.start_byte(), part.start),
            true => (first_word(self.file, known.span.start), first_word(self.piece, part.span.start)),
            false => (known.start, part.start),
        };
        let new = self.shifted(taken..part.span.end, known.start).ok_or(Unclear)?;
        if self.file.get(from..known.span.end) != Some(new.as_str()) {
            self.replaced.push(part.name.clone());
        }
        self.cuts.push(Cut { range: from..known.span.end, text: new });
        Ok(())
    }

    fn margin(&self, part: &Part<'_>) -> &str {
        self.file.get(line_start(self.file, part.start)..part.start).unwrap_or_default()
    }

    /// A list of names with those that the piece leaves out; `None` if it is no such list.
    fn with_all_entries(&self, known: &Part<'_>, part: &Part<'_>) -> Option<String> {
        let list = |text: &str| {
            let (open, close) = (text.find(['{', '['])?, text.rfind(['}', ']'])?);
            let entries = text.get(open + 1..close)?.split(',').map(|it| it.trim().to_owned());
            let entries: Vec<String> = entries.filter(|it| !it.is_empty()).collect();
            let is_simple = |it: &String| !it.contains(['{', '}', '(', '[', '\n', '/']);
            entries.iter().all(is_simple).then_some((open, close, entries))
        };
        let (old, new) = (self.file.get(known.span.clone())?, self.piece.get(part.span.clone())?);
        let ((_, close, entries), (_, _, wanted)) = (list(old)?, list(new)?);
        let missing: Vec<&String> = wanted.iter().filter(|it| !entries.contains(it)).collect();
        let inside = old.get(..close)?;
        let (before, space) = (inside.trim_end(), inside.get(inside.trim_end().len()..)?);
        let line = before.get(line_start(before, before.len())..)?;
        let joint = if space.contains('\n') {
            format!("\n{}", line.get(..line.len() - line.trim_start().len())?)
        } else {
            " ".to_owned()
        };
        let mut text = before.to_owned();
        for entry in missing {
            let comma = if text.ends_with([',', '{', '[']) { "" } else { "," };
            text = text + comma + &joint + entry;
        }
        let is_open = before.ends_with(',') && !text.ends_with(',');
        text.push_str(if is_open { "," } else { "" });
        Some(text + space + old.get(close..)?)
    }

    fn add(
        &mut self,
        part: &Part<'_>,
        old: &[Part<'_>],
        (before, behind): (Option<&Part<'_>>, Option<&Part<'_>>),
        end: usize,
    ) -> bool {
        let text = |this: &Self, start: usize| match (this.language, part.kind) {
            (Language::Go, Kind::Import) => Some(this.missing_specs(part, old)),
            _ => this.shifted(this.without_elision(part)..part.span.end, start),
        };
        let gap = |this: &Self, beside: &Part<'_>| {
            let is_line =
                |text: &str, span: &Range<usize>| !text.get(span.clone()).unwrap_or_default().contains('\n');
            let is_dense = is_line(this.piece, &part.span) && is_line(this.file, &beside.span);
            let is_outermost = this.margin(beside).is_empty() && this.language == Language::Python;
            if is_dense && beside.kind == part.kind {
                "\n"
            } else if is_outermost && part.kind == Kind::Definition {
                "\n\n\n"
            } else {
                "\n\n"
            }
        };
        let first = old.first();
        let last_import = old.iter().rfind(|it| it.kind == Kind::Import);
        let trailing = || {
            let last = old.iter().rposition(|it| it.kind != Kind::Last).map_or(0, |at| at + 1);
            old.get(last)
        };
        let is_import = part.kind == Kind::Import;
        // Whether it comes behind a part or before one.
        let (beside, is_behind) = match (before, behind) {
            _ if is_import => match (last_import, first) {
                (Some(import), _) => (Some(import), true),
                // A file may begin with what it says about itself.
                (None, Some(first))
                    if first.kind == Kind::Statement && first.name.starts_with(['"', '\'']) =>
                {
                    (Some(first), true)
                }
                (None, first) => (first, false),
            },
            (Some(before), _) => (Some(before), true),
            (None, Some(behind)) => (Some(behind), false),
            (None, None) => match trailing() {
                Some(trailing) => (Some(trailing), false),
                None => (old.last(), true),
            },
        };
        let cut = match beside {
            Some(beside) => {
                let gap = gap(self, beside);
                let margin = self.margin(beside).to_owned();
                let at = if is_behind { beside.span.end } else { beside.span.start };
                text(self, beside.start).map(|text| Cut {
                    range: at..at,
                    text: if is_behind { gap.to_owned() + &margin + &text } else { margin + &text + gap },
                })
            }
            None => text(self, end).map(|text| Cut { range: end..end, text: format!("\n{text}\n") }),
        };
        let is_added = cut.is_some();
        self.added.extend(cut.is_some().then(|| part.name.clone()));
        self.cuts.extend(cut);
        is_added
    }

    /// Where a part begins without comments that stand for code that was left out.
    fn without_elision(&self, part: &Part<'_>) -> usize {
        let lead = self.piece.get(part.span.start..part.start).unwrap_or_default();
        let mut from = part.span.start;
        for line in lead.split_inclusive('\n') {
            let said = line.to_lowercase();
            if !["...", "…", "existing", "unchanged", "rest of", "remain"]
                .iter()
                .any(|word| said.contains(word))
            {
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

    fn finish(mut self) -> Merged {
        self.drop_doubtful();
        Merged { text: self.text(), replaced: self.replaced, added: self.added }
    }

    fn text(&self) -> String {
        let mut cuts: Vec<&Cut> = self.cuts.iter().collect();
        // The sort is stable: what is added at one place stays in its order.
        cuts.sort_by_key(|cut| cut.range.start);
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
