//! Where a symbol is used, as its name, the imports and the syntax trees tell: where no language server does.

use std::collections::{BTreeMap, BTreeSet};

use kinglet_domain::path::RelPath;
use kinglet_syntax::{Name, Source, Symbol, SymbolKind, Usage};

use crate::error::Error;
use crate::project::{Family, File, Project};
use crate::target::{Reach, Target};
use crate::text::words;

/// The bytes at which the name of a symbol begins, by file.
///
/// A free symbol is used by its plain name in its own file, in those that import it and, in Go, in those of its package;
/// and behind the name of its module. A member is used behind anything, an associated function behind its type. A name
/// that a function gives to a variable of its own is another one.
pub(crate) fn uses(project: &Project, target: &Target) -> Result<BTreeMap<RelPath, Vec<usize>>, Error> {
    let others = others(project, target);
    if matches!(target.reach, Reach::Member { .. }) && !others.is_empty() {
        let spots = others.iter().map(|(path, at)| project.spot(path, *at)).collect();
        return Err(Error::Indistinct { symbol: target.symbol.name.clone(), spots });
    }
    let home = Home::of(project, target, others.is_empty());
    let mut uses = BTreeMap::new();
    for (path, file) in project.family(target.family) {
        if !file.text.contains(target.name()) {
            continue;
        }
        let found = in_file(&home, target, path, file);
        if !found.is_empty() {
            uses.insert(path.clone(), found);
        }
    }
    Ok(uses)
}

/// Other definitions of the name.
fn others(project: &Project, target: &Target) -> Vec<(RelPath, usize)> {
    let mut others = Vec::new();
    for (path, file) in project.family(target.family) {
        if !file.text.contains(target.name()) {
            continue;
        }
        let symbols = file.source().symbols();
        // A variable of a module is not reached as members are.
        let counts = |it: &&Symbol| {
            target.reach == Reach::Free || it.name.contains('.') || it.kind == SymbolKind::Function
        };
        let same = symbols.iter().filter(|it| it.short_name() == target.name()).filter(counts);
        let is_other = |start: usize| path != &target.path || start != target.symbol.span.start;
        others.extend(same.map(|it| it.span.start).filter(|it| is_other(*it)).map(|at| (path.clone(), at)));
    }
    others
}

fn in_file(home: &Home<'_>, target: &Target, path: &RelPath, file: &File) -> Vec<usize> {
    let source = file.source();
    let all = source.names(0..file.text.len());
    let names: Vec<(Name, Usage)> = all
        .into_iter()
        .filter(|name| name.text == target.name())
        .map(|name| (source.usage(name.at), name))
        .map(|(usage, name)| (name, usage))
        .collect();
    let known = home.known_in(path, file, &source, &names);
    let shadows: Vec<_> = names
        .iter()
        .filter_map(|(_, usage)| match usage {
            Usage::Local(scope) => Some(scope.clone()),
            _ => None,
        })
        .collect();
    let is_meant = |(name, usage): &&(Name, Usage)| {
        let is_home = path == &target.path;
        if is_home && name.at == target.at {
            return true;
        }
        match (usage, &target.reach, &name.of) {
            (Usage::Key | Usage::Local(_) | Usage::Definition, _, _)
            | (_, Reach::Associated { .. }, None) => false,
            (_, Reach::Member { .. }, of) => of.is_some(),
            (_, Reach::Associated { of: holder }, Some(of)) => {
                of == holder || (is_home && matches!(of.as_str(), "Self" | "self" | "cls" | "this"))
            }
            (Usage::Import, Reach::Free, _) => is_home || known.imports.contains(&name.at),
            (_, Reach::Free, Some(of)) => known.modules.contains(of),
            (_, Reach::Free, None) => {
                (is_home || known.is_plain) && !shadows.iter().any(|scope| scope.contains(&name.at))
            }
        }
    };
    names.iter().filter(is_meant).map(|(name, _)| name.at).collect()
}

/// Where a free symbol lives, as others name it.
struct Home<'p> {
    target: &'p Target,
    /// The names of its module.
    modules: Vec<String>,
    /// The words by which files of the project name each other.
    own: BTreeSet<String>,
    /// Whether nothing else has its name.
    is_only_one: bool,
}

/// By which names a file knows a symbol.
struct Known {
    /// Whether the plain name means it.
    is_plain: bool,
    /// What stands before it.
    modules: BTreeSet<String>,
    /// The places where it is imported.
    imports: BTreeSet<usize>,
}

impl<'p> Home<'p> {
    fn of(project: &Project, target: &'p Target, is_only_one: bool) -> Self {
        let mut own: BTreeSet<String> = ["crate", "super", "self"].iter().map(ToString::to_string).collect();
        for path in project.files.keys() {
            own.extend(words(path.as_str()).map(str::to_owned));
        }
        // A crate is named by what it is a folder of, or by its manifest.
        own.extend(crate_names(project));
        let mut modules = vec![module(&target.path)];
        if target.family == Family::Rust {
            modules.extend(["self", "super", "crate"].map(str::to_owned));
            if matches!(target.path.file_name(), "lib.rs" | "main.rs") {
                modules.extend(crate_names(project));
            }
            modules.extend(target.symbol.name.rsplit('.').nth(1).map(str::to_owned));
        }
        Self { target, modules, own, is_only_one }
    }

    fn known_in(&self, path: &RelPath, file: &File, source: &Source<'_>, names: &[(Name, Usage)]) -> Known {
        let mut known = Known {
            is_plain: self.target.family == Family::Go && path.folder() == self.target.path.folder(),
            modules: self.modules.iter().cloned().collect(),
            imports: BTreeSet::new(),
        };
        for span in source.import_statements() {
            let Some(statement) = file.text.get(span.clone()) else { continue };
            if !self.leads_home(statement) {
                continue;
            }
            let here = names.iter().filter(|(name, _)| span.contains(&name.at)).map(|(name, _)| name.at);
            known.imports.extend(here);
            known.is_plain |= !known.imports.is_empty() || statement.contains('*');
            known.modules.extend(aliases(statement));
        }
        known
    }

    /// Whether an import can mean the symbol's module: it names it, or another file of the project, which may hand it on.
    fn leads_home(&self, statement: &str) -> bool {
        let name = self.target.name();
        let mut named = words(statement).filter(|word| *word != name);
        let leads_on = statement.contains("'.") || statement.contains("\".") || statement.contains("from .");
        if self.is_only_one {
            leads_on || named.any(|word| self.own.contains(word))
        } else {
            named.any(|word| self.modules.iter().any(|module| module == word))
        }
    }
}

/// The name of a file's module: the file's own, or its folder's where the file stands for that.
fn module(path: &RelPath) -> String {
    let mut parts = path.as_str().rsplit('/');
    let file = parts.next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or(file);
    let is_folder = matches!(stem, "__init__" | "mod" | "index") || path.extension() == "go";
    if is_folder { parts.next().unwrap_or(stem).to_owned() } else { stem.to_owned() }
}

/// The names that an import gives to modules: `import cart as c`, `import * as c from './cart'`, `c "shop/cart"`.
fn aliases(statement: &str) -> Vec<String> {
    let all: Vec<&str> = words(statement).collect();
    let mut found: Vec<String> =
        all.windows(2).filter(|pair| pair[0] == "as").map(|pair| pair[1].to_owned()).collect();
    let before_quote = statement.split('"').next().unwrap_or_default();
    found.extend(
        words(before_quote).last().filter(|word| *word != "import" && *word != "from").map(str::to_owned),
    );
    found
}

/// The names by which crates of the project are imported.
fn crate_names(project: &Project) -> Vec<String> {
    let roots = project.files.keys().filter(|path| path.as_str().ends_with("src/lib.rs"));
    let names = roots.filter_map(|path| {
        let manifest = path.as_str().trim_end_matches("src/lib.rs").to_owned() + "Cargo.toml";
        let text = std::fs::read_to_string(project.root.join(manifest)).ok()?;
        let line = text.lines().find(|line| line.trim_start().starts_with("name"))?;
        Some(line.split('"').nth(1)?.replace('-', "_"))
    });
    names.collect()
}
