//! The index, open.

use std::path::{Path, PathBuf};

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Millis;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::Error;
use crate::file::File;
use crate::history::{self, Commit, Past};
use crate::kind::Kind;
use crate::outline::Outline;
use crate::parse::{self, Topic};
use crate::posting::{Document, Place, Places, Records};
use crate::refresh::{self, Report};
use crate::store::{Kept, Store};

/// What stands in a tree, searchable.
pub struct Index {
    root: PathBuf,
    maker: String,
    store: Store,
    /// By path.
    files: Vec<File>,
}

/// Where something occurs: a file, and places in it.
pub type Occurrence = (Document, Vec<Place>);

impl Index {
    /// Opens the index of a tree. It knows what it knew when it was last refreshed.
    ///
    /// - `root`: the tree's top folder.
    /// - `file`: where the index is kept. A damaged one is made anew; where none can be written, it is made in memory:
    ///   [`Index::kept`] tells.
    /// - `maker`: which program this is. Whatever another one made is made anew: it may have had other grammars.
    ///
    /// # Errors
    /// [`Error::Database`] if not even that works.
    pub fn open(root: &Path, file: Option<&Path>, maker: &str) -> Result<Self, Error> {
        let store = Store::open(file, maker)?;
        let mut index = Self { root: root.to_owned(), maker: maker.to_owned(), store, files: Vec::new() };
        match refresh::files(index.connection()) {
            Ok(files) => index.files = files,
            Err(error) if error.is_damage() => index.empty()?,
            Err(error) => return Err(error),
        }
        Ok(index)
    }

    /// Brings the index up to date with the tree. What was damaged is made anew.
    ///
    /// - `now`: when this is.
    /// - `progress`: is told how many files have been read, and of how many.
    ///
    /// # Errors
    /// [`Error::Walk`] if the tree cannot be listed, [`Error::Database`] if nothing can be written.
    pub fn refresh(&mut self, now: Millis, progress: &mut dyn FnMut(usize, usize)) -> Result<Report, Error> {
        let refreshed = match refresh::refresh(self.connection(), &self.root, now, progress) {
            Err(error) if error.is_damage() => {
                self.empty()?;
                refresh::refresh(self.connection(), &self.root, now, progress)
            }
            refreshed => refreshed,
        };
        let (files, report) = refreshed?;
        self.files = files;
        Ok(report)
    }

    /// Throws everything away; the next refresh reads it all.
    ///
    /// # Errors
    /// [`Error::Database`] if not even a database in memory can be made.
    pub fn empty(&mut self) -> Result<(), Error> {
        let fresh = Store::open(None, &self.maker)?;
        let old = std::mem::replace(&mut self.store, fresh);
        self.store = old.replace(&self.maker)?;
        self.files.clear();
        Ok(())
    }

    /// Where it is kept.
    #[must_use]
    pub fn kept(&self) -> &Kept {
        &self.store.kept
    }

    /// The tree's top folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// All files, in order of their paths.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The file at a path.
    #[must_use]
    pub fn file(&self, path: &RelPath) -> Option<&File> {
        let at = self.files.binary_search_by(|file| file.path.cmp(path)).ok()?;
        self.files.get(at)
    }

    /// Where a word occurs, in any field; a document once for each segment of the index that knows it.
    ///
    /// - `word`: as [`crate::words::of`] returns it.
    /// - Documents that are gone may be among them.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn word(&self, word: &str, each: impl FnMut(Document, Places<'_>)) -> Result<(), Error> {
        self.lookup(Topic::Word, word, each)
    }

    /// The words that begin with a text, each once, in order. They may be words of files that are gone.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn words_beginning(&self, with: &str) -> Result<Vec<String>, Error> {
        let mut read = self.connection().prepare_cached(
            "SELECT DISTINCT key FROM segment CROSS JOIN posting
             ON posting.segment = segment.id AND topic = ?1 AND key >= ?2 AND key < ?3 ORDER BY key",
        )?;
        let behind = format!("{with}{}", char::MAX);
        let words = read.query_map(params![Topic::Word as i64, with, behind], |row| row.get(0))?;
        Ok(words.collect::<Result<_, _>>()?)
    }

    /// Which files use an identifier, and in which of their symbols.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn uses(&self, name: &str) -> Result<Vec<Occurrence>, Error> {
        self.occurrences(Topic::Use, name)
    }

    /// Which files define something of this short name, and which of their symbols it is: chunk 1 is the first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn definitions(&self, name: &str) -> Result<Vec<Occurrence>, Error> {
        self.occurrences(Topic::Definition, name)
    }

    /// Which files import something whose last part is this.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn importers(&self, name: &str) -> Result<Vec<Occurrence>, Error> {
        self.occurrences(Topic::Import, name)
    }

    /// In which commits' messages a word occurs.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn messages(&self, word: &str, each: impl FnMut(Document, Places<'_>)) -> Result<(), Error> {
        self.lookup(Topic::Message, word, each)
    }

    /// Which commits changed a file, oldest first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn commits_of(&self, path: &str) -> Result<Vec<Document>, Error> {
        let mut commits = Vec::new();
        self.lookup(Topic::Changed, path, |commit, _| commits.push(commit))?;
        commits.sort_unstable();
        Ok(commits)
    }

    /// What a file defines and imports. Tests are parsed when this is asked.
    ///
    /// # Errors
    /// [`Error::Damaged`] if that is not what was written.
    pub fn outline(&self, file: &File) -> Result<Outline, Error> {
        let mut read = self.connection().prepare_cached("SELECT data FROM outline WHERE file = ?1")?;
        let data: Option<Vec<u8>> = read.query_row(params![file.id], |row| row.get(0)).optional()?;
        match data {
            None => Ok(self.parsed_now(file).unwrap_or_default()),
            Some(data) => Outline::decode(&data).ok_or(Error::Damaged { what: "an outline" }),
        }
    }

    fn parsed_now(&self, file: &File) -> Option<Outline> {
        let language = Language::of(&file.path).filter(|language| language.is_program())?;
        let text =
            (file.kind == Kind::Test && file.skipped.is_none()).then(|| file.path.under(&self.root))?;
        Some(parse::outlined(language, &std::fs::read_to_string(text).ok()?))
    }

    /// The commits of the history, oldest first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn history(&self) -> Result<Vec<Past>, Error> {
        let mut read =
            self.connection().prepare_cached("SELECT id, words, subject, paths FROM history ORDER BY id")?;
        let rows = read.query_map([], |row| {
            let paths: String = row.get("paths")?;
            Ok(Past {
                id: row.get("id")?,
                words: row.get("words")?,
                subject: row.get("subject")?,
                paths: paths.split('\0').map(str::to_owned).collect(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The commit up to which the history is known; `None` before any was read.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn head(&self) -> Result<Option<String>, Error> {
        history::head(self.connection())
    }

    /// Adds the commits between [`Index::head`] and another one.
    ///
    /// - `commits`: oldest first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn add_history(&mut self, head: &str, commits: &[Commit]) -> Result<(), Error> {
        history::add(self.connection(), head, commits, false)
    }

    /// Takes these commits for the whole history, whatever was known.
    ///
    /// - `commits`: oldest first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn set_history(&mut self, head: &str, commits: &[Commit]) -> Result<(), Error> {
        history::add(self.connection(), head, commits, true)
    }

    fn occurrences(&self, topic: Topic, key: &str) -> Result<Vec<Occurrence>, Error> {
        let mut found = Vec::new();
        self.lookup(topic, key, |document, places| found.push((document, places.collect())))?;
        Ok(found)
    }

    fn lookup(
        &self,
        topic: Topic,
        key: &str,
        mut each: impl FnMut(Document, Places<'_>),
    ) -> Result<(), Error> {
        // In SQLite's hands: another process may join segments between two statements.
        let mut read = self.connection().prepare_cached(
            "SELECT data FROM segment CROSS JOIN posting
             ON posting.segment = segment.id AND topic = ?1 AND key = ?2 ORDER BY segment.id, first",
        )?;
        let mut rows = read.query(params![topic as i64, key])?;
        while let Some(row) = rows.next()? {
            let data = row
                .get_ref(0)?
                .as_blob()
                .map_err(|_| Error::Damaged { what: "a row of the inverted index" })?;
            for (document, places) in Records::of(data) {
                each(document, Places::of(places));
            }
        }
        Ok(())
    }

    fn connection(&self) -> &Connection {
        &self.store.connection
    }
}
