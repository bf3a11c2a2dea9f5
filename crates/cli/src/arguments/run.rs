//! What may be written after `kinglet run`, `plan` and `resume`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use kinglet_agent::Idea;
use serde::{Deserialize, Serialize};

#[derive(Debug, Args)]
pub(crate) struct Run {
    /// What is to be done, in your own words, in any language.
    pub(crate) task: Option<String>,
    /// Read what is to be done from a file; `-` is standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "task")]
    pub(crate) task_file: Option<PathBuf>,
    /// The command that succeeds when the task is done; twice, where edits failed before. Found out from the project's files if
    /// not given. It runs in the repository's top folder, also if kinglet is started further down, with your rights and
    /// environment, but without variables whose names end in `_API_KEY` or begin with `KINGLET_`.
    #[arg(long, value_name = "CMD")]
    pub(crate) check: Option<String>,
    /// Seconds that the check may run each time. Once edits were checked, twenty times as long as that took will do, or 30 seconds:
    /// what takes longer hangs.
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) check_timeout: u64,
    /// The most answers that the model is asked for; each that --samples draws is one.
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) attempts: u32,
    /// Draw so many answers to each question; equal ones are counted, and what most of them came to is tried first.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=32))]
    pub(crate) samples: u32,
    #[command(flatten)]
    pub(crate) budget: Budget,
    #[command(flatten)]
    pub(crate) model: Model,
    /// When the model looks into the code before it changes anything, by reading and searching it: `auto` only where neither
    /// the failure nor the task leads to any code.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Explore::Auto)]
    pub(crate) explore: Explore,
    /// Before it is asked for edits, the model says which mechanical change the task asks for (another name, a parameter with
    /// all its calls, another file, an import), if any; kinglet carries it out at every place. A task that asks in plain words for
    /// another name or a parameter, and for nothing else, needs no such option.
    #[arg(long, conflicts_with = "plan")]
    pub(crate) refactor: bool,
    /// When a plan is made and carried out, file by file: `auto` where no failing check says what is wrong, or the task is a
    /// list of things to do. `off` works on what the check says alone.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Planning::Auto)]
    pub(crate) plan: Planning,
    /// Do without some of what kinglet does, to see what it is worth: `docs/benchmarks.md` has what was measured.
    #[arg(long, value_name = "IDEAS", value_delimiter = ',', value_parser = super::ideas(), help_heading = "Experiments")]
    pub(crate) without: Vec<Idea>,
    #[command(flatten)]
    pub(crate) second: Second,
    /// Ask the second model after this many questions that led to no progress.
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=1000), requires = "escalate")]
    pub(crate) escalate_after: u32,
    /// The most questions to the second model; they count among --attempts, too.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=100), requires = "escalate")]
    pub(crate) escalate_questions: u32,
    /// Replay a script that `kinglet export --script` wrote, instead of asking a model. Task and check are the
    /// script's unless they are given, all else is the script's.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["name", "endpoint", "threads", "attempts", "samples", "explore", "refactor", "plan", "without", "escalate"])]
    pub(crate) script: Option<PathBuf>,
    /// Whether language servers look at each edit before it is written: `auto` asks those that are on this machine (`kinglet
    /// doctor` names them). What they find is shown to the model and refuses nothing. Like the check, they may execute what
    /// the project brings.
    #[arg(long, value_name = "WHETHER", value_enum, default_value_t = Lsp::Auto)]
    pub(crate) lsp: Lsp,
    /// Do not ask before running a check that was found out, that a script brings, or, where there is none, a test that the
    /// model proposes.
    #[arg(long)]
    pub(crate) yes: bool,
    /// Print events as JSON Lines.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What a run may take in all, the times before it was interrupted included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Args, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "they are the names of the options")]
pub(crate) struct Budget {
    /// The most steps: a check, a question, an edit that is prepared, written or taken back is one, as in `kinglet undo --step`.
    /// When a budget is used up, no model is asked any more; an edit that is under way is still judged, and the best state that was
    /// reached stays.
    #[arg(long, value_name = "N")]
    pub(crate) max_steps: Option<u32>,
    /// The most tokens that models read, those from a cache left out, and write; as `kinglet show --cost` counts them.
    #[arg(long, value_name = "N")]
    pub(crate) max_tokens: Option<u64>,
    /// The most minutes at work; parts of one, such as 0.5, are minutes, too. A model that is at work then is stopped.
    #[arg(long, value_name = "MINUTES", value_parser = budget_minutes)]
    pub(crate) max_minutes: Option<Duration>,
}

/// Minutes that a run may take.
fn budget_minutes(text: &str) -> Result<Duration, String> {
    let minutes = text.parse::<f64>().ok().and_then(|it| Duration::try_from_secs_f64(it * 60.0).ok());
    minutes.ok_or_else(|| "it is a number from 0 on, such as 20 or 0.5".to_owned())
}

impl Budget {
    /// What is wanted now, and for the rest what was wanted then.
    pub(crate) fn or(self, then: Self) -> Self {
        Self {
            max_steps: self.max_steps.or(then.max_steps),
            max_tokens: self.max_tokens.or(then.max_tokens),
            max_minutes: self.max_minutes.or(then.max_minutes),
        }
    }
}

impl From<Budget> for kinglet_agent::Budget {
    fn from(Budget { max_steps, max_tokens, max_minutes }: Budget) -> Self {
        Self { steps: max_steps, tokens: max_tokens, time: max_minutes }
    }
}

/// Whether language servers are asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Lsp {
    Off,
    #[default]
    Auto,
}

#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// What is to be done, in your own words, in any language.
    pub(crate) task: Option<String>,
    /// Read what is to be done from a file; `-` is standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "task")]
    pub(crate) task_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) model: Model,
    /// Print events as JSON Lines.
    #[arg(long)]
    pub(crate) json: bool,
}

impl From<Plan> for Run {
    fn from(Plan { task, task_file, model, json }: Plan) -> Self {
        let second = Second { escalate: None, escalate_model: None, yes_escalate: false };
        Self {
            task,
            task_file,
            check: None,
            check_timeout: 1,
            attempts: 1,
            samples: 1,
            without: Vec::new(),
            budget: Budget::default(),
            model,
            explore: Explore::Off,
            refactor: false,
            plan: Planning::Only,
            second,
            escalate_after: 1,
            escalate_questions: 1,
            script: None,
            lsp: Lsp::Off,
            yes: false,
            json,
        }
    }
}

/// When the code is looked into first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Explore {
    Off,
    Auto,
    Always,
}

/// When a plan is made first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Planning {
    Off,
    Auto,
    Always,
    /// What `kinglet plan` does.
    #[value(skip)]
    Only,
}

/// Which model, and where it runs.
#[derive(Debug, Clone, Args)]
pub(crate) struct Model {
    /// A GGUF file, a name from `kinglet models list`, or the name of a model that the server offers.
    #[arg(long = "model", value_name = "MODEL")]
    pub(crate) name: Option<String>,
    /// The address of a server that speaks OpenAI's protocol, such as `http://127.0.0.1:8080`.
    /// Without it: a server on one of the usual ports of this machine, else the model in this process.
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,
    /// Threads for the model in this process; measured at the first start if not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    pub(crate) threads: Option<u32>,
}

/// Which second model, and whether it may be asked.
#[derive(Debug, Clone, Args)]
pub(crate) struct Second {
    /// The address of a server with a second, bigger model, which is asked where the first does not get on. Before anything is
    /// sent, kinglet says what, and asks you. Its key, if it wants one, is that in `KINGLET_ESCALATE_API_KEY`, or what the command in
    /// `KINGLET_ESCALATE_API_KEY_COMMAND` prints.
    #[arg(long, value_name = "URL")]
    pub(crate) escalate: Option<String>,
    /// The name of the second model; the first that its server offers if not given.
    #[arg(long, value_name = "MODEL")]
    pub(crate) escalate_model: Option<String>,
    /// Do not ask before the second model is asked. For a server on this machine --yes will do, for others it will not.
    #[arg(long)]
    pub(crate) yes_escalate: bool,
}

impl Second {
    /// Whether anything is said of a second model.
    pub(crate) fn is_given(&self) -> bool {
        self.escalate.is_some() || self.escalate_model.is_some() || self.yes_escalate
    }
}

#[derive(Debug, Args)]
pub(crate) struct Resume {
    /// Which run: R3, 3, the beginning of its id, or `last`.
    #[arg(default_value = "last")]
    pub(crate) run: String,
    /// Seconds that the check may run; as when the run began if not given.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) check_timeout: Option<u64>,
    /// Another budget than the run began with; what it has taken before counts.
    #[command(flatten)]
    pub(crate) budget: Budget,
    #[command(flatten)]
    pub(crate) model: Model,
    #[command(flatten)]
    pub(crate) second: Second,
    /// Whether language servers look at each edit; as when the run began if not given.
    #[arg(long, value_name = "WHETHER", value_enum)]
    pub(crate) lsp: Option<Lsp>,
    /// Do not ask before running the check of a run that was not begun here but imported, or a test that the model proposes.
    #[arg(long)]
    pub(crate) yes: bool,
    /// Print events as JSON Lines.
    #[arg(long)]
    pub(crate) json: bool,
}
