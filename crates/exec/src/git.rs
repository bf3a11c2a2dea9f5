//! Asks git where a repository begins; begins one, and tells what was changed in it.
//!
//! A repository's configuration can name programs that git starts: hooks, a file system monitor, filters, text
//! converters, pagers. Whoever unpacks an archive gets that configuration with it. `rev-parse` starts none of them;
//! a command that does must switch them off first.

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

/// What was changed since the last commit in a repository that [`begin`] made, as git shows it, new files included.
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
    own(folder, &["diff", "--cached", "--binary", "--no-color", "--no-ext-diff", "--no-textconv"]).await
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
    process.envs([("GIT_TERMINAL_PROMPT", "0"), ("LC_ALL", "C")]);
    process.args(arguments).current_dir(folder).kill_on_drop(true);
    process.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    process
}

/// Whether a variable changes what git does: where the repository is, which programs it starts.
fn is_git(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with("GIT_")
}
