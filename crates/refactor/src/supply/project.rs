//! How a file imports what another file of the project defines.

use std::path::Path;

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::{Source, Symbol};

use super::exported::{Exported, exported};
use super::inserted;
use super::script::{is_common_js, is_require};

/// The file that needs a name.
pub(super) struct Importer<'i> {
    pub(super) root: &'i Path,
    pub(super) path: &'i RelPath,
    pub(super) language: Language,
    /// As it is by now.
    pub(super) text: &'i str,
}

/// The file that defines it.
struct Definer<'d> {
    path: &'d RelPath,
    text: &'d str,
    symbol: &'d Symbol,
}

impl Importer<'_> {
    /// The file's text with an import of a name, and the statement; `None` if it needs none, or cannot have one.
    pub(super) fn importing(&self, name: &str, file: &RelPath) -> Option<(String, String)> {
        let text = std::fs::read_to_string(file.under(self.root)).ok()?;
        let language = Language::of(file)?;
        let source = Source::parse(language, &text);
        let symbol = source.symbols().into_iter().find(|it| it.name == name)?;
        let definer = Definer { path: file, text: &text, symbol: &symbol };
        let statement = match (self.language, language) {
            (Language::Python, Language::Python) => self.python(&definer)?,
            (Language::Java, Language::Java) => self.java(&definer)?,
            (Language::Rust, Language::Rust) => self.rust(&definer)?,
            _ if is_script(self.language) && is_script(language) => return self.script(&definer),
            _ => return None,
        };
        Some((inserted(self.language, self.text, &statement)?, statement))
    }

    /// Whether the project has a module of this name itself.
    pub(super) fn has_module(&self, name: &str) -> bool {
        let here = self.path.folder();
        let places = ["", here, "src", "internal", "pkg"];
        let endings: &[&str] = match self.language {
            Language::Python => &["", ".py"],
            Language::Rust => &["", ".rs"],
            Language::Go => &[""],
            _ => &[],
        };
        let is_there = |place: &&str| {
            endings.iter().any(|ending| self.root.join(place).join(format!("{name}{ending}")).exists())
        };
        places.iter().any(is_there)
    }

    /// Whether the file is run where the standard library is: a browser has none of Node, a kernel none of C.
    pub(super) fn has_standard_library(&self) -> bool {
        match self.language {
            Language::JavaScript | Language::TypeScript | Language::Tsx => {
                let marks = ["require(", "node:", "process.", "__dirname", "#!"];
                let package = || std::fs::read_to_string(self.root.join("package.json")).unwrap_or_default();
                marks.iter().any(|mark| self.text.contains(mark)) || package().contains("\"node ")
            }
            Language::C => !["<linux/", "<asm/"].iter().any(|kernel| self.text.contains(kernel)),
            _ => true,
        }
    }

    fn python(&self, definer: &Definer<'_>) -> Option<String> {
        // Each would wait for the other.
        let own = stem(self.path);
        let is_circle = Source::parse(Language::Python, definer.text)
            .imports()
            .iter()
            .any(|import| import.module.split(['.', ':']).any(|part| part == own));
        if is_circle {
            return None;
        }
        let name = &definer.symbol.name;
        let is_package = |folder: &str| self.root.join(folder).join("__init__.py").is_file();
        let (here, there) = (self.path.folder(), definer.path.folder());
        let stem = Some(stem(definer.path)).filter(|stem| *stem != "__init__");
        let is_relative = self.text.contains("from .");
        if here == there && is_relative {
            return Some(format!("from .{} import {name}", stem.unwrap_or_default()));
        }
        // The topmost package is what is found by its name; a folder counts as one if the file names it so.
        let parts: Vec<&str> = there.split('/').filter(|part| !part.is_empty()).collect();
        let is_first = |at: &usize| parts.get(..=*at).is_some_and(|parts| is_package(&parts.join("/")));
        let is_named = |part: &&str| self.text.contains(&format!("from {part}."));
        let first =
            (0..parts.len()).find(is_first).or_else(|| parts.first().filter(|it| is_named(it)).map(|_| 0));
        let module = match first {
            Some(first) => parts.get(first..)?.iter().copied().chain(stem).collect::<Vec<_>>().join("."),
            None if here == there => stem?.to_owned(),
            None => return None,
        };
        Some(format!("from {module} import {name}"))
    }

    fn java(&self, definer: &Definer<'_>) -> Option<String> {
        let package = |text: &str| {
            let line = text.lines().find_map(|line| line.trim().strip_prefix("package "))?;
            Some(line.trim_end().trim_end_matches(';').to_owned())
        };
        let (name, there) = (&definer.symbol.name, package(definer.text)?);
        // A class that others can name has a file of its own.
        let is_far = stem(definer.path) == name && package(self.text) != Some(there.clone());
        is_far.then(|| format!("import {there}.{name};"))
    }

    fn rust(&self, definer: &Definer<'_>) -> Option<String> {
        let is_seen = ["pub ", "pub(crate) "]
            .iter()
            .any(|seen| definer.text.get(definer.symbol.span.clone()).is_some_and(|it| it.starts_with(seen)));
        let (top, within) = definer.path.as_str().rsplit_once("src/")?;
        let (own_top, own) = self.path.as_str().rsplit_once("src/")?;
        let has = |name: &str| self.root.join(format!("{top}src/{name}")).is_file();
        // With two roots, `crate` means another one in each.
        let is_one_crate = top == own_top && ![own, within].iter().any(|it| it.starts_with("bin/"));
        let module = within.trim_end_matches(".rs").trim_end_matches("/mod");
        // A module is known to its parent and to all that is in it, whether or not others may see it.
        let is_known = module.rsplit_once('/').is_none_or(|(parent, _)| own.starts_with(parent));
        if !is_seen || !is_one_crate || !is_known || has("lib.rs") && has("main.rs") {
            return None;
        }
        let parts = module.split('/').filter(|_| !matches!(module, "lib" | "main"));
        let path: Vec<&str> =
            std::iter::once("crate").chain(parts).chain([definer.symbol.name.as_str()]).collect();
        Some(format!("use {};", path.join("::")))
    }

    fn script(&self, definer: &Definer<'_>) -> Option<(String, String)> {
        let Definer { path, text, symbol } = *definer;
        let is_required = is_common_js(self.path, self.text);
        // What each takes from the other with `require` is not there yet when the first of them is read.
        let own = stem(self.path);
        let is_circle = || ['\'', '"', '.'].iter().any(|end| text.contains(&format!("/{own}{end}")));
        if is_required != is_common_js(path, text) || is_required && is_circle() {
            return None;
        }
        let exported = exported(text, symbol, is_required)?;
        let (name, module) = (&symbol.name, self.module(path));
        if exported == Exported::Named
            && let Some(extended) = self.extended(&module, name)
        {
            return Some((extended, format!("{name} of {module}")));
        }
        let statement = match (is_required, exported) {
            (true, Exported::Whole) => format!("const {name} = require({module});"),
            (true, _) => format!("const {{ {name} }} = require({module});"),
            (false, Exported::Type) => format!("import type {{ {name} }} from {module};"),
            (false, _) => format!("import {{ {name} }} from {module};"),
        };
        Some((inserted(self.language, self.text, &statement)?, statement))
    }

    /// Another file as this one names it, in quotes.
    fn module(&self, path: &RelPath) -> String {
        let from: Vec<&str> = self.path.folder().split('/').filter(|it| !it.is_empty()).collect();
        let to: Vec<&str> = path.folder().split('/').filter(|it| !it.is_empty()).collect();
        let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
        let up = if common == from.len() { "./".to_owned() } else { "../".repeat(from.len() - common) };
        let down = to.iter().skip(common).copied().chain([stem(path)]).collect::<Vec<_>>().join("/");
        let quote =
            if self.text.contains(" from \"") || self.text.contains("require(\"") { '"' } else { '\'' };
        format!("{quote}{up}{down}{}{quote}", self.ending(path))
    }

    /// How the file ends the name of a module.
    fn ending(&self, path: &RelPath) -> String {
        let own = format!(".{}", path.extension());
        let is_plain = matches!(path.extension(), "js" | "ts" | "jsx" | "tsx");
        let names_another = |line: &&str| {
            ["'./", "'../", "\"./", "\"../"].iter().any(|it| line.contains(it))
                && (line.contains(" from ") || line.contains("require("))
        };
        match self.text.lines().find(names_another) {
            _ if !is_plain => own.replace("ts", "js"),
            Some(line) if [".js'", ".js\""].iter().any(|it| line.contains(it)) => ".js".to_owned(),
            Some(line) if line.contains(&format!("{own}'")) || line.contains(&format!("{own}\"")) => own,
            None if own == ".js" && !is_common_js(self.path, self.text) => own,
            _ => String::new(),
        }
    }

    /// The text with a name added to the list of an import that is there.
    fn extended(&self, module: &str, name: &str) -> Option<String> {
        let is_list = |line: &&str| {
            let is_import = line.starts_with("import {") || line.starts_with("const {") && is_require(line);
            is_import && line.contains(module)
        };
        let line = self.text.lines().find(is_list)?;
        let (listed, rest) = line.split_once('}')?;
        let gap = if listed.ends_with(' ') { " " } else { "" };
        let listed = listed.trim_end().trim_end_matches(',');
        Some(self.text.replacen(line, &format!("{listed}, {name}{gap}}}{rest}"), 1))
    }
}

fn is_script(language: Language) -> bool {
    matches!(language, Language::JavaScript | Language::TypeScript | Language::Tsx)
}

/// A file's name without its last ending.
fn stem(path: &RelPath) -> &str {
    let name = path.file_name();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
