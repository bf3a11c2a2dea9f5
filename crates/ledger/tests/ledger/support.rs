//! A ledger in a temporary folder, and the values that the tests put into it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use kinglet_domain::edit::Change;
use kinglet_domain::evidence::{Kind, NewEvidence, Origin, RunId, Status};
use kinglet_domain::model::{Finish, Sampling, Usage};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::{Millis, Tokens};
use kinglet_ledger::{Ledger, NewEdit, NewEpisode, NewRun, Purpose, Section, Step};
use rusqlite::Connection;
use tempfile::TempDir;

/// The first run of a ledger.
pub(crate) const R1: RunId = RunId(1);

/// A ledger with one run, whose first step is committed.
pub(crate) struct Scene {
    pub(crate) folder: TempDir,
    pub(crate) ledger: Ledger,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(&file_in(&folder)).unwrap();
        ledger.begin(&new_run("01JD0000000000000000000001"), &plain("began")).unwrap();
        Self { folder, ledger }
    }

    pub(crate) fn path(&self) -> PathBuf {
        file_in(&self.folder)
    }

    /// Closes the ledger and gives the folder back.
    pub(crate) fn close(self) -> TempDir {
        self.folder
    }
}

pub(crate) fn file_in(folder: &TempDir) -> PathBuf {
    folder.path().join("ledger.sqlite")
}

pub(crate) fn new_run(ulid: &str) -> NewRun<'_> {
    NewRun { ulid, task: "make the total right", check: "make test", root: "/shop", options: "{}" }
}

/// A step that adds nothing but itself.
pub(crate) fn plain(event: &str) -> Step<'_> {
    Step::new(Millis(7), event, r#"{"phase":"asking"}"#)
}

pub(crate) fn evidence(kind: Kind, status: Status, subject: &str, content: &str) -> NewEvidence {
    NewEvidence {
        kind,
        origin: if kind == Kind::Decision { Origin::Model } else { Origin::Harness },
        status,
        subject: subject.to_owned(),
        summary: format!("about {subject}"),
        content: content.to_owned(),
    }
}

pub(crate) fn edit(path: &str, before: Option<&str>, after: Option<&str>) -> NewEdit {
    let image = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
    NewEdit {
        change: Change { path: RelPath::parse(path).unwrap(), before: image(before), after: image(after) },
        purpose: Purpose::Apply,
        reason: "the total was wrong".to_owned(),
    }
}

pub(crate) fn episode() -> NewEpisode {
    NewEpisode {
        role: "coder".to_owned(),
        about: "cart.py".to_owned(),
        model: "tiny".to_owned(),
        backend: "embedded".to_owned(),
        prompt: "You repair code.".to_owned(),
        sections: vec![Section { name: "role".to_owned(), tokens: Tokens(4) }],
        reply: "```\ntotal\n```".to_owned(),
        action: Some(r#"{"edit":"file"}"#.to_owned()),
        repairs: vec!["closed the fence".to_owned()],
        finish: Finish::Length,
        sampling: Sampling { temperature: 0.2, top_p: 0.95, seed: 7 },
        usage: Usage {
            prompt: Some(Tokens(4)),
            cached: Some(Tokens(3)),
            generated: Some(Tokens(5)),
            prompt_ms: Some(1.5),
            generate_ms: None,
        },
        wall: Duration::from_millis(31),
    }
}

/// SQLite's own account of the file: its structure, its constraints, its foreign keys.
pub(crate) fn assert_sound(path: &Path) {
    let conn = raw(path);
    let found: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(found, "ok");
    assert!(
        !conn.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap(),
        "a foreign key is broken"
    );
}

#[expect(clippy::disallowed_methods, reason = "the tests look behind the ledger's back")]
pub(crate) fn raw(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}
