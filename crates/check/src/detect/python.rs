//! Python projects.

use super::project::{MOST_READ, Project, file_name};
use super::{Detected, detected, quote};

const PYTEST: &str = "python3 -m pytest -q";

/// What the test files of a project are written for.
enum Style<'a> {
    /// Only pytest can run the file.
    Pytest(&'a str),
    /// All of them are classes of unittest; the path of the first.
    Unittest(&'a str),
}

/// pytest, if it is configured or the tests need it.
pub(super) fn pytest(project: &Project) -> Option<Detected> {
    if let Some(reason) = configuration(project) {
        return Some(detected(PYTEST, reason));
    }
    match style(project)? {
        Style::Pytest(path) => Some(detected(PYTEST, format!("{path} is written for pytest"))),
        Style::Unittest(_) => None,
    }
}

/// unittest, if all tests are written for it and pytest is not configured.
pub(super) fn unittest(project: &Project) -> Option<Detected> {
    if configuration(project).is_some() {
        return None;
    }
    let Style::Unittest(path) = style(project)? else { return None };
    let reason = format!("{path} uses unittest");
    let pattern = if file_name(path).starts_with("test") { "" } else { " -p '*_test.py'" };
    let folder = path.rsplit_once('/').map(|(folder, _)| folder);
    // Discovery descends from the root into packages alone; another folder has to be named.
    let is_package = |folder: &str| project.has(&format!("{folder}/__init__.py"));
    let start = folder.filter(|folder| !is_package(folder)).map(|folder| format!(" -s {}", quote(folder)));
    Some(detected(format!("python3 -m unittest discover -v{}{pattern}", start.unwrap_or_default()), reason))
}

fn configuration(project: &Project) -> Option<String> {
    if project.has("pytest.ini") {
        return Some("pytest.ini configures pytest".to_owned());
    }
    let sections =
        [("pyproject.toml", "[tool.pytest"), ("setup.cfg", "[tool:pytest]"), ("tox.ini", "[pytest]")];
    let holds = |(name, section): &(&str, &str)| {
        project.read(name).is_some_and(|text| text.lines().any(|line| line.trim_start().starts_with(section)))
    };
    if let Some((name, _)) = sections.iter().find(|row| holds(row)) {
        return Some(format!("{name} configures pytest"));
    }
    if project.read("tox.ini").is_some_and(|text| text.contains("pytest")) {
        return Some("tox.ini runs pytest".to_owned());
    }
    let fixtures = project.paths().find(|path| file_name(path) == "conftest.py")?;
    Some(format!("{fixtures} belongs to pytest"))
}

fn style<'a>(project: &Project<'a>) -> Option<Style<'a>> {
    let mut first = None;
    for path in project.paths().filter(|path| is_test(path)).take(MOST_READ) {
        let Some(text) = project.read(path) else { continue };
        if needs_pytest(&text) {
            return Some(Style::Pytest(path));
        }
        if first.is_none() && text.contains("unittest") {
            first = Some(path);
        }
    }
    first.map(Style::Unittest)
}

fn is_test(path: &str) -> bool {
    let name = file_name(path);
    let is_python = path.strip_suffix(".py");
    is_python.is_some_and(|stem| name.starts_with("test_") || name == "tests.py" || stem.ends_with("_test"))
}

/// Whether it uses pytest, or has tests that are plain functions.
fn needs_pytest(text: &str) -> bool {
    let starts = ["import pytest", "from pytest", "def test_", "async def test_"];
    text.lines().any(|line| starts.iter().any(|start| line.starts_with(start)))
        || (!text.contains("unittest") && text.lines().any(|line| line.starts_with("class Test")))
}
