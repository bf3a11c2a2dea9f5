//! Times phases.
use kinglet_domain::{language::Language, path::RelPath};
use std::time::{Duration, Instant};
fn main() {
    let list = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let (mut parse, mut sym) = (Duration::ZERO, Duration::ZERO);
    let mut n = 0;
    for line in list.lines() {
        let Ok(text) = std::fs::read_to_string(line) else { continue };
        let Some(language) = RelPath::parse(line.trim_start_matches('/')).ok().and_then(|p| Language::of(&p)) else { continue };
        n += 1;
        let t = Instant::now();
        let s = kinglet_syntax::Source::parse(language, &text);
        parse += t.elapsed();
        let t = Instant::now();
        std::hint::black_box(s.symbols().len());
        sym += t.elapsed();
    }
    println!("{n} files parse {parse:?} symbols {sym:?}");
}
