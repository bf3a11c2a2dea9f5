//! pytest, in each of its traceback styles.

use std::collections::{HashMap, VecDeque};

use kinglet_domain::check::{Failure, FailureKind, Frame};

use super::findings::{self, Findings};
use super::output::Output;
use super::{place, text, traceback};

/// A part of the report about one test or file.
struct Section<'a> {
    /// What stands between the underscores; `None` with `--tb=line`, which names nothing.
    title: Option<&'a str>,
    body: Vec<&'a str>,
}

impl Section<'_> {
    /// Whether it is one of `--tb=line` and complete: its last line is the place.
    fn is_ended(&self) -> bool {
        self.title.is_none() && self.body.last().is_some_and(|last| line_end(last).is_some())
    }
}

/// What the lines of an output fall into.
#[derive(Default)]
struct Parts<'a> {
    sections: Vec<Section<'a>>,
    /// The lines of the short summary: the test's id, and the message if there is one.
    summary: Vec<(&'a str, &'a str)>,
    /// The words of the last line, without decoration: `4 failed, 2 passed`.
    counts: Option<&'a str>,
    is_ours: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Region {
    Other,
    Failures,
    Summary,
}

/// Reads a pytest report.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let parts = split(&output.lines);
    if !parts.is_ours {
        return None;
    }
    let mut findings = Findings::default();
    if let Some(counts) = parts.counts {
        findings.passed = text::count_of(counts, "passed");
        let errors = text::count_of(counts, "error").or_else(|| text::count_of(counts, "errors"));
        findings.failed =
            Some(text::count_of(counts, "failed").unwrap_or(0).saturating_add(errors.unwrap_or(0)));
    }
    let mut ids = Ids::of(&parts.summary);
    let titled: Vec<Option<&str>> =
        parts.sections.iter().map(|section| section.title.and_then(|title| ids.take(title))).collect();
    let mut left = ids.left(&parts.summary);
    for (section, id) in parts.sections.iter().zip(titled) {
        let id = if section.title.is_none() { left.pop_front().map(|(id, _)| id) } else { id };
        findings.push(failure(output, section, id));
    }
    for (id, message) in left {
        let frames = named_file(output, id).into_iter().collect();
        findings.push(findings::failure(id, kind(id, message), message, frames));
    }
    Some(findings)
}

fn split<'a>(lines: &[&'a str]) -> Parts<'a> {
    let mut parts = Parts::default();
    let mut region = Region::Other;
    for line in lines.iter().copied() {
        if let Some(counts) = counts(line) {
            parts.counts = Some(counts);
            parts.is_ours = true;
            region = Region::Other;
        } else if let Some(next) = banner(line) {
            parts.is_ours = true;
            region = next;
            // Unless a title follows at once, what follows is of the style that has none.
            parts.sections.push(Section { title: None, body: Vec::new() });
        } else if line.starts_with("ImportError while loading conftest ") {
            parts.is_ours = true;
            region = Region::Failures;
            parts.sections.push(Section { title: Some("conftest.py"), body: vec![line] });
        } else if region == Region::Summary {
            parts.summary.extend(summary_line(line));
        } else if region == Region::Failures {
            add(&mut parts.sections, line);
        }
    }
    parts.sections.retain(|section| section.title.is_some() || section.is_ended());
    parts
}

fn add<'a>(sections: &mut Vec<Section<'a>>, line: &'a str) {
    if let Some(title) = section_title(line) {
        sections.push(Section { title: Some(title), body: Vec::new() });
        return;
    }
    match sections.last_mut() {
        Some(section) if !section.is_ended() => section.body.push(line),
        _ => sections.push(Section { title: None, body: vec![line] }),
    }
}

/// The place that ends a failure of `--tb=line`: an absolute path, followed by the message.
fn line_end(line: &str) -> Option<place::Place<'_>> {
    place::leading(line).filter(|place| {
        let is_absolute = place.path.starts_with('/') || place.path.get(1..2) == Some(":");
        is_absolute && place.rest.starts_with(": ") && !place.rest.starts_with(": in ")
    })
}

/// The title of a line such as `==== FAILURES ====`, as far as it says what follows.
fn banner(line: &str) -> Option<Region> {
    let title = line.strip_prefix('=')?.strip_suffix('=')?.trim_matches('=').trim();
    match title {
        "FAILURES" | "ERRORS" => Some(Region::Failures),
        "short test summary info" => Some(Region::Summary),
        "test session starts" | "PASSES" | "XPASSES" | "warnings summary" => Some(Region::Other),
        title if title.starts_with("warnings summary") || title.starts_with("slowest ") => {
            Some(Region::Other)
        }
        _ => None,
    }
}

/// `____ TestCart.test_total ____`; the separator between frames, `_ _ _`, is none.
fn section_title(line: &str) -> Option<&str> {
    let title = line.strip_prefix('_')?.strip_suffix('_')?.trim_matches('_');
    let title = title.strip_prefix(' ')?.strip_suffix(' ')?.trim();
    (!title.is_empty() && !title.starts_with('_')).then_some(title)
}

/// The last line: `==== 4 failed, 2 passed in 0.04s ====`, or bare with `-q`.
fn counts(line: &str) -> Option<&str> {
    let (counts, time) = line.trim_matches('=').trim().split_once(" in ")?;
    let has_time = time.starts_with(|char: char| char.is_ascii_digit()) && time.contains('s');
    let is_count = |part: &str| {
        let word =
            part.split_once(' ').filter(|(count, _)| count.parse::<u32>().is_ok()).map(|(_, word)| word);
        word.is_some_and(|word| {
            ["passed", "failed", "skipped", "deselected", "xfailed", "xpassed"].contains(&word)
                || word.starts_with("error")
                || word.starts_with("warning")
                || word.starts_with("rerun")
                || word.starts_with("subtest")
        })
    };
    let is_counts = counts == "no tests ran" || counts.split(", ").all(is_count);
    (has_time && is_counts).then_some(counts)
}

/// `FAILED tests/test_x.py::test_y - message`.
fn summary_line(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("FAILED ").or_else(|| line.strip_prefix("ERROR "))?;
    // The name of a parametrised test may itself hold a dash; the message follows the bracket.
    let bracket = rest.find(" - ").filter(|dash| rest.find('[').is_some_and(|open| open < *dash));
    let end = bracket.and_then(|_| rest.find("] - ").map(|at| at + 1)).or_else(|| rest.find(" - "));
    Some(match end.and_then(|end| rest.split_at_checked(end)) {
        Some((id, message)) => (id.trim(), message.strip_prefix(" - ").unwrap_or(message).trim()),
        None => (rest.trim(), ""),
    })
}

/// The ids of the short summary, found by the titles that the sections bear.
struct Ids<'a>(HashMap<String, VecDeque<(usize, &'a str)>>);

impl<'a> Ids<'a> {
    fn of(summary: &[(&'a str, &'a str)]) -> Self {
        let mut ids: HashMap<String, VecDeque<(usize, &str)>> = HashMap::new();
        for (index, (id, _)) in summary.iter().enumerate() {
            let title = id.split_once("::").map_or(*id, |(_file, rest)| rest);
            ids.entry(title.to_owned()).or_default().push_back((index, id));
        }
        Self(ids)
    }

    fn take(&mut self, title: &str) -> Option<&'a str> {
        let (_, id) = self.0.get_mut(&own_title(title))?.pop_front()?;
        Some(id)
    }

    /// Those that no section has taken, in the order of the summary.
    fn left(self, summary: &[(&'a str, &'a str)]) -> VecDeque<(&'a str, &'a str)> {
        let mut left: Vec<usize> = self.0.into_values().flatten().map(|(index, _)| index).collect();
        left.sort_unstable();
        left.into_iter().filter_map(|index| summary.get(index).copied()).collect()
    }
}

/// A section's title as the part of an id behind the file: `TestCart::test_total[1.5]`.
fn own_title(title: &str) -> String {
    let title = ["ERROR at setup of ", "ERROR at teardown of ", "ERROR collecting "]
        .iter()
        .find_map(|prefix| title.strip_prefix(prefix))
        .unwrap_or(title);
    if is_file(title) {
        return title.to_owned();
    }
    match title.split_once('[') {
        Some((name, parameters)) => format!("{}[{parameters}", name.replace('.', "::")),
        None => title.replace('.', "::"),
    }
}

/// Whether a title or an id names a whole file.
fn is_file(title: &str) -> bool {
    title.strip_suffix(".py").is_some()
}

fn failure(output: &Output, section: &Section, id: Option<&str>) -> Failure {
    // What the test printed comes last and is not about the failure.
    let body: Vec<&str> = section
        .body
        .iter()
        .copied()
        .take_while(|line| !(line.starts_with('-') && line.contains(" Captured ")))
        .collect();
    let (mut message, mut frames) = explain(output, &body, section.title.is_none());
    if message.is_empty()
        && let Some(native) = traceback::tracebacks(&output.with_lines(body)).pop()
    {
        (message, frames) = (native.message, native.frames);
    }
    if message.is_empty()
        && let Some(place) = section.body.last().and_then(|last| line_end(last))
    {
        place.rest.trim_start_matches([':', ' ']).clone_into(&mut message);
    }
    let unlisted = || {
        let title = section.title.map(own_title).unwrap_or_default();
        match frames.last() {
            Some(frame) if !is_file(&title) => format!("{}::{title}", frame.path),
            _ => title,
        }
    };
    let name = id.map_or_else(unlisted, str::to_owned);
    if frames.is_empty() {
        frames.extend(named_file(output, &name));
    }
    let title = section.title.unwrap_or_default();
    let fails_to_load = title.starts_with("ERROR collecting ") || title == "conftest.py";
    let kind = if fails_to_load { FailureKind::Build } else { FailureKind::Test };
    findings::failure(name, kind, message, frames)
}

/// The test's own file and function, which its id holds: better than no place at all.
fn named_file(output: &Output, id: &str) -> Option<Frame> {
    let (file, test) = id.split_once("::").map_or((id, None), |(file, test)| (file, Some(test)));
    let test = test.and_then(|test| test.split('[').next()?.rsplit("::").next());
    Some(Frame { path: output.file(file)?, line: None, function: test.map(str::to_owned) })
}

/// The kind of a failure of which only the summary tells: files have no `::`.
fn kind(id: &str, message: &str) -> FailureKind {
    if id.contains("::") { traceback::kind_of(message) } else { FailureKind::Build }
}

/// The message and the frames of a section in one of pytest's own styles.
///
/// - `is_line_style`: the section is one of `--tb=line`, which marks only the first line of a message.
fn explain(output: &Output, body: &[&str], is_line_style: bool) -> (String, Vec<Frame>) {
    let mut printed: Vec<Frame> = Vec::new();
    let mut message: Vec<&str> = Vec::new();
    let mut function = None;
    let mut was_message = false;
    for line in body.iter().copied() {
        let is_message = line.starts_with("E  ") || line == "E";
        let continues = was_message && is_line_style && text::indent(line) > 0;
        if is_message || continues {
            if !was_message {
                message.clear(); // The last exception of a chain is the one that was raised.
            }
            let said = line.get(1..).unwrap_or_default();
            message.push(said);
            // A syntax error names its place within what it says.
            let place = traceback::place(said);
            printed
                .extend(place.and_then(|(place, function)| output.frame(place.path, place.line, function)));
        } else if let Some(place) =
            place::leading(line).filter(|place| text::indent(line) == 0 && place.rest.starts_with(':'))
        {
            let named = place.rest.strip_prefix(": in ").map(str::trim).or(function.take());
            let named = named.filter(|name| !name.starts_with('<'));
            printed.extend(output.frame(place.path, place.line, named));
        } else if let Some(name) = defined(line) {
            function = function.or(Some(name));
        }
        was_message = is_message || continues;
    }
    (text::compact(&message), findings::innermost_first(printed))
}

/// The function whose definition a line of quoted source holds: pytest quotes from it down to the failing line.
fn defined(line: &str) -> Option<&str> {
    let source = line.strip_prefix("    ").or_else(|| line.strip_prefix(">   "))?;
    let rest = source.strip_prefix("async ").unwrap_or(source).strip_prefix("def ")?;
    rest.split_once('(').map(|(name, _)| name.trim())
}
