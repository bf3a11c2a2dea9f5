//! Calls that pass two arguments in each other's place, told by their names. Pure.

use std::collections::{BTreeMap, HashMap, HashSet};

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;
use kinglet_syntax::{Argument, Bug, Sort, Source, Symbol, SymbolKind, Usage};

use crate::repository::{File, Repository};

/// The most files that are parsed for what their functions call their parameters.
const FILES: usize = 64;

/// The functions that are the only ones of their short names, by these.
pub(crate) type Functions = HashMap<String, Function>;

/// What a function is called with.
pub(crate) struct Function {
    /// What its parameters are called.
    takes: Vec<String>,
    /// What may stand before its name where it is called; `None` for the method of an object, which may have any name.
    modules: Option<[String; 2]>,
}

/// The functions that some files name.
pub(crate) fn functions<'a>(repository: &Repository, files: impl Iterator<Item = &'a File>) -> Functions {
    let mentioned = files.flat_map(|file| file.symbols.iter().flat_map(|(_, names)| names));
    let mentioned: HashSet<&str> = mentioned.map(|name| name.text.as_str()).collect();
    let mut defined: BTreeMap<&str, Vec<(&File, &Symbol)>> = BTreeMap::new();
    for file in &repository.files {
        let symbols = file.symbols.iter().map(|(symbol, _)| symbol);
        let is_wanted = |it: &&Symbol| it.kind == SymbolKind::Function && mentioned.contains(called(it));
        for symbol in symbols.filter(is_wanted) {
            defined.entry(called(symbol)).or_default().push((file, symbol));
        }
    }
    let mut by_file: BTreeMap<&RelPath, (&File, Vec<&Symbol>)> = BTreeMap::new();
    for all in defined.values() {
        if let [(file, symbol)] = all[..] {
            by_file.entry(&file.path).or_insert((file, Vec::new())).1.push(symbol);
        }
    }
    let mut found = Functions::new();
    for (path, (file, symbols)) in by_file.into_iter().take(FILES) {
        let Some(language) = Language::of(path) else { continue };
        let source = Source::parse(language, &file.text);
        for symbol in symbols {
            let name = symbol.short_name();
            let signature = source.signature(symbol.name_end.saturating_sub(name.len()));
            let Some(signature) = signature else { continue };
            let own = signature.parameters.iter();
            let own = own.filter(|it| matches!(it.sort, Sort::Required | Sort::Optional));
            let takes = own.map(|it| word(&it.name)).collect();
            let is_method = name != symbol.name && called(symbol) == name;
            let modules = (!is_method).then(|| modules(path));
            found.insert(called(symbol).to_owned(), Function { takes, modules });
        }
    }
    found
}

/// By what names a file's functions may be known elsewhere: its own, and its folder's.
fn modules(path: &RelPath) -> [String; 2] {
    let stem = path.file_name().split('.').next().unwrap_or_default();
    let folder = path.as_str().rsplit('/').nth(1).unwrap_or_default();
    [stem, folder].map(word)
}

/// By what name a function is called: a constructor by that of its class.
fn called(symbol: &Symbol) -> &str {
    let class = symbol.name.strip_suffix(".__init__").or_else(|| symbol.name.strip_suffix(".constructor"));
    class.and_then(|class| class.rsplit('.').next()).unwrap_or_else(|| symbol.short_name())
}

/// The calls of a file that pass for one parameter what is called like another one, and the other way round. A function that turns its
/// own parameters round may mean to.
pub(crate) fn swapped(functions: &Functions, file: &File, source: &Source<'_>) -> Vec<Bug> {
    let mut bugs: Vec<Bug> = Vec::new();
    let names = file.symbols.iter().flat_map(|(symbol, names)| names.iter().map(move |name| (symbol, name)));
    for (within, name) in names {
        let Some(Function { takes, modules }) = functions.get(&name.text) else { continue };
        let before = file.text.get(..name.at).unwrap_or_default();
        if within.short_name() == name.text || !is_reached(modules.as_ref(), before) {
            continue;
        }
        let Usage::Call(arguments) = source.usage(name.at) else { continue };
        let is_plain = |it: &Argument| it.keyword.is_none() && !it.is_spread;
        if arguments.items.len() != takes.len() || !arguments.items.iter().all(is_plain) {
            continue;
        }
        let said = |it: &Argument| file.text.get(it.span.clone()).unwrap_or_default();
        let words: Vec<String> = arguments.items.iter().map(|it| path_end(said(it))).collect();
        let Some((one, other)) = exchanged(&words, takes) else { continue };
        let (Some(first), Some(second)) = (arguments.items.get(one), arguments.items.get(other)) else {
            continue;
        };
        let mut mended = file.text.clone();
        mended.replace_range(second.span.clone(), said(first));
        mended.replace_range(first.span.clone(), said(second));
        let why =
            format!("`{}` gets `{}` and `{}` in each other's place", name.text, said(first), said(second));
        let above = file.text.get(..first.span.start).unwrap_or_default();
        let line = Line::from_index(above.matches('\n').count());
        let own = source.signature(within.name_end.saturating_sub(within.short_name().len()));
        let own = own.map(|it| it.parameters).unwrap_or_default();
        let is_weak = [first, second].iter().all(|it| own.iter().any(|own| own.name == said(it)));
        // What lies in a class is told twice.
        if bugs.iter().all(|bug| bug.mended != mended) {
            bugs.push(Bug { why, line, is_weak, is_sure: false, mended });
        }
    }
    bugs
}

/// Whether what stands before a name leads to the function that is meant: nothing, or what it may be known by.
fn is_reached(modules: Option<&[String; 2]>, before: &str) -> bool {
    let Some(object) = before.strip_suffix('.').or_else(|| before.strip_suffix("::")) else { return true };
    let name = object.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
    modules.is_none_or(|modules| modules.contains(&word(name)))
}

/// The first two arguments of which each is called like the parameter of the other one.
fn exchanged(words: &[String], takes: &[String]) -> Option<(usize, usize)> {
    let pairs = (0..words.len()).flat_map(|one| (one + 1..words.len()).map(move |other| (one, other)));
    let is_like = |argument: usize, parameter: usize| {
        let word = words.get(argument).filter(|word| word.len() > 1);
        word.is_some() && word == takes.get(parameter)
    };
    let mut pairs = pairs.filter(|(one, other)| takes.get(*one) != takes.get(*other));
    pairs.find(|(one, other)| is_like(*one, *other) && is_like(*other, *one))
}

/// The last name of a path: `width` of `self.width` and of `&rect.width()`; nothing of other expressions.
fn path_end(argument: &str) -> String {
    let path = argument.trim_start_matches(['&', '*']).trim_start_matches("mut ").trim_end_matches("()");
    let path = path.replace("->", ".");
    let is_path = path.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '#'));
    let end = path.rsplit('.').next().filter(|_| is_path);
    end.map(word).unwrap_or_default()
}

/// A name as it is in any style: `maxWidth` and `max_width` are one.
fn word(name: &str) -> String {
    let start = name.trim_start_matches(['_', '$', '#']);
    start.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::tests::repository;

    /// What is found in the last of some files.
    fn found(files: &[(&str, &str)]) -> String {
        let repository = repository(files);
        let file = repository.files.last().unwrap();
        let source = Source::parse(Language::of(&file.path).unwrap(), &file.text);
        let bugs = swapped(&functions(&repository, std::iter::once(file)), file, &source);
        let told = bugs.iter().map(|bug| {
            let is_new = |line: &&str| !file.text.lines().any(|old| old == *line);
            format!("{}: {} -> {}", bug.line, bug.why, bug.mended.lines().filter(is_new).collect::<String>())
        });
        told.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn two_that_are_called_like_each_other() {
        assert_eq!(
            found(&[
                ("a.py", "def fit(width, max_height, text=''):\n    return width\n"),
                (
                    "b.py",
                    "class Box:\n    def draw(self):\n        return fit(self.max_height, self.width, '')\n"
                ),
            ]),
            "3: `fit` gets `self.max_height` and `self.width` in each other's place ->         return fit(self.width, self.max_height, '')"
        );
        assert_eq!(
            found(&[(
                "a.go",
                "package a\n\nfunc Clamp(low, high, value int) int { return low }\n\nfunc f(low, high, value int) int { return Clamp(value, high, low) }\n"
            )]),
            "5: `Clamp` gets `value` and `low` in each other's place -> func f(low, high, value int) int { return Clamp(low, high, value) }"
        );
        assert_eq!(
            found(&[(
                "A.java",
                "class A {\n    static int f(int rowCount, int columnCount) { return rowCount; }\n    int g(int rowCount, int columnCount) { return f(columnCount, rowCount); }\n}\n"
            )]),
            "3: `f` gets `columnCount` and `rowCount` in each other's place ->     int g(int rowCount, int columnCount) { return f(rowCount, columnCount); }"
        );
        assert_eq!(
            found(&[(
                "a.rs",
                "impl A {\n    fn put(&self, from: &str, to: &str) {}\n    fn g(&self, from: &str, to: &str) { self.put(&to, from) }\n}\n"
            )]),
            "3: `put` gets `&to` and `from` in each other's place ->     fn g(&self, from: &str, to: &str) { self.put(from, &to) }"
        );
        assert_eq!(
            found(&[(
                "a.js",
                "const pad = (text, width) => text;\nfunction f(text, width) { return pad(width, text); }\n"
            )]),
            "2: `pad` gets `width` and `text` in each other's place -> function f(text, width) { return pad(text, width); }"
        );
    }

    #[test]
    fn calls_of_constructors_and_in_c() {
        assert_eq!(
            found(&[(
                "a.py",
                "class Box:\n    def __init__(self, width, height):\n        pass\n\ndef turn(box):\n    return Box(box.height, box.width)\n"
            )]),
            "6: `Box` gets `box.height` and `box.width` in each other's place ->     return Box(box.width, box.height)"
        );
        assert_eq!(
            found(&[(
                "a.js",
                "class Box { constructor(width, height) {} }\nconst f = (width, height) => new Box(height, width);\nconst g = (width, height) => { return f(height, width); };\n"
            )]),
            "2: `Box` gets `height` and `width` in each other's place -> const f = (width, height) => new Box(width, height);\n3: `f` gets `height` and `width` in each other's place -> const g = (width, height) => { return f(width, height); };"
        );
        assert_eq!(
            found(&[(
                "A.java",
                "class Box {\n    Box(int width, int height) {}\n    static Box f(int width, int height) { return new Box(height, width); }\n}\n"
            )]),
            "3: `Box` gets `height` and `width` in each other's place ->     static Box f(int width, int height) { return new Box(width, height); }"
        );
        assert_eq!(
            found(&[(
                "a.c",
                "static char *copy(char *target, const char *source, size_t size) { return target; }\nvoid f(char *target, struct s *s) { copy(s->source, target, s->size); }\n"
            )]),
            "2: `copy` gets `s->source` and `target` in each other's place -> void f(char *target, struct s *s) { copy(target, s->source, s->size); }"
        );
    }

    #[test]
    fn what_is_turned_round_on_purpose() {
        // By itself; under another module's name.
        assert_eq!(
            found(&[(
                "a.py",
                "def distance(start, end):\n    return distance(end, start) if start > end else end - start\n"
            )]),
            ""
        );
        let files = |module: &str| {
            let files =
                format!("import {module}\ndef f(target, source):\n    {module}.copy(source, target)\n");
            found(&[("store.py", "def copy(target, source):\n    pass\n"), ("b.py", &files)])
        };
        assert_eq!(files("shutil"), "");
        assert_eq!(
            files("store"),
            "3: `copy` gets `source` and `target` in each other's place ->     store.copy(target, source)"
        );
        // What turns its own parameters round may mean to; an object's two are another matter.
        let is_weak = |call: &str| {
            let text =
                format!("def copy(old, new):\n    pass\ndef undo(self, old, new):\n    copy({call})\n");
            let repository = repository(&[("a.py", &text)]);
            let file = repository.files.first().unwrap();
            let source = Source::parse(Language::Python, &file.text);
            let bugs = swapped(&functions(&repository, std::iter::once(file)), file, &source);
            bugs.iter().map(|bug| bug.is_weak).collect::<Vec<_>>()
        };
        assert_eq!((is_weak("new, old"), is_weak("self.new, self.old")), (vec![true], vec![false]));
    }

    #[test]
    fn what_is_right_or_not_clear_is_left_alone() {
        // In their places; only one is called so; letters; two functions of that name.
        assert_eq!(
            found(&[
                ("a.py", "def fit(width, height):\n    pass\ndef sub(a, b):\n    pass\n"),
                (
                    "b.py",
                    "def f(width, height, b, a):\n    fit(width, height)\n    fit(height, 1)\n    fit(height=height, width=width)\n    sub(b, a)\n"
                ),
            ]),
            ""
        );
        assert_eq!(
            found(&[
                ("a.py", "def fit(width, height):\n    pass\n"),
                ("b.py", "def fit(height, width):\n    pass\n"),
                ("c.py", "def f(width, height):\n    fit(height, width)\n"),
            ]),
            ""
        );
    }
}
