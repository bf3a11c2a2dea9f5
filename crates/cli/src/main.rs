//! The kinglet command: arguments, wiring, exit codes.

mod apply;
mod arguments;
mod bench;
mod choose_check;
mod consent;
mod context;
mod doctor;
mod escalate;
mod exit;
mod feed;
mod fit;
mod fresh;
mod input;
mod inspect;
mod interrupt;
mod kept;
mod key;
mod lock;
mod log;
mod memory;
mod models;
mod place;
mod refactor;
mod replay;
mod reply;
mod run;
mod screen;
mod source;
mod task;
mod text;
mod undo;
mod upkeep;

use std::ffi::{OsStr, OsString};
use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse_from(std::env::args_os().map(unmistaken));
    if let Err(error) = kinglet_exec::guard_keys() {
        let message =
            format!("cannot keep your API keys from the commands that run here: {error}; unset them");
        return exit::report(&exit::Failure::not_done(message));
    }
    // One thread: the work is done by the model, the check and the disk. It must be this one, because commands die
    // with the thread that started them.
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            return exit::report(&exit::Failure::not_done(format!(
                "cannot wait for anything on this machine: {error}"
            )));
        }
    };
    let ended = runtime.block_on(dispatch(arguments));
    // Somebody who is asked something may never answer; all else that runs aside only reads.
    runtime.shutdown_background();
    match (ended, text::lost()) {
        (Ok(_), Some(error)) => {
            exit::report(&exit::Failure::not_done(format!("not everything could be printed: {error}")))
        }
        (Ok(code), None) => code,
        (Err(failure), _) => exit::report(&failure),
    }
}

/// A word of the command line: one that begins like a point of a list is text and no option, which a line before it says.
fn unmistaken(word: OsString) -> OsString {
    if word.as_encoded_bytes().starts_with(b"- ") {
        return [OsStr::new("\n"), &word].into_iter().collect();
    }
    word
}

async fn dispatch(arguments: Arguments) -> Result<ExitCode, exit::Failure> {
    log::install()?;
    let Arguments { folder, command } = arguments;
    match command {
        Command::Run(options) => run::start(&folder, &options).await,
        Command::Plan(options) => run::start(&folder, &options.into()).await,
        Command::Resume(options) => run::resume(&folder, &options).await,
        Command::Runs(options) => inspect::runs(&folder, &options).await,
        Command::Show(options) => inspect::show(&folder, &options).await,
        Command::Evidence(options) => inspect::evidence(&folder, &options).await,
        Command::Apply(options) => apply::apply(&folder, &options).await,
        Command::Refactor(command) => refactor::refactor(&folder, command).await,
        Command::Undo(options) => undo::undo(&folder, &options).await,
        Command::Models(command) => models::models(&command).await,
        Command::Bench(options) => bench::bench(&options).await,
        Command::Reply(command) => reply::reply(&command),
        Command::Export(options) => upkeep::export(&folder, &options).await,
        Command::Ledger(command) => upkeep::ledger(&folder, &command).await,
        Command::Context(options) => context::context(&folder, &options).await,
        Command::Map(options) => context::map(&folder, &options).await,
        Command::Index(options) => context::index(&folder, &options).await,
        Command::Doctor(options) => doctor::doctor(&folder, options.json).await,
        Command::Where => inspect::place(&folder).await,
    }
}
