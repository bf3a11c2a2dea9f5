//! How long an edit of a file with 5,000 lines takes, with the search for new syntax errors; and what becomes of a file
//! with 1 GB.
#![expect(clippy::print_stdout, reason = "this is what it is for")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::time::Instant;

use kinglet_domain::edit::{Block, Edit};
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_edit::{apply, plan, undo};
use kinglet_syntax::Source;

const FUNCTIONS: usize = 1000;
const ROUNDS: usize = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let root = tempfile::tempdir()?;
    let (text, file) = (program()?, root.path().join("a.py"));
    fs::write(&file, &text)?;
    println!("{} lines, {} bytes", text.lines().count(), text.len());
    let search = "def f777(x):\n    if x > 777:\n        return x * 777\n";
    for (what, search) in [
        ("exact", search.to_owned()),
        ("other indentation", search.replace("    ", "  ")),
        ("nearly", search.replace("return x * 777", "return  x*777")),
        ("absent", "class Absent:\n    def nothing(self):\n        pass\n".to_owned()),
    ] {
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            times.push(edit(root.path(), &search)?);
        }
        times.sort_by(f64::total_cmp);
        let [median, worst] = [ROUNDS / 2, ROUNDS - 1].map(|at| times.get(at).copied().unwrap_or_default());
        println!("{what}: {median:.1} ms, at worst {worst:.1} ms");
    }
    File::create(&file)?.set_len(1 << 30)?;
    let begun = Instant::now();
    let refused = planned(root.path(), search).err().ok_or("a file of 1 GB was not refused")?;
    println!("1 GB: {refused} ({:.1} ms)", begun.elapsed().as_secs_f64() * 1000.0);
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

fn planned(root: &Path, search: &str) -> Result<kinglet_edit::Plan, Box<dyn Error>> {
    let block = Block { search: search.to_owned(), replace: search.replace('>', ">=") };
    let edit = Edit::Replace { path: RelPath::parse("a.py")?, blocks: vec![block], within: None };
    Ok(plan(root, &[edit], &|_, _, _| Vec::new())?)
}

/// Plans, looks for errors, writes, and takes back; the milliseconds until it was written.
fn edit(root: &Path, search: &str) -> Result<f64, Box<dyn Error>> {
    let begun = Instant::now();
    let Ok(planned) = planned(root, search) else { return Ok(begun.elapsed().as_secs_f64() * 1000.0) };
    for change in &planned.changes {
        let text = change.after.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
        // Where there is none, the former text need not be looked at.
        if !Source::parse(Language::Python, &text).errors().is_empty() {
            return Err("the edit brings in an error".into());
        }
    }
    let worked_out = begun.elapsed().as_secs_f64() * 1000.0;
    apply(root, &planned.changes)?;
    undo(root, &planned.changes)?;
    Ok(worked_out)
}
