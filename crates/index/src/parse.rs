//! One file, parsed: what goes into the index.

use std::ops::Range;

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;
use kinglet_syntax::{Source, Symbol, SymbolKind};
use rustc_hash::FxHashMap;

use crate::kind::Kind;
use crate::lex::{self, Field, Syntax};
use crate::outline::{Definition, Outline};
use crate::posting::{Place, encode};
use crate::words;

/// What a row of the inverted index is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Topic {
    /// A word, wherever it stands in a file.
    Word,
    /// An identifier that a file uses, as it is written.
    Use,
    /// The short name of something that a file defines.
    Definition,
    /// The last part of what a file imports.
    Import,
    /// A word of a commit's message.
    Message,
    /// A file that a commit changed, by its path.
    Changed,
}

/// What is known of a file.
pub(crate) struct Parsed {
    pub(crate) kind: Kind,
    pub(crate) hash: [u8; 32],
    /// How many words stand in it, those of its tests not counted.
    pub(crate) words: u32,
    pub(crate) outline: Outline,
    /// What it contributes to the rows of the inverted index.
    pub(crate) entries: Entries,
}

/// What a file contributes to rows of the inverted index: one after the other, since there are dozens of small ones in each file.
#[derive(Default)]
pub(crate) struct Entries {
    keys: String,
    places: Vec<u8>,
    /// What each is about, and where its key and its places end.
    ends: Vec<(Topic, usize, usize)>,
}

impl Entries {
    fn push(&mut self, topic: Topic, key: &str, places: impl IntoIterator<Item = Place>) {
        self.keys.push_str(key);
        encode(places, &mut self.places);
        self.ends.push((topic, self.keys.len(), self.places.len()));
    }

    /// Each with its topic, its key, and its places as a row has them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Topic, &str, &[u8])> {
        let begin = [(0, 0)].into_iter().chain(self.ends.iter().map(|&(_, key, places)| (key, places)));
        begin.zip(&self.ends).filter_map(|((key, places), &(topic, key_end, places_end))| {
            Some((topic, self.keys.get(key..key_end)?, self.places.get(places..places_end)?))
        })
    }
}

/// The longest text of which the words are indexed, where no grammar reads it: data and prose.
const LONGEST_PROSE: usize = 64 * 1024;

/// The longest head of a symbol that is shown.
const LONGEST_HEAD: usize = 160;

/// Reads a text.
pub(crate) fn parse(path: &RelPath, text: &str, hash: [u8; 32]) -> Parsed {
    let kind = Kind::of(path, text);
    let is_read = !matches!(kind, Kind::Generated);
    let language = Language::of(path);
    let mut outline = Outline::default();
    let is_parsed = matches!(kind, Kind::Source | Kind::Example);
    if let Some(language) = language.filter(|language| is_parsed && language.is_program()) {
        outline = outlined(language, text);
    }
    let shown = if language.is_some() || text.len() <= LONGEST_PROSE {
        text
    } else {
        text.get(..text.floor_char_boundary(LONGEST_PROSE)).unwrap_or_default()
    };
    let mut tally = Tally::new(&outline.symbols, kind);
    tally.path(path);
    if is_read {
        lex::each(&Syntax::of(path.extension()), shown, |field, range, token| {
            tally.add(field, range.start, token);
        });
    }
    let (words, entries) = tally.finish(&mut outline, kind);
    Parsed { kind, hash, words, outline, entries }
}

/// What a text defines and imports; of no definition how many words it has.
pub(crate) fn outlined(language: Language, text: &str) -> Outline {
    let source = Source::parse(language, text);
    let (symbols, imports) = source.outline();
    let mut imports: Vec<String> = imports.into_iter().map(|import| import.module).collect();
    imports.sort_unstable();
    imports.dedup();
    Outline { symbols: definitions(text, symbols), imports }
}

/// The words that introduce the name of a definition in most languages.
const INTRODUCE: [&str; 10] =
    ["def", "class", "fn", "func", "function", "struct", "interface", "trait", "fun", "module"];

/// Counts words and names of a text, in the order in which they stand there.
struct Tally<'t> {
    /// The symbols that are open where the text has been read to, innermost last; 0 is the file itself.
    open: Vec<(u32, usize)>,
    /// The symbols' beginnings, ends, and whether they are tests; chunk 1 is the first of them.
    spans: Vec<(usize, usize, bool)>,
    next: usize,
    /// How many words stand in each chunk.
    lengths: Vec<u32>,
    words: FxHashMap<Box<str>, u32>,
    /// The tokens that were met, by what they are numbered.
    tokens: FxHashMap<&'t str, usize>,
    /// Each token, and where the numbers of its words stand in `numbers`.
    spelled: Vec<(&'t str, Range<usize>)>,
    numbers: Vec<u32>,
    /// Word, chunk and field in one number, to be sorted and counted.
    found: Vec<u64>,
    /// Token and chunk of each that is code.
    uses: Vec<(usize, u32)>,
    /// What tests define, as far as the word before a name tells: most of what they define nobody asks for, and to parse
    /// them takes longer than the code that they test.
    introduced: Option<Vec<&'t str>>,
    before: &'t str,
}

impl<'t> Tally<'t> {
    fn new(symbols: &[Definition], kind: Kind) -> Self {
        Self {
            open: vec![(0, usize::MAX)],
            spans: symbols.iter().map(|it| (it.span.start, it.span.end, it.is_test())).collect(),
            next: 0,
            lengths: vec![0; symbols.len() + 1],
            words: FxHashMap::default(),
            tokens: FxHashMap::default(),
            spelled: Vec::new(),
            numbers: Vec::new(),
            found: Vec::new(),
            uses: Vec::new(),
            introduced: (kind == Kind::Test).then(Vec::new),
            before: "",
        }
    }

    fn path(&mut self, path: &RelPath) {
        for word in words::of(path.as_str()) {
            let word = number(&mut self.words, &word);
            self.found.push(packed(word, 0, Field::Path));
        }
    }

    /// The innermost symbol at a place; places come in order.
    fn chunk(&mut self, at: usize) -> u32 {
        self.open.retain(|(_, end)| at < *end);
        while let Some(&(start, end, _)) = self.spans.get(self.next)
            && start <= at
        {
            self.next += 1;
            if at < end {
                self.open.push((u32::try_from(self.next).unwrap_or(u32::MAX), end));
            }
        }
        self.open.last().map_or(0, |(chunk, _)| *chunk)
    }

    fn add(&mut self, field: Field, at: usize, token: &'t str) {
        let chunk = self.chunk(at);
        let is_test = chunk > 0 && self.spans.get(chunk as usize - 1).is_some_and(|(.., is_test)| *is_test);
        let known = *self.tokens.entry(token).or_insert_with(|| {
            let begin = self.numbers.len();
            words::each(token, |word| self.numbers.push(number(&mut self.words, word)));
            self.spelled.push((token, begin..self.numbers.len()));
            self.spelled.len() - 1
        });
        if field == Field::Code {
            if token.len() > 2 {
                self.uses.push((known, chunk));
            }
            if let Some(introduced) = &mut self.introduced {
                if INTRODUCE.contains(&self.before) {
                    introduced.push(token);
                }
                self.before = token;
            }
        }
        let field = if is_test { Field::Test } else { field };
        let words = self.spelled.get(known).and_then(|(_, range)| self.numbers.get(range.clone()));
        let words = words.unwrap_or_default();
        if let Some(length) = self.lengths.get_mut(chunk as usize) {
            *length += u32::try_from(words.len()).unwrap_or(0);
        }
        self.found.extend(words.iter().map(|&word| packed(word, chunk, field)));
    }

    fn finish(mut self, outline: &mut Outline, kind: Kind) -> (u32, Entries) {
        for (index, symbol) in outline.symbols.iter_mut().enumerate() {
            let chunk = u32::try_from(index + 1).unwrap_or(u32::MAX);
            symbol.words = self.lengths.get(index + 1).copied().unwrap_or(0);
            let field = if symbol.is_test() { Field::Test } else { Field::Name };
            words::each(symbol.short_name(), |word| {
                self.found.push(packed(number(&mut self.words, word), chunk, field));
            });
        }
        let in_tests: u32 = self
            .lengths
            .iter()
            .skip(1)
            .zip(&self.spans)
            .filter(|(_, span)| span.2)
            .map(|(words, _)| *words)
            .sum();
        let words = self.lengths.iter().sum::<u32>() - in_tests;
        let mut entries = Entries::default();
        self.found.sort_unstable();
        let mut texts: Vec<(u32, &str)> =
            self.words.iter().map(|(word, &number)| (number, &**word)).collect();
        texts.sort_unstable();
        // Every word was found somewhere, so words and runs go together.
        for (run, (_, word)) in self.found.chunk_by(|a, b| a >> 32 == b >> 32).zip(texts) {
            let places = run.chunk_by(|a, b| a == b).map(|same| place(same[0], same.len()));
            entries.push(Topic::Word, word, places);
        }
        if matches!(kind, Kind::Source | Kind::Test | Kind::Example) {
            let once = |field| move |chunk| Place { chunk, field, count: 1 };
            self.uses.sort_unstable();
            self.uses.dedup();
            for run in self.uses.chunk_by(|a, b| a.0 == b.0) {
                if let Some((name, _)) = self.spelled.get(run[0].0) {
                    entries.push(
                        Topic::Use,
                        name,
                        run.iter().map(|(_, chunk)| *chunk).map(once(Field::Code)),
                    );
                }
            }
            let mut names: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
            for (index, symbol) in outline.symbols.iter().enumerate() {
                let chunk = u32::try_from(index + 1).unwrap_or(u32::MAX);
                names.entry(symbol.short_name()).or_default().push(chunk);
            }
            for name in self.introduced.into_iter().flatten() {
                names.insert(name, vec![0]);
            }
            for (name, chunks) in names {
                entries.push(Topic::Definition, name, chunks.into_iter().map(once(Field::Name)));
            }
        }
        for import in import_keys(&outline.imports) {
            entries.push(Topic::Import, import, []);
        }
        (words, entries)
    }
}

/// Under what names imports are found: the last two parts of each, of which one is a file's and the other may be a symbol's.
fn import_keys(imports: &[String]) -> Vec<&str> {
    let mut keys: Vec<&str> = Vec::new();
    for import in imports {
        let parts = import.split(['/', '.', ':', '\\', '<', '>']).filter(|part| part.len() > 1);
        keys.extend(parts.collect::<Vec<_>>().into_iter().rev().take(2));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn number(words: &mut FxHashMap<Box<str>, u32>, word: &str) -> u32 {
    if let Some(&number) = words.get(word) {
        return number;
    }
    let number = u32::try_from(words.len()).unwrap_or(u32::MAX);
    words.insert(word.into(), number);
    number
}

fn packed(word: u32, chunk: u32, field: Field) -> u64 {
    u64::from(word) << 32 | u64::from(chunk.min(0x1fff_ffff)) << 3 | field as u64
}

fn place(packed: u64, count: usize) -> Place {
    let field = Field::ALL.get((packed & 7) as usize).copied().unwrap_or(Field::Code);
    let chunk = u32::try_from((packed >> 3) & 0x1fff_ffff).unwrap_or(0);
    Place { chunk, field, count: u32::try_from(count).unwrap_or(u32::MAX) }
}

fn definitions(text: &str, symbols: Vec<Symbol>) -> Vec<Definition> {
    let mut line = 0;
    let mut counted = 0;
    symbols
        .into_iter()
        .map(|symbol| {
            // The line of the name: decorators and attributes may stand above it.
            let from = if counted <= symbol.span.start {
                counted
            } else {
                line = 0;
                0
            };
            let newlines =
                |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().matches('\n').count();
            line += newlines(from..symbol.span.start);
            counted = symbol.span.start.max(from);
            let name_line = line + newlines(symbol.span.start..symbol.name_end);
            Definition {
                signature: signature(text, &symbol),
                name: symbol.name,
                kind: symbol.kind,
                span: symbol.span,
                first: symbol.first,
                last: symbol.last,
                line: Line::from_index(name_line),
                words: 0,
            }
        })
        .collect()
}

/// A symbol's head on one line: from the line with its name to where its body begins.
fn signature(text: &str, symbol: &Symbol) -> String {
    let before = text.get(symbol.span.start..symbol.name_end).unwrap_or_default();
    let start = symbol.span.start + before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(start..symbol.span.end).unwrap_or_default();
    let named = symbol.name_end - start.min(symbol.name_end);
    let mut head = String::new();
    let mut depth = 0_usize;
    for (at, c) in rest.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '{' | ';' | '\n' if at >= named && depth == 0 => break,
            _ => {}
        }
        if c.is_whitespace() {
            if !head.ends_with([' ', '(', '[']) {
                head.push(' ');
            }
        } else {
            if matches!(c, ')' | ']') && head.ends_with(' ') {
                head.pop();
            }
            head.push(c);
        }
        if head.len() > LONGEST_HEAD {
            head.push('…');
            break;
        }
    }
    let head = head.trim();
    let head = match symbol.kind {
        SymbolKind::Constant => head,
        _ => head.trim_end_matches(':').trim_end_matches("=>").trim_end_matches('=').trim_end(),
    };
    head.to_owned()
}
