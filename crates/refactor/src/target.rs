//! The symbol that is meant.

use kinglet_domain::path::RelPath;
use kinglet_domain::refactoring::Named;
use kinglet_syntax::{Sort, Source, Symbol, SymbolKind};

use crate::error::{Error, Spot};
use crate::project::{Family, Project};

/// How like a name has to be to one that is not there, between 0 and 1.
const LIKE: f64 = 0.85;

/// A symbol, and where it is defined.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) path: RelPath,
    pub(crate) symbol: Symbol,
    pub(crate) family: Family,
    /// Where its name begins, in bytes.
    pub(crate) at: usize,
    /// How it is reached.
    pub(crate) reach: Reach,
}

/// How a symbol is reached by those who use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reach {
    /// By its name, or through its module.
    Free,
    /// Through a value of the type that holds it.
    Member {
        /// The type.
        of: String,
    },
    /// Through the type that holds it.
    Associated {
        /// The type.
        of: String,
    },
}

impl Target {
    /// The one function with a name; another symbol if there is none.
    pub(crate) fn function(project: &Project, wanted: &Named) -> Result<Self, Error> {
        let is_function = |symbol: &Symbol| symbol.kind == SymbolKind::Function;
        match Self::among(project, wanted, &is_function) {
            Err(Error::NotFound { .. }) => Self::find(project, wanted),
            other => other,
        }
    }

    /// The one symbol with a name.
    pub(crate) fn find(project: &Project, wanted: &Named) -> Result<Self, Error> {
        Self::among(project, wanted, &|_| true)
    }

    fn among(project: &Project, wanted: &Named, counts: &dyn Fn(&Symbol) -> bool) -> Result<Self, Error> {
        let name = wanted.symbol.replace("::", ".").replace('#', ".");
        if let Some(path) = &wanted.path {
            project.file(path)?;
        }
        let mut all = Vec::new();
        for (path, file) in &project.files {
            if wanted.path.as_ref().is_none_or(|it| it == path) {
                let symbols = file.source().symbols().into_iter().filter(|it| counts(it));
                all.extend(symbols.map(|symbol| (path, file, symbol)));
            }
        }
        let is_whole = |symbol: &Symbol| symbol.name == name;
        let is_end = |path: &RelPath, symbol: &Symbol| {
            let all = [module_path(path, true), module_path(path, false)];
            all.iter().any(|module| {
                let whole = format!("{module}.{}", symbol.name);
                whole.strip_suffix(&name).is_some_and(|it| it.ends_with('.'))
            })
        };
        let similar = || {
            let likeness = |it: &str| strsim::jaro_winkler(it, name.rsplit('.').next().unwrap_or(&name));
            let names = all.iter().map(|(_, _, it)| (likeness(it.short_name()), it.short_name()));
            let mut names: Vec<_> = names.filter(|(likeness, _)| *likeness > LIKE).collect();
            names.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.cmp(other)));
            names.dedup();
            names.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
        };
        let exact: Vec<_> = all.iter().filter(|(_, _, symbol)| is_whole(symbol)).collect();
        let found = if exact.is_empty() {
            all.iter().filter(|(path, _, it)| is_end(path, it)).collect()
        } else {
            exact
        };
        match found.as_slice() {
            [] => Err(Error::NotFound { symbol: wanted.symbol.clone(), similar: similar() }),
            [(path, file, symbol)] => {
                let family = Family::of(file.language)
                    .ok_or_else(|| Error::NotFound { symbol: wanted.symbol.clone(), similar: similar() })?;
                let at = symbol.name_end.saturating_sub(symbol.short_name().len());
                let reach = reach(family, symbol, &file.source(), at);
                Ok(Self { path: (*path).clone(), symbol: symbol.clone(), family, at, reach })
            }
            several => {
                let spots = several.iter().map(|(path, _, symbol)| project.spot(path, symbol.span.start));
                Err(Error::Ambiguous { symbol: wanted.symbol.clone(), spots: spots.collect::<Vec<Spot>>() })
            }
        }
    }

    pub(crate) fn name(&self) -> &str {
        self.symbol.short_name()
    }
}

/// A file's path as modules are named, with its own name or without.
fn module_path(path: &RelPath, with_file: bool) -> String {
    let path = path.as_str();
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.split('.').next().unwrap_or_default();
    let whole = if with_file { format!(".{folder}.{stem}") } else { format!(".{folder}") };
    whole.replace('/', ".")
}

fn reach(family: Family, symbol: &Symbol, source: &Source<'_>, at: usize) -> Reach {
    let Some((holder, _)) = symbol.name.rsplit_once('.') else { return Reach::Free };
    let of = holder.rsplit('.').next().unwrap_or(holder).to_owned();
    let signature = source.signature(at);
    let first = signature.as_ref().and_then(|it| it.parameters.first());
    let has_receiver = first.is_some_and(|it| it.sort == Sort::Receiver);
    match family {
        Family::Rust | Family::Python if has_receiver => Reach::Member { of },
        // A module of Rust holds its functions as a type does, and is named in small letters.
        Family::Rust if !of.starts_with(char::is_uppercase) => Reach::Free,
        Family::Rust | Family::Python => Reach::Associated { of },
        Family::Script | Family::Go => Reach::Member { of },
    }
}
