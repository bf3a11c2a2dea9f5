//! Queries with their answers, and the tree that they are asked of.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_index::{Commit, Index, is_test};

/// A query and its answer.
pub(crate) struct Case {
    pub(crate) query: String,
    /// The commit whose tree is asked.
    pub(crate) parent: String,
    pub(crate) gold: Vec<String>,
    /// The lines of the parent's files that were changed.
    pub(crate) lines: Vec<(String, RangeInclusive<u32>)>,
    /// The symbols in which they lie, by the line with their names.
    pub(crate) symbols: Vec<(String, u32)>,
}

/// A clone of the repository, so that nothing happens to the user's.
pub(crate) struct Clone {
    pub(crate) folder: PathBuf,
    pub(crate) tree: PathBuf,
    head: String,
}

impl Clone {
    pub(crate) fn of(repository: &Path) -> Self {
        let name = repository.canonicalize().unwrap().to_string_lossy().replace('/', "-");
        let folder = std::env::temp_dir().join(format!("kinglet-retrieval{name}-{}", std::process::id()));
        let _absent = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let tree = folder.join("tree");
        git(&folder, &["clone", "-q", "--no-hardlinks", &repository.to_string_lossy(), "tree"]);
        let head = git(&tree, &["rev-parse", "HEAD"]).trim().to_owned();
        Self { folder, tree, head }
    }

    pub(crate) fn check_out(&self, commit: &str) {
        git(&self.tree, &["checkout", "-q", "--force", "--detach", commit]);
    }

    /// The commits up to one, oldest first.
    pub(crate) fn log(&self, commit: &str, most: u32) -> Vec<Commit> {
        let most = format!("--max-count={most}");
        let said = git(
            &self.tree,
            &[
                "log",
                "--no-merges",
                "--no-renames",
                "--name-only",
                "-z",
                "--format=format:%x01%ct%x02%B%x03",
                &most,
                commit,
            ],
        );
        let mut commits: Vec<Commit> = said
            .split('\u{1}')
            .skip(1)
            .map(|record| {
                let (at, rest) = record.split_once('\u{2}').unwrap();
                let (message, names) = rest.split_once('\u{3}').unwrap();
                let paths = names
                    .split('\0')
                    .filter_map(|name| RelPath::parse(name.trim_start_matches('\n')).ok())
                    .collect();
                Commit { at_s: at.parse().unwrap(), message: message.to_owned(), paths }
            })
            .collect();
        commits.reverse();
        commits
    }
}

impl Case {
    /// Finds the innermost symbols in which something was changed.
    pub(crate) fn find_symbols(&mut self, index: &Index) {
        for (path, lines) in &self.lines {
            let Some(file) = RelPath::parse(path).ok().and_then(|path| index.file(&path)) else { continue };
            let symbols = index.outline(file).unwrap().symbols;
            let around =
                symbols.iter().rfind(|it| it.first.get() <= *lines.end() && *lines.start() <= it.last.get());
            if let Some(it) = around.filter(|it| !it.is_test()) {
                self.symbols.push((path.clone(), it.line.get()));
            }
        }
        self.symbols.sort_unstable();
        self.symbols.dedup();
    }
}

impl Drop for Clone {
    fn drop(&mut self) {
        let _left = std::fs::remove_dir_all(&self.folder);
    }
}

/// Cases from the newest commits that changed one to eight source files which were there before.
pub(crate) fn commits(clone: &Clone, most: usize) -> Vec<Case> {
    let list = git(&clone.tree, &["rev-list", "--no-merges", "--min-parents=1", &clone.head]);
    let mut cases = Vec::new();
    for commit in list.lines() {
        let query = git(&clone.tree, &["show", "-s", "--format=%B", commit]);
        let parent = git(&clone.tree, &["rev-parse", &format!("{commit}^")]).trim().to_owned();
        let diff = git(
            &clone.tree,
            &[
                "diff",
                "--no-color",
                "--no-ext-diff",
                "--no-renames",
                "--diff-filter=MD",
                "-U0",
                &parent,
                commit,
            ],
        );
        let lines = changed(&diff);
        let mut gold: Vec<String> = lines.iter().map(|(path, _)| path.clone()).collect();
        gold.dedup();
        if (1..=8).contains(&gold.len()) && query.split_whitespace().count() > 2 {
            cases.push(Case { query: query.trim().to_owned(), parent, gold, lines, symbols: Vec::new() });
        }
        if cases.len() == most {
            break;
        }
    }
    // Each tree differs least from the one before.
    cases.reverse();
    cases
}

/// Cases of a file: a query, a tab, and the paths that answer it with commas between; asked of the newest tree.
pub(crate) fn queries(clone: &Clone, file: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|line| {
            let (query, gold) = line.split_once('\t').unwrap();
            let gold: Vec<String> = gold.split(',').map(|path| path.trim().to_owned()).collect();
            for path in &gold {
                assert!(clone.tree.join(path).is_file(), "there is no {path}");
            }
            Case {
                query: query.to_owned(),
                parent: clone.head.clone(),
                gold,
                lines: Vec::new(),
                symbols: Vec::new(),
            }
        })
        .collect()
}

/// The lines of source files that a difference takes away or adds to.
fn changed(diff: &str) -> Vec<(String, RangeInclusive<u32>)> {
    let mut lines = Vec::new();
    let mut path = None;
    for line in diff.lines() {
        if let Some(name) = line.strip_prefix("--- a/") {
            path = Some(name.to_owned()).filter(|name| is_source(name));
        } else if let (Some(path), Some(hunk)) = (&path, line.strip_prefix("@@ -")) {
            let old = hunk.split(' ').next().unwrap();
            let (first, count) = old.split_once(',').unwrap_or((old, "1"));
            let (first, count): (u32, u32) = (first.parse().unwrap(), count.parse().unwrap());
            lines.push((path.clone(), first..=first + count.saturating_sub(1)));
        }
    }
    lines
}

fn is_source(path: &str) -> bool {
    let Ok(path) = RelPath::parse(path) else { return false };
    Language::of(&path).is_some_and(Language::is_program) && !is_test(&path)
}

#[expect(clippy::disallowed_methods, reason = "a measurement outside of kinglet")]
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = std::process::Command::new("git")
        .args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
