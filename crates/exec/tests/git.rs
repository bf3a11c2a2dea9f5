//! Where a repository begins, and that the repository cannot make it run anything.
#![expect(clippy::unwrap_used, reason = "a failed preparation fails the test")]

use std::fs;
use std::time::Duration;

use kinglet_domain::check::Ended;
use kinglet_exec::{Command, git, run};
use tokio_util::sync::CancellationToken;

/// A folder in which `line` has been run.
async fn folder(line: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let identity = ["AUTHOR", "COMMITTER"].map(|role| {
        [(format!("GIT_{role}_NAME"), "a".to_owned()), (format!("GIT_{role}_EMAIL"), "a@b".to_owned())]
    });
    let line = format!("set -e; {line}");
    let command =
        Command { env: identity.concat(), ..Command::shell(line, folder.path(), Duration::from_mins(1)) };
    let finished = run(&command, &CancellationToken::new()).await.unwrap();
    assert_eq!(finished.ended, Ended::Passed, "{}", finished.output);
    folder
}

#[tokio::test]
async fn finds_the_root_from_within() {
    let folder = folder("git init -q .; mkdir -p a/b").await;
    let root = git::repository_root(&folder.path().join("a/b")).await.unwrap();
    assert_eq!(root, fs::canonicalize(folder.path()).unwrap());
}

#[tokio::test]
async fn tells_why_there_is_no_root() {
    let nothing = tempfile::tempdir().unwrap();
    let error = git::repository_root(nothing.path()).await.unwrap_err();
    assert!(matches!(error, kinglet_exec::Error::NotARepository { .. }), "{error}");
    let bare = folder("git init -q --bare .").await;
    let error = git::repository_root(bare.path()).await.unwrap_err();
    assert!(matches!(error, kinglet_exec::Error::BareRepository { .. }), "{error}");
    let error = git::repository_root(&nothing.path().join("gone")).await.unwrap_err();
    assert!(matches!(error, kinglet_exec::Error::Folder { .. }), "{error}");
}

#[tokio::test]
async fn a_repository_that_git_refuses_is_not_called_none() {
    let broken = folder("git init -q .; echo '[' >.git/config; mkdir -p a/b").await;
    let error = git::repository_root(&broken.path().join("a/b")).await.unwrap_err();
    assert!(matches!(error, kinglet_exec::Error::Unopened { .. }), "{error}");
    assert!(error.to_string().contains("bad config line 1"), "{error}");
    // Somebody else's; only root can make one.
    let foreign = folder("git init -q .; [ $(id -u) != 0 ] || chown -R 1 .").await;
    if let Err(error) = git::repository_root(foreign.path()).await {
        assert!(matches!(error, kinglet_exec::Error::Unopened { .. }), "{error}");
        assert!(error.to_string().contains("git config --global --add safe.directory "), "{error}");
    }
}

#[tokio::test]
async fn a_repository_cannot_make_git_run_anything() {
    let folder = folder(
        r#"git init -q .; printf 'a filter=evil diff=evil\n' >.gitattributes; echo one >a; git add .; git commit -q -m x
        printf '#!/bin/sh\ntouch "%s/ran"\ncat\n' "$PWD" >evil; chmod +x evil; echo evil >>.git/info/exclude
        for key in core.fsmonitor filter.evil.clean filter.evil.process diff.external diff.evil.command \
            diff.evil.textconv core.pager gpg.program; do git config "$key" "$PWD/evil"; done
        git config filter.evil.required true; git config log.showSignature true
        mkdir -p hooks; cp evil hooks/post-index-change; git config core.hooksPath "$PWD/hooks"; echo hooks >>.git/info/exclude
        echo two >a"#,
    )
    .await;
    fs::remove_file(folder.path().join("ran")).unwrap_or_default();
    let root = git::repository_root(folder.path()).await.unwrap();
    assert_eq!(root, fs::canonicalize(folder.path()).unwrap());
    assert!(!folder.path().join("ran").exists(), "git ran a program that the repository named");
}
