//! A run's story, told from the ledger alone.

use kinglet_domain::evidence::Kind;
use kinglet_ledger::{
    Aftermath, EpisodeRow, EvidenceRow, GateVerdict, Ledger, Query, ResumptionRow, RunRow, SampleRow,
};
use serde_json::json;

use super::{calls, evidence_json, evidence_line, name, outcome, plan, run_json, time, undoing};
use crate::exit::Failure;
use crate::text::{Style, indent, plain, say, say_json};

/// Everything that happened, in order: evidence, model calls, and that the run was taken up again.
enum Entry {
    Evidence(EvidenceRow),
    Episode(EpisodeRow),
    Resumed(ResumptionRow),
}

impl Entry {
    fn seq(&self) -> u32 {
        match self {
            Self::Evidence(row) => row.seq.0,
            Self::Episode(row) => row.seq.0,
            Self::Resumed(row) => row.after.0,
        }
    }
}

/// Tells the story to a person.
pub(super) fn tell(ledger: &Ledger, run: &RunRow, style: Style) -> Result<(), Failure> {
    let undone = undoing(ledger, run)?;
    let taken_back = undone.map_or("", |_| ", then undone");
    say(&style.bold(&format!("{} {}{taken_back}: {}", run.id, outcome(run), plain(&run.task))));
    if !run.check.is_empty() {
        say(&format!("check   {}", plain(&run.check)));
    }
    say(&format!("begun   {}", time(run.started)));
    let episodes = ledger.episodes(run.id)?;
    say(&format!("model   {}", calls::of_all(&episodes)));
    say("");
    for entry in entries(ledger, run, episodes)? {
        match entry {
            Entry::Evidence(row) => {
                say(&evidence_line(&row, style));
                if row.evidence.kind == Kind::EditApplied && !row.evidence.content.is_empty() {
                    say(&style.dim(&format!("      step {}", row.seq)));
                    say(&indent(&style.diff(&row.evidence.content), "      "));
                }
            }
            Entry::Episode(row) => say(&style.dim(&calls::of_one(&row))),
            Entry::Resumed(row) => say(&style.dim(&resumed(&row))),
        }
    }
    if let Some(ended) = &run.ended {
        say("");
        say(&format!("{}, {}", name(&ended.outcome), time(ended.at)));
        say(&indent(&plain(&ended.summary), "      "));
    }
    if let Some(at) = undone {
        say(&format!("undone, {}", time(at)));
    }
    Ok(())
}

/// Gives the story to a program, as JSON Lines.
pub(super) fn lines(ledger: &Ledger, run: &RunRow) -> Result<(), Failure> {
    say_json(&run_json(run, undoing(ledger, run)?));
    let episodes = ledger.episodes(run.id)?;
    for entry in entries(ledger, run, episodes)? {
        let line = match entry {
            Entry::Evidence(row) => evidence_json(&row),
            Entry::Episode(row) => calls::line(&row),
            Entry::Resumed(row) => json!({
                "type": "resumption", "number": row.number, "after_seq": row.after.0, "at_ms": row.at.0,
                "intent": row.intent, "outcome": row.outcome.name(),
            }),
        };
        say_json(&line);
    }
    for edit in ledger.edits(run.id)? {
        let diff = kinglet_edit::diff(std::slice::from_ref(&edit.change));
        let line = json!({
            "type": "edit", "number": edit.number, "seq": edit.seq.0, "path": edit.change.path,
            "reason": edit.reason, "diff": diff,
        });
        say_json(&line);
    }
    plan::lines(ledger, run)?;
    for gate in ledger.gates(run.id)? {
        say_json(&json!({
            "type": "gate", "number": gate.number, "seq": gate.seq.0, "command": gate.command,
            "passed": gate.verdict == GateVerdict::Passed, "evidence": gate.evidence,
        }));
    }
    for SampleRow { number, seq, episode, node, sample } in ledger.samples(run.id)? {
        say_json(&json!({
            "type": "sample", "number": number, "seq": seq.0, "episode": episode.map(|episode| episode.0),
            "node": node.map(|node| node.to_string()), "about": sample.about, "verdict": sample.verdict.name(),
            "reason": sample.reason,
        }));
    }
    for step in ledger.steps(run.id)? {
        say_json(&json!({
            "type": "step", "seq": step.seq.0, "at_ms": step.at.0, "event": step.event, "intent": step.intent,
        }));
    }
    Ok(())
}

/// Evidence and model calls by the step that recorded them; a call stands before what it led to.
fn entries(ledger: &Ledger, run: &RunRow, episodes: Vec<EpisodeRow>) -> Result<Vec<Entry>, Failure> {
    let query = Query { run: Some(run.id), ..Query::default() };
    let mut entries: Vec<Entry> = episodes.into_iter().map(Entry::Episode).collect();
    entries.extend(ledger.evidence(&query)?.into_iter().map(Entry::Evidence));
    entries.extend(ledger.resumptions(run.id)?.into_iter().map(Entry::Resumed));
    // Stable: within a step, the call comes first, then evidence in its order, and what happened after the step.
    entries.sort_by_key(Entry::seq);
    Ok(entries)
}

/// That the run was taken up again, and what became of what was under way.
fn resumed(row: &ResumptionRow) -> String {
    let intent: Option<serde_json::Value> =
        row.intent.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let action = intent.as_ref().and_then(|intent| intent["action"].as_str()).unwrap_or("nothing");
    let became = match row.outcome {
        Aftermath::Nothing => "nothing was under way".to_owned(),
        Aftermath::Repeated => format!("`{}` was begun anew", plain(action)),
        Aftermath::Reconciled => format!("`{}` was compared with the files and completed", plain(action)),
        Aftermath::Unknown => format!("what became of `{}` is unknown", plain(action)),
    };
    format!("taken up again, {}, after step {}: {became}", time(row.at), row.after.0)
}
