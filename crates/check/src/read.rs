//! Reads the output of test runners and compilers.
//!
//! Each family of tools has a reader that returns what it recognised, or `None` if the output is not its own.
//! Several may recognise something (`make test` can run anything); what they found is put together.

mod cargo;
mod compiler;
mod ctest;
mod dotnet;
mod eslint;
mod findings;
mod generic;
mod golang;
mod gradle;
mod java;
mod jest;
mod json;
mod maven;
mod mocha;
mod node;
mod output;
mod phpunit;
mod place;
mod pytest;
mod rspec;
mod rustc;
mod summary;
mod tap;
mod text;
mod traceback;
mod tsc;
mod unittest;
mod unrunnable;
mod vitest;

use std::borrow::Cow;

use kinglet_domain::check::{Ended, Report};
use kinglet_domain::path::RelPath;

use findings::Findings;
use output::Output;

type Reader = fn(&Output) -> Option<Findings>;

/// One row per family. Within a row, the first reader that finds failures is believed: pytest's output holds
/// tracebacks that would count twice.
const FAMILIES: [&[Reader]; 11] = [
    &[pytest::read, unittest::read, traceback::read],
    &[cargo::read],
    &[golang::read],
    &[tap::read, node::read, jest::read, vitest::read, mocha::read, node::read_crash],
    &[tsc::read],
    &[eslint::read],
    &[maven::read, gradle::read, compiler::read],
    &[ctest::read],
    &[dotnet::read],
    &[rspec::read],
    &[phpunit::read],
];

/// Reads what a check printed.
///
/// - `output`: stdout and stderr, interleaved; may hold terminal escapes and may be cut anywhere.
/// - `ended`: how the command ended. It alone decides success: if it passed, no failures are reported,
///   whatever the text looks like. One that failed is taken for one that could not run ([`Ended::NotFound`]) if all
///   it said is that the tool, target, script or folder that the command names is not there.
/// - `files`: the file of the repository that a path as printed (absolute, or relative to the root or to a
///   package's folder) means; `None` if it is not one of the user's own.
///
/// At most 20 failures are kept; the counts tell of the rest. Never fails: output that no reader recognises is
/// searched for lines that look like errors, and its head and tail make the summary.
pub fn read(output: &str, ended: Ended, files: &dyn Fn(&str) -> Option<RelPath>) -> Report {
    let text = text::plain(output);
    let text = match json::unwrapped(&text) {
        Cow::Borrowed(_) => text,
        // What was quoted may hold escapes too.
        Cow::Owned(unwrapped) => text::plain(&unwrapped),
    };
    let output = Output::new(&text, files);
    let mut findings = recognise(&output);
    let ended = match ended {
        Ended::Failed { code } => unrunnable::complaint(code, &findings, &output)
            .map_or(Ended::Failed { code }, |said| Ended::NotFound { message: said.to_owned() }),
        other => other,
    };
    match ended {
        Ended::Passed | Ended::NotFound { .. } => findings.failures.clear(),
        Ended::Failed { .. } | Ended::Killed { .. } | Ended::TimedOut { .. } => {
            if findings.failures.is_empty() {
                findings.failures.extend(generic::read(&output));
            }
        }
    }
    let summary = summary::summarise(&ended, &findings, &output);
    Report { ended, passed: findings.passed, failed: findings.failed, failures: findings.failures, summary }
}

fn recognise(output: &Output) -> Findings {
    let mut all = Findings::default();
    for family in FAMILIES {
        for reader in family {
            let Some(found) = reader(output) else { continue };
            let is_believed = !found.failures.is_empty();
            all.absorb(found);
            if is_believed {
                break;
            }
        }
    }
    all
}
