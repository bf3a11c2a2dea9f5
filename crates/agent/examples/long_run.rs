//! Lets a run's memory grow, and prints at some lengths of it what the next question costs, as a Markdown table.
//!
//! Usage: `cargo run --release -p kinglet-agent --example long_run [STEPS ...]`; without an argument at 100, 1000,
//! 10 000 and 100 000 steps. The run is a real one that the driver takes up each time; the steps in between are written
//! straight into the ledger, like those of a long investigation. The model answers at once.
#![expect(clippy::print_stdout, reason = "the table is what it has to say")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_agent::{Budget, Driver, Explore, Job, Limits, Models, NewJob, Planning, begin};
use kinglet_domain::evidence::{Kind, NewEvidence, Origin, RunId, Status};
use kinglet_domain::model::{Finish, Usage};
use kinglet_domain::profile::Profile;
use kinglet_domain::unit::{Millis, Tokens};
use kinglet_ledger::{Ledger, NodeId, Step};
use kinglet_loom::Shelf;
use kinglet_model::{Backend, Constraint, Flow, Identity, Prefill, Reply, Request, Tools};
use tokio_util::sync::CancellationToken;

const LENGTHS: [u32; 4] = [100, 1000, 10_000, 100_000];
/// How often the run is taken up at each length; the median counts.
const REPEATS: usize = 5;
const CODE: &str = "def total(prices, discount=0):\n    return sum(prices) + discount\n";
const FAILURE: &str = "\
============================= test session starts ==============================
collected 3 items

test_cart.py .F.                                                         [100%]

=================================== FAILURES ===================================
___________________________ test_takes_discount_off ____________________________

    def test_takes_discount_off():
>       assert total([10], 2) == 8
E       assert 12 == 8

test_cart.py:5: AssertionError
=========================== short test summary info ============================
FAILED test_cart.py::test_takes_discount_off - assert 12 == 8
========================= 1 failed, 2 passed in 0.02s ==========================
";
/// A decision, after the beginning that is imposed.
const ANSWER: &str =
    r#"record_evidence","kind":"decision","subject":"cart.py","summary":"go on","content":""}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<u32> = std::env::args().skip(1).map(|text| text.parse()).collect::<Result<_, _>>()?;
    let lengths = if given.is_empty() { LENGTHS.to_vec() } else { given };
    let parent = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    fs::create_dir_all(&parent)?;
    let folder = tempfile::tempdir_in(&parent)?;
    let scene = Scene::new(folder.path().canonicalize()?)?;
    println!(
        "| Steps | From resuming to the question | From an answer to the next question | Prompt, tokens |"
    );
    println!("| ---: | ---: | ---: | ---: |");
    for length in lengths {
        scene.grow(length)?;
        println!("{}", scene.row()?);
    }
    Ok(())
}

/// A tree, and a ledger of one run in it that looks into the code.
struct Scene {
    folder: PathBuf,
    run: RunId,
}

impl Scene {
    fn new(folder: PathBuf) -> Result<Self, Box<dyn Error>> {
        let root = folder.join("tree");
        fs::create_dir(&root)?;
        fs::write(root.join("cart.py"), CODE)?;
        fs::write(root.join("failure.txt"), FAILURE)?;
        let job = Job {
            task: "Make the total right.".to_owned(),
            check: "cat failure.txt; exit 1".to_owned(),
            attempts: 100,
            explore: Explore::Always,
            refactor: false,
            planning: Planning::Off,
            proposes: false,
            without: std::collections::BTreeSet::new(),
            samples: 1,
            is_scripted: false,
            escalation: None,
        };
        let new = NewJob { ulid: "01JD0000000000000000000001", job, options: "{}", at: Millis(0) };
        let run = begin(&mut Ledger::open(&folder.join("ledger.sqlite"))?, &root, new)?;
        let scene = Self { folder, run };
        // To the first question.
        scene.take_up(0)?;
        Ok(scene)
    }

    fn ledger(&self) -> Result<Ledger, kinglet_ledger::Error> {
        Ledger::open(&self.folder.join("ledger.sqlite"))
    }

    /// Adds steps as a long run would have taken them, up to a length.
    fn grow(&self, length: u32) -> Result<(), Box<dyn Error>> {
        let mut ledger = self.ledger()?;
        let cursor = ledger.cursor(self.run)?;
        let mut seq = cursor.seq;
        while seq.0 < length {
            let evidence = [seen(seq.0)];
            // Half of them for the task, half for the claim that is looked into.
            let node = Some(NodeId(1 + seq.0 % 2));
            let intent = Some(r#"{"action":"explore"}"#);
            let step =
                Step { evidence: &evidence, node, intent, ..Step::new(Millis(0), "looked", &cursor.state) };
            seq = ledger.commit(self.run, seq, &step)?.seq;
        }
        Ok(())
    }

    fn row(&self) -> Result<String, Box<dyn Error>> {
        let length = self.ledger()?.cursor(self.run)?.seq.0;
        let (mut resumed, mut next, mut tokens) = (Vec::new(), Vec::new(), 0);
        for _ in 0..REPEATS {
            let [first, second] = self.take_up(1)?;
            resumed.push(first.after);
            next.push(second.after);
            tokens = second.tokens;
        }
        Ok(format!("| {length} | {} | {} | {tokens} |", median(resumed)?, median(next)?))
    }

    /// Resumes the run, answers so many questions, and stops it at the one that follows. Returns the last two.
    fn take_up(&self, answers: usize) -> Result<[Asked; 2], Box<dyn Error>> {
        let log = Arc::new(Mutex::new((Instant::now(), Vec::new())));
        let mut ledger = self.ledger()?;
        let mut models = Probe { log: Arc::clone(&log), answers };
        let place = Shelf { root: self.folder.join("tree"), file: None, maker: "bench".to_owned() };
        let mut driver = Driver {
            shelf: &place,
            ledger: &mut ledger,
            models: &mut models,
            second: None,
            approve: None,
            servers: None,
            clock: &|| Millis(0),
            watch: &mut |_| (),
            cancel: CancellationToken::new(),
            limits: Limits { check: Duration::from_mins(1), budget: Budget::default() },
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let stopped = runtime.block_on(driver.go_on(self.run));
        let asked = log.lock().unwrap_or_else(PoisonError::into_inner).1.clone();
        match asked.as_slice() {
            [.., first, second] => Ok([*first, *second]),
            [only] => Ok([*only; 2]),
            [] => Err(format!("no question was asked: {stopped:?}").into()),
        }
    }
}

/// Something that was looked at: a file's text or a test's output, of some kilobytes.
fn seen(number: u32) -> NewEvidence {
    let line = |row: u32| {
        let scattered = number.wrapping_mul(0x9e37_79b9).wrapping_add(row).wrapping_mul(0x4f6c_dd1d) >> 16;
        format!("    assert total([{scattered}, {row}]) == {}\n", number % 1000)
    };
    let (kind, status, subject) = match number % 4 {
        0 => (Kind::TestResult, Status::Failed, "make test".to_owned()),
        1 => (Kind::FileRead, Status::Neutral, format!("src/module_{}.py", number % 97)),
        2 => (Kind::SymbolLookup, Status::Neutral, format!("total_{}", number % 89)),
        _ => (Kind::ShellOutput, Status::Neutral, "discount".to_owned()),
    };
    let summary = format!("what came of look {}", number % 1000);
    let content = (0..80).map(line).collect();
    NewEvidence { kind, origin: Origin::Harness, status, subject, summary, content }
}

fn median(mut times: Vec<Duration>) -> Result<String, Box<dyn Error>> {
    times.sort_unstable();
    let middle = times.get(times.len() / 2).ok_or("nothing was timed")?;
    Ok(format!("{:.2} ms", middle.as_secs_f64() * 1e3))
}

/// A question, as the model sees it.
#[derive(Debug, Clone, Copy)]
struct Asked {
    /// How long after the moment before: the resumption, or the last answer.
    after: Duration,
    tokens: u32,
}

/// A model that notes when it is asked, and how much it has to read.
#[derive(Clone)]
struct Probe {
    /// The moment before, and the questions so far.
    log: Arc<Mutex<(Instant, Vec<Asked>)>>,
    answers: usize,
}

impl Models for Probe {
    fn open(&mut self) -> BoxFuture<'_, Result<Box<dyn Backend>, kinglet_model::Error>> {
        let identity = Identity {
            model: "probe".to_owned(),
            backend: "probe".to_owned(),
            window: Some(Tokens(8192)),
            prefill: Prefill::Continued,
            constraint: Constraint::None,
            tools: Tools::Ignored,
            profile: Profile::default(),
        };
        let model: Box<dyn Backend> = Box::new(Open { identity, probe: self.clone() });
        async { Ok(model) }.boxed()
    }
}

struct Open {
    identity: Identity,
    probe: Probe,
}

/// About as many as a model would count.
fn tokens(text: &str) -> u32 {
    u32::try_from(text.len() / 4).unwrap_or(u32::MAX)
}

impl Backend for Open {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn generate<'a>(
        &'a mut self,
        request: &'a Request,
        _sink: &'a mut (dyn FnMut(&str) -> Flow + Send),
    ) -> BoxFuture<'a, Result<Reply, kinglet_model::Error>> {
        let mut log = self.probe.log.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, asked) = &mut *log;
        let tokens = request.messages.iter().map(|message| tokens(&message.content)).sum();
        asked.push(Asked { after: since.elapsed(), tokens });
        let is_answered = asked.len() <= self.probe.answers;
        let reply = Reply { text: ANSWER.to_owned(), finish: Finish::Stop, usage: Usage::default() };
        let answer = is_answered.then_some(reply);
        *since = Instant::now();
        async move { answer.ok_or_else(|| kinglet_model::Error::Inference("enough".to_owned())) }.boxed()
    }

    fn count<'a>(&'a mut self, text: &'a str) -> BoxFuture<'a, Result<Tokens, kinglet_model::Error>> {
        async move { Ok(Tokens(tokens(text))) }.boxed()
    }
}
