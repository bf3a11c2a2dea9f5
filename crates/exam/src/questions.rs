//! The questions, as they stand in the folder `exam`.

use kinglet_domain::path::RelPath;
use serde::Deserialize;

use crate::error::Error;

/// All questions.
pub(crate) struct Questions {
    pub(crate) edits: Vec<Edit>,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) plans: Vec<Plan>,
}

/// A small bug.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edit {
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) head: String,
    pub(crate) code: String,
    pub(crate) test: String,
    pub(crate) said: String,
    wrong: String,
    right: Vec<String>,
}

/// A situation of an investigation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    pub(crate) task: String,
    pub(crate) said: String,
    pub(crate) places: Vec<String>,
    pub(crate) claim: String,
    #[serde(default)]
    pub(crate) evidence: Vec<Evidence>,
    actions: Vec<String>,
    about: Vec<String>,
}

/// Its kind, what it is about, its summary and its content.
#[derive(Debug, Deserialize)]
pub(crate) struct Evidence(pub(crate) String, pub(crate) String, pub(crate) String, pub(crate) String);

/// A task of several steps.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    pub(crate) task: String,
    pub(crate) there: Vec<String>,
    pub(crate) files: Vec<String>,
}

pub(crate) fn builtin() -> Result<Questions, Error> {
    #[derive(Deserialize)]
    struct Edits {
        edit: Vec<Edit>,
    }
    #[derive(Deserialize)]
    struct Decisions {
        decision: Vec<Decision>,
    }
    #[derive(Deserialize)]
    struct Plans {
        plan: Vec<Plan>,
    }
    let Edits { edit } = toml::from_str(include_str!("../exam/edits.toml"))?;
    let Decisions { decision } = toml::from_str(include_str!("../exam/decisions.toml"))?;
    let Plans { plan } = toml::from_str(include_str!("../exam/plans.toml"))?;
    Ok(Questions { edits: edit, decisions: decision, plans: plan })
}

pub(crate) fn path(text: &str) -> Result<RelPath, Error> {
    RelPath::parse(text).map_err(|_| Error::Path(text.to_owned()))
}

impl Edit {
    /// Whether a text of the file is the repaired one, however it is set.
    pub(crate) fn is_repaired_by(&self, text: &str) -> bool {
        let text = essence(text);
        self.right.iter().any(|right| essence(&self.code.replace(&self.wrong, right)) == text)
    }
}

impl Decision {
    /// - `written`: the action as JSON.
    pub(crate) fn is_right(&self, action: &str, written: &str) -> bool {
        self.actions.iter().any(|wanted| wanted == action)
            && self.about.iter().any(|about| written.contains(about.as_str()))
    }
}

/// A text of code without space, comments, and what styles differ in.
fn essence(code: &str) -> String {
    let line = |line: &str| {
        let line = line.split("//").next().unwrap_or_default();
        line.split(" #").next().unwrap_or_default().to_owned()
    };
    let code: String = code.lines().map(line).collect();
    code.chars()
        .filter(|c| !c.is_whitespace() && *c != ';')
        .map(|c| if c == '\'' { '"' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_makes_sense() {
        let questions = builtin().unwrap();
        for edit in &questions.edits {
            assert_eq!(edit.code.matches(&edit.wrong).count(), 1, "{}", edit.path);
            assert!(edit.code.contains(&edit.head) && edit.head.ends_with(&edit.name), "{}", edit.path);
            assert!(!edit.is_repaired_by(&edit.code), "{} is right already", edit.path);
            let repaired = edit.code.replace(&edit.wrong, &edit.right[0]);
            assert!(edit.is_repaired_by(&repaired), "{}", edit.path);
        }
        for decision in &questions.decisions {
            assert!(
                decision
                    .actions
                    .iter()
                    .all(|name| name.parse::<kinglet_domain::action::ActionName>().is_ok())
            );
        }
        assert_eq!([questions.edits.len(), questions.decisions.len(), questions.plans.len()], [16, 8, 2]);
    }

    #[test]
    fn a_repair_counts_however_it_is_set() {
        let questions = builtin().unwrap();
        let leap = questions.edits.iter().find(|edit| edit.name == "is_leap").unwrap();
        let other = "def is_leap(year):\n  \"\"\"Whether a year of the Gregorian calendar has 366 days.\"\"\"\n  if year % 400 == 0:\n    return True\n  if year % 100 == 0:\n    return False  # A century.\n  return year % 4 == 0";
        assert!(leap.is_repaired_by(other));
        assert!(!leap.is_repaired_by(&other.replace("False", "True")));
    }
}
