//! The command that decides whether a task is done.

use std::io::{BufRead as _, IsTerminal as _};
use std::path::Path;

use kinglet_agent::is_about_check_alone;
use kinglet_check::detect::{Detected, detect};
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_ledger::RunRow;

use crate::arguments::{Planning, Run};
use crate::consent;
use crate::exit::{Failure, chain};
use crate::text;

/// What is said where no check is there, with what follows from it.
const NO_CHECK: &str = "kinglet: no check was given and none was found in the project's files";
/// Where nobody can agree to a check that the model proposes.
const UNPROVEN: &str = "so nothing will prove the work; --check gives a command that succeeds when the task is done, \
                        and with --yes the model may propose a test";
/// Where somebody can.
const PROPOSED: &str = "so the model is asked for a test that fails until the task is done";

/// What to do instead of accepting a check.
const GIVE_ANOTHER: &str = "give another with --check";

/// The check that the user gave, or else one that the user accepts: what a script brings, or the project's files
/// suggest. Empty if there is none, and the task is about more than a check; and where nothing is to be executed.
pub(crate) fn choose(
    root: &Path,
    options: &Run,
    task: &str,
    scripted: Option<&str>,
) -> Result<String, Failure> {
    if options.plan == Planning::Only {
        return Ok(String::new());
    }
    if let Some(check) = &options.check {
        if check.trim().is_empty() {
            return Err(Failure::usage(
                "--check is empty; give the command that succeeds when the task is done",
            ));
        }
        return Ok(check.clone());
    }
    if let Some(check) = scripted {
        if check.is_empty() {
            return Ok(String::new());
        }
        let found = Detected { command: check.to_owned(), reason: "from the script".to_owned() };
        return accepted(options.yes, found, GIVE_ANOTHER);
    }
    let listing = kinglet_loom::list(root).map_err(|error| Failure::not_done(chain(&error)))?;
    if listing.paths().is_empty() {
        return Err(Failure::usage(format!(
            "the repository {} has no files yet; there is nothing to work on",
            root.display()
        )));
    }
    let read = |path: &RelPath| std::fs::read_to_string(path.under(root)).ok();
    let Some(found) = detect(listing.paths(), &read).into_iter().next() else {
        let is_program = |path: &RelPath| Language::of(path).is_some_and(Language::is_program);
        let is_work = options.plan != Planning::Off && !is_about_check_alone(task);
        if is_work && listing.paths().iter().any(is_program) {
            let follows = if consent::is_possible(options.yes) { PROPOSED } else { UNPROVEN };
            text::complain(&format!("{NO_CHECK}, {follows}"));
            return Ok(String::new());
        }
        return Err(Failure::usage(
            "no check was given and none was found in the project's files; \
             give the command that succeeds when the task is done with --check",
        ));
    };
    accepted(options.yes, found, GIVE_ANOTHER)
}

/// Asks before the first time that a run which was not begun here is carried on here.
///
/// - `check`: the command that it would run.
pub(crate) fn accept_imported(check: &str, run: &RunRow, yes: bool) -> Result<(), Failure> {
    let reason = format!("{} was not begun here, but in {}", run.id, run.root);
    let found = Detected { command: check.to_owned(), reason };
    accepted(yes, found, "begin a run of your own").map(drop)
}

fn accepted(yes: bool, found: Detected, instead: &str) -> Result<String, Failure> {
    if yes || accepts(&found, instead)? {
        Ok(found.command)
    } else {
        Err(Failure::usage(format!("the check was declined, so nothing was run; {instead}")))
    }
}

/// Asks whether a command that the user did not give may be run.
fn accepts(found: &Detected, instead: &str) -> Result<bool, Failure> {
    let (command, reason) = (text::plain(&found.command), text::plain(&found.reason));
    if !std::io::stdin().is_terminal() {
        return Err(Failure::usage(format!(
            "found the check `{command}` ({reason}); run with --yes to accept it, or {instead}"
        )));
    }
    text::ask(&format!("Check the work with `{command}` ({reason})? It runs with your rights. [Y/n] "));
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    let length = read.map_err(|error| Failure::not_done(format!("cannot read your answer: {error}")))?;
    // An end of input (Ctrl-D) is no consent.
    Ok(length > 0 && matches!(line.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}
