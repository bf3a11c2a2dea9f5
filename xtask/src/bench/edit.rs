//! How long it takes to work out an edit of a large file and to look for new syntax errors in it.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::build;
use super::figure::{Figure, Section};
use super::statistics::median;
use crate::command::Command;
use crate::workspace::Workspace;

/// The most milliseconds that it should take.
const AIM: f64 = 20.0;

pub(super) fn measure(workspace: &Workspace) -> Result<Section> {
    let program = build(workspace, "-p kinglet-edit --example edit_time")?.join("examples/edit_time");
    let times: Value =
        serde_json::from_str(&Command::new(program).stdout()?).context("edit_time printed no JSON")?;
    let mut figures = Vec::new();
    for case in times["cases"].as_array().context("edit_time printed no cases")? {
        let what = case["what"].as_str().unwrap_or_default();
        for (when, said) in [("first", "first"), ("again", "a further edit")] {
            let (clock, processor) = (milliseconds(&case[when], 0)?, milliseconds(&case[when], 1)?);
            figures.push(Figure::under(format!("{what}, {said}"), clock, AIM, "ms"));
            figures.push(Figure::plain("of it, of the processor", format!("{processor:.1} ms")));
        }
    }
    let refused = times["refused"].as_f64().context("edit_time did not tell of the file of 1 GB")?;
    figures.push(Figure::plain("a file of 1 GB, refused", format!("{:.1} ms", refused / 1000.0)));
    Ok(Section { name: "edit", command: "cargo xtask bench edit".to_owned(), figures })
}

/// The median.
///
/// - `clock`: which of the two that each round has.
fn milliseconds(rounds: &Value, clock: usize) -> Result<f64> {
    let rounds = rounds.as_array().context("edit_time printed no times")?;
    let times: Vec<f64> =
        rounds.iter().filter_map(|round| Some(round.get(clock)?.as_f64()? / 1000.0)).collect();
    Ok(median(&times))
}
