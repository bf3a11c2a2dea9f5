//! A corpus of replies, made and recorded, each with what it means: see `corpus/README.md`.

#![expect(clippy::unwrap_used, reason = "a helper outside of a test function may fail like the test itself")]

use std::collections::BTreeMap;
use std::path::Path;

use kinglet_dialect::{Ended, action_json, read_action};
use kinglet_domain::action::{ActionName, Allowed};
use serde::Deserialize;
use serde_json::Value;

/// A reply and its meaning.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// What it looks like.
    shape: String,
    reply: String,
    /// The actions that were offered; all if that does not matter.
    #[serde(default)]
    allowed: Vec<String>,
    /// Whether the token limit cut it off.
    #[serde(default)]
    cut: bool,
    /// The action that it means.
    meant: Option<Value>,
    /// Or why it means none.
    unrecoverable: Option<String>,
}

impl Row {
    fn allowed(&self) -> Allowed {
        let names: Vec<ActionName> = self.allowed.iter().map(|name| name.parse().unwrap()).collect();
        Allowed::of(if names.is_empty() { &ActionName::ALL } else { &names })
    }

    /// What is read of a part of it.
    fn read(&self, reply: &str, ended: Ended) -> Result<Value, String> {
        let read = read_action(reply, ended, &self.allowed());
        read.map(|reading| action_json(&reading.action)).map_err(|error| error.to_string())
    }
}

fn rows() -> Vec<(String, Row)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
    files.sort();
    let mut rows = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        for line in std::fs::read_to_string(&file).unwrap().lines() {
            let row: Row = serde_json::from_str(line).unwrap();
            assert_ne!(row.meant.is_some(), row.unrecoverable.is_some(), "{line}");
            rows.push((name.clone(), row));
        }
    }
    rows
}

#[derive(Default)]
struct Tally {
    recovered: u32,
    refused: u32,
    wrong: u32,
    rightly_refused: u32,
}

#[test]
fn replies_are_read_as_they_are_meant() {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let (mut refused, mut wrong) = (Vec::new(), Vec::new());
    for (file, row) in rows() {
        let tally = tallies.entry(file).or_default();
        let read = row.read(&row.reply, if row.cut { Ended::Unknown } else { Ended::ByItself });
        match (read, &row.meant) {
            (Ok(read), Some(meant)) if read == *meant => tally.recovered += 1,
            (Err(_), None) => tally.rightly_refused += 1,
            (Err(error), Some(_)) => {
                tally.refused += 1;
                refused.push(format!("{}: {}\n  {error}", row.shape, row.reply));
            }
            (Ok(read), _) => {
                tally.wrong += 1;
                wrong.push(format!("{}: {}\n  {read}\n  {:?}", row.shape, row.reply, row.unrecoverable));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let recovered: u32 = tallies.values().map(|tally| tally.recovered).sum();
    let recoverable = recovered + u32::try_from(refused.len()).unwrap();
    assert!(recovered * 100 >= recoverable * 97, "{}", refused.join("\n"));
    let line = |(file, tally): (&String, &Tally)| {
        let Tally { recovered, refused, wrong, rightly_refused } = tally;
        format!(
            "{file}: {recovered} recovered, {refused} refused, {wrong} wrong; of the rest {rightly_refused} refused"
        )
    };
    insta::assert_snapshot!(tallies.iter().map(line).collect::<Vec<_>>().join("\n"), @"
    bent: 189 recovered, 0 refused, 0 wrong; of the rest 0 refused
    edits: 108 recovered, 0 refused, 0 wrong; of the rest 0 refused
    hopeless: 0 recovered, 0 refused, 0 wrong; of the rest 286 refused
    real: 48 recovered, 3 refused, 0 wrong; of the rest 73 refused
    shapes: 314 recovered, 0 refused, 0 wrong; of the rest 0 refused
    ");
}

#[test]
fn no_part_of_a_reply_is_another_action() {
    for (_, row) in rows() {
        let Some(meant) = &row.meant else { continue };
        for (end, _) in row.reply.char_indices() {
            let part = &row.reply[..end];
            if let Ok(read) = row.read(part, Ended::Unknown) {
                assert_eq!(&read, meant, "{}: {part}", row.shape);
            }
        }
    }
}
