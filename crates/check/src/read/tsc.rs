//! The TypeScript compiler.

use kinglet_domain::check::FailureKind;

use super::findings::{self, Findings};
use super::output::Output;
use super::place::{self, Place};
use super::text;

/// Reads errors, plain (`src/a.ts(3,5): error TS2322: …`) or pretty (`src/a.ts:3:5 - error TS2322: …`).
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    let mut count = 0;
    for (index, line) in output.lines.iter().enumerate() {
        let Some((place, error)) = plain(line).or_else(|| pretty(line)) else { continue };
        let Some((code, _)) = error.split_once(':') else { continue };
        count += 1;
        // Explanations are indented by two per level; quoted source by more, or not at all.
        let more = output.lines.iter().skip(index + 1).take_while(|line| text::indent(line) >= 2).take(4);
        let message: Vec<&str> = std::iter::once(error).chain(more.copied()).collect();
        let frames = output.frame(place.path, place.line, None).into_iter().collect();
        findings.push(findings::failure(code, FailureKind::Build, message.join("\n"), frames));
    }
    findings.failed = Some(count);
    (count > 0).then_some(findings)
}

fn plain(line: &str) -> Option<(Place<'_>, &str)> {
    let (place, error) = line.split_once("): error ")?;
    let (path, position) = place.rsplit_once('(')?;
    let (number, _column) = place::number(position)?;
    error.starts_with("TS").then_some((Place { path, line: number, rest: "" }, error))
}

fn pretty(line: &str) -> Option<(Place<'_>, &str)> {
    let (place, error) = line.split_once(" - error ")?;
    let place = place::leading(place)?;
    error.starts_with("TS").then_some((place, error))
}
