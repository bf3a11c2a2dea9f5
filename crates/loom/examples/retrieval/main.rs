//! Measures retrieval on a repository's history: each commit's message is a query, the source files that it changed are
//! the answer, and the tree is that of its parent. `cargo xtask bench retrieval` runs it.
//!
//! `retrieval REPOSITORY[@QUERIES] [--commits N] [--variant key=value,...]... [--aider PYTHON] [--short] [--each] [--row] [--rows FILE]`
//!
//! The baselines are computed here from nothing but the files and git's log: plain BM25 over split identifiers with tests demoted,
//! the same fused with history, and a map that lists files in BM25's order with all of their symbols.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measurement: it ends where something is missing"
)]

mod baseline;
mod case;
mod rows;
mod score;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;
use std::time::Instant;

use kinglet_domain::unit::{Millis, Tokens};
use kinglet_index::{Commit, Index, MOST_COMMITS};
use kinglet_loom::retrieve::{Table, retrieve};
use kinglet_loom::{map, tokens};

use case::Clone;
use score::{Answer, Scores};

fn main() {
    let options = Options::read();
    let clone = Clone::of(&options.repository);
    let mut cases = match &options.queries {
        Some(file) => case::queries(&clone, file),
        None => case::commits(&clone, options.commits),
    };
    let database = clone.folder.join("index.sqlite");
    let mut index = Index::open(&clone.tree, Some(&database), "bench").unwrap();
    let mut scores: BTreeMap<String, Scores> = BTreeMap::new();
    let total = cases.len();
    let mut rows = options.rows.as_ref().map(|path| File::create(path).unwrap());
    for (number, case) in cases.iter_mut().enumerate() {
        clone.check_out(&case.parent);
        let began = Instant::now();
        index
            .refresh(Millis(i64::try_from(number).unwrap() + 1_000_000_000_000_000), &mut |_, _| {})
            .unwrap();
        let refreshed = began.elapsed();
        case.find_symbols(&index);
        let case = &*case;
        let log: Vec<Commit> = clone.log(&case.parent, MOST_COMMITS);
        index.set_history(&case.parent, &log).unwrap();
        for (name, table) in &options.variants {
            let began = Instant::now();
            let ranking = retrieve(&index, &case.query, &[], table).unwrap();
            let took = began.elapsed();
            let maps =
                [1_000, 2_000, 4_000].map(|budget| map::map(&ranking, Tokens(budget), &tokens::estimate));
            let paths = ranking.files.iter().map(|file| file.path.to_string()).collect();
            let answer = Answer { paths, maps, took, refreshed };
            if let Some(rows) = &mut rows {
                rows::write(rows, name, case, &ranking);
            }
            if options.is_each {
                println!(
                    "{name}\t{}\t{:?}\t{}",
                    answer.rank(case),
                    case.gold,
                    case.query.lines().next().unwrap_or_default()
                );
            }
            scores.entry(name.clone()).or_default().add(case, &answer);
        }
        if !options.is_short {
            for (name, answer) in baseline::answers(&index, &log, case) {
                if let Some(rows) = &mut rows {
                    rows::write_order(rows, name, case, &answer.paths);
                }
                scores.entry(name.to_owned()).or_default().add(case, &answer);
            }
            if let Some((python, script)) = &options.aider {
                scores
                    .entry("aider RepoMap".to_owned())
                    .or_default()
                    .add(case, &baseline::aider(python, script, &clone, &index, case));
            }
        }
        eprint!("\r{} of {}", number + 1, total);
    }
    eprintln!();
    if options.is_row {
        println!("{}", score::row(&options.name(), total, &scores));
        return;
    }
    println!("{} queries, {} files\n\n{}", cases.len(), index.files().len(), score::HEAD);
    for (name, scores) in &scores {
        println!("{}", scores.line(name));
    }
}

struct Options {
    repository: PathBuf,
    commits: usize,
    queries: Option<PathBuf>,
    variants: Vec<(String, Table)>,
    aider: Option<(PathBuf, PathBuf)>,
    is_short: bool,
    is_each: bool,
    is_row: bool,
    rows: Option<PathBuf>,
}

impl Options {
    /// What the queries are asked of.
    fn name(&self) -> String {
        let folder = self.repository.canonicalize().unwrap();
        let name = folder.file_name().unwrap().to_string_lossy();
        let what = if self.queries.is_some() { "a user's words on " } else { "" };
        format!("{what}{name}")
    }

    fn read() -> Self {
        let mut arguments = std::env::args().skip(1);
        let named = arguments.next().unwrap();
        let (repository, queries) =
            named.split_once('@').map_or((named.as_str(), None), |(at, file)| (at, Some(file.into())));
        let mut options = Self {
            repository: repository.into(),
            commits: 100,
            queries,
            variants: vec![("kinglet".to_owned(), Table::default())],
            aider: None,
            is_short: false,
            is_each: false,
            is_row: false,
            rows: None,
        };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--commits" => options.commits = arguments.next().unwrap().parse().unwrap(),
                "--aider" => {
                    let script = std::env::var_os("KINGLET_AIDER_SCRIPT").unwrap();
                    options.aider = Some((arguments.next().unwrap().into(), script.into()));
                }
                "--short" => options.is_short = true,
                "--rows" => options.rows = Some(arguments.next().unwrap().into()),
                "--each" => options.is_each = true,
                "--row" => options.is_row = true,
                "--variant" => {
                    let text = arguments.next().unwrap();
                    let mut table = Table::default();
                    for pair in text.split(',').filter(|pair| !pair.is_empty()) {
                        let (key, value) = pair.split_once('=').unwrap();
                        assert!(table.set(key, value.parse().unwrap()), "no {key} in the table");
                    }
                    options.variants.push((format!("kinglet {text}"), table));
                }
                other => unreachable!("no option {other}"),
            }
        }
        options
    }
}
