//! `dotnet test` and the errors of `MSBuild`.

use std::collections::HashSet;

use kinglet_domain::check::{Failure, FailureKind};

use super::findings::{self, Findings};
use super::output::Output;
use super::place::{self, Place};
use super::text;

/// Reads failed tests, the counts of each assembly, and errors of the build.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    let mut errors = HashSet::new();
    let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut is_open = false;
    for line in output.lines.iter().copied() {
        if let Some((place, error)) = built(line) {
            // MSBuild lists all errors again at its end.
            if errors.insert(line.trim()) {
                let frames = output.frame(place.path, place.line, None).into_iter().collect();
                let code = error.split(':').next().unwrap_or(error);
                findings.push(findings::failure(code, FailureKind::Build, error, frames));
            }
        } else if let Some(tally) = tally(line) {
            is_open = false;
            let of = |key: &str| -> u32 {
                let parts = tally.split(',').map(str::trim);
                { parts }.find_map(|part| part.strip_prefix(key)?.trim().parse().ok()).unwrap_or(0)
            };
            findings.failed = findings::sum(findings.failed, Some(of("Failed:")));
            findings.passed = findings::sum(findings.passed, Some(of("Passed:")));
        } else if let Some(name) = failed(line) {
            sections.push((name, Vec::new()));
            is_open = true;
        } else if line.starts_with("  Passed ") || line.starts_with("  Skipped ") {
            is_open = false;
        } else if let Some((_, body)) = sections.last_mut().filter(|_| is_open) {
            body.push(line);
        }
    }
    let sections: Vec<_> = sections.into_iter().filter(|(_, body)| is_account(body)).collect();
    if findings.failed.is_none() && sections.is_empty() && errors.is_empty() {
        return None;
    }
    for (name, body) in &sections {
        findings.push(failure(output, name, body));
    }
    if !errors.is_empty() {
        findings.failed = findings::sum(findings.failed, u32::try_from(errors.len()).ok());
    }
    Some(findings)
}

/// `/home/shop/Cart.cs(7,24): error CS0103: The name … [/home/shop/shop.csproj]`
fn built(line: &str) -> Option<(Place<'_>, &str)> {
    let (place, error) = line.trim_start().split_once("): error ")?;
    let (path, position) = place.rsplit_once('(')?;
    let (number, _column) = place::number(position)?;
    // The project's file stands at the end.
    let error = error.rsplit_once(" [").map_or(error, |(error, _)| error);
    let is_coded = error.split_once(": ").is_some_and(|(code, _)| is_code(code));
    is_coded.then_some((Place { path, line: number, rest: "" }, error))
}

/// `CS0103`, `NETSDK1045`, but not the `TS2322` of TypeScript's compiler.
fn is_code(code: &str) -> bool {
    let letters = code.trim_end_matches(|char: char| char.is_ascii_digit());
    !letters.is_empty()
        && letters.len() < code.len()
        && letters != "TS"
        && letters.chars().all(|char| char.is_ascii_uppercase())
}

/// What follows in `Failed!  - Failed:     1, Passed:     2, Skipped:     0, Total:     3, Duration: 12 ms - …`.
fn tally(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("Failed!").or_else(|| line.strip_prefix("Passed!"))?;
    Some(rest.trim_start().strip_prefix('-')?.trim_start()).filter(|rest| rest.starts_with("Failed:"))
}

/// The name in `  Failed Shop.CartTests.Totals [3 ms]`.
fn failed(line: &str) -> Option<&str> {
    let (name, time) = line.strip_prefix("  Failed ")?.rsplit_once(" [")?;
    time.ends_with("s]").then_some(name)
}

fn is_account(body: &[&str]) -> bool {
    body.iter().any(|line| ["Error Message:", "Stack Trace:"].contains(&line.trim()))
}

fn failure(output: &Output, name: &str, body: &[&str]) -> Failure {
    let is_end =
        |line: &&str| line.trim().starts_with("Standard Output Messages:") || line.trim() == "Stack Trace:";
    let said: Vec<&str> = body
        .iter()
        .copied()
        .filter(|line| line.trim() != "Error Message:")
        .take_while(|line| !is_end(line))
        .collect();
    let mut frames = Vec::new();
    for line in body {
        let Some((function, place)) = call(line) else { continue };
        findings::add_frame(&mut frames, output.frame(place.path, place.line, function));
    }
    findings::failure(name, FailureKind::Test, text::said(&said), frames)
}

/// `   at Shop.CartTests.Totals() in /home/shop/CartTests.cs:line 12`
fn call(line: &str) -> Option<(Option<&str>, Place<'_>)> {
    let (call, place) = line.trim_start().strip_prefix("at ")?.rsplit_once(" in ")?;
    let (path, number) = place.rsplit_once(":line ")?;
    let function = call.split('(').next().and_then(|call| call.rsplit('.').next());
    Some((function, Place { path, line: place::number(number)?.0, rest: "" }))
}
