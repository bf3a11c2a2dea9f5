//! Maven: Surefire's reports, and the compiler's errors as Maven prints them.

use std::collections::HashSet;

use kinglet_domain::check::{Failure, FailureKind};

use super::findings::{self, Findings};
use super::output::Output;
use super::place::{self, Place};
use super::{java, text};

const MARKS: [&str; 2] = ["<<< FAILURE!", "<<< ERROR!"];

/// Reads the account of each test, the totals of each module, and the compiler's errors.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    let mut errors = HashSet::new();
    let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut is_open = false;
    for (index, line) in output.lines.iter().copied().enumerate() {
        let said = unmarked(line);
        if let Some(tally) = said.strip_prefix("Tests run: ") {
            is_open = false;
            // The line of a class tells the time; that of a module does not.
            if !tally.contains("Time elapsed") {
                count(&mut findings, said);
            }
        } else if let Some(name) = test(said) {
            sections.push((name, Vec::new()));
            is_open = true;
        } else if let Some((place, message)) = compiled(said) {
            // Maven lists them again at the end.
            if !errors.insert(said) {
                continue;
            }
            let frames = output.frame(place.path, place.line, None).into_iter().collect();
            // The symbol that is not there, and where, stand below without a level.
            let more = output.lines.iter().copied().skip(index + 1).take(3);
            let more = more.take_while(|line| text::indent(line) > 0);
            let said: Vec<&str> = std::iter::once(message).chain(more).collect();
            findings.push(findings::failure(message, FailureKind::Build, said.join("\n"), frames));
        } else if said.len() < line.len() {
            is_open = false;
        } else if let Some((_, body)) = sections.last_mut().filter(|_| is_open) {
            body.push(line);
        }
    }
    for (name, body) in &sections {
        findings.push(failure(output, name, body));
    }
    if !errors.is_empty() {
        findings.failed = findings::sum(findings.failed, u32::try_from(errors.len()).ok());
    }
    (findings.failed.is_some() || !sections.is_empty()).then_some(findings)
}

/// The line without its level.
fn unmarked(line: &str) -> &str {
    let levels = ["[ERROR] ", "[INFO] ", "[WARNING] "];
    levels.iter().find_map(|level| line.strip_prefix(level)).unwrap_or(line).trim_end()
}

/// The name in `shop.CartTest.totals -- Time elapsed: 0.02 s <<< FAILURE!`, before version 3
/// `totals(shop.CartTest)  Time elapsed: 0.02 sec  <<< FAILURE!`.
fn test(line: &str) -> Option<&str> {
    let line = MARKS.iter().find_map(|mark| line.strip_suffix(mark))?;
    let (name, _) = line.split_once("Time elapsed: ")?;
    Some(name.trim_end_matches([' ', '-']))
}

/// `Tests run: 3, Failures: 1, Errors: 1, Skipped: 0`
fn count(findings: &mut Findings, tally: &str) {
    let of = |key: &str| -> u32 {
        let parts = tally.split(',').map(str::trim);
        { parts }.find_map(|part| part.strip_prefix(key)?.strip_prefix(": ")?.parse().ok()).unwrap_or(0)
    };
    let failed = of("Failures").saturating_add(of("Errors"));
    let passed = of("Tests run").saturating_sub(failed).saturating_sub(of("Skipped"));
    findings.failed = findings::sum(findings.failed, Some(failed));
    findings.passed = findings::sum(findings.passed, Some(passed));
}

/// `/home/shop/Cart.java:[3,20] incompatible types: …`
fn compiled(line: &str) -> Option<(Place<'_>, &str)> {
    let (path, rest) = line.split_once(":[")?;
    let (number, rest) = place::number(rest)?;
    let (_, message) = rest.strip_prefix(',')?.split_once("] ")?;
    let is_source = [".java", ".kt", ".scala", ".groovy"].iter().any(|ending| path.ends_with(ending));
    is_source.then_some((Place { path, line: number, rest: "" }, message.trim()))
}

fn failure(output: &Output, name: &str, body: &[&str]) -> Failure {
    let said: Vec<&str> = body.iter().copied().take_while(|line| !java::is_call(line)).collect();
    findings::failure(name, FailureKind::Test, text::compact(&said), java::frames(output, body))
}
