//! A run whose process was killed after it had recorded an edit: the files may hold it, or not, or by half.

#![expect(clippy::unwrap_used, reason = "helpers outside of a test function may fail like the test itself")]

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_agent::{
    Addressee, Budget, Driver, Error, Explore, Job, Limits, Models, NewJob, Outcome, Phase, Planning,
    Question, State, begin, undo,
};
use kinglet_domain::context::Claim;
use kinglet_domain::edit::Change;
use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::RunId;
use kinglet_domain::model::Sampling;
use kinglet_domain::path::RelPath;
use kinglet_domain::profile::Profile;
use kinglet_domain::unit::Millis;
use kinglet_ledger::{Ledger, NewEdit, Purpose, Seq, Step};
use kinglet_loom::Shelf;
use kinglet_model::Backend;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

const RUN: RunId = RunId(1);

/// No run here gets as far as to ask.
struct NoModel;

impl Models for NoModel {
    fn open(&mut self) -> BoxFuture<'_, Result<Box<dyn Backend>, kinglet_model::Error>> {
        async { Err(kinglet_model::Error::Inference("not asked for".to_owned())) }.boxed()
    }
}

/// A tree of two files, and a ledger that says that both are about to change from `old` to `new`.
struct Scene {
    folder: TempDir,
    ledger: Ledger,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("tree")).unwrap();
        let ledger = Ledger::open(&folder.path().join("ledger.sqlite")).unwrap();
        let mut scene = Self { folder, ledger };
        let job = Job {
            task: "a".to_owned(),
            check: "grep -q new a && grep -q new b".to_owned(),
            attempts: 1,
            explore: Explore::Off,
            refactor: false,
            planning: Planning::Off,
            proposes: false,
            without: std::collections::BTreeSet::new(),
            samples: 1,
            is_scripted: false,
            escalation: None,
        };
        let state = State { phase: writing(), ..State::new(job.clone()) };
        let new = NewJob { ulid: "01JD0000000000000000000001", job, options: "{}", at: Millis(1) };
        let root = scene.root();
        begin(&mut scene.ledger, &root, new).unwrap();
        let state = serde_json::to_string(&state).unwrap();
        let edits = [edit("a"), edit("b")];
        let intent = Some(r#"{"action":"write"}"#);
        let step = Step { intent, edits: &edits, ..Step::new(Millis(2), "prepared", &state) };
        scene.ledger.commit(RUN, Seq(1), &step).unwrap();
        scene
    }

    /// What the two files hold.
    fn with(self, a: &str, b: &str) -> Self {
        self.write("a", a);
        self.write("b", b);
        self
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("tree").canonicalize().unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.root().join(name), text).unwrap();
    }

    /// The names and texts of all files.
    fn tree(&self) -> String {
        let entries = fs::read_dir(self.root()).unwrap();
        let mut files: Vec<String> = entries
            .map(|entry| {
                let path = entry.unwrap().path();
                format!("{}={}", path.file_name().unwrap().display(), fs::read_to_string(&path).unwrap())
            })
            .collect();
        files.sort();
        files.join(" ")
    }

    async fn go_on(&mut self) -> Result<Outcome, Error> {
        let place = Shelf { root: self.root(), file: None, maker: "tests".to_owned() };
        let mut driver = Driver {
            shelf: &place,
            ledger: &mut self.ledger,
            models: &mut NoModel,
            second: None,
            approve: None,
            servers: None,
            clock: &|| Millis(3),
            watch: &mut |_event| {},
            cancel: CancellationToken::new(),
            limits: Limits { check: Duration::from_mins(1), budget: Budget::default() },
        };
        driver.go_on(RUN).await
    }

    fn undo(&mut self) -> Result<Vec<RelPath>, Error> {
        let root = self.root();
        let files = undo::undo(&mut self.ledger, &root, RUN, undo::Scope::Run, Millis(4))?;
        Ok(files.into_iter().map(|file| file.path).collect())
    }
}

fn writing() -> Phase {
    let sampling = Sampling { temperature: 0.2, top_p: 0.95, seed: 1 };
    let question = Question {
        attempt: 1,
        about: 0,
        round: 0,
        claim: Claim::Open,
        branch: None,
        bug: None,
        is_slip: false,
        is_repair: false,
        way: Profile::default().edit(0),
        sampling,
        to: Addressee::First,
        sample: 0,
    };
    Phase::Write { question, diff: "--- a/a\n+++ b/a\n--- a/b\n+++ b/b\n".to_owned() }
}

fn edit(name: &str) -> NewEdit {
    let change = Change {
        path: RelPath::parse(name).unwrap(),
        before: Some(b"old".to_vec()),
        after: Some(b"new".to_vec()),
    };
    NewEdit { change, purpose: Purpose::Apply, reason: "attempt 1".to_owned() }
}

#[tokio::test]
async fn what_is_missing_is_written() {
    for (a, b) in [("old", "old"), ("new", "old"), ("old", "new"), ("new", "new")] {
        let mut scene = Scene::new().with(a, b);
        assert_eq!(scene.go_on().await.unwrap(), Outcome::Done, "{a} {b}");
        assert_eq!(scene.tree(), "a=new b=new");
        assert!(matches!(scene.go_on().await, Err(Error::Ended { run: RUN })));
    }
}

#[tokio::test]
async fn what_somebody_else_wrote_stays() {
    let mut scene = Scene::new().with("old", "mine");
    assert!(matches!(scene.go_on().await.unwrap(), Outcome::Conflict { .. }));
    assert_eq!(scene.tree(), "a=old b=mine");
}

#[tokio::test]
async fn temporary_files_are_swept_and_no_others() {
    let mut scene = Scene::new().with("old", "old");
    for name in [".kinglet-x1Yz.tmp", ".kinglet-notes", "kinglet-x.tmp"] {
        scene.write(name, "");
    }
    scene.go_on().await.unwrap();
    assert_eq!(scene.tree(), ".kinglet-notes= a=new b=new kinglet-x.tmp=");
}

#[tokio::test]
async fn an_undone_run_has_ended() {
    for (a, b, undone) in [("new", "old", 1), ("old", "new", 1), ("new", "new", 2)] {
        let mut scene = Scene::new().with(a, b);
        scene.write(".kinglet-x1Yz.tmp", "");
        assert_eq!(scene.undo().unwrap().len(), undone, "{a} {b}");
        assert_eq!(scene.tree(), "a=old b=old");
        assert!(matches!(scene.go_on().await, Err(Error::Ended { run: RUN })));
        let ended = scene.ledger.run(RUN).unwrap().ended.unwrap();
        assert_eq!(ended.outcome, OutcomeName::NotDone);
        assert_eq!(ended.summary, "not done: the user took back what it had changed");
        assert!(scene.undo().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_run_that_changed_nothing_yet_goes_on_after_an_undo() {
    let mut scene = Scene::new().with("old", "old");
    assert!(scene.undo().unwrap().is_empty());
    assert_eq!(scene.go_on().await.unwrap(), Outcome::Done);
}

#[tokio::test]
async fn another_versions_run_can_be_undone_but_not_gone_on_with() {
    let mut scene = Scene::new().with("new", "new");
    let step = Step::new(Millis(3), "pondered", r#"{"phase":"ponder"}"#);
    scene.ledger.commit(RUN, Seq(2), &step).unwrap();
    assert!(matches!(scene.go_on().await, Err(Error::ForeignState { run: RUN, .. })));
    assert_eq!(scene.undo().unwrap().len(), 2);
    assert_eq!(scene.tree(), "a=old b=old");
}
