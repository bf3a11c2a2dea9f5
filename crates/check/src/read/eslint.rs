//! `ESLint`: its own format and the one of compilers.

use kinglet_domain::check::FailureKind;

use super::findings::{self, Findings};
use super::output::Output;
use super::place;

/// Stands for the rule where a file is no JavaScript.
const PARSING: &str = "Parsing error";

/// Reads errors, each below its file's path; warnings fail nothing.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    let mut count = 0u32;
    let mut file = "";
    for line in output.lines.iter().copied() {
        if let Some((number, message)) = row(line).filter(|_| !file.is_empty()) {
            count = count.saturating_add(1);
            // The rule stands last, in a column of its own; a syntax error has none.
            let (said, rule) = message.rsplit_once("  ").unwrap_or((message, PARSING));
            let frames = output.frame(file, number, None).into_iter().collect();
            findings.push(findings::failure(rule, FailureKind::Build, said.trim(), frames));
        } else if let Some((place, said, rule)) = unix(line) {
            count = count.saturating_add(1);
            let frames = output.frame(place.path, place.line, None).into_iter().collect();
            findings.push(findings::failure(rule, FailureKind::Build, said, frames));
        } else if !line.starts_with(' ') {
            file = line;
        }
    }
    findings.failed = Some(count);
    (count > 0).then_some(findings)
}

/// `  4:36  error  'itm' is not defined  no-undef`
fn row(line: &str) -> Option<(u32, &str)> {
    let (number, rest) = place::number(line.strip_prefix("  ")?.trim_start())?;
    let (_column, rest) = place::number(rest.strip_prefix(':')?)?;
    let message = rest.trim_start().strip_prefix("error  ")?;
    Some((number, message.trim()))
}

/// `/home/cart.js:4:36: 'itm' is not defined. [Error/no-undef]`
fn unix(line: &str) -> Option<(place::Place<'_>, &str, &str)> {
    let place = place::leading(line)?;
    let (said, rule) = place.rest.strip_prefix(": ")?.strip_suffix(']')?.rsplit_once(" [Error")?;
    Some((place, said, rule.strip_prefix('/').unwrap_or(PARSING)))
}
