//! Automation of the repository: `cargo xtask help`.

mod bench;
mod check;
mod command;
mod demo;
mod examples;
mod folder;
mod packages;
mod rules;
mod screen;
mod suite;
mod tools;
mod usage;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;

const HELP: &str = "\
Automation of this repository. Usage: cargo xtask COMMAND

  demo [EXAMPLE]   build kinglet, fetch its model and watch it repair a bug
  check            everything that must hold before a change is merged; all that CI runs
  bench            measure start-up, memory, the cost of a step and the speed of the model
  suite [TASK]     prove that the tasks in bench/ are unsolved and can be solved
  help             print this

`cargo xtask COMMAND --help` says more.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(code) => code,
        Err(error) => {
            screen::complain(&format!("error: {error:#}"));
            ExitCode::from(if error.is::<usage::Wrong>() { 2 } else { 1 })
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<ExitCode> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    match command {
        "demo" => demo::run(rest),
        "check" => check::run(rest).map(|()| ExitCode::SUCCESS),
        "bench" => bench::run(rest).map(|()| ExitCode::SUCCESS),
        "suite" => suite::run(rest).map(|()| ExitCode::SUCCESS),
        "help" | "--help" | "-h" => {
            screen::say(HELP);
            Ok(ExitCode::SUCCESS)
        }
        other => Err(usage::wrong(format!(
            "there is no `cargo xtask {other}`; `cargo xtask help` lists what there is"
        ))),
    }
}
