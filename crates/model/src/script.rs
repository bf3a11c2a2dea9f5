//! A model that says what was written down before: for demonstrations and tests, and to replay a run.
//!
//! A script is JSON Lines. The first describes what is replayed, each following one is a reply, in order:
//!
//! ```text
//! {"kinglet_script":1,"task":"...","check":"...","attempts":40,"explore":"auto","live":true,"model":"...","prefill":true}
//! {"reply":"...","finish":"stop"}
//! ```

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_domain::model::{Finish, Usage};
use kinglet_domain::profile::Profile;
use kinglet_domain::unit::Tokens;
use serde::{Deserialize, Serialize};

use crate::backend::{Backend, Constraint, Flow, Identity, Prefill, Reply, Request, Tools};
use crate::error::Error;
use crate::estimate::Estimate;

/// The version of the format that is read and written here.
pub const VERSION: u32 = 1;

/// What a script begins with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "a file's fields, each of which a person may write")]
pub struct Header {
    /// The version of the format.
    pub kinglet_script: u32,
    /// What is to be done.
    pub task: String,
    /// The command that decides whether it is done.
    pub check: String,
    /// The most questions to the model.
    pub attempts: u32,
    /// When the code is looked into first: `off`, `auto` or `always`.
    #[serde(default = "auto")]
    pub explore: String,
    /// Whether the model is asked first for a mechanical change.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refactor: bool,
    /// When a plan is made first: `off`, `auto`, `always` or `only`.
    #[serde(default = "off", skip_serializing_if = "is_off")]
    pub plan: String,
    /// Whether the model may propose a check where there is none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proposes: bool,
    /// How many answers are drawn to a question.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub samples: u32,
    /// What the run does without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// Which model spoke.
    pub model: String,
    /// Whether its replies go on from the beginnings that were imposed on them.
    pub prefill: bool,
    /// Whether a model said this, to which what holds for models applies: it may record decisions alone.
    #[serde(default)]
    pub live: bool,
    /// How it was asked.
    #[serde(default, skip_serializing_if = "is_careful")]
    pub profile: Profile,
}

fn is_careful(profile: &Profile) -> bool {
    *profile == Profile::default()
}

fn off() -> String {
    "off".to_owned()
}

fn is_off(plan: &str) -> bool {
    plan == "off"
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde passes it")]
fn is_one(samples: &u32) -> bool {
    *samples == 1
}

fn auto() -> String {
    "auto".to_owned()
}

/// One thing that the model says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Its words, without the beginning that was imposed on them.
    pub reply: String,
    /// Why they ended.
    pub finish: End,
}

/// Why a scripted reply ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The model said that it was done.
    Stop,
    /// Enough was read.
    Early,
    /// The limit of tokens was reached.
    Length,
    /// There was none: the question did not fit the model's window; the reply says why.
    TooLong,
}

impl From<Finish> for End {
    fn from(finish: Finish) -> Self {
        match finish {
            Finish::Stop => Self::Stop,
            Finish::Early => Self::Early,
            Finish::Length => Self::Length,
        }
    }
}

/// A script that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    path: PathBuf,
    /// What it replays.
    pub header: Header,
    /// The replies, in order.
    pub lines: Vec<Line>,
}

impl Script {
    /// Reads a script.
    ///
    /// - `path`: where the text comes from, for messages.
    ///
    /// # Errors
    /// [`Error::Script`] with the number of the line that cannot be read.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let wrong = |number: usize, reason: String| Error::Script {
            path: path.display().to_string(),
            line: number + 1,
            reason,
        };
        let Some((number, first)) = lines.next() else {
            return Err(wrong(0, "it is empty; `kinglet export --script RUN` makes a script".to_owned()));
        };
        let header: Header = serde_json::from_str(first).map_err(|error| wrong(number, error.to_string()))?;
        if header.kinglet_script != VERSION {
            let reason = format!("it has version {}, and only {VERSION} is known", header.kinglet_script);
            return Err(wrong(number, reason));
        }
        let read = |(number, line): (usize, &str)| {
            serde_json::from_str(line).map_err(|error| wrong(number, error.to_string()))
        };
        let lines = lines.map(read).collect::<Result<_, _>>()?;
        Ok(Self { path: path.to_owned(), header, lines })
    }

    /// The text from which a script is read.
    ///
    /// # Errors
    /// None in practice: everything in it can be written as JSON.
    pub fn render(header: &Header, lines: &[Line]) -> Result<String, serde_json::Error> {
        let mut text = serde_json::to_string(header)? + "\n";
        for line in lines {
            text += &(serde_json::to_string(line)? + "\n");
        }
        Ok(text)
    }

    /// The model that speaks it.
    ///
    /// - `spoken`: how many replies a run that goes on has heard already.
    #[must_use]
    pub fn model(self, spoken: usize) -> Scripted {
        let Self { path, header, lines } = self;
        let identity = Identity {
            model: header.model,
            backend: "script".to_owned(),
            // What did not fit stands in the script.
            window: Some(Tokens(u32::MAX)),
            prefill: if header.prefill { Prefill::Continued } else { Prefill::Ignored },
            // It says what it says.
            constraint: Constraint::None,
            tools: Tools::Ignored,
            profile: header.profile,
        };
        Scripted { identity, path, left: lines.into_iter().skip(spoken).collect() }
    }
}

/// A model that speaks a script.
#[derive(Debug)]
pub struct Scripted {
    identity: Identity,
    path: PathBuf,
    left: VecDeque<Line>,
}

impl Backend for Scripted {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn generate<'a>(
        &'a mut self,
        _request: &'a Request,
        sink: &'a mut (dyn FnMut(&str) -> Flow + Send),
    ) -> BoxFuture<'a, Result<Reply, Error>> {
        async move {
            let spoken = self.left.pop_front();
            let Line { reply, finish } =
                spoken.ok_or_else(|| Error::ScriptEnded { path: self.path.display().to_string() })?;
            let finish = match finish {
                End::Stop => Finish::Stop,
                End::Early => Finish::Early,
                End::Length => Finish::Length,
                End::TooLong => return Err(Error::WasTooLong(reply)),
            };
            // It was cut off where it was heard enough of: whether it was is known.
            let _heard = sink(&reply);
            Ok(Reply { text: reply, finish, usage: Usage::default() })
        }
        .boxed()
    }

    fn count<'a>(&'a mut self, text: &'a str) -> BoxFuture<'a, Result<Tokens, Error>> {
        async move { Ok(Estimate::PRIOR.count(text)) }.boxed()
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    const HEADER: &str = r#"{"kinglet_script":1,"task":"t","check":"c","attempts":3,"explore":"auto","model":"m","prefill":true,"live":false}"#;

    fn check(text: &str) -> String {
        match Script::parse(Path::new("s.jsonl"), text) {
            Ok(script) => format!("{} replies", script.lines.len()),
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = format!("{HEADER}\n{{\"reply\":\"a\\nb\",\"finish\":\"early\"}}\n");
        let script = Script::parse(Path::new("s.jsonl"), &text).unwrap();
        assert_eq!(Script::render(&script.header, &script.lines).unwrap(), text);
    }

    #[test]
    fn says_which_line_is_wrong() {
        assert_snapshot!(check(""), @"error: s.jsonl, line 1: it is empty; `kinglet export --script RUN` makes a script");
        assert_snapshot!(check("{}"), @"error: s.jsonl, line 1: missing field `kinglet_script` at line 1 column 2");
        assert_snapshot!(check(&HEADER.replace(":1,", ":9,")), @"error: s.jsonl, line 1: it has version 9, and only 1 is known");
        assert_snapshot!(check(&format!("{HEADER}\n\n{{\"reply\":1}}")), @"error: s.jsonl, line 3: invalid type: integer `1`, expected a string at line 1 column 10");
        assert_snapshot!(check(&format!("{HEADER}\n")), @"0 replies");
    }
}
