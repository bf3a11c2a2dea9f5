//! What code is for, seen beside the file as it is: all of it, or some of its symbols.

use std::collections::BTreeSet;
use std::ops::Range;

use kinglet_domain::edit::Edit;
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::{Source, Symbol};

use crate::edits::EditsError;
use crate::symbol::{dedent, take};

/// The edits that code means.
///
/// - `symbol`: what it defines, if that is known.
/// - `existing`: the file's text; `None` if there is no such file.
///
/// # Errors
/// [`EditsError::Unplaced`] if it is neither clearly the whole file nor clearly some of what it defines.
pub fn settle(
    path: &RelPath,
    symbol: Option<&str>,
    text: &str,
    existing: Option<&str>,
) -> Result<Vec<Edit>, EditsError> {
    let unplaced = |reason: String| EditsError::Unplaced { path: path.to_string(), reason };
    let language = Language::of(path);
    let text = without_path(text, path);
    if let (Some(symbol), Some(language)) = (symbol, language) {
        let edit = |text| Edit::Symbol { path: path.clone(), symbol: symbol.to_owned(), text };
        if Outline::of(None, text).is_elided() {
            return Ok(vec![edit(dedent(text))]); // What is left of it need not parse.
        }
        let taken = take(language, text, symbol).ok().flatten();
        let taken = taken.ok_or_else(|| unplaced(format!("it does not define `{symbol}` once")))?;
        return Ok(vec![edit(taken.text)]);
    }
    let Some(existing) = existing else {
        return Ok(vec![Edit::Create { path: path.clone(), text: text.to_owned() }]);
    };
    let file = Edit::File { path: path.clone(), text: text.to_owned() };
    if existing.trim().is_empty() {
        return Ok(vec![file]);
    }
    let (old, new) = (Outline::of(language, existing), Outline::of(language, text));
    if new.is_all_of(&old) {
        return Ok(vec![file]);
    }
    if new.begins_like(&old) {
        let missing = old.names().find(|name| !new.names().any(|it| it == *name));
        return Err(unplaced(missing.map_or_else(
            || "it begins like the file but leaves out some of it".to_owned(),
            |name| format!("it begins like the file but leaves out `{name}`"),
        )));
    }
    let mut taken = Vec::new();
    new.take(&old, None, &mut taken).map_err(unplaced)?;
    let (taken, names): (Vec<&Symbol>, Vec<String>) = taken.into_iter().unzip();
    let outside = new.lines_outside(&taken);
    if let Some(line) = outside.into_iter().find(|line| !old.holds(line)) {
        return Err(unplaced(format!(
            "`{line}` is not in the file and belongs to nothing that the code defines"
        )));
    }
    let edit = |(symbol, name): (&Symbol, String)| {
        let text = dedent(&new.whole_lines(&symbol.span));
        Edit::Symbol { path: path.clone(), symbol: name, text }
    };
    Ok(taken.into_iter().zip(names).map(edit).collect())
}

/// Without a first line that only names the file.
fn without_path<'a>(text: &'a str, path: &RelPath) -> &'a str {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let is_name = super::mention::of_comment(first).is_some_and(|named| named == *path);
    if is_name { rest } else { text }
}

/// A text and what it defines.
struct Outline<'a> {
    text: &'a str,
    symbols: Vec<Symbol>,
}

impl<'a> Outline<'a> {
    fn of(language: Option<Language>, text: &'a str) -> Self {
        Self {
            text,
            symbols: language.map_or_else(Vec::new, |language| Source::parse(language, text).symbols()),
        }
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.symbols.iter().map(|symbol| symbol.name.as_str())
    }

    /// The one symbol of this name, or else the one whose name ends like it: a method may stand alone.
    fn find(&self, name: &str) -> Option<&Symbol> {
        let only = |same: &dyn Fn(&Symbol) -> bool| {
            let mut found = self.symbols.iter().filter(|symbol| same(symbol));
            found.next().filter(|_| found.next().is_none())
        };
        only(&|symbol| symbol.name == name).or_else(|| only(&|symbol| symbol.short_name() == name))
    }

    /// What lies directly in a symbol, or in none.
    fn within(&self, outer: Option<&Symbol>) -> Vec<&Symbol> {
        let inside = |inner: &Symbol, outer: &Symbol| {
            outer.span.start <= inner.span.start
                && inner.span.end <= outer.span.end
                && inner.span != outer.span
        };
        let candidates: Vec<&Symbol> =
            self.symbols.iter().filter(|it| outer.is_none_or(|outer| inside(it, outer))).collect();
        let is_direct = |it: &&Symbol| !candidates.iter().any(|other| inside(it, other));
        candidates.iter().copied().filter(is_direct).collect()
    }

    fn holds(&self, line: &str) -> bool {
        self.text.lines().any(|it| it.trim() == line.trim())
    }

    /// The lines that are not blank and belong to none of the symbols.
    fn lines_outside(&self, symbols: &[&Symbol]) -> Vec<&'a str> {
        self.chunks(symbols).into_iter().flatten().collect()
    }

    /// The same, split where a symbol stands.
    fn chunks(&self, symbols: &[&Symbol]) -> Vec<Vec<&'a str>> {
        let mut chunks = vec![Vec::new()];
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let end = start + line.trim_end().len();
            let is_inside = symbols.iter().any(|it| it.span.start < end && start < it.span.end);
            start += line.len();
            match chunks.last_mut() {
                Some(chunk) if !is_inside && !line.trim().is_empty() => chunk.push(line.trim_end()),
                Some(chunk) if is_inside && !chunk.is_empty() => chunks.push(Vec::new()),
                _ => {}
            }
        }
        chunks.retain(|chunk| !chunk.is_empty());
        chunks
    }

    fn first_line(&self) -> Option<&str> {
        self.text.lines().map(str::trim).find(|line| !line.is_empty())
    }

    /// Whether this can only be meant as the other one from its beginning: it has what stands there before any symbol.
    fn begins_like(&self, other: &Self) -> bool {
        let is_head = other.within(None).first().is_none_or(|first| {
            other.text.get(..first.span.start).is_some_and(|head| !head.trim().is_empty())
        });
        is_head && self.first_line() == other.first_line()
    }

    /// Whether this is the other text, changed: all that it defines is there, and something of each part between.
    fn is_all_of(&self, other: &Self) -> bool {
        let lines: BTreeSet<&str> =
            self.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let chunks = other.chunks(&other.symbols.iter().collect::<Vec<_>>());
        let kept = |chunk: &Vec<&str>| chunk.iter().filter(|line| lines.contains(line.trim())).count();
        let (known, all): (usize, usize) = (chunks.iter().map(kept).sum(), chunks.iter().map(Vec::len).sum());
        other.names().all(|name| self.names().any(|it| it == name))
            && chunks.iter().all(|chunk| kept(chunk) > 0)
            && (2 * known > all || all == 0 && !other.symbols.is_empty())
            || self.is_elided() && self.first_line() == other.first_line() && self.ends_like(other)
    }

    /// Whether the last line is the other's, or leaves the rest out.
    fn ends_like(&self, other: &Self) -> bool {
        let last =
            |outline: &Self| outline.text.trim_end().lines().last().unwrap_or_default().trim().to_owned();
        let own = last(self);
        own == last(other) || is_elision(&own)
    }

    /// Whether it leaves lines out, which whoever puts it in place has to resolve.
    fn is_elided(&self) -> bool {
        self.text.lines().any(is_elision)
    }

    /// The symbols of this text that take the place of the other's of the same names: a class with all its methods,
    /// or else each method that is there.
    fn take<'s>(
        &'s self,
        other: &Self,
        outer: Option<&Symbol>,
        taken: &mut Vec<(&'s Symbol, String)>,
    ) -> Result<(), String> {
        let symbols = self.within(outer);
        if symbols.is_empty() {
            return Err(outer.map_or_else(
                || "it defines nothing".to_owned(),
                |outer| format!("it leaves out what `{}` holds", outer.name),
            ));
        }
        for symbol in symbols {
            let Some(old) = other.find(&symbol.name) else {
                return Err(format!("it defines `{}`, which the file does not define once", symbol.name));
            };
            let inner = self.within(Some(symbol));
            let is_whole =
                other.within(Some(old)).iter().all(|it| inner.iter().any(|new| new.name == it.name));
            let text = self.text.get(symbol.span.clone()).unwrap_or_default();
            if is_whole || (Self { text, symbols: Vec::new() }).is_elided() {
                taken.push((symbol, old.name.clone()));
            } else {
                self.take(other, Some(symbol), taken)?;
            }
        }
        Ok(())
    }

    /// A symbol with the indentation of its first line.
    fn whole_lines(&self, span: &Range<usize>) -> String {
        let before = self.text.get(..span.start).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let lead = before.get(start..).unwrap_or_default();
        let from = if lead.trim().is_empty() { start } else { span.start };
        self.text.get(from..span.end).unwrap_or_default().to_owned()
    }
}

fn is_elision(line: &str) -> bool {
    let said = line.trim().trim_start_matches(['#', '/', '*', '-', '<', '!', '(', '[', ' ']);
    said.starts_with("...") || said.starts_with('…')
}
