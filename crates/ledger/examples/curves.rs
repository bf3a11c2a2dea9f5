//! Lets one run grow and prints, at some lengths of it, what it costs on the disk and in time, as a Markdown table.
//!
//! Usage: `cargo run --release -p kinglet-ledger --example curves [STEPS ...]`; without an argument at 100, 1000,
//! 10 000 and 100 000 steps. The file lies in `target/bench` during the measurement: on the disk, not in memory.
#![expect(clippy::print_stdout, reason = "the table is what it has to say")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use kinglet_domain::edit::Change;
use kinglet_domain::evidence::{Kind, NewEvidence, Origin, RunId, Status};
use kinglet_domain::model::{Finish, Sampling, Usage};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::{Millis, Tokens};
use kinglet_ledger::{Ledger, NewEdit, NewEpisode, NewRun, Purpose, Query, Section, Seq, Source, Step};

const LENGTHS: [u32; 4] = [100, 1000, 10_000, 100_000];
/// Bytes of a prompt; three quarters of them were in the prompt before, too.
const PROMPT: usize = 8192;
/// Bytes of the evidence of a step.
const EVIDENCE: usize = 4096;
/// Bytes of the run's state, which every step replaces.
const STATE: usize = 2048;
/// Each so many steps there is an edit, and each so many tests fail.
const EDITS: u32 = 10;
/// The latest commits, whose times are counted.
const COUNTED: usize = 1000;
/// How often a reading is timed; the median counts.
const REPEATS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<u32> = std::env::args().skip(1).map(|text| text.parse()).collect::<Result<_, _>>()?;
    let lengths = if given.is_empty() { LENGTHS.to_vec() } else { given };
    let parent = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    fs::create_dir_all(&parent)?;
    let folder = tempfile::tempdir_in(&parent)?;
    let mut growth = Growth::begin(folder.path().join("ledger.sqlite"))?;
    println!(
        "| Steps | File, bytes a step | Log, peak | Log, end | Open, confirm and cursor | Commit, median | Commit, p99 \
         | Last failed test | No such evidence |"
    );
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for length in lengths {
        println!("{}", growth.to(length)?);
    }
    Ok(())
}

/// A run that grows.
struct Growth {
    path: PathBuf,
    run: RunId,
    seq: Seq,
    /// The most bytes that the log had so far.
    log_peak: u64,
}

impl Growth {
    fn begin(path: PathBuf) -> Result<Self, Box<dyn Error>> {
        let new = NewRun {
            ulid: "01JD0000000000000000000001",
            task: "make the total right",
            check: "make test",
            root: "/shop",
            options: "{}",
        };
        let run = Ledger::open(&path)?.begin(&new, &Step::new(Millis(0), "began", "{}"))?;
        Ok(Self { path, run, seq: Seq::FIRST, log_peak: 0 })
    }

    /// Grows to a length and returns the table's row for it.
    fn to(&mut self, length: u32) -> Result<String, Box<dyn Error>> {
        let mut ledger = Ledger::open(&self.path)?;
        let mut times = Vec::new();
        while self.seq.0 < length {
            let contents = Contents::of(self.seq.0)?;
            let begun = Instant::now();
            self.seq = ledger.commit(self.run, self.seq, &contents.step())?.seq;
            times.push(begun.elapsed());
            self.log_peak = self.log_peak.max(self.log_bytes()?);
        }
        let log_end = self.log_bytes()?;
        drop(ledger);
        let counted = times.split_off(times.len().saturating_sub(COUNTED));
        let resumed = median_of(|| {
            let ledger = Ledger::open(&self.path)?;
            ledger.confirm(self.run)?;
            ledger.cursor(self.run)?;
            Ok(())
        })?;
        let failed = self.query("kind:test_result status:failed last:1", 1)?;
        let absent = self.query("kind:diagnostic last:1", 0)?;
        Ok(format!(
            "| {length} | {} | {} | {} | {} | {} | {} | {} | {} |",
            fs::metadata(&self.path)?.len() / u64::from(length),
            mebibytes(self.log_peak),
            mebibytes(log_end),
            milliseconds(resumed),
            milliseconds(percentile(&counted, 50)?),
            milliseconds(percentile(&counted, 99)?),
            milliseconds(failed),
            milliseconds(absent),
        ))
    }

    /// How long a query takes in a ledger that is open, and that finds as much as it should.
    fn query(&self, text: &str, found: usize) -> Result<Duration, Box<dyn Error>> {
        let query = Query { run: Some(self.run), ..Query::parse(text)? };
        let ledger = Ledger::open_read_only(&self.path)?;
        median_of(|| {
            let rows = ledger.evidence(&query)?.len();
            if rows == found {
                Ok(())
            } else {
                Err(format!("`{text}` found {rows} rows, not {found}").into())
            }
        })
    }

    fn log_bytes(&self) -> std::io::Result<u64> {
        let mut log = self.path.clone().into_os_string();
        log.push("-wal");
        Ok(fs::metadata(log)?.len())
    }
}

fn median_of(work: impl Fn() -> Result<(), Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let mut times = Vec::new();
    for _ in 0..REPEATS {
        let begun = Instant::now();
        work()?;
        times.push(begun.elapsed());
    }
    percentile(&times, 50)
}

fn percentile(times: &[Duration], percent: usize) -> Result<Duration, Box<dyn Error>> {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let index = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    Ok(*sorted.get(index).ok_or("nothing was timed; give the lengths in rising order")?)
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

fn mebibytes(bytes: u64) -> String {
    // In tenths, without floating point.
    let tenths = bytes * 10 / (1 << 20);
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}

/// What one step records.
struct Contents {
    number: u32,
    state: String,
    episode: NewEpisode,
    evidence: [NewEvidence; 1],
    edits: Vec<NewEdit>,
}

impl Contents {
    fn of(number: u32) -> Result<Self, Box<dyn Error>> {
        let path = RelPath::parse("cart.py")?;
        let file = number / EDITS;
        let change = |number: u32| Some(text("a file", number, EVIDENCE).into_bytes());
        let edit = NewEdit {
            change: Change { path, before: change(file), after: change(file + 1) },
            purpose: Purpose::Apply,
            reason: "the total was wrong".to_owned(),
        };
        let has_edit = number.is_multiple_of(EDITS);
        Ok(Self {
            number,
            state: format!(r#"{{"state":"{}"}}"#, text("state", number, STATE).replace('\n', " ")),
            episode: episode(number),
            evidence: [NewEvidence {
                kind: Kind::TestResult,
                origin: Origin::Harness,
                status: if has_edit { Status::Failed } else { Status::Passed },
                subject: "make test".to_owned(),
                summary: format!("test {number}"),
                content: text("a test's output", number, EVIDENCE),
            }],
            edits: if has_edit { vec![edit] } else { Vec::new() },
        })
    }

    fn step(&self) -> Step<'_> {
        Step {
            source: Source::New(&self.episode),
            evidence: &self.evidence,
            edits: &self.edits,
            ..Step::new(Millis(i64::from(self.number)), "stepped", &self.state)
        }
    }
}

/// A model call: the rules are always the same, the file for ten steps, and the latest evidence is new.
fn episode(number: u32) -> NewEpisode {
    let part = PROMPT / 4;
    let section = |name: &str, text: String| Section { name: name.to_owned(), text, tokens: Tokens(700) };
    NewEpisode {
        role: "coder".to_owned(),
        about: "cart.py".to_owned(),
        model: "tiny".to_owned(),
        backend: "embedded".to_owned(),
        sections: vec![
            section("rules", text("the rules", 0, part)),
            section("file", text("a file", number / EDITS, 2 * part)),
            section("evidence", text("a test's output", number, part)),
        ],
        reply: text("a reply", number, 400),
        action: Some(r#"{"edit":"file"}"#.to_owned()),
        repairs: Vec::new(),
        finish: Finish::Stop,
        sampling: Sampling { temperature: 0.2, top_p: 0.95, seed: 7 },
        usage: Usage {
            prompt: Some(Tokens(2100)),
            cached: Some(Tokens(1400)),
            generated: Some(Tokens(100)),
            prompt_ms: Some(100.0),
            generate_ms: Some(500.0),
        },
        wall: Duration::from_millis(600),
    }
}

/// Text of so many bytes, different for each number, that a compressor shrinks about as much as it does code.
fn text(name: &str, number: u32, bytes: usize) -> String {
    const WORDS: [&str; 8] = ["total", "price", "cart", "item", "return", "assert", "failed", "import"];
    let mut state = name.bytes().fold(u64::from(number), |sum, byte| sum * 31 + u64::from(byte));
    let word = || {
        // Knuth's generator (MMIX); its upper bits are the good ones.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let [high, low, kind, ..] = state.to_be_bytes();
        let end = if kind < 32 { '\n' } else { ' ' };
        format!("{}_{high:02x}{low:02x}{end}", WORDS[usize::from(kind) % WORDS.len()])
    };
    let mut text: String = std::iter::repeat_with(word).take(bytes / 9).collect();
    text.truncate(bytes);
    text
}
