//! node:test's TAP reporter, which is also what older versions print when nobody watches.

use kinglet_domain::check::{Failure, FailureKind};

use super::findings::{self, Findings};
use super::output::Output;
use super::{node, place, text};

/// Reads failed points of a TAP stream with the YAML that follows each.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut findings = Findings::default();
    let mut is_ours = false;
    let mut index = 0;
    while let Some(line) = output.lines.get(index).copied() {
        index += 1;
        is_ours |= line.starts_with("TAP version ") || line.starts_with("ok ");
        node::count(&mut findings, line, "# ");
        let Some(name) = failed_point(line) else { continue };
        is_ours = true;
        let rest = output.lines.get(index..).unwrap_or_default();
        let block = Block::leading(rest);
        index += block.length;
        // A suite fails with its tests; alone it has nothing to tell.
        if block.length == 0 {
            let account = account(rest, text::indent(line));
            index += account.len();
            findings.push(plain_failure(output, name, account));
        } else if block.scalar("failureType").as_deref() != Some("subtestsFailed") {
            findings.push(failure(output, name, &block));
        }
    }
    if !is_ours {
        return None;
    }
    Some(node::with_crashes(output, findings))
}

/// The name in `not ok 2 - total multiplies`; one that is marked as to do does not count.
fn failed_point(line: &str) -> Option<&str> {
    let (_, rest) = place::number(line.trim_start().strip_prefix("not ok ")?)?;
    let name = rest.trim_start().trim_start_matches("- ");
    (!name.contains(" # TODO") && !name.contains(" # SKIP")).then_some(name)
}

fn failure(output: &Output, name: &str, block: &Block) -> Failure {
    let error = block.scalar("error").unwrap_or_default();
    let mut message = text::compact(&error.lines().collect::<Vec<_>>());
    if let Some(class) = block.scalar("name").filter(|class| class != "AssertionError") {
        message = format!("{class}: {message}");
    }
    // A message of the test's own says nothing of the values.
    if message.lines().count() == 1 {
        for key in ["expected", "actual"] {
            if let Some(value) = block.scalar(key) {
                message = format!("{message}\n{key}: {value}");
            }
        }
    }
    let stack = block.scalar("stack").unwrap_or_default();
    let location = block.scalar("location").unwrap_or_default();
    let calls = stack.lines().filter_map(|line| place::javascript_call(line.trim()));
    let places = calls.chain(place::leading(&location).map(|place| (place, None)));
    let frames = node::frames(output, places);
    findings::failure(name, FailureKind::Test, message, frames)
}

/// What other producers than node (mocha, for one) put below a point: any deeper text up to the next.
fn account<'a, 'b>(rest: &'b [&'a str], indent: usize) -> &'b [&'a str] {
    let is_own = |line: &&str| {
        let said = line.trim_start();
        text::indent(line) > indent && !said.starts_with("ok ") && !said.starts_with("not ok ")
    };
    let end = rest.iter().take_while(|line| is_own(line)).count();
    rest.get(..end).unwrap_or_default()
}

fn plain_failure(output: &Output, name: &str, account: &[&str]) -> Failure {
    let is_call = |line: &&str| line.trim_start().starts_with("at ");
    let said: Vec<&str> = account.iter().copied().take_while(|line| !is_call(line)).collect();
    let frames = node::frames(output, account.iter().filter_map(|line| place::javascript(line)));
    findings::failure(name, FailureKind::Test, text::compact(&said), frames)
}

/// The YAML between `---` and `...` that describes a point.
struct Block<'a> {
    lines: &'a [&'a str],
    /// How far its keys are indented.
    indent: usize,
    /// How many lines it takes with its marks.
    length: usize,
}

impl<'a> Block<'a> {
    fn leading(lines: &'a [&'a str]) -> Self {
        let none = Self { lines: &[], indent: 0, length: 0 };
        let Some(first) = lines.first().filter(|line| line.trim() == "---") else { return none };
        let indent = text::indent(first);
        let is_end = |line: &&str| match text::indent(line) {
            deeper if deeper > indent => false,
            same if same == indent => line.trim() == "...",
            _ => !line.trim().is_empty(),
        };
        let end = lines.iter().skip(1).position(is_end).map_or(lines.len(), |at| at + 1);
        // What ended it is looked at again unless it is the closing mark: the output may be cut here.
        let closes = lines.get(end).is_some_and(|line| line.trim() == "...");
        Self { lines: lines.get(1..end).unwrap_or_default(), indent, length: end + usize::from(closes) }
    }

    /// The value of a key as text: what a block or a mapping holds is given line by line.
    fn scalar(&self, key: &str) -> Option<String> {
        let is_key = |line: &&str| {
            let rest = line.get(self.indent..).unwrap_or_default();
            rest.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'))
        };
        let at = self.lines.iter().position(is_key)?;
        let value = self.lines.get(at)?.split_once(':')?.1.trim();
        if !value.is_empty() && !value.starts_with('|') && !value.starts_with('>') {
            return Some(unquote(value));
        }
        let deeper = |line: &&&str| line.trim().is_empty() || text::indent(line) > self.indent;
        let lines: Vec<&str> = self.lines.iter().skip(at + 1).take_while(deeper).copied().collect();
        Some(text::dedent(&lines))
    }
}

fn unquote(value: &str) -> String {
    if let Some(inner) = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\'')) {
        return inner.replace("''", "'").replace("\\'", "'");
    }
    // Double quotes escape as JSON does; anything else is taken as it stands.
    match serde_json::from_str(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => value.to_owned(),
    }
}
