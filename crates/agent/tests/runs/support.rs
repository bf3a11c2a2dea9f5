//! A run in a folder of its own, with a model that says what it is told to say.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_agent::{Budget, Driver, Explore, Job, Limits, Models, NewJob, Outcome, Planning, begin};
use kinglet_domain::evidence::RunId;
use kinglet_domain::unit::Millis;
use kinglet_ledger::Ledger;
use kinglet_loom::Shelf;
use kinglet_model::Backend;
use kinglet_model::script::{End, Line, Script};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

pub(crate) const RUN: RunId = RunId(1);
pub(crate) const TASK: &str = "Mend `total` in cart.py.";

/// A model that has so many things to say.
struct Talker(Vec<String>);

impl Models for Talker {
    fn open(&mut self) -> BoxFuture<'_, Result<Box<dyn Backend>, kinglet_model::Error>> {
        let head =
            r#"{"kinglet_script":1,"task":"x","check":"x","attempts":40,"model":"talker","prefill":false}"#;
        let mut script = Script::parse(Path::new("script"), head).unwrap();
        let line = |reply: &String| Line { reply: reply.clone(), finish: End::Stop };
        script.lines = self.0.iter().map(line).collect();
        let model: Box<dyn Backend> = Box::new(script.model(0));
        async { Ok(model) }.boxed()
    }
}

/// A repository and a ledger with one run in it, and a clock that stands still unless somebody looks at it.
pub(crate) struct Scene {
    folder: TempDir,
    pub(crate) now: AtomicI64,
}

impl Scene {
    pub(crate) fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let scene = Self { folder, now: AtomicI64::new(0) };
        fs::create_dir(scene.root()).unwrap();
        fs::write(scene.root().join("cart.py"), "def total(prices):\n    return sum(prices) + 1\n").unwrap();
        let job = Job {
            task: TASK.to_owned(),
            check: "false".to_owned(),
            attempts: 1000,
            explore: Explore::Off,
            refactor: false,
            planning: Planning::Off,
            proposes: false,
            without: std::collections::BTreeSet::new(),
            samples: 1,
            is_scripted: false,
            escalation: None,
        };
        let new = NewJob { ulid: "01JD0000000000000000000001", job, options: "{}", at: Millis(0) };
        begin(&mut scene.ledger(), &scene.root(), new).unwrap();
        scene
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("tree")
    }

    pub(crate) fn ledger(&self) -> Ledger {
        Ledger::open(&self.folder.path().join("ledger.sqlite")).unwrap()
    }

    /// Takes the run up, each look at the clock taking a second.
    pub(crate) async fn go_on(&self, replies: Vec<String>, budget: Budget) -> Option<Outcome> {
        let place = Shelf { root: self.root(), file: None, maker: "tests".to_owned() };
        let mut ledger = self.ledger();
        let mut driver = Driver {
            shelf: &place,
            ledger: &mut ledger,
            models: &mut Talker(replies),
            second: None,
            approve: None,
            servers: None,
            clock: &|| Millis(self.now.fetch_add(1000, Ordering::SeqCst)),
            watch: &mut |_| (),
            cancel: CancellationToken::new(),
            limits: Limits { check: Duration::from_mins(1), budget },
        };
        driver.go_on(RUN).await.ok()
    }
}
