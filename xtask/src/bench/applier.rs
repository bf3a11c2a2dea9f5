//! How many edits of a corpus land as they are meant: by kinglet, and by appliers that others use.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::figure::{Figure, Section};
use super::{build, scratch};
use crate::command::Command;
use crate::workspace::Workspace;

/// The other appliers, at the versions that were compared.
const OTHERS: [&str; 2] = ["aider-chat==0.86.1", "diff-match-patch==20241021"];

pub(super) fn measure(workspace: &Workspace) -> Result<Section> {
    let kinglet = build(workspace, "-p kinglet-cli")?.join("kinglet");
    let folder = scratch(workspace, "applier")?;
    Command::parse("python3 -m venv").with([&folder]).run()?;
    let python = folder.join("bin/python");
    // Of aider one file is used, which needs none of what aider depends on.
    Command::new(&python)
        .with(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"])
        .with(OTHERS)
        .run()?;
    let compare = workspace.root.join("xtask/applier/compare.py");
    let corpus = workspace.root.join("crates/agent/tests/replies");
    let printed = Command::new(&python).with([compare, kinglet, corpus]).stdout()?;
    let counts: Value = serde_json::from_str(&printed).context("compare.py printed no JSON")?;
    let appliers = [
        ("kinglet, the whole corpus", "kinglet, all"),
        ("kinglet, SEARCH/REPLACE blocks", "kinglet"),
        ("aider 0.86.1, the same", "aider"),
        ("diff-match-patch 20241021, the same", "diff_match_patch"),
    ];
    let figures = appliers.into_iter().map(|(what, key)| Ok(Figure::plain(what, told(&counts[key])?)));
    Ok(Section {
        name: "apply",
        command: "cargo xtask bench apply".to_owned(),
        figures: figures.collect::<Result<_>>()?,
    })
}

fn told(counts: &Value) -> Result<String> {
    let count = |name: &str| counts[name].as_u64().with_context(|| format!("compare.py counted no `{name}`"));
    let (landed, refused, wrong) = (count("landed")?, count("refused")?, count("wrong")?);
    let (left, changed) = (count("left")?, count("changed")?);
    let (clear, unclear) = (landed + refused + wrong, left + changed);
    Ok(format!(
        "of {clear}: {landed} landed exactly, {refused} refused, {wrong} wrote other bytes; of {unclear} that are not clear {left} refused, {changed} wrote something"
    ))
}
