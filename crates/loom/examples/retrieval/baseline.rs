//! What is measured against.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_index::{Commit, Index, is_test, words};
use kinglet_loom::tokens;

use crate::case::{Case, Clone};
use crate::score::Answer;

/// What BM25 says: of each document, its score.
fn bm25(documents: &[BTreeMap<String, f64>], query: &[String]) -> Vec<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let total = documents.len() as f64;
    let lengths: Vec<f64> = documents.iter().map(|words| words.values().sum()).collect();
    let average = lengths.iter().sum::<f64>() / total.max(1.0);
    let mut scores = vec![0.0; documents.len()];
    for word in query {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
        let with = documents.iter().filter(|words| words.contains_key(word)).count() as f64;
        let rarity = (1.0 + (total - with + 0.5) / (with + 0.5)).ln();
        for ((score, words), length) in scores.iter_mut().zip(documents).zip(&lengths) {
            let found = words.get(word).copied().unwrap_or(0.0);
            *score += rarity * found * 2.2 / (found + 1.2 * (0.25 + 0.75 * length / average.max(1.0)));
        }
    }
    scores
}

/// BM25 over split identifiers with tests demoted, alone and fused with history, and a map in its order.
pub(crate) fn answers(index: &Index, log: &[Commit], case: &Case) -> Vec<(&'static str, Answer)> {
    let began = Instant::now();
    let paths: Vec<&RelPath> = index
        .files()
        .iter()
        .map(|file| &file.path)
        .filter(|path| Language::of(path).is_some_and(Language::is_program))
        .collect();
    let documents: Vec<BTreeMap<String, f64>> = paths
        .iter()
        .map(|path| {
            let text = std::fs::read(path.under(index.root())).unwrap_or_default();
            count(&format!("{path} {}", String::from_utf8_lossy(&text)))
        })
        .collect();
    let mut query: Vec<String> =
        words::of(&case.query).into_iter().filter(|word| !words::is_empty(word)).collect();
    query.sort_unstable();
    query.dedup();
    let text = scaled(bm25(&documents, &query), 40.0);
    // A file's history: the messages of the commits that changed it.
    let mut said: BTreeMap<&RelPath, String> = paths.iter().map(|path| (*path, String::new())).collect();
    for commit in log.iter().filter(|commit| commit.paths.len() <= 40) {
        for path in &commit.paths {
            if let Some(text) = said.get_mut(path) {
                let _ = write!(text, " {}", commit.message);
            }
        }
    }
    let messages: Vec<BTreeMap<String, f64>> = paths.iter().map(|path| count(&said[path])).collect();
    let history = scaled(bm25(&messages, &query), 24.0);
    let order = |score: &dyn Fn(usize) -> f64| -> Vec<String> {
        let mut order: Vec<(f64, &RelPath)> = paths
            .iter()
            .enumerate()
            .map(|(at, path)| (score(at) - if is_test(path) { 20.0 } else { 0.0 }, *path))
            .collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        order.into_iter().map(|(_, path)| path.to_string()).collect()
    };
    let alone = order(&|at| text[at]);
    let fused = order(&|at| text[at] + history[at]);
    let took = began.elapsed();
    [("BM25, tests demoted", alone), ("BM25 fused with history", fused)]
        .map(|(name, paths)| {
            let maps = [1_000, 2_000, 4_000].map(|budget| map(index, &paths, budget));
            (name, Answer { paths, maps, took, refreshed: Duration::ZERO })
        })
        .into()
}

fn count(text: &str) -> BTreeMap<String, f64> {
    let mut counts = BTreeMap::new();
    for word in words::of(text) {
        *counts.entry(word).or_default() += 1.0;
    }
    counts
}

fn scaled(scores: Vec<f64>, to: f64) -> Vec<f64> {
    let most = scores.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    scores.into_iter().map(|score| to * score / most).collect()
}

/// Files in order, each with all of its symbols, until the budget is spent.
fn map(index: &Index, paths: &[String], budget: u32) -> String {
    let mut text = String::new();
    let mut left = budget;
    for path in paths {
        let path = RelPath::parse(path).unwrap();
        let outline = index.file(&path).and_then(|file| index.outline(file).ok()).unwrap_or_default();
        let lines = std::iter::once(format!("{path}\n"))
            .chain(outline.symbols.iter().map(|it| format!("{:>5} {}\n", it.line.get(), it.signature)));
        for line in lines {
            let cost = tokens::estimate(&line).0;
            if cost > left {
                return text;
            }
            left -= cost;
            text.push_str(&line);
        }
    }
    text
}

/// Aider's repository map of the same files, personalised by what the query mentions, as aider does it for a chat.
#[expect(clippy::disallowed_methods, reason = "a measurement outside of kinglet")]
pub(crate) fn aider(python: &Path, script: &Path, clone: &Clone, index: &Index, case: &Case) -> Answer {
    let files: Vec<String> = index
        .files()
        .iter()
        .filter(|file| Language::of(&file.path).is_some_and(Language::is_program))
        .map(|file| file.path.to_string())
        .collect();
    let asked = serde_json::json!({ "root": clone.tree, "query": case.query, "files": files }).to_string();
    let question = clone.folder.join("question.json");
    std::fs::write(&question, asked).unwrap();
    let output = std::process::Command::new(python)
        .arg(script)
        .arg(&question)
        .current_dir(&clone.tree)
        .output()
        .unwrap();
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| unreachable!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    let text = |key: &str| answer[key].as_str().unwrap().to_owned();
    Answer {
        paths: answer["paths"]
            .as_array()
            .unwrap()
            .iter()
            .map(|path| path.as_str().unwrap().to_owned())
            .collect(),
        maps: [text("1000"), text("2000"), text("4000")],
        took: Duration::from_secs_f64(answer["seconds"].as_f64().unwrap()),
        refreshed: Duration::ZERO,
    }
}
