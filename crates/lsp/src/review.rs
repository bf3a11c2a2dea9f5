//! What language servers say of an edit: the errors that it brings in, or why nobody knows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::future::{join_all, pending};
use kinglet_domain::edit::Change;
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use tokio::time::Instant;

use crate::answer::Place;
use crate::client::{Client, Limits};
use crate::diagnostic::{Diagnostic, new_errors};
use crate::error::Error;
use crate::find::{Found, Search};

/// A server that was silent so often is taken to hang.
const SILENCES: u32 = 3;
/// How long a server may take to read the project and tell where something is used.
const LOOK_UP: Duration = Duration::from_mins(2);
/// How long a server may take to end itself.
const FAREWELL: Duration = Duration::from_secs(2);

/// What an edit makes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The file.
    pub path: RelPath,
    /// Its text before; `None` if it did not exist.
    pub before: Option<String>,
    /// Its text after; `None` if it no longer exists.
    pub after: Option<String>,
}

/// What one server says of an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The server's name; of an absent one, the first that could be installed.
    pub server: &'static str,
    /// What came of asking it.
    pub finding: Finding,
    /// How long it took.
    pub elapsed: Duration,
}

/// What came of asking a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It looked. These errors are new; if there are none, it found none.
    Looked(Vec<(RelPath, Diagnostic)>),
    /// There is no server for this language on this machine.
    Absent {
        /// The language.
        language: Language,
        /// How to get one.
        install: &'static str,
    },
    /// It has not read the project yet.
    Indexing {
        /// What it is at.
        at: String,
    },
    /// It was asked and said nothing in time.
    Silent,
    /// It failed, and is started again for the next edit.
    Failed {
        /// Why.
        reason: String,
    },
    /// It failed too often, or took too much, and is not started again.
    GivenUp {
        /// Why.
        reason: String,
    },
}

/// The servers of a repository: started when they are first needed, and kept.
pub struct Servers {
    search: Search,
    limits: Limits,
    slots: BTreeMap<(&'static str, PathBuf), Slot>,
    /// The files that edits were about: servers are told that they may have been written since.
    touched: BTreeSet<RelPath>,
}

/// The files of each server and project.
type Groups = BTreeMap<(Found, PathBuf), Vec<RelPath>>;

#[derive(Default)]
struct Slot {
    client: Option<Client>,
    failures: u32,
    silences: u32,
    given_up: Option<String>,
}

impl Servers {
    /// Starts nothing yet.
    #[must_use]
    pub fn new(search: Search, limits: Limits) -> Self {
        Self { search, limits, slots: BTreeMap::new(), touched: BTreeSet::new() }
    }

    /// Starts the servers for files that will be changed, so that they read the project while they are attended to.
    ///
    /// What fails is told by the review that needs it.
    pub fn warm(&mut self, paths: &[RelPath]) {
        let (groups, _) = self.groups(paths);
        for (found, folder) in groups.into_keys() {
            let slot = self.slots.entry((found.known.name, folder.clone())).or_default();
            if slot.given_up.is_none()
                && let Err(error) = slot.launch(&found, &folder, &self.search.root, self.limits)
            {
                slot.note(&error, self.limits);
            }
        }
    }

    /// Hears the servers that run, which get on with the project only if somebody does. Never ends by itself.
    pub async fn attend(&mut self) {
        let limits = self.limits;
        join_all(self.slots.values_mut().map(|slot| slot.attend(limits))).await;
        pending::<()>().await;
    }

    /// What the servers for the files of an edit say of it; one review a server.
    ///
    /// Nothing is written: the servers are shown the texts, before and after. An error counts as new if it is not
    /// there before the edit, nor when they are shown that text again.
    ///
    /// - `limit`: how long each server may take, its start not counted.
    pub async fn review(&mut self, edit: &[Revision], limit: Duration) -> Vec<Review> {
        let paths: Vec<RelPath> = edit.iter().map(|revision| revision.path.clone()).collect();
        let (groups, absent) = self.groups(&paths);
        let mut reviews: Vec<Review> = absent.into_iter().filter_map(|it| self.absent(it)).collect();
        for ((found, folder), paths) in groups {
            let begun = Instant::now();
            let edit: Vec<&Revision> = edit.iter().filter(|it| paths.contains(&it.path)).collect();
            let server = found.known.name;
            let finding = self.ask(&found, &folder, &edit, limit).await;
            reviews.push(Review { server, finding, elapsed: begun.elapsed() });
        }
        self.touched.extend(paths);
        reviews
    }

    /// Where what stands at a byte of a file is used, its definition included, and which server says so.
    ///
    /// - `text`: what the file holds.
    ///
    /// # Errors
    /// Why no server says so, as a sentence.
    pub async fn references(
        &mut self,
        path: &RelPath,
        text: &str,
        at: usize,
    ) -> Result<(&'static str, Vec<Place>), String> {
        self.asked(path, text, async |client, deadline| client.references(path, at, deadline).await).await
    }

    /// What it takes to give another name to what stands at a byte of a file, and which server says so.
    ///
    /// # Errors
    /// Why no server says so, as a sentence.
    pub async fn rename(
        &mut self,
        path: &RelPath,
        text: &str,
        at: usize,
        name: &str,
    ) -> Result<(&'static str, Vec<Change>), String> {
        self.asked(path, text, async |client, deadline| client.rename(path, at, name, deadline).await).await
    }

    /// Asks the server for a file, once it has read the project.
    async fn asked<T>(
        &mut self,
        path: &RelPath,
        text: &str,
        ask: impl AsyncFnOnce(&mut Client, Instant) -> Result<T, Error>,
    ) -> Result<(&'static str, T), String> {
        let (groups, absent) = self.groups(std::slice::from_ref(path));
        let Some((found, folder)) = groups.into_keys().next() else {
            let install = absent.into_iter().find_map(|it| self.search.candidates(it).next());
            let how = install.map_or(String::new(), |known| format!(" (`{}`)", known.install));
            return Err(format!("no language server for {path} is on this machine{how}"));
        };
        let name = found.known.name;
        let slot = self.slots.entry((name, folder.clone())).or_default();
        let answer = async {
            let client = slot.launch(&found, &folder, &self.search.root, self.limits)?;
            client.greet().await?;
            client.show(path, text)?;
            let deadline = Instant::now() + LOOK_UP;
            // Asked before it has read the project, it would know of a part alone.
            client.settled(path, deadline).await?;
            let answer = ask(client, deadline).await;
            client.hide(path)?;
            answer
        };
        let answer = answer.await;
        answer.map(|answer| (name, answer)).map_err(|error| {
            slot.note(&error, self.limits);
            format!("{name}: {}", told(&error))
        })
    }

    /// Ends all servers as they want to be ended.
    pub async fn shut_down(&mut self) {
        for slot in std::mem::take(&mut self.slots).into_values() {
            if let Some(client) = slot.client {
                client.shut_down(Instant::now() + FAREWELL).await;
            }
        }
    }

    /// The files for each server and project, and the languages for which no server is there.
    fn groups(&self, paths: &[RelPath]) -> (Groups, BTreeSet<Language>) {
        let (mut groups, mut absent) = (Groups::new(), BTreeSet::new());
        for path in paths {
            let Some(language) = Language::of(path) else { continue };
            let found = self.search.candidates(language).find_map(|known| self.search.find(known));
            match found {
                Some(found) => {
                    let folder = self.search.folder(found.known, path);
                    groups.entry((found, folder)).or_default().push(path.clone());
                }
                None => drop(absent.insert(language)),
            }
        }
        (groups, absent)
    }

    /// Nothing for a language that no known server reads.
    fn absent(&self, language: Language) -> Option<Review> {
        let first = self.search.candidates(language).next()?;
        let finding = Finding::Absent { language, install: first.install };
        Some(Review { server: first.name, finding, elapsed: Duration::ZERO })
    }

    async fn ask(&mut self, found: &Found, folder: &Path, edit: &[&Revision], limit: Duration) -> Finding {
        let slot = self.slots.entry((found.known.name, folder.to_owned())).or_default();
        if let Some(reason) = &slot.given_up {
            return Finding::GivenUp { reason: reason.clone() };
        }
        let looked = match slot.launch(found, folder, &self.search.root, self.limits) {
            Ok(client) => match client.greet().await {
                Ok(()) => look(client, edit, &self.touched, Instant::now() + limit).await,
                Err(error) => Err(error),
            },
            Err(error) => Err(error),
        };
        match looked {
            Ok(errors) => {
                slot.silences = 0;
                Finding::Looked(errors)
            }
            Err(error) => slot.note(&error, self.limits),
        }
    }
}

impl Slot {
    /// The server, which is started if it does not run.
    fn launch(
        &mut self,
        found: &Found,
        folder: &Path,
        root: &Path,
        limits: Limits,
    ) -> Result<&mut Client, Error> {
        let client = match self.client.take() {
            Some(client) => client,
            None => Client::launch(&found.start(folder), root, limits)?,
        };
        Ok(self.client.insert(client))
    }

    /// What it fails of is told by the next review, or that starts it again.
    async fn attend(&mut self, limits: Limits) {
        if let Some(client) = &mut self.client {
            let error = client.attend().await;
            self.note(&error, limits);
        }
    }

    /// Draws the conclusions from a failure.
    fn note(&mut self, error: &Error, limits: Limits) -> Finding {
        let reason = told(error);
        let is_hopeless = match error {
            Error::Indexing { at } => return Finding::Indexing { at: at.clone() },
            Error::Silent { .. } if self.client.is_some() => {
                self.silences += 1;
                if self.silences < SILENCES {
                    return Finding::Silent;
                }
                true
            }
            Error::Greedy { .. } | Error::Vague => true,
            _ => false,
        };
        // Whatever state it is in, it is not asked again.
        self.client = None;
        self.failures += 1;
        if is_hopeless || self.failures > limits.restarts {
            self.given_up = Some(reason.clone());
            return Finding::GivenUp { reason };
        }
        Finding::Failed { reason }
    }
}

/// The errors that an edit brings in, as a server sees it. Whatever comes of it, the files count again afterwards.
async fn look(
    client: &mut Client,
    edit: &[&Revision],
    touched: &BTreeSet<RelPath>,
    deadline: Instant,
) -> Result<Vec<(RelPath, Diagnostic)>, Error> {
    if !touched.is_empty() {
        client.written(touched.iter())?;
    }
    let new = compare(client, edit, deadline).await;
    for revision in edit {
        client.hide(&revision.path)?;
    }
    new
}

async fn compare(
    client: &mut Client,
    edit: &[&Revision],
    deadline: Instant,
) -> Result<Vec<(RelPath, Diagnostic)>, Error> {
    let before = shown(client, edit, Side::Before, deadline).await?;
    let after = shown(client, edit, Side::After, deadline).await?;
    let new = news(&before, &after);
    if new.is_empty() {
        return Ok(new);
    }
    // A server that had not read all of the project before has found more since; that is not the edit's doing.
    let again = shown(client, edit, Side::Before, deadline).await?;
    Ok(news(&again, &after))
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// What a server finds in all files of an edit, on one side of it.
async fn shown(
    client: &mut Client,
    edit: &[&Revision],
    side: Side,
    deadline: Instant,
) -> Result<BTreeMap<RelPath, Vec<Diagnostic>>, Error> {
    let mut there = Vec::new();
    for revision in edit {
        let text = match side {
            Side::Before => &revision.before,
            Side::After => &revision.after,
        };
        match text {
            Some(text) => {
                client.show(&revision.path, text)?;
                there.push(&revision.path);
            }
            None => client.hide(&revision.path)?,
        }
    }
    let mut found = BTreeMap::new();
    for path in there {
        found.insert(path.clone(), client.diagnostics(path, deadline).await?);
    }
    Ok(found)
}

fn news(
    before: &BTreeMap<RelPath, Vec<Diagnostic>>,
    after: &BTreeMap<RelPath, Vec<Diagnostic>>,
) -> Vec<(RelPath, Diagnostic)> {
    let new = after.iter().flat_map(|(path, after)| {
        let before = before.get(path).map_or(&[][..], Vec::as_slice);
        new_errors(before, after).into_iter().map(move |error| (path.clone(), error))
    });
    new.collect()
}

/// An error with what lies behind it.
fn told(error: &Error) -> String {
    let mut told = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        told = format!("{told}: {error}");
        cause = error.source();
    }
    told
}
