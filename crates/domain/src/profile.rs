//! How a model is best asked, as trying it out showed.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::action::Routing;
use crate::unit::Tokens;

/// How a model is best asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// How decisions are asked for.
    pub decisions: Asking,
    /// How it comes to a decision where there is much to choose from.
    pub routing: Routing,
    /// How edits are asked for, the best way first. Whoever finds none takes the defaults'.
    pub edits: Vec<EditWay>,
    /// How much the model is asked to plan.
    pub planning: Planning,
    /// The longest prompt of which it still knows what stands in it: a small model drowns in more, long before its window
    /// is full.
    pub longest_prompt: Tokens,
    /// The temperature of questions that were asked in every other way before.
    pub warm: f32,
}

impl Default for Profile {
    /// What is careful for a model that nobody has tried out.
    fn default() -> Self {
        Self {
            decisions: Asking::Imposed,
            // Of the models that were measured, none decided better in two stages (`docs/models.md`).
            routing: Routing::Direct,
            edits: vec![EditWay { format: EditFormat::Rewrite, asking: Asking::Imposed }],
            planning: Planning::Little,
            longest_prompt: Tokens(2600),
            warm: 0.8,
        }
    }
}

impl Profile {
    /// The way to ask for an edit after so many ways did not work, the best first, around and around.
    #[must_use]
    pub fn edit(&self, failed: usize) -> EditWay {
        let careful = EditWay { format: EditFormat::Rewrite, asking: Asking::Imposed };
        let at = failed.checked_rem(self.edits.len()).unwrap_or_default();
        self.edits.get(at).copied().unwrap_or(careful)
    }
}

/// How a reply comes to its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asking {
    /// It is imposed, as far as the backend can do that.
    Imposed,
    /// The model is told, and writes as it likes.
    Free,
    /// Tools are offered to the model, and it calls one.
    Tools,
}

/// A way to ask for an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditWay {
    /// What the model writes.
    pub format: EditFormat,
    /// How its reply comes to that form.
    pub asking: Asking,
}

/// What a model writes to change code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditFormat {
    /// The whole symbol, or the whole file, in a fence.
    Rewrite,
    /// A SEARCH/REPLACE block.
    Replace,
    /// The text to find and its replacement in one JSON object.
    Json,
}

/// How much a model is asked to plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Planning {
    /// Not at all: it names no steps that could be carried out.
    Never,
    /// Where a task needs it.
    Little,
    /// Before anything that may take more than one edit.
    Always,
}

impl fmt::Display for Asking {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Self::Imposed => "imposed",
            Self::Free => "free",
            Self::Tools => "tools",
        })
    }
}

impl fmt::Display for EditFormat {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Self::Rewrite => "rewrite",
            Self::Replace => "replace",
            Self::Json => "json",
        })
    }
}

impl fmt::Display for EditWay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, {}", self.format, self.asking)
    }
}

impl fmt::Display for Planning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Self::Never => "never",
            Self::Little => "little",
            Self::Always => "always",
        })
    }
}
