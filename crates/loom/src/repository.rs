//! Reads the source files of a tree, as git sees it.

use std::collections::HashMap;
use std::path::Path;

use ignore::WalkBuilder;
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::{Name, Source, Symbol, SymbolKind};

use crate::error::Error;

/// Longer files are generated or data; they are listed but not parsed.
const LONGEST: u64 = 512 * 1024;

/// More files than this are listed but not parsed, so that a huge tree costs seconds, not minutes.
const MOST: usize = 5_000;

/// The files of a tree, those in no known language too. Files whose names are no [`RelPath`] are left alone.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// In order.
    paths: Vec<RelPath>,
    /// The positions of the files with a name, whatever folder they are in.
    by_name: HashMap<String, Vec<usize>>,
}

/// A tree's files, parsed.
#[derive(Debug, Default)]
pub struct Repository {
    /// All files.
    pub listing: Listing,
    /// The source files, by path.
    pub files: Vec<File>,
}

/// A source file.
#[derive(Debug)]
pub struct File {
    /// Where it is.
    pub path: RelPath,
    /// Its text.
    pub text: String,
    /// What it defines, each with the names that it uses.
    pub symbols: Vec<(Symbol, Vec<Name>)>,
}

impl Repository {
    /// Reads the tree under a folder: what git would track, ignored files left out.
    ///
    /// A file that cannot be read, or is no UTF-8 text, is listed but not parsed.
    ///
    /// # Errors
    /// [`Error::Walk`] if the folder itself cannot be listed.
    pub fn read(root: &Path) -> Result<Self, Error> {
        let listing = list(root)?;
        let mut files = Vec::new();
        for path in listing.paths() {
            let place = path.under(root);
            let is_short = place.metadata().is_ok_and(|found| found.len() <= LONGEST);
            if is_short && files.len() < MOST {
                files.extend(File::read(&place, path));
            }
        }
        Ok(Self { listing, files })
    }
}

/// Lists the files under a folder that git would track, in order of their paths.
///
/// # Errors
/// [`Error::Walk`] if the folder itself cannot be listed.
pub fn list(root: &Path) -> Result<Listing, Error> {
    let mut paths = Vec::new();
    let walk = WalkBuilder::new(root).hidden(false).filter_entry(|entry| entry.file_name() != ".git").build();
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(source) if source.depth() == Some(0) => {
                return Err(Error::Walk { root: root.to_owned(), source });
            }
            // A folder that cannot be entered is the user's business, not a reason to stop.
            Err(_) => continue,
        };
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            paths.extend(RelPath::beneath(root, entry.path()));
        }
    }
    Ok(Listing::new(paths))
}

impl Listing {
    fn new(mut paths: Vec<RelPath>) -> Self {
        paths.sort();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, path) in paths.iter().enumerate() {
            by_name.entry(path.file_name().to_owned()).or_default().push(index);
        }
        Self { paths, by_name }
    }

    /// All files, in order.
    #[must_use]
    pub fn paths(&self) -> &[RelPath] {
        &self.paths
    }

    /// The file that a tool's output means by a path: from the root, or from some folder below it.
    ///
    /// - `text`: relative or absolute; `None` if it is no file of the tree, or could be several.
    #[must_use]
    pub fn resolve(&self, root: &Path, text: &str) -> Option<&RelPath> {
        let below = Path::new(text).strip_prefix(root).ok().and_then(Path::to_str);
        let wanted = RelPath::parse(below.unwrap_or(text)).ok()?;
        if let Ok(at) = self.paths.binary_search(&wanted) {
            return self.paths.get(at);
        }
        let ending = format!("/{wanted}");
        let named = self.by_name.get(wanted.file_name()).into_iter().flatten();
        let mut ends =
            named.filter_map(|&at| self.paths.get(at)).filter(|path| path.as_str().ends_with(&ending));
        ends.next().filter(|_| ends.next().is_none())
    }
}

impl File {
    fn read(place: &Path, path: &RelPath) -> Option<Self> {
        Language::of(path)?;
        Self::parse(path.clone(), std::fs::read_to_string(place).ok()?)
    }

    /// Parses a text as the file at `path`; `None` if there is no grammar for it.
    #[must_use]
    pub fn parse(path: RelPath, text: String) -> Option<Self> {
        let source = Source::parse(Language::of(&path)?, &text);
        let symbols = source.symbols();
        let names = symbols.iter().map(|symbol| own_names(&source, symbol, &symbols)).collect::<Vec<_>>();
        let symbols = symbols.into_iter().zip(names).collect();
        Some(Self { path, text, symbols })
    }

    /// Whether the file holds tests, by the conventions of its language.
    #[must_use]
    pub fn is_test(&self) -> bool {
        is_test_path(&self.path)
    }

    /// Whether a symbol of the file is part of its tests.
    #[must_use]
    pub fn is_test_symbol(&self, symbol: &Symbol) -> bool {
        let within_tests = symbol.name.split('.').any(|part| part == "tests" || part == "test");
        self.is_test() || within_tests || symbol.kind == SymbolKind::Test
    }
}

/// The names that a symbol uses. What a class's methods use is theirs, not the class's.
fn own_names(source: &Source<'_>, symbol: &Symbol, all: &[Symbol]) -> Vec<Name> {
    let mut names = source.names(symbol.span.clone());
    if symbol.kind == SymbolKind::Type {
        let methods =
            all.iter().filter(|it| it.kind == SymbolKind::Function && symbol.span.contains(&it.span.start));
        for method in methods {
            names.retain(|name| !method.span.contains(&name.at));
        }
    }
    names
}

/// Whether a path names tests, by the conventions of its language.
fn is_test_path(path: &RelPath) -> bool {
    let name = path.file_name();
    let stem = name.split('.').next().unwrap_or(name);
    let folders = path.as_str().split('/').rev().skip(1);
    stem.starts_with("test_")
        || stem.ends_with("_test")
        || stem == "conftest"
        || name.contains(".test.")
        || name.contains(".spec.")
        || folders
            .into_iter()
            .any(|folder| matches!(folder, "tests" | "test" | "__tests__" | "spec" | "testdata"))
}

#[cfg(test)]
mod tests;
