//! The contract: exactly what a reply has to say, one type an action.
//!
//! Everything else that a model writes is mended until it is one of these, or refused. What a backend is made to keep
//! to (JSON Schema, grammars) is made from them, so that the two never differ.

use kinglet_domain::action::{Action, ActionName, Allowed, Part};
use kinglet_domain::form::Tool;
use schemars::{JsonSchema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A reply, or the first line of one: what an edit changes follows as plain text, never inside JSON.
///
/// The fields stand in the order in which they are to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
pub enum Contract {
    /// Shows a file, a symbol of it, or some of its lines.
    Read {
        /// The file, relative to the repository's root.
        #[schemars(length(min = 1))]
        path: String,
        /// A symbol that it defines.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "String", length(min = 1))]
        symbol: Option<String>,
        /// The first and the last line, instead of a symbol.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "String", regex(pattern = "^[1-9][0-9]*-[1-9][0-9]*$"))]
        lines: Option<String>,
    },
    /// Looks for a text.
    Search {
        /// A regular expression.
        #[schemars(length(min = 1))]
        pattern: String,
        /// The file or folder to search; all without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "String", length(min = 1))]
        path: Option<String>,
    },
    /// Shows where a name is defined and used.
    Symbol {
        /// The name, qualified or not.
        #[schemars(length(min = 1))]
        name: String,
    },
    /// Notes something.
    RecordEvidence {
        /// What it is.
        kind: Kind,
        /// What it is about.
        #[schemars(length(min = 1))]
        subject: String,
        /// One line.
        #[schemars(length(min = 1))]
        summary: String,
        /// The rest.
        content: String,
    },
    /// Looks into a narrower claim first.
    SpawnChild {
        /// The claim.
        #[schemars(length(min = 1))]
        hypothesis: String,
    },
    /// Settles the current claim.
    Resolve {
        /// How.
        verdict: Verdict,
        /// The evidence for it.
        #[schemars(length(min = 1), inner(regex(pattern = "^E[0-9]+$")))]
        cites: Vec<String>,
        /// One line.
        #[schemars(length(min = 1))]
        summary: String,
    },
    /// Says in which steps the task is done.
    Plan {
        /// The command that succeeds when all is done; the one that is known without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "String", length(min = 1))]
        check: Option<String>,
        /// The steps, in order.
        #[schemars(length(min = 1))]
        steps: Vec<Step>,
    },
    /// Changes a file. SEARCH/REPLACE blocks follow, or one fenced block with all of the symbol or the file.
    Edit {
        /// The file, relative to the repository's root.
        #[schemars(length(min = 1))]
        path: String,
        /// The symbol that the fenced block is all of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "String", length(min = 1))]
        symbol: Option<String>,
    },
}

/// A step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What is to be done.
    #[schemars(length(min = 1))]
    pub title: String,
    /// The files that it is about.
    #[schemars(inner(length(min = 1)))]
    pub files: Vec<String>,
    /// Whether the project has to compile after it.
    pub compile: bool,
}

/// How a claim is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Verdict {
    /// It is so.
    Holds,
    /// It is not so.
    Refuted,
}

/// What a model notes. All but decisions are for scripts: what the world is like is observed, not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
#[expect(missing_docs, reason = "kinglet_domain::evidence::Kind says what they mean")]
pub enum Kind {
    Decision,
    FileRead,
    Diagnostic,
    TestResult,
    EditApplied,
    ShellOutput,
    SymbolLookup,
}

/// The JSON Schema of the actions that are allowed, in the order in which they are offered.
///
/// An action is one of `anyOf`; for a single one the schema is its own.
#[must_use]
pub fn schema(allowed: &Allowed) -> Value {
    let mut whole = SchemaGenerator::default().into_root_schema_for::<Contract>().to_value();
    let all = whole.get_mut("oneOf").map(Value::take);
    let Some(Value::Array(mut all)) = all else { return whole };
    let mut chosen: Vec<Value> = Vec::new();
    for name in allowed.names() {
        let is_meant =
            |schema: &Value| schema.pointer("/properties/action/const") == Some(&json!(name.text()));
        chosen.extend(all.extract_if(.., |schema| is_meant(schema)));
    }
    let definitions = whole.get_mut("$defs").map(Value::take);
    // A step is the only thing that is defined apart.
    let definitions = definitions.filter(|_| chosen.iter().any(|schema| schema.to_string().contains("$ref")));
    let mut schema = match <[Value; 1]>::try_from(chosen) {
        Ok([only]) => only,
        Err(several) => json!({ "anyOf": several }),
    };
    if let (Some(definitions), Some(fields)) = (definitions, schema.as_object_mut()) {
        fields.insert("$defs".to_owned(), definitions);
    }
    schema
}

/// The actions that are allowed as tools, which a model calls instead of writing an action.
#[must_use]
pub fn tools(allowed: &Allowed) -> Vec<Tool> {
    let tool = |name: ActionName| {
        let mut parameters = schema(&Allowed::of(&[name]));
        // A tool's name is the action's: its arguments need not repeat it.
        if let Some(fields) = parameters["properties"].as_object_mut() {
            fields.remove("action");
        }
        if let Some(required) = parameters["required"].as_array_mut() {
            required.retain(|field| field != "action");
        }
        Tool { name: name.text().to_owned(), description: name.purpose().to_owned(), parameters }
    };
    allowed.names().map(tool).collect()
}

impl From<&Action> for Contract {
    fn from(action: &Action) -> Self {
        match action {
            Action::Read { path, part } => {
                let (symbol, lines) = match part {
                    Part::Whole => (None, None),
                    Part::Symbol(name) => (Some(name.clone()), None),
                    Part::Lines(lines) => (None, Some(lines.to_string())),
                };
                Self::Read { path: path.to_string(), symbol, lines }
            }
            Action::Search { pattern, path } => {
                Self::Search { pattern: pattern.clone(), path: path.as_ref().map(ToString::to_string) }
            }
            Action::Symbol { name } => Self::Symbol { name: name.clone() },
            Action::RecordEvidence { kind, subject, summary, content } => Self::RecordEvidence {
                kind: (*kind).into(),
                subject: subject.clone(),
                summary: summary.clone(),
                content: content.clone(),
            },
            Action::SpawnChild { hypothesis } => Self::SpawnChild { hypothesis: hypothesis.clone() },
            Action::Resolve { verdict, cites, summary } => Self::Resolve {
                verdict: (*verdict).into(),
                cites: cites.iter().map(ToString::to_string).collect(),
                summary: summary.clone(),
            },
            Action::Plan { check, steps } => {
                Self::Plan { check: check.clone(), steps: steps.iter().map(Step::from).collect() }
            }
            Action::Edit { path, symbol, .. } => {
                Self::Edit { path: path.to_string(), symbol: symbol.clone() }
            }
        }
    }
}

impl From<&kinglet_domain::action::Step> for Step {
    fn from(step: &kinglet_domain::action::Step) -> Self {
        let files = step.files.iter().map(ToString::to_string).collect();
        Self { title: step.title.clone(), files, compile: step.compile }
    }
}

impl From<kinglet_domain::action::Verdict> for Verdict {
    fn from(verdict: kinglet_domain::action::Verdict) -> Self {
        match verdict {
            kinglet_domain::action::Verdict::Holds => Self::Holds,
            kinglet_domain::action::Verdict::Refuted => Self::Refuted,
        }
    }
}

impl From<kinglet_domain::evidence::Kind> for Kind {
    fn from(kind: kinglet_domain::evidence::Kind) -> Self {
        use kinglet_domain::evidence::Kind as Known;
        match kind {
            Known::Decision => Self::Decision,
            Known::FileRead => Self::FileRead,
            Known::Diagnostic => Self::Diagnostic,
            Known::TestResult => Self::TestResult,
            Known::EditApplied => Self::EditApplied,
            Known::ShellOutput => Self::ShellOutput,
            Known::SymbolLookup => Self::SymbolLookup,
        }
    }
}

#[cfg(test)]
mod tests;
