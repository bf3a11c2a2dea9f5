//! Whether an edit has what the task asks for by its signature, and what of it can stand where a part does not compile. Pure.

use std::collections::BTreeSet;

use kinglet_check::is_absent;
use kinglet_domain::check::{FailureKind, Report};
use kinglet_domain::context::{Candidate, Target};
use kinglet_domain::edit::{Change, Edit};
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;
use kinglet_prompt::wanted;
use kinglet_refactor::without;
use kinglet_syntax::{Source, Symbol, SymbolKind};

use crate::state::{Question, Verdict};
use crate::step::Transition;

/// How it is said that an answer has nothing of what is asked for.
const FORGOTTEN: &str = "the answer does not define";

impl Transition {
    /// What is wanted in the file that a question of a plan is about, and that is not there yet, by its names.
    pub(crate) fn wanted(&self, question: &Question) -> Vec<String> {
        let about = self.state.candidate(question).filter(|it| it.target == Target::File);
        let work = self.state.work.as_ref().filter(|_| self.is_working());
        let Some((about, (work, piece))) = about.zip(work.and_then(|work| Some((work, work.piece()?))))
        else {
            return Vec::new();
        };
        let is_one_step = work.pieces.iter().all(|piece| piece.step == 1);
        // Of several steps, each is to make its own.
        let said = if is_one_step { &self.state.job.task } else { &piece.title };
        let mut wanted = wanted::names(said, &about.path);
        // Of several files, any may be the one that reads the arguments.
        wanted.extend((work.pieces.len() == 1).then(|| wanted::flags(said)).into_iter().flatten());
        missing(&about.path, &wanted, &about.text).into_iter().map(str::to_owned).collect()
    }

    /// Why an edit is refused that makes nothing of what the task asks for there.
    pub(crate) fn forgets(&self, question: &Question, changes: &[Change]) -> Option<String> {
        let wanted = self.wanted(question);
        // Who says so twice may be right, and of a flag, who says so three times: no function is imported by that name.
        let is_flag = wanted.iter().any(|name| name.starts_with('-'));
        let is_said = question.round > 0 || question.is_repair && !is_flag;
        let last = self.state.history.recent().next_back().filter(|_| is_said);
        if last.is_some_and(
            |last| matches!(&last.verdict, Verdict::Refused { reason, .. } if reason.starts_with(FORGOTTEN)),
        ) {
            return None;
        }
        let (path, text) = self.written_about(question, changes)?;
        let names = missing(&path, &wanted, &text);
        (!names.is_empty() && names.len() == wanted.len())
            .then(|| format!("{FORGOTTEN} {}, which the task asks for in {path}", listed(&names)))
    }

    /// Keeps the edit that is tried in a plan, as it will be written: what the check says is told by its lines.
    pub(crate) fn keep_edit(&mut self, question: &Question, changes: &[Change]) {
        let written = self.written_about(question, changes);
        let change = written.as_ref().and_then(|(path, _)| changes.iter().find(|it| it.path == *path));
        let before = change.and_then(|change| String::from_utf8(change.before.clone()?).ok());
        if let Some(work) = &mut self.state.work {
            work.before = before;
            work.edit = written.map(|(path, text)| Edit::File { path, text });
        }
    }

    /// The file that a question is about, and what changes make of it.
    fn written_about(&self, question: &Question, changes: &[Change]) -> Option<(RelPath, String)> {
        let path = &self.state.candidate(question)?.path;
        let change = changes.iter().find(|change| change.path == *path)?;
        Some((path.clone(), String::from_utf8(change.after.clone()?).ok()?))
    }

    /// Why an edit of a plan is refused that does nothing: it brings in imports alone, of which the file uses none (small
    /// models begin so, and end), or copies the code and changes a comment, or empty lines where a function is lacking.
    pub(crate) fn does_nothing(&self, changes: &[Change]) -> Option<&'static str> {
        let is_idle = |change: &Change| only_moves_empty_lines(change) && only_changes_comments(change);
        // A tool may want empty lines; whoever lacks a function does not.
        let lacks = self.state.red.as_ref().is_some_and(|red| is_absent(&red.report, &self.state.job.task));
        if self.is_working() && lacks && changes.iter().all(is_idle) {
            return Some("the answer copies the code, and changes nothing but empty lines");
        }
        // Where something is broken, an import or a comment for a tool may be all that is missing.
        let is_sound = self.state.work.as_ref().is_some_and(|work| work.is_green && work.unproven == 0);
        if !is_sound || !self.is_working() {
            return None;
        }
        if changes.iter().all(imports_alone) {
            return Some("the answer brings in nothing but imports that nothing uses");
        }
        let task = &self.state.job.task;
        let lacks = |change: &Change| {
            let before = change
                .before
                .as_deref()
                .and_then(|bytes| std::str::from_utf8(bytes).ok())
                .unwrap_or_default();
            !missing(&change.path, &wanted::names(task, &change.path), before).is_empty()
        };
        let wants_code = !wanted::flags(task).is_empty() || changes.iter().any(lacks);
        let said = task.to_lowercase();
        // A flag may be about empty lines.
        let is_about_prose = !wants_code && PROSE.iter().any(|word| said.contains(word));
        (!is_about_prose && changes.iter().all(only_changes_comments))
            .then_some("the answer copies the code, and changes nothing but comments or empty lines")
    }

    /// Why an edit of a plan is refused that adds a function with the body of another one.
    pub(crate) fn repeats(&self, changes: &[Change]) -> Option<String> {
        let (name, of) = changes.iter().filter(|_| self.is_working()).find_map(repeated)?;
        Some(format!("`{name}` does, word by word, what `{of}` does"))
    }

    /// What is still missing of what the task asks for in a file, although an edit of it stands; empty if that made none of it.
    pub(crate) fn left_out(&self, question: &Question, edit: Option<&Edit>) -> Option<String> {
        let Some(Edit::File { path, text }) = edit else { return None };
        let wanted = self.wanted(question);
        let names = missing(path, &wanted, text);
        (!names.is_empty() && names.len() < wanted.len()).then(|| listed(&names))
    }
}

/// Files that may import something only in order to have it taken from them.
const INDICES: [&str; 7] =
    ["__init__.py", "index.js", "index.mjs", "index.ts", "index.tsx", "mod.rs", "package-info.java"];
/// Two functions of fewer lines may be alike, and both right.
const LONG_BODY: usize = 4;
/// How imports of names begin in most languages.
const IMPORTS: [&str; 3] = ["use ", "import ", "from "];
/// How those begin that are there for what they do.
const EFFECTS: [&str; 2] = ["import '", "import \""];

/// Words of tasks that are about something that is no code.
const PROSE: [&str; 17] = [
    "blank", "comment", "deprecat", "descri", "doc", "empty", "explain", "format", "header", "ignore",
    "licen", "lint", "spell", "todo", "typo", "white", "wording",
];

/// The texts of a file before and after a change.
fn texts(change: &Change) -> Option<(&str, &str)> {
    let text = |bytes| std::str::from_utf8(bytes).ok();
    Some((text(change.before.as_deref()?)?, text(change.after.as_deref()?)?))
}

/// Whether a change leaves all lines as they are, but for empty ones.
fn only_moves_empty_lines(change: &Change) -> bool {
    let is_full = |line: &&str| !line.trim().is_empty();
    texts(change)
        .is_some_and(|(before, after)| before.lines().filter(is_full).eq(after.lines().filter(is_full)))
}

/// Whether a change leaves all of the code as it is.
fn only_changes_comments(change: &Change) -> bool {
    let language = Language::of(&change.path).filter(|language| language.is_program());
    language.zip(texts(change)).is_some_and(|(language, (before, after))| {
        Source::parse(language, before).is_same_code(&Source::parse(language, after))
    })
}

/// The function that a change adds and the one whose body it has: what a small model reads, it copies.
fn repeated(change: &Change) -> Option<(String, String)> {
    let (language, (before, after)) = Language::of(&change.path).zip(texts(change))?;
    let bodies = |text: &str| -> Vec<(String, Vec<String>)> {
        let symbols = Source::parse(language, text).symbols().into_iter();
        let functions = symbols.filter(|it| it.kind == SymbolKind::Function);
        let body = |it: &Symbol| {
            let mut lines = text.get(it.span.clone()).unwrap_or_default().lines();
            let parameters = parameters(language, lines.next().unwrap_or_default());
            let lines = lines.map(str::trim).filter(|line| !line.is_empty());
            lines.map(|line| with_places(line, &parameters)).collect()
        };
        functions.map(|it| (body(&it), it)).map(|(body, it)| (it.name, body)).collect()
    };
    let known = bodies(before);
    // Two classes may do the same in the same way.
    let owner = |name: &str| name.rsplit_once('.').map(|(owner, _)| owner.to_owned());
    bodies(after).into_iter().find_map(|(name, body)| {
        let is_new = body.len() >= LONG_BODY && !known.iter().any(|(known, _)| *known == name);
        let is_it = |(of, known): &&(String, Vec<String>)| *known == body && owner(of) == owner(&name);
        let (of, _) = known.iter().filter(|_| is_new).find(is_it)?;
        Some((name, of.clone()))
    })
}

/// The names of the parameters in the first line of a function.
fn parameters(language: Language, head: &str) -> Vec<&str> {
    let inner =
        head.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')')).map_or("", |(inner, _)| inner);
    let comes_last =
        matches!(language, Language::C | Language::Cpp | Language::CSharp | Language::Java | Language::Php);
    let named = |it| if comes_last { names(it).last() } else { names(it).next() };
    inner.split(',').filter_map(named).collect()
}

/// A line with the places of parameters where these are named.
fn with_places(line: &str, parameters: &[&str]) -> String {
    let parts = line.split_inclusive(|c: char| !(c.is_alphanumeric() || c == '_'));
    let place = |part: &str| {
        let name = names(part).next()?;
        let at = parameters.iter().position(|known| *known == name)?;
        Some(part.replace(name, &format!("parameter {at}")))
    };
    parts.map(|part| place(part).unwrap_or_else(|| part.to_owned())).collect::<Vec<_>>().concat()
}

fn imports_alone(change: &Change) -> bool {
    let Some((before, after)) = texts(change) else { return false };
    let begins = |line: &str, marks: &[&str]| marks.iter().any(|mark| line.starts_with(mark));
    let is_import = |line: &str| begins(line, &IMPORTS) && !begins(line, &EFFECTS);
    let parts = |text: &'_ str| -> (Vec<String>, Vec<String>) {
        let lines = text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned);
        lines.partition(|line| is_import(line))
    };
    let ((imported, rest), (imports, now)) = (parts(before), parts(after));
    let added: Vec<&String> = imports.iter().filter(|line| !imported.contains(line)).collect();
    let used: BTreeSet<&str> = rest.iter().flat_map(|line| names(line)).collect();
    !INDICES.contains(&change.path.file_name())
        && rest == now
        && !added.is_empty()
        && imported.iter().all(|line| imports.contains(line))
        && !added.iter().flat_map(|line| bound(line)).any(|name| used.contains(name))
}

/// The names that an import brings in.
fn bound(line: &str) -> Vec<&str> {
    let line = line.split(" //").next().unwrap_or_default();
    let line = line.split(" #").next().unwrap_or_default();
    let list = line.split_once('{').or_else(|| line.split_once(" import "));
    let default = || line.strip_prefix("import ")?.split_once(" from ");
    match (list, default()) {
        (Some((_, list)), _) => names(list.split('}').next().unwrap_or_default()).collect(),
        (None, Some((name, _))) => names(name).collect(),
        (None, None) => names(line).last().into_iter().collect(),
    }
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|name| !name.is_empty())
}

/// Those of some names that a file does not define. What C declares is no definition, but may be all that is wanted.
fn missing<'w>(path: &RelPath, wanted: &'w [String], text: &str) -> Vec<&'w str> {
    let Some(language) = Language::of(path).filter(|_| !wanted.is_empty()) else { return Vec::new() };
    let symbols = Source::parse(language, text).symbols();
    let mut known: BTreeSet<&str> = symbols.iter().map(Symbol::short_name).collect();
    if matches!(language, Language::C | Language::Cpp) {
        known.extend(names(text));
    }
    let is_known =
        |name: &str| known.contains(name) || name.starts_with('-') && wanted::knows_flag(text, name);
    wanted.iter().map(String::as_str).filter(|name| !is_known(name)).collect()
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ")
}

/// An edit of a whole file without the definitions that it brings in and that do not compile; `None` if nothing new is left of
/// it, or if something else does not compile.
pub(crate) fn that_compiles(about: &Candidate, edit: &Edit, report: &Report) -> Option<Edit> {
    let Edit::File { path, text } = edit else { return None };
    let language = Language::of(path)?;
    let known: BTreeSet<String> =
        Source::parse(language, &about.text).symbols().into_iter().map(|symbol| symbol.name).collect();
    let new: Vec<_> =
        Source::parse(language, text).symbols().into_iter().filter(|it| !known.contains(&it.name)).collect();
    let lines = report.failures.iter().map(|failure| {
        let frame = failure.frames.first().filter(|_| failure.kind == FailureKind::Build)?;
        frame.line.filter(|_| is_file(path, &frame.path))
    });
    let lines: Vec<Line> = lines.collect::<Option<_>>()?;
    // The innermost: of a new class, one method may be wrong.
    let innermost = |line: &Line| {
        new.iter().filter(|symbol| symbol.contains(*line)).max_by_key(|symbol| symbol.span.start)
    };
    let broken: Option<Vec<&Symbol>> = lines.iter().map(innermost).collect();
    let mut broken = broken.filter(|broken| !broken.is_empty())?;
    broken.sort_by_key(|symbol| symbol.span.start);
    broken.dedup();
    if broken.len() == new.len() {
        return None;
    }
    let text = without(language, text, broken.iter().map(|symbol| symbol.span.clone()));
    let rest = Source::parse(language, &text);
    let is_sound = rest.errors().is_empty() && !rest.is_same_code(&Source::parse(language, &about.text));
    is_sound.then(|| Edit::File { path: path.clone(), text })
}

/// Compilers tell paths from the folder in which they run.
fn is_file(path: &RelPath, told: &RelPath) -> bool {
    path == told || path.as_str().ends_with(&format!("/{told}"))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use kinglet_domain::check::{Ended, Failure, Frame};

    use super::*;

    const BEFORE: &str =
        "pub struct Set;\n\nimpl Set {\n    pub fn len(&self) -> usize {\n        0\n    }\n}\n";
    const AFTER: &str = "pub struct Set;\n\nimpl Set {\n    pub fn len(&self) -> usize {\n        0\n    }\n\n    /// The rest.\n    pub fn rest(&self) -> Set {\n        Set\n    }\n\n    /// All.\n    pub fn all(&self) -> usize {\n        self.iter()\n    }\n}\n";

    fn check(kind: FailureKind, lines: &[u32]) -> String {
        let path = RelPath::parse("src/lib.rs").unwrap();
        let about = Candidate {
            path: path.clone(),
            target: Target::File,
            first: Line::FIRST,
            text: BEFORE.to_owned(),
            reasons: vec![],
        };
        let failure = |line: &u32| Failure {
            name: "E0599".to_owned(),
            kind,
            message: String::new(),
            frames: vec![Frame { path: path.clone(), line: Line::new(*line), function: None }],
        };
        let failures = lines.iter().map(failure).collect();
        let ended = Ended::Failed { code: 101 };
        let report = Report { ended, passed: None, failed: None, failures, summary: String::new() };
        let edit = Edit::File { path: path.clone(), text: AFTER.to_owned() };
        match that_compiles(&about, &edit, &report) {
            Some(Edit::File { text, .. }) => text,
            _ => "none".to_owned(),
        }
    }

    #[test]
    fn what_does_not_compile_is_left_out() {
        assert_snapshot!(check(FailureKind::Build, &[15]), @"
        pub struct Set;

        impl Set {
            pub fn len(&self) -> usize {
                0
            }

            /// The rest.
            pub fn rest(&self) -> Set {
                Set
            }
        }
        ");
    }

    #[test]
    fn imports_that_nothing_uses_are_no_edit() {
        let alone = |path: &str, before: &str, after: &str| {
            let (path, bytes) = (RelPath::parse(path).unwrap(), |text: &str| Some(text.as_bytes().to_vec()));
            imports_alone(&Change { path, before: bytes(before), after: bytes(after) })
        };
        let rust = "//! Sets.\n\npub mod options;\n";
        assert!(alone("src/lib.rs", rust, "//! Sets.\n\nuse crate::options::Options;\n\npub mod options;\n"));
        assert!(!alone("src/lib.rs", rust, "//! Sets.\n\npub mod options;\npub mod search;\n"));
        assert!(!alone("a/__init__.py", "A = 1\n", "from a.b import c\nA = 1\n"));
        assert!(!alone(
            "a.py",
            "def f():\n    return sqrt(2)\n",
            "from math import sqrt\ndef f():\n    return sqrt(2)\n"
        ));
        assert!(alone("a.py", "A = 1\n", "import json  # noqa\nA = 1\n"));
        assert!(!alone("a.rs", "fn f(_: B) {}\n", "use a::{B, C};\nfn f(_: B) {}\n"));
        assert!(alone("a.ts", "const b = 1;\n", "import { a } from './b';\nconst b = 1;\n"));
        assert!(!alone("a.js", "f();\ng();\n", "f();\ng();\nf();\n"), "a line that was there");
        assert!(!alone("a.js", "f();\ng();\n", "g();\nf();\n"));
        assert!(!alone("a.py", "from a import b\n", "from a import b as c\n"), "one in the place of another");
        assert!(!alone("a.js", "f();\n", "import './polyfill.js';\nf();\n"));
    }

    #[test]
    fn what_is_called_is_not_defined() {
        let wanted = ["iter".to_owned(), "len".to_owned()];
        let path = |path| RelPath::parse(path).unwrap();
        assert_eq!(missing(&path("src/lib.rs"), &wanted, AFTER), ["iter"]);
        assert!(missing(&path("set.h"), &wanted, "int len(void);\nint iter(void);\n").is_empty());
    }

    #[test]
    fn where_something_else_is_wrong_nothing_is() {
        assert_eq!(check(FailureKind::Build, &[15, 5]), "none", "what was there does not compile");
        assert_eq!(check(FailureKind::Build, &[10, 15]), "none", "nothing new is left");
        assert_eq!(check(FailureKind::Test, &[15]), "none", "it compiles");
        assert_eq!(check(FailureKind::Build, &[]), "none", "nobody knows where");
    }

    #[test]
    fn a_function_that_does_what_another_does_is_noticed() {
        let encode = "fn encode(text: &str) -> String {\n    let mut words = Vec::new();\n    for word in text.split(' ') {\n        words.push(word);\n    }\n    words.join(\" \")\n}\n";
        let repeated = |after: &str| {
            let bytes = |text: &str| Some(text.as_bytes().to_vec());
            let path = RelPath::parse("src/lib.rs").unwrap();
            super::repeated(&Change { path, before: bytes(encode), after: bytes(after) })
        };
        let decode = encode.replace("encode", "decode").replace("text", "code");
        let (name, of) = repeated(&format!("{encode}\n{decode}")).unwrap();
        assert_eq!((name.as_str(), of.as_str()), ("decode", "encode"));
        assert_eq!(repeated(&format!("{encode}\n{}", decode.replace("word)", "word.len())"))), None);
        assert_eq!(repeated(&format!("{encode}\nimpl A {{\n{decode}}}\n")), None, "of another type");
        assert_eq!(repeated(&decode.replace("decode", "encode")), None, "it was there");
        assert_eq!(
            repeated(&format!("{encode}\nfn f() -> u8 {{\n    1\n}}\nfn g() -> u8 {{\n    1\n}}\n")),
            None,
            "short"
        );
    }
}
