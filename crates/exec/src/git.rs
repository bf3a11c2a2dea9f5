//! Asks git about a repository without letting the repository run anything.
//!
//! A repository's configuration can name programs that git starts: hooks, a file system monitor, filters, text
//! converters, pagers, signature checkers. Whoever unpacks an archive gets that configuration with it, so every
//! command here switches all of them off.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

use kinglet_domain::path::RelPath;
use tokio::time::timeout;

use crate::environment;
use crate::error::Error;

/// How long a git command may take.
const LIMIT: Duration = Duration::from_mins(1);

/// Settings that stand above any in the repository.
const SETTINGS: [&str; 5] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "log.showSignature=false",
    "submodule.recurse=false",
];

/// What differs from the last commit, as far as names go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// Tracked files that were changed, added to the index or deleted, in git's order.
    pub changed: Vec<RelPath>,
    /// Files that git does not track and does not ignore.
    pub untracked: Vec<RelPath>,
    /// How many files were left out because their names are no [`RelPath`] (not UTF-8, control characters).
    pub skipped: usize,
}

/// The top folder of the working tree that holds `folder`.
///
/// # Errors
/// [`Error::GitMissing`], [`Error::NotARepository`] (also if git refuses it because somebody else owns it),
/// [`Error::BareRepository`], [`Error::Folder`] if there is no such folder.
pub async fn repository_root(folder: &Path) -> Result<PathBuf, Error> {
    let inside = output(folder, &[], &["rev-parse", "--is-inside-work-tree"]).await?;
    if !inside.status.success() {
        return Err(Error::NotARepository { folder: folder.to_owned(), message: message(&inside) });
    }
    if inside.stdout.trim_ascii() != b"true" {
        return Err(Error::BareRepository { folder: folder.to_owned() });
    }
    let mut root = succeeded("rev-parse", output(folder, &[], &["rev-parse", "--show-toplevel"]).await?)?;
    root.pop_if(|last| *last == b'\n');
    Ok(PathBuf::from(OsString::from_vec(root)))
}

/// The files that differ from the last commit.
///
/// - `root`: the top folder, as [`repository_root`] gives it.
/// - Submodules are left out: they are repositories of their own, with a configuration of their own.
///
/// # Errors
/// [`Error::Git`] if git fails, [`Error::GitMissing`], [`Error::GitSlow`].
pub async fn status(root: &Path) -> Result<Status, Error> {
    const ARGUMENTS: [&str; 6] = [
        "status",
        "--porcelain=v1",
        "-z",
        "--no-renames",
        "--untracked-files=all",
        "--ignore-submodules=all",
    ];
    let listed = succeeded("status", output(root, &without_filters(root).await?, &ARGUMENTS).await?)?;
    let mut status = Status::default();
    for entry in listed.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
        match read_entry(entry) {
            Some((b"??", path)) => status.untracked.push(path),
            Some((_, path)) => status.changed.push(path),
            None => status.skipped += 1,
        }
    }
    Ok(status)
}

/// The id of the commit that is checked out; `None` in a repository without commits.
///
/// # Errors
/// [`Error::Git`] if git fails, [`Error::GitMissing`], [`Error::GitSlow`].
pub async fn head_commit(root: &Path) -> Result<Option<String>, Error> {
    let found = output(root, &[], &["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]).await?;
    if found.status.code() == Some(1) && found.stdout.is_empty() {
        return Ok(None);
    }
    let id = succeeded("rev-parse", found)?;
    Ok(Some(String::from_utf8_lossy(&id).trim().to_owned()))
}

/// Runs a git command that reads, and returns what it printed; bytes that are not UTF-8 become U+FFFD.
///
/// - `arguments`: the subcommand first. Those that show differences get `--no-ext-diff --no-textconv`.
///
/// # Errors
/// [`Error::Git`] if git fails, [`Error::GitMissing`], [`Error::GitSlow`], [`Error::Folder`].
pub async fn git(root: &Path, arguments: &[&str]) -> Result<String, Error> {
    let (subcommand, rest) = arguments.split_first().unwrap_or((&"help", &[]));
    let mut all = vec![*subcommand];
    if matches!(*subcommand, "diff" | "log" | "show") {
        all.extend(["--no-ext-diff", "--no-textconv"]);
    }
    all.extend(rest);
    let printed = succeeded(subcommand, output(root, &without_filters(root).await?, &all).await?)?;
    Ok(String::from_utf8_lossy(&printed).into_owned())
}

/// `XY PATH`, where `XY` is the state in the index and in the working tree.
fn read_entry(entry: &[u8]) -> Option<(&[u8], RelPath)> {
    let (state, path) = (entry.get(..2)?, entry.get(3..)?);
    let text = std::str::from_utf8(path).ok()?;
    let path = RelPath::parse(text).ok()?;
    // A name that parsing would mend is another file's name.
    (path.as_str() == text).then_some((state, path))
}

/// Settings that switch off every filter that the repository's own configuration defines. The user's own stay.
async fn without_filters(root: &Path) -> Result<Vec<String>, Error> {
    const ARGUMENTS: [&str; 6] = [
        "config",
        "--show-scope",
        "-z",
        "--name-only",
        "--get-regexp",
        r"^filter\..*\.(clean|smudge|process|required)$",
    ];
    let found = output(root, &[], &ARGUMENTS).await?;
    // Exit code 1 means that no filter is defined.
    if found.status.code() == Some(1) {
        return Ok(vec![]);
    }
    let printed = succeeded("config", found)?;
    let text = String::from_utf8_lossy(&printed).into_owned();
    let mut fields = text.split('\0');
    let mut settings = Vec::new();
    while let (Some(scope), Some(name)) = (fields.next(), fields.next()) {
        if matches!(scope, "local" | "worktree") {
            let value = if name.ends_with(".required") { "false" } else { "" };
            settings.push(format!("{name}={value}"));
        }
    }
    Ok(settings)
}

fn succeeded(subcommand: &str, output: Output) -> Result<Vec<u8>, Error> {
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(Error::Git { subcommand: subcommand.to_owned(), message: message(&output) })
    }
}

/// What git said when it failed, as one line.
fn message(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { output.status.to_string() } else { line }
}

async fn output(folder: &Path, settings: &[String], arguments: &[&str]) -> Result<Output, Error> {
    let subcommand = arguments.first().copied().unwrap_or_default();
    if !folder.is_dir() {
        return Err(Error::Folder { folder: folder.to_owned() });
    }
    let ended = timeout(LIMIT, process(folder, settings, arguments).output()).await;
    match ended {
        Ok(Ok(output)) => Ok(output),
        Ok(Err(source)) if source.kind() == std::io::ErrorKind::NotFound => Err(Error::GitMissing),
        Ok(Err(source)) => Err(Error::Start { program: "git".to_owned(), source }),
        Err(_elapsed) => Err(Error::GitSlow { subcommand: subcommand.to_owned(), seconds: LIMIT.as_secs() }),
    }
}

#[expect(clippy::disallowed_methods, reason = "`exec` is where processes are spawned")]
fn process(folder: &Path, settings: &[String], arguments: &[&str]) -> tokio::process::Command {
    let mut process = tokio::process::Command::new("git");
    environment::hide(&mut process, |name| environment::is_secret(name) || is_git(name));
    process.envs([("GIT_TERMINAL_PROMPT", "0"), ("GIT_OPTIONAL_LOCKS", "0"), ("LC_ALL", "C")]);
    process.arg("--no-pager");
    for setting in SETTINGS.into_iter().chain(settings.iter().map(String::as_str)) {
        process.args(["-c", setting]);
    }
    process.args(arguments).current_dir(folder).kill_on_drop(true);
    process.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    process
}

/// Whether a variable changes what git does: where the repository is, which programs it starts.
fn is_git(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with("GIT_")
}
