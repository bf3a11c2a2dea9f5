//! How long a step takes to be on the disk, beside the least that SQLite needs for the same bytes.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::figure::{Figure, Section};
use super::statistics::{median, percentile};
use super::{build, scratch};
use crate::command::Command;
use crate::workspace::Workspace;

pub(super) fn measure(workspace: &Workspace) -> Result<Section> {
    let program = build(workspace, "-p kinglet-ledger --example commit_time")?.join("examples/commit_time");
    let printed = Command::new(program).with([scratch(workspace, "commit")?]).stdout()?;
    let times: Value = serde_json::from_str(&printed).context("commit_time printed no JSON")?;
    let (ledger, bare) = (milliseconds(&times["ledger_us"])?, milliseconds(&times["bare_us"])?);
    let show = |what: &str, times: &[f64], share: f64| {
        Figure::plain(what, format!("{:.2} ms", percentile(times, share)))
    };
    let figures = vec![
        show("a step with 4 KB of evidence, median", &ledger, 0.5),
        show("the same, 99th percentile", &ledger, 0.99),
        show("a bare transaction of the same bytes, median", &bare, 0.5),
        show("the same, 99th percentile", &bare, 0.99),
        Figure::plain("step : bare transaction, medians", format!("{:.2}", median(&ledger) / median(&bare))),
    ];
    Ok(Section { name: "commit", command: "cargo xtask bench commit".to_owned(), figures })
}

fn milliseconds(microseconds: &Value) -> Result<Vec<f64>> {
    let all = microseconds.as_array().context("commit_time printed no times")?;
    Ok(all.iter().filter_map(Value::as_f64).map(|time| time / 1000.0).collect())
}
