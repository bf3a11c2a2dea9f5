//! The Rust compiler's diagnostics.

use kinglet_domain::check::FailureKind;

use super::findings::{self, Findings};
use super::output::Output;
use super::place;

/// Adds the errors of the compiler; returns whether there are any.
pub(super) fn read(output: &Output, findings: &mut Findings) -> bool {
    let mut seen = 0u32;
    let mut index = 0;
    while let Some(line) = output.lines.get(index) {
        index += 1;
        let Some((code, title)) = headline(line) else { continue };
        let rest = output.lines.get(index..).unwrap_or_default();
        let end = rest.iter().position(|line| line.is_empty() || is_headline(line)).unwrap_or(rest.len());
        let body = rest.get(..end).unwrap_or_default();
        index += end;
        let frames: Vec<_> = body
            .iter()
            .filter_map(|line| place::leading(line.trim_start().strip_prefix("--> ")?))
            .filter_map(|place| output.frame(place.path, place.line, None))
            .collect();
        // Many tools start a line with `error:`; the compiler has a code or points at a place.
        let points = body.iter().any(|line| line.trim_start().starts_with("--> "));
        if code.is_none() && !points {
            continue;
        }
        seen = seen.saturating_add(1);
        let quoted: Vec<&str> = std::iter::once(*line)
            .chain(body.iter().copied().take_while(|line| !line.starts_with("help: ")))
            .filter(|line| line.trim() != "|")
            .collect();
        let name = code.unwrap_or(title);
        findings.push(findings::failure(name, FailureKind::Build, quoted.join("\n"), frames));
    }
    if seen > 0 {
        findings.failed = findings::sum(findings.failed, Some(seen));
    }
    seen > 0
}

/// `error[E0308]: mismatched types`, `error: expected one of …`
fn headline(line: &str) -> Option<(Option<&str>, &str)> {
    let rest = line.strip_prefix("error")?;
    match rest.strip_prefix('[') {
        Some(rest) => rest.split_once("]: ").map(|(code, title)| (Some(code), title)),
        None => rest.strip_prefix(": ").map(|title| (None, title)),
    }
}

fn is_headline(line: &str) -> bool {
    headline(line).is_some() || line.starts_with("warning: ") || line.starts_with("warning[")
}
