//! What an index costs in time and memory, for trees of growing size, as a Markdown table.
//!
//! Usage: `cargo run --release -p kinglet-index --example curves [FILES ...]`; without an argument 100, 1000 and 10 000
//! generated files of Python, TypeScript and Rust. The memory is the most that this process ever used, so that each line
//! contains the ones above it.
#![expect(clippy::print_stdout, reason = "the table is what it has to say")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use kinglet_domain::unit::Millis;
use kinglet_index::Index;

/// Far ahead of the files' times, so that these are settled.
const NOW: i64 = 4_000_000_000_000;

/// Definitions in a file.
const SYMBOLS: usize = 12;

const WORDS: [&str; 16] = [
    "cart",
    "price",
    "stock",
    "order",
    "total",
    "round",
    "coupon",
    "reserve",
    "invoice",
    "ship",
    "refund",
    "tax",
    "basket",
    "customer",
    "warehouse",
    "article",
];

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<usize> = std::env::args().skip(1).map(|text| text.parse()).collect::<Result<_, _>>()?;
    let sizes = if given.is_empty() { vec![100, 1_000, 10_000] } else { given };
    println!("| Files | Source, KB | From nothing | Nothing changed | One file changed | Peak memory |");
    println!("| ---: | ---: | ---: | ---: | ---: | ---: |");
    for size in sizes {
        let parent = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
        fs::create_dir_all(&parent)?;
        let folder = tempfile::tempdir_in(&parent)?;
        let tree = folder.path().join("tree");
        let bytes = generate(&tree, size)?;
        let database = folder.path().join("index.sqlite");
        let anew = timed(&tree, &database, NOW)?;
        let same = timed(&tree, &database, NOW + 1)?;
        fs::write(tree.join("p0/f0.py"), "def changed(): pass\n")?;
        let changed = timed(&tree, &database, NOW + 2)?;
        let ms = |time: Duration| format!("{:.0} ms", time.as_secs_f64() * 1_000.0);
        println!(
            "| {size} | {} | {} | {} | {} | {} |",
            bytes / 1_000,
            ms(anew),
            ms(same),
            ms(changed),
            peak()?
        );
    }
    Ok(())
}

fn timed(tree: &Path, database: &Path, now: i64) -> Result<Duration, Box<dyn Error>> {
    let began = Instant::now();
    let mut index = Index::open(tree, Some(database), "curves")?;
    index.refresh(Millis(now), &mut |_, _| {})?;
    Ok(began.elapsed())
}

fn peak() -> Result<String, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM in /proc")?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(format!("{} MB", kilobytes / 1024))
}

/// Writes files of about two kilobytes, a hundred to a folder; returns how many bytes.
fn generate(tree: &Path, files: usize) -> Result<usize, Box<dyn Error>> {
    let mut bytes = 0;
    for number in 0..files {
        let (ending, head, close) =
            [("py", "def", ":"), ("ts", "export function", " {"), ("rs", "pub fn", " {")][number % 3];
        let mut text = String::new();
        for symbol in 0..SYMBOLS {
            let word = |at: usize| WORDS[(number * 7 + symbol * 5 + at * 3) % WORDS.len()];
            let (a, b, c) = (word(0), word(1), word(2 + symbol));
            write!(text, "{head} {a}_{b}_{number}_{symbol}({c}, count){close}\n    ")?;
            write!(text, "let = {c}.{b}(count) + {a}_{c}(\"no {a} in the {b}\", {number});\n    ")?;
            text.push_str("return let;\n");
            if !close.ends_with(':') {
                text.push_str("}\n");
            }
            text.push('\n');
        }
        let folder = tree.join(format!("p{}", number / 100));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("f{number}.{ending}")), &text)?;
        bytes += text.len();
    }
    Ok(bytes)
}
