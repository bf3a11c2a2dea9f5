//! The catalogue: which model files exist, what they are and where they can be had.

use std::fmt;

use crate::digest::Digest;
use crate::error::Error;

mod wire;

const BUILTIN: &str = include_str!("catalogue.toml");

/// How many near names an error suggests, and how near they must be (0 to 1).
const NEAR: (usize, f32) = (2, 0.5);

/// The models that can be pulled.
#[derive(Debug, Clone)]
pub struct Catalogue {
    entries: Vec<Entry>,
    default: Entry,
    small: Entry,
}

/// A model file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    name: String,
    aliases: Vec<String>,
    /// Invariant: a bare file name, so that it stays within the store's folder.
    file: String,
    /// Invariant: more than 0.
    size: u64,
    digest: Digest,
    licence: String,
    /// Invariant: at least one.
    sources: Vec<Source>,
}

/// Where a file can be had. Shown as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A web server that sends the file itself.
    Hub {
        /// The file's address.
        url: String,
    },
    /// Python packages that carry the file in pieces.
    Packages(Packages),
}

/// Python packages of one version, each with one piece of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packages {
    /// Invariant: starts with a letter (so it is no option of pip's), and holds `{n}` if there are several.
    template: String,
    version: String,
    count: u32,
}

impl Catalogue {
    /// The catalogue that comes with the program.
    ///
    /// # Panics
    /// Never: the text is part of the program, and a test reads it.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the text is part of the program, and a test reads it")]
    pub fn builtin() -> Self {
        Self::parse(BUILTIN).expect("the built-in catalogue is well-formed")
    }

    /// Reads a catalogue.
    ///
    /// - `text`: TOML of the shape of the built-in `catalogue.toml`; unknown keys are errors.
    ///
    /// # Errors
    /// [`Error::Syntax`] for text of another shape, [`Error::Entry`] for an entry that contradicts itself,
    /// [`Error::Unknown`] if the default or the small model is not among the entries.
    pub fn parse(text: &str) -> Result<Self, Error> {
        wire::parse(text)
    }

    /// All models, in the catalogue's order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The model with this name.
    ///
    /// - `name`: a name, an alias or a file name, any case.
    ///
    /// # Errors
    /// [`Error::Unknown`] with near names if there is none.
    pub fn find(&self, name: &str) -> Result<&Entry, Error> {
        find(&self.entries, name)
    }

    /// The model that is used where the user names none.
    #[must_use]
    pub fn default_model(&self) -> &Entry {
        &self.default
    }

    /// The model for machines on which the default is too slow or too large.
    #[must_use]
    pub fn small(&self) -> &Entry {
        &self.small
    }
}

impl Entry {
    /// Its name, as people type it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Other names that find it.
    #[must_use]
    pub fn aliases(&self) -> &[String] {
        &self.aliases
    }

    /// The name of its file: no folders.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The size of its file in bytes; never 0.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The SHA-256 sum of its file.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Its licence, as an SPDX expression.
    #[must_use]
    pub fn licence(&self) -> &str {
        &self.licence
    }

    /// Where its file can be had, best first; at least one.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    fn is_called(&self, name: &str) -> bool {
        self.names().chain([self.file.as_str()]).any(|own| own.eq_ignore_ascii_case(name))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

impl Packages {
    /// The packages' names, in the order in which their pieces make up the file.
    pub fn names(&self) -> impl Iterator<Item = String> {
        (1..=self.count).map(|number| self.name(number))
    }

    /// Their version.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// How many they are; never 0.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }

    fn name(&self, number: u32) -> String {
        self.template.replace("{n}", &number.to_string())
    }
}

impl fmt::Display for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hub { url } => out.write_str(url),
            Self::Packages(packages) if packages.count == 1 => {
                write!(out, "Python package {} {}", packages.name(1), packages.version)
            }
            Self::Packages(packages) => {
                let (first, last) = (packages.name(1), packages.name(packages.count));
                write!(out, "Python packages {first} to {last} {}", packages.version)
            }
        }
    }
}

fn find<'a>(entries: &'a [Entry], name: &str) -> Result<&'a Entry, Error> {
    entries.iter().find(|entry| entry.is_called(name)).ok_or_else(|| Error::Unknown {
        name: name.to_owned(),
        near: near(entries, name),
        known: entries.iter().map(|entry| entry.name.clone()).collect(),
    })
}

fn near(entries: &[Entry], name: &str) -> Vec<String> {
    let names: Vec<&str> = entries.iter().flat_map(Entry::names).collect();
    let (most, cutoff) = NEAR;
    let close = similar::get_close_matches(name.to_ascii_lowercase().as_str(), &names, most, cutoff);
    close.into_iter().map(str::to_owned).collect()
}
