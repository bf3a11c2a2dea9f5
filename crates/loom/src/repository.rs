//! Reads the source files of a tree, as git sees it.

use std::collections::HashMap;
use std::path::Path;

use ignore::WalkBuilder;
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Millis;
use kinglet_syntax::{Name, Source, Symbol, SymbolKind};

use crate::error::Error;
use crate::left_out::{self, LONGEST, LeftOut, MOST, Why};
use crate::retrieve::related_files;
use crate::shelf::Shelf;
use crate::survey::Query;
use crate::words;

/// The files of a tree, those in no known language too. Of the source files that
/// are left out, those whose names are no [`RelPath`] and links that lead outside are kept in mind.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// In order.
    paths: Vec<RelPath>,
    /// The positions of the files with a name, whatever folder they are in.
    by_name: HashMap<String, Vec<usize>>,
    left_out: Vec<LeftOut>,
}

/// A tree's files, parsed.
#[derive(Debug, Default)]
pub struct Repository {
    /// All files.
    pub listing: Listing,
    /// The source files, by path.
    pub files: Vec<File>,
    /// The source files that were left out: all of the listed ones, and of the others those that the query leads to.
    pub left_out: Vec<LeftOut>,
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

/// A tree before its files are parsed.
struct Listed {
    listing: Listing,
    left_out: Vec<LeftOut>,
    /// The source files.
    wanted: Vec<RelPath>,
    /// Those that the task or a failure names.
    named: Vec<RelPath>,
}

/// So many source files are parsed, whatever the task: that takes a second or two.
const FEW: usize = 400;

impl Repository {
    /// Reads the tree under a folder: the files of [`list`], and those that the task names by their paths.
    ///
    /// # Errors
    /// [`Error::Walk`] if the folder itself cannot be listed.
    pub fn read(root: &Path, query: Query<'_>) -> Result<Self, Error> {
        Ok(Self::parse(root, Self::listed(root, query)?))
    }

    /// The same of a tree with an index. Of a large one, only the files are parsed that have to do with the query, as
    /// [`retrieve`](crate::retrieve::retrieve) ranks them, and those that its failures lead to.
    ///
    /// # Errors
    /// [`Error::Walk`] and [`Error::Index`].
    pub fn on(shelf: &Shelf, now: Millis, query: Query<'_>) -> Result<Self, Error> {
        let mut listed = Self::listed(&shelf.root, query)?;
        if listed.wanted.len() > FEW {
            let related = shelf.ask(now, |index| related_files(index, query))?;
            let named = std::mem::take(&mut listed.named);
            listed.wanted.retain(|path| related.contains(path) || named.contains(path));
        }
        Ok(Self::parse(&shelf.root, listed))
    }

    /// The files of the tree, and which of them are source files.
    fn listed(root: &Path, query: Query<'_>) -> Result<Listed, Error> {
        let mut listing = list(root)?;
        let mut left_out = std::mem::take(&mut listing.left_out);
        let frames = query.report.failures.iter().flat_map(|failure| &failure.frames);
        let named = words::paths(query.task).filter_map(|text| beneath(root, text));
        let mut named: Vec<(RelPath, bool)> = named.map(|path| (path, true)).collect();
        named.extend(frames.map(|frame| (frame.path.clone(), false)));
        let mut paths = std::mem::take(&mut listing.paths);
        for (path, is_wanted) in named.iter().cloned() {
            if source_language(&path).is_none() || paths.contains(&path) {
                continue;
            }
            match left_out::why(root, &path) {
                Some(why) if is_wanted && why.yields() => paths.push(path),
                Some(why) => left_out.push(LeftOut { path: path.to_string(), why }),
                None => {}
            }
        }
        let listing = Listing::new(paths);
        let wanted = listing.paths().iter().filter(|path| source_language(path).is_some()).cloned().collect();
        let named = named.into_iter().map(|(path, _)| path).collect();
        Ok(Listed { listing, left_out, wanted, named })
    }

    fn parse(root: &Path, Listed { listing, mut left_out, wanted, .. }: Listed) -> Self {
        let mut files = Vec::new();
        for path in &wanted {
            let Some(language) = source_language(path) else { continue };
            let read = if files.len() < MOST { File::read(root, path, language) } else { Err(Why::TooMany) };
            match read {
                Ok(file) => files.push(file),
                Err(why) => left_out.push(LeftOut { path: path.to_string(), why }),
            }
        }
        left_out.sort_by(|a, b| a.path.cmp(&b.path));
        left_out.dedup();
        Self { listing, files, left_out }
    }
}

/// Lists the files under a folder that git would track, in order of their paths.
///
/// Left out are folders that hold the code of others (virtual environments, installed packages), repositories within
/// the repository, and submodules.
///
/// # Errors
/// [`Error::Walk`] if the folder itself cannot be listed.
pub fn list(root: &Path) -> Result<Listing, Error> {
    let (mut paths, mut left_out) = (Vec::new(), Vec::new());
    let mut builder = WalkBuilder::new(root);
    // Files named `.ignore` speak to other tools than git.
    let walk = builder.hidden(false).ignore(false).filter_entry(|entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let name = entry.file_name().to_string_lossy();
        name != ".git"
            && (entry.depth() == 0 || !is_folder || left_out::why_folder(entry.path(), &name).is_none())
    });
    for entry in walk.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(source) if source.depth() == Some(0) => {
                return Err(Error::Walk { root: root.to_owned(), source });
            }
            // A folder that cannot be entered is the user's business, not a reason to stop.
            Err(_) => continue,
        };
        let path = RelPath::beneath(root, entry.path());
        let Some(kind) = entry.file_type() else { continue };
        let why = match &path {
            None if kind.is_file() => Why::Name,
            Some(path) if kind.is_file() => {
                paths.push(path.clone());
                continue;
            }
            Some(path) if kind.is_symlink() && left_out::why(root, path) == Some(Why::Outside) => {
                Why::Outside
            }
            _ => continue,
        };
        let written = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy();
        if RelPath::parse(&written).is_ok_and(|path| source_language(&path).is_some()) {
            left_out.push(LeftOut { path: written.into_owned(), why });
        }
    }
    Ok(Listing { left_out, ..Listing::new(paths) })
}

/// The language of a source file: one that holds data is none.
fn source_language(path: &RelPath) -> Option<Language> {
    Language::of(path).filter(|language| language.is_program())
}

/// A path as people and tools write it, from the root.
fn beneath(root: &Path, text: &str) -> Option<RelPath> {
    let below = Path::new(text).strip_prefix(root).ok().and_then(Path::to_str);
    RelPath::parse(below.unwrap_or(text)).ok()
}

impl Listing {
    fn new(mut paths: Vec<RelPath>) -> Self {
        paths.sort();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, path) in paths.iter().enumerate() {
            by_name.entry(path.file_name().to_owned()).or_default().push(index);
        }
        Self { paths, by_name, left_out: Vec::new() }
    }

    /// All files, in order.
    #[must_use]
    pub fn paths(&self) -> &[RelPath] {
        &self.paths
    }

    /// The file that a tool's output means by a path: from the root, or from some folder below it.
    ///
    /// - `text`: relative or absolute; `None` if it is no file of the tree, belongs to a package, or could be several.
    /// - A source file that is there but was left out is found by its path, so that it can be said that it was.
    #[must_use]
    pub fn resolve(&self, root: &Path, text: &str) -> Option<RelPath> {
        let wanted = beneath(root, text)?;
        if self.paths.binary_search(&wanted).is_ok() {
            return Some(wanted);
        }
        if let Some(why) = source_language(&wanted).and_then(|_| left_out::why(root, &wanted)) {
            return (!matches!(why, Why::Others(_))).then_some(wanted);
        }
        let ending = format!("/{wanted}");
        let named = self.by_name.get(wanted.file_name()).into_iter().flatten();
        let mut ends =
            named.filter_map(|&at| self.paths.get(at)).filter(|path| path.as_str().ends_with(&ending));
        ends.next().filter(|_| ends.next().is_none()).cloned()
    }
}

impl File {
    fn read(root: &Path, path: &RelPath, language: Language) -> Result<Self, Why> {
        let place = path.under(root);
        let length = place.metadata().map_err(|_| Why::Unreadable)?.len();
        if length > LONGEST {
            return Err(Why::TooLong);
        }
        let text = std::fs::read_to_string(&place).map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData => Why::Encoding,
            _ => Why::Unreadable,
        })?;
        Ok(Self::parse_as(language, path.clone(), text))
    }

    /// Parses a text as the file at `path`; `None` if there is no grammar for it.
    #[must_use]
    pub fn parse(path: RelPath, text: String) -> Option<Self> {
        Some(Self::parse_as(Language::of(&path)?, path, text))
    }

    fn parse_as(language: Language, path: RelPath, text: String) -> Self {
        let source = Source::parse(language, &text);
        let symbols = source.symbols();
        let names = symbols.iter().map(|symbol| own_names(&source, symbol, &symbols)).collect::<Vec<_>>();
        let symbols = symbols.into_iter().zip(names).collect();
        Self { path, text, symbols }
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
#[must_use]
pub fn is_test_path(path: &RelPath) -> bool {
    let name = path.file_name();
    let stem = name.split('.').next().unwrap_or(name);
    let folders = path.as_str().split('/').rev().skip(1);
    stem.starts_with("test_")
        || stem.ends_with("_test")
        || matches!(stem, "conftest" | "tests")
        || name.contains(".test.")
        || name.contains(".spec.")
        || folders
            .into_iter()
            .any(|folder| matches!(folder, "tests" | "test" | "__tests__" | "spec" | "testdata"))
}

#[cfg(test)]
mod tests;
