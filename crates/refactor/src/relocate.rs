//! Moves a symbol to another file. Where it was, its name stays known, so that nobody else has to change.

use std::collections::{BTreeMap, BTreeSet};

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::Usage;

use crate::Refactored;
use crate::error::Error;
use crate::go;
use crate::import;
use crate::places::Places;
use crate::project::{Family, File, Project};
use crate::target::Target;
use crate::text::{line_end, words};

pub(crate) fn relocate(
    project: &Project,
    target: &Target,
    places: &Places,
    to: &RelPath,
) -> Result<Refactored, Error> {
    let from = project.file(&target.path)?;
    let immovable = |what: String| Error::Immovable { symbol: target.symbol.name.clone(), what };
    if target.symbol.name.contains('.') {
        return Err(immovable("it lies within another symbol".to_owned()));
    }
    let language = Language::of(to).filter(|it| Family::of(*it) == Some(target.family));
    if language.is_none() || to == &target.path {
        let what = "is not another file in the same language".to_owned();
        return Err(Error::File { path: to.clone(), what });
    }
    if target.family != Family::Rust && to.folder() != target.path.folder() {
        return Err(immovable(format!("{to} is in another folder, where imports mean something else")));
    }
    let there = project.files.get(to);
    if target.family == Family::Rust && there.is_none() {
        return Err(immovable(format!("{to} does not exist; create it, and declare its module")));
    }
    if let Some(taken) =
        there.and_then(|it| it.source().symbols().into_iter().find(|it| it.name == target.name()))
    {
        let spot = project.spot(to, taken.span.start);
        return Err(Error::Taken { name: target.name().to_owned(), spot });
    }
    let piece = with_what_belongs_to_it(from, target);
    let body = from.text.get(piece.clone()).unwrap_or_default();
    let needed = needed(project, from, target).map_err(immovable)?;
    let is_used = places.all().any(|(path, at)| {
        let is_elsewhere = path != &target.path || !piece.contains(&at);
        is_elsewhere && path != to
    });
    let plan = Plan { project, from, target, to, body, is_used };
    let (moved, left) =
        plan.words().map_err(|what| Error::Immovable { symbol: target.symbol.name.clone(), what })?;
    let end = line_end(&from.text);
    let mut before = from.text.get(..piece.start).unwrap_or_default().to_owned();
    let after = from.text.get(piece.end..).unwrap_or_default().trim_start_matches(['\n', '\r']);
    before.truncate(before.trim_end_matches(['\n', '\r', ' ']).len());
    let gap =
        if target.family == Family::Python { format!("{end}{end}{end}") } else { format!("{end}{end}") };
    let mut source = match (before.is_empty(), after.is_empty()) {
        (true, _) => after.to_owned(),
        (false, true) => before + end,
        (false, false) => before + &gap + after,
    };
    if target.family == Family::Go {
        source = without_unused(&source, &needed);
    }
    for statement in left {
        source = import::inserted(from.language, &source, &statement).unwrap_or(source);
    }
    let mut text = there.map_or_else(|| beginning(from), |file| file.text.clone());
    text.truncate(text.trim_end().len());
    let separator = if text.is_empty() { "" } else { &gap };
    text = format!("{text}{separator}{}{end}", moved.trim_end());
    for statement in needed {
        let has = there.is_some_and(|file| file.text.contains(&statement));
        if !has {
            text = import::inserted(from.language, &text, &statement).unwrap_or(text);
        }
    }
    let changes = [project.change(&target.path, source), project.change(to, text)];
    Ok(Refactored {
        changes: changes.into_iter().flatten().collect(),
        calls: Vec::new(),
        by: Some(places.by.clone()),
    })
}

/// The symbol with the comments and attributes right above it.
fn with_what_belongs_to_it(file: &File, target: &Target) -> std::ops::Range<usize> {
    let mut start = target.symbol.span.start;
    start = file.text[..start].rfind('\n').map_or(0, |end| end + 1);
    while start > 0 {
        let above = file.text[..start - 1].rfind('\n').map_or(0, |end| end + 1);
        let line = file.text[above..start].trim();
        let belongs = match target.family {
            Family::Python => line.starts_with('#') && !line.starts_with("#!"),
            Family::Rust => (line.starts_with("//") && !line.starts_with("//!")) || line.starts_with("#["),
            Family::Script | Family::Go => {
                line.starts_with("//")
                    || line.starts_with("/*")
                    || line.starts_with('*')
                    || line.ends_with("*/")
            }
        };
        if !belongs {
            break;
        }
        start = above;
    }
    let end = file.text[target.symbol.span.end..].find('\n');
    start..end.map_or(file.text.len(), |end| target.symbol.span.end + end + 1)
}

/// A file of Go without the imports that only the symbol needed: an import that nobody uses is an error there.
fn without_unused(text: &str, needed: &[String]) -> String {
    let used = go::used(text);
    go::without_imports(text, |line| {
        let statement = needed
            .iter()
            .find(|it| it.trim_start_matches("import ") == line.trim().trim_start_matches("import "));
        statement.is_some_and(|it| used_as(it).is_some_and(|name| !used.contains(name)))
    })
}

/// The name that an import of Go gives to a package.
fn used_as(line: &str) -> Option<&str> {
    let at = line.find('"')?;
    let alias = words(line.get(..at)?).last().filter(|it| *it != "import");
    alias.or_else(|| line.get(at..)?.trim().trim_matches('"').rsplit('/').next())
}

/// How a new file begins.
fn beginning(from: &File) -> String {
    let package = from.text.lines().find(|line| line.starts_with("package "));
    package.filter(|_| from.language == Language::Go).map(|line| format!("{line}\n")).unwrap_or_default()
}

/// The imports that the symbol needs, as statements; or why it cannot do without its file.
fn needed(project: &Project, from: &File, target: &Target) -> Result<Vec<String>, String> {
    let source = from.source();
    let span = target.symbol.span.clone();
    let used: BTreeSet<String> = source
        .names(span.clone())
        .into_iter()
        .filter(|name| !matches!(source.usage(name.at), Usage::Key | Usage::Local(_)))
        .filter(|name| name.of.is_none() || target.family == Family::Rust)
        .map(|name| name.text)
        .collect();
    let siblings: BTreeMap<String, bool> = source
        .symbols()
        .into_iter()
        .filter(|it| !it.name.contains('.') && it.name != target.name())
        .map(|it| (it.name.clone(), from.text[it.span.clone()].starts_with("pub")))
        .collect();
    let needed: Vec<&String> = used.iter().filter(|name| siblings.contains_key(*name)).collect();
    let mut statements = Vec::new();
    if target.family == Family::Rust {
        let module = module_of(project, &target.path)?;
        for name in needed {
            if siblings.get(name) != Some(&true) {
                return Err(format!("it uses `{name}`, which nobody outside of {} sees", target.path));
            }
            statements.push(format!("use {module}::{name};"));
        }
    } else if target.family != Family::Go && !needed.is_empty() {
        let names = needed.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        return Err(format!("it uses {names} of {}; move that first", target.path));
    }
    for span in source.import_statements() {
        let text = from.text.get(span).unwrap_or_default().trim();
        let is_needed = words(text).any(|word| used.contains(word));
        let is_relative = text.contains("self::") || text.contains("super::");
        if is_needed && target.family == Family::Rust && is_relative {
            return Err(format!("`{text}` means something else in another module"));
        }
        if is_needed {
            statements.extend(narrowed(target.family, text, &used));
        }
    }
    Ok(statements)
}

/// An import with what is needed of it.
fn narrowed(family: Family, statement: &str, used: &BTreeSet<String>) -> Vec<String> {
    let is_used = |item: &&str| words(item).last().is_some_and(|word| used.contains(word));
    match family {
        Family::Python => match statement.split_once(" import ") {
            Some((from, names)) if statement.starts_with("from") => {
                let names = names.trim().trim_start_matches('(').trim_end_matches(')');
                let names: Vec<&str> = names.split(',').map(str::trim).filter(is_used).collect();
                if names.is_empty() {
                    Vec::new()
                } else {
                    vec![format!("{from} import {}", names.join(", "))]
                }
            }
            _ => vec![statement.to_owned()],
        },
        Family::Go => {
            let lines = statement.lines().filter_map(|line| {
                let is_used = used_as(line).is_some_and(|name| used.contains(name));
                is_used.then(|| format!("import {}", line.trim().trim_start_matches("import ")))
            });
            lines.collect()
        }
        Family::Script => match (statement.find('{'), statement.find('}')) {
            (Some(open), Some(close)) => {
                let names: Vec<&str> =
                    statement[open + 1..close].split(',').map(str::trim).filter(is_used).collect();
                let default = words(&statement[..open]).filter(|it| !matches!(*it, "import" | "type")).last();
                if default.is_some_and(|it| used.contains(it)) || names.is_empty() {
                    return vec![statement.to_owned()];
                }
                let head = if statement.starts_with("import type") { "import type" } else { "import" };
                vec![format!("{head} {{ {} }}{}", names.join(", "), &statement[close + 1..])]
            }
            _ => vec![statement.to_owned()],
        },
        Family::Rust => vec![statement.to_owned()],
    }
}

/// The path by which a crate names the module of a file.
fn module_of(project: &Project, path: &RelPath) -> Result<String, String> {
    let (_, within) = path
        .as_str()
        .rsplit_once("src/")
        .filter(|(before, _)| before.is_empty() || before.ends_with('/'))
        .ok_or_else(|| format!("{path} is no module of a crate's src folder"))?;
    let root = within.trim_end_matches(".rs");
    let is_root = matches!(root, "lib" | "main");
    let has_lib = project.files.keys().any(|it| it.as_str().ends_with("src/lib.rs"));
    let has_main = project.files.keys().any(|it| it.as_str().ends_with("src/main.rs"));
    if has_lib && has_main && is_root {
        return Err(
            "the crate has two roots, lib.rs and main.rs; which of them is meant cannot be said".to_owned()
        );
    }
    let parts = root.trim_end_matches("/mod").split('/').filter(|_| !is_root);
    Ok(std::iter::once("crate").chain(parts).collect::<Vec<_>>().join("::"))
}

struct Plan<'p> {
    project: &'p Project,
    from: &'p File,
    target: &'p Target,
    to: &'p RelPath,
    body: &'p str,
    is_used: bool,
}

impl Plan<'_> {
    /// The symbol as it stands in its new file, and the statements by which its old one still knows it.
    fn words(&self) -> Result<(String, Vec<String>), String> {
        let name = self.target.name();
        let stem = self.to.file_name().split('.').next().unwrap_or_default();
        let within = self.target.symbol.span.start;
        let definition = self.from.text.get(within..).unwrap_or_default();
        match self.target.family {
            // One package, many files.
            Family::Go => Ok((self.body.to_owned(), Vec::new())),
            Family::Python => {
                let folder =
                    self.to.as_str().rsplit_once('/').map_or(String::new(), |(it, _)| format!("{it}/"));
                let is_package =
                    self.project.files.keys().any(|it| it.as_str() == format!("{folder}__init__.py"));
                let dot = if is_package { "." } else { "" };
                let left = self.is_used.then(|| format!("from {dot}{stem} import {name}"));
                Ok((self.body.to_owned(), left.into_iter().collect()))
            }
            Family::Script => {
                let module = format!("'./{stem}{}'", self.suffix());
                let is_exported = definition.starts_with("export");
                if definition.starts_with("export default") {
                    return Err("it is the default export of its file".to_owned());
                }
                let at = self.body.find(definition.lines().next().unwrap_or_default()).unwrap_or(0);
                let (above, code) = self.body.split_at(at);
                let moved = if is_exported || !self.is_used {
                    self.body.to_owned()
                } else {
                    format!("{above}export {code}")
                };
                let quote = |text: String| {
                    if self.from.text.contains("from \"") { text.replace('\'', "\"") } else { text }
                };
                let mut left = Vec::new();
                let span = &self.target.symbol.span;
                let is_used_here = self
                    .from
                    .source()
                    .names(0..self.from.text.len())
                    .iter()
                    .any(|it| it.text == name && it.of.is_none() && !span.contains(&it.at));
                if self.is_used && is_used_here {
                    left.push(quote(format!("import {{ {name} }} from {module};")));
                }
                if self.is_used && is_exported {
                    left.push(quote(format!("export {{ {name} }} from {module};")));
                }
                Ok((moved, left))
            }
            Family::Rust => {
                let module = module_of(self.project, self.to)?;
                let seen = if definition.starts_with("pub(") {
                    definition.split_inclusive(')').next().unwrap_or("pub")
                } else if definition.starts_with("pub ") {
                    "pub"
                } else {
                    ""
                };
                let at = self.body.find(definition.lines().next().unwrap_or_default()).unwrap_or(0);
                let (above, code) = self.body.split_at(at);
                let moved = if seen.is_empty() && self.is_used {
                    format!("{above}pub(crate) {code}")
                } else {
                    self.body.to_owned()
                };
                let gap = if seen.is_empty() { "" } else { " " };
                let left = self.is_used.then(|| format!("{seen}{gap}use {module}::{name};"));
                Ok((moved, left.into_iter().collect()))
            }
        }
    }

    /// How the project ends the names of modules.
    fn suffix(&self) -> String {
        let own = format!(".{}", self.to.extension());
        let shown = [".js", ".mjs", ".ts", ".tsx", ".jsx"].into_iter().find(|ending| {
            self.project.family(Family::Script).any(|(_, file)| {
                ['\'', '"'].iter().any(|quote| file.text.contains(&format!("{ending}{quote}")))
            })
        });
        match shown {
            Some(ending) if self.from.language != Language::JavaScript => ending.to_owned(),
            None if self.from.language != Language::JavaScript => String::new(),
            _ => own,
        }
    }
}
