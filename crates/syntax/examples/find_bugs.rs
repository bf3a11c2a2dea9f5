//! What the bug patterns find in files, for whoever writes one: in code that is right, a pattern should find next to nothing.
//!
//! `cargo run --release -p kinglet-syntax --example find_bugs -- FILE...` prints a line for each find and the lines that it makes,
//! and how many lines of code were looked at. `?` is weak, `!` sure. Folders are gone through.

#![expect(clippy::print_stdout, reason = "what is found is what it has to say")]

use std::path::Path;
use std::{env, fs};

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::Source;

fn main() {
    let mut lines = 0;
    for argument in env::args().skip(1) {
        lines += look(Path::new(&argument));
    }
    println!("{lines} lines");
}

/// The number of lines that were looked at.
fn look(path: &Path) -> usize {
    if let Ok(entries) = fs::read_dir(path) {
        let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        paths.sort();
        return paths.iter().filter(|path| !path.is_symlink()).map(|path| look(path)).sum();
    }
    let name = path.file_name().and_then(|name| RelPath::parse(&name.to_string_lossy()).ok());
    let (Some(language), Ok(text)) = (name.as_ref().and_then(Language::of), fs::read_to_string(path)) else {
        return 0;
    };
    for bug in Source::parse(language, &text).bugs() {
        let sort = [if bug.is_weak { "?" } else { "" }, if bug.is_sure { "!" } else { "" }].concat();
        println!("{}:{}{sort}: {}", path.display(), bug.line, bug.why);
        let is_new = |line: &&str| !text.lines().any(|old| old == *line);
        bug.mended.lines().filter(is_new).for_each(|line| println!("    {}", line.trim()));
    }
    text.lines().count()
}
