//! How good answers are.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::case::Case;

/// What a method answered.
pub(crate) struct Answer {
    /// Best first.
    pub(crate) paths: Vec<String>,
    /// Maps of 1,000, 2,000 and 4,000 tokens.
    pub(crate) maps: [String; 3],
    pub(crate) took: Duration,
    pub(crate) refreshed: Duration,
}

impl Answer {
    /// The place of the first right file, from 1; 0 if none is there.
    pub(crate) fn rank(&self, case: &Case) -> usize {
        self.paths.iter().position(|path| case.gold.contains(path)).map_or(0, |at| at + 1)
    }
}

#[derive(Default)]
pub(crate) struct Scores {
    cases: f64,
    reciprocal: f64,
    hit: [f64; 3],
    recall: [f64; 3],
    all: f64,
    symbols: f64,
    with_symbols: f64,
    took: Vec<Duration>,
    refreshed: Duration,
}

pub(crate) const HEAD: &str = "| method | MRR | hit@1 | hit@5 | hit@10 | recall 1k | 2k | 4k | all in 4k | symbols 2k | median ms | refresh ms |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |";

impl Scores {
    pub(crate) fn add(&mut self, case: &Case, answer: &Answer) {
        self.cases += 1.0;
        let rank = answer.rank(case);
        if rank > 0 {
            #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
            let value = 1.0 / rank as f64;
            self.reciprocal += value;
        }
        for (hit, most) in self.hit.iter_mut().zip([1, 5, 10]) {
            *hit += f64::from((1..=most).contains(&rank));
        }
        for (recall, map) in self.recall.iter_mut().zip(&answer.maps) {
            *recall += share(case.gold.iter().map(|path| map.lines().any(|line| line == path)));
        }
        self.all += f64::from(case.gold.iter().all(|path| answer.maps[2].lines().any(|line| line == path)));
        if !case.symbols.is_empty() {
            self.with_symbols += 1.0;
            self.symbols +=
                share(case.symbols.iter().map(|(path, line)| shows(&answer.maps[1], path, *line)));
        }
        self.took.push(answer.took);
        self.refreshed += answer.refreshed;
    }

    fn mrr(&self) -> f64 {
        self.reciprocal / self.cases
    }

    fn hit_at_10(&self) -> f64 {
        self.hit[2] / self.cases
    }

    /// The share of the changed symbols in a map of 2,000 tokens, if any symbol was changed.
    fn symbols(&self) -> Option<f64> {
        (self.with_symbols > 0.0).then(|| self.symbols / self.with_symbols)
    }

    pub(crate) fn line(&self, name: &str) -> String {
        let mut took = self.took.clone();
        took.sort_unstable();
        let median = took.get(took.len() / 2).copied().unwrap_or_default().as_secs_f64() * 1_000.0;
        let mean = |sum: f64| sum / self.cases;
        format!(
            "| {name} | {:.3} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.3} | {median:.1} | {:.0} |",
            mean(self.reciprocal),
            mean(self.hit[0]),
            mean(self.hit[1]),
            mean(self.hit[2]),
            mean(self.recall[0]),
            mean(self.recall[1]),
            mean(self.recall[2]),
            mean(self.all),
            self.symbols / self.with_symbols.max(1.0),
            mean(self.refreshed.as_secs_f64() * 1_000.0),
        )
    }
}

/// Kinglet beside what it is measured against, as a row of a table.
pub(crate) fn row(name: &str, cases: usize, scores: &BTreeMap<String, Scores>) -> String {
    let of = |method: &str, figure: &dyn Fn(&Scores) -> Option<f64>| scores.get(method).and_then(figure);
    let shown =
        |figure: Option<f64>, digits: usize| figure.map_or(String::new(), |it| format!("{it:.digits$}"));
    let beside = |ours: Option<f64>, bar: Option<f64>| {
        ours.zip(bar).filter(|(_, bar)| *bar > 0.0).map(|(ours, bar)| ours / bar)
    };
    let (bar, ours, aider) = ("BM25 fused with history", "kinglet", "aider RepoMap");
    let mrr = |method| of(method, &|it| Some(it.mrr()));
    let hit = |method| of(method, &|it| Some(it.hit_at_10()));
    let symbols = |method| of(method, &Scores::symbols);
    let plain = symbols("BM25, tests demoted");
    let cells = [
        format!("{name} ({cases})"),
        shown(mrr(bar), 3),
        shown(mrr(ours), 3),
        shown(beside(mrr(ours), mrr(bar)), 2),
        shown(mrr(aider), 3),
        shown(hit(bar), 2),
        shown(hit(ours), 2),
        shown(hit(aider), 2),
        shown(plain, 2),
        shown(symbols(ours), 2),
        shown(beside(symbols(ours), plain), 2),
    ];
    format!("| {} |", cells.join(" | "))
}

fn share(claims: impl ExactSizeIterator<Item = bool>) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let all = claims.len() as f64;
    claims.map(f64::from).sum::<f64>() / all
}

/// Whether a map shows the line with a symbol's name, below its file's path.
fn shows(map: &str, path: &str, line: u32) -> bool {
    let below = map.lines().skip_while(|it| *it != path).skip(1);
    let own = below.take_while(|it| it.starts_with(' '));
    own.map(str::trim_start).any(|it| it.split([' ', ':']).next() == Some(&line.to_string()))
}
