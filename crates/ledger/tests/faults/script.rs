//! The work that is disturbed: a run of a dozen steps. The one place that knows the ledger's methods.

use std::fs;
use std::path::{Path, PathBuf};

use kinglet_domain::edit::Change;
use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::{Kind, NewEvidence, Origin, RunId, Status};
use kinglet_domain::model::{Finish, Sampling, Usage};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::{Millis, Tokens};
use kinglet_ledger::{
    Ending, EpisodeId, Error, Ledger, NewEdit, NewEpisode, NewRun, Purpose, Query, Section, Seq, Source, Step,
};
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

/// The run of which all this is about.
pub(crate) const RUN: RunId = RunId(1);
/// How many steps the work has.
pub(crate) const STEPS: u32 = 12;

pub(crate) fn file_in(folder: &TempDir) -> PathBuf {
    folder.path().join("ledger.sqlite")
}

/// The log of the ledger in a file.
pub(crate) fn log_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

/// The ledger as a process that is killed now would leave it, in a folder of its own.
pub(crate) fn image(path: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let to = file_in(&folder);
    for (from, to) in [(path.to_owned(), to.clone()), (log_of(path), log_of(&to))] {
        if from.exists() {
            fs::copy(from, to).unwrap();
        }
    }
    folder
}

/// Where a part of the work begins.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Start {
    /// There is no ledger yet.
    Nothing,
    /// A ledger with some steps, properly closed.
    Closed,
    /// One whose last steps are only in its log: the process was killed.
    Killed,
}

impl Start {
    pub(crate) const ALL: [Self; 3] = [Self::Nothing, Self::Closed, Self::Killed];

    /// How many steps there are when this part begins.
    pub(crate) fn steps(self) -> u32 {
        match self {
            Self::Nothing => 0,
            Self::Closed => 4,
            Self::Killed => 8,
        }
    }

    /// How many there are when it has been done.
    pub(crate) fn stop(self) -> u32 {
        self.steps() + 4
    }

    /// Makes the ledger with which it begins; copy it with [`image`].
    pub(crate) fn make(self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        let path = file_in(&folder);
        if let Self::Nothing = self {
            return folder;
        }
        let mut ledger = Ledger::open(&path).unwrap();
        (0..self.steps()).for_each(|at| assert_eq!(advance(&mut ledger, at).unwrap(), at + 1));
        match self {
            Self::Killed => image(&path),
            Self::Closed | Self::Nothing => folder,
        }
    }
}

/// Goes on with the work from where the ledger stands, and reads it as another process would.
///
/// - `acknowledge`: told of each step, once the ledger has acknowledged it.
pub(crate) fn go_on(path: &Path, stop: u32, mut acknowledge: impl FnMut(u32)) -> Result<(), Error> {
    let mut ledger = Ledger::open(path)?;
    let mut at = position(&ledger)?;
    while at < stop {
        at = advance(&mut ledger, at)?;
        acknowledge(at);
    }
    read_all(&Ledger::open_read_only(path)?)?;
    Ok(())
}

/// The last step that the ledger has; 0 if the run has not begun.
pub(crate) fn position(ledger: &Ledger) -> Result<u32, Error> {
    match ledger.cursor(RUN) {
        Ok(cursor) => Ok(cursor.seq.0),
        Err(Error::NoSuchRun { .. }) => Ok(0),
        Err(error) => Err(error),
    }
}

/// Commits the step after `at` and returns its number.
pub(crate) fn advance(ledger: &mut Ledger, at: u32) -> Result<u32, Error> {
    let contents = Contents::of(at + 1);
    if at == 0 {
        let run = NewRun {
            ulid: "01JD0000000000000000000001",
            task: "make the total right",
            check: "make test",
            root: "/shop",
            options: "{}",
        };
        assert_eq!(ledger.begin(&run, &contents.step())?, RUN);
        Ok(1)
    } else {
        Ok(ledger.commit(RUN, Seq(at), &contents.step())?.seq.0)
    }
}

/// Reads all that there is by the ledger's own methods, which look at it closely, and returns what it comes to.
pub(crate) fn read_all(ledger: &Ledger) -> Result<String, Error> {
    ledger.runs()?;
    ledger.cursor(RUN)?;
    ledger.steps(RUN)?;
    for episode in ledger.episodes(RUN)? {
        ledger.episode(RUN, EpisodeId(episode.number.0))?;
    }
    ledger.edits(RUN)?;
    ledger.evidence(&Query::default())?;
    ledger.fingerprint(RUN)
}

/// What SQLite itself says of the file, without the ledger.
pub(crate) fn assert_sound(path: &Path) {
    let conn = raw(path);
    let found: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(found, "ok");
    assert!(
        !conn.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap(),
        "a foreign key is broken"
    );
}

fn raw(path: &Path) -> Connection {
    Connection::open_with_flags_and_vfs(path, OpenFlags::SQLITE_OPEN_READ_WRITE, c"unix").unwrap()
}

/// The ledger as it is after each step, from none on, when nothing goes wrong.
pub(crate) fn undisturbed() -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(&file_in(&folder)).unwrap();
    let after = |at| {
        advance(&mut ledger, at).unwrap();
        read_all(&ledger).unwrap()
    };
    std::iter::once(String::new()).chain((0..STEPS).map(after)).collect()
}

/// The promises that hold whatever happened: the file is sound, every acknowledged step is there and at most one
/// other, and the work goes on as it does undisturbed.
pub(crate) fn assert_recovers(path: &Path, acknowledged: u32, undisturbed: &[String]) {
    let mut ledger = Ledger::open(path).unwrap();
    let mut found = position(&ledger).unwrap();
    assert!((acknowledged..=acknowledged + 1).contains(&found), "{acknowledged} acknowledged, {found} there");
    if found > 0 {
        let text = read_all(&ledger).unwrap();
        assert!(undisturbed.get(found as usize) == Some(&text), "step {found} is not as it was committed");
    }
    assert_sound(path);
    if found < STEPS {
        found = advance(&mut ledger, found).unwrap();
        let text = ledger.fingerprint(RUN).unwrap();
        assert!(undisturbed.get(found as usize) == Some(&text), "the work goes on in another way");
    }
}

/// What a step consists of.
struct Contents {
    number: u32,
    state: String,
    episode: NewEpisode,
    evidence: Vec<NewEvidence>,
    edits: Vec<NewEdit>,
}

impl Contents {
    /// Steps of every make: with a model call and without, with no evidence, a little, or pages of it.
    fn of(number: u32) -> Self {
        let evidence = |n: u32| NewEvidence {
            kind: Kind::TestResult,
            origin: Origin::Harness,
            status: if n.is_multiple_of(2) { Status::Failed } else { Status::Passed },
            subject: format!("tests/test_{n}.py"),
            summary: format!("{n} failed"),
            content: format!("assertion {number} of {n} failed\n").repeat(if number == 7 { 500 } else { 40 }),
        };
        let edit = |n: u32| NewEdit {
            change: Change {
                path: RelPath::parse("cart.py").unwrap(),
                before: (number > 3).then(|| format!("total = {}\n", number - 1).into_bytes()),
                after: Some(format!("total = {number}\n").into_bytes()),
            },
            purpose: Purpose::Apply,
            reason: format!("the total was wrong, {n}"),
        };
        Self {
            number,
            state: format!(r#"{{"phase":"step {number}"}}"#),
            episode: episode(number),
            evidence: (0..number % 3).map(evidence).collect(),
            edits: (0..u32::from(number.is_multiple_of(3))).map(edit).collect(),
        }
    }

    fn step(&self) -> Step<'_> {
        let ending = Ending { outcome: OutcomeName::Done, summary: "the check passes" };
        Step {
            intent: (self.number % 2 == 1).then_some(r#"{"check":"make test"}"#),
            source: if self.number.is_multiple_of(3) { Source::New(&self.episode) } else { Source::Latest },
            evidence: &self.evidence,
            edits: &self.edits,
            ended: (self.number == STEPS).then_some(ending),
            ..Step::new(Millis(i64::from(self.number)), "stepped", &self.state)
        }
    }
}

fn episode(number: u32) -> NewEpisode {
    NewEpisode {
        role: "coder".to_owned(),
        about: "cart.py".to_owned(),
        model: "tiny".to_owned(),
        backend: "embedded".to_owned(),
        sections: vec![Section {
            name: "role".to_owned(),
            text: format!("You repair code, for the {number}. time.\n").repeat(30),
            tokens: Tokens(4),
        }],
        reply: "```\ntotal\n```".to_owned(),
        action: Some(r#"{"edit":"file"}"#.to_owned()),
        repairs: vec!["closed the fence".to_owned()],
        finish: Finish::Stop,
        sampling: Sampling { temperature: 0.2, top_p: 0.95, seed: 7 },
        usage: Usage {
            prompt: Some(Tokens(number)),
            cached: None,
            generated: Some(Tokens(5)),
            prompt_ms: Some(1.5),
            generate_ms: None,
        },
        wall: std::time::Duration::from_millis(31),
    }
}
