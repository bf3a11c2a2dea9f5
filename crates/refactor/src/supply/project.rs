//! How a file imports what another file of the project defines.

use std::path::Path;

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::Source;

use super::{inserted, is_common_js};
use crate::text::words;

/// The file that needs a name.
pub(super) struct Importer<'i> {
    pub(super) root: &'i Path,
    pub(super) path: &'i RelPath,
    pub(super) language: Language,
    /// As it is by now.
    pub(super) text: &'i str,
}

impl Importer<'_> {
    /// The file's text with an import of a name, and the statement; `None` if it needs none, or cannot have one.
    ///
    /// - `definer`: the file that defines it.
    pub(super) fn importing(&self, name: &str, definer: &RelPath) -> Option<(String, String)> {
        let text = std::fs::read_to_string(definer.under(self.root)).ok()?;
        let language = Language::of(definer)?;
        let source = Source::parse(language, &text);
        let symbol = source.symbols().into_iter().find(|it| it.name == name)?;
        let definition = text.get(symbol.span.clone())?;
        let statement = match (self.language, language) {
            (Language::Python, Language::Python) => self.python(name, definer, &text)?,
            (Language::Java, Language::Java) => self.java(name, definer, &text)?,
            (Language::Rust, Language::Rust) if definition.starts_with("pub") => self.rust(name, definer)?,
            (Language::C, Language::C) => self.c(definer)?,
            _ if is_script(self.language) && is_script(language) => {
                let module = self.script(name, definer, &text)?;
                if let Some(extended) = self.extended(&module, name) {
                    return Some((extended, format!("{name} of {module}")));
                }
                if is_common_js(self.text) {
                    format!("const {{ {name} }} = require({module});")
                } else {
                    format!("import {{ {name} }} from {module};")
                }
            }
            _ => return None,
        };
        Some((inserted(self.language, self.text, &statement)?, statement))
    }

    fn python(&self, name: &str, definer: &RelPath, text: &str) -> Option<String> {
        // Each would wait for the other.
        let own = stem(self.path);
        let is_circle = Source::parse(Language::Python, text)
            .imports()
            .iter()
            .any(|import| import.module.split(['.', ':']).any(|part| part == own));
        if is_circle {
            return None;
        }
        let is_package = |folder: &str| {
            let inner =
                if folder.is_empty() { "__init__.py".to_owned() } else { format!("{folder}/__init__.py") };
            self.root.join(inner).is_file()
        };
        let (here, there) = (folder(self.path), folder(definer));
        let stem = stem(definer);
        let is_near = here == there;
        let module = if is_near && is_package(there) && self.text.contains("from .") {
            format!(".{stem}")
        } else if is_near && !is_package(there) {
            stem.to_owned()
        } else {
            // The topmost package is what is found by its name.
            let parts: Vec<&str> = there.split('/').filter(|part| !part.is_empty()).collect();
            let is_first = |at: &usize| is_package(&parts[..=*at].join("/"));
            let first = (0..parts.len()).find(is_first).or_else(|| {
                let is_named = |part: &&str| self.text.contains(&format!("from {part}."));
                parts.first().filter(|part| is_named(part)).map(|_| 0)
            })?;
            let parts = parts.get(first..)?.iter().copied().chain([stem]);
            parts.collect::<Vec<_>>().join(".")
        };
        let module = module.trim_end_matches(".__init__");
        (module != "__init__").then(|| format!("from {module} import {name}"))
    }

    fn java(&self, name: &str, definer: &RelPath, text: &str) -> Option<String> {
        let package = |text: &str| {
            let line = text.lines().find_map(|line| line.trim().strip_prefix("package "))?;
            Some(line.trim_end().trim_end_matches(';').to_owned())
        };
        let there = package(text)?;
        // A class that others can name has a file of its own.
        (stem(definer) == name && package(self.text) != Some(there.clone()))
            .then(|| format!("import {there}.{name};"))
    }

    fn rust(&self, name: &str, definer: &RelPath) -> Option<String> {
        let (top, within) = definer.as_str().rsplit_once("src/")?;
        let (own_top, own) = self.path.as_str().rsplit_once("src/")?;
        let has_both =
            ["lib.rs", "main.rs"].iter().all(|it| self.root.join(format!("{top}src/{it}")).is_file());
        // With two roots, `crate` means another one in each.
        if top != own_top || own.starts_with("bin/") || has_both {
            return None;
        }
        let module = within.trim_end_matches(".rs").trim_end_matches("/mod");
        let parts = module.split('/').filter(|_| !matches!(module, "lib" | "main"));
        let path: Vec<&str> = std::iter::once("crate").chain(parts).chain([name]).collect();
        Some(format!("use {};", path.join("::")))
    }

    fn c(&self, definer: &RelPath) -> Option<String> {
        let is_header = definer.extension() == "h" && folder(definer) == folder(self.path);
        let statement = format!("#include \"{}\"", definer.file_name());
        (is_header && !self.text.contains(&statement)).then_some(statement)
    }

    /// The module, in quotes as the file has them, if it exports the name.
    fn script(&self, name: &str, definer: &RelPath, text: &str) -> Option<String> {
        let is_common_js = is_common_js(self.text);
        let is_exported = text.split("export").skip(1).any(|said| {
            let said = said.strip_prefix('s').unwrap_or(said).trim_start_matches(['.', '=', ' ']);
            let listed = said.strip_prefix('{').and_then(|it| it.split('}').next());
            listed.map_or_else(
                || {
                    words(said).find(|word| !WORDS.contains(word)) == Some(name)
                        && !said.starts_with("default")
                },
                |listed| words(listed).any(|word| word == name),
            )
        });
        // What each takes from the other with `require` is not there yet when the first of them is read.
        let own = stem(self.path);
        let is_circle =
            is_common_js && ['\'', '"', '.'].iter().any(|end| text.contains(&format!("/{own}{end}")));
        if !is_exported || is_circle || is_common_js != self::is_common_js(text) {
            return None;
        }
        let from: Vec<&str> = folder(self.path).split('/').filter(|it| !it.is_empty()).collect();
        let to: Vec<&str> = folder(definer).split('/').filter(|it| !it.is_empty()).collect();
        let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
        let up = if common == from.len() { "./".to_owned() } else { "../".repeat(from.len() - common) };
        let down = [&to[common..], &[stem(definer)]].concat().join("/");
        let ending = self.ending(definer, is_common_js);
        let quote =
            if self.text.contains(" from \"") || self.text.contains("require(\"") { '"' } else { '\'' };
        Some(format!("{quote}{up}{down}{ending}{quote}"))
    }

    /// How the file ends the names of modules.
    fn ending(&self, definer: &RelPath, is_common_js: bool) -> String {
        let own = format!(".{}", definer.extension());
        let is_relative = |line: &&str| {
            ["'./", "'../", "\"./", "\"../"].iter().any(|it| line.contains(it))
                && (line.contains(" from ") || line.contains("require("))
        };
        match self.text.lines().find(is_relative) {
            Some(line) if line.contains(".js'") || line.contains(".js\"") => own.replace("ts", "js"),
            Some(line) if line.contains(own.as_str()) => own,
            Some(_) => String::new(),
            None if is_common_js || own != ".js" && own != ".mjs" => String::new(),
            None => own,
        }
    }

    /// The text with a name added to the list of an import that is there.
    fn extended(&self, module: &str, name: &str) -> Option<String> {
        let is_outer = |line: &str| !line.starts_with([' ', '\t']);
        let line = self.text.lines().find(|line| {
            is_outer(line) && line.contains(module) && line.contains('{') && line.contains('}')
        })?;
        let (listed, rest) = line.split_once('}')?;
        let gap = if listed.ends_with(' ') { " " } else { "" };
        let listed = listed.trim_end().trim_end_matches(',');
        Some(self.text.replacen(line, &format!("{listed}, {name}{gap}}}{rest}"), 1))
    }
}

/// Words before the name of what is exported.
const WORDS: [&str; 10] =
    ["abstract", "async", "class", "const", "enum", "function", "interface", "let", "type", "var"];

fn is_script(language: Language) -> bool {
    matches!(language, Language::JavaScript | Language::TypeScript | Language::Tsx)
}

fn folder(path: &RelPath) -> &str {
    path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn stem(path: &RelPath) -> &str {
    path.file_name().split('.').next().unwrap_or_default()
}
