//! How long it takes to work out an edit of a file with 5,000 lines and to look for new syntax errors in it, and to refuse
//! a file with 1 GB, for `cargo xtask bench edit`.
//!
//! Prints one JSON object with the microseconds of every round, on the clock and of the processor, which does not depend
//! on what else the machine does. *First* is an edit of a file that was not edited before;
//! *again*, of a file of which another edit was tried already.
#![expect(clippy::print_stdout, reason = "the figures are what it has to say")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, Instant};

use kinglet_domain::edit::{Block, Edit};
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_edit::{Plan, apply, plan, undo};
use kinglet_syntax::{expect_edits, new_errors};
use rustix::time::{ClockId, clock_gettime};

const FUNCTIONS: usize = 1000;
const ROUNDS: usize = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let root = tempfile::tempdir()?;
    let (text, file) = (program()?, root.path().join("a.py"));
    let mut cases = Vec::new();
    let search = "def f777(x):\n    if x > 777:\n        return x * 777\n";
    for (what, search) in [
        ("exact", search.to_owned()),
        ("other indentation", search.replace("    ", "  ")),
        ("resembles some lines", search.replace("return x * 777", "return the_value * 777")),
        ("absent", "class Absent:\n    def nothing(self):\n        pass\n".to_owned()),
    ] {
        let (mut first, mut again) = (Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            fs::write(&file, format!("{text}# {round}\n"))?;
            // What was looked at last is another file, which this one does not resemble.
            expect_edits(Language::Python, "pass\n");
            first.push(edit(root.path(), &search)?);
            again.push(edit(root.path(), &search)?);
        }
        cases.push(format!(r#"{{"what":{what:?},"first":{first:?},"again":{again:?}}}"#));
    }
    File::create(&file)?.set_len(1 << 30)?;
    let begun = Instant::now();
    let _refused = planned(root.path(), search).err().ok_or("a file of 1 GB was not refused")?;
    println!(r#"{{"cases":[{}],"refused":{}}}"#, cases.join(","), begun.elapsed().as_micros());
    Ok(())
}

fn program() -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    for number in 0..FUNCTIONS {
        write!(
            text,
            "def f{number}(x):\n    if x > {number}:\n        return x * {number}\n    return x\n\n"
        )?;
    }
    Ok(text)
}

fn planned(root: &Path, search: &str) -> Result<Plan, Box<dyn Error>> {
    let replace = search.replace('>', ">=").replace("self", "this");
    let block = Block { search: search.to_owned(), replace, near: None };
    let edit = Edit::Replace { path: RelPath::parse("a.py")?, blocks: vec![block], within: None };
    Ok(plan(root, &[edit], &|_, _, _| Vec::new())?)
}

/// Plans, looks for errors, writes, and takes back. The time until it was to be written, on the clock and on the processor.
fn edit(root: &Path, search: &str) -> Result<[u128; 2], Box<dyn Error>> {
    let processor = || {
        let now = clock_gettime(ClockId::ThreadCPUTime);
        Duration::try_from(now)
    };
    let (begun, begun_on_processor) = (Instant::now(), processor()?);
    let planned = planned(root, search);
    let changes = planned.map(|planned| planned.changes).unwrap_or_default();
    for change in &changes {
        let [before, after] = [&change.before, &change.after].map(|bytes| {
            bytes.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
        });
        if !new_errors(Language::Python, before, after).is_empty() {
            return Err("the edit brings in an error".into());
        }
    }
    let times = [begun.elapsed(), processor()?.saturating_sub(begun_on_processor)].map(|it| it.as_micros());
    apply(root, &changes)?;
    undo(root, &changes)?;
    Ok(times)
}
