//! The points of each answer, one line of JSON each, for trying other weights without asking again.

use std::fs::File;
use std::io::Write as _;

use kinglet_loom::retrieve::Ranking;
use serde_json::json;

use crate::case::Case;

pub(crate) fn write(out: &mut File, method: &str, case: &Case, ranking: &Ranking) {
    let files: Vec<_> = ranking
        .files
        .iter()
        .map(|file| {
            let rows: serde_json::Map<_, _> =
                file.rows.iter().map(|row| (row.signal.name().to_owned(), row.points.0.into())).collect();
            json!({ "path": file.path.as_str(), "kind": file.kind.name(), "rows": rows })
        })
        .collect();
    line(out, method, case, &files.into());
}

pub(crate) fn write_order(out: &mut File, method: &str, case: &Case, paths: &[String]) {
    line(out, method, case, &paths.into());
}

fn line(out: &mut File, method: &str, case: &Case, answer: &serde_json::Value) {
    let line = json!({ "method": method, "query": case.query, "gold": case.gold, "answer": answer });
    writeln!(out, "{line}").unwrap();
}
