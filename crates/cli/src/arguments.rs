//! What may be written after `kinglet`.

mod models;
mod refactor;
mod run;

use std::path::PathBuf;
use std::time::Duration;

use self::refactor::REFACTOR_HELP;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use kinglet_agent::Idea;
use kinglet_domain::action::{ActionName, NoSuchAction};
use kinglet_ledger::NodeId;

pub(crate) use models::{CacheType, Calibrate, Fit, Models, Runner};
pub(crate) use refactor::{How, Refactor, Symbol};
pub(crate) use run::{Budget, Explore, Lsp, Model, Plan, Planning, Resume, Run, Second};

/// A coding agent for small language models that run on your own machine.
#[derive(Debug, Parser)]
#[command(name = "kinglet", version, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// Work in this folder's repository instead of the current folder's.
    #[arg(short = 'C', long = "folder", value_name = "FOLDER", default_value = ".", global = true)]
    pub(crate) folder: PathBuf,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 the check succeeded after the last edit; 1 not done, or something failed, and said so; 2 wrong usage; \
    3 no model; 4 the check, run before anything is changed, did not end within --check-timeout; 130 interrupted, resumable.\n\
    Environment: KINGLET_API_KEY (sent to --endpoint only), KINGLET_ESCALATE_API_KEY (sent to --escalate only), KINGLET_API_KEY_COMMAND and KINGLET_ESCALATE_API_KEY_COMMAND (a command that prints the key, to read it from a key store), KINGLET_MODELS (folder of model files), KINGLET_LOG (off, error, warn, info, debug or trace), NO_COLOR.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Work on a task until its check succeeds.
    Run(Run),
    /// Print in which steps a task would be done, and which files each changes. Nothing is executed or changed; the
    /// model is asked only where the task does not say it.
    Plan(Plan),
    /// Go on with a run that was interrupted.
    Resume(Resume),
    /// List the runs of this repository.
    Runs(Listing),
    /// Tell a run's story: what was observed, asked, changed, and how it ended.
    Show(Show),
    /// Search what was observed and decided.
    Evidence(Evidence),
    /// Apply the edits in a model's reply to the files, all of them or none; `kinglet undo` takes them back.
    ///
    /// No model is asked and no check is run. What is not clear is refused, with the reason, and changes nothing.
    #[command(after_help = APPLY_HELP)]
    Apply(Apply),
    /// Change code mechanically, wherever it is used: all of it or nothing; `kinglet undo` takes it back.
    ///
    /// No model is asked and no check is run. For Python, Rust, JavaScript, TypeScript and Go. Where a symbol is used is told by
    /// the language server, if you let it (--lsp auto), else by the names and imports in the code. What is not clear is
    /// refused, with the places, and changes nothing.
    #[command(subcommand, after_help = REFACTOR_HELP)]
    Refactor(Refactor),
    /// Take back all edits of a run, or some of them.
    Undo(Undo),
    /// List and fetch models.
    #[command(subcommand)]
    Models(Models),
    /// Work on the tasks of a suite, have their hidden tests judge each, and make tables of the results.
    ///
    /// A task is worked on by `kinglet run`, in a fresh copy and with a ledger of its own; yours is not touched. What has a
    /// result in the folder of --out, with the same model and options, is not tried again: an interrupted suite goes on.
    ///
    /// The tasks' own commands (checks, hidden tests) run with your rights, without a sandbox and without being asked for:
    /// take suites only from whom you trust.
    #[command(after_help = BENCH_HELP)]
    Bench(Bench),
    /// Look into what models say.
    #[command(subcommand)]
    Reply(Reply),
    /// Write a run down, to keep it, to hand it on, or to replay it.
    Export(Export),
    /// Prove, copy and compact the ledger.
    #[command(subcommand)]
    Ledger(Upkeep),
    /// Tell what is on this machine (git, models, language servers, settings), and how to get what is not. The exit
    /// code is 0 whatever is missing.
    Doctor(Listing),
    /// Print where this repository's ledger lies.
    Where,
    /// Tell which files and symbols matter for a task, and why. No model is asked.
    #[command(after_help = CONTEXT_HELP)]
    Context(Context),
    /// Print a map of the repository, or of what matters for a task: paths, and signatures with their lines. No model is asked.
    #[command(after_help = MAP_HELP)]
    Map(Map),
    /// Bring the index of the repository up to date, and tell how it stands.
    Index(IndexOptions),
}

const CONTEXT_HELP: &str = "The task may be a sentence, a bug report, or the output of a failing test; names in `backticks`, paths, `@path`, quoted messages and tracebacks count \
    more than other words. The index is brought up to date first; what is new or changed since the last time is read.\n\n\
    Exit codes: 0 something matters for the task; 1 nothing does, or something failed, and said so; 2 wrong usage.\n\n\
    Example: kinglet context \"retries ignore the timeout\" --explain";

const MAP_HELP: &str = "Each file's part begins with a line that is its path; the lines below begin with a line number. Tokens are estimated, from above, without a model.\n\n\
    Example: kinglet map --task-file report.txt --budget 2000";

#[derive(Debug, Args)]
pub(crate) struct Context {
    #[command(flatten)]
    pub(crate) task: TaskText,
    /// The most tokens of a pack.
    #[arg(long, value_name = "N", default_value_t = 4000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) budget: u32,
    /// Print every point of each file with its reason.
    #[arg(long)]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) form: Form,
    /// Print JSON Lines: one object for each file, with all points and reasons.
    #[arg(long, conflicts_with_all = ["explain", "files", "symbols", "pack"])]
    pub(crate) json: bool,
}

/// What is printed instead of the overview.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(crate) struct Form {
    /// Print paths alone, one a line, best first.
    #[arg(long)]
    pub(crate) files: bool,
    /// Print symbols alone, one a line, best first: path, line, name.
    #[arg(long)]
    pub(crate) symbols: bool,
    /// Print the code of the best symbols, whole, within the budget.
    #[arg(long)]
    pub(crate) pack: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Map {
    #[command(flatten)]
    pub(crate) task: TaskText,
    /// The most tokens of the map, as the model counts them that --model or --endpoint names; without one, a careful estimate.
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) budget: u32,
    #[command(flatten)]
    pub(crate) model: Model,
    /// The project at a glance instead: languages, check, where it begins, layout.
    #[arg(long, conflicts_with_all = ["task", "task_file", "budget", "name", "endpoint"])]
    pub(crate) profile: bool,
}

/// What is to be done.
#[derive(Debug, Args)]
pub(crate) struct TaskText {
    /// What is to be done, in your own words.
    pub(crate) task: Option<String>,
    /// Read what is to be done from a file; `-` is standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "task")]
    pub(crate) task_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct IndexOptions {
    /// Throw the index away and make it anew.
    #[arg(long)]
    pub(crate) rebuild: bool,
    /// Print one object of JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Listing {
    /// Print JSON Lines.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Which run: R3, 3, the beginning of its id, or `last`.
    #[arg(default_value = "last")]
    pub(crate) run: String,
    /// Print what the model read in this call, counted from 1: byte for byte into a file or a pipe; on a terminal,
    /// control characters are shown as escapes.
    #[arg(long, value_name = "N", conflicts_with = "reply")]
    pub(crate) prompt: Option<u32>,
    /// Print what the model wrote in this call, in the same way.
    #[arg(long, value_name = "N")]
    pub(crate) reply: Option<u32>,
    #[command(flatten)]
    pub(crate) view: View,
    /// Print JSON Lines.
    #[arg(long, conflicts_with_all = ["prompt", "reply"])]
    pub(crate) json: bool,
}

/// What is shown of a run instead of its story.
#[derive(Debug, Args)]
pub(crate) struct View {
    /// Show the plan: what was suspected, what became of it, and on what that rests.
    #[arg(long, conflicts_with_all = ["prompt", "reply", "cost", "episodes"])]
    pub(crate) plan: bool,
    /// Show each call of the model: what it read, part by part with the reason, what it cost, and what was understood.
    #[arg(long, conflicts_with_all = ["prompt", "reply", "cost"])]
    pub(crate) episodes: bool,
    /// Show what each call of the model cost.
    #[arg(long, conflicts_with_all = ["prompt", "reply"])]
    pub(crate) cost: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Which run: R3, 3, the beginning of its id, or `last`.
    #[arg(default_value = "last")]
    pub(crate) run: String,
    /// As a script for `kinglet run --script`; without it, all that the ledger holds of the run, as JSON Lines.
    #[arg(long)]
    pub(crate) script: bool,
}

const BENCH_HELP: &str = "Exit codes: 0 each of the tasks was judged, and none was called done that is not; 1 one was, or could not be run (a toolchain \
    is missing, the model cannot be reached); 2 wrong usage, or a suite that cannot be read; 130 interrupted, goes on with the same command.\n\
    Results: results.jsonl, and of it report.md and report.html; of the last run of each task, diffs/NAME.diff and runs/NAME.jsonl, \
    which `kinglet ledger import` takes in for `kinglet show`.\n\n\
    Example: kinglet bench bench --only python,easy --model qwen2.5-coder-1.5b --out results";

#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// A folder of tasks, a folder with a folder `tasks`, or one task; bench/README.md tells the format.
    #[arg(required_unless_present = "report")]
    pub(crate) suite: Option<PathBuf>,
    /// Only tasks with one of these in their name, kind, language or difficulty.
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// The folder of the results.
    #[arg(long, value_name = "FOLDER", default_value = "bench-results")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) model: Model,
    /// The most questions to the model for a task.
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) attempts: u32,
    /// Draw so many answers to each question; see `kinglet run --help`.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=32))]
    pub(crate) samples: u32,
    /// When the model looks into the code before it changes anything; see `kinglet run --help`.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Explore::Auto)]
    pub(crate) explore: Explore,
    /// Do without some of what kinglet does; see `kinglet run --help`.
    #[arg(long, value_name = "IDEAS", value_delimiter = ',', value_parser = ideas(), help_heading = "Experiments")]
    pub(crate) without: Vec<Idea>,
    /// The most minutes for a task; then what is there is judged.
    #[arg(long, value_name = "MINUTES", default_value = "20", value_parser = minutes)]
    pub(crate) minutes: Duration,
    /// Have another agent work on the tasks, for comparison: a program that is run in each task's repository.
    ///
    /// The variables `BENCH_TASK_FILE`, `BENCH_CHECK` (empty if there is none), `BENCH_ENDPOINT` and `BENCH_MODEL` tell it what to do;
    /// its tokens are those that the server counted meanwhile, if that is llama.cpp's with `--metrics`.
    #[arg(long, value_name = "PROGRAM", requires = "endpoint", conflicts_with_all = ["threads", "attempts", "samples", "explore", "without"])]
    pub(crate) agent: Option<String>,
    /// Try again what has a result already.
    #[arg(long)]
    pub(crate) again: bool,
    #[command(flatten)]
    pub(crate) instead: Instead,
    /// Print each result as JSON, in a line.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What is done instead of working on tasks.
#[derive(Debug, Args)]
pub(crate) struct Instead {
    /// Only list the tasks.
    #[arg(long, conflicts_with = "report")]
    pub(crate) list: bool,
    /// Only make the tables anew, of the results that are in the folder of --out.
    #[arg(long)]
    pub(crate) report: bool,
}

/// Ideas by their names.
fn ideas() -> impl TypedValueParser<Value = Idea> {
    PossibleValuesParser::new(Idea::ALL.map(Idea::text)).try_map(|name| name.parse::<Idea>())
}

/// Minutes, of which there may be a part: whole seconds.
fn minutes(text: &str) -> Result<Duration, String> {
    const WEEK: f64 = 7.0 * 24.0 * 60.0;
    match text.parse::<f64>() {
        Ok(minutes) if minutes > 0.0 && minutes <= WEEK => {
            Ok(Duration::from_secs(Duration::from_secs_f64(minutes * 60.0).as_secs().max(1)))
        }
        _ => Err(format!("it is a number above 0 and up to {WEEK}, such as 20 or 0.5")),
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Reply {
    /// Print what kinglet understands of a model's reply: the action, what had to be mended, or why not.
    ///
    /// No model is asked, nothing is done, and nothing is recorded.
    #[command(after_help = READ_HELP)]
    Read(ReadReply),
}

const READ_HELP: &str = "Exit codes: 0 one action was understood; 1 not, and why; 2 wrong usage, or a file that cannot be read.\n\
    The reply may be what the model wrote, or the JSON that its server sent (`choices`, `tool_calls`, `reasoning_content`).\n\n\
    Example: echo \"Sure! {'action': 'read', 'path': 'a.py',}\" | kinglet reply read --actions read,search";

#[derive(Debug, Args)]
pub(crate) struct ReadReply {
    /// The reply; `-` is standard input.
    #[arg(default_value = "-")]
    pub(crate) file: PathBuf,
    /// The actions that may be taken, of `read`, `search`, `symbol`, `record_evidence`, `spawn_child`, `resolve`, `plan` and `edit`;
    /// all of them if not given.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = action_name)]
    pub(crate) actions: Vec<ActionName>,
    /// How the reply ended: the model ended it, the token limit cut it off, or nobody knows. Of a reply whose end is not known,
    /// nothing is understood that could have been meant to go on.
    #[arg(long, value_name = "REASON", value_enum, default_value_t = Finish::Stop)]
    pub(crate) finish: Finish,
    /// Print JSON: `action` and `repairs`, or `reason` and `message`.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Why a reply ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Finish {
    Stop,
    Length,
    Unknown,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Upkeep {
    /// Prove that everything is as it was written; exit code 1, with the findings, if it is not.
    Verify {
        /// Print JSON Lines: each finding, and at the end how many there are.
        #[arg(long)]
        json: bool,
    },
    /// Write runs as JSON Lines that other tools can read, and `import` too.
    Export {
        /// Which run; all of them if not given.
        run: Option<String>,
        /// Write to this new file, all of it or nothing, instead of standard output.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Take in what `export` wrote: all of it or nothing.
    Import {
        /// The file.
        file: PathBuf,
    },
    /// Give back the space that the file does not need.
    Vacuum,
}

#[derive(Debug, Args)]
pub(crate) struct Evidence {
    /// What to look for: `kind:test_result status:failed last:1`, `subject:src/auth.rs`, `since:E31`, `id:E17`,
    /// `node:N3`, `run:R3`, `origin:model`, or any words; words that begin with a dash after `--`. Everything, if nothing is given.
    pub(crate) query: Vec<String>,
    /// Print the whole content, not only the summary.
    #[arg(long)]
    pub(crate) content: bool,
    /// Print JSON Lines.
    #[arg(long)]
    pub(crate) json: bool,
}

const APPLY_HELP: &str = "Exit codes: 0 applied, or would be; 1 refused, and why, with the closest lines; 2 wrong usage, or a file that cannot be read.\n\
    Each edit must say which file it is for, relative to the repository's top folder: code in a fence (a whole file, or whole functions), \
    SEARCH/REPLACE blocks, a diff, or the JSON that a server sent.\n\n\
    Example: wl-paste | kinglet apply --dry-run";

#[derive(Debug, Args)]
pub(crate) struct Apply {
    /// The reply; `-` is standard input.
    #[arg(default_value = "-")]
    pub(crate) file: PathBuf,
    /// Only show what would change.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Print JSON: `run`, `paths`, `diff` and `repairs`, or `reason` and `message`.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Undo {
    /// Which run: R3, 3, the beginning of its id, or `last`.
    #[arg(default_value = "last")]
    pub(crate) run: String,
    /// Only the edit of this step: the number that `kinglet show` tells with the edit.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) step: Option<u32>,
    /// Only the edits for this node of the plan and for those beneath it: N3, or 3, as in `kinglet show --plan`.
    #[arg(long, value_name = "NODE", value_parser = node, conflicts_with = "step")]
    pub(crate) node: Option<NodeId>,
}

/// An action in a list, which may have spaces behind its commas.
fn action_name(text: &str) -> Result<ActionName, String> {
    text.trim().parse().map_err(|error: NoSuchAction| error.to_string())
}

fn node(text: &str) -> Result<NodeId, String> {
    let number = text.trim_start_matches(['N', 'n']).parse::<u32>().ok().filter(|number| *number > 0);
    number.map(NodeId).ok_or_else(|| "a node is written as N3, or as the number alone".to_owned())
}
