//! A run's story, told from the ledger alone.

use kinglet_domain::evidence::Kind;
use kinglet_domain::unit::Tokens;
use kinglet_ledger::{EpisodeRow, EvidenceRow, Ledger, Query, RunRow};
use serde_json::json;

use super::{evidence_json, evidence_line, name, outcome, run_json, time, undoing};
use crate::exit::Failure;
use crate::screen::duration;
use crate::text::{Style, indent, plain, say, say_json};

/// Everything that happened, in order: evidence and model calls.
enum Entry {
    Evidence(EvidenceRow),
    Episode(EpisodeRow),
}

impl Entry {
    fn seq(&self) -> u32 {
        match self {
            Self::Evidence(row) => row.seq.0,
            Self::Episode(row) => row.seq.0,
        }
    }
}

/// Tells the story to a person.
pub(super) fn tell(ledger: &Ledger, run: &RunRow, style: Style) -> Result<(), Failure> {
    let undone = undoing(ledger, run)?;
    let taken_back = undone.map_or("", |_| ", then undone");
    say(&style.bold(&format!("{} {}{taken_back}: {}", run.id, outcome(run), plain(&run.task))));
    say(&format!("check   {}", plain(&run.check)));
    say(&format!("begun   {}", time(run.started)));
    let episodes = ledger.episodes(run.id)?;
    say(&format!("model   {}", cost(&episodes)));
    say("");
    for entry in entries(ledger, run, episodes)? {
        match entry {
            Entry::Evidence(row) => {
                say(&evidence_line(&row, style));
                if row.evidence.kind == Kind::EditApplied && !row.evidence.content.is_empty() {
                    say(&indent(&style.diff(&row.evidence.content), "      "));
                }
            }
            Entry::Episode(row) => say(&style.dim(&episode_line(&row))),
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
            Entry::Episode(row) => json!({
                "type": "episode", "number": row.number.0, "seq": row.seq.0, "role": row.role, "about": row.about,
                "model": row.model, "backend": row.backend, "finish": row.finish, "sampling": row.sampling,
                "usage": row.usage, "repairs": row.repairs, "reply": row.reply,
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
    Ok(())
}

/// Evidence and model calls by the step that recorded them; a call stands before what it led to.
fn entries(ledger: &Ledger, run: &RunRow, episodes: Vec<EpisodeRow>) -> Result<Vec<Entry>, Failure> {
    let query = Query { run: Some(run.id), ..Query::default() };
    let mut entries: Vec<Entry> = episodes.into_iter().map(Entry::Episode).collect();
    entries.extend(ledger.evidence(&query)?.into_iter().map(Entry::Evidence));
    // Stable: within a step, the call comes first, and evidence keeps its order.
    entries.sort_by_key(Entry::seq);
    Ok(entries)
}

pub(super) fn episode_line(row: &EpisodeRow) -> String {
    let repairs: Vec<String> = row.repairs.iter().map(|repair| format!("; {}", plain(repair))).collect();
    format!(
        "call {} {} about {}: {} prompt tokens ({} cached), {} generated, {}{}",
        row.number,
        plain(&row.role),
        plain(&row.about),
        tokens(row.usage.prompt),
        tokens(row.usage.cached),
        tokens(row.usage.generated),
        duration(u64::try_from(row.wall.as_millis()).unwrap_or(u64::MAX)),
        repairs.concat(),
    )
}

/// A number of tokens, as far as the server told it.
fn tokens(told: Option<Tokens>) -> String {
    told.map_or_else(|| "?".to_owned(), |tokens| tokens.0.to_string())
}

/// What the model was and what it cost.
pub(super) fn cost(episodes: &[EpisodeRow]) -> String {
    let Some(last) = episodes.last() else { return "was not asked".to_owned() };
    let sum = |of: fn(&EpisodeRow) -> Option<Tokens>| {
        // One call that did not tell leaves the sum unknown.
        let told: Option<Vec<Tokens>> = episodes.iter().map(of).collect();
        tokens(told.map(|told| told.into_iter().sum()))
    };
    format!(
        "{} ({}), {} call{}, {} prompt tokens ({} of them cached), {} generated",
        plain(&last.model),
        plain(&last.backend),
        episodes.len(),
        if episodes.len() == 1 { "" } else { "s" },
        sum(|row| row.usage.prompt),
        sum(|row| row.usage.cached),
        sum(|row| row.usage.generated),
    )
}
