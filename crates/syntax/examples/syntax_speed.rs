//! How long syntax feedback takes: a long file of each language is parsed, broken, and compared with what it was.
//!
//! `cargo run --release -p kinglet-syntax --example syntax_speed -- [LINES]`
//!
//! The files are the samples of the tests, repeated to that many lines (5,000). Twice as long a file may not take
//! much more than twice as long.

#![expect(clippy::print_stdout, reason = "a program of its own")]

use std::path::Path;
use std::time::{Duration, Instant};

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::{Source, new_errors};

/// Each figure is the shortest of so many.
const ROUNDS: usize = 5;

fn main() {
    let lines = std::env::args().nth(1).and_then(|lines| lines.parse().ok()).unwrap_or(5_000);
    println!("milliseconds for {lines} lines, and for {}", 2 * lines);
    println!(
        "{:<11}{:>9}{:>16}{:>16}{:>16}{:>16}",
        "", "query", "parse, errors", "parse, symbols", "one new error", "many old errors"
    );
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let Ok(samples) = folder.read_dir() else {
        println!("no {}", folder.display());
        return;
    };
    let mut paths: Vec<_> = samples.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().and_then(|name| RelPath::parse(name.to_str()?).ok());
        let language = name.and_then(|name| Language::of(&name));
        if let Some((language, text)) = language.zip(std::fs::read_to_string(&path).ok()) {
            measure(language, &text, lines);
        }
    }
}

fn measure(language: Language, sample: &str, lines: usize) {
    // The first look for symbols compiles the query.
    let query = time(1, || Source::parse(language, "").symbols().len());
    let texts = [lines, 2 * lines].map(|lines| repeated(language, sample, lines));
    let figures: [&dyn Fn(&str) -> usize; 4] = [
        &|text| Source::parse(language, text).errors().len(),
        &|text| Source::parse(language, text).symbols().len(),
        &|text| new_errors(language, text, &with_line(text, text.len() / 2, ")]")).len(),
        &|text| {
            let broken =
                (0..20).fold(text.to_owned(), |text, at| with_line(&text, text.len() / 20 * at, "] = = ["));
            new_errors(language, &broken, &with_line(&broken, broken.len() / 2, "x ) y")).len()
        },
    ];
    let row = figures.map(|figure| {
        let shortest = |text: &String| milliseconds(time(ROUNDS, || figure(text)));
        let [once, twice] = texts.each_ref().map(shortest);
        format!("{once:>9.1}{twice:>7.1}")
    });
    println!("{:<11}{:>9.1}{}", format!("{language:?}"), milliseconds(query), row.concat());
}

/// The sample again and again, without what may stand only once at its top; JSON as a list, YAML as documents.
fn repeated(language: Language, sample: &str, lines: usize) -> String {
    let sample = sample.trim_end().trim_end_matches("return Cart");
    let is_top = |line: &str| {
        ["package ", "import ", "using ", "namespace ", "use ", "<?php"]
            .iter()
            .any(|top| line.starts_with(top))
    };
    let tops = sample.lines().take(15).collect::<Vec<_>>();
    let top = tops.iter().rposition(|line| is_top(line)).map_or(0, |at| at + 1);
    let rest = sample.lines().skip(top).collect::<Vec<_>>().join("\n");
    let times = lines.div_ceil(rest.lines().count().max(1));
    let body = match language {
        Language::Json => format!("[\n{}\n]", vec![rest; times].join(",\n")),
        Language::Yaml => vec![rest; times].join("\n---\n"),
        _ => vec![rest; times].join("\n"),
    };
    let whole = format!("{}\n{body}\n", sample.lines().take(top).collect::<Vec<_>>().join("\n"));
    let errors = Source::parse(language, &whole).errors();
    if let Some(first) = errors.first() {
        println!("{language:?} has errors: {}", first.render());
    }
    whole
}

/// Puts a line before the one at a place.
fn with_line(text: &str, at: usize, line: &str) -> String {
    let at = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let (before, after) = text.split_at(at);
    format!("{before}{line}\n{after}")
}

fn time(rounds: usize, work: impl Fn() -> usize) -> Duration {
    let once = || {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    };
    (0..rounds).map(|_| once()).min().unwrap_or_default()
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
