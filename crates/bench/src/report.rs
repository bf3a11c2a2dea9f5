//! The results as tables, for people.

mod html;
mod markdown;
mod table;
mod total;

use std::collections::{BTreeMap, BTreeSet};

use self::table::Table;
use self::total::Total;
use crate::entry::{Claim, Entry, Options, Outcome};

/// Results as tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    sections: Vec<Section>,
}

/// The results of one model with the same options.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Section {
    title: String,
    lines: Vec<String>,
    tables: Vec<Table>,
}

const TITLE: &str = "kinglet bench";

const NOTE: &str = "Solved: the hidden tests succeed on what was there when the agent ended, or when its time was up. \
    False done: kinglet called it done, and the hidden tests fail; there must be none. \
    Per solved: what all tasks took, those not solved among them, divided by the number of solved ones. \
    Of another agent's prompts, tokens from the cache are not counted. \
    A question mark: the model's server did not tell.";

/// Tells of a task to which part of all it belongs.
type Part = fn(&Entry) -> &str;

/// What totals are counted by.
const PARTS: [(&str, Part); 3] = [
    ("kind", |entry| &entry.kind),
    ("language", |entry| &entry.language),
    ("difficulty", |entry| &entry.difficulty),
];

impl Report {
    /// Makes the tables: of each task the last result with the same options, in the order of names.
    #[must_use]
    pub fn new(entries: &[Entry]) -> Self {
        let mut groups: BTreeMap<String, BTreeMap<&str, &Entry>> = BTreeMap::new();
        for entry in entries {
            groups.entry(title(&entry.options)).or_default().insert(&entry.task, entry);
        }
        let groups: Vec<(String, Vec<&Entry>)> =
            groups.into_iter().map(|(title, tasks)| (title, tasks.into_values().collect())).collect();
        let compared = (groups.len() > 1).then(|| Section::compared(&groups));
        let each = groups.into_iter().map(|(title, entries)| Section::new(title, &entries));
        Self { sections: compared.into_iter().chain(each).collect() }
    }

    /// What results come to together, in a sentence.
    #[must_use]
    pub fn summary(entries: &[&Entry]) -> String {
        Total::of(entries).line()
    }

    /// The report as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::render(self)
    }

    /// The report as a web page that needs no other file.
    #[must_use]
    pub fn html(&self) -> String {
        html::render(self)
    }
}

impl Section {
    /// All of them side by side.
    fn compared(groups: &[(String, Vec<&Entry>)]) -> Self {
        let mut table = Table::new([&["options"], Total::HEAD].concat());
        for (title, entries) in groups {
            table.row([vec![title.clone()], Total::of(entries).cells()].concat());
        }
        Self { title: "Side by side".to_owned(), lines: vec![], tables: vec![table] }
    }

    fn new(title: String, entries: &[&Entry]) -> Self {
        let models: BTreeSet<&str> =
            entries.iter().filter_map(|entry| entry.outcome.attempt()?.figures.model.as_deref()).collect();
        let mut lines = vec![Total::of(entries).line()];
        if !models.is_empty() {
            lines.push(format!("Answered by {}.", models.into_iter().collect::<Vec<_>>().join("; ")));
        }
        let mut tables: Vec<Table> = PARTS.iter().map(|(name, of)| totals(name, *of, entries)).collect();
        tables.push(tasks(entries));
        tables.extend(reasons(entries));
        Self { title, lines, tables }
    }
}

/// Options in words. Different ones have different words.
fn title(options: &Options) -> String {
    let Options { model, endpoint, threads, attempts, samples, explore, without, seconds, agent } = options;
    let samples = if *samples > 1 { format!(" of {samples} answers each") } else { String::new() };
    let model = model.as_deref().unwrap_or("the model that was found");
    let endpoint = endpoint.as_ref().map_or_else(String::new, |endpoint| format!(" at {endpoint}"));
    let threads = threads.map_or_else(String::new, |threads| format!(", threads: {threads}"));
    if let Some(agent) = agent {
        return format!("{agent}: {model}{endpoint}, {seconds} s a task");
    }
    let without =
        if without.is_empty() { String::new() } else { format!(", without {}", without.join(", ")) };
    format!(
        "{model}{endpoint}{threads}, {attempts} attempts{samples}, {seconds} s a task, exploring: {explore}{without}"
    )
}

fn totals(name: &str, of: Part, entries: &[&Entry]) -> Table {
    let mut parts: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        parts.entry(of(entry)).or_default().push(entry);
    }
    let mut table = Table::new([&[name], Total::HEAD].concat());
    for (part, entries) in parts {
        table.row([vec![part.to_owned()], Total::of(&entries).cells()].concat());
    }
    table.row([vec!["all".to_owned()], Total::of(entries).cells()].concat());
    table
}

/// Each task and what it took.
fn tasks(entries: &[&Entry]) -> Table {
    let mut table = Table::new(vec![
        "task",
        "kind",
        "language",
        "difficulty",
        "outcome",
        "said",
        "seconds",
        "of the model",
        "steps",
        "calls",
        "prompt",
        "cached",
        "generated",
        "edits",
        "refused",
        "reverts",
        "kept",
        "repairs",
        "looks",
        "second model",
    ]);
    for entry in entries {
        let mut cells: Vec<String> =
            [&entry.task, &entry.kind, &entry.language, &entry.difficulty, entry.outcome.words()]
                .map(str::to_owned)
                .to_vec();
        if let Some(attempt) = entry.outcome.attempt() {
            let figures = &attempt.figures;
            // What goes on within another agent is not known.
            let known = |told: String| if attempt.claim == Claim::Unsaid { "?".to_owned() } else { told };
            cells.push(attempt.claim.words().to_owned());
            cells.push(format!("{:.1}", attempt.seconds));
            cells.push(known(format!("{:.1}", figures.model_seconds)));
            cells.extend([figures.steps, figures.calls].map(|count| known(count.to_string())));
            cells.extend(
                [figures.prompt_tokens, figures.cached_tokens, figures.generated_tokens].map(total::told),
            );
            cells.extend(
                [
                    figures.attempts,
                    figures.refused,
                    figures.reverts,
                    figures.kept,
                    figures.repairs,
                    figures.explorations,
                    figures.escalations,
                ]
                .map(|count| known(count.to_string())),
            );
        }
        table.row(cells);
    }
    table
}

/// What must not be overlooked: why tasks were not tried or not judged, and what was called done and is not.
fn reasons(entries: &[&Entry]) -> Option<Table> {
    let mut table = Table::new(vec!["task", "outcome", "because"]);
    for entry in entries {
        let reason = match &entry.outcome {
            Outcome::Skipped { reason } | Outcome::Failed { reason } => reason,
            Outcome::FalseDone(attempt) => &attempt.verdict,
            Outcome::Solved(_) | Outcome::Unsolved(_) => continue,
        };
        table.row(vec![entry.task.clone(), entry.outcome.words().to_owned(), reason.clone()]);
    }
    (!table.rows.is_empty()).then_some(table)
}
