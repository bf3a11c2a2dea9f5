//! Has one task worked on, by kinglet in a process of its own, and reads what came of it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use kinglet_bench::{Attempt, Claim, Error, Figures, Options, Outcome, Task, Toolbox, Workshop};
use kinglet_domain::check::Ended;
use kinglet_domain::event::OutcomeName;
use kinglet_exec::{Cap, Command, Finished, Stop};
use kinglet_ledger::{Ledger, RunRow};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use super::agent;
use crate::exit::{Failure, NOT_DONE, OUT_OF_TIME, USAGE};
use crate::models::known;
use crate::place::{self, Place};
use crate::source;

/// How long a run may take to end in order once its time is up.
const GRACE: Duration = Duration::from_secs(15);

/// How much of what a run prints is kept, in bytes: only its last words are told, and only if it fails.
pub(super) const LAST_WORDS: Cap = Cap { head: 0, tail: 64 << 10 };

/// What a child needs to know of our settings: commands get to see none of them.
const PASSED_ON: [&str; 3] = ["KINGLET_API_KEY", "KINGLET_API_KEY_COMMAND", "KINGLET_LOG"];

pub(super) struct Runner<'a> {
    pub(super) options: &'a Options,
    /// Where the diffs and the runs are kept.
    out: PathBuf,
    /// In the place of the user's state folder.
    state: TempDir,
    kinglet: String,
    models: String,
    toolbox: Toolbox,
}

impl<'a> Runner<'a> {
    pub(super) fn new(options: &'a Options, out: &Path) -> anyhow::Result<Self> {
        let state = tempfile::Builder::new().prefix("kinglet-bench-state-").tempdir();
        let state = state.context("cannot make a folder for the ledgers of the tasks")?;
        inherit(state.path())?;
        for folder in ["diffs", "runs"] {
            let folder = out.join(folder);
            fs::create_dir_all(&folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        let models = std::path::absolute(place::models_folder()?).context("cannot find the models")?;
        Ok(Self {
            options,
            out: out.to_owned(),
            state,
            kinglet: text(kinglet()?.into_os_string())?,
            models: text(models.into_os_string())?,
            toolbox: Toolbox::default(),
        })
    }

    /// Has a task worked on, and judged.
    pub(super) async fn outcome(
        &mut self,
        task: &Task,
        cancel: &CancellationToken,
    ) -> Result<Outcome, Failure> {
        if let Some(missing) = self.toolbox.missing(task, cancel).await? {
            return Ok(Outcome::Skipped { reason: format!("{missing} is not installed") });
        }
        let workshop = Workshop::open(task).await?;
        let attempt = match &self.options.agent {
            None => self.attempt(task, &workshop, cancel).await?,
            Some(agent) => agent::attempt(agent, (task, &workshop), self.options, cancel).await?,
        };
        let attempt = match attempt {
            Ok(attempt) => attempt,
            Err(reason) => return Ok(Outcome::Failed { reason }),
        };
        let judgement = workshop.judge(task, cancel).await?;
        self.keep("diffs", &format!("{}.diff", task.name), &judgement.diff)?;
        Ok(Outcome::of(Attempt { verdict: judgement.said, ..attempt }, judgement.is_solved))
    }

    /// What kinglet made of a task, as far as can be told before it is judged; why not, if it did not come to an end of its
    /// own.
    async fn attempt(
        &self,
        task: &Task,
        workshop: &Workshop,
        cancel: &CancellationToken,
    ) -> Result<Result<Attempt, String>, Failure> {
        let finished = kinglet_exec::run(&self.command(task, workshop)?, cancel).await;
        let finished = finished.map_err(Error::from)?;
        let place = Place::at(workshop.repo(), &self.state.path().join("kinglet"))?;
        let (run, figures) = self.recorded(task, &place)?;
        let ended = run.and_then(|run| run.ended);
        let Some(claim) = claim(&finished.ended, ended.as_ref().map(|ended| ended.outcome)) else {
            return Ok(Err(last_words("kinglet", &finished)));
        };
        Ok(Ok(Attempt {
            claim,
            account: ended.map_or_else(|| last_words("kinglet", &finished), |ended| ended.summary),
            verdict: String::new(),
            seconds: finished.elapsed.as_secs_f64(),
            figures,
        }))
    }

    /// The run that is to work on a task: as a user would begin it.
    fn command(&self, task: &Task, workshop: &Workshop) -> anyhow::Result<Command> {
        let Options { model, endpoint, threads, attempts, samples, explore, without, seconds, agent: _ } =
            self.options;
        let task_file = text(workshop.task_file().into())?;
        let [attempts, samples, limit] =
            [u64::from(*attempts), u64::from(*samples), task.seconds].map(|number| number.to_string());
        let threads = threads.map(|threads| threads.to_string());
        let without = (!without.is_empty()).then(|| without.join(","));
        // What a run reached is in the tree when it ends by itself.
        #[expect(clippy::cast_precision_loss, reason = "minutes")]
        let minutes = format!("{:.3}", *seconds as f64 * 0.95 / 60.0);
        // What the language servers of a machine know is no merit of the model.
        let mut arguments = vec!["run", "--yes", "--json", "--lsp", "off"];
        for (flag, value) in [
            ("--task-file", Some(&task_file)),
            ("--check", task.check.as_ref()),
            ("--check-timeout", Some(&limit)),
            ("--max-minutes", Some(&minutes)),
            ("--attempts", Some(&attempts)),
            ("--samples", Some(&samples)),
            ("--explore", Some(explore)),
            ("--model", model.as_ref()),
            ("--endpoint", endpoint.as_ref()),
            ("--threads", threads.as_ref()),
            ("--without", without.as_ref()),
        ] {
            arguments.extend(value.into_iter().flat_map(|value| [flag, value.as_str()]));
        }
        let mut env = Workshop::variables(workshop.repo());
        env.push(("XDG_STATE_HOME".to_owned(), text(self.state.path().into())?));
        env.push(("KINGLET_MODELS".to_owned(), self.models.clone()));
        for name in PASSED_ON {
            env.extend(std::env::var(name).ok().map(|value| (name.to_owned(), value)));
        }
        Ok(Command {
            env,
            // In order, so that what it recorded and what lies in the files agree.
            stop: Stop::Interrupt,
            grace: GRACE,
            cap: LAST_WORDS,
            ..Command::argv(&self.kinglet, arguments, workshop.repo(), Duration::from_secs(*seconds))
        })
    }

    /// The run that was recorded and what it took; a copy of it is kept. A task that was refused has none.
    fn recorded(&self, task: &Task, place: &Place) -> Result<(Option<RunRow>, Figures), Failure> {
        let ledger = match Ledger::open_read_only(&place.ledger()) {
            Err(kinglet_ledger::Error::Absent { .. }) => return Ok((None, Figures::none())),
            opened => opened?,
        };
        let Some(run) = ledger.latest()? else { return Ok((None, Figures::none())) };
        let mut copy = Vec::new();
        ledger.export(Some(run.id), &mut copy)?;
        self.keep("runs", &format!("{}.jsonl", task.name), &copy)?;
        let figures = Figures::read(&ledger, run.id)?;
        Ok((Some(run), figures))
    }

    fn keep(&self, folder: &str, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let path = self.out.join(folder).join(name);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
    }
}

/// The program that runs now, even if another was installed in its place meanwhile: all tasks are done by the same one.
fn kinglet() -> anyhow::Result<PathBuf> {
    if cfg!(target_os = "linux") {
        return Ok(PathBuf::from("/proc/self/exe"));
    }
    std::env::current_exe().context("cannot find kinglet itself")
}

/// Copies what the user's kinglet found out about models: runs go by it.
fn inherit(state: &Path) -> anyhow::Result<()> {
    let (from, to) = (place::state_folder()?, state.join("kinglet"));
    fs::create_dir(&to).with_context(|| format!("cannot make the folder {}", to.display()))?;
    for name in [known::FILE, source::THREADS] {
        let from = from.join(name);
        if from.exists() {
            fs::copy(&from, to.join(name)).with_context(|| format!("cannot copy {}", from.display()))?;
        }
    }
    Ok(())
}

/// What a run says of its work; `None` if it did not come to an end of its own.
///
/// - `recorded`: how it ended by its ledger.
fn claim(ended: &Ended, recorded: Option<OutcomeName>) -> Option<Claim> {
    let code = match ended {
        Ended::Passed => return Some(Claim::Done),
        Ended::TimedOut { .. } => return Some(Claim::OutOfTime),
        Ended::Failed { code } => u8::try_from(*code).ok()?,
        Ended::Killed { .. } | Ended::NotFound { .. } => return None,
    };
    match (code, recorded) {
        (NOT_DONE, Some(OutcomeName::NotDone)) => Some(Claim::NotDone),
        (NOT_DONE, Some(OutcomeName::NothingToDo)) => Some(Claim::NothingToDo),
        (USAGE, _) => Some(Claim::Refused),
        (OUT_OF_TIME, _) => Some(Claim::CheckOutOfTime),
        _ => None,
    }
}

/// What an agent said last that is no event.
pub(super) fn last_words(agent: &str, Finished { ended, output, .. }: &Finished) -> String {
    let said = output.lines().rev().find(|line| !line.trim().is_empty() && !line.starts_with('{'));
    match (said, ended) {
        (Some(said), _) => said.to_owned(),
        (None, Ended::Killed { signal }) => format!("{agent} was ended by signal {signal}"),
        (None, Ended::NotFound { message }) => message.clone(),
        (None, _) => format!("{agent} ended without a word"),
    }
}

pub(super) fn text(path: OsString) -> anyhow::Result<String> {
    let named = |path: OsString| anyhow::anyhow!("the path {} is not text in UTF-8", path.display());
    path.into_string().map_err(named)
}
