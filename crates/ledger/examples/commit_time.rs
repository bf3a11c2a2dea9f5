//! Times the commit of a step beside a bare SQLite transaction of the same bytes, for `cargo xtask bench commit`.
//!
//! Usage: `commit_time FOLDER`, on the disk in question. Prints one JSON object with the microseconds of every commit.
//! The two take turns, so that whatever else the disk does meets both.
#![expect(clippy::print_stdout, reason = "the figures are what it has to say")]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use kinglet_domain::evidence::{Kind, NewEvidence, Origin, RunId, Status};
use kinglet_domain::unit::Millis;
use kinglet_ledger::{Ledger, NewRun, Seq, Step};
use rusqlite::Connection;

const COMMITS: u32 = 1000;
/// Not counted: the files grow to their working size.
const WARM_UP: u32 = 50;
/// Bytes of the evidence of a step.
const EVIDENCE: usize = 4096;
/// Enough for that.
const LINES: u32 = 100;
/// Bytes of the run's state, which every step replaces.
const STATE: usize = 4096;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("say in which folder: commit_time FOLDER")?;
    let folder = tempfile::tempdir_in(folder)?;
    let mut ledger = Ledger::open(&folder.path().join("ledger.sqlite"))?;
    let run = begin(&mut ledger)?;
    let bare = bare(&folder.path().join("bare.sqlite"))?;
    let (mut in_ledger, mut in_bare) = (Vec::new(), Vec::new());
    let mut seq = Seq::FIRST;
    for n in 0..WARM_UP + COMMITS {
        let (evidence, state) = contents(n);
        let begun = Instant::now();
        let step = Step { evidence: &[evidence], ..Step::new(Millis(i64::from(n)), "checked", &state) };
        seq = ledger.commit(run, seq, &step)?.seq;
        in_ledger.push(begun.elapsed().as_micros());

        let (evidence, state) = contents(n);
        let begun = Instant::now();
        bare.execute("INSERT INTO log (bytes) VALUES (?1 || ?2)", [&evidence.content, &state])?;
        in_bare.push(begun.elapsed().as_micros());
    }
    let counted = |mut all: Vec<u128>| all.split_off(WARM_UP as usize);
    println!(r#"{{"ledger_us":{:?},"bare_us":{:?}}}"#, counted(in_ledger), counted(in_bare));
    Ok(())
}

fn begin(ledger: &mut Ledger) -> Result<RunId, kinglet_ledger::Error> {
    let run = NewRun {
        ulid: "01JD0000000000000000000001",
        task: "time the commits",
        check: "true",
        root: "/",
        options: "{}",
    };
    ledger.begin(&run, &Step::new(Millis(0), "begun", "{}"))
}

/// A database with one table, as durable as the ledger. Outside a transaction, each statement is one.
#[expect(clippy::disallowed_methods, reason = "what the ledger is compared with must not be the ledger")]
fn bare(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open(path)?;
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
         CREATE TABLE log (id INTEGER PRIMARY KEY, bytes TEXT NOT NULL) STRICT;",
    )?;
    Ok(conn)
}

/// What one step records: an observation and the state after it, different each time.
fn contents(n: u32) -> (NewEvidence, String) {
    let line = format!("{n:08} a line of a test runner's output\n");
    let evidence = NewEvidence {
        kind: Kind::TestResult,
        origin: Origin::Harness,
        status: Status::Failed,
        subject: "python3 -m pytest -q".to_owned(),
        summary: "2 failed, 21 passed".to_owned(),
        content: output(n),
    };
    let text: String = line.trim_end().chars().cycle().take(STATE).collect();
    (evidence, format!(r#"{{"state":"{text}"}}"#))
}

/// Output of a test runner, a little different in each line and each time: it can be compressed to about a quarter.
fn output(n: u32) -> String {
    let line = |row: u32| {
        // Scattered as times are, and the same on every machine.
        let seed = n.wrapping_mul(0x9e37_79b9).wrapping_add(row).wrapping_mul(0x4f6c_dd1d);
        format!("tests/test_cart.py::test_total_{row} FAILED [{} ms]\n", (seed >> 16) % 1000)
    };
    let mut text: String = (0..LINES).map(line).collect();
    text.truncate(EVIDENCE);
    text
}
