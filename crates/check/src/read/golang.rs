//! Go: `go test`, `go build` and `go vet`.

use std::collections::HashMap;

use kinglet_domain::check::{FailureKind, Frame};

use super::findings::{self, Findings};
use super::output::Output;
use super::{place, text};

/// What is known of a test that failed, before its package is known.
#[derive(Default)]
struct Test<'a> {
    name: &'a str,
    message: Vec<String>,
    /// Places as printed: file names without the package's folder, or absolute paths of a panic's stack.
    places: Vec<(&'a str, u32, Option<&'a str>)>,
}

#[derive(Default)]
struct Reader<'a> {
    findings: Findings,
    /// What tests printed, by their names.
    logs: HashMap<&'a str, Test<'a>>,
    /// The tests of the current package that failed.
    failed: Vec<&'a str>,
    /// The test that the following lines belong to.
    current: &'a str,
    /// How far the last line of a log was indented; deeper lines go on with it.
    log_indent: Option<usize>,
    is_panic: bool,
    is_verbose: bool,
    is_ours: bool,
    passed: u32,
    failed_count: u32,
}

/// Reads test failures, panics and what the compiler and vet report.
pub(super) fn read(output: &Output) -> Option<Findings> {
    let mut reader = Reader::default();
    let mut function = None;
    for line in output.lines.iter().copied() {
        if let Some(package) = package_end(line) {
            reader.is_ours = true;
            reader.finish_package(output, package);
        } else if !reader.marks_test(line) && !reader.panics(line, &mut function) && !reader.logs(line) {
            reader.builds(output, line);
        }
    }
    reader.finish_package(output, "");
    if !reader.is_ours {
        return None;
    }
    if reader.is_verbose {
        reader.findings.passed = Some(reader.passed);
    }
    reader.findings.failed = Some(reader.failed_count);
    Some(reader.findings)
}

/// The package of `ok  <tab>package<tab>0.003s` or `FAIL<tab>package<tab>0.003s`.
fn package_end(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("FAIL\t").or_else(|| line.strip_prefix("ok  \t"))?;
    rest.split(['\t', ' ']).next()
}

/// The name in `--- FAIL: TestTotal (0.00s)`.
fn named<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let rest = line.trim_start().strip_prefix(mark)?;
    Some(rest.rsplit_once(" (").map_or(rest, |(name, _)| name).trim())
}

/// Reads `file.go:3` or `./file.go:3:5`, with what follows.
fn go_place(text: &str) -> Option<place::Place<'_>> {
    place::leading(text).filter(|place| place.path.strip_suffix(".go").is_some())
}

impl<'a> Reader<'a> {
    fn marks_test(&mut self, line: &'a str) -> bool {
        let is_result = line.trim_start().starts_with("--- ");
        if let Some(name) = named(line, "--- FAIL: ") {
            self.failed.push(name);
            (self.current, self.is_ours) = (name, true);
        } else if let Some(name) =
            named(line, "=== RUN ").or_else(|| named(line, "=== CONT ")).or_else(|| named(line, "=== NAME "))
        {
            (self.current, self.is_ours, self.is_verbose) = (name, true, true);
        } else if is_result && (named(line, "--- PASS: ").is_some() || named(line, "--- SKIP: ").is_some()) {
            self.passed += u32::from(line.trim_start().starts_with("--- PASS: "));
            (self.current, self.is_ours) = ("", true);
        } else {
            return false;
        }
        (self.log_indent, self.is_panic) = (None, false);
        true
    }

    /// Reads a panic: its message, then the stack of the goroutine that panicked, a call and its place by turns.
    fn panics(&mut self, line: &'a str, function: &mut Option<&'a str>) -> bool {
        if !self.is_panic {
            let Some(message) = line.strip_prefix("panic: ").or_else(|| line.strip_prefix("fatal error: "))
            else {
                return false;
            };
            self.is_panic = true;
            if self.current.is_empty() {
                self.current = "panic";
            }
            // Verbose or not, the line that says that the test failed may be missing.
            if self.failed.last() != Some(&self.current) {
                self.failed.push(self.current);
            }
            self.test().message.push(format!("panic: {}", message.trim_end_matches(" [recovered]")));
            return true;
        }
        if let Some(place) = line.strip_prefix('\t').and_then(go_place) {
            let place = (place.path, place.line, function.take());
            self.test().places.push(place);
        } else if line.starts_with("goroutine ") {
            // Many programs say `panic:`; only Go goes on with this. Other goroutines only wait.
            self.is_ours = true;
            self.is_panic = self.test().places.is_empty();
        } else if line.starts_with("exit status ") {
            self.is_panic = false;
        } else {
            // `example.com/shop/store.(*Cart).Total(...)`: the function without its package.
            let call = line.rsplit_once('(').map_or(line, |(call, _)| call);
            let name = call.rsplit('/').next().and_then(|name| name.split_once('.')).map(|(_, name)| name);
            *function = name.filter(|name| !name.is_empty());
        }
        true
    }

    /// Reads what a test logged: `    file_test.go:12: message`, and deeper lines that go on with it.
    fn logs(&mut self, line: &'a str) -> bool {
        let indent = text::indent(line);
        if indent > 0
            && !self.current.is_empty()
            && let Some(place) = go_place(line.trim_start()).filter(|place| place.rest.starts_with(':'))
        {
            let message = place.rest.trim_start_matches(':').trim();
            let place = (place.path, place.line, None);
            self.test().places.push(place);
            self.test().message.push(message.to_owned());
            self.log_indent = Some(indent);
            return true;
        }
        let continues = self.log_indent.is_some_and(|log| indent > log);
        if continues {
            let said = line.get(self.log_indent.unwrap_or(0)..).unwrap_or_default().to_owned();
            self.test().message.push(said);
        } else if !line.is_empty() {
            self.log_indent = None;
        }
        continues
    }

    /// Reads what the compiler or vet says: `./x.go:3:2: undefined: y`.
    fn builds(&mut self, output: &Output, line: &'a str) {
        let line = line.strip_prefix("vet: ").unwrap_or(line);
        if text::indent(line) > 0 {
            return;
        }
        let Some(place) = go_place(line) else { return };
        let Some(message) = place.rest.strip_prefix(": ") else { return };
        self.is_ours = true;
        self.failed_count += 1;
        let frames = output.frame(place.path, place.line, None).into_iter().collect();
        self.findings.push(findings::failure(message, FailureKind::Build, message, frames));
    }

    fn test(&mut self) -> &mut Test<'a> {
        let name = self.current;
        self.logs.entry(name).or_insert_with(|| Test { name, ..Test::default() })
    }

    /// Turns the tests of a package into failures: only now it is known in which folder their files lie.
    fn finish_package(&mut self, output: &Output, package: &str) {
        let mut failed = std::mem::take(&mut self.failed);
        let mut logs = std::mem::take(&mut self.logs);
        let parents: Vec<bool> = (0..failed.len()).map(|index| is_parent(&failed, index)).collect();
        for (name, is_parent) in failed.drain(..).zip(parents) {
            let test = logs.remove(name).unwrap_or(Test { name, ..Test::default() });
            // A test fails with its subtests; alone it has nothing to tell.
            if is_parent && test.message.is_empty() {
                continue;
            }
            self.failed_count += 1;
            let mut frames = Vec::new();
            for (path, line, function) in &test.places {
                let frame = frame(output, package, path, *line, *function);
                findings::add_frame(&mut frames, frame);
            }
            self.findings.push(findings::failure(
                test.name,
                FailureKind::Test,
                test.message.join("\n"),
                frames,
            ));
        }
        (self.current, self.log_indent, self.is_panic) = ("", None, false);
    }
}

/// Whether the next test is a subtest of this one: Go lists them after their parent.
fn is_parent(failed: &[&str], index: usize) -> bool {
    let (Some(name), Some(next)) = (failed.get(index), failed.get(index + 1)) else { return false };
    next.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'))
}

/// Finds a file that is named without its folder by the parts of its package's path: of
/// `example.com/shop/store`, only `store` may be a folder.
fn frame(output: &Output, package: &str, path: &str, line: u32, function: Option<&str>) -> Option<Frame> {
    if path.contains('/') {
        return output.frame(path, line, function);
    }
    let parts: Vec<&str> = package.split('/').filter(|part| !part.is_empty()).take(16).collect();
    (0..parts.len())
        .map(|from| format!("{}/{path}", parts.get(from..).unwrap_or_default().join("/")))
        .chain([path.to_owned()])
        .find_map(|candidate| output.frame(&candidate, line, function))
}
