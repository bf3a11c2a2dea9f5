//! Asks git where a repository begins, what its history is, and what was changed since; begins repositories.
//!
//! A repository's configuration can name programs that git starts: hooks, a file system monitor, filters, text
//! converters, pagers. Whoever unpacks an archive gets that configuration with it. `rev-parse` starts none of them;
//! for those that do, they are switched off, and the working tree is compared without filters.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

use tokio::time::timeout;

use crate::environment;
use crate::error::Error;

/// How long a git command may take.
const LIMIT: Duration = Duration::from_mins(1);

/// The top folder of the working tree that holds `folder`, an absolute path.
///
/// # Errors
/// [`Error::GitMissing`], [`Error::NotARepository`], [`Error::Unopened`] if git refuses the repository, for instance
/// because somebody else owns it, [`Error::BareRepository`], [`Error::Folder`] if there is no such folder.
pub async fn repository_root(folder: &Path) -> Result<PathBuf, Error> {
    let inside = output(folder, &["rev-parse", "--is-inside-work-tree"]).await?;
    if !inside.status.success() {
        let (folder, message) = (folder.to_owned(), message(&inside));
        // Git has one exit code for all of this.
        return Err(if folder.ancestors().any(is_repository) {
            Error::Unopened { folder, message }
        } else {
            Error::NotARepository { folder, message }
        });
    }
    if inside.stdout.trim_ascii() != b"true" {
        return Err(Error::BareRepository { folder: folder.to_owned() });
    }
    let mut root = succeeded("rev-parse", output(folder, &["rev-parse", "--show-toplevel"]).await?)?;
    root.pop_if(|last| *last == b'\n');
    Ok(PathBuf::from(OsString::from_vec(root)))
}

/// A commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// When it was made, in seconds since the Unix epoch.
    pub at_s: i64,
    /// The whole message.
    pub message: String,
    /// The files that it changed, from the top of the tree, as git has their names.
    pub paths: Vec<Vec<u8>>,
}

/// The commit that is checked out; `None` before the first one.
///
/// # Errors
/// Those of [`repository_root`], and [`Error::GitSlow`].
pub async fn head(folder: &Path) -> Result<Option<String>, Error> {
    let said = output(folder, &["rev-parse", "--quiet", "--verify", "HEAD^{commit}"]).await?;
    let name = String::from_utf8_lossy(&said.stdout).trim().to_owned();
    Ok(Some(name).filter(|name| said.status.success() && !name.is_empty()))
}

/// The commits that lead up to `HEAD`, newest first, merges left out.
///
/// - `since`: only those that do not lead up to this one; `None` in the result if it does not lead up to `HEAD` itself.
/// - `most`: no more than this.
/// - Nothing that the repository configures is started, and nothing is fetched.
///
/// # Errors
/// [`Error::Git`] if the repository is damaged, [`Error::GitSlow`].
pub async fn commits(folder: &Path, since: Option<&str>, most: u32) -> Result<Option<Vec<Commit>>, Error> {
    let mut range = "HEAD".to_owned();
    if let Some(since) = since {
        let is_earlier = output(folder, &["merge-base", "--is-ancestor", "--", since, "HEAD"]).await?;
        if !is_earlier.status.success() {
            return Ok(None);
        }
        range = format!("{since}..HEAD");
    }
    let most = format!("--max-count={most}");
    let mut arguments = SAFELY.to_vec();
    arguments.extend([
        "log",
        "--no-merges",
        "--no-renames",
        "--name-only",
        "-z",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--no-notes",
        "--no-mailmap",
        "--ignore-submodules=all",
        "--diff-merges=off",
        "--no-decorate",
        "--encoding=UTF-8",
        "--format=format:%x01%ct%x02%B%x03",
        &most,
        &range,
        "--",
    ]);
    let said = succeeded("log", output(folder, &arguments).await?)?;
    Ok(Some(said.split(|&byte| byte == 1).skip(1).filter_map(commit).collect()))
}

/// Reads a commit: its time, 0x02, its message, 0x03, and the names of files with NUL between them.
fn commit(record: &[u8]) -> Option<Commit> {
    let (at, rest) = split_once(record, 2)?;
    let (message, names) = split_once(rest, 3)?;
    let at_s = std::str::from_utf8(at).ok()?.parse().ok()?;
    let message = String::from_utf8_lossy(message).into_owned();
    let names = names.split(|&byte| byte == 0).map(<[u8]>::trim_ascii_start).filter(|name| !name.is_empty());
    Some(Commit { at_s, message, paths: names.map(<[u8]>::to_vec).collect() })
}

fn split_once(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let place = bytes.iter().position(|&byte| byte == at)?;
    Some((bytes.get(..place)?, bytes.get(place + 1..)?))
}

/// The tracked files whose content is not what git has staged, or that are staged and not committed.
///
/// - `root`: the top of the working tree; the paths begin there.
/// - Of the working tree, the files that were written last are compared, byte for byte and without filters: even to compare a file
///   git may start a filter that the repository configures, so it is not asked to.
///
/// # Errors
/// [`Error::Git`], [`Error::GitSlow`].
pub async fn modified(root: &Path) -> Result<Vec<Vec<u8>>, Error> {
    let asked = |arguments: &[&'static str]| [&SAFELY[..], arguments].concat();
    let cached = asked(&[
        "diff-index",
        "--cached",
        "--name-only",
        "-z",
        "--no-renames",
        "--ignore-submodules=all",
        "HEAD",
    ]);
    let list = asked(&["ls-files", "--stage", "-z"]);
    let (staged, listed) = tokio::try_join!(output(root, &cached), output(root, &list))?;
    // Without a commit there is nothing to differ from.
    let staged = staged.stdout;
    let names = staged.split(|&byte| byte == 0).filter(|name| !name.is_empty());
    let mut changed: Vec<Vec<u8>> = names.map(<[u8]>::to_vec).collect();
    let listed = succeeded("ls-files", listed)?;
    let mut files: Vec<_> =
        listed.split(|&byte| byte == 0).filter_map(|record| entry(root, record)).collect();
    files.sort_unstable_by(|a, b| b.written.cmp(&a.written).then(a.name.cmp(b.name)));
    files.truncate(MOST_COMPARED);
    if !files.is_empty() {
        let mut arguments = asked(&["hash-object", "--no-filters", "--"]);
        arguments.extend(files.iter().map(|file| file.name));
        let hashes = succeeded("hash-object", output(root, &arguments).await?)?;
        let hashes = hashes.split(|&byte| byte == b'\n');
        let differ = files.iter().zip(hashes).filter(|(file, hash)| file.object != *hash);
        changed.extend(differ.map(|(file, _)| file.name.as_bytes().to_vec()));
    }
    changed.sort_unstable();
    changed.dedup();
    Ok(changed)
}

/// The files that git tracks as executable.
///
/// - `root`: the top of the working tree; the paths begin there.
///
/// # Errors
/// [`Error::Git`], [`Error::GitSlow`].
pub async fn executables(root: &Path) -> Result<Vec<Vec<u8>>, Error> {
    let list = [&SAFELY[..], &["ls-files", "--stage", "-z"]].concat();
    let listed = succeeded("ls-files", output(root, &list).await?)?;
    let files = listed.split(|&byte| byte == 0).filter(|record| record.starts_with(b"100755 "));
    Ok(files.filter_map(|record| Some(split_once(record, b'\t')?.1.to_vec())).collect())
}

/// So many files are compared by their content.
const MOST_COMPARED: usize = 200;

/// A regular file that git tracks, and that is there.
struct Tracked<'r> {
    name: &'r str,
    object: &'r [u8],
    written: std::time::SystemTime,
}

/// Reads `100644 OBJECT 0`, a tab, and the file's name.
fn entry<'r>(root: &Path, record: &'r [u8]) -> Option<Tracked<'r>> {
    let (head, name) = split_once(record, b'\t')?;
    let mut head = head.split(|&byte| byte == b' ');
    let is_regular = head.next()?.starts_with(b"100");
    let (object, name) = (head.next()?, std::str::from_utf8(name).ok()?);
    let there = std::fs::symlink_metadata(root.join(name)).ok().filter(|it| is_regular && it.is_file())?;
    Some(Tracked { name, object, written: there.modified().ok()? })
}

/// Options that keep git from starting what a repository's configuration names. A file system monitor and hooks are
/// started by reading commands, a program that checks signatures by `log`, a transport by whatever object is missing.
const SAFELY: [&str; 9] = [
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "protocol.allow=never",
];

/// Makes a repository of a folder, with all that is in it as its first commit.
///
/// - `ignored`: names of files and folders that git is not to look at, beside those that a `.gitignore` names.
///
/// # Errors
/// [`Error::GitMissing`], [`Error::Git`], [`Error::Folder`] if there is no such folder.
pub async fn begin(folder: &Path, ignored: &[&str]) -> Result<(), Error> {
    own(folder, &["init", "--quiet", "--template="]).await?;
    let info = folder.join(".git/info");
    let written = std::fs::create_dir_all(&info)
        .and_then(|()| std::fs::write(info.join("exclude"), ignored.join("\n") + "\n"));
    written.map_err(|source| Error::Git { subcommand: "init".to_owned(), message: source.to_string() })?;
    own(folder, &["add", "--all"]).await?;
    own(folder, &["commit", "--quiet", "--allow-empty", "--message=as delivered"]).await.map(drop)
}

/// What was changed since the first commit of a repository that [`begin`] made, as git shows it, new files included.
///
/// What was configured there since may make git run something, as may whoever configured it: its commands ran here.
///
/// - `copy`: where all files are copied to that git does not ignore; each is new there.
///
/// # Errors
/// [`Error::GitMissing`], [`Error::Git`], [`Error::Folder`] if there is no such folder.
pub async fn changes(folder: &Path, copy: &Path) -> Result<Vec<u8>, Error> {
    own(folder, &["add", "--all"]).await?;
    let prefix = format!("--prefix={}/", copy.display());
    own(folder, &["checkout-index", "--all", &prefix]).await?;
    // Who worked there may have made commits.
    let first = own(folder, &["rev-list", "--max-parents=0", "--all"]).await?;
    let first = String::from_utf8_lossy(&first).lines().last().unwrap_or("HEAD").to_owned();
    own(folder, &["diff", "--cached", "--binary", "--no-color", "--no-ext-diff", "--no-textconv", &first])
        .await
}

/// Runs git in a repository that was begun here, as if its user had configured nothing.
async fn own(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Error> {
    let subcommand = arguments.first().copied().unwrap_or_default();
    if !folder.is_dir() {
        return Err(Error::Folder { folder: folder.to_owned() });
    }
    let mut process = process(folder, arguments);
    process.envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")]);
    for role in ["AUTHOR", "COMMITTER"] {
        process
            .env(format!("GIT_{role}_NAME"), "kinglet")
            .env(format!("GIT_{role}_EMAIL"), "kinglet@localhost");
    }
    succeeded(subcommand, within_limit(subcommand, process).await?)
}

/// Whether a folder looks like the top of a working tree, or like a bare repository. The `.git` of a linked working
/// tree is a file.
fn is_repository(folder: &Path) -> bool {
    let git = folder.join(".git");
    git.is_file()
        || [git.as_path(), folder].iter().any(|it| it.join("HEAD").is_file() && it.join("objects").is_dir())
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

async fn output(folder: &Path, arguments: &[&str]) -> Result<Output, Error> {
    let subcommand = arguments.first().copied().unwrap_or_default();
    if !folder.is_dir() {
        return Err(Error::Folder { folder: folder.to_owned() });
    }
    within_limit(subcommand, process(folder, arguments)).await
}

async fn within_limit(subcommand: &str, mut process: tokio::process::Command) -> Result<Output, Error> {
    match timeout(LIMIT, process.output()).await {
        Ok(Ok(output)) => Ok(output),
        Ok(Err(source)) if source.kind() == std::io::ErrorKind::NotFound => Err(Error::GitMissing),
        Ok(Err(source)) => Err(Error::Start { program: "git".to_owned(), source }),
        Err(_elapsed) => Err(Error::GitSlow { subcommand: subcommand.to_owned(), seconds: LIMIT.as_secs() }),
    }
}

#[expect(clippy::disallowed_methods, reason = "`exec` is where processes are spawned")]
fn process(folder: &Path, arguments: &[&str]) -> tokio::process::Command {
    let mut process = tokio::process::Command::new("git");
    environment::hide(&mut process, |name| environment::is_secret(name) || is_git(name));
    process.envs([("GIT_TERMINAL_PROMPT", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("LC_ALL", "C")]);
    process.args(arguments).current_dir(folder).kill_on_drop(true);
    process.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    process
}

/// Whether a variable changes what git does: where the repository is, which programs it starts.
fn is_git(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with("GIT_")
}
