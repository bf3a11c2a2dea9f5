//! Trees of any size, with a git repository around them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::command::Command;

/// Definitions in a file.
const SYMBOLS: usize = 12;

/// What the names in it are made of.
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

/// Writes files of Python, TypeScript and Rust in turn, of about two kilobytes, a hundred to a folder, and commits them.
pub(super) fn generate(tree: &Path, files: usize) -> Result<()> {
    for number in 0..files {
        let folder = tree.join(format!("p{}", number / 100));
        if number % 100 == 0 {
            fs::create_dir_all(&folder)?;
        }
        fs::write(folder.join(format!("f{number}.{}", ["py", "ts", "rs"][number % 3])), file(number)?)?;
    }
    let git = |arguments: &[&str]| Command::new("git").in_folder(tree).with(arguments).run();
    git(&["init", "--quiet"])?;
    git(&["add", "--all"])?;
    let identity = ["-c", "user.name=bench", "-c", "user.email=bench@localhost"];
    git(&[&identity[..], &["commit", "--quiet", "--message", "the shop takes orders"]].concat())
}

/// The text of one of the files: code without errors, since a parser that has to recover from some takes many times as long.
pub(super) fn file(number: usize) -> Result<String> {
    let mut text = String::new();
    for symbol in 0..SYMBOLS {
        let word = |at: usize| WORDS[(number * 7 + symbol * 5 + at * 3) % WORDS.len()];
        let (a, b, c) = (word(0), word(1), word(2 + symbol));
        let name = format!("{a}_{b}_{number}_{symbol}");
        let sum = format!("{c}.{b}(count) + {a}_{c}(\"no {a} in the {b}\", {number})");
        match number % 3 {
            0 => writeln!(text, "def {name}({c}, count):\n    value = {sum}\n    return value\n\n"),
            1 => writeln!(
                text,
                "export function {name}({c}, count) {{\n    const value = {sum};\n    return value;\n}}\n"
            ),
            _ => writeln!(
                text,
                "pub fn {name}({c}: &Shop, count: u64) -> u64 {{\n    let value = {sum};\n    value\n}}\n"
            ),
        }?;
    }
    Ok(text)
}
