//! The bundled example projects, and the promise that each of them is broken when it is delivered.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::command::Command;
use crate::folder;
use crate::tools::Tool;

/// One project under `examples/`.
#[derive(Debug)]
pub(crate) struct Example {
    /// Its folder.
    pub(crate) name: &'static str,
    /// The command that fails as long as its bug is there.
    pub(crate) check: &'static str,
    /// What its check needs.
    pub(crate) tools: &'static [Tool],
    /// What its check prints if tests fail, one of these, and does not print if they could not even start.
    failure: &'static [&'static str],
}

/// All of them; the first is the one that is shown if none is named.
pub(crate) const EXAMPLES: &[Example] = &[
    Example {
        name: "python-invoices",
        check: "python3 -m pytest -q",
        tools: &[Tool::Python, Tool::Pip, Tool::Pytest],
        failure: &[" failed, "],
    },
    Example { name: "rust-meetings", check: "cargo test", tools: &[], failure: &["test result: FAILED"] },
    Example {
        name: "javascript-limiter",
        check: "node --test",
        tools: &[Tool::Node], // Into a pipe, Node wrote TAP up to version 22.
        failure: &["not ok ", "✖ "],
    },
    Example { name: "go-stock", check: "go test ./...", tools: &[Tool::Go], failure: &["--- FAIL: "] },
];

impl Example {
    /// Runs the check on a copy; an error if its tests do not fail.
    pub(crate) fn fails_as_delivered(&self, root: &Path) -> Result<()> {
        let copy = folder::Temporary::new()?;
        let project = copy.path().join(self.name);
        folder::copy(&root.join("examples").join(self.name), &project)?;
        let finished = Command::parse(self.check).in_folder(&project).read()?;
        let printed = format!("{}{}", finished.stdout, finished.stderr);
        match finished.code {
            Some(0) => bail!("{}: `{}` succeeds; there is nothing left to repair", self.name, self.check),
            _ if !self.failure.iter().any(|failure| printed.contains(failure)) => {
                bail!("{}: `{}` ended before a test could fail:\n{}", self.name, self.check, printed.trim())
            }
            _ => Ok(()),
        }
    }
}

/// What is wrong with the folder of examples: one that is not listed above, or not explained there.
pub(crate) fn problems(root: &Path) -> Result<Vec<String>> {
    let folder = root.join("examples");
    let entries = fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut folders = vec![];
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot list {}", folder.display()))?;
        if entry.path().is_dir() {
            folders.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    let readme = folder.join("README.md");
    let readme = fs::read_to_string(&readme).with_context(|| format!("cannot read {}", readme.display()))?;
    Ok(disagreements(&folders, &readme))
}

fn disagreements(folders: &[String], readme: &str) -> Vec<String> {
    let is_listed = |folder: &&String| EXAMPLES.iter().any(|example| example.name == folder.as_str());
    let is_explained = |example: &&Example| {
        readme
            .lines()
            .any(|line| line.contains(example.name) && line.contains(&format!("`{}`", example.check)))
    };
    let unlisted = folders.iter().filter(|folder| !is_listed(folder));
    let unexplained = EXAMPLES.iter().filter(|example| !is_explained(example));
    unlisted
        .map(|folder| format!("examples/{folder} is not listed in xtask/src/examples.rs"))
        .chain(unexplained.map(|example| {
            format!(
                "examples/README.md has no line with `{}` and its check `{}`",
                example.name, example.check
            )
        }))
        .collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_debug_snapshot;

    use super::*;

    #[test]
    fn every_example_is_listed_and_explained() {
        let readme = "[`python-invoices`] `python3 -m pytest -q`\n[`go-stock`] `go test ./...`\n`rust-meetings` `cargo test -q`";
        assert_debug_snapshot!(disagreements(&["go-stock".to_owned(), "ruby-shop".to_owned()], readme), @r#"
        [
            "examples/ruby-shop is not listed in xtask/src/examples.rs",
            "examples/README.md has no line with `rust-meetings` and its check `cargo test`",
            "examples/README.md has no line with `javascript-limiter` and its check `node --test`",
        ]
        "#);
    }
}
