//! The code that was chosen for a task, and why.

use serde::{Deserialize, Serialize};

use crate::edit::Edit;
use crate::event::CandidateNote;
use crate::path::RelPath;
use crate::unit::Line;

/// A place that may have to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The file.
    pub path: RelPath,
    /// What would be rewritten.
    pub target: Target,
    /// Its first line.
    pub first: Line,
    /// Its text, indentation of the first line included.
    pub text: String,
    /// Why it was chosen; the points add up to its score.
    pub reasons: Vec<Reason>,
}

/// What would be rewritten as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A symbol.
    Symbol {
        /// Its qualified name.
        name: String,
        /// Its text up to and including its name: how its replacement has to begin.
        head: String,
    },
    /// The whole file.
    File,
}

/// What a question says to be wrong with a piece of code. Lines are counted from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// Nothing in particular.
    #[default]
    Open,
    /// The mistake is in this line.
    Line(usize),
    /// This line was wrong, and is left blank, to be written anew: what a small model reads, it copies.
    Blank(usize),
    /// A line is missing, nobody says where.
    Missing,
}

impl Claim {
    /// The line that it is about.
    #[must_use]
    pub fn line(self) -> Option<usize> {
        match self {
            Self::Line(line) | Self::Blank(line) => Some(line),
            Self::Open | Self::Missing => None,
        }
    }

    /// Whether the answer fills in a blank.
    #[must_use]
    pub fn is_blank(self) -> bool {
        matches!(self, Self::Blank(_))
    }
}

/// The last part of a name: of `Cart.total` and of `Cart::total` it is `total`.
#[must_use]
pub fn short(name: &str) -> &str {
    name.rsplit(['.', ':']).next().unwrap_or_default()
}

impl Candidate {
    /// The sum of its points.
    #[must_use]
    pub fn score(&self) -> i32 {
        self.reasons.iter().map(|reason| reason.points).sum()
    }

    /// The symbol's name, or the file's path.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.target {
            Target::Symbol { name, .. } => name,
            Target::File => self.path.as_str(),
        }
    }

    /// The last part of its name: that of a method without its class.
    #[must_use]
    pub fn short_name(&self) -> &str {
        short(self.name())
    }

    /// Whether a line of its file is one of its own.
    #[must_use]
    pub fn contains(&self, line: Line) -> bool {
        let at = line.index().checked_sub(self.first.index());
        at.is_some_and(|at| at < self.text.lines().count())
    }

    /// Whether it is what has this name in this file.
    #[must_use]
    pub fn is(&self, path: &RelPath, name: &str) -> bool {
        self.path == *path && self.name() == name
    }

    /// Its place and reasons without its text.
    #[must_use]
    pub fn note(&self) -> CandidateNote {
        CandidateNote {
            path: self.path.clone(),
            symbol: self.name().to_owned(),
            line: self.first,
            score: self.score(),
            reasons: self
                .reasons
                .iter()
                .map(|reason| format!("{:+} {}", reason.points, reason.why))
                .collect(),
        }
    }
}

/// Points and what they are for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The points; negative ones count against.
    pub points: i32,
    /// What kind of reason it is.
    pub ground: Ground,
    /// What they are for, as a person reads it.
    pub why: String,
}

/// What a reason rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// A place that the check's output names.
    Frame,
    /// The words of the task.
    Task,
    /// The tests that reach it.
    Tests,
    /// Words that it shares with the failure.
    Words,
    /// What its code looks like, whatever failed.
    Shape,
}

/// Code that looks like a mistake which is made again and again, and what mends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownBug {
    /// The position of its place among the candidates.
    pub about: usize,
    /// Where it begins.
    pub line: Line,
    /// What is wrong.
    pub why: String,
    /// Whether the same code is as often right.
    pub is_weak: bool,
    /// Whether it is next to never right.
    #[serde(default)]
    pub is_sure: bool,
    /// What mends it.
    pub edit: Edit,
}

/// A part of a file, verbatim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The file.
    pub path: RelPath,
    /// The first line of the text.
    pub first: Line,
    /// The text.
    pub text: String,
}
