//! Each bug pattern with code that has it.

mod c;
mod go;
mod java;
mod javascript;
mod python;
mod rust;
mod sure;

use insta::assert_snapshot;
use kinglet_domain::language::Language;

use crate::Source;

/// What is found, and the lines that it makes of those that change.
fn check(language: Language, text: &str) -> String {
    let told = Source::parse(language, text).bugs().into_iter().map(|bug| {
        let is_new = |line: &&str| !text.lines().any(|old| old == *line);
        let lines: Vec<&str> = bug.mended.lines().filter(is_new).collect();
        let sort = if bug.is_weak { "?" } else { "" }.to_owned() + if bug.is_sure { "!" } else { "" };
        format!("{}{sort} {}\n{}", bug.line, bug.why, lines.join("\n"))
    });
    told.collect::<Vec<_>>().join("\n")
}
