//! `kinglet show --episodes` and `--cost`: the calls of the model.

use kinglet_domain::unit::Tokens;
use kinglet_ledger::{EpisodeRow, Ledger, RunRow, SectionSize};
use serde_json::json;

use crate::exit::Failure;
use crate::screen::duration;
use crate::text::{Style, indent, plain, say, say_json};

/// Shows each call with the parts of what it read, and what was understood of what it wrote.
pub(super) fn show(ledger: &Ledger, run: &RunRow, style: Style) -> Result<(), Failure> {
    let episodes = ledger.episodes(run.id)?;
    for row in &episodes {
        say(&style.bold(&(of_one(row) + &by_another(row, &episodes))));
        // The marks between the messages are no parts.
        for section in row.sections.iter().filter(|section| section.tokens.0 > 0) {
            say(&format!("      {:>5}  {}", section.tokens.0, plain(&section.name)));
        }
        let understood = row.action.as_deref().unwrap_or("nothing was understood of the reply");
        say(&indent(&plain(understood), "      "));
    }
    say(&format!("in all: {}", of_all(&episodes)));
    Ok(())
}

/// Shows what each call cost, and all together.
pub(super) fn costs(ledger: &Ledger, run: &RunRow) -> Result<(), Failure> {
    let episodes = ledger.episodes(run.id)?;
    for row in &episodes {
        say(&(of_one(row) + &by_another(row, &episodes)));
    }
    say(&format!("in all: {}", of_all(&episodes)));
    Ok(())
}

/// Gives the calls to a program, as JSON Lines.
pub(super) fn lines(ledger: &Ledger, run: &RunRow) -> Result<(), Failure> {
    ledger.episodes(run.id)?.iter().for_each(|row| say_json(&line(row)));
    Ok(())
}

/// A call as JSON.
pub(super) fn line(row: &EpisodeRow) -> serde_json::Value {
    let part = |section: &SectionSize| json!({ "name": section.name, "tokens": section.tokens });
    let parts: Vec<_> = row.sections.iter().map(part).collect();
    json!({
        "type": "episode", "number": row.number.0, "seq": row.seq.0, "role": row.role, "about": row.about,
        "model": row.model, "backend": row.backend, "finish": row.finish, "sampling": row.sampling,
        "usage": row.usage, "wall_ms": u64::try_from(row.wall.as_millis()).unwrap_or(u64::MAX), "parts": parts,
        "action": row.action, "repairs": row.repairs, "reply": row.reply,
    })
}

/// A call and its cost in one line.
pub(super) fn of_one(row: &EpisodeRow) -> String {
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

/// Who answered, where that was not the one who answered first.
fn by_another(row: &EpisodeRow, episodes: &[EpisodeRow]) -> String {
    let is_first =
        episodes.first().is_some_and(|first| first.backend == row.backend && first.model == row.model);
    if is_first { String::new() } else { format!("; by {} ({})", plain(&row.model), plain(&row.backend)) }
}

/// A number of tokens, as far as the server told it.
fn tokens(told: Option<Tokens>) -> String {
    told.map_or_else(|| "?".to_owned(), |tokens| tokens.0.to_string())
}

/// What the models were and what all calls of each cost.
pub(super) fn of_all(episodes: &[EpisodeRow]) -> String {
    let mut models: Vec<(&str, &str)> = Vec::new();
    for row in episodes {
        let model = (row.model.as_str(), row.backend.as_str());
        if !models.contains(&model) {
            models.push(model);
        }
    }
    let of_one = |(model, backend): (&str, &str)| {
        let own = episodes.iter().filter(|row| row.model == model && row.backend == backend);
        of_model((model, backend), &own.collect::<Vec<_>>())
    };
    let all: Vec<String> = models.into_iter().map(of_one).collect();
    if all.is_empty() { "was not asked".to_owned() } else { all.join("; ") }
}

fn of_model((model, backend): (&str, &str), episodes: &[&EpisodeRow]) -> String {
    let sum = |of: fn(&EpisodeRow) -> Option<Tokens>| {
        // One call that did not tell leaves the sum unknown.
        let told: Option<Vec<Tokens>> = episodes.iter().map(|row| of(row)).collect();
        tokens(told.map(|told| told.into_iter().sum()))
    };
    format!(
        "{} ({}), {} call{}, {} prompt tokens ({} of them cached), {} generated",
        plain(model),
        plain(backend),
        episodes.len(),
        if episodes.len() == 1 { "" } else { "s" },
        sum(|row| row.usage.prompt),
        sum(|row| row.usage.cached),
        sum(|row| row.usage.generated),
    )
}
