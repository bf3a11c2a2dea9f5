//! How many replies of a corpus are read as they are meant: by kinglet, and by readers that others use.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::figure::{Figure, Section};
use super::{build, scratch};
use crate::command::Command;
use crate::workspace::Workspace;

/// The other readers, at the versions that were compared.
const OTHERS: [&str; 2] = ["json_repair==0.64.5", "smolagents==1.26.0"];

pub(super) fn measure(workspace: &Workspace) -> Result<Section> {
    let program =
        build(workspace, "-p kinglet-dialect --example read_replies")?.join("examples/read_replies");
    let folder = scratch(workspace, "reader")?;
    Command::parse("python3 -m venv").with([&folder]).run()?;
    let python = folder.join("bin/python");
    Command::new(&python)
        .with(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .with(OTHERS)
        .run()?;
    let compare = workspace.root.join("xtask/reader/compare.py");
    let corpus = workspace.root.join("crates/dialect/tests/corpus");
    let printed = Command::new(&python).with([compare, program, corpus]).stdout()?;
    let counts: Value = serde_json::from_str(&printed).context("compare.py printed no JSON")?;
    let readers = [
        ("kinglet, the whole corpus", "kinglet, all"),
        ("kinglet", "kinglet"),
        ("json_repair 0.64.5", "json_repair"),
        ("smolagents 1.26.0, parse_json_blob", "smolagents"),
    ];
    let figures = readers.into_iter().map(|(what, key)| Ok(Figure::plain(what, told(&counts[key])?)));
    Ok(Section {
        name: "reader",
        command: "cargo xtask bench reader".to_owned(),
        figures: figures.collect::<Result<_>>()?,
    })
}

fn told(counts: &Value) -> Result<String> {
    let count = |name: &str| counts[name].as_u64().with_context(|| format!("compare.py counted no `{name}`"));
    let (recovered, refused, wrong) = (count("recovered")?, count("refused")?, count("wrong")?);
    let (left, read) = (count("hopeless_refused")?, count("hopeless_read")?);
    let meant = recovered + refused + wrong;
    Ok(format!(
        "of {meant}: {recovered} recovered, {refused} refused, {wrong} wrong; of {} that mean nothing {read} read as an action",
        left + read
    ))
}
