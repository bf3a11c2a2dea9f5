//! Whether an edit has what the task asks for by its signature, and what of it can stand where a part does not compile. Pure.

use std::collections::BTreeSet;

use kinglet_domain::check::{FailureKind, Report};
use kinglet_domain::context::{Candidate, Target};
use kinglet_domain::edit::{Change, Edit};
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;
use kinglet_prompt::wanted;
use kinglet_refactor::without;
use kinglet_syntax::Source;

use crate::state::Question;
use crate::step::Transition;

impl Transition {
    /// What the task wants in the file that a question of a plan is about, and that is not there yet, by its names.
    fn wanted(&self, question: &Question) -> Vec<String> {
        let about = self.state.candidate(question).filter(|it| it.target == Target::File);
        let about = about.filter(|_| self.is_working());
        about.map_or_else(Vec::new, |about| wanted::names(&self.state.job.task, about))
    }

    /// Why an edit is refused that makes nothing of what the task asks for there.
    pub(crate) fn forgets(&self, question: &Question, changes: &[Change]) -> Option<String> {
        let wanted = self.wanted(question);
        let path = self.state.candidate(question).map(|it| it.path.clone())?;
        let change = changes.iter().find(|change| change.path == path)?;
        let text = change.after.as_deref().map(String::from_utf8_lossy)?;
        let names = missing(&wanted, &text);
        (!names.is_empty() && names.len() == wanted.len()).then(|| {
            format!("the answer does not define {}, which the task asks for in {path}", listed(&names))
        })
    }

    /// Why an edit of a plan is refused that brings in nothing but imports of which the file uses none: small models begin so,
    /// and end.
    pub(crate) fn only_imports(&self, changes: &[Change]) -> Option<String> {
        // Where something is broken, an import may be all that is missing.
        let is_sound = self.state.work.as_ref().is_some_and(|work| work.is_green && work.unproven == 0);
        let is_idle = is_sound && self.is_working() && changes.iter().all(imports_alone);
        is_idle.then(|| "the answer brings in nothing but imports that nothing uses".to_owned())
    }

    /// What is still missing of what the task asks for in a file, although an edit of it stands; empty if that made none of it.
    pub(crate) fn left_out(&self, question: &Question, edit: Option<&Edit>) -> Option<String> {
        let Some(Edit::File { text, .. }) = edit else { return None };
        let wanted = self.wanted(question);
        let names = missing(&wanted, text);
        (!names.is_empty() && names.len() < wanted.len()).then(|| listed(&names))
    }
}

/// Files that may import something only in order to have it taken from them.
const INDICES: [&str; 7] =
    ["__init__.py", "index.js", "index.mjs", "index.ts", "index.tsx", "mod.rs", "package-info.java"];
/// How imports begin in most languages.
const IMPORTS: [&str; 4] = ["use ", "import ", "from ", "#include "];

fn imports_alone(change: &Change) -> bool {
    let text = |bytes: &Option<Vec<u8>>| String::from_utf8(bytes.clone()?).ok();
    let Some((before, after)) = text(&change.before).zip(text(&change.after)) else { return false };
    let is_import = |line: &&str| IMPORTS.iter().any(|begin| line.starts_with(begin));
    let (known, now): (BTreeSet<&str>, BTreeSet<&str>) = (before.lines().collect(), after.lines().collect());
    let added: Vec<&str> = now.difference(&known).copied().filter(|line| !line.trim().is_empty()).collect();
    let used: BTreeSet<&str> = before.lines().filter(|line| !is_import(line)).flat_map(names).collect();
    !INDICES.contains(&change.path.file_name())
        && known.difference(&now).all(|line| line.trim().is_empty())
        && added.iter().all(is_import)
        && !added.iter().any(|line| names(line).last().is_some_and(|name| used.contains(name)))
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|name| !name.is_empty())
}

fn missing<'w>(wanted: &'w [String], text: &str) -> Vec<&'w str> {
    let words: BTreeSet<&str> = names(text).collect();
    wanted.iter().map(String::as_str).filter(|name| !words.contains(name)).collect()
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
    let broken: Vec<_> =
        new.iter().filter(|symbol| lines.iter().any(|line| symbol.contains(*line))).collect();
    let is_explained = lines.iter().all(|line| broken.iter().any(|symbol| symbol.contains(*line)));
    if lines.is_empty() || !is_explained || broken.len() == new.len() {
        return None;
    }
    let text = without(text, broken.iter().map(|symbol| symbol.span.clone()));
    let is_sound = text != about.text && Source::parse(language, &text).errors().is_empty();
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
        assert!(alone("a.py", "A = 1\n", "import json\nA = 1\n"));
    }

    #[test]
    fn where_something_else_is_wrong_nothing_is() {
        assert_eq!(check(FailureKind::Build, &[15, 5]), "none", "what was there does not compile");
        assert_eq!(check(FailureKind::Build, &[10, 15]), "none", "nothing new is left");
        assert_eq!(check(FailureKind::Test, &[15]), "none", "it compiles");
        assert_eq!(check(FailureKind::Build, &[]), "none", "nobody knows where");
    }
}
