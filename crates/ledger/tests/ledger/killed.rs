//! A writer that is killed: every step that it was told is committed is there, and at most one more.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use kinglet_domain::evidence::{Kind, Status};
use kinglet_ledger::{Error, Ledger, Query, Seq, Source, Step};

use crate::support::{R1, assert_sound, edit, episode, evidence, file_in, new_run, plain};

/// Names the file to write to; set only for the child.
const WRITER: &str = "KINGLET_LEDGER_TEST_WRITER";

/// What the child says before the number of a step that is committed.
const TOLD: &str = "committed ";

#[test]
fn every_acknowledged_step_survives() {
    let folder = tempfile::tempdir().unwrap();
    let path = file_in(&folder);
    let mut before = 0;
    for wanted in [0, 1, 2, 3, 0, 5, 8, 13, 21, 34] {
        let told = kill_after(&path, before + wanted).max(before);
        let found = match Ledger::open(&path).unwrap().cursor(R1) {
            Ok(cursor) => cursor.seq.0,
            Err(Error::NoSuchRun { .. }) => 0,
            Err(error) => panic!("{error:?}"),
        };
        assert!(found == told || found == told + 1, "told {told}, found {found}");
        assert_whole(&path, found);
        before = found;
    }
    assert!(before >= 87);
}

/// Starts a writer, kills it as soon as it has told of step `last`, and returns the last step of which it told.
#[expect(clippy::disallowed_methods, reason = "the child is this test again, to be killed")]
fn kill_after(path: &Path, last: u32) -> u32 {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["killed::writer", "--exact", "--nocapture"])
        .env(WRITER, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut told = 0;
    for line in lines {
        let Some(seq) = line.strip_prefix(TOLD) else { continue };
        told = seq.parse().unwrap();
        if told >= last {
            // The loop goes on to what the child had written before it died.
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    told
}

/// The child: commits steps until it is killed. Without the variable it is a test of nothing.
#[test]
fn writer() {
    let Some(path) = env::var_os(WRITER) else { return };
    println!("\n{TOLD}0");
    let mut ledger = Ledger::open(Path::new(&path)).unwrap();
    let mut seq = match ledger.cursor(R1) {
        Ok(cursor) => cursor.seq,
        Err(Error::NoSuchRun { .. }) => {
            ledger.begin(&new_run("01JD0000000000000000000001"), &plain("began")).unwrap();
            println!("{TOLD}1");
            Seq::FIRST
        }
        Err(error) => panic!("{error:?}"),
    };
    let new = episode();
    let seen = [evidence(Kind::ShellOutput, Status::Neutral, "yes", &"y\n".repeat(4096))];
    loop {
        let edits = [edit("a.py", None, Some(&seq.to_string().repeat(500)))];
        let step = Step { source: Source::New(&new), evidence: &seen, edits: &edits, ..plain("x") };
        seq = ledger.commit(R1, seq, &step).unwrap().seq;
        println!("{TOLD}{seq}");
    }
}

/// Nothing of a step is missing: each but the first has one row in every table.
fn assert_whole(path: &Path, steps: u32) {
    assert_sound(path);
    if steps == 0 {
        return;
    }
    let ledger = Ledger::open(path).unwrap();
    let seqs: Vec<u32> = ledger.steps(R1).unwrap().iter().map(|row| row.seq.0).collect();
    assert_eq!(seqs, (1..=steps).collect::<Vec<_>>());
    let later: Vec<u32> = (2..=steps).collect();
    let evidence = ledger.evidence(&Query::default()).unwrap();
    assert_eq!(evidence.iter().map(|row| row.seq.0).collect::<Vec<_>>(), later);
    assert_eq!(ledger.episodes(R1).unwrap().iter().map(|row| row.seq.0).collect::<Vec<_>>(), later);
    assert_eq!(ledger.edits(R1).unwrap().iter().map(|row| row.seq.0).collect::<Vec<_>>(), later);
}
